"""Flows of aid and national targets as a file of statements of one's own."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from longtin._language import LANGUAGES, Language, message
from longtin.promises._exchange.flows import Flow
from longtin.promises._statements.vocabulary import vocabulary

PAID = message("paid, as the publisher reports it")
SHORT = 60
"""Letters of a title in a list."""


def as_statements(found: Iterable[Flow], source: Path, by: str, to: str, issue: str) -> str:
    """Flows as YAML that `longtin commitments --promises` reads.

    Args:
        found: Flows in one direction.
        source: The file they are from.
        by: Who promised, as statements name parties.
        to: To whom, likewise.
        issue: A key of the vocabulary.

    Returns:
        One commitment for each flow in a currency of the vocabulary that was promised.
    """
    import yaml

    units = {unit.code: key for key, unit in vocabulary().units.items() if unit.code}
    rows = [
        _row(number, each, units[each.currency], by=by, to=to, issue=issue)
        for number, each in enumerate(found, start=1)
        if each.currency in units and each.promised
    ]
    label = f"{source.name}"
    whole: dict[str, Any] = {
        "sources": {"import": {"en": label, "vi": label}},
        "commitments": rows,
    }
    return yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=100)


def _row(number: int, each: Flow, unit: str, *, by: str, to: str, issue: str) -> dict[str, Any]:
    rung = "commitment" if "commitment" in each.sums else "pledge"
    title = each.title or each.activity
    short = title if len(title) <= SHORT else f"{title[:SHORT]}…"
    row: dict[str, Any] = {
        "id": f"import-{number}",
        "by": by,
        "to": to,
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
