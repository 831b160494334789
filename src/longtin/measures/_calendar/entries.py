"""Due dates of a year, whatever anyone does: of one party, of several, of a whole treaty."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from longtin import actors
from longtin._dates import period
from longtin.errors import DataError
from longtin.measures._regimes.groups import group_named
from longtin.measures._regimes.load import regime, regimes
from longtin.measures._regimes.obligation import Obligation, Recurrence
from longtin.measures._regimes.parties import members_between, party_status, rests
from longtin.measures._regimes.regime import Membership, Regime
from longtin.measures._regimes.traits import has

PERIODS = {"month": 12, "half": 2, "year": 1, "years": 1}


@dataclass(frozen=True)
class CalendarEntry:
    """Something due by a day.

    Attributes:
        day: The fixed day, or the last of the period in which it is to be done.
        is_fixed: Whether the text fixes the day.
        regime: Where it stands.
        obligation: What it is.
        party: Who owes it, by Correlates of War code.
        only_if: What the party must have to owe it, where nobody here knows whether it does: a
            trait of the vocabulary.
        of: Which calendar it stands in: the parties and regimes that were asked for.
    """

    day: date
    is_fixed: bool
    regime: Regime
    obligation: Obligation
    party: int
    only_if: str | None = None
    of: str = ""

    @property
    def uid(self) -> str:
        """Its name among all events of all calendars (RFC 5545, 3.8.4.7).

        The same however often and in whatever language its calendar is written, and another in
        every other calendar, so that a reader never takes one for a change of the other.
        """
        whole = (self.of, self.regime.id, str(self.regime.force.signed), self.regime.name.en)
        digest = sha256("\n".join(whole).encode()).hexdigest()[:20]
        return f"{self.obligation.id}.{self.party}.{self.day:%Y%m%d}.{digest}@duty.longtin".lower()


def calendar(
    party: str | int | Iterable[str | int],
    year: int,
    only: Iterable[str] | None = None,
    among: Mapping[str, Regime] | None = None,
) -> tuple[CalendarEntry, ...]:
    """What the calendar asks of one party or several in a year.

    Args:
        party: A state, by any of its names or its Correlates of War code, or several of them.
        year: The year.
        only: Regimes to look at, by id; all of them without.
        among: The regimes there are, as `regimes_with` gives them; the shipped ones without.

    Returns:
        In order of their days; those without a fixed day stand on the last of their period. What a
        party is known to have no cause to do is left out.

    Raises:
        ActorError: There is no such state then.
        DataError: The year is out of reach, or there is no such regime.
    """
    check_year(year)
    asked = [party] if isinstance(party, str | int) else list(party)
    codes = dict.fromkeys(_code(each, year) for each in asked)
    known = regimes() if among is None else among
    chosen = list(known.values()) if only is None else [regime(name, known) for name in only]
    of = " ".join((*map(str, sorted(codes)), *(() if only is None else sorted(only))))
    found = [
        CalendarEntry(day, is_fixed, each, obligation, code, condition, of)
        for each, obligation, day, is_fixed in _year_of(chosen, year)
        for code in codes
        for owed, condition in [_owed(each, obligation, code, day)]
        if owed
    ]
    order = {code: at for at, code in enumerate(codes)}
    return tuple(
        sorted(
            found,
            key=lambda each: (each.day, each.regime.id, each.obligation.id, order[each.party]),
        )
    )


def check_year(year: int) -> None:
    """Refuse a year that no regime here reaches.

    Raises:
        DataError: It is out of reach.
    """
    if not 1945 <= year <= 2100:
        raise DataError("{year} is out of reach. Give a year from 1945 to 2100.", year=year)


def parties_of(
    year: int,
    group: str | None = None,
    only: Iterable[str] | None = None,
    among: Mapping[str, Regime] | None = None,
) -> tuple[int, ...]:
    """States whose calendar of a year is asked for by a list or a regime, by their names.

    Args:
        year: The year; who belonged on any day of it counts.
        group: A list of states, by its key in any case: `asean`, `osce`.
        only: Regimes whose parties are meant, where no list is named; those of all without.
        among: The regimes there are; the shipped ones without.

    Returns:
        Correlates of War codes, in the order of the states' English names.

    Raises:
        DataError: There is no such list or regime, or the year is out of reach.
    """
    check_year(year)
    first, last = date(year, 1, 1), date(year, 12, 31)
    if group is not None:
        spells: tuple[Membership, ...] = (Membership(group=group_named(group)),)
        codes = members_between(spells, first, last)
    else:
        known = regimes() if among is None else among
        chosen = known.values() if only is None else [regime(name, known) for name in only]
        codes = frozenset(
            code for each in chosen for code in members_between(each.parties, first, last)
        )
    return tuple(sorted(codes, key=lambda code: actors.near(code, last).name("en")))


def _code(party: str | int, year: int) -> int:
    return party if isinstance(party, int) else actors.find(party, date(year, 12, 31)).ccode


def _owed(found: Regime, obligation: Obligation, code: int, day: date) -> tuple[bool, str | None]:
    """Whether a party owes something on a day, and on what that hangs if nobody here knows."""
    if not party_status(found, code, day).bound or rests(found, obligation.id, code, day):
        return False, None
    if obligation.only_if is None:
        return True, None
    known = has(obligation.only_if, code, day)
    return known is not False, None if known else obligation.only_if


def _year_of(
    chosen: Iterable[Regime], year: int
) -> Iterator[tuple[Regime, Obligation, date, bool]]:
    for each in chosen:
        for obligation in each.obligations:
            if obligation.every:
                for day, is_fixed in _days(obligation.every, year, each):
                    if obligation.holds_on(day):
                        yield each, obligation, day, is_fixed


def _days(every: Recurrence, year: int, regime: Regime) -> Iterator[tuple[date, bool]]:
    first = every.first or regime.force.first.year
    if year < first or (every.last is not None and year > every.last):
        return
    if every.days and (year - first) % every.step:
        return
    for day in every.days:
        yield period(f"{year}-{day}").start, True
    if every.per == "years" and (year - first + 1) % every.step:
        return
    if every.per is not None:
        parts = PERIODS[every.per]
        for part in range(1, parts + 1):
            yield period(f"{year}-{part * 12 // parts}").end, False
