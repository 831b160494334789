"""IATI activity files: what aid publishers committed and paid, as commitments.

Activities (version 2.0x of the standard) are read one after the other, so that a file of any size
takes little memory. Transactions of one activity, type, currency and receiver become one commitment
with its deliveries; incoming and outgoing ones are never added to each other. An activity that has
only commitments gets no delivery: none was reported, and none is guessed.

Source: IATI Standard 2.03, codelist TransactionType.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Final
from xml.parsers.expat import ExpatError, ParserCreate

from longtin._language import message
from longtin.errors import DataError

KINDS: Final = MappingProxyType(
    {
        "1": ("disbursement", "incoming"),
        "2": ("commitment", "outgoing"),
        "3": ("disbursement", "outgoing"),
        "4": ("disbursement", "outgoing"),
        "11": ("commitment", "incoming"),
        "12": ("pledge", "outgoing"),
        "13": ("pledge", "incoming"),
    }
)
"""Rung and direction of a transaction type; loans repaid, interest and equity are left out."""


@dataclass(frozen=True, slots=True)
class Transaction:
    """One transaction of an activity.

    Attributes:
        activity: Identifier of the activity.
        title: Its title, in English where there is one.
        reporter: Identifier of the reporting organisation.
        reporter_name: Its name.
        receivers: ISO 3166 alpha-2 codes of the countries that receive, with their shares of 100.
        kind: Transaction type, IATI code.
        rung: Its rung here.
        direction: Given or taken in.
        on: Day of the transaction.
        value: Amount.
        currency: ISO 4217.
        value_date: Day at whose rate it is valued.
        line: Number of the activity in the file, from 1.
        reporter_type: What the reporting organisation is, IATI code; 10 is a government.
    """

    activity: str
    title: str
    reporter: str
    reporter_name: str
    receivers: tuple[tuple[str, float], ...]
    kind: str
    rung: str
    direction: str
    on: date
    value: float
    currency: str
    value_date: date
    line: int
    reporter_type: str = ""


@dataclass
class IatiSummary:
    """What a file held.

    Attributes:
        activities: How many activities.
        transactions: How many transactions were taken over.
        others: Transactions of types that are left out, by type.
        refused: What could not be read: number of the activity and why, a message.
        lines: Of the activities in `refused`, the line each begins on.
    """

    activities: int = 0
    transactions: int = 0
    others: dict[str, int] = field(default_factory=dict)
    refused: list[tuple[int, str]] = field(default_factory=list)
    lines: dict[int, int] = field(default_factory=dict)


def read_iati(path: Path, told: IatiSummary) -> Iterator[Transaction]:
    """Transactions of a file, one after the other.

    Args:
        path: An `iati-activities` file.
        told: Counts what was read, and what could not be.

    Raises:
        DataError: It is not there, not XML, or not a file of activities; with the line.
    """
    try:
        with path.open("rb") as file:
            yield from _activities(file, path, told)
        if told.refused:
            told.lines |= _lines_of(path, {number for number, _ in told.refused})
    except OSError as error:
        raise DataError(
            "{file} cannot be read: {why}. Check the name.", file=path, why=error
        ) from error
    except (ET.ParseError, ExpatError) as error:
        line = getattr(error, "position", (0, 0))[0]
        raise DataError(
            "{place}: this is not XML: {why}. {n} activities before it were whole; get the file "
            "again from its publisher.",
            place=f"{path}:{line}",
            why=str(error).partition(":")[0],
            n=told.activities,
        ) from error


def _activities(file: BinaryIO, path: Path, told: IatiSummary) -> Iterator[Transaction]:
    depth, root = 0, None
    for event, element in ET.iterparse(file, ("start", "end")):  # noqa: S314 -- expat bounds expansion
        if event == "start":
            if depth == 0 and _name(element) != "iati-activities":
                raise DataError(
                    "{file} holds `{root}` and no activities. Give an IATI activity file, whose "
                    "root is `iati-activities`.",
                    file=path,
                    root=_name(element),
                )
            root = element if root is None else root
            depth += 1
            continue
        depth -= 1
        if depth == 1 and root is not None:
            told.activities += 1
            if _name(element) == "iati-activity":
                yield from _transactions(element, told)
            root.clear()


def _lines_of(path: Path, numbers: set[int]) -> dict[int, int]:
    """The lines on which some activities begin; read once more, as only faults need them."""
    parser = ParserCreate()
    found: dict[int, int] = {}
    depth = begun = 0

    def opened(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth, begun
        if depth == 1:
            begun += 1
            if begun in numbers:
                found[begun] = parser.CurrentLineNumber
        depth += 1

    def closed(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    with path.open("rb") as file:
        parser.ParseFile(file)
    return found


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _transactions(activity: ET.Element, told: IatiSummary) -> Iterator[Transaction]:
    reporter = activity.find("reporting-org")
    currency = activity.get("default-currency", "")
    receivers = _receivers(activity)
    whole = {
        "activity": (activity.findtext("iati-identifier") or "").strip(),
        "title": _narrative(activity.find("title")),
        "reporter": "" if reporter is None else reporter.get("ref", ""),
        "reporter_name": _narrative(reporter),
        "reporter_type": "" if reporter is None else reporter.get("type", ""),
    }
    for each in activity.iterfind("transaction"):
        code = each.find("transaction-type")
        kind = "" if code is None else code.get("code", "")
        if kind not in KINDS:
            told.others[kind] = told.others.get(kind, 0) + 1
            continue
        value = each.find("value")
        try:
            amount = float((value.text or "").replace(",", "")) if value is not None else None
            day = _day(each.find("transaction-date"), "iso-date")
            if amount is None or day is None:
                raise ValueError
            valued = _day(value, "value-date") or day
        except ValueError:
            told.refused.append((told.activities, NO_VALUE))
            continue
        money = (value.get("currency") if value is not None else None) or currency
        if not money:
            told.refused.append((told.activities, NO_CURRENCY))
            continue
        told.transactions += 1
        rung, direction = KINDS[kind]
        yield Transaction(
            **whole,
            receivers=_receivers(each) or receivers,
            kind=kind,
            rung=rung,
            direction=direction,
            on=day,
            value=amount,
            currency=money.upper(),
            value_date=valued,
            line=told.activities,
        )


NO_VALUE: Final = message("a transaction without a value or a day that can be read")
NO_CURRENCY: Final = message("a transaction without a currency, where the activity names none")


def _day(element: ET.Element | None, name: str) -> date | None:
    text = None if element is None else element.get(name)
    return date.fromisoformat(text[:10]) if text else None


def _receivers(element: ET.Element) -> tuple[tuple[str, float], ...]:
    found = [
        (each.get("code", "").upper(), float(each.get("percentage") or 100.0))
        for each in element.iterfind("recipient-country")
        if each.get("code")
    ]
    return tuple(found)


def _narrative(element: ET.Element | None) -> str:
    """Text in the reporter's language or English; the standard has it in `narrative`."""
    if element is None:
        return ""
    told = element.findall("narrative")
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    english = [each for each in told if each.get(language, "en") == "en"]
    chosen = (english or told or [element])[0]
    return " ".join((chosen.text or "").split())
