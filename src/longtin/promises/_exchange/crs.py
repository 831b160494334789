"""Rows of the OECD Creditor Reporting System as published: aid committed and paid, by activity.

The files are separated by `|` or by commas, with amounts in millions of US dollars. The nature of
submission (column `InitialReport`) tells new commitments (1) from revisions (2), earlier ones paid
(3), provisional ones (5) and those derived from what was paid (8), which are nobody's promise.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from longtin._language import message
from longtin.errors import DataError, Listing
from longtin.promises._exchange.iati import IatiSummary, Transaction

NEEDED: Final = ("Year", "DonorName", "RecipientName", "USD_Commitment", "USD_Disbursement")
COLUMNS: Final = {"USD_Commitment": "commitment", "USD_Disbursement": "disbursement"}
MILLION: Final = 1e6
DERIVED: Final = "8"
NO_FIGURE: Final = message("a row without a year or with an amount that is no number")


def read_crs(path: Path, told: IatiSummary | None = None) -> Iterator[Transaction]:
    """Commitments and payments of a file, one after the other.

    Args:
        path: Rows as the OECD publishes them.
        told: Counts rows as activities, and keeps the lines that could not be read.

    Raises:
        DataError: It is not there, or lacks a column; those it has are named.
    """
    told = told or IatiSummary()
    for line, row in enumerate(_rows(path), start=2):
        told.activities += 1
        try:
            year = date(int(row["Year"]), 12, 31)
            amounts = {name: float(row[name]) for name in COLUMNS if row[name] not in (None, "")}
        except (TypeError, ValueError):
            told.refused.append((line, NO_FIGURE))
            continue
        said = str(row.get("InitialReport") or "")
        for column, rung in COLUMNS.items():
            if column not in amounts or (rung == "commitment" and said == DERIVED):
                continue
            told.transactions += 1
            yield Transaction(
                activity=str(row.get("CrsID") or row.get("CRSid") or ""),
                title=" ".join(str(row.get("ProjectTitle") or "").split()),
                reporter=str(row["DonorName"]),
                reporter_name=str(row["DonorName"]),
                receivers=((str(row["RecipientName"]), 100.0),),
                kind="2" if rung == "commitment" else "3",
                rung=rung,
                direction="outgoing",
                on=year,
                value=amounts[column] * MILLION,
                currency="USD",
                value_date=year,
                line=line,
            )


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    import polars as pl

    try:
        with path.open(encoding="utf-8-sig") as file:
            head = file.readline()
        sign = "|" if head.count("|") > head.count(",") else ","
        frame = pl.read_csv(path, separator=sign, infer_schema=False, encoding="utf8-lossy")
    except OSError as error:
        raise DataError(
            "{file} cannot be read: {why}. Check the name.", file=path, why=error
        ) from error
    except pl.exceptions.PolarsError as error:
        raise DataError(
            "{file} is no table that can be read: {why}. Give rows as the OECD publishes them.",
            file=path,
            why=str(error).splitlines()[0],
        ) from error
    names = {each.strip().lower(): each for each in frame.columns}
    missing = [each for each in NEEDED if each.lower() not in names]
    if missing:
        raise DataError(
            "{file} has no column {missing}. It has {known}.",
            file=path,
            missing=Listing(missing),
            known=Listing(frame.columns),
        )
    known = {*NEEDED, "InitialReport", "CrsID", "ProjectTitle"}
    frame = frame.rename({names[each.lower()]: each for each in known if each.lower() in names})
    yield from frame.iter_rows(named=True)
