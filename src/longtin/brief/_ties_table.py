"""Table of what stands between two states, and from when it is carried on."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from longtin._language import message
from longtin.page import Column, Table

if TYPE_CHECKING:
    import polars as pl

    from longtin._language import Language

NAMES = {
    "alliance": message("Alliance"),
    "igo": message("Shared organisations"),
    "contiguity": message("Border"),
    "distance": message("Distance"),
    "troops": message("Military personnel"),
    "claim": message("Territorial claim"),
    "vote": message("Votes in the General Assembly"),
    "capability": message("Share of world capabilities"),
    "major": message("Major power"),
    "capital": message("Capital"),
    "leader": message("Leader"),
    "democracy": message("Political systems, V-Dem’s index"),
}
DETAILS = {
    "defence": message("defence if attacked"),
    "offence": message("offence"),
    "neutrality": message("neutrality"),
    "non-aggression": message("non-aggression"),
    "consultation": message("consultation"),
    "land border": message("land border"),
    "within 12 miles of water": message("within 12 miles of water"),
    "within 24 miles of water": message("within 24 miles of water"),
    "within 150 miles of water": message("within 150 miles of water"),
    "within 400 miles of water": message("within 400 miles of water"),
}
"""What the record says of a treaty or a border, as it is told here."""
CAPITALS = {
    "Beijing": message("Beijing"),
    "Hanoi": message("Hanoi"),
    "Havana": message("Havana"),
    "Ho Chi Minh City": message("Ho Chi Minh City"),
    "Moscow": message("Moscow"),
    "Pyongyang": message("Pyongyang"),
    "Rome": message("Rome"),
    "Taipei": message("Taipei"),
    "Vienna": message("Vienna"),
    "Vientiane": message("Vientiane"),
}
"""Capitals that Vietnamese has names of its own for; the others it writes as their states do."""

WHOLE = 0.01
"""Share from which per cents are whole; below it they would be rounded to nought."""

BOTH_WAYS = ("igo", "contiguity", "distance", "democracy", "vote")
"""Ties without a direction, told once."""

YEARLY = ("igo", "capability", "democracy", "troops", "vote")
"""Ties that are counted year by year."""


def ties_table(
    frame: "pl.DataFrame",
    names: Mapping[int, str],
    first: date,
    last: date,
    language: "Language",
) -> tuple[Table, str]:
    """Ties, those of two states before those of one, and how to read them.

    Args:
        frame: Ties, in the columns of `Record.standing`.
        names: Of the two states, by code, the first first.
        first: First day asked for.
        last: Last day.
        language: To say it in.
    """
    say = language.say
    leading = next(iter(names))
    told = [
        row
        for row in _compared(frame.iter_rows(named=True))
        if row["tie"] not in BOTH_WAYS or row["state1"] == leading
    ]
    rows = [
        [
            say(NAMES.get(row["tie"], row["tie"])),
            _who(row, names),
            _when(row, last, language),
            _what(row, language),
            row["dataset"],
        ]
        for row in told
    ]
    columns = [
        Column(say("Tie")),
        Column(say("Who"), wraps=True),
        Column(say("When"), wraps=True),
        Column(say("What"), wraps=True),
        Column(say("Source")),
    ]
    one, two = names.values()
    title = (
        say("What stands between {one} and {two}, {day}", one=one, two=two, day=language.date(last))
        if first == last
        else say(
            "What stood between {one} and {two}, {span}",
            one=one,
            two=two,
            span=language.span(first, last),
        )
    )
    note = say(
        "Carried on: so it was on the last day that its source knows; what came after is not known "
        "here."
    )
    notes = [note, *_end_of_leaders(told, last, language), *_whose_index(frame, names, language)]
    return Table.of(title, columns, rows), " ".join(notes)


def _end_of_leaders(
    rows: Iterable[dict[str, Any]], last: date, language: "Language"
) -> Iterator[str]:
    """That who leads today may be somebody else, where a list of leaders has ended before."""
    known = [row["known_to"] for row in rows if row["tie"] == "leader" and row["end"] is None]
    ended = [day for day in known if day is not None and day < last]
    if ended:
        yield language.say(
            "Lists of leaders end on {day}: who came to office later is missing, and whoever "
            "stands here may have left.",
            day=language.date(min(ended)),
        )


def _compared(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows, the index of a year told of two states at once: the other's value is the detail."""
    waiting: dict[date, dict[str, Any]] = {}
    for row in rows:
        if row["tie"] != "democracy":
            yield row
        elif (other := waiting.pop(row["start"], None)) is None:
            waiting[row["start"]] = row
        else:
            for one, two in ((row, other), (other, row)):
                yield one | {"state2": two["state1"], "detail": two["value"]}


def _whose_index(
    frame: "pl.DataFrame", names: Mapping[int, str], language: "Language"
) -> Iterator[str]:
    """That the index of political systems is its publisher's, or of whom there is none."""
    of = set(frame.filter(tie="democracy")["state1"])
    if len(of) == len(names):
        yield language.say(
            "Political systems are compared by the index of electoral democracy of the V-Dem "
            "research project, which puts together the answers of experts it asks; it has an "
            "uncertainty of its own and is no assessment by Longtin."
        )
    elif of:
        yield language.say(
            "Political systems are not compared: V-Dem has no index of {state} at this time.",
            state=next(name for ccode, name in names.items() if ccode not in of),
        )


def _who(row: dict[str, Any], names: Mapping[int, str]) -> str:
    one = names[row["state1"]]
    if row["state2"] is None:
        return one
    between = " – " if row["tie"] in BOTH_WAYS else " → "
    return one + between + names[row["state2"]]


def _when(row: dict[str, Any], last: date, language: "Language") -> str:
    if row["end"]:
        return language.span(row["start"], row["end"])
    known = row["known_to"]
    carried = known is not None and known < last
    if row["tie"] in YEARLY:
        year = str(row["start"].year)
        return language.say("{year}, carried on", year=year) if carried else year
    start = language.date(row["start"])
    if not carried:
        return language.say("since {day}", day=start)
    return language.say(
        "since {day}; carried on from {known}", day=start, known=language.date(known)
    )


def _what(row: dict[str, Any], language: "Language") -> str:
    say, value = language.say, row["value"]
    match row["tie"]:
        case "distance":
            return say("{n} km between capitals", n=language.whole(int(value)))
        case "igo" | "troops":
            return language.whole(int(value))
        case "democracy":
            return say(
                "{apart} apart on a scale from 0 to 1 ({one} and {other})",
                apart=language.number(abs(value - row["detail"]), 2),
                one=language.number(value, 2),
                other=language.number(row["detail"], 2),
            )
        case "capability":
            return language.percent(value, 0 if value >= WHOLE else 2)
        case "vote":
            common, expected = row["detail"].split("; ")
            return say(
                "agreement {agree}, by chance {expected}, on {n} common votes",
                agree=language.number(value, 2),
                expected=language.number(float(expected), 2),
                n=language.whole(int(common)),
            )
        case "alliance" | "contiguity":
            return ", ".join(say(DETAILS.get(each, each)) for each in row["detail"].split("; "))
        case "leader":
            return str(row["detail"].split("; ")[0])
        case _:
            detail = row["detail"] or ""
            return say(CAPITALS[detail]) if detail in CAPITALS else detail
