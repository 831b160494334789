"""Small tables for notebooks, in plain HTML that follows the notebook's own style."""

from collections.abc import Iterable, Sequence
from html import escape

ROWS = 10
"""Most rows shown."""


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows under heads; every text is escaped."""
    head = "".join(f"<th>{escape(text)}</th>" for text in heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def block(title: str, shown: str, note: str) -> str:
    """A table between a title and a note."""
    return f"<p><b>{escape(title)}</b></p>{shown}<p><small>{escape(note)}</small></p>"


def figure(value: object, digits: int = 2) -> str:
    """A figure, or a dash where there is none."""
    return f"{value:.{digits}f}" if isinstance(value, float) else "–"
