"""Fit either model on a record up to a cut-off."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from longtin import acts
from longtin.acts import Record
from longtin.errors import ModelError
from longtin.trust import _annual, _annual_scores, _events, _events_scores, _panel
from longtin.trust._beliefs import FIRST_YEAR, Model, annual_beliefs, last_year
from longtin.trust._filter import Floats
from longtin.trust._fit import Fitted, Prior, Progress, climb
from longtin.trust._panel import Pair
from longtin.trust._parameters import Blocks, Parameters

FLOOR = 2.0
"""Fewest effective acts on which a belief is shown. A convention: with fewer than two independent
acts one more report would change the answer."""

ANNUAL_ECHO, EVENTS_ECHO = 0.2, 0.8
"""Exponents of repeated reports, chosen by `tools/choose_echo.py` among those it prints."""

GOLDSTEIN_SLOPE = 0.25
"""Prior log-likelihood ratio of an act for each point of Goldstein's scale from -10 to 10."""

_WIDE, _FIRM = 10.0, 3.0


def fit_annual(
    record: Record,
    *,
    until: int | None = None,
    pairs: Sequence[Pair] | None = None,
    echo: float = ANNUAL_ECHO,
    intervals: bool = True,
    progress: Progress | None = None,
) -> Parameters:
    """Fit the annual model on every pair of states from 1946.

    Args:
        record: Where acts and ties are.
        until: Last year read; the last the record covers without it.
        pairs: Only these (truster, trustee); every pair of states without it.
        echo: Exponent of repeated reports.
        intervals: Whether draws will be wanted; a fit without them takes half as long.
        progress: Called after each iteration.

    Raises:
        ModelError: The optimiser did not converge.
    """
    last = until or last_year(record)
    wanted = tuple(_panel.every_pair(FIRST_YEAR, last) if pairs is None else pairs)
    held = _panel.panel(record, wanted, FIRST_YEAR, last)
    begin, prior = annual_prior()
    fitted = climb(
        _annual_scores.objective(held, echo), begin, prior, wanted,
        intervals=intervals, progress=progress,
    )  # fmt: skip
    cases = int(held.alive.sum())
    return _parameters(
        "annual", _annual.BLOCKS, fitted, echo=echo, reference=1.0,
        provenance=_provenance(record, fitted, date(last, 12, 31), wanted, cases),
    )  # fmt: skip


def annual_prior() -> tuple[Floats, Prior]:
    """Weak: nothing but scale, and that types persist."""
    mean = {"keep": {"const": 3.0}, "win": {"const": -2.5}}
    wide = {"start": {"const"}, "keep": {"const"}, "win": {"const"}, "dispute": set(_annual.TYPES)}
    begin = {
        "start": {"const": 2.0},
        "dispute": {"untrustworthy": -3.0, "trustworthy": -7.0},
        "hostility if untrustworthy": {"display": 1.0, "force": 2.0},
        "reports if untrustworthy": {"material conflict": -1.0, "verbal conflict": -1.0},
        "reports if trustworthy": {"material conflict": -3.0, "verbal conflict": -3.0},
    }
    centre, spread, first = [], [], []
    for block, names in _annual.BLOCKS.items():
        for name in names:
            centre.append(mean.get(block, {}).get(name, 0.0))
            spread.append(_WIDE if name in wide.get(block, set()) else _FIRM)
            first.append(begin.get(block, {}).get(name, centre[-1]))
    return np.array(first), Prior(np.array(centre), np.array(spread))


