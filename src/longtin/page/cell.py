"""Notebook renderer: a document as a small fragment of HTML, and values that show themselves.

A page for the browser carries its fonts and its style; in a cell it would weigh a third of a
megabyte. A cell takes the notebook's own letters and colours.
"""

import os
from collections.abc import Callable, Iterator
from html import escape
from importlib import import_module
from typing import Any, Final, TypeVar

from longtin._language import LANGUAGES, Language
from longtin.page.charts.svg import draw_inline
from longtin.page.document import Document, Section, Table

TONGUE: Final = "LONGTIN_LANG"
"""Variable of the environment that says in which language values show themselves."""

LONGEST: Final = 12
"""Rows of a table that a cell shows; it says how many more there are."""

Kind = TypeVar("Kind", bound=type[Any])


def spoken() -> Language:
    """The language in which values show themselves in a notebook: English unless said otherwise."""
    asked = os.environ.get(TONGUE, "en")
    return Language(asked if asked in LANGUAGES else "en")


def in_notebook(page: str, in_short: Callable[[Any], str]) -> Callable[[Kind], Kind]:
    """Let the values of a class show themselves in a notebook, and be told in one line elsewhere.

    Args:
        page: `module:function` that makes a `Document` of a value in a language. The module is
            read when a value is shown, so that it may read that of the class.
        in_short: What the value is, without angle brackets; with what a reader tells it by.
    """
    module, function = page.split(":")

    def shown(self: object) -> str:
        return as_cell(getattr(import_module(module), function)(self, spoken()))

    def told(self: object) -> str:
        return f"<{in_short(self)}>"

    def changed(kind: Kind) -> Kind:
        for name, way in (("_repr_html_", shown), ("__repr__", told)):
            setattr(kind, name, way)
        return kind

    return changed


def as_cell(document: Document) -> str:
    """A document as HTML for a cell of a notebook: what decides, without the annex."""
    language = Language(document.language)
    return "".join(_lines(document, language))


def _lines(document: Document, language: Language) -> Iterator[str]:
    yield f'<div lang="{document.language}"><h3>{escape(document.title)}</h3>'
    if document.note:
        yield f"<p><small>{escape(document.note)}</small></p>"
    for headline in document.headlines:
        support = escape(" ".join(headline.support))
        yield f"<p><b>{escape(headline.claim)}</b> {support}</p>"
    if document.summary:
        yield _paragraph(document.summary)
    for section in document.sections:
        yield from _section(section, language)
    if document.colophon:
        yield f"<p><small>{escape(document.colophon)}</small></p>"
    yield "</div>"


def _section(section: Section, language: Language) -> Iterator[str]:
    yield f"<h4>{escape(section.heading)}</h4>"
    yield from map(_paragraph, section.sentences)
    for figure in section.figures:
        yield f"<p><b>{escape(figure.title)}</b></p>{draw_inline(figure, language)}"
        if figure.key:
            yield _list(figure.key, "ol")
    for note in section.notes:
        yield f"<p><small>{escape(note)}</small></p>"
    for bullet in section.tree:
        text = escape(bullet.text)
        strong = f"<b>{text}</b>" if bullet.strong else text
        yield f'<p style="margin:0 0 0 {1.5 * bullet.depth}em">– {strong}</p>'
    for table in section.tables:
        yield _table(table, language)
    if section.points:
        yield _paragraph(section.points_heading) if section.points_heading else ""
        yield _list(section.points, "ul")
    if section.source:
        yield f"<p><small>{escape(section.source)}</small></p>"


def _paragraph(words: str) -> str:
    return f"<p>{escape(words)}</p>"


def _list(points: tuple[str, ...], kind: str) -> str:
    return f"<{kind}>" + "".join(f"<li>{escape(each)}</li>" for each in points) + f"</{kind}>"


def _table(table: Table, language: Language) -> str:
    """A table of the notebook's own look, its first rows only where it is long."""
    sides = ["right" if column.kind == "figure" else "left" for column in table.columns]

    def row(tag: str, cells: list[str]) -> str:
        inside = "".join(
            f'<{tag} style="text-align:{side}">{text}</{tag}>'
            for side, text in zip(sides, cells, strict=True)
        )
        return f"<tr>{inside}</tr>"

    heads = row("th", [escape(column.heading) for column in table.columns])
    rows = [
        row(
            "td",
            [escape(" ".join(filter(None, (cell.text, cell.quote, cell.small)))) for cell in cells],
        )
        for cells in (*table.rows[:LONGEST], *([table.total] if table.total else []))
    ]
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    left = len(table.rows) - LONGEST
    more = language.count("{n} more row", "{n} more rows", left) if left > 0 else ""
    rest = f"<p><small>{escape(more)}</small></p>" if more else ""
    return f"<table>{caption}<thead>{heads}</thead><tbody>{''.join(rows)}</tbody></table>{rest}"
