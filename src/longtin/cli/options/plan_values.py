"""Option values of `longtin plan`: its window, calendar, and what each side is said to bear."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from longtin.cli.options.parsers import named_shares
from longtin.cli.options.shared import Tongue
from longtin.cli.options.values import days, when
from longtin.errors import LongtinError

if TYPE_CHECKING:
    from longtin.measures import Catalogue
    from longtin.plan import Calendar


def calendar(
    window: tuple[date, date],
    until: str | None,
    catalogue: "Catalogue",
    language: Tongue,
    **given: Any,
) -> "Calendar | None":
    """What a dated programme has to fit into; nothing if none is asked for."""
    from longtin import plan as part

    for name, value in given.items():
        if until is None and value:
            raise LongtinError(
                "{option} is kept by a dated programme. Give its end with --until.",
                option=f"--{name.replace('_', '-')}",
            )
    fixed = {name: days(f"--{name}", given[name], language) for name in ("summit", "election")}
    for name, each in fixed.items():
        for day in each:
            if not window[0] <= day <= window[1]:
                raise LongtinError(
                    "{option} {day} is outside the programme, {first} to {last}. Give a day "
                    "within it.",
                    option=f"--{name}",
                    day=day,
                    first=window[0],
                    last=window[1],
                )
    if until is None:
        return None
    return part.Calendar(
        *window,
        given["budget"],
        tuple(sorted(fixed["summit"])),
        tuple(sorted(fixed["election"])),
        tuple(given["holiday_country"] or ()) or None,
        tuple(catalogue[name].id for name in given["must"] or ()),
    )


def most_borne(text: str | None, *parties: tuple[str, str]) -> tuple[float, float]:
    """What each side is willing to bear, by any of the names it goes by here."""
    limits = named_shares("--will", text)
    unknown = [name for name in limits if not any(name in names for names in parties)]
    if unknown:
        raise LongtinError("--will speaks of {state}, which is not in this plan.", state=unknown[0])
    here, there = (
        next((limits[name] for name in names if name in limits), 1.0) for names in parties
    )
    return here, there


def channels(names: list[str] | None, catalogue: "Catalogue") -> "tuple[str, ...] | Catalogue":
    """Measures that run already; the catalogue, for what it says itself, if none are named."""
    if names is None:
        return catalogue
    return () if names == ["none"] else tuple(catalogue[name].id for name in names)


def conditions(given: list[str] | None) -> dict[str, bool]:
    """Conditions the user says hold, or do not."""
    from longtin.measures import condition_named

    split = (
        each.rpartition("=") if each.endswith("=no") else (each, "", "") for each in given or ()
    )
    return {condition_named(name): answer != "no" for name, _, answer in split}


def window_of(
    start: str | None, until: str | None, language: Tongue, as_of: date | None = None
) -> tuple[date, date]:
    """The first and last day: from the day of judgement or today, for a year and a week."""
    from longtin._dates import today

    first = when(start, language).start if start else as_of or today()
    return first, when(until, language).end if until else first + timedelta(weeks=53)
