"""Counting: how many independent stories the reports of a week amount to.

The press repeats itself, so N reports of a pair in a week are fewer than N stories. Samples of the
archive differ in density; all are brought to the sparsest, in which each report would have been
kept with probability ρ.

Without memory, the reports of a week count together as E[M**τ], M ~ Binomial(N, ρ): the exact mean
of what the sparsest sample would have said (*thinning in expectation*). With memory, what was told
in the weeks before makes what is told now less new: with x = ρN the reports that the sparsest
sample would have had, and S their sum over this week and those remembered,

    e = x · max(1, S)**(τ - 1)

so that a story told for weeks counts once and a half, not every week anew. Either way the stories
are shared among the kinds of act as they were reported. Then, by choice and not by estimate,
friendly words may count for less than one, and words of conflict for so many stories at most in
eight weeks: friends quarrel in print.
"""

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import polars as pl

from longtin.acts import Kind, finer_kinds, kinds
from longtin.trust._arrays import Floats

FRIENDLY_WORDS = ("CONSULT", "VISIT", "TALK", "MEETING")
"""Kinds of act that `Counting.friendly` is the weight of."""

WORDS_OF_CONFLICT = ("STATEMENT", "REQUEST", "ACCUSE", "REJECT")
"""Kinds of act that `Counting.cap` holds down."""

NEAREST = 0.999
"""Part of the bound on a year's stories that counts as reached."""

CAPPED_OVER = 8
"""Weeks, this one included, in which words of conflict make so many stories at most."""


@dataclass(frozen=True)
class Counting:
    """How reports count as independent stories.

    Attributes:
        echo: Exponent τ of repeated reports, in (0, 1].
        reference: Sampling fraction to which denser samples are thinned, in (0, 1]; 1 where none
            is.
        memory: Weeks before this one whose reports make those of this one less new; 0 for none.
        friendly: What a story of friendly words counts for, in (0, 1].
        cap: Most stories of words of conflict in eight weeks; `None` for no bound.
        apart: Whether visits, negotiation and announced meetings are kinds of their own.
        most: What the stories of one year of a pair come near and never reach; `None` for no bound.
        at_border: What a report of material conflict in a year counts for between states with a
            land border, in (0, 1]: what police and smugglers do there is reported as well.
    """

    echo: float = 1.0
    reference: float = 1.0
    memory: int = 0
    friendly: float = 1.0
    cap: float | None = None
    apart: bool = False
    most: float | None = None
    at_border: float = 1.0

    @property
    def kinds(self) -> dict[str, Kind]:
        """The kinds of act that are told apart, in the order of rows."""
        return finer_kinds() if self.apart else kinds()

    def thinned_to(self, reference: float) -> "Counting":
        """The same for another density of the sparsest sample."""
        return replace(self, reference=reference)

    def of_year(self, reports: Floats) -> Floats:
        """Stories that a pair's reports of one year amount to.

        Args:
            reports: How many, of any shape; fewer than one count as one.
        """
        told = np.maximum(reports, 1.0) ** self.echo
        return np.asarray(told if self.most is None else told / (1.0 + (told - 1.0) / self.most))

    def reports_of(self, stories: Floats) -> Floats:
        """How many reports of one year amount to so many stories, at least one; `of_year` back."""
        told = np.maximum(stories, 1.0)
        if self.most is not None:
            told = np.minimum(told, NEAREST * self.most)
            told = told * (1.0 - 1.0 / self.most) / (1.0 - told / self.most)
        return np.asarray(told ** (1.0 / self.echo))

    def weighed(self, placed: pl.DataFrame) -> pl.DataFrame:
        """Reports with `share`, the effective stories each stands for, and `stories`.

        Args:
            placed: One row a report: `step`, `column` (of the pair), `sample`, `ratio` (the chance
                ρ to be in the sparsest sample), `count` and `told`, its kind.

        Returns:
            The rows, with `stories`: independent stories of that week and sample before thinning.
        """
        cell = ("step", "column", "sample")
        told = placed.with_columns(reports=pl.col("count").sum().over(cell))
        sizes = self._remembered(told) if self.memory else self._alone(told)
        found = told.join(sizes, on=["step", "column", "sample"], maintain_order="left")
        weight = pl.when(pl.col("told").is_in(FRIENDLY_WORDS)).then(self.friendly).otherwise(1.0)
        found = found.with_columns(
            share=weight * pl.col("count") * pl.col("mass") / pl.col("reports")
        )
        return found if self.cap is None else _capped(found, self.cap)

    def _alone(self, told: pl.DataFrame) -> pl.DataFrame:
        """`mass` and `stories` of each week and sample, every week by itself."""
        cells = told.select("step", "column", "sample", "ratio", "reports").unique()
        sizes = cells.select("ratio", "reports").unique()
        masses = [thinned(size, ratio, self.echo) for ratio, size in sizes.iter_rows()]
        sizes = sizes.with_columns(mass=pl.Series(masses, dtype=pl.Float64))
        return (
            cells.join(sizes, on=["ratio", "reports"])
            .with_columns(stories=pl.col("reports").cast(pl.Float64) ** self.echo)
            .drop("ratio", "reports")
        )

    def _remembered(self, told: pl.DataFrame) -> pl.DataFrame:
        """The same where the weeks before are remembered."""
        cells = told.select("step", "column", "sample", "ratio", "reports").unique()
        cells = cells.with_columns(thin=pl.col("ratio") * pl.col("reports"))
        weeks = cells.group_by("column", "step").agg(pl.col("thin", "reports").sum())
        behind = (
            weeks.sort("column", "step")
            .rolling("step", period=f"{self.memory + 1}i", group_by="column")
            .agg(pl.col("thin").sum().alias("thin_behind"), pl.col("reports").sum().alias("behind"))
        )
        joined = cells.join(behind, on=["column", "step"])

        def less(of: str) -> pl.Expr:
            return pl.max_horizontal(pl.col(of), 1.0) ** (self.echo - 1.0)

        return joined.select(
            "step", "column", "sample",
            mass=pl.col("thin") * less("thin_behind"),
            stories=pl.col("reports") * less("behind"),
        )  # fmt: skip


