"""Deduplication: which of the rows of an import the record, or an earlier line, has already.

A row is known again by its day and its key: the archive's own number where it has one, else a hash
of what it says. (ICEWS has given some 145,000 numbers of 2013 to events of 2014 as well.) Of a key
and day the first act, tie or vote counts, else the first refusal.
"""
# ruff: noqa: S608 - names in queries are ours

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from longtin.acts._reason import Remark
from longtin.acts.record.file import SPELT_OUT, TABLES

if TYPE_CHECKING:
    import duckdb

DAY = "coalesce(start, DATE '0001-01-01')"
"""The day of a row as queries compare it: refusals may lack one."""

REFUSED = "refusals"
SORTS = {
    "acts": "reason IS NULL AND source <> target",
    "domestic": "reason IS NULL AND source = target",
    REFUSED: "reason IS NOT NULL",
}
"""What rows of `staged_acts` are."""

_STAGED = ("acts", *SPELT_OUT)


@dataclass(frozen=True)
class NewRows:
    """What of a file the record did not have.

    Attributes:
        acts: Acts between two states.
        domestic: Acts within one.
        ties: Standing relations.
        votes: Votes.
        refused: How many were refused for which reason, commonest first.
    """

    acts: int
    domestic: int
    ties: int
    votes: int
    refused: tuple[tuple[Remark, int], ...]

    @property
    def rows(self) -> int:
        """All of them."""
        refused = sum(count for _, count in self.refused)
        return self.acts + self.domestic + self.ties + self.votes + refused


def find_duplicates(connection: "duckdb.DuckDBPyConnection") -> None:
    """Table `lost`: staged rows that the record or an earlier line has, by sort and place."""
    rivals = " UNION ALL ".join(
        f"SELECT '{part}' AS part, rowid AS place, file, \"row\", key, {DAY} AS day, "
        f"{'reason IS NOT NULL' if part == 'acts' else 'false'} AS refused FROM staged_{part}"
        for part in _STAGED
    )
    connection.execute(f"CREATE TEMP VIEW rivals AS {rivals}")
    known = {part: f"SELECT key, {DAY} AS day FROM mine.{table}" for part, table in TABLES.items()}
    told = " UNION ALL ".join(query for part, query in known.items() if part != REFUSED)
    connection.execute(
        "CREATE TEMP TABLE lost AS SELECT part, place FROM "
        "(SELECT part, place, row_number() OVER "
        '(PARTITION BY key, day ORDER BY refused, file, "row", part, place) AS turn FROM rivals '
        "SEMI JOIN (SELECT key, day FROM rivals GROUP BY key, day HAVING count(*) > 1) "
        "USING (key, day)) WHERE turn > 1"
    )
    for query, claim in ((told, "true"), (known[REFUSED], "refused")):
        connection.execute(
            f"INSERT INTO lost SELECT part, place FROM (SELECT * FROM rivals WHERE {claim}) "
            f"SEMI JOIN ({query}) USING (key, day) ANTI JOIN lost USING (part, place)"
        )


def has_lost(connection: "duckdb.DuckDBPyConnection", part: str) -> bool:
    """Whether any staged row of a sort is a duplicate."""
    query = f"SELECT count(*) FROM lost WHERE part = '{part}'"
    return bool(connection.execute(query).fetchall()[0][0])


def kept(connection: "duckdb.DuckDBPyConnection", part: str) -> str:
    """The staged rows of a sort that are new, in their order."""
    if not has_lost(connection, part):
        return f"staged_{part}"
    return (
        f"(SELECT * FROM staged_{part} WHERE rowid NOT IN "
        f"(SELECT place FROM lost WHERE part = '{part}') ORDER BY rowid)"
    )


def count_new(connection: "duckdb.DuckDBPyConnection", file: int) -> NewRows:
    """How many new rows of each sort a file brings."""
    rows = f"FROM {kept(connection, 'acts')} WHERE file = {file}"
    counted = {
        part: connection.execute(f"SELECT count(*) {rows} AND {SORTS[part]}").fetchall()[0][0]
        for part in ("acts", "domestic")
    }
    for part in SPELT_OUT:
        query = f"SELECT count(*) FROM {kept(connection, part)} WHERE file = {file}"
        counted[part] = connection.execute(query).fetchall()[0][0]
    reasons = connection.execute(
        f"SELECT reasons.reason, n FROM (SELECT reason, count(*) AS n {rows} "
        f"AND {SORTS[REFUSED]} GROUP BY reason) AS counted "
        "JOIN reasons ON reasons.number = counted.reason"
    ).fetchall()
    refused = [(Remark.read(reason), count) for reason, count in reasons]
    refused.sort(key=lambda each: (-each[1], str(each[0])))
    return NewRows(**counted, refused=tuple(refused))


def span_of_rows(connection: "duckdb.DuckDBPyConnection", file: int) -> tuple[date, date] | None:
    """First and last day of a file's acts, ties or votes, new or not."""
    days = " UNION ALL ".join(
        f'SELECT start, "end" FROM staged_{part} WHERE file = {file}'
        + (" AND reason IS NULL" if part == "acts" else "")
        for part in _STAGED
    )
    first, last = connection.execute(f'SELECT min(start), max("end") FROM ({days})').fetchall()[0]
    return None if first is None else (first, last)
