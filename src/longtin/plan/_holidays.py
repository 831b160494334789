"""Public holidays of states, as the calendars of `holidays` have them."""

from datetime import date
from functools import cache
from typing import Any
from warnings import catch_warnings, simplefilter


def holiday(code: str, day: date) -> str:
    """The public holiday a state keeps on a day, in English where known; empty if none.

    States whose calendar is not known keep none.
    """
    found = _calendar(code, day.year)
    return str(found.get(day, "")) if found is not None else ""


@cache
def _calendar(code: str, year: int) -> Any:
    import holidays

    if code not in holidays.list_supported_countries(include_aliases=True):
        return None  # also keeps out codes that mean something else there, such as SUN for Sunday
    with catch_warnings():
        simplefilter("ignore")  # about years that a calendar does not cover
        return holidays.country_holidays(code, years=year, language="en_US")
