"""Words of calendars of duties: what a calendar is called, and on what an entry hangs."""

from collections.abc import Sequence

from longtin._language import Language
from longtin.measures._calendar.entries import CalendarEntry
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
