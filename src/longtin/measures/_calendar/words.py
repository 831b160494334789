"""Words of calendars of duties: what a calendar is called, and on what an entry hangs."""

from collections.abc import Iterable, Mapping, Sequence

from longtin._language import Language
from longtin.measures._calendar.entries import CalendarEntry
from longtin.measures._regimes.groups import group_named, groups
from longtin.measures._regimes.load import regime
from longtin.measures._regimes.regime import Regime
from longtin.measures._regimes.vocabulary import names, vocabulary

MOST_NAMED = 4
"""Parties that a title names one by one; more are counted."""


def calendar_name(entries: Sequence[CalendarEntry], language: Language) -> str:
    """What a calendar is called: whose duties, of which year."""
    if not entries:
        return language.say("Treaty duties")
    last = entries[-1].day
    parties = dict.fromkeys(each.party for each in entries)
    who = (
        language.list([names(code, last, language.code) for code in parties])
        if len(parties) <= MOST_NAMED
        else language.count("{n} state", "{n} states", len(parties))
    )
    return language.say("Treaty duties {year}: {who}", year=last.year, who=who)


def calendar_of(
    year: int,
    language: Language,
    group: str | None = None,
    only: Iterable[str] | None = None,
    among: Mapping[str, Regime] | None = None,
) -> str:
    """What the calendar of a list of states is called, or of the parties of regimes.

    Args:
        year: The year.
        language: In which it is said.
        group: A list of states, by its key in any case.
        only: Regimes of whose parties it is, where no list is named.
        among: The regimes there are; the shipped ones without.

    Returns:
        The name; empty where it is of all states or of states named one by one.
    """
    if group is not None:
        who = groups()[group_named(group)].name.of(language.code)
    elif only is not None:
        who = language.list([regime(name, among).name.of(language.code) for name in only])
    else:
        return ""
    return language.say("Treaty duties {year}: {who}", year=year, who=who)


def condition(entry: CalendarEntry, language: Language) -> str:
    """On what an entry hangs, where nobody here knows; empty otherwise."""
    return "" if entry.only_if is None else only_if(entry.only_if, language)


def only_if(trait: str, language: Language) -> str:
    """The condition that a trait of the vocabulary makes, as it ends a sentence."""
    said = vocabulary().traits[trait].of(language.code)
    return language.say("only if {trait}.", trait=said)


def day_shown(entry: CalendarEntry, language: Language) -> str:
    """Its day, or until when it is to be done."""
    day = language.date(entry.day)
    return day if entry.is_fixed else f"≤ {day}"
