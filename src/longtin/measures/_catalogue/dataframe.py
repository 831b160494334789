"""Data frame of measures, for scripts and spreadsheets."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from longtin.measures._catalogue.catalogue import Catalogue
from longtin.measures._catalogue.measure import Measure

if TYPE_CHECKING:
    import polars as pl

PLAIN: Final = (
    "stage",
    "cost",
    "yearly_cost",
    "stake",
    "reveals",
    "decibans",
    "reciprocity",
    "school",
    "osce_group",
    "weeks_to_set_up",
    "weeks_a_time",
    "times_a_year",
)
LISTS: Final = (
    "forms",
    "phases",
    "requires",
    "carried_out_by",
    "through",
    "issues",
    "contributes",
    "regimes",
)
WORDS: Final = ("name", "description")
WHOLE: Final = ("stage", "weeks_to_set_up", "weeks_a_time", "times_a_year")
SHARES: Final = ("cost", "yearly_cost", "stake", "reveals", "decibans")


def frame(catalogue: Catalogue, measures: Iterable[Measure] | None = None) -> "pl.DataFrame":
    """Measures as a table, one a row.

    Args:
        catalogue: The catalogue they are of.
        measures: Which; without it, all.

    Returns:
        A column for each thing said once of a measure, words in both languages, lists joined by
        `; `. `decibans` is what keeping it once weighs, `changed` names the values that are the
        user's own, and `added` says whether the whole measure is.
    """
    import polars as pl

    wanted = catalogue.values() if measures is None else measures
    columns = ["id", "code", *(f"{word}_{code}" for word in WORDS for code in ("en", "vi"))]
    columns += ["domain", *PLAIN, *LISTS, "changed", "added"]
    types: dict[str, type[pl.DataType]] = dict.fromkeys(columns, pl.String)
    types |= dict.fromkeys(WHOLE, pl.Int32) | dict.fromkeys(SHARES, pl.Float64)
    return pl.DataFrame([_row(catalogue, each) for each in wanted], types | {"added": pl.Boolean})


def _row(catalogue: Catalogue, measure: Measure) -> dict[str, object]:
    words = {
        f"{word}_{code}": getattr(measure, word).of(code) for word in WORDS for code in ("en", "vi")
    }
    changed = (each.value for each in catalogue.changes if each.measure == measure.id)
    return {
        "id": measure.id,
        "code": measure.code,
        "domain": measure.domain,
        **words,
        **{name: getattr(measure, name) for name in PLAIN},
        **{name: "; ".join(getattr(measure, name)) for name in LISTS},
        "changed": "; ".join(changed),
        "added": measure.id in catalogue.added,
    }
