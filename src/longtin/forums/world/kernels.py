"""Kernels: the compiled loop over meetings of a simulated world, and its counter-based draws.

Every draw is a function of what it is for: the seed, the replicate, the step and the two states.
No draw follows another, so that neither the order of states nor the number of workers can change a
history. Formulas and loop share a file because only a change to a loop's own file is noticed.
What two states are to each other is held by pair and side, (2, pair): at side 0 what the first is
or believes of the second. Pairs that may meet come first. The loops take:
    first: The first step.
    until: The step after the last.
    low: Lower word of the seed.
    high: Its higher word.
    replicate: Which replicate.
    able: How many pairs may meet.
    names: What numbers each state's draws, (2, pair); smaller at side 0.
    sides: Places of the two states, (2, pair).
    limit: Chance of a meeting a step, in units of 2^-32, (pair,).
    kind: Of each state's conduct rule, (state,).
    rule: Chances of cooperating by the last outcome, (state, outcome).
    parameter: As `limit` of `intention`, (state,).
    mimicry: Chance that an untrustworthy state cooperates, (2, pair).
    restraint: Factor on chances of conflict under measures, (2, pair).
    cheated: The chance of cooperation that observers expect of an untrustworthy state, by whose
        conduct it is, (2, pair).
    stress: Share of cooperative intentions that a shock turns, (step, state).
    numbers: Slips, misperception, chance of cooperation that observers expect of a trustworthy
        state, weight of hearsay, chance that a new leader sets a new course, chance that this
        is a trustworthy one, how far conflict is excused that answers one's own.
    belief: That the other is trustworthy towards oneself, (2, pair); changed.
    types: Whether one is trustworthy towards the other, (2, pair); changed.
    last: Outcome of the last meeting as each saw it, (2, pair); changed.
    draws: Space of eight words a pair, (8, pair).
    met: Space: pairs that meet.
    deeds: What each did in a step, -1 where the two did not meet, (2, pair); filled where
        hearsay counts.
    heard_of: Space: cooperative acts and others of each state, (2, state).
    sums: What is added up, (step, column); added to.
    kept: Acts and cooperative acts, (2, 2, pair); added to.
    acts: Acts as they come, (column, act): step, source, target, whether it cooperates, and
        random bits for its kind and day; filled from `room[0]` on.
    room: How many acts there are, and how many there is room for.
    changes: Whether a state has a new leader, (step, state).
    between: The pair of two states, (state, state).
    agreed: Pairs under measures that may change conduct.
    won: Chance a step that one not trustworthy becomes so under measures, (2, pair).
    lost: The other way round.
    watched: Sides and pairs whose belief is kept, (2, watched).
    paths: Belief of the watched after each step, (step, watched); filled.

Source:
    [Salmon 2011], Philox 4×32 with ten rounds.
"""

from collections.abc import Callable
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
Acts = NDArray[np.uint32]

LOW, SHIFT = np.uint64(0xFFFFFFFF), np.uint64(32)
MULTIPLY_A, MULTIPLY_B = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
WEYL_A, WEYL_B = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)
"""Constants of Philox 4×32."""

CONTACT, CONDUCT, TYPE, SUCCESSION, LEADER, SHOCK, MEASURE, SESSION = range(8)
PURPOSES = 8
"""What a draw is for: part of its counter."""

UNIT = 1.0 / 4294967296.0
"""What turns 32 bits into a number in [0, 1)."""

MEMORY_ONE, BELIEF, GRADUATED = range(3)
"""Kinds of conduct rule: memory of one round, belief above a threshold, initiatives in series."""

SLIP, MISPERCEPTION, KEPT, HEARSAY, NEW_COURSE, FAITH, STANDING = range(7)
"""Places in `numbers`: what all pairs of a world have in common."""

MEETINGS, COOPERATIVE, MUTUAL, HOSTILE, TRUST, TRUSTED, TRUSTWORTHY, CALIBRATION = range(8)
SUMS = 8
"""Columns of `sums`: what is added up of each step."""


