"""What everything that is read on a page shares: one style sheet, one frame, the shipped fonts.

A page is a template that begins `{% extends "frame.html.jinja" %}` and fills its blocks. It is one
file: style and fonts stand inside, it asks no network, follows the reader's light or dark scheme,
and prints on A4. Colours keep apart for eyes that do not tell red from green.
"""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from jinja2 import Environment

FACES = (
    ("Longtin Serif", "normal", 400, "longtin-serif-regular.woff2"),
    ("Longtin Serif", "normal", 700, "longtin-serif-bold.woff2"),
    ("Longtin Serif", "italic", 400, "longtin-serif-italic.woff2"),
    ("Longtin Sans", "normal", 400, "longtin-sans-regular.woff2"),
    ("Longtin Sans", "normal", 700, "longtin-sans-bold.woff2"),
)
INK, MUTED, GRID, PAPER = "#1b1f24", "#5b6470", "#d5d9de", "#fffffe"
HERE, THERE = "#1f5288", "#a8480f"
VARIABLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        INK: "--ink",
        MUTED: "--muted",
        GRID: "--line",
        PAPER: "--paper",
        HERE: "--here",
        THERE: "--there",
    }
)
"""Colours on paper, and the variables of the style sheet that stand for them on a page."""


@dataclass(frozen=True)
class Cell:
    """One cell of a table.

    Attributes:
        text: In the document's language.
        quote: The record's own words, in English, shown apart.
        small: An aside in smaller type, such as row numbers.
    """

    text: str
    quote: str = ""
    small: str = ""


@dataclass(frozen=True)
class Column:
    """The head of a column; figures stand to the right."""

    heading: str
    kind: Literal["text", "figure"] = "text"


@dataclass(frozen=True)
class Table:
    """A captioned table whose first column names its rows.

    Attributes:
        total: A last row that sums the others, or empty.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()


def read(name: str) -> str:
    """A shared file's text, as shipped: `paper.css` or `frame.html.jinja`."""
    return files("longtin").joinpath("paper", name).read_text("utf-8")


def fonts() -> Path:
    """The folder of the shipped fonts."""
    return Path(str(files("longtin").joinpath("paper", "fonts")))


@cache
def style() -> str:
    """The style of every page, fonts included."""
    faces = "".join(
        f"@font-face{{font-family:'{family}';font-style:{slant};font-weight:{weight};"
        f"font-display:block;src:url(data:font/woff2;base64,{_encoded(file)}) format('woff2')}}\n"
        for family, slant, weight, file in FACES
    )
    return faces + read("paper.css")


def _encoded(file: str) -> str:
    return base64.b64encode((fonts() / file).read_bytes()).decode()


@cache
def environment(part: str) -> "Environment":
    """Where the templates of a part live, with the frame below them.

    Strict about names; HTML escapes all it is given, and `marked` sets what stands between
    backticks as code.

    Args:
        part: Folder of the package in which the part keeps its `templates`.
    """
    from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape

    own = files("longtin").joinpath(part, "templates")

    def text(name: str) -> str:
        file = own.joinpath(name)
        return file.read_text("utf-8") if file.is_file() else read(name)

    made = Environment(
        loader=FunctionLoader(text),
        autoescape=select_autoescape(("html.jinja",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals["style"] = style
    made.filters["marked"] = _marked
    return made


def _marked(words: str) -> str:
    from markupsafe import Markup, escape

    return Markup(re.sub("`([^`]+)`", r"<code>\1</code>", str(escape(words))))  # noqa: S704


def on_paper(svg: str) -> str:
    """A drawing for pages, in the colours of paper."""
    for colour, variable in VARIABLES.items():
        svg = svg.replace(f"var({variable})", colour)
    return svg
