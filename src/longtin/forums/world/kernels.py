"""Kernels: the compiled loop over meetings of a simulated world, and its counter-based draws.

Every draw is a function of what it is for: the seed, the replicate, the step and the two states.
No draw follows another, so that neither the order of states nor the number of workers can change a
history. All share a file because only a change to a loop's own file is noticed. What two states are
to each other is held by side and pair: at side 0 what the first is or believes of the second. Pairs
that may meet come first. `replicate.HistoryLoop` says what each array is.

Source:
    [Salmon 2011], Philox 4×32 with ten rounds.
"""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from longtin._machine_code import Loop

Floats = NDArray[np.float64]
Words = NDArray[np.uint64]
Bytes = NDArray[np.uint8]
Counts = NDArray[np.int64]
Deeds = NDArray[np.int8]

LOW, SHIFT = np.uint64(0xFFFFFFFF), np.uint64(32)
MULTIPLY_A, MULTIPLY_B = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
WEYL_A, WEYL_B = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)
"""Constants of Philox 4×32."""

CONTACT, CONDUCT, TYPE, SUCCESSION, LEADER, SHOCK, MEASURE, SESSION, ISSUE, PROGRAMME = range(10)
PURPOSES = 16
"""What a draw is for: part of its counter."""

MEMORY_ONE, BELIEF, GRADUATED = range(3)
"""Kinds of conduct rule: memory of one round, belief above a threshold, initiatives in series."""

SLIP, MISPERCEPTION, KEPT, HEARSAY, NEW_COURSE, FAITH, STANDING = range(7)
"""Places in `numbers`: what all pairs of a world have in common."""

MET, OWN, SEEN, ROWS = 8, 9, 11, 13
"""Rows of `words` beside eight draws: who meets, what each did, what it was taken for."""

OTHER_RULES, STRESS, RESTRAINT = 1, 2, 4
"""Flags of `apart`: what a world has, and need not be reckoned with in others."""

STEP_AT, PAIR_AT, ONE_AT, TWO_AT, KIND_BITS, SPARE = map(np.uint64, (50, 30, 29, 28, 14, 18))
"""Where the parts of a packed meeting begin, bits for the kind of each act, bits not kept."""

BLOCK, FINE, UNIT = 512, float(1 << 40), 2.0**-32
"""Pairs of a block; parts of one in which trust is added up; 32 bits as a number in [0, 1)."""

MEETINGS, COOPERATIVE, MUTUAL, HOSTILE, TRUST, TRUSTED, TRUSTWORTHY, CALIBRATION = range(8)
SUMS = 8
"""Columns of `sums`: what is added up of each step."""


def philox(
    first: Any, second: Any, third: Any, fourth: Any, low: Any, high: Any
) -> tuple[Any, Any, Any, Any]:
    """Four words of 32 random bits, held in 64, for a counter of four and a key of two."""
    for _ in range(10):
        one, two = MULTIPLY_A * first, MULTIPLY_B * third
        first, third = (two >> SHIFT) ^ second ^ low, (one >> SHIFT) ^ fourth ^ high
        second, fourth = two & LOW, one & LOW
        low, high = (low + WEYL_A) & LOW, (high + WEYL_B) & LOW
    return first, second, third, fourth


def twice(first: Any, second: Any, third: Any, fourth: Any, low: Any, high: Any) -> tuple[Any, Any]:
    """The first two words of `philox`."""
    found = philox(first, second, third, fourth, low, high)
    return found[0], found[1]


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


