"""Steps of a history: the compiled loop over blocks of pairs, and what changes between meetings.

`replicate.HistoryLoop` says what each array is. Numbers added up are whole ones, whose order does
not matter.
"""

from functools import cache
from typing import Any

import numpy as np

from longtin._machine_code import Loop
from longtin.forums.world.agenda import OF_AGENDA, STEPS, due_now, postpone, set_agenda
from longtin.forums.world.kernels import (
    BLOCK,
    CALIBRATION,
    CHANCE,
    EXPECTED,
    FAITH,
    FINE,
    FORMULAS,
    HEARSAY,
    HELD_BACK,
    KEPT,
    MEASURE,
    MEMORY,
    NAME,
    NEW_COURSE,
    PASSING,
    PLACE,
    PURPOSES,
    STATE,
    SUCCESSION,
    TRUST,
    TRUSTED,
    TRUSTING,
    TRUSTWORTHY,
    UNIT,
    WORTHY,
    Both,
    Bytes,
    Counts,
    Deeds,
    Floats,
    Words,
    gather,
    learned,
    meet,
    scatter,
)
from longtin.forums.world.philox import many_drawn, prepare_draws, twice


def run_steps(
    first: int, until: int, low: int, high: int, replicate: int, able: int, names: Words,
    sides: Words, who: Words, streams: Words, scale: Floats, due: Words, agenda: Words, kind: Bytes,
    rule: Floats, parameter: Floats, mimicry: Floats, restraint: Floats, cheated: Floats,
    stress: Floats, numbers: Floats, belief: Floats, types: Bytes, last: Bytes, words: Words,
    reals: Floats, marks: Bytes, deeds: Deeds, heard_of: Floats, sums: Floats, done: Words,
    acts: Words, room: Counts, changes: Bytes, measured: Bytes, won: Floats, lost: Floats,
    watched: Words, paths: Floats, totals: Counts, apart: int,
) -> None:  # fmt: skip
    """Let states meet for some steps: from `first` on, up to `until`.

    Pairs are taken in blocks that a processor's nearest memory holds, each through all steps; where
    hearsay counts, step by step. See the module for each array.
    """
    key = np.uint64(replicate) * np.uint64(PURPOSES), np.uint64(low), np.uint64(high)
    pairs, at_once = len(scale), max(until - first, 1)
    if numbers[HEARSAY] > 0.0:
        at_once = 1
    alike(mimicry, restraint, cheated, reals)
    for start in range(first, until, at_once):
        stop = min(start + at_once, until)
        for begin in range(0, pairs, BLOCK):
            end = min(begin + BLOCK, pairs)
            run_block(start, stop, begin, end, key, able, names, sides, who, streams, scale, due,
                      agenda, kind, rule, parameter, mimicry, restraint, cheated, stress, numbers,
                      belief, types, last, words, reals, marks, deeds, sums, done, acts, room,
                      changes, measured, won, lost, watched, paths, totals, apart)  # fmt: skip
        if numbers[HEARSAY] > 0.0:
            heard(belief, deeds, cheated, numbers, sides, heard_of)
            follow(0, pairs, watched, belief, paths[start])