def philox(
    first: Any, second: Any, third: Any, fourth: Any, low: Any, high: Any
) -> tuple[Any, Any, Any, Any]:
    """Four words of 32 random bits for a counter of four and a key of two, held in 64 bits.

    Takes numbers or arrays without a sign; the same counter and key, the same words.
    """
    for _ in range(10):
        one, two = MULTIPLY_A * first, MULTIPLY_B * third
        first, third = (two >> SHIFT) ^ second ^ low, (one >> SHIFT) ^ fourth ^ high
        second, fourth = two & LOW, one & LOW
        low, high = (low + WEYL_A) & LOW, (high + WEYL_B) & LOW
    return first, second, third, fourth


def learned(trust: Any, like: Any, unlike: Any) -> Any:
    """Belief after conduct seen that has these chances from a trustworthy state and another."""
    kept = trust * like
    return kept / (kept + (1.0 - trust) * unlike)


def intention(
    kind: Any, rule: Any, last: Any, rounds: Any, limit: Any, trust: Any, state: Any
) -> Any:
    """Chance that a trustworthy state means to cooperate.

    Args:
        kind: Of its conduct rule.
        rule: Chances by `last`, (state, outcome).
        last: Outcome of the last meeting as seen: 0 none, 1 both cooperated, 2 only oneself, 3 only
            the other, 4 neither.
        rounds: Meetings so far.
        limit: The threshold of a rule by belief, the length of a series of a graduated one.
        trust: Belief in the other.
        state: Whose rule it is.
    """
    if kind == BELIEF:
        return 1.0 if trust >= limit else 0.0
    if kind == GRADUATED:
        turn = rounds % (2 * int(limit))
        return 1.0 if turn < limit or last % 2 == 1 else 0.0
    return rule[state, last]