def run_steps(
    first: int, until: int, low: int, high: int, replicate: int, able: int, names: Words,
    sides: Words, limit: Words, kind: Bytes, rule: Floats, parameter: Floats, mimicry: Floats,
    restraint: Floats, cheated: Floats, stress: Floats, numbers: Floats, belief: Floats,
    types: Bytes, last: Bytes, words: Words, chances: Floats, deeds: Deeds, heard_of: Floats,
    sums: Floats, kept: Counts, acts: Words, room: Counts, changes: Bytes, measured: Bytes,
    won: Floats, lost: Floats, watched: Words, paths: Floats, apart: int,
) -> None:  # fmt: skip
    """Let states meet for some steps: from `first` on, up to `until`.

    Pairs are taken in blocks that a processor's nearest memory holds, each through all steps; where
    hearsay counts, step by step. See the module for each array.
    """
    seed_low, seed_high = np.uint64(low), np.uint64(high)
    base, pairs = np.uint64(replicate) * np.uint64(PURPOSES), len(limit)
    at_once = 1 if numbers[HEARSAY] > 0.0 else max(until - first, 1)
    for start in range(first, until, at_once):
        stop = min(start + at_once, until)
        for begin in range(0, pairs, BLOCK):
            end = min(begin + BLOCK, pairs)
            for step in range(start, stop):
                turn_over(step, begin, end, base, seed_low, seed_high, names, sides, numbers,
                          belief, types, changes, measured, won, lost)  # fmt: skip
                if begin < able:
                    arrange(step, start, begin, end, base, seed_low, seed_high, names, limit,
                            words)  # fmt: skip
                    for side in range(2):
                        choose(side, begin, end, sides[side], kind, rule, parameter, mimicry[side],
                               restraint[side], stress[step], numbers, belief[side], types[side],
                               last[side], kept[0, side], words, chances[0], apart)  # fmt: skip
                    count(step, end - begin, words, sums)
                    for side in range(2):
                        learn(side, begin, end, cheated[1 - side], numbers, belief[side],
                              last[side], kept[0, side], kept[1, side], words)  # fmt: skip
                    write(step, begin, end, words, deeds, acts, room, numbers[HEARSAY])
                tally(begin, end, belief[0], types[1], sums, step)
                tally(begin, end, belief[1], types[0], sums, step)
                follow(begin, end, watched, belief, paths[step])
        if numbers[HEARSAY] > 0.0:
            heard(belief, deeds, cheated, numbers, sides, heard_of)
            follow(0, pairs, watched, belief, paths[start])


def follow(begin: int, end: int, watched: Words, belief: Floats, path: Floats) -> None:
    """Keep belief of those watched among some pairs."""
    for each in range(watched.shape[1]):
        if begin <= watched[1, each] < end:
            path[each] = belief[watched[0, each], watched[1, each]]


