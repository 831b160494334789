"""Checks of a file of statements beyond its form: what is odd, counted twice or left open.

Everything found is a remark on the file, never on whoever made the promise.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final, Literal

from longtin._data import Place, document, line_of, text_of
from longtin._language import message
from longtin.errors import Phrase
from longtin.promises._statements.commitment import Commitment
from longtin.promises._statements.stated_position import StatedPosition
from longtin.promises._statements.statement_files import (
    Statements,
    files_of,
    read_statements,
    shipped,
)
from longtin.promises._statements.vocabulary import vocabulary

RemarkLevel = Literal["warning", "advice"]


@dataclass(frozen=True)
class StatementRemark:
    """Something odd in a file of statements.

    Attributes:
        place: File and line.
        about: The id of the statement.
        level: `warning` for what is likely a slip, `advice` for what is left open.
        says: What it is and what to do.
    """

    place: str
    about: str
    level: RemarkLevel
    says: Phrase


@dataclass(frozen=True)
class StatementReport:
    """What a file or folder of statements holds, and what is odd in it.

    Attributes:
        statements: Those of the file or folder alone.
        remarks: In the order of files and lines.
    """

    statements: Statements
    remarks: tuple[StatementRemark, ...]


def check_statements(path: Path, today: date) -> StatementReport:
    """Hold a file or folder of statements against its schema, and look for what is odd.

    Args:
        path: A file, or a folder with several that end in `.yaml`.
        today: The day; what lies after it cannot have been done.

    Raises:
        DataError: It is not as it should be; the line is named.
    """
    whole = read_statements(path)
    held: dict[str, Commitment] = dict(shipped().commitments)
    held |= whole.commitments
    remarks: list[StatementRemark] = []
    for file in files_of(path):
        text, name = text_of(file), str(file)
        value, lines = document(text, name)
        for part, known in (("commitments", whole.commitments), ("positions", whole.positions)):
            for row, each in enumerate(value.get(part) or ()):
                one = known[str(each["id"])]
                found = (
                    _of_commitment(one, held, today)
                    if isinstance(one, Commitment)
                    else _of_position(one, whole.positions, today)
                )
                remarks += [
                    StatementRemark(line_of(lines, name, (part, row, *place)), one.id, level, says)
                    for level, place, says in found
                ]
    return StatementReport(whole, tuple(_once(remarks)))


def _once(remarks: list[StatementRemark]) -> Iterator[StatementRemark]:
    """Remarks in which what is said of many statements is told at the first, with how many."""
    counts = Counter(str(each.says) for each in remarks)
    told: set[str] = set()
    for each in remarks:
        words = str(each.says)
        if each.level == "warning" or counts[words] == 1:
            yield each
        elif words not in told:
            told.add(words)
            says = message("{what} The same holds of {n} statements in all.")
            yield replace(each, says=Phrase(says, what=each.says, n=counts[words]))


Found = Iterator[tuple[RemarkLevel, Place, Phrase]]

SOON: Final = 5
"""Years within which the same amount between the same parties may be one promise told twice."""


def _of_commitment(one: Commitment, held: Mapping[str, Commitment], today: date) -> Found:
    yield from _days(one, today)
    yield from _counted_twice(one, held)
    yield from _circles(one, held)
    if one.due is not None and one.due.on < today and not one.deliveries and not one.looked_until:
        says = message(
            "Its day, {day}, is over, and the file says neither what was done nor until when "
            "somebody looked. Add `deliveries`, or `looked_until`."
        )
        yield "advice", ("due",), Phrase(says, day=one.due.on)
    if any(each.by in one.by for each in one.contests):
        says = message("A promiser contests its own promise. Write who sees it otherwise.")
        yield "warning", ("contests",), Phrase(says)
    yield from _found(one, today)
    yield from _told(one)


def _found(one: Commitment, today: date) -> Found:
    for row, each in enumerate(one.findings):
        place: Place = ("findings", row)
        if not one.made <= each.on <= today:
            says = message(
                "Something was found on {day}, before it was promised or after today. Set one "
                "right."
            )
            yield "warning", (*place, "on"), Phrase(says, day=each.on)
        if each.reply is None and each.outcome in ("inconsistent", "access_denied"):
            says = message(
                "What the other side says of this finding is not told. Add `reply`, or say in "
                "`note` that none is known."
            )
            yield "advice", place, Phrase(says)


def _days(one: Commitment, today: date) -> Found:
    if one.made > today:
        says = message("It was made on {day}, which has not come. Set `made` right.")
        yield "warning", ("made",), Phrase(says, day=one.made)
    before = None
    for row, each in enumerate(one.deliveries):
        place: Place = ("deliveries", row, "on")
        if each.on < one.made:
            says = message("It was delivered on {day}, before it was promised. Set one right.")
            yield "warning", place, Phrase(says, day=each.on)
        if each.on > today:
            says = message("It was delivered on {day}, which has not come. Set `on` right.")
            yield "warning", place, Phrase(says, day=each.on)
        if each.amount is None or not each.is_total:
            continue
        if before is not None and each.amount.middle < before:
            says = message(
                "In all {now} were delivered, and {before} the time before. If it was an "
                "addition, write `is_total: false`."
            )
            now, then = f"{each.amount.middle:g}", f"{before:g}"
            yield "warning", ("deliveries", row), Phrase(says, now=now, before=then)
        before = each.amount.middle


def _counted_twice(one: Commitment, held: Mapping[str, Commitment]) -> Found:
    if one.amount is None or one.restates or one.part_of:
        return
    for other in held.values():
        if other.id == one.id or other.amount is None or other.restates == one.id:
            continue
        same = (
            set(other.by) == set(one.by)
            and set(other.to) == set(one.to)
            and other.amount.unit == one.amount.unit
            and other.amount.middle == one.amount.middle
        )
        earlier = (other.made, other.id) < (one.made, one.id)
        if same and earlier and one.made.year - other.made.year <= SOON and not other.part_of:
            says = message(
                "`{other}` promises the same amount between the same parties. If it is the same "
                "promise, write `restates: {other}`, and it counts once."
            )
            yield "warning", ("amount",), Phrase(says, other=other.id)


def _circles(one: Commitment, held: Mapping[str, Commitment]) -> Found:
    for name in ("restates", "part_of"):
        seen, at = {one.id}, getattr(one, name)
        while at is not None and at not in seen:
            seen.add(at)
            at = getattr(held[at], name)
        if at is not None:
            says = message("`{key}` leads back to where it began. Break the circle.")
            yield "warning", (name,), Phrase(says, key=name)
    if one.id in one.depends_on:
        says = message("It hangs on itself. Name the promises of others.")
        yield "warning", ("depends_on",), Phrase(says)
    if one.restates is not None and held[one.restates].made > one.made:
        says = message("It says again `{other}`, which was made later. Set one right.")
        yield "warning", ("restates",), Phrase(says, other=one.restates)


def _told(one: Commitment | StatedPosition) -> Found:
    if one.certainty == "verified" and one.stated.at is None and one.stated.symbol is None:
        says = message("It is marked as verified, and no page or paragraph is named. Add `at`.")
        yield "advice", ("stated",), Phrase(says)
    if one.says.en.strip() == one.says.vi.strip():
        says = message("English and Vietnamese are the same words. Translate one.")
        yield "advice", ("says",), Phrase(says)


def _of_position(one: StatedPosition, others: Mapping[str, StatedPosition], today: date) -> Found:
    if one.on > today:
        says = message("It was said on {day}, which has not come. Set `on` right.")
        yield "warning", ("on",), Phrase(says, day=one.on)
    for other in others.values():
        if other.id < one.id and (other.by, other.issue, other.on) == (one.by, one.issue, one.on):
            says = message(
                "`{other}` is of the same party, issue and day. Put the two together, or set a day "
                "right."
            )
            yield "warning", ("on",), Phrase(says, other=other.id)
    wording = (one.wording or "").casefold()
    for row, term in enumerate(one.terms):
        if wording and term.casefold() not in wording:
            says = message("The key word `{term}` does not stand in the wording. Set one right.")
            yield "warning", ("terms", row), Phrase(says, term=term)
    if not one.wording:
        says = message(
            "`wording` is not given, so what changed is marked between summaries and not between "
            "texts. Add the full text."
        )
        yield "advice", ("says",), Phrase(says)
    if one.strength == "responsible" and not one.follows and not _binds(one):
        says = message(
            "`responsible` is for whoever calls itself so, or binds itself to a figure, a date "
            "or a law, and none stands here. Take `active`, or add what binds."
        )
        yield "advice", ("strength",), Phrase(says)
    for row, each in enumerate(one.follows):
        if each.on < one.on:
            says = message("It followed on {day}, before it was said. Set one right.")
            yield "warning", ("follows", row, "on"), Phrase(says, day=each.on)
    yield from _told(one)


def _binds(one: StatedPosition) -> bool:
    words = " ".join((one.says.en, one.says.vi, one.wording or "", *one.terms))
    binding = "|".join(re.escape(each) for each in vocabulary().binding)
    return re.search(rf"\d|\b(?:{binding})", words, re.IGNORECASE) is not None
