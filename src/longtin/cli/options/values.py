"""Option values that are looked up: dates, the record, the model."""

from contextlib import suppress
from datetime import date
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from longtin.cli.options.shared import Tongue
from longtin.errors import ActorError, LongtinError, RecordError, Term

if TYPE_CHECKING:
    from longtin._dates import Period
    from longtin.actors import State
    from longtin.acts import Record
    from longtin.trust import Model


def when(text: str, language: Tongue) -> "Period":
    """A date as typed: with `--lang vi`, `01/08/2014` is 1 August."""
    from longtin._dates import period

    return period(text, day_first=language is Tongue.vi)


def last_day(text: str | None, language: Tongue) -> date | None:
    """The day meant, of a month or a year the last; nothing if none was typed."""
    return when(text, language).end if text else None


def seen_until(text: str | None, language: Tongue, record: Path | None = None) -> date:
    """The last day of which anything can have been seen: the day meant, today at most.

    In a simulated world today is its last day.

    Raises:
        LongtinError: It has not come yet.
    """
    from longtin._dates import today

    now = (record and _last_simulated_day(record)) or today()
    if text is None:
        return now
    asked = when(text, language)
    if asked.start > now:
        raise LongtinError(
            "{day} has not come yet; today is {today}. Give a day up to today, or ask for a "
            "forecast: `longtin trust A B --forecast 52`.",
            day=asked.start,
            today=now,
        )
    return min(asked.end, now)


def _last_simulated_day(record: Path) -> date | None:
    from longtin.acts import last_simulated_day

    return last_simulated_day(record)


def day_of(text: str | None, language: Tongue) -> date:
    """The day meant, of a month or a year the last; today if none was typed."""
    from longtin._dates import today

    return last_day(text, language) or today()


def turned(since: date | str, until: date | str) -> RecordError:
    """The refusal of days that end before they begin."""
    return RecordError(
        "--from {since} is later than --to {until}. Give the earlier date to --from.",
        since=since,
        until=until,
    )


def two_states(one: str, two: str, day: date) -> "tuple[State, State]":
    """The states that two names stand for on a day.

    Raises:
        ActorError: There is no such state, or the two are one.
    """
    from longtin import actors

    states = actors.find(one, day), actors.find(two, day)
    if states[0].ccode == states[1].ccode:
        raise ActorError(
            "'{one}' and '{two}' are the same state, {state}. Name two.",
            one=one,
            two=two,
            state=Term(states[0].name_en, states[0].name_vi),
        )
    return states


def days(option: str, texts: list[str] | None, language: Tongue) -> list[date]:
    """Days given one by one; a month or a year is no day."""
    found = [(text, when(text, language)) for text in texts or ()]
    for text, asked in found:
        if asked.start != asked.end:
            raise LongtinError(
                "{option} cannot be '{text}'. Give a day there is, such as 2027-06-30.",
                option=option,
                text=text,
            )
    return [asked.start for _, asked in found]


def model_of(fits: Path | None, draws: int, seed: int = 0, *, ties: bool = False) -> "Model":
    """The model with the parameters asked for; the shipped ones without a folder."""
    from longtin.trust import Model

    if fits is None:
        found = Model.shipped(draws=draws, seed=seed)
    else:
        found = Model.fitted(fits, draws=draws, seed=seed)
    return found.with_ties() if ties else found


def _load_what_follows() -> None:
    """Load what counts and dates what is read, while the record's database is at work."""
    with suppress(ImportError):
        for name in ("llvmlite.binding", "babel.dates", "babel.numbers"):
            import_module(name)


def opened(path: Path | None, without: list[str] | None = None) -> "Record":
    """The record asked for, less rows that were struck; the shipped one without a path."""
    from longtin import acts

    Thread(target=_load_what_follows, daemon=True).start()
    record = acts.Record.shipped() if path is None else acts.Record.open(path)
    if not without:
        return record
    with record:
        return acts.without(record, without)
