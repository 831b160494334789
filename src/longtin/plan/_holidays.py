"""Public holidays of states, as the calendars of `holidays` have them."""

from datetime import date
from functools import cache
from typing import Any


def holiday(code: str, day: date) -> str:
    """The public holiday a state keeps on a day, in English where known; empty if none.

    States whose calendar is not known keep none.
    """
    found = _calendar(code, day.year)
    return str(found.get(day, "")) if found is not None else ""


@cache
def _calendar(code: str, year: int) -> Any:
    import holidays

    try:
        return holidays.country_holidays(code, years=year, language="en_US")
    except NotImplementedError:
        return None