def run_block(
    start: int, stop: int, begin: int, end: int, key: Any, able: int, names: Words, sides: Words,
    who: Words, streams: Words, scale: Floats, due: Words, agenda: Words, kind: Bytes, rule: Floats,
    parameter: Floats, mimicry: Floats, restraint: Floats, cheated: Floats, stress: Floats,
    numbers: Floats, belief: Floats, types: Bytes, last: Bytes, words: Words, reals: Floats,
    marks: Bytes, deeds: Deeds, sums: Floats, done: Words, acts: Words, room: Counts,
    changes: Bytes, measured: Bytes, won: Floats, lost: Floats, watched: Words, paths: Floats,
    totals: Counts, apart: int,
) -> None:  # fmt: skip
    """One block of pairs through some steps."""
    always = begin < able and meet_always(begin, end, scale)
    moved, size = 1, np.uint64(0)
    if numbers[HEARSAY] > 0.0:
        deeds[:, begin:end] = -1
    for step in range(start, stop):
        moved |= turn_over(step, begin, end, key, names, sides, numbers, belief, types, changes,
                           measured, won, lost)  # fmt: skip
        ahead = (step - start) % STEPS
        if begin < able and (not always or step == start):
            if ahead == 0:
                set_agenda(step, min(step + STEPS, stop), begin, end, due, agenda)
            size = due_now(ahead, begin, end, agenda, words[PLACE])
        if always:
            meet(step, size, begin, key, part(names, begin, end), part(sides, begin, end), kind,
                 rule, parameter, part(mimicry, begin, end), part(restraint, begin, end),
                 part(cheated, begin, end), stress[step], numbers, part(belief, begin, end),
                 part(types, begin, end), part(last, begin, end), done, words, reals[CHANCE],
                 deeds, sums, acts, room, apart)  # fmt: skip
            moved = 1
        elif size > 0:
            gather(size, who, streams, mimicry, restraint, cheated, belief, types, last, words,
                   reals, marks, apart)  # fmt: skip
            weigh(size, -1, rows(reals, TRUSTING), rows(marks, WORTHY), totals)
            meet(step, size, -1, key, rows(words, NAME), rows(words, STATE), kind, rule, parameter,
                 rows(reals, PASSING), rows(reals, HELD_BACK), rows(reals, EXPECTED), stress[step],
                 numbers, rows(reals, TRUSTING), rows(marks, WORTHY), rows(marks, MEMORY), done,
                 words, reals[CHANCE], deeds, sums, acts, room, apart)  # fmt: skip
            weigh(size, 1, rows(reals, TRUSTING), rows(marks, WORTHY), totals)
            scatter(step, size, scale, belief, last, words, reals, marks)
            first = step - ahead
            postpone(size, first, min(first + STEPS, stop), begin, due, agenda, words)
        if moved:
            totals[:] = 0
            weigh(end - begin, 1, part(belief, begin, end), part(types, begin, end), totals)
            moved = 0
        add_up(step, totals, sums)
        follow(begin, end, watched, belief, paths[step])
    if always:
        due[begin:end] = np.uint64(stop)


def part(held: Any, begin: int, end: int) -> Both:
    """What is held of a block, of each side."""
    return held[0, begin:end], held[1, begin:end]


def rows(held: Any, first: int) -> Both:
    """Two rows, one after the other."""
    return held[first], held[first + 1]


def alike(mimicry: Floats, restraint: Floats, cheated: Floats, reals: Floats) -> None:
    """Fill in for gathered pairs what is the same of all where no measures are in force."""
    for side in range(2):
        reals[PASSING + side] = mimicry[side, 0]
        reals[HELD_BACK + side] = restraint[side, 0]
        reals[EXPECTED + side] = cheated[side, 0]


def meet_always(begin: int, end: int, scale: Floats) -> Any:
    """Whether all pairs of a block meet in every step."""
    others = 0
    for pair in range(begin, end):
        others += scale[pair] != 0.0
    return others == 0


