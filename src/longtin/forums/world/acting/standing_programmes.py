"""Programmes that a world carries out: their steps as undertakings, line by line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from longtin import actors, effects, programme
from longtin.errors import ActorError, DataError, LongtinError
from longtin.forums.world.acting.standing_forums import FILE_ENDINGS
from longtin.forums.world.named_parts import PairPlaces, Places, measures_running
from longtin.forums.world.world import Undertaking
from longtin.forums.world.world_file import WrittenWorld


def programme_of(written: WrittenWorld, at: int) -> programme.Programme:
    """One programme of a world, by its place among them.

    Raises:
        DataError: There is no such file or shipped programme, or it is not as it should be.
    """
    text = written.values.programmes[at].programme
    try:
        if text.lower().endswith(FILE_ENDINGS):
            return programme.read(Path(written.folder) / text)
        return programme.parse(programme.example(text), text).programme
    except LongtinError as error:
        place = written.line("programmes", at, "programme")
        raise DataError("{place}: {why}", place=place, why=error) from error


@dataclass(frozen=True)
class _Calendar:
    """The days of a world."""

    days: Sequence[date]

    def ended(self, day: date) -> int:
        """The step after the one in which a day lies; 0 for a day before the world."""
        return sum(each <= day for each in self.days[:-1])


def undertakings(
    written: WrittenWorld, places: Places, pairs: PairPlaces, days: Sequence[date]
) -> tuple[Undertaking, ...]:
    """Steps of all programmes that fall due in the world, in the order in which they do.

    What ended before the world began is taken to have been kept, and in force.

    Raises:
        DataError: A party is no state of the world, a step is between one state alone, or the
            catalogue has no such measure; the line is told.
    """
    found: list[Undertaking] = []
    for at in range(len(written.values.programmes)):
        found += _of_one(written, places, pairs, _Calendar(days), at, len(found))
    return tuple(found)


def _of_one(
    written: WrittenWorld, places: Places, pairs: PairPlaces, calendar: _Calendar, at: int,
    before: int,
) -> list[Undertaking]:  # fmt: skip
    """The steps of one programme; `before` it, so many stand already."""
    carried, line = programme_of(written, at), written.line("programmes", at, "programme")
    steps = sorted(carried.steps, key=lambda each: (each.end, each.start))
    due = [each for each in steps if each.end < calendar.days[-1]]
    number = {each.id: before + place for place, each in enumerate(due)}
    last = calendar.ended(max([carried.until, *(each.end for each in steps)]))
    parties = [each.id for each in carried.parties if each.kind == "state" and each.role == "party"]
    found = []
    for each in due:
        others = each.answer.of if each.answer is not None else ()
        sides = dict.fromkeys((*each.by, *others)) if len({*each.by, *others}) > 1 else parties
        states = [_place(places, line, code, carried.start) for code in sides if code in parties]
        if len(states) < 2:
            raise DataError(
                "{place}: the step `{step}` has no two states that act or answer. Let it be `by` "
                "both, or name who answers.",
                place=line,
                step=each.id,
            )
        try:
            known = [(effects.estimated(each.measure), effects.informativeness_of(each.measure))]
        except LongtinError as error:
            raise DataError("{place}: {why}", place=line, why=error) from error
        ended = calendar.ended(each.end)
        running = measures_running(
            (each.measure,), [(known[0][0], known[0][1].reveals)], pairs.among(states),
            (ended, max(last, ended)),
        )  # fmt: skip
        found.append(
            Undertaking(
                programme={"en": carried.title.en, "vi": carried.title.vi},
                step=each.id, running=running, due=ended,
                after=tuple(number[name] for name in each.after if name in number),
            )
        )  # fmt: skip
    return found


def _place(places: Places, line: str, code: str, day: date) -> int:
    try:
        found = places.place(actors.find(code, day).ccode)
    except ActorError as error:
        raise DataError("{place}: {why}", place=line, why=error) from error
    if found is None:
        raise DataError(
            "{place}: `{state}`, a party of the programme, is no state of this world. Name it "
            "under `states`.",
            place=line,
            state=code,
        )
    return found
