"""Documents of pages: put together from tables and lines that parts give for any door."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from longtin.page import Document, Section, Table
from longtin.web.visit import Visit


def document(
    visit: Visit,
    title: str,
    sections: Iterable[Section] = (),
    *,
    kicker: str = "",
    note: str = "",
    dated: str = "",
) -> Document:
    """A page of the site in the reader's language."""
    return Document(
        language=visit.code,
        title=title,
        kicker=kicker,
        dated=dated,
        sections=tuple(sections),
        note=note,
    )


def versions_said(visit: Visit) -> str:
    """Of which method and record a page is, for its foot."""
    method, record = visit.site.versions
    return visit.say("Longtin · method {method} · record {record}", method=method, record=record)


def section(
    name: str, heading: str, *tables: Table, notes: Iterable[str] = (), said: Iterable[str] = ()
) -> Section:
    """A section of tables; one that its heading names keeps no caption."""
    shown = tuple(
        replace(table, caption="") if table.caption == heading else table for table in tables
    )
    return Section(
        name,
        heading,
        sentences=tuple(filter(None, said)),
        tables=shown,
        notes=tuple(filter(None, notes)),
    )


def titled(name: str, table: Table, *, notes: Iterable[str] = ()) -> Section:
    """A section of one table, whose caption is its heading."""
    return section(name, table.caption, table, notes=notes)


def linked(table: Table, address: Callable[[str], str], *, by: int = 0, at: int = 0) -> Table:
    """A table some cells of which lead on.

    Args:
        table: As a part gives it.
        address: From the text of one cell of a row to where the row leads; empty for nowhere.
        by: The column that says where to.
        at: The column that leads there.
    """
    rows = []
    for row in table.rows:
        cells = list(row)
        cells[at] = replace(cells[at], link=address(row[by].text))
        rows.append(tuple(cells))
    return replace(table, rows=tuple(rows))


def from_lines(lines: Iterable[str]) -> Iterator[Section]:
    """Sections from a page told line by line: after an empty line the next is a heading."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line:
            blocks[-1].append(line.strip())
        elif blocks[-1]:
            blocks.append([])
    for number, block in enumerate(filter(None, blocks)):
        yield Section(f"part-{number}", block[0].replace("  ", " · "), sentences=tuple(block[1:]))
