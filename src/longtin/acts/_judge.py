"""What rows become when their parts are known: acts, domestic acts or refusals, many at a time."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from longtin.acts._scan import Integers

ACT, DOMESTIC, REFUSAL = 0, 1, 2
NONE = -1
"""No word, no state, no sphere."""


class Steps(NamedTuple):
    """Whose actors are, as steps in time, those of one actor in a row.

    Attributes:
        day: From when on it holds, in days since 1970.
        ccode: Of which state, or `NONE`.
        sphere: Which part of it, or `NONE`.
        reason: Why it is no state's: a word, or `NONE`.
    """

    day: Integers
    ccode: Integers
    sphere: Integers
    reason: Integers


class Known(NamedTuple):
    """What is known of each spelling.

    Attributes:
        fault: What is wrong with it: a word, or `NONE`.
        first: Of days: the first; of names: where its steps begin; of types: the meaning.
        last: Of days: the last; of names: where its steps end; of types: the count.
        name: Of names: the word.
    """

    fault: Integers
    first: Integers
    last: Integers
    name: Integers


class Judged(NamedTuple):
    """What each row became; arrays of equal length.

    Attributes:
        part: `ACT`, `DOMESTIC` or `REFUSAL`.
        source: State that acted.
        target: State towards which.
        source_sphere: Which part of it.
        target_sphere: The same for the target.
        reason: Of a refusal: the word.
    """

    part: Integers
    source: Integers
    target: Integers
    source_sphere: Integers
    target_sphere: Integers
    reason: Integers


def judge(
    codes: NDArray[np.int32],
    fault: Integers,
    first: Integers,
    last: Integers,
    steps: Steps,
    armed: int,
    refused_as_armed: int,
    judged: Judged,
) -> None:
    """Judge rows as `resolve` does: the first fault of a row, or reason of a side, refuses it.

    Args:
        codes: Spellings of when, source, target and what. Shape (4, row).
        fault: As in `Known`.
        first: As in `Known`.
        last: As in `Known`.
        steps: Whose actors are.
        armed: The sphere of armed groups.
        refused_as_armed: The word for why their acts are not their state's.
        judged: To be filled.
    """
    for row in range(codes.shape[1]):
        reason = NONE
        for group in range(4):
            if reason == NONE:
                reason = fault[codes[group, row]]
        if reason == NONE:
            day = first[codes[0, row]]
            one = step_on(steps.day, first[codes[1, row]], last[codes[1, row]], day)
            other = step_on(steps.day, first[codes[2, row]], last[codes[2, row]], day)
            judged.source[row], judged.target[row] = steps.ccode[one], steps.ccode[other]
            judged.source_sphere[row] = steps.sphere[one]
            judged.target_sphere[row] = steps.sphere[other]
            reason = steps.reason[one]
            if reason == NONE:
                reason = steps.reason[other]
            home = steps.ccode[one] == steps.ccode[other]
            fighting = steps.sphere[one] == armed or steps.sphere[other] == armed
            if reason == NONE and fighting and not home:
                reason = refused_as_armed
            judged.part[row] = DOMESTIC if home else ACT
        if reason != NONE:
            judged.part[row] = REFUSAL
        judged.reason[row] = reason


def step_on(day: Integers, begin: int, end: int, wanted: int) -> int:
    """Which of an actor's steps holds on a day."""
    while begin + 1 < end and day[begin + 1] <= wanted:
        begin += 1
    return begin