def _capped(placed: pl.DataFrame, cap: float) -> pl.DataFrame:
    """Reports whose words of conflict make no more than so many stories in `CAPPED_OVER` weeks."""
    words = pl.col("told").is_in(WORDS_OF_CONFLICT)
    cells = placed.filter(words).group_by("column", "step").agg(pl.col("share").sum())
    if cells.is_empty():
        return placed
    cells = cells.sort("column", "step")
    columns, place = np.unique(cells["column"].to_numpy(), return_inverse=True)
    steps = cells["step"].to_numpy()
    asked = np.zeros((int(steps.max()) + 1, len(columns)))
    asked[steps, place] = cells["share"].to_numpy()
    kept = _within(asked, cap)
    factor = kept[steps, place] / cells["share"].to_numpy()
    factors = cells.select("column", "step").with_columns(factor=pl.Series(factor))
    left = pl.when(words).then(pl.col("factor")).otherwise(1.0)
    return (
        placed.join(factors, on=["column", "step"], how="left", maintain_order="left")
        .with_columns(share=pl.col("share") * left)
        .drop("factor")
    )


def _within(asked: Floats, cap: float) -> Floats:
    """What is left of stories, (step, pair), of which a window holds no more than the cap."""
    kept = np.zeros_like(asked)
    for step, told in enumerate(asked):
        used = kept[max(0, step - CAPPED_OVER + 1) : step].sum(axis=0)
        kept[step] = np.minimum(told, np.maximum(cap - used, 0.0))
    return kept


@cache
def thinned(reports: int, ratio: float, echo: float) -> float:
    """What a week's reports count for: E[M**echo] for M ~ Binomial(reports, ratio).

    Args:
        reports: Reports of the week, at least 1.
        ratio: Chance with which each would be in a sample of the reference density, in (0, 1].
        echo: Exponent of repeated reports, in (0, 1].
    """
    if ratio >= 1.0:
        return float(reports**echo)
    kept = np.arange(reports + 1)
    factorials = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, reports + 1)))])
    chance = factorials[-1] - factorials - factorials[::-1]
    chance += kept * np.log(ratio) + (reports - kept) * np.log1p(-ratio)
    return float(np.dot(np.exp(chance), kept**echo))
