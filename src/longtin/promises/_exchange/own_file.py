"""Flows of aid as a file of statements of one's own."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from longtin._language import LANGUAGES, Language, message
from longtin.promises._exchange.flows import Flow
from longtin.promises._statements.party import party_or_none
from longtin.promises._statements.vocabulary import vocabulary

PAID = message("paid, as the publisher reports it")
GOVERNMENT = "10"
"""Type of organisation, IATI code."""

SHORT = 60
"""Letters of a title in a list."""


@dataclass(frozen=True)
class AidStatements:
    """Flows of aid as a file of statements.

    Attributes:
        text: YAML that `longtin commitments --promises` reads.
        taken: How many flows became commitments.
        unknown: Givers and receivers of the file that no party is known by, each once.
    """

    text: str
    taken: int
    unknown: tuple[str, ...]


def as_statements(
    found: Iterable[Flow], source: Path, by: str | None, to: str | None, issue: str
) -> AidStatements:
    """Flows as YAML that `longtin commitments --promises` reads.

    Args:
        found: Flows of any direction.
        source: The file they are from.
        by: Who promised, as statements name parties; else whoever the file says reports.
        to: To whom, likewise; else the countries that the file says receive.
        issue: A key of the vocabulary.

    Returns:
        One commitment for each flow in a currency of the vocabulary that was promised, between
        parties that are known. Nothing is guessed of others; they are named.
    """
    import yaml

    units = {unit.code: key for key, unit in vocabulary().units.items() if unit.code}
    rows: list[dict[str, Any]] = []
    unknown: dict[str, None] = {}
    for each in found:
        if each.currency not in units or not each.promised:
            continue
        day = min(each.first.values())
        giver = [by] if by else _known([_reporter(each, day)], day, unknown)
        takers = [to] if to else _known([code for code, _ in each.receivers], day, unknown)
        if giver and takers:
            unit = units[each.currency]
            rows.append(_row(len(rows) + 1, each, unit, by=giver[0], to=takers, issue=issue))
    label = f"{source.name}"
    whole: dict[str, Any] = {
        "sources": {"import": {"en": label, "vi": label}},
        "commitments": rows,
    }
    text = yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=100)
    return AidStatements(text, len(rows), tuple(unknown))


def _reporter(each: Flow, day: date) -> str:
    """Who reports, as a name that may be known: its own, else the country whose government it is.

    A company or a charity is registered in a country too, and promises nothing in its name.
    """
    country = re.match("[A-Z]{2}(?=-)", each.reporter_id)
    if country is None or each.reporter_type != GOVERNMENT:
        return each.reporter
    is_known = party_or_none(each.reporter, day) is not None
    return each.reporter if is_known or party_or_none(country[0], day) is None else country[0]


def _known(names: list[str], day: date, unknown: dict[str, None]) -> list[str]:
    """Parties as statements name them; those not known are kept aside."""
    found = {name: party_or_none(name, day) for name in names}
    unknown |= dict.fromkeys(name or "–" for name, party in found.items() if party is None)
    return [party for party in found.values() if party is not None]


def _row(
    number: int, each: Flow, unit: str, *, by: str, to: list[str], issue: str
) -> dict[str, Any]:
    rung = "commitment" if "commitment" in each.sums else "pledge"
    title = each.title or each.activity
    short = title if len(title) <= SHORT else f"{title[:SHORT]}…"
    row: dict[str, Any] = {
        "id": f"import-{number}",
        "by": by,
        "to": to[0] if len(to) == 1 else to,
        "issue": issue,
        "made": each.first[rung],
        "title": {"en": short, "vi": short},
        "says": {"en": title, "vi": title},
        "stated": {
            "document": {"en": each.reporter, "vi": each.reporter},
            "symbol": each.activity,
            "source": "import",
        },
        "rung": rung,
        "direction": each.direction,
        "amount": {"value": each.promised, "unit": unit},
        "instrument": each.activity,
        "certainty": "verified",
    }
    if each.paid is not None:
        row["deliveries"] = [_paid(each, unit, each.paid)]
    return row


def _paid(each: Flow, unit: str, paid: float) -> dict[str, Any]:
    last: date = each.last["disbursement"]
    return {
        "on": last,
        "what": {code: Language(code).say(PAID) for code in LANGUAGES},
        "amount": {"value": paid, "unit": unit},
        "rung": "disbursement",
        "source": "import",
        "certainty": "verified",
    }
