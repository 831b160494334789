"""Returns of parties under a regime: one row of a table for each paper, read strictly."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from typing import Final

from longtin import actors, measures
from longtin._dates import Period, period
from longtin._files import read_some
from longtin._moments import Moment, moment
from longtin._slips import slips
from longtin.errors import DataError, Either, LongtinError, Phrase, meant
from longtin.register.return_kinds import (
    ABOUT_OTHERS,
    ANSWERING,
    CHANGING,
    KINDS,
    REFERRING,
    Attestation,
    ReturnKind,
    Secrecy,
)
from longtin.register.told_values import check_days, check_whole, content_from, figures_from

NEEDED: Final = ("party", "kind", "obligation")
OPTIONAL: Final = (
    *("number", "about", "activity", "event", "period", "dated", "received", "entered"),
    *("symbol", "refers", "figures", "content", "remark"),
)
COLUMNS: Final = (*NEEDED, *OPTIONAL)


@dataclass(frozen=True)
class Return:
    """One paper of one party.

    Attributes:
        line: Where it stands in the table, from 1.
        party: Who made it, by Correlates of War code.
        kind: What it does.
        obligation: Of which duty, by its id in the regime.
        number: The party's own running number, from 1.
        about: Whose duty it speaks of; the party's own without.
        activity: The activity it speaks of, for duties that an activity brings.
        event: When what the deadline counts from happened or will: a start, a concern received.
        period: When a duty of the calendar falls due, to the day, month or year.
        dated: The date on the paper.
        received: When it came.
        entered: When it was entered.
        symbol: Its document symbol.
        refers: The symbol of the paper it changes, repeats or answers.
        figures: Figures it tells, by key of the vocabulary and in its units.
        content: What it holds, by key of the vocabulary.
        remark: What a clerk noted.
        on_paper: It came on paper, and the secretariat entered it for its party.
        attested: What its party says of such a paper.
        secrecy: Who reads what it holds.
        sealed_to: Its readers, where it is or was sealed.
        until: Until when it is to stay sealed, if that was said.
        unreadable: Fields that were sealed and that no form would hold so.
    """

    line: int
    party: int
    kind: ReturnKind
    obligation: str
    number: int | None = None
    about: int | None = None
    activity: str = ""
    event: Moment | None = None
    period: Period | None = None
    dated: Moment | None = None
    received: Moment | None = None
    entered: Moment | None = None
    symbol: str = ""
    refers: str = ""
    figures: Mapping[str, float] = field(default_factory=dict)
    content: tuple[str, ...] = ()
    remark: str = ""
    on_paper: bool = False
    attested: Attestation = ""
    secrecy: Secrecy = "open"
    sealed_to: tuple[str, ...] = ()
    until: date | None = None
    unreadable: tuple[str, ...] = ()

    @property
    def whose(self) -> int:
        """Whose duty it speaks of."""
        return self.party if self.about is None else self.about

    @property
    def known(self) -> date:
        """Since when the office has known of it: received, else as dated, else as entered."""
        return next(each.day for each in (self.received, self.dated, self.entered) if each)


def example_returns() -> str:
    """The worked example, as a table in CSV: an exercise season, invented."""
    return files("longtin.register").joinpath("data", "returns.csv").read_text("utf-8")


def read_returns(file: Path, regime: measures.Regime) -> tuple[Return, ...]:
    """Read a table of returns; a table with a bad row is refused whole, each row told.

    Args:
        file: CSV in UTF-8, its first row the columns; lines that begin with `#` are passed over.
        regime: What the returns are made under.

    Raises:
        DataError: It cannot be read, or a row cannot be: its line, what is wrong, what to do.
    """
    try:
        text = read_some(file).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError("{file} cannot be read: {why}.", file=file, why=error) from error
    return parse_returns(text, regime, file.name)


def parse_returns(text: str, regime: measures.Regime, where: str) -> tuple[Return, ...]:
    """The same from text; `where` names it in refusals."""
    rows = list(_rows(text, where))
    found: list[Return] = []
    wrong: list[tuple[str, object]] = []
    for line, row in rows:
        try:
            told = return_from(line, row, regime)
            check_whole(told.figures)
            found.append(told)
        except LongtinError as error:
            wrong.append((f"{where}:{line}", error))
    wrong.extend((f"{where}:{line}", slip) for line, slip in at_odds(found))
    if wrong:
        raise slips(wrong)
    return tuple(found)


def _rows(text: str, where: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows with the number of the line they begin on."""
    lines = text.splitlines(keepends=True)
    bare = ["\n" if line.startswith("#") else line for line in lines]
    reader = csv.reader(bare, strict=True)
    heads: list[str] | None = None
    try:
        begins = 1
        for cells in reader:
            line, begins = begins, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if heads is None:
                heads = [cell.strip().lower() for cell in cells]
                _check_heads(heads, f"{where}:{line}")
            elif len(cells) != len(heads):
                raise DataError(
                    "{place}: this row has {n} cells, and the first row names {m} columns. Put "
                    "cells that hold a comma in quotation marks.",
                    place=f"{where}:{line}",
                    n=len(cells),
                    m=len(heads),
                )
            else:
                yield line, dict(zip(heads, (cell.strip() for cell in cells), strict=True))
    except csv.Error as error:
        place = f"{where}:{reader.line_num}"
        raise DataError("{place}: this is not CSV: {why}.", place=place, why=error) from error
    if heads is None:
        raise DataError("{file} is empty. Begin it with `{columns}`.", file=where,
                        columns=",".join(COLUMNS))  # fmt: skip


