"""Matches of every rule against every other: drawn, and reckoned where their chain is short."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from longtin.game._automaton import automaton
from longtin.game._payoffs import Floats
from longtin.game._strategy import Strategy
from longtin.game.tournament import kernels
from longtin.game.tournament._tournament_setting import TournamentSetting

MOST_JOINT: Final = 300_000
"""Joint states of two rules up to which their matches are reckoned rather than drawn."""

MOST_STEPS: Final = 500_000
"""Joint states passed through in a match, turn by turn, up to which it is reckoned."""

Rules = Sequence[tuple[str, Strategy]]


@dataclass(frozen=True)
class Matches:
    """What became of some pairs of rules.

    Attributes:
        rounds: Drawn: rounds that ended `dd dc cd cc`, the first's conduct first, (pair,
            repetition, 4).
        seen: Drawn: rounds in which the first, and the second, saw the other cooperate, (pair,
            repetition, 2).
    """

    rounds: NDArray[np.int32]
    seen: NDArray[np.int32]


@dataclass(frozen=True)
class Expected:
    """What the matches of some pairs come to on average; not a number where it is not reckoned.

    Attributes:
        rounds: Mean rounds `dd dc cd cc`, (pair, 4).
        score: Mean of the first's score and of the second's, (pair, 2).
        deviation: Standard deviation of these, (pair, 2).
    """

    rounds: Floats
    score: Floats
    deviation: Floats


@dataclass(frozen=True)
class _States:
    """Rules as one list of states; `size` and `width` are 0 for a rule that keeps none."""

    start: NDArray[np.int32]
    size: NDArray[np.int32]
    width: NDArray[np.int64]
    chance: Floats
    after: NDArray[np.int32]


def _states(rules: Rules, setting: TournamentSetting) -> _States:
    found = [automaton(rule, setting.turns) for _, rule in rules]
    size = np.array([0 if each is None else each.chance.size for each in found], np.int32)
    start = (np.cumsum(size) - size).astype(np.int32)
    known = [each for each in found if each is not None]
    begins = start[size > 0]
    chance = np.concatenate([np.empty(0), *(each.chance for each in known)])
    after = [each.after + base for each, base in zip(known, begins, strict=True)]
    none = np.zeros(setting.turns, np.int64)
    return _States(
        start=start,
        size=size,
        width=np.array([none if each is None else each.width for each in found]),
        chance=(1 - 2 * setting.noise) * chance + setting.noise,
        after=np.concatenate([np.empty((0, 2, 2)), *after]).astype(np.int32).ravel(),
    )


def key(seed: int, one: str, two: str) -> int:
    """What the random numbers of a pair's matches start from: its own, whoever else plays."""
    mark = hashlib.sha256(f"{seed}\n{one}\n{two}".encode()).digest()
    return int.from_bytes(mark[:8], "little")


def draw(
    rules: Rules,
    pairs: NDArray[np.int32],
    setting: TournamentSetting,
    *,
    repetitions: int,
    seed: int,
) -> Matches:
    """Play matches.

    Args:
        rules: With their ids.
        pairs: Indices of the rules that meet, (pair, 2).
        setting: Of every match.
        repetitions: Matches of each pair.
        seed: Of the random numbers.
    """
    states = _states(rules, setting)
    keys = np.array([key(seed, rules[i][0], rules[j][0]) for i, j in pairs.tolist()], np.uint64)
    counts = np.empty((len(pairs), repetitions, 6), np.int32)
    kept = np.flatnonzero((states.size[pairs] > 0).all(axis=1))
    chance = np.rint(states.chance * kernels.CERTAIN).astype(np.uint64)
    wrong = round(setting.misperception * kernels.CERTAIN)
    some, some_keys, played = pairs[kept], keys[kept], counts[kept]

    def work(begin: int, end: int) -> None:
        kernels.PLAY(
            some, some_keys, begin, end, states.start, chance, states.after, setting.turns, wrong,
            played,
        )  # fmt: skip

    kernels.shared(work, kept.size, kept.size * repetitions * setting.turns)
    counts[kept] = played
    for place in np.setdiff1d(np.arange(len(pairs)), kept):
        one, two = (rules[side][1] for side in pairs[place])
        for again in range(repetitions):
            rng = np.random.default_rng([int(keys[place]), again])
            counts[place, again] = _played(one, two, setting, rng)
    return Matches(counts[..., :4], counts[..., 4:])


def _played(
    one: Strategy, two: Strategy, setting: TournamentSetting, rng: np.random.Generator
) -> NDArray[np.int32]:
    """One match of rules of which at least one answers by the whole history, round by round."""
    ours: list[tuple[int, int]] = []
    theirs: list[tuple[int, int]] = []
    counts = np.zeros(6, np.int32)
    for _ in range(setting.turns):
        a, b = (
            int(rng.random() < (1 - 2 * setting.noise) * share + setting.noise)
            for share in (one(ours), two(theirs))
        )
        b_seen, a_seen = (
            int(did != (rng.random() < setting.misperception)) if setting.misperception else did
            for did in (b, a)
        )
        ours.append((a, b_seen))
        theirs.append((b, a_seen))
        counts[2 * a + b] += 1
        counts[4:] += (b_seen, a_seen)
    return counts


def reckon(rules: Rules, pairs: NDArray[np.int32], setting: TournamentSetting) -> Expected:
    """What matches come to on average, exactly, where the two rules have few enough joint states.

    Args:
        rules: With their ids.
        pairs: Indices of the rules that meet, (pair, 2).
        setting: Of every match.
    """
    states = _states(rules, setting)
    joint = states.size[pairs].astype(np.int64).prod(axis=1)
    wide = states.width[pairs].prod(axis=1)  # (pair, turn)
    is_short = (joint > 0) & (joint <= MOST_JOINT) & (wide.sum(axis=1) <= MOST_STEPS)
    which = np.flatnonzero(is_short)
    met, reckoned = pairs[which], np.zeros((which.size, 8))

    def work(begin: int, end: int) -> None:
        some = which[begin:end]
        most, once = int(joint[some].max(initial=1)), int(wide[some].max(initial=1))
        kernels.RECKON(
            met, begin, end, states.start, states.size, states.chance, states.after, setting.turns,
            setting.misperception, setting.game.points, reckoned, np.zeros((2, once), np.int32),
            np.zeros((2, most), np.int32), np.zeros((2, once, 5)),
        )  # fmt: skip

    kernels.shared(work, which.size, which.size * setting.turns * 100)
    found = Expected(*(np.full((len(pairs), columns), np.nan) for columns in (4, 2, 2)))
    found.rounds[which], found.score[which] = reckoned[:, :4], reckoned[:, 4:6]
    spread = reckoned[:, 6:] - reckoned[:, 4:6] ** 2
    small = spread < 1e-9 * (1 + reckoned[:, 6:])  # no more than rounding leaves of nothing
    found.deviation[which] = np.sqrt(np.where(small, 0.0, spread))
    return found


def warm() -> None:
    """Compile the loops and keep them on disk, so that nobody waits for it later."""
    from longtin.game._strategy import memory_one

    rules = list(memory_one().items())[:2]
    pairs = np.array([[0, 1]], np.int32)
    draw(rules, pairs, TournamentSetting(turns=2), repetitions=2, seed=0)
    reckon(rules, pairs, TournamentSetting(turns=2))
