"""Entries: all of a register, one with its life, and its receipt to take along."""

import json
from typing import Final

from longtin import register
from longtin.errors import LongtinError
from longtin.web.answer import Download, Link, Route, Shown
from longtin.web.documents import document, linked, section
from longtin.web.registers import matrix_of, needed, none_opened, opened, tabs
from longtin.web.visit import Visit

TEXT: Final = "text/plain; charset=utf-8"


def every(visit: Visit) -> Shown:
    """Every entry, the newest first."""
    found = opened(visit)
    if found is None:
        return none_opened(visit)
    table = register.entries_table(found, visit.language)
    table = linked(table, lambda index: f"/register/entries/{index}")
    note = visit.say("Each signature, and that each follows the one before, was checked here.")
    shown = document(
        visit,
        visit.say("Entries of the register"),
        (section("entries", visit.say("Entries"), table, notes=(note,)),),
        kicker=visit.say("Register"),
        dated=found.origin,
    )
    return Shown(shown, tabs=tabs(visit, "/register/entries"), kept=False)


def one(visit: Visit) -> Shown:
    """One entry: what it says, its life, how it came, its proof, what was signed."""
    found, index = needed(visit), _index(visit)
    matrix = matrix_of(visit, found, whole=True)
    shown = register.entry_document(found, index, matrix, visit.language)
    say, place = visit.say, f"/register/entries/{index}"
    return Shown(
        shown,
        tabs=tabs(visit, "/register/entries"),
        links=(
            Link(say("Receipt"), f"{place}/receipt.tlog-proof", downloads=True),
            Link(say("Verify it in this browser"), f"/register/verify?entry={index}"),
        ),
        kept=False,
    )


def receipt(visit: Visit) -> Download:
    """The receipt of an entry (C2SP tlog-proof), with the entry in it."""
    found, index = needed(visit), _index(visit)
    trust = found.folder / "trust.policy"
    made = register.receipt(str(found.folder), trust, index, quorum=False)
    return Download(bytes(made), f"entry-{index}.tlog-proof", TEXT)


def keys(visit: Visit) -> Download:
    """Which entries bring the key that has signed an entry; a hint, to be verified by receipts."""
    found = register.keys_of_entry(needed(visit), _index(visit))
    return Download(json.dumps(found).encode(), "keys.json", "application/json", attached=False)


def _index(visit: Visit) -> int:
    typed = visit.names["index"]
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= 12):
        raise LongtinError("`{typed}` is no entry. Give its number, from 0.", typed=typed)
    return int(typed)


ROUTES = (
    Route("/register/entries", every),
    Route("/register/entries/{index}", one),
    Route("/register/entries/{index}/receipt.tlog-proof", receipt),
    Route("/register/entries/{index}/keys.json", keys),
)
