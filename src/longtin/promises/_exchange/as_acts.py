"""Deeds and omissions of commitments as acts, in the columns that `longtin import` reads.

What was delivered is an act of aid or cooperation of the promiser towards whom it was promised to;
a day that passed without anything reported is none, and a part that was not delivered by the day is
a refusal to cooperate (PLOVER `REJECT`), told once, a year after the day: reports take that long.
"""

import re
from collections.abc import Iterable
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from longtin._dates import months_from
from longtin.promises._standing.standing import Standing
from longtin.promises._statements.party import members_of

if TYPE_CHECKING:
    import polars as pl

DELIVERED: Final = "delivered"
MISSED: Final = "part not delivered by the day"
"""What acts are called after the id of the commitment; `acts/data/texts.csv` translates it."""

GRACE: Final = 12
"""Months after the day within which a part that is missing is not yet told as an omission."""

MOST_PARTIES: Final = 40
"""Pairs of promisers and receivers up to which acts are told; a promise to all states is no act
towards each."""


def act_rows(standings: Iterable[Standing]) -> list[dict[str, Any]]:
    """Rows `date, source, target, type, count, domain, text` of what was done and left undone.

    Args:
        standings: How commitments stand; what came after their day is not known.
    """
    rows = []
    for each in standings:
        pairs = _pairs(each)
        for day, kind, text in _told(each):
            rows += [
                {
                    "date": day,
                    "source": one,
                    "target": two,
                    "type": kind,
                    "count": 1,
                    "text": text,
                }
                for one, two in pairs
            ]
    return sorted(rows, key=lambda row: (row["date"], row["source"], row["target"], row["text"]))


def act_frame(standings: Iterable[Standing]) -> "pl.DataFrame":
    """`act_rows` as a data frame, to be written and imported."""
    import polars as pl

    names = ("date", "source", "target", "type", "count", "text")
    rows = act_rows(standings)
    if rows:
        return pl.DataFrame(rows)
    return pl.DataFrame(schema=dict.fromkeys(names, pl.String))


def _told(each: Standing) -> Iterable[tuple[date, str, str]]:
    one = each.commitment
    money = one.amount is not None and one.amount.counted.kind in ("money", "count")
    for done in one.deliveries:
        kind = "AID" if money and done.amount else "COOPERATE"
        yield done.on, kind, f"{one.id}: {DELIVERED}"
    if one.due is None or each.status != "short":
        return
    told = months_from(one.due.on, GRACE)
    if told <= each.as_of:
        yield told, "REJECT", f"{one.id}: {MISSED}"


def commitment_of(text: str | None) -> tuple[str, bool] | None:
    """The commitment that an act of a record tells of, and whether it was delivered on.

    Args:
        text: Of the act, as `act_rows` writes it; nothing is found in another.
    """
    name, _, said = (text or "").partition(": ")
    return (name, said == DELIVERED) if said in (DELIVERED, MISSED) else None


def _pairs(each: Standing) -> list[tuple[str, str]]:
    one = each.commitment
    day = one.made
    givers = sorted({state for by in one.by for state in members_of(by, day)})
    takers = sorted({state for to in one.to for state in members_of(to, day)})
    found = [(a, b) for a, b in product(givers, takers) if a != b and _is_state(a) and _is_state(b)]
    return found if len(found) <= MOST_PARTIES else []


def _is_state(code: str) -> bool:
    return re.fullmatch("[A-Z]{3}", code) is not None
