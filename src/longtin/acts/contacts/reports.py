"""Reports of contacts: acts of consultation and journeys, read from the record."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from longtin import actors
from longtin.acts.contacts.contact import RETOLD, Contact, Mode, Participant
from longtin.acts.contacts.journeys import complete_for, journeys
from longtin.acts.contacts.rank import Rank, rank_of

if TYPE_CHECKING:
    from longtin.acts.record.record import Record

BY_CODE = {
    "04": Mode.meeting,
    "040": Mode.meeting,
    "041": Mode.telephone,
    "042": Mode.visit,
    "043": Mode.visit,
    "044": Mode.third_ground,
    "046": Mode.negotiation,
}
"""CAMEO's codes of consultation; mediation (045) is about a third party."""

BY_MODE = {
    "visit": Mode.visit,
    "third-party": Mode.third_ground,
    "multilateral": Mode.gathering,
    "phone": Mode.telephone,
}
"""PLOVER's modes of CONSULT, where an archive has no CAMEO code."""

MAKES, HOSTS = "042", "043"
GATHERINGS = r"(?i)\battended\b|\bparticipated in\b|\bsummit\b|\bforum\b"
BILATERAL = r"(?i)\bmet with (president|prime minister|premier|king|queen|chancellor|foreign|"
BILATERAL += r"senior|emir|amir|sultan|crown|general secretary|chairman|minister|defen)|"
BILATERAL += r"\b(state|official|working|private|informal) visit\b|\bbilateral\b"
ONE_HOLDER = frozenset(
    {Rank.head_of_state, Rank.head_of_government, Rank.foreign_minister, Rank.defence_minister}
)
"""Offices with one holder, who may be spelt in many ways."""


def reports(record: "Record", pair: tuple[int, int], start: date, end: date) -> Iterator[Contact]:
    """Every report of a contact of a pair, each a contact of its own.

    A list of journeys is complete for the offices it has: a reported visit by a holder of one of
    them that the list does not have, then or in the weeks around, was a meeting, or somewhere else.
    """
    acts = record.acts(list(pair), list(pair), start=start, end=end)
    told = acts.filter(pl.col("kind") == "CONSULT", pl.col("start") == pl.col("end"))
    rows = journeys(record, pair, start, end).iter_rows(named=True)
    listed = [_of_journey(row, pair) for row in rows]
    known = complete_for(record)
    for row in told.iter_rows(named=True):
        mode = BY_CODE.get(row["code"] or "") if row["code"] else BY_MODE.get(row["mode"] or "")
        if mode is not None:
            report = _of_act(row, mode, pair)
            unlisted = _is_unlisted(report, listed, known)
            yield replace(report, mode=Mode.meeting, visitor=None) if unlisted else report
    yield from listed


def _is_unlisted(
    report: Contact, listed: list[Contact], known: tuple[tuple[int, str, date, date], ...]
) -> bool:
    """Whether a list that is complete for who came does not have the visit."""
    if report.visitor is None:
        return False
    guest = next(side for side in report.sides if side.ccode == report.visitor)
    complete = any(
        visitor == report.visitor
        and first <= report.start <= last
        and guest.known_by == rank_of(office, "office", visitor).name
        for visitor, office, first, last in known
    )
    return complete and not any(
        each.visitor == report.visitor
        and each.start - RETOLD <= report.start <= each.end + RETOLD
        and guest.known_by in {side.known_by for side in each.sides}
        for each in listed
    )


def _of_act(row: dict[str, Any], mode: Mode, pair: tuple[int, int]) -> Contact:
    day = row["start"]
    sides = {
        row[side]: participant(row[f"{side}_name"], row[side], day) for side in ("source", "target")
    }
    visitor = {MAKES: row["source"], HOSTS: row["target"]}.get(row["code"] or "")
    return Contact(
        day,
        row["end"],
        mode,
        visitor,
        (sides[pair[0]], sides[pair[1]]),
        row["text"] or "",
        (row["origin"],),
    )


def _of_journey(row: dict[str, Any], pair: tuple[int, int]) -> Contact:
    text = f"{row['place']}: {row['text']}" if row["text"] else row["place"]
    only = pl.Series([row["text"] or ""])
    apart = only.str.contains(GATHERINGS)[0] and not only.str.contains(BILATERAL)[0]
    here = holder(row["visitor"], row["office"], row["start"])
    sides = {row["visitor"]: here, row["host"]: Participant(row["host"], "", Rank.unnamed, "")}
    return Contact(
        row["start"],
        row["end"],
        Mode.gathering if apart else Mode.visit,
        row["visitor"],
        (sides[pair[0]], sides[pair[1]]),
        text,
        (f"{row['dataset']}:{row['row']}",),
        listed=True,
    )


def participant(name: str, ccode: int, day: date) -> Participant:
    """Who a name was on a day, by the office held; an agency by what it is called."""
    held = [each for each in actors.offices(name, day) if each.ccode == ccode]
    if held:
        rank = min((_rank(each) for each in held), key=lambda each: each.value)
        return Participant(ccode, name, rank, _known_by(rank, name))
    role, bracket, _ = name.rpartition(" (")
    if bracket:
        return Participant(ccode, role, rank_of(role, "role", ccode), "")
    if any(each.via == "person" for each in actors.affiliations(name)):
        return Participant(ccode, name, Rank.official, name)
    return Participant(ccode, "", Rank.unnamed, "")


def holder(ccode: int, office: str, day: date) -> Participant:
    """Who held an office on a day, by name where the table of offices has one."""
    rank = rank_of(office, "office", ccode)
    held = [each for each in actors.in_office(ccode, day) if _rank(each) is rank]
    held.sort(key=lambda each: (each.certainty != "verified", each.title != office))
    return Participant(ccode, held[0].holder if held else "", rank, _known_by(rank, office))


def _rank(office: actors.Office) -> Rank:
    return rank_of(office.title, "office", office.ccode)


def _known_by(rank: Rank, name: str) -> str:
    return rank.name if rank in ONE_HOLDER else name
