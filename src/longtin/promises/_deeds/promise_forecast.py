"""Forecast of the next promise: what a pair's own record of kept words is worth before the day.

Each promise that had an outcome is forecast from what was known on its day: promises whose windows
were over, and how often acts of its kind came anyway. Forecasts are compared by the Brier and the
logarithmic score, on promises made after those by which the weight of a pair's own record was
chosen; differences carry bands from resampled pairs.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from heapq import heappop, heappush
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from longtin.promises._deeds.verbal_promises import VerbalPromise
from longtin.promises._deeds.word_consistency import TOLD

FORECASTERS: Final = ("chance", "kind", "pair", "pair over chance")
"""`chance`: how often such acts came in the two years before, brought to the share kept by a
logistic line through the promises that are not scored, since even where such acts were rare a
promise is often kept. `kind`: share kept of earlier promises of the kind, by all. `pair`: share
kept of the pair's own, drawn to `kind`. `pair over chance`: the same drawn to `chance`."""

WEIGHTS: Final = (2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 1000.0)
"""Promises that what is known of all may count for beside the pair's own; 1000 as good as all."""

LEAST: Final = 0.02
"""No forecast is nearer to 0 or 1."""

STEPS: Final = 25
"""Newton's steps to the logistic line."""

RIDGE: Final = 1e-6
"""What keeps the line finite where all or none was kept."""

RESAMPLED: Final = 1000
"""Draws of pairs behind a band."""

Pair = tuple[int, int]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class PromiseForecastScore:
    """How well one way to forecast did.

    Attributes:
        brier: Mean squared error; lower is better.
        logarithmic: Mean negative logarithm of what was given to the outcome, in nats.
        gain: By how much its Brier score is lower than that of `chance`, which knows no promise of
            the pair.
        low: Lower end of the 95 % band of `gain`, over resampled pairs.
        high: Upper end.
    """

    brier: float
    logarithmic: float
    gain: float
    low: float
    high: float


@dataclass(frozen=True)
class PromiseForecasts:
    """What forecasts of promises were worth.

    Attributes:
        promises: How many were scored.
        pairs: Of how many directed pairs.
        kept: Share of them that was kept.
        since: Day from which they are scored; the weights were chosen on those before.
        weights: How many promises what is known of all counts for, by forecaster.
        scores: By forecaster.
        calibration: By forecaster, (forecast, kept, promises) in ten bins of equal width.
    """

    promises: int
    pairs: int
    kept: float
    since: date
    weights: Mapping[str, float]
    scores: Mapping[str, PromiseForecastScore]
    calibration: Mapping[str, tuple[tuple[float, float, int], ...]]


@dataclass(frozen=True)
class _Known:
    """What was known on the day of each promise, in order of time."""

    day: NDArray[np.int64]
    pair: NDArray[np.int64]
    kept: NDArray[np.bool_]
    chance: Floats
    kind: Floats
    own_kept: Floats
    own: Floats

    def by(self, name: str, weight: float) -> Floats:
        """Forecasts by one of the `FORECASTERS`."""
        drawn_to = self.kind if name in {"kind", "pair"} else self.chance
        if name in {"chance", "kind"}:
            found = drawn_to
        else:
            found = (self.own_kept + weight * drawn_to) / (self.own + weight)
        return np.clip(found, LEAST, 1.0 - LEAST)


def promise_forecasts(
    promises: Mapping[Pair, Sequence[VerbalPromise]], since: date, *, seed: int = 0
) -> PromiseForecasts:
    """Score forecasts of promises from what was known on their days.

    Args:
        promises: By (promiser, other), each in order of time.
        since: Promises from this day on are scored; on those before, weights are chosen.
        seed: Of the resampled pairs.

    Raises:
        ValueError: There is no promise with an outcome before that day, or none after.
    """
    known = _known(promises)
    after = known.day >= since.toordinal()
    if not after.any() or after.all():
        message = f"No promise with an outcome on both sides of {since}."
        raise ValueError(message)
    known = replace(known, chance=_calibrated(known, ~after))
    weights = {
        name: min(WEIGHTS, key=lambda one: _brier(known, known.by(name, one))[~after].mean())
        for name in FORECASTERS[2:]
    }
    given = {name: known.by(name, weights.get(name, 0.0))[after] for name in FORECASTERS}
    kept = known.kept[after]
    return PromiseForecasts(
        promises=int(after.sum()),
        pairs=len(np.unique(known.pair[after])),
        kept=float(kept.mean()),
        since=since,
        weights=MappingProxyType(weights),
        scores=MappingProxyType(_scores(given, kept, known.pair[after], seed)),
        calibration=MappingProxyType(
            {name: tuple(_bins(one, kept)) for name, one in given.items()}
        ),
    )


