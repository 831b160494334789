"""Values as returns tell them: days within reach, figures, what a paper holds."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Final

from longtin import measures
from longtin._moments import Moment
from longtin.errors import DataError, meant

LATEST: Final = 3
"""Years ahead that a paper may be dated; what is dated later has a slip in its year."""

EARLIEST, FARTHEST = 1945, 2100
"""Years that a paper may speak of."""


def check_days(times: Mapping[str, Moment | None]) -> None:
    """Refuse days with a slip in their year, from whatever hand they come.

    Args:
        times: By the name of its column; `dated` is held against `received` and `entered`.

    Raises:
        DataError: A year is out of reach, or a paper is dated years after it came.
    """
    for name, found in times.items():
        if found is not None and not EARLIEST <= found.day.year <= FARTHEST:
            raise DataError(
                "`{column}`: {year} is out of reach. Give a year from 1945 to 2100.",
                column=name,
                year=found.day.year,
            )
    dated = times.get("dated")
    came = [each.day.year for name in ("received", "entered") if (each := times.get(name))]
    if dated is not None and came and dated.day.year > min(came) + LATEST:
        raise DataError("`dated`: {given} is years ahead. Check the year.", given=dated)


def figures_from(text: str) -> dict[str, float]:
    """Figures such as `troops=9500; tanks=120`.

    Raises:
        DataError: A key is unknown or given twice, or a value is no number.
    """
    known, found = measures.vocabulary().figures, {}
    for part in filter(None, (each.strip() for each in text.split(";"))):
        key, _, value = (each.strip() for each in part.partition("="))
        if key not in known or key in found:
            raise DataError(
                "`figures`: `{key}` is unknown or stands twice.{hint} `longtin regime words` lists "
                "them.",
                key=key, hint=meant(get_close_matches(key, known, 1)),
            )  # fmt: skip
        if not value.replace(".", "", 1).isdigit() or not value.isascii():
            raise DataError(
                "`figures`: `{part}` is no number. Write such as troops=9500; tanks=120.", part=part
            )
        found[key] = float(value)
    return found


def check_whole(figures: Mapping[str, float]) -> None:
    """Refuse parts of what is counted where a figure comes in; what was entered once is read.

    Args:
        figures: By key of the vocabulary.

    Raises:
        DataError: The figure.
    """
    known = measures.vocabulary().figures
    for key, value in figures.items():
        if known[key].is_counted and not float(value).is_integer():
            raise DataError(
                "`figures`: `{part}`. Write a whole number: nobody counts parts of one.",
                part=f"{key}={value:.15g}",
            )


def content_from(text: str) -> tuple[str, ...]:
    """What a paper holds, such as `name; area; dates`.

    Raises:
        DataError: A key is unknown.
    """
    known = measures.vocabulary().contents
    found = tuple(filter(None, (each.strip() for each in text.split(";"))))
    for key in (each for each in found if each not in known):
        raise DataError(
            "`content`: `{key}` is unknown.{hint} `longtin regime words` lists them.",
            key=key, hint=meant(get_close_matches(key, known, 1)),
        )  # fmt: skip
    return found
