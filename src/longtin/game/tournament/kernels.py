"""Kernels: matches of strategies with states, drawn and reckoned, as compiled loops.

Strategies stand in one list of states, each beginning where `start` says; `after` has the next
state by 4 · state + 2 · own conduct + conduct seen. A match has random numbers of its own, by a key
for the pair and the number of the repetition, so that it is the same whoever else plays and
however many loops run at once.

Source:
    Random numbers: SplitMix64, [Steele, Lea and Flood 2014].
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from longtin._machine_code import Loop

Floats = NDArray[np.float64]
Whole = NDArray[np.int32]
Keys = NDArray[np.uint64]

FEW: Final = 100_000
"""Turns that take less time than to share them out."""

STEP: Final = np.uint64(0x9E3779B97F4A7C15)
FIRST, SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
BY_30, BY_27, BY_31 = np.uint64(30), np.uint64(27), np.uint64(31)
HALF, LOW = np.uint64(32), np.uint64(0xFFFFFFFF)
CERTAIN: Final = 2.0**32
"""A chance of 1, in the units in which chances are compared with random numbers."""


def scrambled(state: Any) -> Any:
    """The random number of a state."""
    state = (state ^ (state >> BY_30)) * FIRST
    state = (state ^ (state >> BY_27)) * SECOND
    return state ^ (state >> BY_31)


def play_pairs(
    pairs: Whole,
    keys: Keys,
    begin: int,
    end: int,
    start: Whole,
    chance: Keys,
    after: Whole,
    turns: int,
    misread: int,
    counts: Whole,
) -> None:
    """Play the matches of some pairs.

    Args:
        pairs: Indices of the two strategies, (pair, 2).
        keys: Of each pair's random numbers.
        begin: The first pair to play.
        end: The one after the last.
        start: First state of each strategy.
        chance: Of cooperating in each state, slips included, of 2^32.
        after: The next state, (4 · states,).
        turns: Of a match.
        misread: Chance, of 2^32, that a side sees the opposite of what the other did.
        counts: Filled in, (pair, repetition, 6): rounds `dd dc cd cc`, and rounds in which the
            first, and the second, saw the other cooperate.
    """
    for pair in range(begin, end):
        for again in range(counts.shape[1]):
            state = scrambled(keys[pair] + STEP * np.uint64(again + 1))
            one, two = start[pairs[pair, 0]], start[pairs[pair, 1]]
            both, left, right, one_saw, two_saw = 0, 0, 0, 0, 0
            for _ in range(turns):
                state += STEP
                drawn = scrambled(state)
                a = 1 if (drawn & LOW) < chance[one] else 0
                b = 1 if (drawn >> HALF) < chance[two] else 0
                a_seen, b_seen = a, b
                if misread:
                    state += STEP
                    drawn = scrambled(state)
                    a_seen = a ^ (1 if (drawn & LOW) < np.uint64(misread) else 0)
                    b_seen = b ^ (1 if (drawn >> HALF) < np.uint64(misread) else 0)
                one = after[4 * one + 2 * a + b_seen]
                two = after[4 * two + 2 * b + a_seen]
                both, left, right = both + (a & b), left + a, right + b
                one_saw, two_saw = one_saw + b_seen, two_saw + a_seen
            counts[pair, again, 0] = turns - left - right + both
            counts[pair, again, 1], counts[pair, again, 2] = right - both, left - both
            counts[pair, again, 3] = both
            counts[pair, again, 4], counts[pair, again, 5] = one_saw, two_saw


def reckon_pairs(
    pairs: Whole,
    begin: int,
    end: int,
    start: Whole,
    size: Whole,
    chance: Floats,
    after: Whole,
    turns: int,
    misread: float,
    payoff: Floats,
    found: Floats,
    active: Whole,
    place: Whole,
    moment: Floats,
) -> None:
    """Reckon what the matches of some pairs come to on average, and how far they vary.

    The two strategies' states are a chain, followed turn by turn over the states it can be in:
    with each goes its chance, and the score so far, and its square, times that chance.

    Args:
        pairs: Indices of the two strategies, (pair, 2).
        begin: The first pair.
        end: The one after the last.
        start: First state of each strategy.
        size: Number of states of each.
        chance: Of cooperating in each state, slips included.
        after: The next state, (4 · states,).
        turns: Of a match.
        misread: Chance that a side sees the opposite of what the other did.
        payoff: To the side that did the first, `dd dc cd cc`.
        found: Filled in, (pair, 8): mean rounds `dd dc cd cc`; mean of the first's score and of
            the second's, and of their squares.
        active: Room for the joint states in use, (2, most in use at once).
        place: Room for where each joint state stands among these, 0 for nowhere, (2, all).
        moment: Room for chance, scores and squares, (2, most in use at once, 5).
    """
    for pair in range(begin, end):
        one, two = pairs[pair, 0], pairs[pair, 1]
        for column in range(8):
            found[pair, column] = 0.0
        now, known = 0, 1
        active[0, 0] = 0
        for column in range(5):
            moment[0, 0, column] = 1.0 if column == 0 else 0.0
        for _ in range(turns):
            met = 0
            for k in range(known):
                place[now, active[now, k]] = 0
                met = step(
                    pair, now, k, met, start[one], start[two], size[two], chance, after, misread,
                    payoff, found, active, place, moment,
                )  # fmt: skip
            now, known = 1 - now, met
        for k in range(known):
            place[now, active[now, k]] = 0
            for column in range(4):
                found[pair, 4 + column] += moment[now, k, 1 + column]


def step(
    pair: int,
    now: int,
    k: int,
    met: int,
    start_one: int,
    start_two: int,
    wide: int,
    chance: Floats,
    after: Whole,
    misread: float,
    payoff: Floats,
    found: Floats,
    active: Whole,
    place: Whole,
    moment: Floats,
) -> int:
    """One turn from one joint state: where it leads is added to the states of the next.

    Returns:
        How many of these there are now.
    """
    one, two = start_one + active[now, k] // wide, start_two + active[now, k] % wide
    for outcome in range(4):
        a, b = outcome >> 1, outcome & 1
        p, q = chance[one], chance[two]
        share = (p if a else 1.0 - p) * (q if b else 1.0 - q)
        found[pair, outcome] += moment[now, k, 0] * share
        for slips in range(4 if misread > 0.0 else 1):
            part = share * slipped(slips & 1, misread) * slipped(slips >> 1, misread)
            if part <= 0.0:
                continue
            to = wide * (after[4 * one + 2 * a + (b ^ (slips & 1))] - start_one)
            to += after[4 * two + 2 * b + (a ^ (slips >> 1))] - start_two
            if not place[1 - now, to]:
                active[1 - now, met] = to
                for column in range(5):
                    moment[1 - now, met, column] = 0.0
                met += 1
                place[1 - now, to] = met
            carry(
                moment, now, k, place[1 - now, to] - 1, part, payoff[outcome], payoff[2 * b + a]
            )  # fmt: skip
    return met


def slipped(is_wrong: Any, misread: float) -> Any:
    """Chance that conduct is seen wrongly, or rightly."""
    return misread if is_wrong else 1.0 - misread


def carry(moment: Floats, now: int, k: int, to: int, part: float, won: float, lost: float) -> None:
    """Add a share of a state's chance, scores and squares to the state it goes to."""
    mass, score, other = moment[now, k, 0], moment[now, k, 1], moment[now, k, 2]
    then = 1 - now
    moment[then, to, 0] += part * mass
    moment[then, to, 1] += part * (score + won * mass)
    moment[then, to, 2] += part * (other + lost * mass)
    moment[then, to, 3] += part * (moment[now, k, 3] + 2.0 * won * score + won * won * mass)
    moment[then, to, 4] += part * (moment[now, k, 4] + 2.0 * lost * other + lost * lost * mass)


@cache
def prepare() -> None:
    """Tell Numba of the functions that the loops call."""
    from numba.extending import register_jitable

    for called in (scrambled, slipped, carry, step):
        register_jitable(called)


PLAY: Final = Loop(play_pairs, prepare)
RECKON: Final = Loop(reckon_pairs, prepare)


def shared(work: Callable[[int, int], None], pairs: int, turns: int) -> None:
    """Do work over pairs, from and to which, on every core where there is much of it."""
    cores = os.cpu_count() or 1
    if cores == 1 or pairs < 2 or turns < FEW:
        work(0, pairs)
        return
    edges = np.linspace(0, pairs, min(8 * cores, pairs) + 1).astype(int)
    with ThreadPoolExecutor(cores) as pool:
        list(pool.map(work, edges[:-1].tolist(), edges[1:].tolist()))