def run_steps(
    first: int, until: int, low: int, high: int, replicate: int, able: int, names: Words,
    sides: Words, limit: Words, kind: Bytes, rule: Floats, parameter: Floats, mimicry: Floats,
    restraint: Floats, cheated: Floats, stress: Floats, numbers: Floats, belief: Floats,
    types: Bytes, last: Bytes, draws: Words, met: Words, deeds: Deeds, heard_of: Floats,
    sums: Floats, kept: Counts, acts: Acts, room: Counts, changes: Bytes, between: Words,
    agreed: Words, won: Floats, lost: Floats, watched: Words, paths: Floats,
) -> None:  # fmt: skip
    """Let states meet for some steps: from `first` on, up to `until`.

    What two states are to each other is held by pair and side; see the module for each array.
    """
    seed_low, seed_high = np.uint64(low), np.uint64(high)
    base, pairs = np.uint64(replicate) * np.uint64(PURPOSES), np.uint64(able)
    ones, twos = names[0], names[1]
    for step in range(first, until):
        succeed(step, base, seed_low, seed_high, names, sides, numbers, belief, types, changes,
                between)  # fmt: skip
        convert(step, base, seed_low, seed_high, names, belief, types, agreed, won, lost)
        place = step % 4
        if place == 0 or step == first:
            drawn(np.uint64(step // 4), ones, twos, base + np.uint64(CONTACT), pairs, seed_low,
                  seed_high, draws[0], draws[1], draws[2], draws[3])  # fmt: skip
        meetings = np.uint64(0)
        now = draws[place]
        for pair in range(pairs):
            met[meetings] = pair
            meetings += np.uint64(now[pair] < limit[pair])
        for at in range(meetings):
            draws[6, at], draws[7, at] = ones[met[at]], twos[met[at]]
        drawn(np.uint64(step), draws[6], draws[7], base + np.uint64(CONDUCT), meetings, seed_low,
              seed_high, draws[4], draws[5], draws[6], draws[7])  # fmt: skip
        if numbers[HEARSAY] > 0.0:
            deeds[:] = -1
        sums[step, MEETINGS] += float(meetings)
        meet(
            step, meetings, met, sides, kind, rule, parameter, mimicry, restraint, cheated,
            stress[step], numbers, belief, types, last, draws, deeds, sums, kept, acts, room,
        )  # fmt: skip
        if numbers[HEARSAY] > 0.0:
            heard(belief, deeds, cheated, numbers, sides, heard_of)
        tally(belief[0], belief[1], types[0], types[1], sums, step)
        for each in range(np.uint64(watched.shape[1])):
            paths[step, each] = belief[watched[0, each], watched[1, each]]


def succeed(
    step: int, base: Any, low: Any, high: Any, names: Words, sides: Words, numbers: Floats,
    belief: Floats, types: Bytes, changes: Bytes, between: Words,
) -> None:  # fmt: skip
    """New leaders: some set a new course towards a state, which all know may have happened.

    Takes what `run_steps` does.
    """
    fresh, faith = numbers[NEW_COURSE], numbers[FAITH]
    for state in range(np.uint64(len(between))):
        if changes[step, state] == 0:
            continue
        for other in range(np.uint64(len(between))):
            if other == state:
                continue
            pair = between[state, other]
            side = np.uint64(0) if sides[0, pair] == state else np.uint64(1)
            a, b, _, _ = philox(
                np.uint64(step), names[side, pair], names[np.uint64(1) - side, pair],
                base + np.uint64(SUCCESSION), low, high,
            )  # fmt: skip
            if a * UNIT < fresh:
                types[side, pair] = np.uint8(b * UNIT < faith)
            other_side = np.uint64(1) - side
            belief[other_side, pair] += fresh * (faith - belief[other_side, pair])


def convert(
    step: int, base: Any, low: Any, high: Any, names: Words, belief: Floats, types: Bytes,
    agreed: Words, won: Floats, lost: Floats,
) -> None:  # fmt: skip
    """Measures that change conduct: who was not trustworthy may become so, or the other way round.

    Takes what `run_steps` does.
    """
    for each in range(np.uint64(len(agreed))):
        pair = agreed[each]
        a, b, _, _ = philox(
            np.uint64(step), names[0, pair], names[1, pair], base + np.uint64(MEASURE), low, high
        )
        for side in range(np.uint64(2)):
            chance = (a if side == 0 else b) * UNIT
            better, worse = won[side, pair], lost[side, pair]
            if types[side, pair]:
                types[side, pair] = np.uint8(chance >= worse)
            else:
                types[side, pair] = np.uint8(chance < better)
            held = belief[np.uint64(1) - side, pair]
            belief[np.uint64(1) - side, pair] = held + (1.0 - held) * better - held * worse


def chances(
    first: int, until: int, low: int, high: int, replicate: int, purpose: int, names: Words,
    space: Words, words: Words,
) -> None:  # fmt: skip
    """A word of 32 random bits for each step and name, (step, name), for something of one state.

    Args:
        first: As in `run_steps`, with the others up to `replicate`.
        until: See there.
        low: See there.
        high: See there.
        replicate: See there.
        purpose: What the draws are for.
        names: What numbers them, (2, name): of the state, and of what else tells draws apart.
        space: Of three words a name, (3, name).
        words: Filled.
    """
    base = np.uint64(replicate) * np.uint64(PURPOSES) + np.uint64(purpose)
    for step in range(first, until):
        drawn(np.uint64(step), names[0], names[1], base, np.uint64(names.shape[1]), np.uint64(low),
              np.uint64(high), words[step], space[0], space[1], space[2])  # fmt: skip


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


def meet(  # noqa: PLR0915 - one loop: a call for each meeting would take longer
    step: int, meetings: Any, met: Words, sides: Words, kind: Bytes, rule: Floats,
    parameter: Floats, mimicry: Floats, restraint: Floats, cheated: Floats, stress: Floats,
    numbers: Floats, belief: Floats, types: Bytes, last: Bytes, draws: Words, deeds: Deeds,
    sums: Floats, kept: Counts, acts: Acts, room: Counts,
) -> None:  # fmt: skip
    """The meetings of a step: both choose at once, and each sees the other, perhaps wrongly.

    Takes what `run_steps` does, `stress` that of the step.
    """
    slip, clear, trusting = numbers[SLIP], 1.0 - numbers[MISPERCEPTION], numbers[KEPT]
    row, most, hears = np.uint64(room[0]), np.uint64(room[1]), numbers[HEARSAY] > 0.0
    excused = numbers[STANDING]
    zero = cooperative = mutual = hostile = np.uint64(0)
    for at in range(meetings):
        pair = met[at]
        did = seen = zero
        for side in range(np.uint64(2)):
            us = sides[side, pair]
            share = mimicry[side, pair]
            if types[side, pair]:
                share = intention(
                    kind[us], rule, last[side, pair], kept[0, side, pair], parameter[us],
                    belief[side, pair], us,
                )  # fmt: skip
            share *= 1.0 - stress[us]
            share = (1.0 - 2.0 * slip) * share + slip
            share = max(1.0 - (1.0 - share) * restraint[side, pair], 0.0)
            chance = draws[np.uint64(4) + side, at] * UNIT
            mistaken = np.uint64(chance >= share + (1.0 - share) * clear)
            did |= np.uint64(chance < share) << side
            seen |= (np.uint64(chance < share * clear) | mistaken) << side
        for side in range(np.uint64(2)):
            other = np.uint64(1) - side
            own, theirs = (did >> side) & np.uint64(1), (seen >> other) & np.uint64(1)
            passing = cheated[other, pair]
            ratio = passing / trusting
            if theirs == zero:
                breach = (1.0 - passing) / (1.0 - trusting)
                ratio = breach + (excused * (1.0 - breach) if last[side, pair] > 2 else 0.0)
            belief[side, pair] = learned(belief[side, pair], 1.0, ratio)
            last[side, pair] = np.uint64(4) - np.uint64(2) * own - theirs
            kept[0, side, pair] += 1
            kept[1, side, pair] += np.int64(own)
            if hears:
                deeds[side, pair] = own
            if row < most:
                acts[0, row] = step
                acts[1, row] = sides[side, pair]
                acts[2, row] = sides[other, pair]
                acts[3, row] = own
                acts[4, row] = draws[np.uint64(6) + side, at]
                row += np.uint64(1)
        cooperative += (did & np.uint64(1)) + (did >> np.uint64(1))
        mutual += np.uint64(did == np.uint64(3))
        hostile += np.uint64(did == zero)
    room[0] = row
    sums[step, COOPERATIVE] += float(cooperative)
    sums[step, MUTUAL] += float(mutual)
    sums[step, HOSTILE] += float(hostile)


def heard(
    belief: Floats, deeds: Deeds, cheated: Floats, numbers: Floats, sides: Words, heard_of: Floats
) -> None:
    """Let everyone learn from what others were done, as much as hearsay weighs.

    Takes what `run_steps` does.
    """
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


def tally(first: Floats, second: Floats, one: Bytes, two: Bytes, sums: Floats, step: int) -> None:
    """Add up how far states trust, whom they may trust, and how far the two are apart.

    Takes belief of the first of each pair in the second and of the second in the first, whether the
    first is trustworthy towards the second and the second towards the first. Sums stand side by
    side, so that none waits for the last and the order is the same everywhere.
    """
    there, here, far, near = 0.0, 0.0, 0.0, 0.0
    trusted = worthy = np.int64(0)
    for pair in range(np.uint64(len(first))):
        a, b = first[pair], second[pair]
        there += a
        here += b
        trusted += np.int64(a >= 0.5) + np.int64(b >= 0.5)
        true, back = np.int64(two[pair]), np.int64(one[pair])
        worthy += true + back
        far += (a - true) * (a - true)
        near += (b - back) * (b - back)
    sums[step, TRUST] += there + here
    sums[step, TRUSTED] += float(trusted)
    sums[step, TRUSTWORTHY] += float(worthy)
    sums[step, CALIBRATION] += far + near


FORMULAS = (learned, intention, drawn, succeed, convert, meet, heard, tally)


@cache
def compiled(loop: Callable[..., None]) -> Loop:
    """Machine code of `run_steps` or `chances`, from the disk where it has been made before."""
    return Loop(loop, prepare)


@cache
def prepare() -> None:
    """Let the compiled loop call the formulas."""
    from numba.extending import register_jitable

    register_jitable(inline="always")(philox)  # else no processor takes several counters at once
    for formula in FORMULAS:
        register_jitable(formula)
