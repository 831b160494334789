"""The journeys of the shipped record: who of a state's leaders was where abroad, and when."""

import calendar
import re
from datetime import date
from pathlib import Path

import polars as pl

from longtin import actors
from longtin.acts import REFUSAL, TRAVEL

DATASET = "us_travel"
FROM = 2  # whose journeys the list has, by Correlates of War code
OFFICES = {"president": "head of state and government", "secretary of state": "foreign minister"}
_MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
_DATES = re.compile(
    r"(?P<m1>[A-Z][a-z]+) (?P<d1>\d{1,2})(?:, (?P<y1>\d{4}))?"
    r"(?:\s?[–-]\s?(?:(?P<m2>[A-Z][a-z]+) )?(?P<d2>\d{1,2}))?, (?P<y2>\d{4})"
)
NO_DATES = "dates that are not days"
NO_STATE = "not a state of the Correlates of War system on the date"


def travel(sources: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Journeys, one row a stay in one state, and the rows that are none."""
    rows = pl.read_parquet(sources / "us_leader_travel.parquet").with_row_index("row", 1)
    renamed = list(pl.read_csv(sources / "us_leader_travel_states.csv").iter_rows(named=True))
    kept, refused = [], []
    for row in rows.iter_rows(named=True):
        days = span(row["dates"])
        host = None if days is None else _host(row, days[0], renamed)
        if days is None or host is None:
            why = NO_DATES if days is None else NO_STATE
            refused.append((DATASET, row["row"], why, row["traveller"], row["country"]))
            continue
        told = (FROM, OFFICES[row["traveller"]], host, *days, row["city"], row["description"])
        kept.append((DATASET, *told, row["row"]))
    return (
        pl.DataFrame(kept, schema=TRAVEL, orient="row").sort("start", "host", "row"),
        pl.DataFrame(refused, schema=REFUSAL, orient="row"),
    )


def span(text: str | None) -> tuple[date, date] | None:
    """First and last day of dates as the list writes them, `December 31, 1991–January 3, 1992`."""
    found = _DATES.fullmatch((text or "").strip())
    if found is None or {found["m1"], found["m2"] or found["m1"]} - set(_MONTHS):
        return None
    year = int(found["y2"])
    try:
        first = date(int(found["y1"] or year), _MONTHS[found["m1"]], int(found["d1"]))
        if found["d2"] is None:
            return first, first
        last = date(year, _MONTHS[found["m2"] or found["m1"]], int(found["d2"]))
    except ValueError:
        return None
    return (first, last) if first <= last else None


def _host(row: dict[str, object], day: date, renamed: list[dict[str, object]]) -> int | None:
    """The state visited, as it was on the day."""
    for rule in renamed:
        begins = date.fromisoformat(str(rule["start"])) if rule["start"] else date.min
        if rule["country"] == row["country"] and begins <= day <= date.fromisoformat(
            str(rule["end"])
        ):
            return int(str(rule["ccode"]))
    ccode = row["ccode"]
    return ccode if isinstance(ccode, int) and ccode in actors.living(day) else None
