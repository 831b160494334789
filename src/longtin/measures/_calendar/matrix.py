"""Who owes what by when, party by duty: a workbook of Excel, and a document of Word."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from longtin._language import Language, sentence_case
from longtin.measures._calendar.entries import CalendarEntry
from longtin.measures._calendar.words import calendar_name, condition, day_shown
from longtin.measures._regimes.obligation import Obligation
from longtin.measures._regimes.regime import Regime
from longtin.measures._regimes.sources import citation
from longtin.measures._regimes.vocabulary import names
from longtin.measures._words.labels import binding, certainty
from longtin.page import packed

if TYPE_CHECKING:
    from docx.document import Document

MADE: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""Written into every file as its day, so that the same calendar is the same bytes."""


@dataclass(frozen=True)
class DutyMatrix:
    """A calendar as a table: a party a row, a duty a column.

    Attributes:
        parties: Correlates of War codes, in order of first mention.
        duties: Each with its regime, in order of regime and text.
        cells: Entries of a party and duty.
    """

    parties: tuple[int, ...]
    duties: tuple[tuple[Regime, Obligation], ...]
    cells: dict[tuple[int, str], tuple[CalendarEntry, ...]]


def matrix(entries: Sequence[CalendarEntry]) -> DutyMatrix:
    """Entries by party and duty."""
    cells: dict[tuple[int, str], tuple[CalendarEntry, ...]] = {}
    for each in entries:
        key = (each.party, each.obligation.id)
        cells[key] = (*cells.get(key, ()), each)
    duties = {each.obligation.id: (each.regime, each.obligation) for each in entries}
    order = {
        part.id: (each.force.signed, each.id, at)
        for each, _ in duties.values()
        for at, part in enumerate(each.obligations)
    }
    return DutyMatrix(
        tuple(dict.fromkeys(each.party for each in entries)),
        tuple(duties[name] for name in sorted(duties, key=order.__getitem__)),
        cells,
    )


def _cell(found: DutyMatrix, party: int, duty: Obligation, language: Language) -> str:
    held = found.cells.get((party, duty.id), ())
    days = "; ".join(day_shown(each, language) for each in held)
    hangs = next((said for each in held if (said := condition(each, language))), "")
    return f"{days} ({hangs.rstrip('.')})" if hangs else days


def _duty_columns(language: Language) -> tuple[str, ...]:
    say = language.say
    return (
        *(say("Obligation"), say("Regime"), say("Article"), say("What")),
        *(say("Binding"), say("How sure"), say("Parties")),
    )


def _duty_row(
    found: DutyMatrix, regime: Regime, duty: Obligation, language: Language
) -> tuple[str, ...]:
    owing = sum((party, duty.id) in found.cells for party in found.parties)
    return (
        duty.id,
        regime.name.of(language.code),
        citation(duty.article, language.code),
        duty.says.of(language.code),
        binding(regime.binding_of(duty), language),
        certainty(duty.certainty, language),
        language.whole(owing),
    )


def as_workbook(entries: Sequence[CalendarEntry], language: Language, name: str = "") -> bytes:
    """A calendar as a workbook: parties by duties, the days one by one, and the duties in full.

    Args:
        entries: What `calendar` returned.
        language: Of the words.
        name: Its title; by its parties and year without.
    """
    say, found = language.say, matrix(entries)
    last = entries[-1].day if entries else MADE.date()
    heads = (say("Party"), *(duty.id for _, duty in found.duties))
    rows: list[tuple[str, ...]] = [
        (
            names(party, last, language.code),
            *(_cell(found, party, duty, language) for _, duty in found.duties),
        )
        for party in found.parties
    ]
    days = [
        (
            each.day.isoformat(),
            names(each.party, each.day, language.code),
            each.obligation.id,
            each.obligation.says.of(language.code),
            "" if each.is_fixed else say("By the end of the period; no day is fixed."),
            sentence_case(condition(each, language)),
        )
        for each in entries
    ]
    day_heads = (
        *(say("Day"), say("Party"), say("Obligation")),
        *(say("What"), say("No fixed day"), say("Condition")),
    )
    duties = [_duty_row(found, *each, language) for each in found.duties]
    return text_workbook(
        name or calendar_name(entries, language),
        (
            (say("Party by duty"), heads, rows),
            (say("By day"), day_heads, days),
            (say("Duties"), _duty_columns(language), duties),
        ),
    )


def text_workbook(
    title: str, sheets: Sequence[tuple[str, Sequence[str], Sequence[Sequence[str]]]]
) -> bytes:
    """A workbook of words: each sheet with its name, heads and rows; the same, the same bytes.

    Args:
        title: Of the whole.
        sheets: In order; the first column and the heads stay in sight.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True})
    book.set_properties({"title": title, "created": MADE.replace(tzinfo=None)})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    for name, columns, lines in sheets:
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, len(columns), 18)
        for at, head in enumerate(columns):
            sheet.write_string(0, at, head, bold)
        for row, line in enumerate(lines, 1):
            for at, text in enumerate(line):
                sheet.write_string(row, at, text, plain)
    book.close()
    return buffer.getvalue()


def as_word(entries: Sequence[CalendarEntry], language: Language, name: str = "") -> bytes:
    """A calendar as a document of Word: for each regime its parties by its duties, and the duties.

    Args:
        entries: What `calendar` returned.
        language: Of the words.
        name: Its title; by its parties and year without.
    """
    import docx
    from docx.enum.section import WD_ORIENT

    found = matrix(entries)
    paper = docx.Document()
    page = paper.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width
    title = name or calendar_name(entries, language)
    paper.core_properties.title = title
    paper.core_properties.author = "Longtin"
    paper.core_properties.created = paper.core_properties.modified = MADE
    paper.add_heading(title, 0)
    if not entries:
        paper.add_paragraph(language.say("Nothing."))
    for regime in dict.fromkeys(each.id for each, _ in found.duties):
        _regime_tables(paper, found, regime, language, entries[-1])
    return packed(paper)


def _regime_tables(
    paper: "Document",
    found: DutyMatrix,
    regime: str,
    language: Language,
    last: CalendarEntry,
) -> None:
    own = [(each, duty) for each, duty in found.duties if each.id == regime]
    parties = [
        party for party in found.parties if any((party, duty.id) in found.cells for _, duty in own)
    ]
    paper.add_heading(own[0][0].name.of(language.code), 1)
    _table(
        paper,
        (language.say("Party"), *(duty.id for _, duty in own)),
        [
            (
                names(party, last.day, language.code),
                *(_cell(found, party, duty, language) for _, duty in own),
            )
            for party in parties
        ],
    )
    for each, duty in own:
        line = paper.add_paragraph(style="List Bullet")
        line.add_run(duty.id).bold = True
        about = (
            citation(duty.article, language.code),
            binding(each.binding_of(duty), language),
            certainty(duty.certainty, language),
        )
        line.add_run(f"  {duty.says.of(language.code)} ({'; '.join(about)})")


def _table(paper: "Document", heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = paper.add_table(rows=1 + len(rows), cols=len(heads), style="Table Grid")
    grid = [list(row.cells) for row in table.rows]
    for cell, head in zip(grid[0], heads, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
    for cells, line in zip(grid[1:], rows, strict=True):
        for cell, text in zip(cells, line, strict=True):
            cell.text = text
