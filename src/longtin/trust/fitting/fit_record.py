"""Fit of either model on a record up to a cut-off."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from longtin import acts
from longtin.acts import Record
from longtin.errors import ModelError
from longtin.trust._arrays import Floats, Pair
from longtin.trust.evidence import dated_reports
from longtin.trust.evidence.counting import Counting
from longtin.trust.evidence.dated_reports import Weeks, read_weeks
from longtin.trust.evidence.panel import every_pair, read_panel
from longtin.trust.fitting import annual_gradient, events_gradient
from longtin.trust.fitting.posterior_mode import PosteriorMode, Prior, Progress, climb
from longtin.trust.model import annual_model, events_model
from longtin.trust.model.beliefs import FIRST_YEAR, Model, annual_beliefs, last_year
from longtin.trust.model.parameters import Blocks, Parameters

FLOOR = 2.0
"""Fewest effective acts on which a belief is shown. A convention: with fewer than two independent
acts one more report would change the answer."""

ANNUAL_ECHO, EVENTS_ECHO = 0.2, 0.8
"""Exponents of repeated reports, chosen by `tools/choose_echo.py` among those it prints."""

LEAST = 40
"""Fewest dated reports of a pair that the events model is fitted on: of the others hardly anything
is told, at three quarters of the cost."""

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
    wanted = tuple(every_pair(FIRST_YEAR, last) if pairs is None else pairs)
    held = read_panel(record, wanted, FIRST_YEAR, last)
    begin, prior = annual_prior()
    fitted = climb(
        annual_gradient.objective(held, Counting(echo)), begin, prior, wanted,
        intervals=intervals, progress=progress,
    )  # fmt: skip
    cases = int(held.alive.sum())
    return as_parameters(
        "annual", annual_model.BLOCKS, fitted, counting=Counting(echo),
        provenance=provenance(record, fitted, date(last, 12, 31), wanted, cases),
    )  # fmt: skip


def annual_prior() -> tuple[Floats, Prior]:
    """Weak: nothing but scale, and that types persist."""
    mean = {"keep": {"const": 3.0}, "win": {"const": -2.5}}
    wide = {
        "start": {"const"},
        "keep": {"const"},
        "win": {"const"},
        "dispute": set(annual_model.TYPES),
    }
    begin = {
        "start": {"const": 2.0},
        "dispute": {"untrustworthy": -3.0, "trustworthy": -7.0},
        "hostility if untrustworthy": {"display": 1.0, "force": 2.0},
        "reports if untrustworthy": {"material conflict": -1.0, "verbal conflict": -1.0},
        "reports if trustworthy": {"material conflict": -3.0, "verbal conflict": -3.0},
    }
    centre, spread, first = [], [], []
    for block, names in annual_model.BLOCKS.items():
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
    """Fit the events model on every pair that is often reported on, over an annual model.

    Args:
        record: Where acts and ties are.
        annual: The annual parameters, for the belief that weekly belief leans on.
        until: Last day read; the last the record covers without it.
        pairs: Only these (truster, trustee); every pair with `LEAST` dated reports without it.
        echo: Exponent of repeated reports.
        intervals: Whether draws will be wanted; a fit without them takes half as long.
        progress: Called after each iteration.

    Raises:
        ModelError: The optimiser did not converge, or the record has no dated acts.
    """
    last = until or dated_reports.last_day(record)
    counting = Counting(echo, reference_sampling(record))
    often = dated_reports.reported_pairs(record, last, LEAST) if pairs is None else pairs
    wanted = tuple(often)
    held = read_weeks(record, wanted, last, counting)
    years = range(FIRST_YEAR, min(last.year - 1, last_year(record)) + 1)
    belief = annual_beliefs(record, wanted, years[-1], Model(annual, annual, draws=0))
    rest = events_model.resting(belief.path.after, years, held.ends)
    begin, prior = events_prior(held)
    fitted = climb(
        events_gradient.objective(held, rest), begin, prior, wanted,
        intervals=intervals, progress=progress,
    )  # fmt: skip
    cases = int(held.acts["count"].sum())
    origin = provenance(record, fitted, last, wanted, cases) | {"annual": annual.version}
    return as_parameters(
        "events",
        events_model.blocks(),
        fitted,
        counting=counting,
        provenance=origin,
    )


def reference_sampling(record: Record) -> float:
    """The sampling fraction of the sparsest sample of dated acts; 1 where none is known."""
    known = pl.concat(
        [record.density["sampling"], dated_reports.event_datasets(record)["sampling"]]
    ).drop_nulls()
    return float(min(known.to_list(), default=1.0))


def events_prior(held: Weeks) -> tuple[Floats, Prior]:
    """Kinds of act start from Goldstein's scale; the data move the common ones away from it."""
    names = held.kinds
    goldstein = acts.table("cameo.csv").with_columns(pl.col("goldstein").cast(pl.Float64))
    if len(names) > len(acts.kinds()):
        goldstein = goldstein.with_columns(kind=acts.finer_kind())
    scale = dict(goldstein.group_by("kind").agg(pl.col("goldstein").mean()).iter_rows())
    contrast = GOLDSTEIN_SLOPE * np.array([scale.get(name) or 0.0 for name in names])
    share = held.counted.sum(axis=(1, 2))
    profile = np.log((share + 1.0) / (share.sum() + len(names)))
    zeros = np.zeros(len(names))
    mean = np.concatenate([[4.0, 0.3, -4.0, 0.3], zeros, contrast])
    spread = np.concatenate([[2.0, 0.5, 2.0, 0.5], zeros + _FIRM, zeros + 0.7])
    return np.concatenate([mean[:4], profile, contrast]), Prior(mean, spread)


def as_parameters(
    model: str,
    blocks: Blocks,
    fitted: PosteriorMode,
    *,
    counting: Counting,
    provenance: dict[str, Any],
    anchors: tuple[float, float] | None = None,
    shift: tuple[float, ...] | None = None,
) -> Parameters:
    """A fit as a parameter set.

    Raises:
        ModelError: The optimiser did not converge.
    """
    if not fitted.converged:
        raise ModelError(
            "The {model} fit had not converged after {n} iterations. The record may be too thin "
            "for it; give it more acts.",
            model=model,
            n=fitted.iterations,
        )
    return Parameters(
        model=model,
        blocks={name: tuple(names) for name, names in blocks.items()},
        values=np.round(fitted.values, 6),
        root=_root(fitted.covariance),
        counting=counting,
        floor=FLOOR,
        provenance=provenance,
        anchors=anchors,
        shift=shift,
    )


def _root(covariance: Floats) -> Floats:
    """Lower Cholesky factor; zero for a fit whose covariance was not wanted."""
    return np.asarray(np.linalg.cholesky(covariance)) if covariance.any() else covariance


def provenance(
    record: Record, fitted: PosteriorMode, until: date, pairs: tuple[Pair, ...], cases: int
) -> dict[str, Any]:
    """How a parameter set came to be."""
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