def _scores(
    given: Mapping[str, Floats], kept: NDArray[np.bool_], pair: NDArray[np.int64], seed: int
) -> dict[str, PromiseForecastScore]:
    """Scores by forecaster, with the gain over `chance` in draws of whole pairs."""
    chance = (given["chance"] - kept) ** 2
    places, pairs = np.unique(pair, return_inverse=True)
    even = np.full(len(places), 1 / len(places))
    drawn = np.random.default_rng(seed).multinomial(len(places), even, RESAMPLED)
    sizes = drawn @ np.bincount(pairs)
    found = {}
    for name, one in given.items():
        missed = (one - kept) ** 2
        means = (drawn @ np.bincount(pairs, chance - missed)) / sizes
        low, high = np.quantile(means, (0.025, 0.975))
        found[name] = PromiseForecastScore(
            brier=float(missed.mean()),
            logarithmic=float(-np.log(np.where(kept, one, 1.0 - one)).mean()),
            gain=float((chance - missed).mean()),
            low=float(low),
            high=float(high),
        )
    return found


def _calibrated(known: _Known, seen: NDArray[np.bool_]) -> Floats:
    """Chances brought to the share kept, by a logistic line through some promises."""
    logit = np.log(known.chance / (1.0 - known.chance))
    design = np.stack([np.ones_like(logit), logit], axis=1)
    line = np.zeros(2)
    for _ in range(STEPS):
        given = 1.0 / (1.0 + np.exp(-design[seen] @ line))
        weight = given * (1.0 - given) + RIDGE
        slope = design[seen].T @ (known.kept[seen] - given) - RIDGE * line
        curve = (design[seen] * weight[:, None]).T @ design[seen] + RIDGE * np.eye(2)
        line = line + np.linalg.solve(curve, slope)
    return np.asarray(1.0 / (1.0 + np.exp(-design @ line)))


def _brier(known: _Known, given: Floats) -> Floats:
    return np.asarray((given - known.kept) ** 2)


def _bins(given: Floats, kept: NDArray[np.bool_]) -> Iterator[tuple[float, float, int]]:
    place = np.minimum((given * 10).astype(int), 9)
    for each in range(10):
        own = place == each
        if own.any():
            yield float(given[own].mean()), float(kept[own].mean()), int(own.sum())


def _known(promises: Mapping[Pair, Sequence[VerbalPromise]]) -> _Known:
    """Go through all promises in order of time; an outcome is known once its window is over."""
    told = sorted(
        (
            (each.on, pair, each)
            for pair, own in promises.items()
            for each in own
            if each.outcome in TOLD and each.foreseen is not None
        ),
        key=lambda one: (one[0], one[1], one[2].origin),
    )
    places = {pair: place for place, pair in enumerate(sorted({pair for _, pair, _ in told}))}
    open_: list[tuple[date, int]] = []
    by_kind: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    by_pair: dict[Pair, list[int]] = defaultdict(lambda: [0, 0])
    rows = []
    for at, (day, pair, one) in enumerate(told):
        while open_ and open_[0][0] < day:
            _, past = heappop(open_)
            _, its_pair, ended = told[past]
            for tally in (by_kind[ended.code], by_pair[its_pair]):
                tally[0] += ended.outcome == "consistent"
                tally[1] += 1
        kept, known = by_kind[one.code]
        own_kept, own = by_pair[pair]
        rows.append((
            day.toordinal(), places[pair], one.outcome == "consistent", one.foreseen,
            (kept + 1.0) / (known + 2.0), own_kept, own,
        ))  # fmt: skip
        heappush(open_, (day + timedelta(days=one.window), at))
    table = np.array(rows, float).reshape(-1, 7).T
    return _Known(
        day=table[0].astype(np.int64),
        pair=table[1].astype(np.int64),
        kept=table[2] > 0,
        chance=np.clip(table[3], LEAST, 1.0 - LEAST),
        kind=table[4],
        own_kept=table[5],
        own=table[6],
    )
