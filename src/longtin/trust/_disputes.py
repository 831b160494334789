"""Forecasts that a militarised dispute begins, one year ahead, and their rivals.

A case is a couple of states in a year: both lived in the year before, and had no dispute in it.
Everything a forecast of a year reads is of the year before or earlier.

Longtin's forecast is a logistic regression on belief and on what belief leaves out. Trust of one
state in another is about one direction and one type; whether a dispute begins also depends on how
long the two have been at peace, and on how often each has lately clashed with others. The
regression is fitted on the years up to the cut-off alone, and its main covariate is the model's
own chance of a dispute in either direction, so it also corrects what the two directions share:
disputes are mutual, and the model takes them one by one.

Source:
    Beck, Katz & Tucker (1998) on time at peace; Wolpert (1992) on stacking.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from longtin.trust import _annual, _panel
from longtin.trust._filter import Floats, filter_beliefs, log_odds, probability
from longtin.trust._logit import fit_logit
from longtin.trust._panel import Bools, Panel
from longtin.trust._parameters import Parameters

PEACE_FADES = 4.0
"""Years in which the effect of the last dispute falls to 1/e, about a third."""

RECENT, LONG = 2.5, 8.0
"""The same for clashes with others, counted twice: lately and over a longer time."""

LASTING = 10.0
"""The same for the smoothed record of a couple that stands for persistence."""

SUREST = 1e-9


@dataclass(frozen=True)
class Couples:
    """Both directions of each pair, put together.

    Attributes:
        held: The panel; it holds both directions of every pair.
        there: Column of each couple's first direction.
        back: Column of the other.
        disputed: A dispute in either direction. Shape (year, couple).
        quiet: The cases: both lived the year before, and had no dispute in it. Same shape.
    """

    held: Panel
    there: Floats
    back: Floats
    disputed: Bools
    quiet: Bools

    @classmethod
    def of(cls, held: Panel) -> "Couples":
        """The couples of a panel."""
        place = {pair: column for column, pair in enumerate(held.pairs)}
        ordered = [pair for pair in held.pairs if pair[0] < pair[1]]
        there = np.array([place[pair] for pair in ordered])
        back = np.array([place[pair[1], pair[0]] for pair in ordered])
        hostile = held.hostility > 0
        disputed = hostile[:, there] | hostile[:, back]
        before = np.vstack([np.ones((1, len(there)), bool), disputed[:-1]])
        known = held.alive & ~held.born & (held.hostility >= 0)
        return cls(held, there, back, disputed, known[:, there] & ~before)

    def after(self, cut_off: int) -> Bools:
        """Years that the cut-off leaves out, shape (year, 1)."""
        return np.asarray(self.held.years > cut_off)[:, None]

    def relevant(self) -> Bools:
        """Neighbours by land or sea, and pairs with a major power."""
        close = self._ties("land border", "sea border", "major power")
        return np.asarray(close.any(axis=0))

    def _ties(self, *names: str) -> Floats:
        rows = [_panel.TURNOVER.index(name) for name in names]
        return np.asarray(self.held.turnover[rows][:, :, self.there])

    def ties(self) -> Floats:
        """Every tie and chance of the couple (covariate, year, couple)."""
        known = self.held.turnover[1:][:, :, self.there]
        chances = self.held.opportunity[-3:]
        powers = np.sort(
            np.stack([chances[1:][:, :, self.there], chances[1:][:, :, self.back]]), axis=0
        )
        return np.concatenate([known, chances[:1][:, :, self.there], powers[:, 0]])

    def closeness(self) -> Floats:
        """Borders by land and sea, and distance (3, year, couple)."""
        distance = self.held.opportunity[_panel.OPPORTUNITY.index("distance")][:, self.there]
        return np.concatenate([self._ties("land border", "sea border"), distance[None]])

    def votes(self) -> Floats:
        """Agreement in votes alone (1, year, couple)."""
        return self._ties("vote agreement")

    def history(self) -> Floats:
        """Faded time since the last dispute, and how many there were (2, year, couple)."""
        peace, past = np.zeros(self.disputed.shape), np.zeros(self.disputed.shape)
        for year in range(1, len(past)):
            peace[year] = np.where(self.disputed[year - 1], 0.0, peace[year - 1] + 1.0)
            past[year] = past[year - 1] + self.disputed[year - 1]
        return np.stack([np.exp(-peace / PEACE_FADES), np.log1p(past)])

    def smoothed(self) -> Floats:
        """The couple's own record, older years counting less (1, year, couple)."""
        return np.log1p(faded(self.disputed.astype(np.float64), LASTING))[None]

    def elsewhere(self) -> Floats:
        """Each side's clashes with others: sum and product, twice (4, year, couple)."""
        states = sorted({ccode for pair in self.held.pairs for ccode in pair})
        place = {ccode: row for row, ccode in enumerate(states)}
        sides = [
            np.array([place[self.held.pairs[column][side]] for column in self.there])
            for side in (0, 1)
        ]
        clashes = np.zeros((len(self.disputed), len(states)))
        for year, disputed in enumerate(self.disputed):
            for side in sides:
                np.add.at(clashes[year], side[disputed], 1.0)
        found = []
        for years in (RECENT, LONG):
            own, all_ = faded(self.disputed.astype(np.float64), years), faded(clashes, years)
            one, two = (np.log1p(np.maximum(all_[:, side] - own, 0.0)) for side in sides)
            found += [one + two, one * two]
        return np.stack(found)

    def listed(self, rivals: Mapping[tuple[int, int], list[tuple[int, int]]]) -> Floats:
        """On a list of rivals in the year before (1, year, couple).

        Args:
            rivals: First and last years of each couple's rivalries, the lower code first.
        """
        flags = np.zeros((1, *self.disputed.shape))
        for row, column in enumerate(self.there):
            for start, end in rivals.get(self.held.pairs[column], []):
                lagged = self.held.years - 1
                flags[0, (lagged >= start) & (lagged <= end), row] = 1.0
        return flags