def arrange(
    step: int, start: int, begin: int, end: int, base: Any, low: Any, high: Any, names: Words,
    limit: Words, words: Words,
) -> None:  # fmt: skip
    """Which pairs of a block meet, and the draws of those that do."""
    place, size = step % 4, np.uint64(end - begin)
    ones, twos = names[0, begin:end], names[1, begin:end]
    if place == 0 or step == start:
        drawn(np.uint64(step // 4), ones, twos, base + np.uint64(CONTACT), size, low, high,
              words[0], words[1], words[2], words[3])  # fmt: skip
    now, bounds, met = words[place], limit[begin:end], words[MET]
    for at in range(size):
        met[at] = np.uint64(now[at] < bounds[at])
    drawn(np.uint64(step), ones, twos, base + np.uint64(CONDUCT), size, low, high, words[4],
          words[5], words[6], words[7])  # fmt: skip


def choose(
    side: int, begin: int, end: int, sides: Words, kind: Bytes, rule: Floats,
    parameter: Floats, mimicry: Floats, restraint: Floats, stress: Floats, numbers: Floats,
    belief: Floats, types: Bytes, last: Bytes, rounds: Counts, words: Words, share: Floats,
    apart: int,
) -> None:  # fmt: skip
    """What one side of each pair of a block does, and what the other takes it for.

    Takes what `run_steps` does, of the side. One short loop after the other, so that a processor
    takes several pairs at a time.
    """
    size, here = np.uint64(end - begin), np.uint64(begin)
    for at in range(size):
        share[at] = rule[sides[here + at], last[here + at]]
    if apart & OTHER_RULES:
        for at in range(size):
            us, pair = sides[here + at], here + at
            if kind[us] != MEMORY_ONE:
                share[at] = intention(
                    kind[us], last[pair], rounds[pair], parameter[us], belief[pair]
                )
    for at in range(size):
        share[at] = share[at] if types[here + at] else mimicry[here + at]
    bend(size, here, sides, restraint, stress, numbers[SLIP], share, apart)
    blur = numbers[MISPERCEPTION]
    drawn_of, own, seen = words[4 + side], words[OWN + side], words[SEEN + side]
    for at in range(size):
        chance = drawn_of[at] * UNIT
        did = np.uint64(chance < share[at])
        # of each outcome, the last part of its range is taken for the other one
        edge = share[at] - share[at] * blur if did else 1.0 - (1.0 - share[at]) * blur
        own[at] = did
        seen[at] = did ^ np.uint64(chance >= edge)


def bend(
    size: Any, here: Any, sides: Words, restraint: Floats, stress: Floats, slip: float,
    share: Floats, apart: int,
) -> None:  # fmt: skip
    """Chances of cooperating as shocks, slips and measures bend them."""
    if apart & STRESS:
        for at in range(size):
            share[at] *= 1.0 - stress[sides[here + at]]
    for at in range(size):
        share[at] = (1.0 - 2.0 * slip) * share[at] + slip
    if apart & RESTRAINT:
        for at in range(size):
            share[at] = max(1.0 - (1.0 - share[at]) * restraint[here + at], 0.0)


def learn(
    side: int, begin: int, end: int, cheated: Floats, numbers: Floats, belief: Floats, last: Bytes,
    rounds: Counts, kept: Counts, words: Words,
) -> None:  # fmt: skip
    """Belief, memory and counts of one side of each pair of a block after its meeting.

    Takes what `run_steps` does, of the side; `cheated` of the other.
    """
    size, here = np.uint64(end - begin), np.uint64(begin)
    met, own, theirs = words[MET], words[OWN + side], words[SEEN + 1 - side]
    trusting, excused = 1.0 / numbers[KEPT], numbers[STANDING]
    breaking = 1.0 / (1.0 - numbers[KEPT])
    for at in range(size):
        passing = cheated[here + at]
        breach = (1.0 - passing) * breaking
        eased = breach + excused * (1.0 - breach)
        broken = eased if last[here + at] > 2 else breach
        ratio = passing * trusting if theirs[at] else broken
        ratio = ratio if met[at] else 1.0
        belief[here + at] = learned(belief[here + at], 1.0, ratio)
    for at in range(size):
        told = np.uint8(np.uint64(4) - np.uint64(2) * own[at] - theirs[at])
        last[here + at] = told if met[at] else last[here + at]
    for at in range(size):
        rounds[here + at] += np.int64(met[at])
        kept[here + at] += np.int64(met[at] & own[at])


def count(step: int, size: int, words: Words, sums: Floats) -> None:
    """Add up the meetings of a block: how many, and how they went."""
    met, one, two = words[MET], words[OWN], words[OWN + 1]
    meetings = cooperative = mutual = np.uint64(0)
    for at in range(np.uint64(size)):
        meetings += met[at]
        cooperative += met[at] * (one[at] + two[at])
        mutual += met[at] & one[at] & two[at]
    sums[step, MEETINGS] += float(meetings)
    sums[step, COOPERATIVE] += float(cooperative)
    sums[step, MUTUAL] += float(mutual)
    sums[step, HOSTILE] += float(meetings + mutual - cooperative)


def write(
    step: int, begin: int, end: int, words: Words, deeds: Deeds, acts: Words, room: Counts,
    hearsay: float,
) -> None:  # fmt: skip
    """Write the meetings of a block down, and for hearsay what each did, -1 where two did not meet.

    Each is written, and the next over it where the two did not meet.
    """
    met, one, two, bits, more = words[MET], words[OWN], words[OWN + 1], words[6], words[7]
    row, size = np.uint64(room[0]), np.uint64(end - begin)
    if room[1] > 0:
        head, space = np.uint64(step) << STEP_AT, words[SEEN]
        for at in range(size):
            pair = (np.uint64(begin) + at) << PAIR_AT
            did = (one[at] << ONE_AT) | (two[at] << TWO_AT)
            kinds = ((bits[at] >> SPARE) << KIND_BITS) | (more[at] >> SPARE)
            space[at] = head | pair | did | kinds
        meetings = np.uint64(0)
        for at in range(size):
            meetings += met[at]
        if meetings == size:
            for at in range(size):
                acts[row + at] = space[at]
        else:
            place = row
            for at in range(size):
                acts[place] = space[at]
                place += met[at]
        room[0] = row + meetings
    if hearsay > 0.0:
        for side in range(2):
            own = words[OWN + side]
            for at in range(end - begin):
                deeds[side, begin + at] = np.int64(own[at]) if met[at] else -1


def turn_over(
    step: int, begin: int, end: int, base: Any, low: Any, high: Any, names: Words, sides: Words,
    numbers: Floats, belief: Floats, types: Bytes, changes: Bytes, measured: Bytes, won: Floats,
    lost: Floats,
) -> None:  # fmt: skip
    """What changes whether states are trustworthy, and what all know of it.

    A new leader may set a new course towards another state; measures may change conduct. Takes what
    `run_steps` does, and the block's bounds.
    """
    fresh, faith, states = numbers[NEW_COURSE], numbers[FAITH], changes.shape[1]
    if changes[step, states - 1]:
        for side in range(2):
            for pair in range(begin, end):
                if changes[step, sides[side, pair]]:
                    a, b = twice(np.uint64(step), names[side, pair], names[1 - side, pair],
                                 base + np.uint64(SUCCESSION), low, high)  # fmt: skip
                    if a * UNIT < fresh:
                        types[side, pair] = np.uint8(b * UNIT < faith)
                    belief[1 - side, pair] += fresh * (faith - belief[1 - side, pair])
    if measured[begin // BLOCK]:
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


def drawn(
    first: Any, second: Words, third: Words, fourth: Any, count: Any, low: Any, high: Any,
    one: Words, two: Words, three: Words, four: Words,
) -> None:  # fmt: skip
    """Draws of many pairs at once."""
    for at in range(count):
        a, b, c, d = philox(
            first & LOW, second[at] & LOW, third[at] & LOW, fourth & LOW, low & LOW, high & LOW
        )
        one[at] = a
        two[at] = b
        three[at] = c
        four[at] = d


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


def tally(begin: int, end: int, belief: Floats, types: Bytes, sums: Floats, step: int) -> None:
    """Add up how far one side of each pair trusts, whom it may trust, and how far the two differ.

    Sums are of whole numbers, whose order does not matter. `types` are those of the other side.
    """
    trust = trusted = worthy = apart = np.int64(0)
    for pair in range(np.uint64(begin), np.uint64(end)):
        held, true = belief[pair], np.float64(types[pair])
        trust += np.int64(held * FINE)
        apart += np.int64((held - true) * (held - true) * FINE)
        trusted += np.int64(held >= 0.5)
        worthy += np.int64(types[pair])
    sums[step, TRUST] += float(trust) / FINE
    sums[step, TRUSTED] += float(trusted)
    sums[step, TRUSTWORTHY] += float(worthy)
    sums[step, CALIBRATION] += float(apart) / FINE


FORMULAS = (
    *(twice, learned, intention, drawn, follow, arrange, choose, bend, learn, count, write),
    *(turn_over, heard, tally),
)


@cache
def compiled() -> Loop:
    """Machine code of `run_steps`, from the disk where it has been made before."""
    return Loop(run_steps, prepare)


@cache
def prepare() -> None:
    """Let the compiled loop call the formulas."""
    from numba.extending import register_jitable

    register_jitable(inline="always")(philox)  # else no processor takes several counters at once
    for formula in FORMULAS:
        register_jitable(formula)
