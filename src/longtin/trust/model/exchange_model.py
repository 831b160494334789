"""Exchange model: how likely a share of cooperation between two states is at each level of conduct.

The logit of the share is taken for normal, with a mean that rises with the level and a spread, both
moving with the amount of news:

    x = ln (cooperation + a) / (conflict + a)  ~  N( m(n) + d(n)·s,  σ(n)² )

    m(n) = m0 + m1·ln(n/n0)     d(n) = d0 + d1·ln(n/n0)     ln σ(n) = σ0 + σ1·ln(n/n0)

s is the level on a scale from -1 to 1, n the amount of news (`reports`), a keeps a share next to 0
or 1 finite. Weeks after each other tell much the same story, of both sides at once, so a reading
counts only for its discount: the smallest that wins nine tenths of what any would, in foretelling
the dated acts of weeks from which they were held out. Fitted by `fitting/fit_exchanges`.
"""

import hashlib
import json
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import polars as pl

from longtin.errors import ModelError
from longtin.trust._arrays import Floats
from longtin.trust.evidence.dated_reports import Weeks
from longtin.trust.evidence.panel import Panel
from longtin.trust.model.further_evidence import FurtherEvidence, levels_of

SCHOOL = "affinity"
"""The school that reads trust from the tone of an exchange."""

NAMES = ("mean", "mean by news", "slope", "slope by news", "log spread", "log spread by news")
"""m0, m1, d0, d1, σ0, σ1."""


@dataclass(frozen=True)
class ShareModel:
    """How the share of one dataset depends on the level.

    Attributes:
        values: In the order of `NAMES`.
        pseudo: Added to cooperation and to conflict, in the dataset's own unit.
        centre: Amount of news at which `by news` adds nothing.
    """

    values: tuple[float, ...]
    pseudo: float
    centre: float

    def logit(self, rows: pl.DataFrame) -> Floats:
        """Logit share of cooperation of each reading."""
        both = (rows[name].to_numpy() + self.pseudo for name in ("cooperation", "conflict"))
        cooperation, conflict = both
        return np.asarray(np.log(cooperation) - np.log(conflict))

    def log_likelihood(self, rows: pl.DataFrame, levels: Floats) -> Floats:
        """Of each reading under each level, up to what all share. Shape (row, level)."""
        mean, slope, spread = self.at(rows["reports"].to_numpy().astype(np.float64))
        off = (self.logit(rows) - mean)[:, None] - slope[:, None] * levels
        return np.asarray(-0.5 * (off / spread[:, None]) ** 2)

    def at(self, reports: Floats) -> tuple[Floats, Floats, Floats]:
        """Mean, slope on the level and spread, for amounts of news."""
        news = np.log(np.maximum(reports, 1.0) / self.centre)
        m0, m1, d0, d1, s0, s1 = self.values
        return m0 + m1 * news, d0 + d1 * news, np.exp(s0 + s1 * news)


