"""A review as a page, in words: what stands out, indicators, quality, steps, what to change."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from longtin._data import Bilingual
from longtin._language import Language, message
from longtin.page import Column, Document, Section, Table, plain
from longtin.reviews.running.changes import party_name, step_name, suggestions
from longtin.reviews.running.from_record import Level, PairConduct, TrustThen
from longtin.reviews.running.indicators import ReviewedObjective
from longtin.reviews.running.review import ProgrammeReview
from longtin.reviews.running.reviewed_steps import ReviewedStep

SCORES: Final[Mapping[int | None, str]] = {
    0: message("0, nothing"),
    1: message("1, minimum"),
    2: message("2, intermediate"),
    3: message("3, full"),
    None: message("not scored"),
}
"""Levels of implementation of the Peace Accords Matrix."""

STATES: Final[Mapping[str, str]] = {
    "not_due": message("not due"),
    "under_way": message("under way"),
    "done": message("done"),
    "late": message("late"),
    "unreported": message("not reported"),
    "broken": message("not kept"),
}
ANSWERS: Final[Mapping[str, str]] = {
    "none_expected": message("none expected"),
    "awaited": message("awaited"),
    "given": message("answered"),
    "refused": message("refused"),
    "overdue": message("overdue"),
}
COURSES: Final[Mapping[str, str]] = {
    "reached": message("reached"),
    "on_course": message("on course"),
    "behind": message("behind"),
    "within_doubt": message("no change beyond doubt"),
    "judged": message("for the parties to judge"),
    "unknown": message("not reported"),
}
TOLD_BY: Final[Mapping[str, str]] = {
    "record": message("the record"),
    "report": message("the programme’s report"),
}

SCHEMA: Final = "longtin.review/1"
"""Of a review as data: names of fields are keys, and keys are kept within a major version."""


def document(review: ProgrammeReview, language: Language) -> Document:
    """Put a review into words.

    Args:
        review: The review.
        language: To say it in.
    """
    say = language.say
    changes = tuple(each.say(language) for each in suggestions(review))
    sections = [
        Section(
            "standing",
            say("Where it stands"),
            (_claim(review, language), _carried_out(review, language)),
        ),
        Section(
            "changes",
            say("What to change"),
            () if changes else (say("Nothing calls for a change today."),),
            points=changes,
        ),
        _indicators(review, language),
        *_quality(review, language),
        _steps(review, language),
    ]
    return Document(
        language=language.code,
        title=review.programme.title.of(language.code),
        kicker=say("Review of a programme"),
        dated=language.date(review.day),
        day=review.day.isoformat(),
        note=say("{aim}; {span}", aim=review.programme.aim.of(language.code),
                 span=language.span(review.programme.start, review.programme.until)),
        sections=tuple(sections),
        page_label=say("page"),
    )  # fmt: skip


def _claim(review: ProgrammeReview, language: Language) -> str:
    counts = [
        (name, sum(each.state == state for each in review.steps))
        for state, name in STATES.items()
        for name in [language.say(name)]
    ]
    told = language.list([f"{name} {language.whole(n)}" for name, n in counts if n])
    return language.say("Steps: {told}.", told=told)


def _carried_out(review: ProgrammeReview, language: Language) -> str:
    done, whole = review.carried_out, language.whole
    if not done.reported:
        return language.say("No step that is due has a score yet.")
    return language.say(
        "Of the {due} steps due by now {reported} are scored: {share} of full implementation, on "
        "the scale of the Peace Accords Matrix.",
        due=whole(done.due),
        reported=whole(done.reported),
        share=language.percent(done.share),
    )


def _amount(value: float | Bilingual | None, language: Language) -> str:
    if value is None:
        return "–"
    if isinstance(value, Bilingual):
        return value.of(language.code)
    return language.whole(int(value)) if value == int(value) else language.number(value)


def _indicators(review: ProgrammeReview, language: Language) -> Section:
    say = language.say
    columns = (
        Column(say("Indicator"), wraps=True),
        Column(say("Baseline"), wraps=True),
        Column(say("Today"), wraps=True),
        Column(say("Target"), wraps=True),
        Column(say("By"), "figure"),
        Column(say("Course"), wraps=True),
        Column(say("Told by"), wraps=True),
    )
    rows = [_indicator(each, language) for each in review.objectives]
    note = say(
        "On course: at or beyond a straight line from baseline to target. Figures of the record "
        "stand with their 90 % interval; where that holds the baseline, no change is claimed."
    )
    return Section(
        "indicators", say("Indicators"), notes=(note,), tables=(Table.of("", columns, rows),)
    )


def _indicator(one: ReviewedObjective, language: Language) -> list[str]:
    held = one.objective
    today = _amount(one.today, language)
    if one.low is not None and one.high is not None and isinstance(one.today, float):
        today = _level((one.today, one.low, one.high), language)
    by = language.say(TOLD_BY[one.told_by]) if one.told_by else "–"
    if one.told_on is not None:
        by = f"{by}, {language.date(one.told_on)}"
    return [
        held.indicator.of(language.code) if held.indicator else held.id,
        _amount(held.baseline, language),
        today,
        _amount(held.target, language),
        language.date(held.by) if held.by else "–",
        language.say(COURSES[one.course]),
        by,
    ]


def _level(level: Level | None, language: Language) -> str:
    if level is None:
        return "–"
    low, high = (language.level(each) for each in level[1:])
    return f"({low}–{high})" if level[0] is None else f"{language.level(level[0])} ({low}–{high})"


def _quality(review: ProgrammeReview, language: Language) -> Iterator[Section]:
    say = language.say
    if review.trust:
        columns = (
            Column(say("Who trusts whom"), wraps=True),
            Column(say("At the start"), "figure"),
            Column(say("Today"), "figure"),
            Column(say("Change"), wraps=True),
            Column(say("Last evidence"), "figure"),
        )
        rows = [_trust(review, each, language) for each in review.trust]
        yield Section(
            "trust",
            say("Quality: trust"),
            notes=(
                say(
                    "Trust as the record of acts shows it, from 0 to 1, with its 90 % interval: "
                    "how trustworthy the other has proved to be. It is not what leaders say."
                ),
            ),
            tables=(Table.of("", columns, rows),),
        )
    yield Section("capacity", say("Quality: capacity"), tuple(_capacity(review, language)))
    yield Section("stability", say("Quality: stability"), tuple(_stability(review, language)))


def _trust(review: ProgrammeReview, one: TrustThen, language: Language) -> list[str]:
    say, code = language.say, language.code
    names = [party_name(review, each).of(code) for each in (one.truster, one.trustee)]
    if one.start is None or one.now is None or None in {one.start[0], one.now[0]}:
        change = say("too little evidence")
    elif not one.is_beyond_doubt:
        change = say("none beyond doubt")
    else:
        change = say("higher") if one.now[1] > one.start[2] else say("lower")
    return [
        " → ".join(names),
        _level(one.start, language),
        _level(one.now, language),
        change,
        language.date(one.evidence) if one.evidence else "–",
    ]


def _capacity(review: ProgrammeReview, language: Language) -> Iterator[str]:
    """Whether those who act carry out what they took on, and on time."""
    say, count, whole = language.say, language.count, language.whole
    yield say("Whether those who act carry out what they took on, by the programme’s own reports.")
    for code in dict.fromkeys(code for each in review.steps for code in each.step.by):
        own = [each for each in review.steps if code in each.step.by and each.state != "not_due"]
        done = sum(each.state == "done" for each in own)
        late = max((each.days_late for each in own), default=0)
        yield say(
            "{party}: {done} of {due} steps begun are carried out; the longest delay is {days}.",
            party=_first_up(party_name(review, code).of(language.code)),
            done=whole(done),
            due=whole(len(own)),
            days=count("{n} day", "{n} days", late),
        )
    if not review.programme.resources:
        yield say("No means are stated, so nothing tells whether the next steps are paid for.")


def _first_up(words: str) -> str:
    return words[:1].upper() + words[1:]


def _stability(review: ProgrammeReview, language: Language) -> Iterator[str]:
    """Whether what was reached is likely to hold."""
    say, count = language.say, language.count
    broken = sum(each.state == "broken" for each in review.steps)
    yield say("Whether what was reached is likely to hold: force, breaches, changes of government.")
    for each in review.conduct:
        yield _force(review, each, language)
    if broken:
        yield count("{n} step is not kept.", "{n} steps are not kept.", broken)
    else:
        yield say("No step is reported as not kept.")
    for event in review.ahead:
        yield say(
            "Ahead: {what}, {day}.",
            what=event.what.of(language.code),
            day=language.date(event.on),
        )


def _force(review: ProgrammeReview, one: PairConduct, language: Language) -> str:
    say, whole = language.say, language.whole
    pair = language.list(
        [party_name(review, each).of(language.code) for each in (one.one, one.two)]
    )
    if one.seen == 0:
        return say(
            "{pair}: no source of dated acts speaks of the time since the start, so the record "
            "cannot tell.",
            pair=_first_up(pair),
        )
    return say(
        "{pair}: {reports} coded reports since the start, {force} of them of force or seizure "
        "({before} over as many days before), {contacts} visits, meetings and calls. Sources speak "
        "of {seen} of the days since, and of {seen_before} of those before.",
        pair=_first_up(pair),
        reports=whole(one.reports),
        force=whole(one.force),
        before=whole(one.force_before),
        contacts=whole(one.contacts),
        seen=language.percent(one.seen),
        seen_before=language.percent(one.seen_before),
    )


def _steps(review: ProgrammeReview, language: Language) -> Section:
    say = language.say
    columns = (
        Column(say("Step"), wraps=True),
        Column(say("Days")),
        Column(say("Stands"), wraps=True),
        Column(say("Carried out"), wraps=True),
        Column(say("Answer"), wraps=True),
        Column(say("Last report"), wraps=True),
    )
    rows = [_step(each, language) for each in review.steps]
    note = say(
        "Carried out, by the scale of the Peace Accords Matrix: 0 nothing was begun, 1 minimum, 2 "
        "intermediate, 3 full [Joshi, Quinn & Regan 2015]."
    )
    return Section("steps", say("Steps"), notes=(note,), tables=(Table.of("", columns, rows),))


def _step(one: ReviewedStep, language: Language) -> list[str]:
    say, last = language.say, one.last
    stands = say(STATES[one.state])
    if one.days_late:
        days = language.count("{n} day", "{n} days", one.days_late)
        stands = f"{stands}, {days}"
    told = ""
    if last is not None:
        what = last.what.of(language.code) if last.what else ""
        told = ": ".join(filter(None, (language.date(last.on), what)))
    return [
        step_name(one.step).of(language.code),
        language.span(one.step.start, one.step.end),
        stands,
        say(SCORES[one.score]) if one.state != "not_due" else "–",
        say(ANSWERS[one.answer]),
        told or "–",
    ]


def as_data(review: ProgrammeReview, language: Language) -> dict[str, Any]:
    """A review as plain values, for JSON; sentences are in a language, keys never."""
    done = review.carried_out
    return {
        "language": language.code,
        "file": review.draft.where,
        "title": review.programme.title.of(language.code),
        "as_of": review.day.isoformat(),
        "calls_for_action": review.calls_for_action,
        "implementation": {**plain(done), "share": round(done.share, 4)},
        "objectives": [_objective_data(each, language) for each in review.objectives],
        "steps": [_step_data(each, language) for each in review.steps],
        "trust": [{**plain(each), "beyond_doubt": each.is_beyond_doubt} for each in review.trust],
        "conduct": [plain(each) for each in review.conduct],
        "suggestions": [
            {"kind": each.kind, "about": each.about, "says": each.say(language)}
            for each in suggestions(review)
        ],
    }


def _plain_amount(value: float | Bilingual | None, language: Language) -> float | str | None:
    return value.of(language.code) if isinstance(value, Bilingual) else value


def _objective_data(one: ReviewedObjective, language: Language) -> dict[str, Any]:
    return {
        "id": one.objective.id,
        "indicator": one.objective.indicator.of(language.code) if one.objective.indicator else None,
        "baseline": _plain_amount(one.objective.baseline, language),
        "today": _plain_amount(one.today, language),
        "low": one.low,
        "high": one.high,
        "expected": one.expected,
        "target": _plain_amount(one.objective.target, language),
        "by": one.objective.by.isoformat() if one.objective.by else None,
        "course": one.course,
        "told_by": one.told_by,
        "told_on": one.told_on.isoformat() if one.told_on else None,
    }


def _step_data(one: ReviewedStep, language: Language) -> dict[str, Any]:
    return {
        "id": one.step.id,
        "name": step_name(one.step).of(language.code),
        "start": one.step.start.isoformat(),
        "end": one.step.end.isoformat(),
        "state": one.state,
        "score": one.score,
        "days_late": one.days_late,
        "answer": one.answer,
        "answer_due": one.answer_due.isoformat() if one.answer_due else None,
        "gate": one.gate,
        "rests_on": list(one.rests_on),
    }
