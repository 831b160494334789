"""Mean paths: outcomes over time of all events, the placebo band, and the trend before."""

from collections.abc import Sequence

import numpy as np

from longtin.effects.dyad_panel import HISTORY, Bools, Floats
from longtin.effects.matching import Paths


def mean_trend(trends: Floats, errors: Floats, weights: Floats) -> tuple[float, float]:
    """Mean change over the years before, of events that know it, and its standard error."""
    known = np.isfinite(trends) & np.isfinite(errors)
    if not known.any():
        return float("nan"), float("nan")
    part = weights[known] / weights[known].sum()
    return float(part @ trends[known]), float(np.sqrt(part**2 @ errors[known] ** 2))


def pretrend(
    paths: Paths, told: Bools, number: int, window: tuple[int, int]
) -> tuple[float, float]:
    """Change of the gap over the years before, and its spread over placebo pairs."""
    first, last = HISTORY - window[0], HISTORY - 1

    def moved(own: Floats, beside: Floats) -> Floats:
        gap = own - beside
        return gap[..., last] - gap[..., first]

    gaps = moved(paths.own[told][:, number], paths.beside[told][:, number])
    value = float(_over_events(list(gaps)))
    null = moved(
        paths.placebo_own[told][:, :, number].mean(axis=0),
        paths.placebo_beside[told][:, :, number].mean(axis=0),
    )
    return value, float(_spread(null))


def mean_paths(
    paths: Sequence[Paths], number: int, window: tuple[int, int]
) -> tuple[Floats, Floats, Floats, Floats]:
    """Mean paths over events, and the placebo band of the difference, around no difference."""
    span = slice(HISTORY - window[0], None)
    if not paths:
        empty = np.full(sum(window) + 1, np.nan)
        return empty, empty, empty, empty
    with np.errstate(invalid="ignore"):
        own = _over_events([one.own[:, number, span].mean(axis=0) for one in paths])
        beside = _over_events([one.beside[:, number, span].mean(axis=0) for one in paths])
        fewest = min(one.placebo_own.shape[1] for one in paths)
        gaps = _over_events(
            [
                (one.placebo_own - one.placebo_beside)[:, :fewest, number, span].mean(axis=0)
                for one in paths
            ]
        )
    centre, spread = _over_events(list(gaps)), _spread(gaps)
    return own, beside, beside + centre - 1.645 * spread, beside + centre + 1.645 * spread


def _over_events(values: Sequence[Floats]) -> Floats:
    held = np.stack([np.asarray(each) for each in values])
    known = np.isfinite(held)
    total = np.where(known, held, 0.0).sum(axis=0)
    return np.where(known.any(axis=0), total / np.maximum(known.sum(axis=0), 1), np.nan)


def _spread(values: Floats) -> Floats:
    """Standard deviation over the first axis of what is known."""
    held = np.asarray(values)
    return np.sqrt(_over_events(list((held - _over_events(list(held))) ** 2)))
