"""Forecasts that a militarised dispute begins, one year ahead, and their rivals.

A case is a couple of states in a year: both lived in the year before, and had no dispute in it.
Everything a forecast of a year reads is of the year before or earlier.

Trust of one state in another is about one direction and one type. Whether a dispute begins also
depends on how long the two have been at peace, and on whom each has lately clashed with. So
Longtin's forecast is the plain mean, in log-odds, of four logistic regressions fitted on the years
up to the cut-off alone. All read ties and the couple's own history, and three read one thing more:

- *belief*: the model's chance of a dispute in either direction, the two taken together because
  disputes are mutual and the model takes directions one by one. It bends at knots, since where
  a dispute is next to impossible belief has only silence to go by;
- *clashes with others*: years in which each side had any, however many opponents, between two
  that could clash: neighbours, and couples with a major power;
- *friends' clashes*: the share of each side's allies, and of those it votes with, that lately
  clashed with the other.

Memory of clashes fades, and is kept as in `evidence.memory`: halved by a new leader, and a
coalition's clashes of one year counted as their root.

Equal weights are fitted to nothing, and so cannot be fitted to the past too well.

Source:
    Beck, Katz & Tucker (1998) on time at peace; Bates & Granger (1969) on combining forecasts.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from longtin.trust._arrays import Bools, Floats
from longtin.trust._log_odds import log_odds, probability
from longtin.trust.evaluation.logistic_regression import learnt_chances
from longtin.trust.evidence.covariate import Covariate
from longtin.trust.evidence.memory import ECHO, RECENT, faded
from longtin.trust.evidence.panel import OPPORTUNITY_NAMES, STANDING, Panel, row_of
from longtin.trust.evidence.ties.alliances import DEFENCE_PACT
from longtin.trust.evidence.ties.borders import LAND_BORDER, SEA_BORDER
from longtin.trust.evidence.ties.distance import DISTANCE
from longtin.trust.evidence.ties.leaders import NEW_LEADER
from longtin.trust.evidence.ties.power import MAJOR_POWER, POWER_OF_TRUSTEE, POWER_OF_TRUSTER
from longtin.trust.evidence.ties.voting_agreement import VOTE_AGREEMENT
from longtin.trust.model import annual_model
from longtin.trust.model.ordered_state_filter import filter_levels
from longtin.trust.model.parameters import Parameters

Places = NDArray[np.int64]

PEACE_FADES = 4.0
"""Years in which the effect of the last dispute falls to 1/e, about a third."""

LONG = 10.0
"""The same for clashes with others, which are counted twice: lately and over a longer time."""

KNOTS = (-9.0, -7.0, -4.0)
"""Log-odds of the model's chance at which its weight may change: 1 in 8,100, 1,100 and 55."""

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
    there: Places
    back: Places
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
        close = self._ties(LAND_BORDER, SEA_BORDER, MAJOR_POWER)
        return np.asarray(close.any(axis=0))

    def _ties(self, *covariates: Covariate) -> Floats:
        rows = [row_of(covariate) for covariate in covariates]
        return np.asarray(self.held.turnover[rows][:, :, self.there])

    def _chances(self, *covariates: Covariate) -> Floats:
        rows = [OPPORTUNITY_NAMES.index(covariate.name) for covariate in covariates]
        return np.asarray(self.held.opportunity[rows])

    def ties(self) -> Floats:
        """Every tie and chance of the couple (covariate, year, couple)."""
        known = self._ties(*STANDING)
        distance = self._chances(DISTANCE)[:, :, self.there]
        power = self._chances(POWER_OF_TRUSTEE, POWER_OF_TRUSTER)
        powers = np.sort(np.stack([power[:, :, self.there], power[:, :, self.back]]), axis=0)
        return np.concatenate([known, distance, powers[:, 0]])

    def votes(self) -> Floats:
        """Agreement in votes alone (1, year, couple)."""
        return self._ties(VOTE_AGREEMENT)

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

    def sides(self) -> tuple[int, Places, Places]:
        """How many states there are, and the place of each couple's two among them."""
        states = sorted({ccode for pair in self.held.pairs for ccode in pair})
        place = {ccode: row for row, ccode in enumerate(states)}
        ordered = [self.held.pairs[column] for column in self.there]
        one, two = (np.array([place[pair[side]] for pair in ordered]) for side in (0, 1))
        return len(states), one, two

    def new_leaders(self) -> tuple[Bools, Bools]:
        """A leader took office the year before, on each side. Shape (year, couple) each."""
        row = row_of(NEW_LEADER)
        one, two = (self.held.turnover[row][:, turned] for turned in (self.back, self.there))
        return one > 0, two > 0

    def elsewhere(self) -> Floats:
        """Years in which each side clashed with others: sum and product, twice (4, year, couple).

        A year counts once however many the opponents, so that joining a wide coalition once is not
        a habit. Nothing where the two could hardly clash.
        """
        count, one, two = self.sides()
        clashes = per_state(self.disputed, (one, two), count)
        others = [(clashes[:, side] - self.disputed > 0).astype(np.float64) for side in (one, two)]
        found = []
        for years in (RECENT, LONG):
            left, right = (
                np.log1p(faded(each, years, forgot))
                for each, forgot in zip(others, self.new_leaders(), strict=True)
            )
            found += [left + right, left * right]
        return np.stack(found) * self.relevant()

    def friends(self) -> Floats:
        """Share of a side's friends that lately clashed with the other, summed over the two sides.

        Friends are states under a common defence pact, and states voted with, by how often
        (2, year, couple).
        """
        one, two = self.new_leaders()
        clashed = np.minimum(faded(self._told_once(), RECENT, one | two), 1.0)
        ties = (self._ties(DEFENCE_PACT)[0], np.maximum(self.votes()[0], 0.0))
        return np.stack([self._among_friends(tie, clashed) for tie in ties])

    def _told_once(self) -> Floats:
        """Clashes, those of a coalition in one year counting together as their root."""
        count, one, two = self.sides()
        clashes = per_state(self.disputed, (one, two), count)
        most = np.maximum(np.maximum(clashes[:, one], clashes[:, two]), 1.0)
        return np.asarray(self.disputed * most ** (ECHO - 1.0))

    def _among_friends(self, tie: Floats, clashed: Floats) -> Floats:
        count, one, two = self.sides()
        found = np.zeros(clashed.shape)
        for year in range(len(found)):
            liked, fought = np.zeros((2, count, count))
            for matrix, values in ((liked, tie[year]), (fought, clashed[year])):
                matrix[one, two] = matrix[two, one] = values
            share = (liked @ fought) / (1.0 + liked.sum(axis=1, keepdims=True))
            found[year] = share[one, two] + share[two, one]
        return found

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


