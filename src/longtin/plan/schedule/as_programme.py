"""Programme of a dated plan: everything a plan knows, written down for people to take further.

What only the parties can say – what they want, who decides – is stated as assumed, so that it is
seen and changed.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from longtin._data import Bilingual
from longtin._dates import WEEK
from longtin._language import message
from longtin.measures import TALK_ONLY, Measure
from longtin.plan._plan import Plan
from longtin.plan.schedule.candidates import REPLY_WITHIN, DatedMeasure, Limits
from longtin.plan.schedule.constraints import PEOPLES
from longtin.plan.schedule.notice import between, relied_on
from longtin.plan.schedule.objectives import CLARIFY_WITHIN, objectives, risks
from longtin.plan.words.bilingual import ENGLISH, VIETNAMESE, both
from longtin.programme import (
    LONG,
    Channel,
    Event,
    ExpectedAnswer,
    Interest,
    Norm,
    Programme,
    ProgrammeParty,
    ProgrammeSource,
    Resource,
    Response,
    Silence,
    Step,
    Talks,
    Verification,
    Violation,
    Will,
)

REVIEW_EVERY: Final = 90
SUPPORTED: Final = 0.1
MOST_TALKS: Final = 0.4
"""Of the programme's days, so that no step is all talk."""
CHARTER: Final = message("Charter of the United Nations, article 2(3): settle by peaceful means")


def as_programme(plan: Plan, dated: Sequence[DatedMeasure], limits: Limits) -> Programme:
    """Write a plan down as a programme.

    Args:
        plan: Why and for whom.
        dated: Measures with their days.
        limits: What the calendar demands.

    Returns:
        A programme that `longtin check` passes; what is assumed in it says so.
    """
    here, there = plan.situation.here, plan.situation.there
    names = {here: plan.situation.names[0], there: plan.situation.names[1]}
    steps = tuple(_step(one, dated, plan, limits.days) for one in dated)
    running = _running(plan, dated)
    return Programme(
        programme=1,
        title=both(
            message("{here} and {there}: {aim}"),
            here=names[here],
            there=names[there],
            aim=plan.wishes.aim,
        ),
        aim=plan.wishes.aim,
        openness="parties",
        parties=tuple(
            ProgrammeParty(id=code, lead=both(message("foreign ministry (assumed)")))
            for code in names
        ),
        phase=plan.situation.phase,  # type: ignore[arg-type]
        start=limits.start,
        until=limits.until,
        interests={
            code: _interest(plan, other)
            for code, other in zip(names, reversed(plan.situation.said), strict=True)
        },
        channels=tuple(_channel(plan, name, limits) for name in running),
        will={code: _will(level) for code, level in zip(names, plan.wishes.will, strict=True)},
        resources=tuple(_resource(code, dated) for code in names),
        objectives=objectives(plan, dated, limits),
        steps=steps,
        risks=risks(plan, limits),
        reviews=_reviews(dated, limits),
        norms=_norms(plan, dated, limits),
        events=_events(limits),
        trust={
            here: round(plan.situation.ours.trust, 2),
            there: round(plan.situation.theirs.trust, 2),
        },
        sources=(_source(plan), *_grounds(plan, running)),
        silence=_silence(dated, limits),
    )


def _running(plan: Plan, dated: Sequence[DatedMeasure]) -> tuple[str, ...]:
    """What runs and the programme leans on: channels, and what its steps require."""
    required = {name for one in dated for name in one.candidate.measure.requires}
    return tuple(
        name
        for name in plan.situation.channels
        if name in required or plan.catalogue[name].is_channel
    )


def _channel(plan: Plan, name: str, limits: Limits) -> Channel:
    """A channel with its day; where only its year is known, the last day of that."""
    parties = (plan.situation.here, plan.situation.there)
    held = next((one for one in plan.situation.known if one.id == name), None)
    if held is None:
        return Channel(measure=name, parties=parties, since=limits.start)
    since = held.since or (date(held.year, 12, 31) if held.year else limits.start)
    since = min(since, limits.start)
    return Channel(measure=name, parties=parties, since=since, sources=(f"runs-{name}",))


def _grounds(plan: Plan, running: Sequence[str]) -> Iterator[ProgrammeSource]:
    """Why each is taken to run, and how sure that is."""
    for one in plan.situation.known:
        if one.id not in running:
            continue
        if one.by is None and one.year is None:
            where = one.what or one.name
        elif one.by is None:
            where = both(
                message("precedent of {year}: {what}; the day is not on file"),
                year=str(one.year), what=one.what or one.name,
            )  # fmt: skip
        else:
            where = both(message("in force between both since {since}"), since=str(one.since))
        title = one.by or both(message("Longtin’s catalogue of measures"))
        yield ProgrammeSource(
            id=f"runs-{one.id}", title=title, where=where, certainty=one.certainty,
            rows=(one.row,) if one.row else (),
        )  # fmt: skip


def _norms(plan: Plan, dated: Sequence[DatedMeasure], limits: Limits) -> tuple[Norm, ...]:
    """The Charter, and the regimes in force between the two that the measures carry out."""
    in_force = between(plan.situation.here, plan.situation.there, limits.start)
    used = relied_on(tuple(one.candidate.measure for one in dated), in_force)
    found = [Norm(name=each.name, binding=each.binding == "LB", regime=each.id) for each in used]
    return (Norm(name=both(CHARTER), binding=True), *found)


def _interest(plan: Plan, other: Bilingual) -> Interest:
    return Interest(
        wants=both(
            message("{aim} (assumed; to be confirmed in the first talks)"), aim=plan.wishes.aim
        ),
        pursues_by=both(message("talks and the measures of this programme (assumed)")),
        fits=both(
            message("as far as {other} wants the same (assumed; to be confirmed)"), other=other
        ),
    )


