"""Axelrod's second tournament, played again with the 63 rules as they were sent in.

The rules are Fortran of 1980 and not part of this package; what became of every pair of them is,
made by `tools/second_tournament.py`.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np

from longtin.game._payoffs import Floats
from longtin.game.tournament._round_robin import ranked

REPRESENTATIVES: Final = ("k69r", "k91r", "k40r", "k76r", "k67r")
"""Five rules by the scores against which Axelrod foretold all scores."""

COEFFICIENTS_1980: Final = (0.795, 0.202, 0.198, 0.110, 0.072, 0.086)
"""His regression: intercept, and one for each of them."""


@dataclass(frozen=True)
class SecondTournament:
    """What became of 63 rules, each against every other and its twin.

    Attributes:
        rules: Names of their Fortran functions.
        authors: Who sent each in; empty for the random rule.
        ranks_1980: Their ranks then.
        points: Points a turn of the rule against the opponent, (rule, opponent).
        cooperation: Share of turns in which the rule cooperates, (rule, opponent).

    Source:
        [Axelrod 1980b]; played again as in [Knight and others 2025].
    """

    rules: tuple[str, ...]
    authors: tuple[str, ...]
    ranks_1980: tuple[int, ...]
    points: Floats
    cooperation: Floats

    @property
    def scores(self) -> Floats:
        """Points a turn of each rule, its twin among those it met."""
        return np.asarray(self.points.mean(axis=1))

    @property
    def ranks(self) -> tuple[int, ...]:
        """Rank of each by score, from 1."""
        return tuple(ranked(self.scores).tolist())

    def __repr__(self) -> str:
        first = int(self.scores.argmax())
        return (
            f"<Axelrod’s second tournament, 63 rules: first {self.rules[first]} "
            f"({self.authors[first]}), {self.scores[first]:.3f} points a turn>"
        )

    def foretold(self, rules: tuple[str, ...] = REPRESENTATIVES) -> tuple[float, float]:
        """How well the scores against a few rules foretell all scores.

        Args:
            rules: Which few.

        Returns:
            R² of least squares, and of the coefficients of 1980, which are of Axelrod's five.
        """
        against = self.points[:, [self.rules.index(rule) for rule in rules]]
        design = np.column_stack([np.ones(len(self.rules)), against])
        fitted = design @ np.linalg.lstsq(design, self.scores, rcond=None)[0]
        then = design @ np.array(COEFFICIENTS_1980) if rules == REPRESENTATIVES else fitted
        return self._explained(fitted), self._explained(then)

    def _explained(self, foretold: Floats) -> float:
        missed = ((self.scores - foretold) ** 2).sum()
        return float(1 - missed / ((self.scores - self.scores.mean()) ** 2).sum())

    def first_by_field(self, rule: str, size: int, fields: int = 20_000, seed: int = 0) -> float:
        """In what share of smaller fields with it a rule comes first.

        Args:
            rule: Which.
            size: Rules in a field, itself among them.
            fields: How many to draw, evenly.
            seed: Of the draws.
        """
        rng, own = np.random.default_rng(seed), self.rules.index(rule)
        others = np.delete(np.arange(len(self.rules)), own)
        wins = 0.0
        for _ in range(fields):
            some = np.append(rng.choice(others, size - 1, replace=False), own)
            first = ranked(self.points[np.ix_(some, some)].mean(axis=1)) == 1
            wins += float(first[-1]) / float(first.sum())
        return float(wins / fields)


@cache
def second_tournament() -> SecondTournament:
    """Axelrod's second tournament, played again 2,000 times at each of five lengths."""
    listed = {row["rule"]: row for row in _rows("second-tournament-rules.csv")}
    pairs = list(_rows("second-tournament.csv"))
    rules = tuple(dict.fromkeys(row["rule"] for row in pairs))
    points, cooperation = (
        np.array([float(row[name]) for row in pairs]).reshape(len(rules), -1)
        for name in ("points", "cooperation")
    )
    return SecondTournament(
        rules,
        tuple(listed[rule]["author"] for rule in rules),
        tuple(int(listed[rule]["rank_1980"]) for rule in rules),
        points,
        cooperation,
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (files("longtin.game") / "data" / name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())
