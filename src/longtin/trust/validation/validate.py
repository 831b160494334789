"""Front of validation: belief by year and by week held against outside data, in one table."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from longtin._dates import today
from longtin.acts import Record
from longtin.errors import LongtinError, RecordError
from longtin.page import in_notebook
from longtin.trust._arrays import Pair
from longtin.trust.evidence import dated_reports
from longtin.trust.evidence.panel import last_year
from longtin.trust.model.beliefs import Model
from longtin.trust.validation import outside, own_copies, readings
from longtin.trust.validation.outside import Check, Outside
from longtin.trust.validation.readings import OWN, READERS, TWO_TYPES, Readings
from longtin.trust.validation.simulated_truth import coverage

Telling = Callable[[str, int, int], None]
"""Called with what is being read, how many pairs are done, and how many there are."""

STEPS = ("year", "week")
"""Lengths of step by which belief is held against outside data."""

FIRST, LAST = 2005, 2022
"""Ends of years at which belief is read."""

BARS = {
    ("rivalries", "year", "all"): 0.85,
    ("rivalries", "week", "all"): 0.84,
    ("crises", "year", "near"): 0.85,
    ("next_year", "year", "all"): 0.5,
    ("next_year", "week", "all"): 0.5,
    ("later_years", "year", "all"): 0.5,
    ("later_years", "week", "all"): 0.5,
    ("share_between", "year", "all"): 0.2,
    ("share_between", "week", "all"): 0.2,
}
"""What was asked of belief beforehand, at least; of `MOST` at most."""

COVERED = (0.85, 0.95)
"""What share of simulated truths the 90 % intervals should hold."""

SIMULATED, SIMULATED_DRAWS = 128, 16
"""Pairs of which truths are simulated, at least, and draws behind their intervals."""

MOST = {("share_above", "year", "all"): 0.2, ("share_above", "week", "all"): 0.2}

SCHEMA: dict[str, type[pl.DataType]] = {
    "check": pl.String,
    "by": pl.String,
    "pairs": pl.String,
    "years": pl.String,
    "measure": pl.String,
    **dict.fromkeys(READERS, pl.Float64),
    "bar": pl.Float64,
    "holds": pl.Boolean,
    "cases": pl.Int64,
    "happened": pl.Int64,
    "source": pl.String,
}

CHECKS: tuple[Callable[[Outside], Iterator[Check]], ...] = (
    outside.rivalries,
    outside.crises,
    outside.conflicts,
    outside.votes,
    outside.next_year,
    outside.later_years,
    own_copies.opinion,
    own_copies.sanctions,
    own_copies.arms,
    own_copies.influence,
)
NEED_COPIES = ("opinion", "sanctions", "arms", "influence")
"""Validation data that are read from the user's own copies."""


@in_notebook(
    "longtin.trust.validation.page:validation_page",
    lambda found: f"Validation: {found.checks.height} checks",
)
@dataclass(frozen=True)
class Validation:
    """How belief stands beside what it was not made from.

    Attributes:
        checks: A row a check: `check, by` (year or week), `pairs` (which), `years, measure`; then
            the value of each reader – `longtin`, `two_types`, `persistence` (the last year's share
            of cooperation) –, `bar` (what was asked beforehand, if anything), `holds`, `cases,
            happened, source`.
        provenance: Day of the run, record, parameters, and what was not checked for want of a copy.
    """

    checks: pl.DataFrame
    provenance: dict[str, Any]


def validate(
    record: Record,
    *,
    model: Model | None = None,
    by: Sequence[str] = STEPS,
    data: Path | None = None,
    pairs: Sequence[Pair] | None = None,
    bands: bool = True,
    telling: Telling | None = None,
) -> Validation:
    """Hold belief against outside data, beside two types and persistence.

    Args:
        record: Where acts and ties are.
        model: Parameters; those inside the package without it.
        by: `year`, `week` or both.
        data: A folder with copies of what may not be passed on, named as in
            `acts.validation_sources()`. Checks without a copy are left out, and said to be.
        pairs: (truster, trustee) to look at. Without it, by year all that ever were neighbours, had
            a major power among them or were much reported, and by week all with ten dated reports.
        bands: Also simulate truths and count how many of them the 90 % intervals hold.
        telling: Told of progress.

    Raises:
        RecordError: The folder does not exist, or a copy lacks columns.
        LongtinError: `by` names something else.
    """
    unknown = [each for each in by if each not in STEPS]
    if unknown:
        raise LongtinError("Belief is estimated by week or by year, not by '{by}'.", by=unknown[0])
    if data is not None and not data.is_dir():
        raise RecordError("{file} – there is no such folder. Check the path.", file=data)
    own = model or Model.shipped(draws=0)
    models = {OWN: own, TWO_TYPES: Model.shipped(draws=0, levels=2)}
    rows: list[Check] = []
    for step in STEPS:
        if step not in by:
            continue
        read = readings.by_year if step == "year" else readings.by_week
        held = read(record, models, range(FIRST, LAST + 1), pairs, _told(telling, step))
        rows += _checked(Outside(record, held, data), held)
        if bands:
            rows.append(_covered(record, own, step, held.pairs))
    provenance = {
        "command": "longtin validate",
        "date": today().isoformat(),
        "record": record.version,
        "annual": own.annual.version,
        "events": own.events.version,
        "annual until": own.annual.provenance.get("until"),
        "events until": own.events.provenance.get("until"),
        "not checked": [name for name in NEED_COPIES if not own_copies.has(data, name)],
    }
    return Validation(as_frame(rows), provenance)


def _checked(held: Outside, read: Readings) -> list[Check]:
    return [check for make in CHECKS for check in make(held)] + list(outside.saturation(read))


def _covered(record: Record, model: Model, step: str, pairs: Sequence[Pair]) -> Check:
    """How many simulated truths the intervals of some pairs hold."""
    some = tuple(pairs[:: max(len(pairs) // SIMULATED, 1)])
    until = date(last_year(record), 12, 31) if step == "year" else dated_reports.last_day(record)
    bare = replace(model, draws=SIMULATED_DRAWS)
    share, cases = coverage(record, bare, some, by=step, until=until)
    return Check("coverage", step, "all", f"{until.year}", "share", {OWN: share}, cases, 0,
                 "simulation")  # fmt: skip


def _told(telling: Telling | None, step: str) -> Callable[[int, int], None]:
    return lambda done, total: telling(step, done, total) if telling else None


def as_frame(rows: Sequence[Check]) -> pl.DataFrame:
    """Checks as a table, with the bars set beforehand."""
    return pl.DataFrame([_row(check) for check in rows], schema=SCHEMA)


def _row(check: Check) -> dict[str, object]:
    key = check.name, check.by, check.where
    least, most, value = BARS.get(key), MOST.get(key), check.values[OWN]
    if check.name == "coverage":
        least = COVERED[0]
    holds = None if least is None and most is None else (
        value >= least if least is not None else value < (most or 0.0)
    )  # fmt: skip
    if check.name == "coverage":
        holds = COVERED[0] <= value <= COVERED[1]
    return {
        "check": check.name,
        "by": check.by,
        "pairs": check.where,
        "years": check.span,
        "measure": check.measure,
        **{name: check.values.get(name) for name in READERS},
        "bar": least if least is not None else most,
        "holds": holds,
        "cases": check.cases,
        "happened": check.positive or None,
        "source": check.source,
    }
