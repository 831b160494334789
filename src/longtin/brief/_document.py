"""A document as the showings share it: words already chosen, figures already rounded.

`_page` makes one from a brief; HTML, PDF and Markdown each show the same one. Nothing here is a
number and nothing in a template decides what to say.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from longtin._paper import Cell as Cell, Column as Column, Table as Table
from longtin.brief._brief import Move

Spec = Mapping[str, object]


@dataclass(frozen=True)
class Figure:
    """A chart.

    Attributes:
        name: Unique in the document; letters and hyphens.
        title: What it shows.
        description: What someone who cannot see it should know.
        spec: Vega-Lite.
        key: What its numbered marks stand for, in order.
    """

    name: str
    title: str
    description: str
    spec: Spec
    key: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it: figures, then sentences, tables and points.

    Attributes:
        name: Unique in the document; letters and hyphens.
        figures_table: The figures' data in short, for readers without charts.
        points: A list, one sentence or reference each.
        points_heading: Run-in heading of the list, or empty.
        is_paired: Whether its tables stand side by side where there is room.
    """

    name: str
    heading: str
    figures: tuple[Figure, ...] = ()
    figures_table: Table | None = None
    sentences: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    points: tuple[str, ...] = ()
    points_heading: str = ""
    is_paired: bool = False


@dataclass(frozen=True)
class Headline:
    """One direction in short.

    Attributes:
        move: Which way the arrow points; `None` for no arrow.
        move_words: What the arrow says.
        claim: One sentence, shown in bold.
        support: The sentences after it.
    """

    move: Move | None
    move_words: str
    claim: str
    support: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """A whole brief in words.

    Attributes:
        language: Code of the language it is in.
        day: Its date, ISO 8601, for machines.
        kicker: What kind of paper it is.
        dated: Its date, in words.
        standing: Where the pair stands, one sentence; empty if it cannot be said.
        sections: What decides: the first two pages on paper.
        annex: What it rests on, from a page of its own; empty for none.
        annex_heading: Over the annex.
        colophon: Versions; what a reader needs to get the same figures again.
        page_label: The word before a page number.
    """

    language: str
    title: str
    day: str
    kicker: str
    dated: str
    horizon: str
    headlines: tuple[Headline, ...]
    standing: str
    sections: tuple[Section, ...]
    colophon: str
    page_label: str
    annex: tuple[Section, ...] = ()
    annex_heading: str = ""

    @property
    def all_sections(self) -> tuple[Section, ...]:
        """In the order in which they are read."""
        return (*self.sections, *self.annex)