def per_state(disputed: Bools, sides: tuple[Places, Places], count: int) -> Floats:
    """How many couples of each state clashed in a year. Shape (year, state)."""
    clashes = np.zeros((len(disputed), count))
    for year, now in enumerate(disputed):
        for side in sides:
            np.add.at(clashes[year], side[now], 1.0)
    return clashes


def belief_chance(couples: Couples, parameters: Parameters) -> Floats:
    """The model's own chance of a dispute in either direction, from belief before the year.

    The two directions are taken as independent given belief. Shape (year, couple).
    """
    held, theta = couples.held, parameters.values[None, :]
    run = annual_model.steps(theta, held, parameters.counting)
    before = filter_levels(run.turnover, run.evidence).before
    odds = annual_model.dispute_odds(theta, held)[..., 0]
    chance = (before * probability(odds)).sum(axis=1)
    return np.asarray(1.0 - (1.0 - chance[:, couples.there]) * (1.0 - chance[:, couples.back]))


def forecast(couples: Couples, parameters: Parameters, cut_off: int) -> Floats:
    """Longtin's chance that a dispute begins in each year. Shape (year, couple).

    Parameters and regressions are fitted up to the cut-off, a year.
    """
    return _combined(couples, [_belief(couples, parameters), *_beside(couples)], cut_off)


def without_belief(couples: Couples, cut_off: int) -> Floats:
    """The same without the regression that reads belief. Shape (year, couple)."""
    return _combined(couples, _beside(couples), cut_off)


def _belief(couples: Couples, parameters: Parameters) -> Floats:
    chance = belief_chance(couples, parameters)
    own = log_odds(np.clip(chance, SUREST, 1.0 - SUREST))
    return np.stack([np.maximum(own - knot, 0.0) for knot in KNOTS])


def _beside(couples: Couples) -> list[Floats]:
    """What a forecast reads beside belief, one regression each; the first reads nothing more."""
    return [np.zeros((0, *couples.quiet.shape)), couples.elsewhere(), couples.friends()]


def usual(couples: Couples) -> Floats:
    """The field's usual covariates: ties, time at peace and past disputes."""
    return np.concatenate([couples.ties(), couples.history()])


def _combined(couples: Couples, more: list[Floats], cut_off: int) -> Floats:
    """Mean log-odds of regressions on the usual covariates and something more each."""
    known = usual(couples)
    total = np.zeros(couples.quiet.shape)
    for each in more:
        chance = regressed(couples, np.concatenate([known, each]), cut_off)
        total += log_odds(np.clip(chance, SUREST, 1.0 - SUREST))
    return probability(total / len(more))


def regressed(couples: Couples, covariates: Floats, cut_off: int) -> Floats:
    """A logistic regression fitted on the cases up to the cut-off, its chances for all."""
    learn = couples.quiet & ~couples.after(cut_off)
    return learnt_chances(covariates, couples.disputed, learn)
