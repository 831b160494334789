"""Clocks of a state: the time zones its territory keeps, by the IANA time zone database."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from longtin import actors
from longtin._moments import Clocks


def clocks(ccode: int | None, day: date) -> Clocks:
    """The time zones that a state's territory kept on a day.

    Args:
        ccode: Correlates of War code; nobody's without.
        day: The day by which countries of today are looked up.

    Returns:
        One zone for most states and several for wide ones; none where the database has no such
        country, as for states that are gone.
    """
    return tuple(
        ZoneInfo(zone)
        for country, zone in _zones()
        if ccode is not None and actors.ccode_from("iso2", country, day) == ccode
    )


@cache
def _zones() -> tuple[tuple[str, str], ...]:
    return tuple(_rows(files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")))


def _rows(text: str) -> Iterator[tuple[str, str]]:
    """Country, by ISO 3166 alpha-2, and zone of each row of the database's table of countries."""
    for line in text.splitlines():
        if line and not line.startswith("#"):
            country, _, zone, *_ = line.split("\t")
            yield country, zone
