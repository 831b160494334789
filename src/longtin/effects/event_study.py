"""Event study: outcomes before and after, beside matched pairs, with placebo pairs and dates.

Of each event, the change from the years before to the years after in the pairs that did it, less
that of their matched pairs, less what the same reckoning gives for placebo pairs: candidates
that did not, treated as if they had. Belief is compared by difference, disputes and movement of
belief by the logarithm of a ratio. The spread over placebo pairs is the error of an event; events
are weighed by it.

Source:
    Randomisation inference over placebo units as [Abadie, Diamond and Hainmueller 2010]; variance
    of pairs that share states as [Aronow, Samii and Assenova 2015].
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from longtin.effects.dyad_panel import HISTORY, Bools, DyadPanel, Floats, Pair
from longtin.effects.exposure import Exposure, TreatmentEvent
from longtin.effects.matching import (
    MANY,
    OUTCOMES,
    PLACEBOS,
    PLACEBOS_OF_MANY,
    Matcher,
    Paths,
)
from longtin.effects.mean_paths import mean_paths, mean_trend, pretrend

RATIOS: Mapping[str, float] = {"incidents": 0.5, "turnover": 0.02, "third_incidents": 0.05}
"""Outcomes compared by ratio, and what is added to both sides of each ratio, so that a pair
without a dispute has one."""

FEWEST_BEFORE, FEWEST_AFTER = 2, 3
"""Years that must be known on each side."""

DRAWS = 999
"""Placebo events drawn for a p-value."""

APART = 2
"""Years between two placebo dates."""

FEWEST_DATES = 8
"""Placebo dates of an event below which none is told."""


@dataclass(frozen=True)
class EventEffect:
    """One event's effect on one outcome.

    Attributes:
        event: What was done.
        value: Change against matched pairs, less that of the placebo pairs.
        error: Standard error, from the placebo pairs and from states that several pairs share.
        pretrend: Change over the years before against matched pairs, before anything was done.
        pretrend_error: Its standard error.
        pairs: How many of its pairs are in it.
        placebos: What placebo pairs give, less their mean, scaled to `error`. Shape (placebo,).
    """

    event: TreatmentEvent
    value: float
    error: float
    pretrend: float
    pretrend_error: float
    pairs: tuple[Pair, ...]
    placebos: Floats


@dataclass(frozen=True)
class Study:
    """Events of one exposure and one outcome together.

    Attributes:
        outcome: One of `OUTCOMES`.
        effects: Of each event that could be told.
        value: Their mean, weighed by error; NaN without any.
        error: Its standard error.
        placebo_pairs: Share of placebo events among other pairs that come out as large.
        placebo_dates: The same for the same pairs at other dates; NaN where there are none.
        pretrend: Mean change over the years before.
        pretrend_error: Its standard error.
        times: Years from the event.
        own: Mean outcome of the pairs at each.
        beside: Of their matched pairs.
        low: Lower end of the band in which nine in ten placebo events have the difference.
        high: Upper end.
    """

    outcome: str
    effects: tuple[EventEffect, ...]
    value: float
    error: float
    placebo_pairs: float
    placebo_dates: float
    pretrend: float
    pretrend_error: float
    times: tuple[int, ...]
    own: Floats
    beside: Floats
    low: Floats
    high: Floats

    @property
    def pairs(self) -> int:
        """How many different pairs are in it."""
        return len({pair for effect in self.effects for pair in effect.pairs})


def studies(
    panel: DyadPanel, exposure: Exposure, *, before: int = 3, after: int = 5, seed: int = 0
) -> Mapping[str, Study]:
    """Study one exposure.

    Args:
        panel: Pairs by year.
        exposure: Who did it, and when.
        before: Years before.
        after: Years after the year of the event, which belongs to neither.
        seed: Of the placebo events drawn for p-values.

    Returns:
        By outcome, in the order of `OUTCOMES`.
    """
    matcher = Matcher(panel, before, after)
    many = sum(len(event.pairs) for event in exposure.events) > MANY
    placebos = PLACEBOS_OF_MANY if many else PLACEBOS
    found = [
        (event, paths)
        for event in exposure.events
        if (paths := matcher.paths(event, exposure, placebos=placebos)) is not None
    ]
    dates = [
        [
            paths
            for year in _other_dates(panel, event, exposure, before + after, many=many)
            if (paths := matcher.paths(event, exposure, year=year, placebos=1)) is not None
        ]
        for event, _ in found
    ]
    return {
        name: _study(panel, name, number, found, dates, (before, after), seed)
        for number, name in enumerate(OUTCOMES)
    }


def _other_dates(
    panel: DyadPanel, event: TreatmentEvent, exposure: Exposure, apart: int, *, many: bool
) -> Iterator[int]:
    """Years at which the same pairs did nothing of the kind within the window."""
    taken = {year for pair in event.pairs for year in exposure.treated.get(pair, ())}
    first, last = int(panel.years[0]) + HISTORY // 2, int(panel.years[-1])
    years = range(event.year % APART + first // APART * APART, last, APART)
    free = [year for year in years if all(abs(year - each) > apart for each in taken)]
    yield from free[-1:] if many else free


def _study(
    panel: DyadPanel,
    name: str,
    number: int,
    found: Sequence[tuple[TreatmentEvent, Paths]],
    dates: Sequence[Sequence[Paths]],
    window: tuple[int, int],
    seed: int,
) -> Study:
    effects, shifted, kept = [], [], []
    for (event, paths), others in zip(found, dates, strict=True):
        one = _effect(panel, event, paths, name, number, window)
        if one is not None:
            effects.append(one)
            kept.append(paths)
            shifted.append(_at_dates(others, name, number, window))
    times = tuple(range(-window[0], window[1] + 1))
    own, beside, low, high = mean_paths(kept, number, window)
    if not effects:
        nothing = float("nan")
        return Study(
            name, (), nothing, nothing, nothing, nothing, nothing, nothing, times, own, beside,
            low, high,
        )  # fmt: skip
    errors = np.array([one.error for one in effects])
    weights = 1.0 / (errors**2 + np.median(errors) ** 2)
    weights /= weights.sum()
    value = float(weights @ [one.value for one in effects])
    generator = np.random.default_rng((seed, number))
    null = _drawn([one.placebos for one in effects], weights, generator)
    trend, trend_error = mean_trend(
        np.array([one.pretrend for one in effects]),
        np.array([one.pretrend_error for one in effects]),
        weights,
    )
    uncalibrated = [_statistic(paths, name, number, window)[0] for paths in kept]
    return Study(
        outcome=name,
        effects=tuple(effects),
        value=value,
        error=float(np.sqrt((weights**2) @ (errors**2))),
        placebo_pairs=_share(null, value),
        placebo_dates=_of_dates(shifted, uncalibrated, weights, generator),
        pretrend=trend,
        pretrend_error=trend_error,
        times=times,
        own=own,
        beside=beside,
        low=low,
        high=high,
    )


def _drawn(pools: Sequence[Floats], weights: Floats, generator: np.random.Generator) -> Floats:
    """Means of events drawn one from each pool."""
    return sum(
        (
            weight * pool[generator.integers(len(pool), size=DRAWS)]
            for weight, pool in zip(weights, pools, strict=True)
        ),
        np.zeros(DRAWS),
    )


def _share(null: Floats, value: float) -> float:
    """Share of placebo events at least as large, the event itself counted among them."""
    return float((1 + (np.abs(null) >= abs(value) - 1e-12).sum()) / (1 + len(null)))


def _of_dates(
    shifted: Sequence[Floats],
    values: Sequence[float],
    weights: Floats,
    generator: np.random.Generator,
) -> float:
    known = [place for place, pool in enumerate(shifted) if len(pool) >= FEWEST_DATES]
    if not known:
        return float("nan")
    part = weights[known] / weights[known].sum()
    null = _drawn([shifted[place] for place in known], part, generator)
    return _share(null, float(part @ [values[place] for place in known]))


def _at_dates(paths: Sequence[Paths], name: str, number: int, window: tuple[int, int]) -> Floats:
    values = [_statistic(one, name, number, window)[0] for one in paths]
    return np.array([value for value in values if np.isfinite(value)])


def _effect(
    panel: DyadPanel,
    event: TreatmentEvent,
    paths: Paths,
    name: str,
    number: int,
    window: tuple[int, int],
) -> EventEffect | None:
    value, told = _statistic(paths, name, number, window)
    if not np.isfinite(value):
        return None
    own, beside = paths.placebo_own[told][:, :, number], paths.placebo_beside[told][:, :, number]
    single = np.array([_compare(o, b, name, window) for o, b in zip(own, beside, strict=True)])
    usable = np.isfinite(single).all(axis=0)
    if usable.sum() < HISTORY:
        return None
    count = int(told.sum())
    means = own[:, usable].mean(axis=0), beside[:, usable].mean(axis=0)
    together = _compare(*means, name, window, count)
    centre, spread = float(together.mean()), float(together.std(ddof=1))
    pairs = tuple(panel.pairs[row] for row in paths.pairs[told])
    alone = single[:, usable].std(axis=1, ddof=1)
    error = float(np.sqrt(max(spread**2, float((alone**2).sum()) / count**2 / 4)))
    error = max(
        error,
        _of_counts(paths, told, name, number),
        _shared(paths, pairs, told, name, number, window),
        1e-6,
    )
    trend, trend_error = pretrend(paths, told, number, window)
    centred = together - centre
    scale = error / spread if spread > 1e-9 else 1.0
    return EventEffect(event, value - centre, error, trend, trend_error, pairs, centred * scale)


def _statistic(
    paths: Paths, name: str, number: int, window: tuple[int, int]
) -> tuple[float, Bools]:
    """The change of an event against matched pairs, and which of its pairs are in it."""
    own, beside = paths.own[:, number], paths.beside[:, number]
    told = np.isfinite(_compare(own, beside, name, window))
    if not told.any():
        return float("nan"), told
    means = own[told].mean(axis=0), beside[told].mean(axis=0)
    return float(_compare(*means, name, window, int(told.sum()))), told


def _compare(
    own: Floats, beside: Floats, name: str, window: tuple[int, int], count: int = 1
) -> Floats:
    """Change of one path against another, along the last axis; NaN where too little is known.

    `count` is the number of pairs that the paths are means of.
    """
    back = HISTORY if name in {"incidents", "third_incidents"} else window[0]
    both = np.isfinite(own) & np.isfinite(beside)
    before, after = slice(HISTORY - back, HISTORY), slice(HISTORY + 1, None)
    enough = (both[..., before].sum(axis=-1) >= FEWEST_BEFORE) & (
        both[..., after].sum(axis=-1) >= FEWEST_AFTER
    )
    means = [_known_mean(of, both, span) for span in (after, before) for of in (own, beside)]
    if name in RATIOS:
        added = RATIOS[name] / (1 if name == "turnover" else window[1] * count)
        logs = [np.log(np.maximum(mean, 0.0) + added) for mean in means]
        change = logs[0] - logs[1] - (logs[2] - logs[3])
    else:
        change = means[0] - means[1] - (means[2] - means[3])
    return np.asarray(np.where(enough, change, np.nan))


def _known_mean(values: Floats, known: Bools, span: slice) -> Floats:
    seen = known[..., span]
    total = np.where(seen, values[..., span], 0.0).sum(axis=-1)
    return np.asarray(total / np.maximum(seen.sum(axis=-1), 1))


def _of_counts(paths: Paths, told: Bools, name: str, number: int) -> float:
    """Standard error of the logarithm of a ratio of two counts of disputes; 0 of other outcomes."""
    if name != "incidents":
        return 0.0
    own = np.nan_to_num(paths.own[told][:, number])
    counts = own[:, HISTORY + 1 :].sum(), own[:, :HISTORY].sum()
    if told.sum() == 1:
        return 0.0
    return math.sqrt(sum(1.0 / (float(count) + RATIOS[name]) for count in counts))


def _shared(
    paths: Paths,
    pairs: Sequence[Pair],
    told: Bools,
    name: str,
    number: int,
    window: tuple[int, int],
) -> float:
    """Standard error of the mean over pairs that depend on each other by a state they share."""
    if len(pairs) < HISTORY:
        return 0.0
    values = _compare(paths.own[told][:, number], paths.beside[told][:, number], name, window)
    residual = values - values.mean()
    sides = np.array(pairs)
    meet = (sides[:, None, :, None] == sides[None, :, None, :]).any(axis=(2, 3))
    total = float(residual @ meet @ residual)
    return float(np.sqrt(max(total, 0.0))) / len(pairs)
