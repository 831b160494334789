"""Consistency checks: what in a programme contradicts itself and cannot be meant as it stands."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from itertools import chain

from longtin._data import Place
from longtin._language import message
from longtin.errors import Listing, Phrase, meant
from longtin.programme._programme import Programme
from longtin.programme._step import Step

Slip = tuple[Place, Phrase]

_PARTS = {
    "steps": Phrase("steps"),
    "objectives": Phrase("objectives"),
    "risks": Phrase("risks"),
    "forums": Phrase("forums"),
    "sources": Phrase("sources"),
    "": Phrase("parts"),
}
"""Parts that have ids, by their key; all of them by none."""


def contradictions(programme: Programme) -> list[Slip]:
    """Every contradiction, as its place and a sentence with the remedy."""
    return [*chain.from_iterable(check(programme) for check in CHECKS)]


def _window(programme: Programme) -> Iterator[Slip]:
    if programme.until < programme.start:
        yield (
            ("until",),
            Phrase(
                "the programme ends on {end}, before it starts on {start}. Change one of the two.",
                end=programme.until,
                start=programme.start,
            ),
        )


def _unique(programme: Programme) -> Iterator[Slip]:
    for name in filter(None, _PARTS):
        parts = getattr(programme, name)
        counts = Counter(part.id for part in parts)
        for at, part in enumerate(parts):
            if counts[part.id] > 1:
                yield (
                    (name, at, "id"),
                    Phrase(
                        "`{id}` names {n} of the {what}. Give each its own id.",
                        id=part.id,
                        n=counts[part.id],
                        what=_PARTS[name],
                    ),
                )


def _step_days(programme: Programme) -> Iterator[Slip]:
    for at, step in enumerate(programme.steps):
        if step.end < step.start:
            yield (
                ("steps", at, "end"),
                Phrase(
                    "`{step}` ends on {end}, before it starts on {start}. Change one of the two.",
                    step=step.id,
                    end=step.end,
                    start=step.start,
                ),
            )
        elif step.start < programme.start or step.end > programme.until:
            yield (
                ("steps", at, "start"),
                Phrase(
                    "`{step}` ({start} to {end}) lies outside the programme, {first} to {last}. "
                    "Move the step or widen the window.",
                    step=step.id,
                    start=step.start,
                    end=step.end,
                    first=programme.start,
                    last=programme.until,
                ),
            )
        if step.talks is not None and step.talks.end < step.talks.start:
            yield (
                ("steps", at, "talks", "end"),
                Phrase(
                    "the talks for `{step}` end on {end}, before they start on {start}. Change one "
                    "of the two.",
                    step=step.id,
                    end=step.talks.end,
                    start=step.talks.start,
                ),
            )


def _other_days(programme: Programme) -> Iterator[Slip]:
    days: list[tuple[Place, date]] = [
        *((("reviews", at), day) for at, day in enumerate(programme.reviews)),
        *(
            (("objectives", at, "by"), each.by)
            for at, each in enumerate(programme.objectives)
            if each.by is not None
        ),
    ]
    for place, day in days:
        if day < programme.start:
            yield (
                place,
                Phrase(
                    "{day} is before the programme starts on {start}. Give a later day.",
                    day=day,
                    start=programme.start,
                ),
            )
    for at, channel in enumerate(programme.channels):
        if channel.since > programme.until:
            yield (
                ("channels", at, "since"),
                Phrase(
                    "this channel opens on {since}, after the programme ends. Channels listed here "
                    "are open already; make it a step.",
                    since=channel.since,
                ),
            )


def _references(programme: Programme) -> Iterator[Slip]:
    steps = {step.id for step in programme.steps}
    objectives = {each.id for each in programme.objectives}
    forums = {each.id for each in programme.forums}
    sources = {each.id for each in programme.sources}
    for at, step in enumerate(programme.steps):
        place: Place = ("steps", at)
        yield from _unknown(step.after, steps, (*place, "after"), "steps")
        yield from _unknown(step.objectives, objectives, (*place, "objectives"), "objectives")
        if step.forum is not None:
            yield from _unknown((step.forum,), forums, (*place, "forum"), "forums")
    for place, ids in _sourced(programme):
        yield from _unknown(ids, sources, (*place, "sources"), "sources")
    for at, risk in enumerate(programme.risks):
        yield from _unknown(risk.steps, steps, ("risks", at, "steps"), "steps")
    for at, resource in enumerate(programme.resources):
        yield from _unknown(resource.pays_for, steps, ("resources", at, "pays_for"), "steps")
    everything = steps | objectives | forums | {risk.id for risk in programme.risks}
    for at, silence in enumerate(programme.silence):
        if silence.at is not None:
            yield from _unknown((silence.at,), everything, ("silence", at, "at"), "")


def _sourced(programme: Programme) -> Iterator[tuple[Place, Iterable[str]]]:
    """Every part that may name its sources, and those it names."""
    for name in ("steps", "channels", "objectives", "risks", "events", "norms", "principles"):
        for at, part in enumerate(getattr(programme, name)):
            yield (name, at), part.sources
    for code, will in programme.will.items():
        yield ("will", code), will.sources
        for at, declaration in enumerate(will.declarations):
            yield ("will", code, "declarations", at), declaration.sources


def _unknown(ids: Iterable[str], known: set[str], place: Place, what: str) -> Iterator[Slip]:
    for each in ids:
        if each not in known:
            near = get_close_matches(each, sorted(known), n=1, cutoff=0.5)
            yield (
                place,
                Phrase(
                    "`{id}` is none of the {what} of this programme.{hint}",
                    id=each,
                    what=_PARTS[what],
                    hint=meant(near) or Phrase(" Add it to the {what}.", what=_PARTS[what]),
                ),
            )


def _order(programme: Programme) -> Iterator[Slip]:
    steps = {step.id: step for step in programme.steps}
    for at, step in enumerate(programme.steps):
        ring = _ring(step, steps)
        if ring:
            yield (
                ("steps", at, "after"),
                Phrase(
                    "`{step}` has to come after itself ({ring}). Take one of these out.",
                    step=step.id,
                    ring=Listing(ring, between=message(" after ")),
                ),
            )


def _ring(step: Step, steps: dict[str, Step]) -> list[str]:
    """The way from a step back to itself, if there is one."""
    ways = [[step.id, before] for before in step.after]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        if way[-1] == step.id:
            return way
        if way[-1] in steps and way[-1] not in seen:
            seen.add(way[-1])
            ways.extend([*way, before] for before in steps[way[-1]].after)
    return []


def _answers(programme: Programme) -> Iterator[Slip]:
    for at, step in enumerate(programme.steps):
        both = set(step.by) & set(step.answer.of) if step.answer else set()
        if both:
            yield (
                ("steps", at, "answer", "from"),
                Phrase(
                    "{parties} cannot answer its own step `{step}`. Name those who do not act in "
                    "it.",
                    parties=Listing(sorted(both)),
                    step=step.id,
                ),
            )


def _silences(programme: Programme) -> Iterator[Slip]:
    counts = Counter((each.rule, each.at) for each in programme.silence)
    for at, each in enumerate(programme.silence):
        if counts[each.rule, each.at] > 1:
            yield (
                ("silence", at),
                Phrase("{rule} is silenced twice. Keep one, with one reason.", rule=each.rule),
            )


CHECKS = (
    _window,
    _unique,
    _step_days,
    _other_days,
    _references,
    _order,
    _answers,
    _silences,
)
