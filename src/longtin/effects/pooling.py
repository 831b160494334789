"""Partial pooling: events within measures, measures within domains, by a hierarchical model.

An event's effect is the mean of all measures, a share of its domain, one of its measure, one of
its own, and error. How far each level differs is not known: the answer is averaged over a grid of
the three spreads, weighted by how well each explains the events. A measure with few events leans on
its domain, one without any is its domain's, and where spreads are small all lean to no effect.

One agreement often holds several measures, and no design can tell these apart: what the same pairs
did in the same year is one episode, whose effect is shared out evenly among its measures. Errors of
episodes are as alike as their pairs and windows overlap.

Source:
    [Gelman and others 2013], chapter 5, for the model; [Gelman 2006] for half-normal spreads.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from longtin.effects.dyad_panel import Floats
from longtin.effects.event_study import EventEffect
from longtin.effects.posterior import Posterior

SPREADS = (0.0, 0.15, 0.3, 0.6, 1.0, 1.6)
"""Grid of each spread, in units of the middle error of events."""

SCALE = 0.5
"""Of the half-normal prior of spreads, in the same units."""

ALIKE = 0.5
"""Share of pairs in common from which events of one year are one episode."""


@dataclass(frozen=True)
class PooledEffect(Posterior):
    """What is believed of one measure's or one domain's effect, after pooling.

    Attributes:
        mean: Posterior mean.
        deviation: Posterior standard deviation.
        events: How many events of its own stand behind it.
        pairs: How many different pairs.
    """

    events: int
    pairs: int


@dataclass(frozen=True)
class Pooling:
    """Effects of all measures on one outcome.

    Attributes:
        measures: By id, of those with events.
        domains: By name, of domains with events.
        elsewhere: Of a measure in a domain without any.
        spreads: Posterior means of the spreads: between domains, between measures of one, between
            events of one measure.
    """

    measures: Mapping[str, PooledEffect]
    domains: Mapping[str, PooledEffect]
    elsewhere: PooledEffect
    spreads: tuple[float, float, float]


def pool(effects: Sequence[tuple[str, str, EventEffect]], window: int = 8) -> Pooling:
    """Pool events.

    Args:
        effects: Measure, domain and effect of each event.
        window: Years that two events must lie apart not to overlap.

    Raises:
        ValueError: There is no event.
    """
    if not effects:
        raise ValueError("nothing to pool: give at least one event")
    told = _episodes(effects)
    values, errors = (np.array([getattr(one, each) for one in told]) for each in ("value", "error"))
    unit = float(np.median(errors))
    noise = np.outer(errors, errors) * _overlap([one.effects[0] for one in told], window)
    names = list(dict.fromkeys(name for name, _, _ in effects))
    fields = list(dict.fromkeys(field for _, field, _ in effects))
    held = {name: field for name, field, _ in effects}
    of_measure = np.array([[one.measures.count(each) for each in names] for one in told], float)
    of_measure /= of_measure.sum(axis=1, keepdims=True)
    of_domain = of_measure @ np.array(
        [[held[name] == field for field in fields] for name in names], float
    )
    targets = _targets(names, fields, held)
    answers, weights = [], []
    grid = list(product(SPREADS, repeat=3))
    for spreads in grid:
        answer, likelihood = _given(
            values / unit, noise / unit**2, (of_domain, of_measure), targets, spreads
        )
        answers.append(answer)
        weights.append(likelihood - sum(each**2 for each in spreads) / (2 * SCALE**2))
    share = np.exp(np.array(weights) - max(weights))
    share /= share.sum()
    means, variances = (np.array([answer[part] for answer in answers]) for part in (0, 1))
    mean = share @ means
    deviation = np.sqrt(share @ (variances + means**2) - mean**2)
    return _named(effects, names, fields, mean * unit, deviation * unit, share @ np.array(grid))


@dataclass(frozen=True)
class Episode:
    """What the same pairs did in one year, under the names of one measure or several.

    Attributes:
        measures: Their ids, one for each event.
        effects: Of each event.
    """

    measures: tuple[str, ...]
    effects: tuple[EventEffect, ...]

    @property
    def value(self) -> float:
        """Mean over its events, which differ by which pairs are left to compare with."""
        return float(np.mean([effect.value for effect in self.effects]))

    @property
    def error(self) -> float:
        """Likewise; they are one event, and more names make it no surer."""
        return float(np.mean([effect.error for effect in self.effects]))


def _episodes(effects: Sequence[tuple[str, str, EventEffect]]) -> list[Episode]:
    """Events together that share their year and half of their pairs."""
    found: list[list[tuple[str, EventEffect]]] = []
    for name, _, effect in effects:
        for group in found:
            first = group[0][1]
            mine, theirs = set(effect.pairs), set(first.pairs)
            if first.event.year == effect.event.year and (
                len(mine & theirs) >= ALIKE * len(mine | theirs)
            ):
                group.append((name, effect))
                break
        else:
            found.append([(name, effect)])
    return [
        Episode(tuple(name for name, _ in group), tuple(effect for _, effect in group))
        for group in found
    ]


def _overlap(effects: Sequence[EventEffect], window: int) -> Floats:
    """How alike the errors of two events are, 0 to 1."""
    pairs = list(dict.fromkeys(pair for effect in effects for pair in effect.pairs))
    place = {pair: column for column, pair in enumerate(pairs)}
    among = np.zeros((len(effects), len(pairs)))
    for row, effect in enumerate(effects):
        among[row, [place[pair] for pair in effect.pairs]] = 1.0 / np.sqrt(len(effect.pairs))
    years = np.array([effect.event.year for effect in effects])
    near = np.clip(1.0 - np.abs(years[:, None] - years[None]) / window, 0.0, None)
    alike: Floats = (among @ among.T) * near
    np.fill_diagonal(alike, 1.0)
    return alike


def _targets(
    names: Sequence[str], fields: Sequence[str], held: Mapping[str, str]
) -> tuple[Floats, Floats]:
    """Which shares make up each answer: measures, then domains, then a domain without events."""
    of_domain = [[held[name] == field for field in fields] for name in names]
    of_domain += [[field == each for each in fields] for field in fields]
    of_domain += [[False for _ in fields]]
    of_measure = [[name == each for each in names] for name in names]
    of_measure += [[False for _ in names] for _ in range(len(fields) + 1)]
    return np.array(of_domain, float), np.array(of_measure, float)


def _given(
    values: Floats,
    noise: Floats,
    design: tuple[Floats, Floats],
    targets: tuple[Floats, Floats],
    spreads: tuple[float, ...],
) -> tuple[tuple[Floats, Floats], float]:
    """Mean and variance of each answer under given spreads, and the log-likelihood.

    The mean of all measures has a normal prior around no effect, one unit wide. An answer for what
    has no events of its own at a level has that level's spread in its variance.
    """
    domains, measures, events = (spread**2 for spread in spreads)
    common = 1.0 + np.zeros((len(values), len(values)))
    covariance = (
        noise
        + common
        + domains * design[0] @ design[0].T
        + measures * design[1] @ design[1].T
        + events * np.eye(len(values))
    )
    factor = np.linalg.cholesky(covariance)
    whitened = np.linalg.solve(factor, values)
    cross = 1.0 + domains * targets[0] @ design[0].T + measures * targets[1] @ design[1].T
    reach = np.linalg.solve(factor, cross.T)
    mean = whitened @ reach
    variance = 1.0 + domains + measures - (reach**2).sum(axis=0)
    likelihood = -0.5 * float(whitened @ whitened) - float(np.log(np.diag(factor)).sum())
    return (mean, np.maximum(variance, 1e-12)), likelihood


def _named(
    effects: Sequence[tuple[str, str, EventEffect]],
    names: Sequence[str],
    fields: Sequence[str],
    mean: Floats,
    deviation: Floats,
    spreads: Floats,
) -> Pooling:
    def told(place: int, mine: Sequence[EventEffect]) -> PooledEffect:
        pairs = {pair for effect in mine for pair in effect.pairs}
        distinct = {(effect.event.year, effect.pairs) for effect in mine}
        return PooledEffect(float(mean[place]), float(deviation[place]), len(distinct), len(pairs))

    return Pooling(
        measures={
            name: told(place, [effect for each, _, effect in effects if each == name])
            for place, name in enumerate(names)
        },
        domains={
            field: told(
                len(names) + place, [effect for _, each, effect in effects if each == field]
            )
            for place, field in enumerate(fields)
        },
        elsewhere=told(len(names) + len(fields), []),
        spreads=(float(spreads[0]), float(spreads[1]), float(spreads[2])),
    )