def _check_heads(heads: Sequence[str], place: str) -> None:
    for missing in (each for each in NEEDED if each not in heads):
        raise DataError(
            "{place}: the first row has no column `{column}`. It takes {known}.",
            place=place, column=missing, known=", ".join(COLUMNS),
        )  # fmt: skip
    for at, head in enumerate(heads):
        if head not in COLUMNS or head in heads[:at]:
            raise DataError(
                "{place}: the column `{column}` is unknown or stands twice.{hint} The first row "
                "takes {known}.",
                place=place,
                column=head,
                hint=meant(get_close_matches(head, COLUMNS, n=1, cutoff=0.6)),
                known=", ".join(COLUMNS),
            )


def return_from(
    line: int, row: Mapping[str, str], regime: measures.Regime, secrecy: Secrecy = "open"
) -> Return:
    """One row as a return.

    Args:
        line: Where it stands.
        row: Cells by column.
        regime: What it is made under.
        secrecy: Of what is sealed or deleted, what would place it may be missing.

    Raises:
        LongtinError: What is wrong with it, and what to do.
    """
    given = {name: row.get(name, "") for name in COLUMNS}
    for name in (each for each in NEEDED if not given[each]):
        raise DataError("`{column}` is empty. Write it.", column=name)
    duty = duty_from(given["obligation"], regime)
    kind = kind_from(given["kind"])
    times = {name: moment(given[name]) if given[name] else None
             for name in ("event", "dated", "received", "entered")}  # fmt: skip
    if not any(times[name] for name in ("dated", "received", "entered")):
        raise DataError("No date. Write `dated`, `received` or `entered`.")
    on = next(each for name in ("received", "dated", "entered") if (each := times[name])).day
    falls = period(given["period"]) if given["period"] else None
    check_days({**times, "period": Moment(falls.start) if falls else None})
    told = Return(
        line=line,
        party=party_from(given["party"], on, regime),
        kind=kind,
        obligation=duty.id,
        number=_number(given["number"]),
        about=party_from(given["about"], on, regime) if given["about"] else None,
        activity=given["activity"],
        period=falls,
        symbol=given["symbol"],
        refers=given["refers"],
        figures=figures_from(given["figures"]),
        content=content_from(given["content"]),
        remark=given["remark"],
        secrecy=secrecy,
        event=times["event"],
        dated=times["dated"],
        received=times["received"],
        entered=times["entered"],
    )
    check_placed(told, duty)
    return told


