"""Flows of aid: what a publisher promised and paid in one activity, from any file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from longtin.promises._exchange.iati import Transaction

if TYPE_CHECKING:
    import polars as pl


@dataclass(slots=True)
class Flow:
    """What one publisher promised and paid in one activity, direction and currency.

    Attributes:
        activity: Identifier.
        title: Of the activity.
        reporter: Who published it, by name where the file has one.
        reporter_id: The same by identifier.
        reporter_type: What it is, IATI code; 10 is a government.
        receivers: Codes of the countries that receive, with shares of 100.
        direction: Given or taken in.
        currency: ISO 4217.
        sums: Sum by rung.
        first: First day by rung.
        last: Last day by rung.
        count: Transactions.
    """

    activity: str
    title: str
    reporter: str
    receivers: tuple[tuple[str, float], ...]
    direction: str
    currency: str
    sums: dict[str, float] = field(default_factory=dict)
    first: dict[str, date] = field(default_factory=dict)
    last: dict[str, date] = field(default_factory=dict)
    count: int = 0
    reporter_id: str = ""
    reporter_type: str = ""

    def add(self, one: Transaction) -> None:
        """Count a transaction in."""
        self.sums[one.rung] = self.sums.get(one.rung, 0.0) + one.value
        self.first[one.rung] = min(self.first.get(one.rung, one.on), one.on)
        self.last[one.rung] = max(self.last.get(one.rung, one.on), one.on)
        self.count += 1

    @property
    def promised(self) -> float | None:
        """What was bound in writing, else pledged; nothing where only payments are told."""
        return self.sums.get("commitment", self.sums.get("pledge"))

    @property
    def paid(self) -> float | None:
        """What was paid; nothing where no payment was reported."""
        return self.sums.get("disbursement")


def flows(transactions: Iterable[Transaction]) -> tuple[Flow, ...]:
    """What publishers promised and paid, by activity, direction, currency and receivers."""
    found: dict[tuple[str, str, str, tuple[tuple[str, float], ...]], Flow] = {}
    for each in transactions:
        key = (each.activity, each.direction, each.currency, each.receivers)
        if key not in found:
            found[key] = Flow(
                each.activity, each.title, each.reporter_name or each.reporter, each.receivers,
                each.direction, each.currency, reporter_id=each.reporter,
                reporter_type=each.reporter_type,
            )  # fmt: skip
        found[key].add(each)
    return tuple(found.values())


def totals(found: tuple[Flow, ...]) -> Mapping[tuple[str, str, str], float]:
    """Sums by rung, direction and currency: those of the file, for whoever wants to check."""
    sums: dict[tuple[str, str, str], float] = {}
    for each in found:
        for rung, value in each.sums.items():
            key = (rung, each.direction, each.currency)
            sums[key] = sums.get(key, 0.0) + value
    return MappingProxyType(sums)


def flow_rows(found: Iterable[Flow]) -> list[dict[str, Any]]:
    """One row a flow: promised, paid and the share, and which of them nobody reported.

    `obs_status` is that of SDMX for `paid`: A where payments were reported, O where none were.
    """
    return [
        {
            "activity": each.activity,
            "title": each.title,
            "reporter": each.reporter,
            "receivers": "; ".join(code for code, _ in each.receivers),
            "direction": each.direction,
            "currency": each.currency,
            "pledged": each.sums.get("pledge"),
            "committed": each.sums.get("commitment"),
            "paid": each.paid,
            "obs_status": "O" if each.paid is None else "A",
            "share": each.paid / each.promised if each.promised and each.paid is not None else None,
            "first": min(each.first.values()),
            "last": max(each.last.values()),
            "transactions": each.count,
        }
        for each in found
    ]


def flow_frame(found: Iterable[Flow]) -> "pl.DataFrame":
    """`flow_rows` as a data frame."""
    import polars as pl

    return pl.DataFrame(flow_rows(found), infer_schema_length=None)
