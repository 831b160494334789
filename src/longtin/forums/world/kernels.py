"""Kernels: the rules of a meeting, as compiled loops over the pairs that meet.

What two states are to each other is held by side and pair: at side 0 what the first is or believes
of the second. Pairs that may meet come first. `replicate.HistoryLoop` says what each array is.

When a pair meets next is drawn when it meets: a geometric number of steps later. So the work of a
step is that of its meetings, however many pairs there are. Those that meet are gathered, so that a
processor takes several at a time; where all of a block meet in every step they stay in place.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from longtin.forums.world.philox import LOW, SHIFT, drawn

Floats = NDArray[np.float64]
Words = NDArray[np.uint64]
Bytes = NDArray[np.uint8]
Counts = NDArray[np.int64]
Deeds = NDArray[np.int8]
Both = tuple[Any, Any]
"""An array of each side."""

CONTACT, CONDUCT, TYPE, SUCCESSION, LEADER, SHOCK, MEASURE, SESSION, ISSUE, PROGRAMME = range(10)
PURPOSES = 16
"""What a draw is for: part of its counter."""

MEMORY_ONE, BELIEF, GRADUATED = range(3)
"""Kinds of conduct rule: memory of one round, belief above a threshold, initiatives in series."""

SLIP, MISPERCEPTION, KEPT, HEARSAY, NEW_COURSE, FAITH, STANDING = range(7)
"""Places in `numbers`: what all pairs of a world have in common."""

OWN, SEEN, NAME, STATE, PLACE, WORD_ROWS = 4, 6, 8, 10, 12, 13
"""Rows of `words` beside four draws: what each did, and what it was taken for, who meets, where."""

CHANCE, TRUSTING, PASSING, HELD_BACK, EXPECTED, REAL_ROWS = 0, 1, 3, 5, 7, 9
"""Rows of `reals`: chances of cooperating, and belief, mimicry, restraint, cheated of each side."""

WORTHY, MEMORY, MARK_ROWS = 0, 2, 4
"""Rows of `marks`: types and last outcomes of each side."""

OTHER_RULES, STRESS, RESTRAINT = 1, 2, 4
"""Flags of `apart`: what a world has, and need not be reckoned with in others."""

STEP_AT, PAIR_AT, ONE_AT, TWO_AT, KIND_BITS, SPARE = map(np.uint64, (50, 30, 29, 28, 14, 18))
"""Where the parts of a packed meeting begin, bits for the kind of each act, bits of a draw left."""

LATER, RARELY = np.uint64((1 << 18) - 1), np.uint64((1 << 14) - 1)
"""Bits of the third and the fourth draw of a meeting that tell when the next is."""

BLOCK, FINE, UNIT = 4096, float(1 << 40), 2.0**-32
"""Pairs of a block; parts of one in which trust is added up; 32 bits as a number in [0, 1)."""

NEVER, RARE = 1 << 40, 1e9
"""A step that does not come; most steps from one meeting to the next."""

MANTISSA, EXPONENT = np.int64((1 << 52) - 1), np.int64(1023 << 52)
SQUARE_ROOT, LOG_TWO = 1.4142135623730951, 0.6931471805599453
"""Parts of a number as machines write it, and what logarithms are reckoned with."""

FIRST_DID, SECOND_DID, COUNTED = np.uint64(21), np.uint64(42), np.uint64((1 << 21) - 1)
"""Where in a word of `done` the cooperative acts of each side are counted, and a count."""

MEETINGS, COOPERATIVE, MUTUAL, HOSTILE, TRUST, TRUSTED, TRUSTWORTHY, CALIBRATION = range(8)
SUMS = 8
"""Columns of `sums`: what is added up of each step."""


def learned(trust: Any, like: Any, unlike: Any) -> Any:
    """Belief after conduct seen that has these chances from a trustworthy state and another."""
    kept = trust * like
    return kept / (kept + (1.0 - trust) * unlike)


def intention(kind: Any, last: Any, rounds: Any, limit: Any, trust: Any) -> Any:
    """Chance that a trustworthy state of a rule by belief or a graduated one means to cooperate.

    `last` is the outcome of the last meeting as seen: 0 none, 1 both cooperated, 2 only oneself, 3
    only the other, 4 neither; `limit` the threshold of belief, or the length of a series.
    """
    if kind == BELIEF:
        return 1.0 if trust >= limit else 0.0
    return 1.0 if rounds % (2 * int(limit)) < limit or last % 2 == 1 else 0.0


def steps_until(bits: Any, scale: Any) -> Any:
    """Steps from one meeting to the next: geometric.

    Args:
        bits: 32 random ones.
        scale: 1 over the logarithm of the chance of not meeting in a step; 0 where all meet.
    """
    return np.uint64(1) + np.uint64(np.minimum(logarithm(bits) * scale, RARE))


def logarithm(bits: Any) -> Any:
    """Natural logarithm of 32 random bits as a chance, to eleven digits.

    Of nothing but sums and products, so that it is the same on any machine, and of several at once.
    """
    written = np.float64(np.float64(bits) + 0.5).view(np.int64)
    high = np.int64((written & MANTISSA) | EXPONENT).view(np.float64)
    above = np.float64(high > SQUARE_ROOT)
    part = high * (1.0 - 0.5 * above)
    ratio = (part - 1.0) / (part + 1.0)
    square = ratio * ratio
    series = 1.0 / 9.0 + square * (1.0 / 11.0 + square / 13.0)
    series = 1.0 + square * (1.0 / 3.0 + square * (0.2 + square * (1.0 / 7.0 + square * series)))
    halvings = np.float64((written >> np.int64(52)) - np.int64(1055)) + above
    return halvings * LOG_TWO + 2.0 * ratio * series


def gather(
    size: Any, who: Words, streams: Words, mimicry: Floats, restraint: Floats, cheated: Floats,
    belief: Floats, types: Bytes, last: Bytes, words: Words, reals: Floats, marks: Bytes,
    apart: int,
) -> None:  # fmt: skip
    """Put what is held of the pairs that meet side by side."""
    place = words[PLACE]
    for at in range(size):
        both = who[place[at]]
        one, two = both & LOW, both >> SHIFT
        words[STATE, at], words[STATE + 1, at] = one, two
        words[NAME, at], words[NAME + 1, at] = streams[one], streams[two]
    for side in range(np.uint64(2)):
        for at in range(size):
            pair = place[at]
            reals[np.uint64(TRUSTING) + side, at] = belief[side, pair]
            marks[np.uint64(WORTHY) + side, at] = types[side, pair]
            marks[np.uint64(MEMORY) + side, at] = last[side, pair]
        if apart & RESTRAINT:
            for at in range(size):
                pair = place[at]
                reals[np.uint64(PASSING) + side, at] = mimicry[side, pair]
                reals[np.uint64(HELD_BACK) + side, at] = restraint[side, pair]
                reals[np.uint64(EXPECTED) + side, at] = cheated[side, pair]


def scatter(
    step: int, size: Any, scale: Floats, belief: Floats, last: Bytes, words: Words, reals: Floats,
    marks: Bytes,
) -> None:  # fmt: skip
    """Put back what a meeting changed; when the pairs meet next is left in `words[OWN]`."""
    place, now = words[PLACE], np.uint64(step)
    third, fourth, later, pace = words[2], words[3], words[OWN], reals[CHANCE]
    for at in range(size):
        pace[at] = scale[place[at]]
    for at in range(size):
        bits = ((third[at] & LATER) << KIND_BITS) | (fourth[at] & RARELY)
        later[at] = now + steps_until(bits, pace[at])
    for side in range(np.uint64(2)):
        for at in range(size):
            pair = place[at]
            belief[side, pair] = reals[np.uint64(TRUSTING) + side, at]
            last[side, pair] = marks[np.uint64(MEMORY) + side, at]


def meet(
    step: int, size: Any, here: int, key: Any, names: Both, states: Both, kind: Bytes,

    rule: Floats, parameter: Floats, mimicry: Both, restraint: Both, cheated: Both, stress: Floats,
    numbers: Floats, belief: Both, types: Both, last: Both, done: Words, words: Words,
    share: Floats, deeds: Deeds, sums: Floats, acts: Words, room: Counts, apart: int,
) -> None:  # fmt: skip
    """Let some pairs meet: both choose before either has seen the other, then both learn.

    `here` is the first of them where they stand one after the other, else below 0; `key` the
    replicate's number in counters, and the two words of the seed.
    """
    drawn(np.uint64(step), names[0], names[1], key[0] + np.uint64(CONDUCT), size, key[1], key[2],
          words[0], words[1], words[2], words[3])  # fmt: skip
    for side in range(2):
        choose(side, size, states[side], kind, rule, parameter, mimicry[side], restraint[side],
               stress, numbers, belief[side], types[side], last[side], done, words, share,
               apart)  # fmt: skip
    count(step, size, words, sums)
    for side in range(2):
        learn(side, size, cheated[1 - side], numbers, belief[side], last[side], words)
    note(size, here, done, words)
    write(step, size, words, deeds, acts, room, numbers[HEARSAY])


def choose(
    side: int, size: Any, states: Words, kind: Bytes, rule: Floats, parameter: Floats,
    mimicry: Floats, restraint: Floats, stress: Floats, numbers: Floats, belief: Floats,
    types: Bytes, last: Bytes, done: Words, words: Words, share: Floats, apart: int,
) -> None:  # fmt: skip
    """What one side of each pair does, and what the other takes it for.

    One short loop after the other, so that a processor takes several pairs at a time.
    """
    slip = numbers[SLIP]
    plain = apart & (OTHER_RULES | STRESS) == 0
    for at in range(size):
        meant = rule[states[at], last[at]]
        if plain:
            meant = meant if types[at] else mimicry[at]
            meant = (1.0 - 2.0 * slip) * meant + slip
        share[at] = meant
    if not plain:
        turn(size, states, kind, parameter, mimicry, stress, slip, belief, types, last, done,
             words[PLACE], share)  # fmt: skip
    if apart & RESTRAINT:
        for at in range(size):
            share[at] = max(1.0 - (1.0 - share[at]) * restraint[at], 0.0)
    blur = numbers[MISPERCEPTION]
    drawn_of, own, seen = words[side], words[OWN + side], words[SEEN + side]
    for at in range(size):
        chance = drawn_of[at] * UNIT
        did = np.uint64(chance < share[at])
        # of each outcome, the last part of its range is taken for the other one
        edge = share[at] - share[at] * blur if did else 1.0 - (1.0 - share[at]) * blur
        own[at] = did
        seen[at] = did ^ np.uint64(chance >= edge)


def turn(
    size: Any, states: Words, kind: Bytes, parameter: Floats, mimicry: Floats, stress: Floats,
    slip: float, belief: Floats, types: Bytes, last: Bytes, done: Words, place: Words,
    share: Floats,
) -> None:  # fmt: skip
    """Chances of cooperating where rules are no tables, or shocks turn what is meant."""
    for at in range(size):
        us = states[at]
        if kind[us] != MEMORY_ONE:
            share[at] = intention(
                kind[us], last[at], done[place[at]] & COUNTED, parameter[us], belief[at]
            )
    for at in range(size):
        share[at] = share[at] if types[at] else mimicry[at]
    for at in range(size):
        share[at] *= 1.0 - stress[states[at]]
    for at in range(size):
        share[at] = (1.0 - 2.0 * slip) * share[at] + slip


def learn(
    side: int, size: Any, cheated: Floats, numbers: Floats, belief: Floats, last: Bytes,
    words: Words,
) -> None:  # fmt: skip
    """Belief and memory of one side of each pair after its meeting; `cheated` of the other."""
    own, theirs = words[OWN + side], words[SEEN + 1 - side]
    trusting, excused = 1.0 / numbers[KEPT], numbers[STANDING]
    breaking = 1.0 / (1.0 - numbers[KEPT])
    for at in range(size):
        passing = cheated[at]
        breach = (1.0 - passing) * breaking
        eased = breach + excused * (1.0 - breach)
        broken = eased if last[at] > 2 else breach
        belief[at] = learned(belief[at], 1.0, passing * trusting if theirs[at] else broken)
    for at in range(size):
        last[at] = np.uint8(np.uint64(4) - np.uint64(2) * own[at] - theirs[at])


def note(size: Any, here: int, done: Words, words: Words) -> None:
    """Count meetings and cooperative acts, of both sides of a pair in one word."""
    one, two, place = words[OWN], words[OWN + 1], words[PLACE]
    if here >= 0:
        begin = np.uint64(here)
        for at in range(size):
            did = (one[at] << FIRST_DID) | (two[at] << SECOND_DID)
            done[begin + at] += np.uint64(1) | did
    else:
        for at in range(size):
            did = (one[at] << FIRST_DID) | (two[at] << SECOND_DID)
            done[place[at]] += np.uint64(1) | did


def count(step: int, size: Any, words: Words, sums: Floats) -> None:
    """Add up how meetings went."""
    one, two = words[OWN], words[OWN + 1]
    cooperative = mutual = np.uint64(0)
    for at in range(size):
        cooperative += one[at] + two[at]
        mutual += one[at] & two[at]
    sums[step, MEETINGS] += float(size)
    sums[step, COOPERATIVE] += float(cooperative)
    sums[step, MUTUAL] += float(mutual)
    sums[step, HOSTILE] += float(size + mutual - cooperative)


def write(
    step: int, size: Any, words: Words, deeds: Deeds, acts: Words, room: Counts, hearsay: float
) -> None:
    """Write meetings down, and for hearsay what each did."""
    one, two, place = words[OWN], words[OWN + 1], words[PLACE]
    if room[1] > 0:
        head, row, bits, more = np.uint64(step) << STEP_AT, np.uint64(room[0]), words[2], words[3]
        for at in range(size):
            did = (place[at] << PAIR_AT) | (one[at] << ONE_AT) | (two[at] << TWO_AT)
            kinds = ((bits[at] >> SPARE) << KIND_BITS) | (more[at] >> SPARE)
            acts[row + at] = head | did | kinds
        room[0] += np.int64(size)
    if hearsay > 0.0:
        for at in range(size):
            deeds[0, place[at]] = np.int8(one[at])
            deeds[1, place[at]] = np.int8(two[at])


FORMULAS = (
    *(learned, intention, logarithm, steps_until, gather, scatter, choose, turn, learn),
    *(count, note, write, meet),
)
"""What a loop over steps calls."""
