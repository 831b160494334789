"""Deduplication: which of the rows of an import the record, or an earlier line, has already.

A row is known again by its day and its key: the archive's own number where it has one, else a hash
of what it means. (ICEWS has given some 145,000 numbers of 2013 to events of 2014 as well.) Of a key
and day the first act, tie or vote counts, else the first refusal. Where rows may say how many acts
they stand for, one that differs from the first in nothing else is refused.
"""
# ruff: noqa: S608 - names in queries are ours

from collections.abc import Collection
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


def find_duplicates(
    connection: "duckdb.DuckDBPyConnection", parts: Collection[str], *, counted: bool
) -> frozenset[str]:
    """Table `lost`: staged rows that the record or an earlier line has, by sort and place.

    `known` is true of refusals that the record has as refusals.

    Args:
        connection: Where they are staged.
        parts: The sorts of rows that are.
        counted: Whether acts may say how many they stand for.

    Returns:
        Of which sorts rows are lost.
    """
    found = _find_lost(connection, parts)
    if counted and "acts" in found and _refuse_counts_at_odds(connection):
        found = _find_lost(connection, parts)
    return found


def _find_lost(connection: "duckdb.DuckDBPyConnection", parts: Collection[str]) -> frozenset[str]:
    rivals = " UNION ALL ".join(
        f"SELECT '{part}' AS part, rowid AS place, file, \"row\", key, {DAY} AS day, "
        f"{'reason IS NOT NULL' if part == 'acts' else 'false'} AS refused FROM staged_{part}"
        for part in sorted(parts)
    )
    connection.execute(f"CREATE OR REPLACE TEMP VIEW rivals AS {rivals}")
    known = f"SELECT key, {DAY} AS day FROM mine."
    held = {*parts, "domestic"}
    told = " UNION ALL ".join(known + TABLES[part] for part in TABLES if part in held)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE lost AS SELECT part, place, false AS known FROM "
        "(SELECT part, place, row_number() OVER "
        '(PARTITION BY key, day ORDER BY refused, file, "row", part, place) AS turn FROM rivals '
        "SEMI JOIN (SELECT key, day FROM rivals GROUP BY key, day HAVING count(*) > 1) "
        "USING (key, day)) WHERE turn > 1"
    )
    refused = known + TABLES[REFUSED]
    for query, claim, as_refusal in ((told, "true", "false"), (refused, "refused", "true")):
        connection.execute(
            f"INSERT INTO lost SELECT part, place, {as_refusal} "
            f"FROM (SELECT * FROM rivals WHERE {claim}) "
            f"SEMI JOIN ({query}) USING (key, day) ANTI JOIN lost USING (part, place)"
        )
    return frozenset(
        part for (part,) in connection.execute("SELECT DISTINCT part FROM lost").fetchall()
    )


def _refuse_counts_at_odds(connection: "duckdb.DuckDBPyConnection") -> bool:
    """Refuse staged acts that differ in their count from the first of the same key and day."""
    number(connection, "reasons", f"SELECT '{COUNT_AT_ODDS.code}' AS reason")
    told = f'SELECT {{place}} AS place, file, "row", key, {DAY} AS day, "count" FROM '
    staged = told.format(place="rowid") + "staged_acts WHERE reason IS NULL"
    of_record = told.format(place="NULL")
    held = "".join(f" UNION ALL {of_record}mine.{TABLES[part]}" for part in ("acts", "domestic"))
    ((changed,),) = connection.execute(
        "UPDATE staged_acts SET reason = (SELECT number FROM reasons "
        f"WHERE reason = '{COUNT_AT_ODDS.code}'), "
        "key = md5_number(concat(key, ' ', \"count\")) WHERE rowid IN (SELECT place FROM ("
        'SELECT place, "count", first_value("count") OVER (PARTITION BY key, day '
        f'ORDER BY place IS NOT NULL, file, "row") AS said FROM ({staged}{held})) '
        'WHERE place IS NOT NULL AND "count" <> said)'
    ).fetchall()
    return bool(changed)


def kept(part: str, lost: Collection[str]) -> str:
    """The staged rows of a sort that are new, in order; `lost` as `find_duplicates` has it."""
    if part not in lost:
        return f"staged_{part}"
    return (
        f"(SELECT * FROM staged_{part} WHERE rowid NOT IN "
        f"(SELECT place FROM lost WHERE part = '{part}') ORDER BY rowid)"
    )


def count_new(
    connection: "duckdb.DuckDBPyConnection", file: int, part: str, lost: Collection[str]
) -> NewRows:
    """How many new rows of each sort a file brings.

    Args:
        connection: Where they are staged.
        file: Its place among the files.
        part: What its rows become, beside refusals.
        lost: As `find_duplicates` has it.
    """
    claims = ", ".join(f"count(*) FILTER ({SORTS[sort]})" for sort in ("acts", "domestic"))
    query = f"SELECT {claims} FROM {kept('acts', lost)} WHERE file = {file}"
    ((acts, domestic),) = connection.execute(query).fetchall()
    counted = dict.fromkeys(SPELT_OUT, 0)
    if part in SPELT_OUT:
        query = f"SELECT count(*) FROM {kept(part, lost)} WHERE file = {file}"
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
        acts=acts,
        domestic=domestic,
        **counted,
        refused=tuple((reason, count) for reason, count, _ in told),
        examples=tuple((line, source, target) for *_, (line, source, target) in told),
        known=sum(known for _, _, known, *_ in refused),
    )


def span_of_rows(
    connection: "duckdb.DuckDBPyConnection", file: int, part: str
) -> tuple[date, date] | None:
    """First and last day of a file's acts, ties or votes, new or not."""
    claim = " AND reason IS NULL" if part == "acts" else ""
    query = f'SELECT min(start), max("end") FROM staged_{part} WHERE file = {file}{claim}'
    first, last = connection.execute(query).fetchall()[0]
    return None if first is None else (first, last)