def fit_events(
    record: Record,
    annual: Parameters,
    *,
    until: date | None = None,
    pairs: Sequence[Pair] | None = None,
    echo: float = EVENTS_ECHO,
    intervals: bool = True,
    progress: Progress | None = None,
) -> Parameters:
    """Fit the events model on every pair with a dated report, over an annual model.

    Args:
        record: Where acts and ties are.
        annual: The annual parameters, for the belief that weekly belief leans on.
        until: Last day read; the last the record covers without it.
        pairs: Only these (truster, trustee); every pair with a dated report without it.
        echo: Exponent of repeated reports.
        intervals: Whether draws will be wanted; a fit without them takes half as long.
        progress: Called after each iteration.

    Raises:
        ModelError: The optimiser did not converge, or the record has no dated acts.
    """
    last = until or _events.last_day(record)
    reference = reference_sampling(record)
    wanted = _events.reported_pairs(record, last) if pairs is None else tuple(pairs)
    held = _events.weeks(record, wanted, last, echo, reference)
    years = range(FIRST_YEAR, min(last.year - 1, last_year(record)) + 1)
    belief = annual_beliefs(record, wanted, years[-1], Model(annual, annual, draws=0))
    rest = _events.resting(belief.path.after, years, held.ends)
    begin, prior = events_prior(held.counted)
    fitted = climb(
        _events_scores.objective(held, rest), begin, prior, wanted,
        intervals=intervals, progress=progress,
    )  # fmt: skip
    cases = int(held.acts["count"].sum())
    provenance = _provenance(record, fitted, last, wanted, cases) | {"annual": annual.version}
    return _parameters(
        "events", _events.blocks(), fitted, echo=echo, reference=reference, provenance=provenance
    )


def reference_sampling(record: Record) -> float:
    """The sampling fraction of the sparsest dataset of dated acts; 1 where none is known."""
    known = _events.event_datasets(record)["sampling"].drop_nulls()
    return float(min(known.to_list(), default=1.0))


def events_prior(counted: Floats) -> tuple[Floats, Prior]:
    """Types of act start from Goldstein's scale; the data move the common ones away from it."""
    names = tuple(acts.kinds())
    goldstein = acts.table("cameo.csv").select("kind", pl.col("goldstein").cast(pl.Float64))
    scale = dict(goldstein.group_by("kind").agg(pl.col("goldstein").mean()).iter_rows())
    contrast = GOLDSTEIN_SLOPE * np.array([scale.get(name) or 0.0 for name in names])
    share = counted.sum(axis=(1, 2))
    profile = np.log((share + 1.0) / (share.sum() + len(names)))
    zeros = np.zeros(len(names))
    mean = np.concatenate([[4.0, 0.3, -4.0, 0.3], zeros, contrast])
    spread = np.concatenate([[2.0, 0.5, 2.0, 0.5], zeros + _FIRM, zeros + 0.7])
    return np.concatenate([mean[:4], profile, contrast]), Prior(mean, spread)


def _parameters(
    model: str,
    blocks: Blocks,
    fitted: Fitted,
    *,
    echo: float,
    reference: float,
    provenance: dict[str, Any],
) -> Parameters:
    if not fitted.converged:
        raise ModelError(
            f"The {model} fit had not converged after {fitted.iterations} iterations. The record "
            "may be too thin for it; give it more acts."
        )
    return Parameters(
        model=model,
        blocks={name: tuple(names) for name, names in blocks.items()},
        values=np.round(fitted.values, 6),
        root=_root(fitted.covariance),
        echo=echo,
        reference=reference,
        floor=FLOOR,
        provenance=provenance,
    )


def _root(covariance: Floats) -> Floats:
    """Lower Cholesky factor; zero for a fit whose covariance was not wanted."""
    return np.asarray(np.linalg.cholesky(covariance)) if covariance.any() else covariance


def _provenance(
    record: Record, fitted: Fitted, until: date, pairs: tuple[Pair, ...], cases: int
) -> dict[str, Any]:
    return {
        "command": "longtin fit",
        "record": record.version,
        "until": until.isoformat(),
        "pairs": len(pairs),
        "cases": cases,
        "log_likelihood": round(fitted.loglik, 3),
        "iterations": fitted.iterations,
        "scores": [],
    }
