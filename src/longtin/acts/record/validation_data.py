"""Validation data: outside data that belief is held against and never made from.

What may be passed on stands in `acts/data/validation_data`, made by
`tools/build_validation_data.py`; what may not is read from the user's own copy, a table named after
its source. Nothing that reckons belief reads them (a test asks), so that they can judge it.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import polars as pl

from longtin.acts.record.query import refuse_unknown
from longtin.errors import Either, Listing, RecordError, Term

ENDINGS = (".parquet", ".csv")
"""What a user's own copy may be."""


@dataclass(frozen=True)
class ValidationSource:
    """One set of outside data.

    Attributes:
        name: What it is asked for by.
        title: What it holds.
        version: Whose, and which release.
        terms: On what terms.
        get: Where its publisher gives it.
        start: First year.
        end: Last year.
        ships: Whether the package has it.
        columns: What a user's own copy must have, at least; empty for those that ship.
    """

    name: str
    title: Term
    version: str
    terms: Term
    get: str
    start: int
    end: int
    ships: bool
    columns: tuple[str, ...]


@cache
def validation_sources() -> dict[str, ValidationSource]:
    """Every source by its name, those that ship first."""
    path = files("longtin.acts") / "data" / "validation_data.csv"
    rows = csv.DictReader(path.read_text("utf-8").splitlines())
    return {
        row["name"]: ValidationSource(
            row["name"],
            Term(row["title_en"], row["title_vi"]),
            row["version"],
            Term(row["terms_en"], row["terms_vi"]),
            row["get"],
            int(row["start"]),
            int(row["end"]),
            bool(row["file"]),
            tuple(row["columns"].split()),
        )
        for row in rows
    }


def validation_data(name: str, own: str | Path | None = None) -> pl.DataFrame:
    """The rows of a source.

    Args:
        name: One of `validation_sources()`.
        own: A folder with the user's own copies, each a table named as the source
            (`opinion.csv`). A copy in it stands in for what ships.

    Returns:
        `ideal_points`: `ccode, year, position, low, high, votes` over all votes, to 2023, and the
        same with `_final` over final votes only, to 2024. `conflicts`: `state1 < state2, year, war`
        (a thousand deaths), `between_states` (or troops on the rebels' side of a civil war),
        `location, conflict, dataset`. `crises`: `state1 < state2, start, end, precision, crisis,
        name`, at their longest where only a month or a year is known. Of the user's own, the
        table as it is, its columns in small letters.

    Raises:
        RecordError: No such source; it does not ship and there is no copy of it; or the copy
            lacks a column.

    Example:
        >>> fought = validation_data("conflicts")
        >>> fought.filter(year=2022, state1=365, state2=369)["war"].to_list()
        [True]
    """
    known = validation_sources()
    refuse_unknown("validation data", name, known)
    asked = known[name]
    copy = _copy(name, Path(own)) if own is not None else None
    if copy is not None:
        return _read(copy, asked)
    if not asked.ships:
        raise RecordError(
            "The validation data '{name}' ({version}) may not be passed on with Longtin: {terms}. "
            "Get them from {get}, save them as {file} and give the folder with --data.",
            name=name,
            version=asked.version,
            terms=asked.terms,
            get=asked.get,
            file=Either(f"{name}{ending}" for ending in ENDINGS),
        )
    with as_file(files("longtin.acts") / "data" / "validation_data" / f"{name}.parquet") as path:
        return pl.read_parquet(path)


def has_copy(name: str, own: str | Path | None) -> bool:
    """Whether a folder holds the user's own copy of a source.

    Args:
        name: One of `validation_sources()`.
        own: The folder, if there is one.

    Raises:
        RecordError: There is no such source or folder.
    """
    refuse_unknown("validation data", name, validation_sources())
    return own is not None and _copy(name, Path(own)) is not None


def _copy(name: str, folder: Path) -> Path | None:
    """The user's own copy; `None` if there is none."""
    if not folder.is_dir():
        raise RecordError("{file} – there is no such folder. Check the path.", file=folder)
    places = (folder / f"{name}{ending}" for ending in ENDINGS)
    return next((place for place in places if place.is_file()), None)


def _read(path: Path, asked: ValidationSource) -> pl.DataFrame:
    try:
        rows = pl.read_parquet(path) if path.suffix == ".parquet" else pl.read_csv(path)
    except (pl.exceptions.PolarsError, OSError, UnicodeError) as error:
        raise RecordError(
            "{file} cannot be read: {why}. Check that you may read it.",
            file=path,
            why=str(error).splitlines()[0],
        ) from error
    found = rows.rename({name: name.strip().lower() for name in rows.columns})
    missing = [name for name in asked.columns if name not in found.columns]
    if missing:
        raise RecordError(
            "{file} – the validation data '{name}' need the columns {columns}; {missing} are "
            "missing.",
            file=path,
            name=asked.name,
            columns=Listing(asked.columns),
            missing=Listing(missing),
        )
    return found