@dataclass(frozen=True)
class ExchangeModel:
    """Fitted models of all datasets of exchanges.

    Attributes:
        shares: By dataset; a dataset without one is not evidence.
        discount: What a reading counts for, in [0, 1].
        yearly: What the mean of a year's readings counts for where a year has no dated acts.
        provenance: Record version, cut-off, command and what was gained.
    """

    shares: dict[str, ShareModel]
    discount: float
    provenance: dict[str, Any]
    yearly: float = 0.0

    @property
    def version(self) -> str:
        """A short hash of the numbers, for `method_version`."""
        numbers = [(name, one.values, one.pseudo, one.centre) for name, one in self.shares.items()]
        digest = hashlib.sha256(repr((sorted(numbers), self.discount, self.yearly)).encode())
        return f"exchanges-{digest.hexdigest()[:8]}"

    def dump(self) -> str:
        """Write a parameter file: JSON with every number under its name."""
        content = {
            "model": "exchanges",
            "discount": self.discount,
            "discount of a year": self.yearly,
            "provenance": self.provenance,
            "datasets": {
                name: {
                    "pseudo": one.pseudo,
                    "centre": round(one.centre, 6),
                    "parameters": {
                        each: round(value, 6) for each, value in zip(NAMES, one.values, strict=True)
                    },
                }
                for name, one in self.shares.items()
            },
        }
        return f"{json.dumps(content, indent=1, ensure_ascii=False)}\n"

    def known(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Readings of the datasets that there is a model of."""
        return rows.filter(pl.col("dataset").is_in(list(self.shares)))

    def log_likelihood(self, rows: pl.DataFrame, levels: Floats) -> Floats:
        """Of known readings under each level, discounted. Shape (row, level)."""
        found = np.zeros((rows.height, len(levels)))
        for name, share in self.shares.items():
            own = rows["dataset"].to_numpy() == name
            found[own] = self.discount * share.log_likelihood(rows.filter(own), levels)
        return found

    def sampling_spread(self, rows: pl.DataFrame) -> Floats:
        """Standard deviation of a reading's evidence for the highest level over the lowest.

        How another week, as likely, would have differed. Shape (row,).
        """
        found = np.zeros(rows.height)
        for name, share in self.shares.items():
            own = rows["dataset"].to_numpy() == name
            _, slope, spread = share.at(rows.filter(own)["reports"].to_numpy().astype(np.float64))
            found[own] = self.discount * 2.0 * np.abs(slope) / spread
        return found


def evidence(
    held: Weeks, model: ExchangeModel | None, school: str | None, count: int = 2
) -> tuple[FurtherEvidence, Floats]:
    """What exchanges say of each week of pairs; nothing to a school that does not read them.

    Args:
        held: Pairs by weeks.
        model: The fitted models.
        school: Of which belief is wanted; all if `None`.
        count: Of levels.

    Returns:
        What they say, and the independent acts that a reading amounts to (step, pair).
    """
    steps, pairs = held.alive.shape
    likely, (spread, stories) = np.zeros((steps, count, pairs)), np.zeros((2, steps, pairs))
    rows = model.known(held.exchanged) if model else held.exchanged.clear()
    if model and school in (None, SCHOOL) and not rows.is_empty():
        cells = rows["step"].to_numpy(), rows["column"].to_numpy()
        likely[cells[0], :, cells[1]] = model.log_likelihood(rows, levels_of(count))
        spread[cells] = model.sampling_spread(rows)
        stories[cells] = model.discount
    return FurtherEvidence(likely, spread), stories


def of_years(held: Panel, model: ExchangeModel | None, school: str | None, count: int) -> Floats:
    """What exchanges say of each year in which no dated acts speak, (year, level, pair).

    Weeks of a year tell much the same story, so their mean log-likelihood is one reading.

    Args:
        held: Pairs by years.
        model: The fitted models.
        school: Of which belief is wanted; all if `None`.
        count: Of levels.
    """
    years, pairs = held.alive.shape
    likely = np.zeros((years, count, pairs))
    if model is None or not model.yearly or school not in (None, SCHOOL):
        return likely
    rows = model.known(held.exchanged)
    cell = rows["place"].to_numpy(), rows["column"].to_numpy()
    readings = np.zeros((years, pairs))
    np.add.at(readings, cell, 1.0)
    told = replace(model, discount=model.yearly).log_likelihood(rows, levels_of(count))
    np.add.at(likely, (cell[0][:, None], np.arange(count), cell[1][:, None]), told)
    return likely / np.maximum(readings, 1.0)[:, None]


@cache
def shipped(name: str = "exchanges") -> ExchangeModel:
    """The model inside the package; `two_types_exchanges` for two types."""
    return load(files("longtin.trust").joinpath(f"data/{name}.json").read_text("utf-8"))


def load(text: str) -> ExchangeModel:
    """Read a parameter file.

    Raises:
        ModelError: The text is no parameter file of this model.
    """
    try:
        written = json.loads(text)
        return ExchangeModel(
            shares={
                name: ShareModel(
                    tuple(float(one["parameters"][each]) for each in NAMES),
                    float(one["pseudo"]),
                    float(one["centre"]),
                )
                for name, one in written["datasets"].items()
            },
            discount=float(written["discount"]),
            provenance=written["provenance"],
            yearly=float(written.get("discount of a year", 0.0)),
        )
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise ModelError(
            "This is not a parameter file: {why}. Make one with `longtin fit`.", why=error
        ) from error