def duty_from(text: str, regime: measures.Regime) -> measures.Obligation:
    """A duty by its id.

    Raises:
        DataError: The regime has none of that id.
    """
    duty = next((each for each in regime.obligations if each.id == text), None)
    if duty is None:
        raise DataError(
            "{regime} has no obligation `{id}`.{hint} `longtin regime show {regime}` lists them.",
            regime=regime.id,
            id=text,
            hint=meant(get_close_matches(text, [each.id for each in regime.obligations], 1)),
        )
    return duty


def kind_from(text: str) -> ReturnKind:
    """A kind of return.

    Raises:
        DataError: It is none.
    """
    if text not in KINDS:
        raise DataError(
            "`{kind}` is no kind of return.{hint} Write {known}.",
            kind=text,
            hint=meant(get_close_matches(text, KINDS, 1)),
            known=Either(KINDS, mark="`"),
        )
    return text  # type: ignore[return-value]  # it is one of them


def party_from(name: str, on: date, regime: measures.Regime) -> int:
    """A party to the regime on a day.

    Raises:
        LongtinError: There is no such state, or it was no party.
    """
    found = actors.find(name, on)
    if found.ccode not in measures.members(regime, on):
        raise DataError(
            "{state} was no party to {regime} on {day}. `longtin regime show {regime} --parties` "
            "lists them.",
            state=found.key, regime=regime.id, day=on,
        )  # fmt: skip
    return found.ccode


def _number(text: str) -> int | None:
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise DataError("`number` is `{given}`. Write a whole number from 1.", given=text)
    return int(text)


def check_placed(told: Return, duty: measures.Obligation) -> None:
    """Refuse a row that cannot be placed: of no period and no activity, or without its paper.

    Raises:
        DataError: What it lacks.
    """
    if told.kind == "cancellation" and not told.symbol:
        raise DataError("`cancellation` needs `symbol`: its own.")
    if told.kind in REFERRING and not told.refers:
        raise DataError(
            "`{kind}` needs `refers`: the symbol of the paper it speaks of.", kind=told.kind
        )
    if told.secrecy != "open":
        return
    if told.kind in ABOUT_OTHERS and told.about is None:
        raise DataError("`{kind}` needs `about`: whose duty it speaks of.", kind=told.kind)
    if told.kind in ANSWERING and told.whose != told.party:
        raise DataError(
            "`{kind}` does a duty of the party itself. Leave `about` empty.", kind=told.kind
        )
    if duty.every is not None and not told.activity and told.period is None:
        raise DataError(
            "`period` is empty: {id} comes by the calendar. Write the day it is due, or its year.",
            id=duty.id,
        )
    if duty.every is None and not (told.activity and told.event):
        raise DataError(
            "{id} comes with an activity. Write `activity` and `event`, the moment its deadline "
            "counts from.",
            id=duty.id,
        )


def at_odds(found: Sequence[Return]) -> Iterator[tuple[int, Phrase]]:
    """Rows at odds with others: a number or symbol used twice, a change of what is not there."""
    numbers: dict[tuple[int, int], int] = {}
    papers = {(each.symbol, each.party, each.obligation) for each in found}
    symbols: dict[str, int] = {}
    for each in found:
        if each.number is not None:
            first = numbers.setdefault((each.party, each.number), each.line)
            if first != each.line:
                yield each.line, Phrase(
                    "number {n} of this party stands on line {line} already. Numbers of a party "
                    "run on; give this paper its own.",
                    n=each.number, line=first,
                )  # fmt: skip
        if each.symbol:
            first = symbols.setdefault(each.symbol, each.line)
            if first != each.line:
                yield each.line, Phrase(
                    "the symbol {symbol} stands on line {line} already. Give each paper its own.",
                    symbol=each.symbol, line=first,
                )  # fmt: skip
        changes = each.kind in CHANGING
        if changes and (each.refers, each.party, each.obligation) not in papers:
            yield (
                each.line,
                Phrase(
                    "`refers` is {symbol}, and there is no paper of this party and duty by "
                    "that symbol. Enter the paper that is changed too.",
                    symbol=each.refers,
                ),
            )
