"""What rows become when their parts are known: acts, domestic acts or refusals, many at a time."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from longtin.acts._scan import Integers

ACT, DOMESTIC, REFUSAL = 0, 1, 2
NONE = -1
"""No word, no state, no sphere."""


FAULT, FIRST, LAST, NAME = range(4)
"""What is known of a spelling: what is wrong with it, a word or `NONE`; of days the first and the
last, of names where their steps begin and end, of types of act the meaning and the count; of names
the word."""

DAY, CCODE, WITHIN, REASON = range(4)
"""A step: from which day on it holds, in days since 1970; of which state, and which part of it; why
of none, a word or `NONE`. Those of one actor follow each other."""


class Given(NamedTuple):
    """Lines that are whole.

    Attributes:
        rows: The number in the file of each.
        numbers: The archive's number of each.
        codes: Spellings of when, source, target and what. Shape (line, 4).
    """

    rows: Integers
    numbers: Integers
    codes: NDArray[np.int32]

    def only(self, wanted: NDArray[np.bool_]) -> "Given":
        """Some of them."""
        return Given(self.rows[wanted], self.numbers[wanted], self.codes[wanted])


class Meant(NamedTuple):
    """What spellings mean.

    Attributes:
        known: What is known of each. Shape (spelling, 4).
        steps: Whose actors are. Shape (step, 4).
        armed: The sphere of armed groups.
        refused_as_armed: The word for why their acts are not their state's.
    """

    known: NDArray[np.int32]
    steps: NDArray[np.int32]
    armed: int
    refused_as_armed: int


class Judged(NamedTuple):
    """Arrays for what rows became, one set for acts and one for domestic acts, in whole numbers.

    Attributes:
        start: First day, in days since 1970.
        end: Last day.
        source: State that acted.
        target: State towards which.
        source_sphere: Which part of it.
        target_sphere: The same for the target.
        meaning: What was done.
        count: How many reports the row stands for.
        source_name: A word.
        target_name: A word.
        row: The line.
        number: The archive's own.
    """

    start: NDArray[np.int32]
    end: NDArray[np.int32]
    source: NDArray[np.int16]
    target: NDArray[np.int16]
    source_sphere: NDArray[np.int8]
    target_sphere: NDArray[np.int8]
    meaning: NDArray[np.int32]
    count: NDArray[np.int32]  # type: ignore[assignment]
    source_name: NDArray[np.int32]
    target_name: NDArray[np.int32]
    row: NDArray[np.int32]
    number: Integers


class Refused(NamedTuple):
    """Arrays for refusals; the names as in `Judged`, or `NONE`.

    Attributes:
        start: Their day, or `NO_DAY`.
        reason: A word.
        source_name: A word.
        target_name: A word.
        row: The line.
        number: The archive's own.
    """

    start: NDArray[np.int32]
    reason: NDArray[np.int32]
    source_name: NDArray[np.int32]
    target_name: NDArray[np.int32]
    row: NDArray[np.int32]
    number: Integers


class Filled(NamedTuple):
    """Arrays of rows, filled as far as `used` says.

    Attributes:
        acts: Acts between states.
        domestic: Acts within one.
        refusals: Rows that are neither.
        used: How many there are of each, in this order.
    """

    acts: Judged
    domestic: Judged
    refusals: Refused
    used: Integers


def judge(given: Given, begun: int, meant: Meant, filled: Filled) -> int:
    """Judge lines as `resolve` does: the first fault of a row, or reason of a side, refuses it.

    Args:
        given: Lines.
        begun: The first to judge.
        meant: What their spellings mean.
        filled: Added to.

    Returns:
        How many lines are judged; fewer than all when there is no more room.
    """
    # Arrays are taken out of their tuples here: the loop would count references to them.
    rows, numbers, codes = given
    known, steps, armed, refused_as_armed = meant
    acts, domestic, refused, used = filled
    judged = (acts, domestic)
    room = min(len(acts.row), len(domestic.row), len(refused.row))
    end = min(len(rows), begun + room - max(used[0], used[1], used[2]))
    for row in range(begun, end):
        when, source, target, what = codes[row, 0], codes[row, 1], codes[row, 2], codes[row, 3]
        one = other = 0
        reason = known[when, FAULT]
        for spelling in (source, target, what):
            if reason == NONE:
                reason = known[spelling, FAULT]
        if reason == NONE:
            one = step_on(steps, known[source, FIRST], known[source, LAST], known[when, FIRST])
            other = step_on(steps, known[target, FIRST], known[target, LAST], known[when, FIRST])
            reason = steps[one, REASON] if steps[one, REASON] != NONE else steps[other, REASON]
            fighting = steps[one, WITHIN] == armed or steps[other, WITHIN] == armed
            if reason == NONE and fighting and steps[one, CCODE] != steps[other, CCODE]:
                reason = refused_as_armed
        if reason != NONE:
            place = used[REFUSAL]
            refused.start[place], refused.reason[place] = known[when, FIRST], reason
            refused.source_name[place] = known[source, NAME]
            refused.target_name[place] = known[target, NAME]
            refused.row[place], refused.number[place] = rows[row], numbers[row]
            used[REFUSAL] = place + 1
            continue
        part = ACT if steps[one, CCODE] != steps[other, CCODE] else DOMESTIC
        into, place = judged[part], used[part]
        into.start[place], into.end[place] = known[when, FIRST], known[when, LAST]
        into.source[place], into.target[place] = steps[one, CCODE], steps[other, CCODE]
        into.source_sphere[place] = steps[one, WITHIN]
        into.target_sphere[place] = steps[other, WITHIN]
        into.meaning[place], into.count[place] = known[what, FIRST], known[what, LAST]
        into.source_name[place] = known[source, NAME]
        into.target_name[place] = known[target, NAME]
        into.row[place], into.number[place] = rows[row], numbers[row]
        used[part] = place + 1
    return int(end)


def step_on(steps: NDArray[np.int32], begin: int, end: int, wanted: int) -> int:
    """Which of an actor's steps holds on a day."""
    while begin + 1 < end and steps[begin + 1, DAY] <= wanted:
        begin += 1
    return begin