def _will(level: float) -> Will:
    return Will(
        decision_makers=both(message("head of government and foreign minister (assumed)")),
        shared_understanding=both(message("incidents harm both sides (assumed)")),
        committed_support=both(message("budget and staff for the first steps (assumed)")),
        agreed_solution=both(message("small steps first, larger ones as they are kept")),
        holds_power=both(message("no step weakens the government at home (assumed)")),
        people_gain=both(message("fewer incidents, more exchange (assumed)")),
        level=level,
    )


def _resource(code: str, dated: Sequence[DatedMeasure]) -> Resource:
    return Resource(
        party=code,
        amount=round(sum(one.candidate.measure.cost for one in dated), 2),
        unit=both(message("of the cost scale of the catalogue, all measures together")),
    )


def _step(one: DatedMeasure, dated: Sequence[DatedMeasure], plan: Plan, days: int) -> Step:
    measure, here, there = one.candidate.measure, plan.situation.here, plan.situation.there
    alone = one.candidate.alone
    telling = min(SUPPORTED, max(each.candidate.measure.reveals for each in dated))
    after = one.after or _last_kept(one, dated)
    gate = None
    if after:
        called = {each.candidate.measure.id: each.candidate.measure.name for each in dated}
        kept = _listed([called[name] for name in after])
        gate = both(message("go on if kept: {steps}"), steps=kept)
    return Step(
        id=measure.id,
        measure=measure.id,
        title=measure.name,
        by=(here,) if alone else (here, there),
        start=one.start,
        end=one.end,
        answer=_answer(there) if alone else None,
        after=after,
        gate=gate,
        talks=_talks(one, days),
        verification=Verification(
            by="joint",
            who=both(message("a joint group of both sides")),
            how=measure.verification[0],
        ),
        on_violation=Violation(
            do=_responses(measure),
            within_days=CLARIFY_WITHIN,
            how=both(message("through the channel agreed for it")),
        ),
        contact="in_person",
        objectives=_serves(measure, telling, days),
    )


def _serves(measure: Measure, telling: float, days: int) -> tuple[str, ...]:
    """Which objectives a measure serves; peoples that meet think otherwise of each other."""
    found = ("trust", "kept") if measure.reveals >= telling else ("kept", "felt")
    return (*found, "opinion") if days >= LONG and measure.domain == PEOPLES else found


def _answer(there: str) -> ExpectedAnswer:
    how = both(message("a step of the same kind"))
    return ExpectedAnswer.model_validate(
        {"from": (there,), "within_days": REPLY_WITHIN, "how": how}
    )


def _talks(one: DatedMeasure, days: int) -> Talks | None:
    """Its preparation, or the last part of one that would take most of the programme."""
    first = max(one.prepare, one.start - timedelta(days=round(MOST_TALKS * days)))
    return Talks(start=first, end=one.start - timedelta(days=1)) if first < one.start else None


def _responses(measure: Measure) -> tuple[Response, ...]:
    mild: tuple[Response, ...] = ("consult", "clarify", "suspend")
    return mild if measure.stage < 3 else (*mild, "third_party")


def _last_kept(one: DatedMeasure, dated: Sequence[DatedMeasure]) -> tuple[str, ...]:
    """For a step of a higher stage, the last one of a lower stage that ended before it."""
    lower = [
        each
        for each in dated
        if each.end <= one.start and each.candidate.measure.stage < one.candidate.measure.stage
    ]
    ranked = sorted((each.end, each.candidate.measure.id) for each in lower)
    return (ranked[-1][1],) if ranked else ()


def _listed(names: Sequence[Bilingual]) -> Bilingual:
    return Bilingual(
        en=ENGLISH.list([name.en for name in names]),
        vi=VIETNAMESE.list([name.vi for name in names]),
    )


def _reviews(dated: Sequence[DatedMeasure], limits: Limits) -> tuple[date, ...]:
    """Every quarter, before the first larger step, and around elections."""
    found = {
        limits.start + timedelta(days=REVIEW_EVERY * n)
        for n in range(1, limits.days // REVIEW_EVERY + 1)
    }
    larger = [one.start for one in dated if one.candidate.measure.stage >= 2]
    if larger:
        found.add(max(limits.start, min(larger) - timedelta(days=WEEK)))
    for held in limits.elections:
        found |= {held - timedelta(days=WEEK), held + timedelta(days=2 * WEEK)}
    return tuple(sorted(day for day in found if limits.start <= day <= limits.until))


def _events(limits: Limits) -> tuple[Event, ...]:
    summit, election = both(message("leaders meet")), both(message("election"))
    found = [Event(on=day, what=summit, kind="summit") for day in limits.summits]
    found += [Event(on=day, what=election, kind="election") for day in limits.elections]
    return tuple(sorted(found, key=lambda each: each.on))


def _silence(dated: Sequence[DatedMeasure], limits: Limits) -> tuple[Silence, ...]:
    """What the window cannot have is said openly, as the reason why a rule is silent."""
    if any(one.candidate.measure.domain not in TALK_ONLY for one in dated):
        return ()
    why = message("no deed of the catalogue, with what it needs first, fits into {days} days")
    return (Silence(rule="LT504", why=both(why, days=limits.days)),)


def _source(plan: Plan) -> ProgrammeSource:
    day = plan.situation.as_of
    where = both(message("trust as given by the user"))
    if day:
        where = both(message("trust as of {day}"), day=str(day))
        if carried := plan.situation.carried_to:
            where = both(
                message("trust as of the last evidence, {day}, carried on to {start}"),
                day=str(day),
                start=str(carried),
            )
    return ProgrammeSource(
        id="longtin-plan", title=both(message("longtin plan")), where=where, certainty="judgement"
    )
