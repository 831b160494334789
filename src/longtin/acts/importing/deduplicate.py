"""Deduplication: which of the rows of an import the record, or an earlier line, has already.

A row is known again by its day and its key: the archive's own number where it has one, else a hash
of what it means. (ICEWS has given some 145,000 numbers of 2013 to events of 2014 as well.) Of a key
and day the first act, tie or vote counts, else the first refusal. Where rows may say how many acts
they stand for, one that differs from the first in nothing else is refused.
"""
# ruff: noqa: S608 - names in queries are ours

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from longtin._language import message
from longtin.acts._reason import Reason, Remark
from longtin.acts.importing.batch import number
from longtin.acts.record.file import SPELT_OUT, TABLES

if TYPE_CHECKING:
    import duckdb

COUNT_AT_ODDS = Reason(
    "count-at-odds",
    message("the same act stands in an earlier row or in the record with another count"),
)
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


Example = tuple[int, str | None, str | None]
"""Line, source and target of a refused row."""


@dataclass(frozen=True)
class NewRows:
    """What of a file the record did not have.

    Attributes:
        acts: Acts between two states.
        domestic: Acts within one.
        ties: Standing relations.
        votes: Votes.
        refused: How many were refused for which reason, commonest first, whether or not the record
            has the same refusals from before.
        examples: Line, source and target of the first row refused for each of these.
        known: How many of the refused rows the record has, as refusals too.
    """

    acts: int
    domestic: int
    ties: int
    votes: int
    refused: tuple[tuple[Remark, int], ...]
    examples: tuple[Example, ...]
    known: int

    @property
    def rows(self) -> int:
        """All of them, with refusals that the record has."""
        refused = sum(count for _, count in self.refused)
        return self.acts + self.domestic + self.ties + self.votes + refused

    @property
    def fresh(self) -> int:
        """How many the record did not have."""
        return self.rows - self.known


def refuse_counts_at_odds(connection: "duckdb.DuckDBPyConnection") -> None:
    """Refuse staged acts that differ in their count from the first of the same key and day."""
    number(connection, "reasons", f"SELECT '{COUNT_AT_ODDS.code}' AS reason")
    told = f'SELECT {{place}} AS place, file, "row", key, {DAY} AS day, "count" FROM '
    staged = told.format(place="rowid") + "staged_acts WHERE reason IS NULL"
    held = "".join(
        f" UNION ALL {told.format(place='NULL')}mine.{TABLES[part]}"
        for part in ("acts", "domestic")
    )
    connection.execute(
        "UPDATE staged_acts SET reason = (SELECT number FROM reasons "
        f"WHERE reason = '{COUNT_AT_ODDS.code}'), "
        "key = md5_number(concat(key, ' ', \"count\")) WHERE rowid IN (SELECT place FROM ("
        'SELECT place, "count", first_value("count") OVER (PARTITION BY key, day '
        f'ORDER BY place IS NOT NULL, file, "row") AS said FROM ({staged}{held})) '
        'WHERE place IS NOT NULL AND "count" <> said)'
    )


def find_duplicates(connection: "duckdb.DuckDBPyConnection") -> None:
    """Table `lost`: staged rows that the record or an earlier line has, by sort and place.

    `known` is true of refusals that the record has as refusals.
    """
    rivals = " UNION ALL ".join(
        f"SELECT '{part}' AS part, rowid AS place, file, \"row\", key, {DAY} AS day, "
        f"{'reason IS NOT NULL' if part == 'acts' else 'false'} AS refused FROM staged_{part}"
        for part in _STAGED
    )
    connection.execute(f"CREATE TEMP VIEW rivals AS {rivals}")
    known = {part: f"SELECT key, {DAY} AS day FROM mine.{table}" for part, table in TABLES.items()}
    told = " UNION ALL ".join(query for part, query in known.items() if part != REFUSED)
    connection.execute(
        "CREATE TEMP TABLE lost AS SELECT part, place, false AS known FROM "
        "(SELECT part, place, row_number() OVER "
        '(PARTITION BY key, day ORDER BY refused, file, "row", part, place) AS turn FROM rivals '
        "SEMI JOIN (SELECT key, day FROM rivals GROUP BY key, day HAVING count(*) > 1) "
        "USING (key, day)) WHERE turn > 1"
    )
    for query, claim, as_refusal in ((told, "true", "false"), (known[REFUSED], "refused", "true")):
        connection.execute(
            f"INSERT INTO lost SELECT part, place, {as_refusal} "
            f"FROM (SELECT * FROM rivals WHERE {claim}) "
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
    refused = connection.execute(
        "SELECT reasons.reason, counted.n, counted.known, counted.line, source.word, target.word "
        'FROM (SELECT reason, count(*) AS n, count(lost.place) AS known, min("row") AS line, '
        'arg_min(source_name, "row") AS source, arg_min(target_name, "row") AS target '
        "FROM staged_acts LEFT JOIN lost ON part = 'acts' AND place = staged_acts.rowid "
        f"WHERE file = {file} AND {SORTS[REFUSED]} AND coalesce(known, true) GROUP BY reason) "
        "AS counted JOIN reasons ON reasons.number = counted.reason "
        "LEFT JOIN words AS source ON source.number = counted.source "
        "LEFT JOIN words AS target ON target.number = counted.target"
    ).fetchall()
    told = [(Remark.read(reason), count, example) for reason, count, _, *example in refused]
    told.sort(key=lambda each: (-each[1], str(each[0])))
    return NewRows(
        **counted,
        refused=tuple((reason, count) for reason, count, _ in told),
        examples=tuple((line, source, target) for *_, (line, source, target) in told),
        known=sum(known for _, _, known, *_ in refused),
    )


def span_of_rows(connection: "duckdb.DuckDBPyConnection", file: int) -> tuple[date, date] | None:
    """First and last day of a file's acts, ties or votes, new or not."""
    days = " UNION ALL ".join(
        f'SELECT start, "end" FROM staged_{part} WHERE file = {file}'
        + (" AND reason IS NULL" if part == "acts" else "")
        for part in _STAGED
    )
    first, last = connection.execute(f'SELECT min(start), max("end") FROM ({days})').fetchall()[0]
    return None if first is None else (first, last)