def faded(counts: Floats, years: float) -> Floats:
    """Sum over the years before each, older ones counting less by e every `years`."""
    summed = np.zeros(counts.shape)
    for year in range(1, len(counts)):
        summed[year] = np.exp(-1.0 / years) * (summed[year - 1] + counts[year - 1])
    return summed


def belief_chance(couples: Couples, parameters: Parameters) -> Floats:
    """The model's own chance of a dispute in either direction, from belief before the year.

    The two directions are taken as independent given belief. Shape (year, couple).
    """
    held, theta = couples.held, parameters.values[None, :]
    run = _annual.steps(theta, held, parameters.echo)
    trust = probability(filter_beliefs(run.keep, run.win, run.evidence).before)
    odds0, odds1 = (odds[..., 0] for odds in _annual.dispute_odds(theta, held))
    chance = trust * probability(odds1) + (1.0 - trust) * probability(odds0)
    return np.asarray(1.0 - (1.0 - chance[:, couples.there]) * (1.0 - chance[:, couples.back]))


def forecast(couples: Couples, parameters: Parameters, cut_off: int) -> Floats:
    """Longtin's chance that a dispute begins in each year. Shape (year, couple).

    Args:
        couples: The panel by couples.
        parameters: Of the annual model, fitted up to the cut-off.
        cut_off: Last year that the regression is fitted on.
    """
    own = np.clip(belief_chance(couples, parameters), SUREST, 1.0 - SUREST)
    return regressed(couples, np.concatenate([log_odds(own)[None], _beside(couples)]), cut_off)


def without_belief(couples: Couples, cut_off: int) -> Floats:
    """The same regression with everything but belief. Shape (year, couple)."""
    return regressed(couples, _beside(couples), cut_off)


def _beside(couples: Couples) -> Floats:
    """What a forecast needs beside belief."""
    return np.concatenate([couples.history(), couples.elsewhere(), couples.closeness()])


def regressed(couples: Couples, covariates: Floats, cut_off: int) -> Floats:
    """A logistic regression fitted on the cases up to the cut-off, its chances for all."""
    train = couples.quiet & ~couples.after(cut_off)
    return fit_logit(covariates[:, train], couples.disputed[train]).chance(covariates)