def turn_over(
    step: int, begin: int, end: int, key: Any, names: Words, sides: Words, numbers: Floats,
    belief: Floats, types: Bytes, changes: Bytes, measured: Bytes, won: Floats, lost: Floats,
) -> Any:  # fmt: skip
    """What changes whether states are trustworthy, and what all know of it; 1 where anything may.

    A new leader may set a new course towards another state; measures may change conduct. Takes what
    `run_steps` does, and the block's bounds.
    """
    base, low, high = key
    fresh, faith, states = numbers[NEW_COURSE], numbers[FAITH], changes.shape[1]
    moved = 0
    if changes[step, states - 1]:
        for side in range(2):
            for pair in range(begin, end):
                if changes[step, sides[side, pair]]:
                    a, b = twice(np.uint64(step), names[side, pair], names[1 - side, pair],
                                 base + np.uint64(SUCCESSION), low, high)  # fmt: skip
                    if a * UNIT < fresh:
                        types[side, pair] = np.uint8(b * UNIT < faith)
                    belief[1 - side, pair] += fresh * (faith - belief[1 - side, pair])
                    moved = 1
    if measured[begin // BLOCK]:
        moved = 1
        for pair in range(begin, end):
            a, b = twice(np.uint64(step), names[0, pair], names[1, pair],
                         base + np.uint64(MEASURE), low, high)  # fmt: skip
            for side in range(2):
                chance = (a if side == 0 else b) * UNIT
                better, worse = won[side, pair], lost[side, pair]
                stays = chance >= worse if types[side, pair] else chance < better
                types[side, pair] = np.uint8(stays)
                held = belief[1 - side, pair]
                belief[1 - side, pair] = held + (1.0 - held) * better - held * worse
    return moved


def heard(
    belief: Floats, deeds: Deeds, cheated: Floats, numbers: Floats, sides: Words, heard_of: Floats
) -> None:
    """Let everyone learn from what others were done, as much as hearsay weighs."""
    pairs, trusting, weight = belief.shape[1], numbers[KEPT], numbers[HEARSAY]
    heard_of[:] = 0.0
    for side in range(np.uint64(2)):
        for pair in range(np.uint64(pairs)):
            deed, whose = deeds[side, pair], sides[side, pair]
            heard_of[0, whose] += np.float64(deed == 1)
            heard_of[1, whose] += np.float64(deed == 0)
    for side in range(np.uint64(2)):
        them = np.uint64(1) - side
        for pair in range(np.uint64(pairs)):
            deed, whose = deeds[them, pair], sides[them, pair]
            good = heard_of[0, whose] - np.float64(deed == 1)
            bad = heard_of[1, whose] - np.float64(deed == 0)
            passing = cheated[them, pair]
            told = weight * (
                good * np.log(passing / trusting) + bad * np.log((1.0 - passing) / (1.0 - trusting))
            )
            belief[side, pair] = learned(belief[side, pair], 1.0, np.exp(told))


def weigh(size: Any, sign: int, belief: Both, types: Both, totals: Counts) -> None:
    """Add up, or take off, how far pairs trust, whom they may trust, and how far the two differ.

    In whole numbers, whose order does not matter. Whom a side may trust is held at the other one.
    """
    trust = trusted = worthy = apart = np.int64(0)
    for side in range(2):
        ours, theirs = belief[side], types[1 - side]
        for at in range(np.uint64(size)):
            held, true = ours[at], np.float64(theirs[at])
            trust += np.int64(held * FINE)
            apart += np.int64((held - true) * (held - true) * FINE)
            trusted += np.int64(held >= 0.5)
            worthy += np.int64(theirs[at])
    totals[0] += sign * trust
    totals[1] += sign * trusted
    totals[2] += sign * worthy
    totals[3] += sign * apart


def add_up(step: int, totals: Counts, sums: Floats) -> None:
    """Add a block's trust to that of the step."""
    sums[step, TRUST] += float(totals[0]) / FINE
    sums[step, TRUSTED] += float(totals[1])
    sums[step, TRUSTWORTHY] += float(totals[2])
    sums[step, CALIBRATION] += float(totals[3]) / FINE


def follow(begin: int, end: int, watched: Words, belief: Floats, path: Floats) -> None:
    """Keep belief of those watched among some pairs."""
    for each in range(watched.shape[1]):
        if begin <= watched[1, each] < end:
            path[each] = belief[watched[0, each], watched[1, each]]


OF_STEPS = (run_block, part, rows, alike, meet_always, turn_over, heard, weigh, add_up, follow)
"""What the loop calls beside the rules of meetings."""


@cache
def compiled() -> Loop:
    """Machine code of `run_steps`, from the disk where it has been made before."""
    return Loop(run_steps, prepare, beside=(meet, many_drawn, set_agenda))


@cache
def prepare() -> None:
    """Let the compiled loop call the formulas."""
    from numba.extending import register_jitable

    prepare_draws()
    for formula in (*FORMULAS, *OF_AGENDA, *OF_STEPS):
        register_jitable(formula)
