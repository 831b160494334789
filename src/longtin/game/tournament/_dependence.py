"""What winning depends on: the noise, and the field of rules that happened to take part."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from longtin.game._payoffs import Floats
from longtin.game.tournament._round_robin import Tournament, ranked, round_robin

NOISES: Final = (0.0, 0.01, 0.02, 0.05, 0.1, 0.2)
"""Chances of a slip that a tournament is held at again."""

FIELDS: Final = 2000
"""Fields of half the rules that are drawn."""

AGAIN: Final = 256
"""Repetitions where a tournament is held again, for what cannot be reckoned."""


@dataclass(frozen=True)
class Podium:
    """The first three at a noise.

    Attributes:
        noise: Chance of a slip.
        rules: Ids of the first three by expected score.
        cooperation: Share of turns in which all rules cooperate, on average.
    """

    noise: float
    rules: tuple[str, ...]
    cooperation: float


def by_noise(held: Tournament, noises: Sequence[float] = NOISES) -> tuple[Podium, ...]:
    """The same rules at other noises.

    Args:
        held: A tournament.
        noises: Chances of a slip in [0, 0.5).
    """
    found = []
    for noise in noises:
        again = round_robin(
            held.rules, replace(held.setting, noise=noise), repetitions=AGAIN, seed=held.seed
        )
        best = tuple(each.rule for each in again.standings[:3])
        share = float((again.weights * again.cooperation).sum(axis=1).mean())
        found.append(Podium(noise, best, share))
    return tuple(found)


def first_by_field(held: Tournament, fields: int = FIELDS) -> dict[str, float]:
    """In what share of smaller fields each rule comes first, by expected score.

    Fields are half the rules, drawn evenly; a rule's share is of those fields it is in. The
    matches are those already held: only who meets whom changes.

    Args:
        held: A tournament.
        fields: How many to draw.
    """
    n = len(held.rules)
    half = max((n + 1) // 2, 2)
    rng = np.random.default_rng(held.seed)
    wins, times = np.zeros(n), np.zeros(n)
    for _ in range(fields if n > 2 else 0):
        some = np.sort(rng.permutation(n)[:half])
        first = ranked(_scores(held, some)) == 1
        times[some] += 1
        wins[some] += first / first.sum()
    share = np.divide(wins, times, out=np.zeros(n), where=times > 0)
    return dict(zip(held.rules, share.tolist(), strict=True))


def _scores(held: Tournament, some: NDArray[np.int64]) -> Floats:
    """Expected scores among some of the rules."""
    among = held.weights[np.ix_(some, some)]
    kept = among / among.sum(axis=1, keepdims=True) * (1 - held.setting.cheats)
    scores = (kept * held.expected[np.ix_(some, some)]).sum(axis=1)
    if held.setting.cheats:
        scores = scores + held.setting.cheats * held.expected[some, -1]
    return np.asarray(scores)
