"""Batches: lines of a file split into columns, in a table of the database.

A line is split in SQL. One whose fields do not stand in their columns, or whose quotation is not
well formed, is split and perhaps repaired in Python, and joins the others.
"""
# ruff: noqa: S608 - names in queries are ours

import csv
from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from longtin.acts._schema import MEANING
from longtin.acts.importing.layout import MOST_SEPARATORS, Layout
from longtin.acts.importing.quoted_breaks import TextBlock
from longtin.acts.reader import NOTHING, EventReader, RowReader
from longtin.acts.record.store import Stream, quoted

if TYPE_CHECKING:
    import duckdb

DICTIONARIES = {
    "reasons": ("reason",),
    "words": ("word",),
    "meanings": tuple(MEANING),
    "actors": ("name", "country", "sectors"),
}
"""Tables that give a number to what is distinct, and their other columns."""

_SPACES = tuple(code for code in range(0x3001) if code > ord(" ") and chr(code).isspace())
"""White space beyond ASCII; a line that begins with any may be blank."""


LONGEST_QUOTED = csv.field_size_limit()
"""Characters of the longest line with quotation marks between commas that is split in SQL."""


class Batch:
    """The table `batch` of a file: a row a line that is not blank.

    Columns are `row` (the line's number), each column that the reader asks about as text, untrimmed
    and never null, and of a line that could not be split `fault` (a number of `reasons`) and
    `line_key`, by which it is known again. `line` is the line where the reader reads rows whole.

    Args:
        connection: Where it is made.
        layout: How the file is read.
        columns: Which columns it has; without them, all that the reader asks about.
        table: What it is called.
    """

    def __init__(
        self,
        connection: "duckdb.DuckDBPyConnection",
        layout: Layout,
        columns: Sequence[str] = (),
        table: str = "batch",
    ) -> None:
        self._connection, self._layout = connection, layout
        self._beside = connection.cursor()
        self.columns = columns or columns_asked(layout)
        self.repaired = 0
        self._table = table

    def fill(self, blocks: Sequence[TextBlock]) -> int:
        """Put lines into the table in place of those before.

        Returns:
            How many were not blank.
        """
        self.split(blocks)
        return self.take()

    def split(self, blocks: Sequence[TextBlock]) -> None:
        """Split lines beside the table, on a connection of its own, while the table is in use."""
        frame = pl.DataFrame(
            {
                "before": [block.before for block in blocks],
                "text": [block.text for block in blocks],
            },
            schema={"before": pl.Int64, "text": pl.String},
        )
        blocks_of_text = Stream(frame)  # noqa: F841 - DuckDB finds it by its name
        self._beside.execute(f"CREATE OR REPLACE TABLE coming_{self._table} AS {self._split()}")

    def close(self) -> None:
        """Close the connection beside, without which the record stays open."""
        self._beside.close()

    def take(self) -> int:
        """Put the lines that were split into the table in place of those before.

        Returns:
            How many were not blank.
        """
        self._connection.execute(f"DROP TABLE IF EXISTS {self._table}")
        self._connection.execute(f"ALTER TABLE coming_{self._table} RENAME TO {self._table}")
        self._mend()
        counted = self._connection.execute(f"SELECT count(*) FROM {self._table}")
        return int(counted.fetchall()[0][0])

    def _split(self) -> str:
        layout, separator = self._layout, quoted(self._layout.table.separator)
        apart = f"string_split(line, {separator})"
        parts = apart
        if layout.table.separator != "\t":
            pattern = quoted(f"[{layout.table.separator}]({_cell(layout.table.separator)})")
            parts = f"regexp_extract_all({separator} || line, {pattern}, 1)"
        fields = (
            f"CASE WHEN strlen(line) > {MOST_SEPARATORS} AND strlen(line) - strlen(replace(line, "
            f"{separator}, '')) > {MOST_SEPARATORS} THEN NULL "
            "WHEN NOT contains(line, '\"') THEN "
            f"{apart} WHEN {self._is_quoted_well()} THEN list_transform({parts}, "
            "lambda c: CASE WHEN length(c) > 1 AND c[1] = '\"' AND c[-1] = '\"' "
            "THEN replace(c[2:-2], '\"\"', '\"') ELSE c END) END"
        )
        cells = [f'f[{layout.places[column] + 1}] AS "{column}"' for column in self.columns]
        whole = self._is_whole()
        line = "line" if isinstance(layout.reader, RowReader) else "NULL::VARCHAR AS line"
        return (
            f"SELECT row, {', '.join(cells)}, {line}, CASE WHEN {whole} THEN NULL ELSE line END "
            "AS odd, NULL::INTEGER AS fault, NULL::UHUGEINT AS line_key "
            f"FROM (SELECT row, line, {fields} AS f FROM ("
            "SELECT (before + generate_subscripts(l, 1))::INTEGER AS row, unnest(l) AS line "
            "FROM (SELECT before, string_split(text, chr(10)) AS l FROM blocks_of_text)) "
            f"WHERE row > {int(layout.headed)})"
        )

    def _is_quoted_well(self) -> str:
        """Whether a line with quotation marks is split at every separator outside of them."""
        separator = self._layout.table.separator
        if separator == "\t":
            return "true"
        cell = _cell(separator)
        whole = quoted(f"{cell}([{separator}]{cell})*")
        return f"length(line) <= {LONGEST_QUOTED} AND regexp_full_match(line, {whole})"

    def _is_whole(self) -> str:
        """Whether the fields of a line certainly stand in their columns."""
        layout, width = self._layout, self._layout.width
        surplus = f"array_to_string(f[{width + 1}:], '')"
        claims = [
            "f IS NOT NULL",
            f"(len(f) = {width} OR (len(f) > {width} AND {surplus} = ''))",
            "unicode(line) > 32",
            f"(unicode(line) < {_SPACES[0]} OR unicode(line) NOT IN {_SPACES})",
        ]
        if layout.headed:
            claims.append(f"trim(f[1]) <> {quoted(layout.table.header[0])}")
        reader = layout.reader
        if isinstance(reader, EventReader) and reader.number:
            given = f"f[{layout.places[reader.number] + 1}]"
            claims += [f"NOT contains({given}, '{each}')" for each in ("E+", "e+")]
            if reader.must_have_number:
                nothing = ", ".join(map(quoted, ("", *NOTHING)))
                claims.append(f"trim({given}) NOT IN ({nothing})")
        return " AND ".join(claims)

    def _mend(self) -> None:
        """Split the lines again that SQL could not, and leave out blank ones."""
        odd = self._connection.execute(
            f"SELECT row, odd FROM {self._table} WHERE odd IS NOT NULL ORDER BY row"
        ).fetchall()
        if not odd:
            return
        self._connection.execute(f"DELETE FROM {self._table} WHERE odd IS NOT NULL")
        rows = [(row, line, *self._layout.cells(line)) for row, line in odd if line.strip()]
        self.repaired += sum(repaired for *_, repaired in rows)
        places = self._layout.places
        frame = pl.DataFrame(
            {
                "row": [row for row, *_ in rows],
                "line": [line for _, line, *_ in rows],
                "refusal": [refusal or None for _, _, _, refusal, _ in rows],
            }
            | {
                f"cell {column}": [
                    cells[places[column]] if places[column] < len(cells) else ""
                    for _, _, cells, *_ in rows
                ]
                for column in self.columns
            },
            schema={"row": pl.Int32, "line": pl.String, "refusal": pl.String}
            | {f"cell {column}": pl.String for column in self.columns},
        )
        lines_mended = Stream(frame)  # noqa: F841 - DuckDB finds it by its name
        self._connection.execute("CREATE OR REPLACE TEMP TABLE mended AS FROM lines_mended")
        if frame["refusal"].null_count() < frame.height:
            number(self._connection, "reasons", "SELECT refusal AS reason FROM mended")
        cells = ", ".join(f'"cell {column}"' for column in self.columns)
        line = "line" if isinstance(self._layout.reader, RowReader) else "NULL"
        archive = quoted(f"{self._layout.reader.archive}\x1f")
        self._connection.execute(
            f"INSERT INTO {self._table} SELECT row, {cells}, {line}, NULL, r.number, "
            f"CASE WHEN refusal IS NOT NULL THEN md5_number({archive} || line) END "
            "FROM mended LEFT JOIN reasons AS r ON r.reason = mended.refusal"
        )


