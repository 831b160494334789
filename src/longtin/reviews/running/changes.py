"""Suggestions of a review: what to change, each with its reason, the gravest first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from longtin import lint
from longtin._data import Bilingual
from longtin._language import Language, message, sentence_case
from longtin.measures import catalogue
from longtin.programme import Step, in_sentence

if TYPE_CHECKING:
    from longtin.reviews.running.review import ProgrammeReview
    from longtin.reviews.running.reviewed_steps import ReviewedStep

SOON: Final = timedelta(days=90)
"""How far ahead the next steps are looked at."""

Value = str | int | date | Bilingual | Sequence[str] | Sequence[Bilingual]
"""What fills a message; words in a list are messages, names are in both languages."""

RESPONSES: Final[Mapping[str, str]] = {
    "consult": message("consult"),
    "clarify": message("ask for an explanation"),
    "suspend": message("suspend"),
    "reverse": message("reverse"),
    "third_party": message("call a third party"),
    "end": message("end"),
}
"""What is done about a violation, as in `on_violation`."""


@dataclass(frozen=True)
class Suggestion:
    """Something to change, and why.

    Attributes:
        kind: Of which kind, a word that does not change.
        about: Id of the step or objective; empty for the whole.
        message: What and why, as a message of the catalogues.
        values: What fills it.
    """

    kind: str
    about: str
    message: str
    values: Mapping[str, Value]

    def say(self, language: Language) -> str:
        """In a language."""
        filled = {name: _said(each, language) for name, each in self.values.items()}
        return sentence_case(language.say(self.message, **filled))


def _said(value: Value, language: Language) -> str:
    """As the rules for programmes write it, but that words in a list are messages."""
    if isinstance(value, str | int | date | Bilingual):
        return lint.said(value, language)
    return language.list(
        [language.say(each) if isinstance(each, str) else each.of(language.code) for each in value]
    )


def step_name(step: Step) -> Bilingual:
    """How a step is called: its title, else its measure."""
    if step.title is not None:
        return step.title
    known = catalogue()
    return known[step.measure].name if step.measure in known else Bilingual(
        en=step.id, vi=step.id
    )  # fmt: skip


def suggestions(review: "ProgrammeReview") -> tuple[Suggestion, ...]:
    """What to change, the gravest first: breaches, answers, what is held, gates, aims, dates."""
    return tuple(
        each
        for part in (_broken, _answers, _held, _gates, _overdue, _aims, _reviews, _order)
        for each in part(review)
    )


def _about(one: "ReviewedStep", kind: str, text: str, **values: Value) -> Suggestion:
    return Suggestion(kind, one.step.id, text, {"step": step_name(one.step), **values})


def _next(review: "ProgrammeReview") -> Iterator["ReviewedStep"]:
    for one in review.steps:
        if one.state == "not_due" and one.step.start <= review.day + SOON:
            yield one


def _broken(review: "ProgrammeReview") -> Iterator[Suggestion]:
    for one in review.steps:
        if one.state != "broken":
            continue
        plan = one.step.on_violation
        if plan is None:
            yield _about(one, "breach_without_response", message(
                "“{step}” is not kept, and the programme names no answer to that. Agree on one "
                "before anything larger begins: an explanation first, through the open channel."
            ))  # fmt: skip
        else:
            yield _about(one, "breach", message(
                "“{step}” is not kept. What was agreed for that: {responses}."
            ), responses=tuple(RESPONSES[each] for each in plan.do))  # fmt: skip


def _answers(review: "ProgrammeReview") -> Iterator[Suggestion]:
    for one in review.steps:
        if one.step.answer is None:
            continue
        who = tuple(_name(review, each) for each in one.step.answer.of)
        if one.answer == "overdue" and one.answer_due is not None:
            yield _about(one, "answer_overdue", message(
                "{who} has not answered “{step}”; the answer was due on {due}, {days} days ago. "
                "Ask through the channel, and begin nothing further alone until it has come."
            ), who=who, due=one.answer_due, days=(review.day - one.answer_due).days)  # fmt: skip
        elif one.answer == "refused":
            yield _about(one, "answer_refused", message(
                "{who} refused to answer “{step}”. Offer a smaller step, or one that is worth more "
                "to them; do not raise the stake."
            ), who=who)  # fmt: skip


def _held(review: "ProgrammeReview") -> Iterator[Suggestion]:
    names = {each.step.id: step_name(each.step) for each in review.steps}
    for one in _next(review):
        if one.rests_on:
            first = names[one.rests_on[0]]
            yield _about(one, "hold", message(
                "Hold “{step}”, set for {day}: it rests on “{ground}”, which is not carried out."
            ), day=one.step.start, ground=first)  # fmt: skip


def _gates(review: "ProgrammeReview") -> Iterator[Suggestion]:
    for one in _next(review):
        if one.step.gate is None or one.rests_on:
            continue
        if one.gate == "closed":
            yield _about(one, "gate_closed", message(
                "Hold “{step}”, set for {day}: its condition is not met ({gate})."
            ), day=one.step.start, gate=one.step.gate)  # fmt: skip
        elif one.gate == "undecided":
            yield _about(one, "gate_undecided", message(
                "Decide before {day} whether “{step}” goes on: nobody has said whether its "
                "condition is met ({gate})."
            ), day=one.step.start, gate=one.step.gate)  # fmt: skip


def _overdue(review: "ProgrammeReview") -> Iterator[Suggestion]:
    for one in review.steps:
        if one.state == "unreported":
            yield _about(one, "unreported", message(
                "“{step}” was to be over on {day}, and nobody has reported on it. Ask those who "
                "act for a report, nil included."
            ), day=one.step.end)  # fmt: skip
        elif one.state == "late":
            yield _about(one, "late", message(
                "“{step}” is {days} days late. Set a new day that both sides hold to, or cut it to "
                "what can be carried out."
            ), days=one.days_late)  # fmt: skip


def _aims(review: "ProgrammeReview") -> Iterator[Suggestion]:
    for one in review.objectives:
        indicator = one.objective.indicator or Bilingual(en=one.objective.id, vi=one.objective.id)
        if one.course == "behind":
            text = message(
                "Behind its aim: “{indicator}”. Put forward what serves it, or lower the target "
                "and say so."
            )
        elif one.course == "within_doubt":
            text = message(
                "No change beyond doubt: “{indicator}”. The interval of today still holds the "
                "baseline; neither claim success nor change course on it."
            )
        elif one.course == "unknown" and one.objective.series is not None:
            text = message(
                "The record cannot tell: “{indicator}”. No evidence of this time reaches a figure; "
                "import later reports, or have its owner report."
            )
        elif one.course == "unknown":
            text = message(
                "Nobody has said where it stands: “{indicator}”. Have its owner report before the "
                "next review."
            )
        else:
            continue
        yield Suggestion(one.course, one.objective.id, text, {"indicator": indicator})


def _reviews(review: "ProgrammeReview") -> Iterator[Suggestion]:
    coming = [each for each in review.programme.reviews if each >= review.day]
    for event in review.ahead:
        if not any(event.on <= each <= event.on + timedelta(days=183) for each in coming):
            yield Suggestion("review", "", message(
                "{what} on {day} is followed by no review. Put one within half a year of it."
            ), {"what": event.what, "day": event.on})  # fmt: skip
    if not coming and review.day < review.programme.until:
        yield Suggestion("review", "", message(
            "No review is left before the programme ends on {day}. Agree on one."
        ), {"day": review.programme.until})  # fmt: skip


def _order(review: "ProgrammeReview") -> Iterator[Suggestion]:
    if review.reordering:
        yield Suggestion("reorder", "", message(
            "Other days for the steps to come would remove findings of the rules ({n}): "
            "`longtin check {file} --reorder` proposes them."
        ), {"n": review.reordering, "file": review.draft.where})  # fmt: skip


def party_name(review: "ProgrammeReview", code: str) -> Bilingual:
    """What a party is called inside a sentence."""
    from longtin import actors
    from longtin.errors import ActorError

    found = next((each for each in review.programme.parties if each.id == code), None)
    if found is not None and found.name is not None:
        return found.name
    try:
        state = actors.find(code, review.programme.start)
    except ActorError:
        return Bilingual(en=code, vi=code)
    return in_sentence(Bilingual(en=state.name_en, vi=state.name_vi))


def _name(review: "ProgrammeReview", code: str) -> Bilingual:
    return party_name(review, code)
