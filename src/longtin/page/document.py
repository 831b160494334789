"""Document model of a page: sections, figures, tables and trees of words already chosen.

A part makes a `Document` from its values; HTML, PDF, Word, Markdown, the terminal and notebooks
each show the same one. Nothing here is a number, and nothing in a template decides what to say.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final, Literal

FIRST_STAMP: Final = "1980-01-01"
"""Of a file made from a page without a day: the same page, the same bytes."""

Spec = Mapping[str, object]
"""A chart as Vega-Lite."""


@dataclass(frozen=True)
class Cell:
    """One cell of a table.

    Attributes:
        text: In the document's language.
        quote: What the record calls it, shown apart in quotation marks.
        small: An aside in smaller type, such as row numbers.
        link: Where its text leads on a site; paper and terminals leave it out.
        more: What else is to be said, paragraph by paragraph, for who opens it; on pages only.
        more_words: What opens it.
    """

    text: str
    quote: str = ""
    small: str = ""
    link: str = ""
    more: tuple[str, ...] = ()
    more_words: str = ""


@dataclass(frozen=True)
class Column:
    """The head of a column.

    Attributes:
        heading: May be empty; where all are, a terminal shows no line of heads.
        kind: Figures, and dates on a terminal, stand to the right; symbols of papers stay whole.
        wraps: Whether a terminal may break its cells over several lines; pages always may.
    """

    heading: str
    kind: Literal["text", "figure", "symbol"] = "text"
    wraps: bool = False


@dataclass(frozen=True)
class Table:
    """A captioned table whose first column names its rows.

    Attributes:
        caption: Above it; where empty, the section's heading names it to those who cannot see.
        total: A last row that sums the others, or empty.
        shares: How wide its columns are on paper beside each other; as they need where empty.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()
    shares: tuple[float, ...] = ()

    @classmethod
    def of(
        cls, caption: str, columns: Iterable[Column], rows: Iterable[Sequence[str | Cell]]
    ) -> "Table":
        """A table whose cells may be plain words."""
        return cls(
            caption,
            tuple(columns),
            tuple(
                tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in row)
                for row in rows
            ),
        )

    def sized(self, shares: tuple[float, ...]) -> "Table":
        """The same with columns as wide as said beside each other."""
        return replace(self, shares=shares)


@dataclass(frozen=True)
class Bullet:
    """A line of a tree.

    Attributes:
        depth: How deep it stands, from 0.
        text: What it says.
        strong: Whether it is an action rather than a condition.
    """

    depth: int
    text: str
    strong: bool = False


@dataclass(frozen=True)
class Figure:
    """A chart.

    Attributes:
        name: Unique in the document; letters and hyphens.
        title: What it shows.
        description: What someone who cannot see it should know.
        spec: Vega-Lite, or SVG in the variables of the style sheet.
        key: What its numbered marks stand for, in order.
        is_wide: Whether it takes the whole width rather than stand beside a table.
    """

    name: str
    title: str
    description: str
    spec: Spec | str
    key: tuple[str, ...] = ()
    is_wide: bool = False


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it, in the order of the fields.

    Attributes:
        name: Unique in the document; letters and hyphens.
        sentences: Running text, a paragraph each.
        figures_table: The figures' data in short, for readers without charts.
        notes: How to read what follows, in smaller type; Markdown leaves them out beside figures.
        tree: Nested points.
        points: A list, one sentence or reference each.
        points_heading: Run-in heading of the list, or empty.
        is_paired: Whether its tables stand side by side where there is room.
        code: Text of a file, line by line as it is; on pages in HTML only.
        source: What kind of record it rests on, where that has to be said of it by itself.
    """

    name: str
    heading: str
    sentences: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    figures_table: Table | None = None
    notes: tuple[str, ...] = ()
    tree: tuple[Bullet, ...] = ()
    tables: tuple[Table, ...] = ()
    points: tuple[str, ...] = ()
    points_heading: str = ""
    is_paired: bool = False
    code: str = ""
    source: str = ""


@dataclass(frozen=True)
class Headline:
    """What matters most, in short.

    Attributes:
        claim: One sentence, shown in bold.
        support: The sentences after it.
        arrow: Which way an arrow before it points; `None` for no arrow.
        arrow_words: What the arrow says.
    """

    claim: str
    support: tuple[str, ...] = ()
    arrow: Literal["up", "down", "level"] | None = None
    arrow_words: str = ""


@dataclass(frozen=True)
class Document:
    """A whole page in words.

    Attributes:
        language: Code of the language it is in.
        kicker: What kind of paper it is.
        dated: Its date, in words, or what else stands beside the kicker.
        day: Its date, ISO 8601, for machines; empty for none.
        note: Below the title, in smaller type.
        headlines: In a box at the top.
        summary: One sentence below them.
        sections: What decides: the first two pages on paper.
        annex: What it rests on, from a page of its own; empty for none.
        annex_heading: Over the annex.
        colophon: Versions; what a reader needs to get the same figures again.
        page_label: The word before a page number.
        least_size: Points of type that what decides is set in at least on paper; of that it takes
            as many pages as it needs, and two at most below.
        bound: Further documents behind it, each from a page of its own.
        is_wide: Whether paper lies on its side, for tables of many columns.
    """

    language: str
    title: str
    kicker: str
    dated: str
    sections: tuple[Section, ...]
    day: str = ""
    note: str = ""
    headlines: tuple[Headline, ...] = ()
    summary: str = ""
    annex: tuple[Section, ...] = ()
    annex_heading: str = ""
    colophon: str = "Longtin"
    page_label: str = ""
    least_size: float = 8.0
    bound: tuple["Document", ...] = ()
    is_wide: bool = False

    def resting_on(self, kicker: str, notice: Headline, source: str) -> "Document":
        """The same, saying of what kind of record it is: at the top, under every section, behind.

        Args:
            kicker: Before its own.
            notice: The first headline.
            source: Of every section, and behind the versions.
        """

        def marked(sections: tuple[Section, ...]) -> tuple[Section, ...]:
            return tuple(replace(each, source=source) for each in sections)

        return replace(
            self,
            kicker=f"{kicker} · {self.kicker}",
            headlines=(notice, *self.headlines),
            sections=marked(self.sections),
            annex=marked(self.annex),
            colophon=f"{self.colophon} · {source}",
            bound=tuple(each.resting_on(kicker, notice, source) for each in self.bound),
        )

    @property
    def stamp(self) -> datetime:
        """What a file of it is dated: its day, or the first that any archive can hold."""
        return datetime.fromisoformat(self.day or FIRST_STAMP).replace(tzinfo=UTC)

    @property
    def all_sections(self) -> tuple[Section, ...]:
        """In the order in which they are read, of what is bound behind it too."""
        behind = (section for each in self.bound for section in each.all_sections)
        return (*self.sections, *self.annex, *behind)
