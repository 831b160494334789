"""Public holidays of states, as the calendars of `holidays` have them."""

import warnings
from datetime import date
from functools import cache
from typing import Any

from longtin._data import Bilingual


def holiday(code: str, day: date) -> Bilingual | None:
    """The public holiday that a state keeps on a day; `None` too where its calendar is not known.

    Names are in English, and in Vietnamese where the calendar has them.
    """
    found = _name(code, day, "en_US")
    return Bilingual(en=found, vi=_name(code, day, "vi") or found) if found else None


def _name(code: str, day: date, language: str) -> str:
    calendar = _calendar(code, day.year, language)
    return str(calendar.get(day, "")) if calendar is not None else ""


@cache
def _calendar(code: str, year: int, language: str) -> Any:
    """One state's calendar of a year, if there is one in that language."""
    import holidays

    # By name from the library: asking it for a country loads those of every other.
    if len(code) != 3 or not code.isupper() or not hasattr(holidays, code):
        return None
    kind = getattr(holidays, code)
    if not callable(kind):
        return None
    spoken = getattr(kind, "supported_languages", ()) or ()
    if language not in spoken and language != "en_US":
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # years that the calendar does not cover hold no holiday
        return kind(years=year, language=language) if language in spoken else kind(years=year)