def _cell(separator: str) -> str:
    """A pattern of a cell between commas: within quotation marks, or without any."""
    return f'(?:"(?:[^"]|"")*"|[^"{separator}\\r]*)'


def columns_asked(layout: Layout) -> list[str]:
    """The columns of a file that its reader asks about."""
    reader = layout.reader
    if not isinstance(reader, EventReader):
        return list(layout.places)
    asked = (
        *([reader.number] if reader.number else []),
        *(*reader.days, *reader.source, *reader.target, *reader.deed, *reader.content),
    )
    return [column for column in dict.fromkeys(asked) if column in layout.places]


def number(connection: "duckdb.DuckDBPyConnection", dictionary: str, query: str) -> None:
    """Give numbers to what a dictionary does not have yet.

    Args:
        connection: Where it is.
        dictionary: One of `DICTIONARIES`.
        query: What may be new, in the dictionary's other columns by their names.
    """
    columns = DICTIONARIES[dictionary]
    listed = ", ".join(f'"{name}"' for name in columns)
    same = " AND ".join(f'new."{name}" IS NOT DISTINCT FROM held."{name}"' for name in columns)
    some = " OR ".join(f'"{name}" IS NOT NULL' for name in columns)
    connection.execute(
        f"INSERT INTO {dictionary} SELECT "
        f"(SELECT coalesce(max(number) + 1, 0) FROM {dictionary}) "
        f"+ row_number() OVER (ORDER BY {listed}) - 1, {listed} "
        f"FROM (SELECT DISTINCT {listed} FROM ({query}) WHERE {some}) AS new "
        f"ANTI JOIN {dictionary} AS held ON {same}"
    )
