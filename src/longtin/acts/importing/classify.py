"""Classification: every row of a batch becomes an act, a domestic act or a refusal.

A row is refused for the first of these that holds: a fault of its line, its days, its source, its
target, what was done; its source names nobody who belongs to a state on the day; its target does
not; the two belong to different states and one is an armed group, whose acts are not its state's.
"""
# ruff: noqa: S608 - names in queries are ours

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from longtin._language import message
from longtin.acts._reason import Reason, Remark
from longtin.acts._schema import SPHERES
from longtin.acts.importing.batch import number
from longtin.acts.importing.layout import Layout
from longtin.acts.importing.spellings import Spellings, matched, possible
from longtin.acts.importing.weigh import SPACES, trimmed, weighed
from longtin.acts.reader import NOTHING, EventReader, RowReader
from longtin.acts.record.file import HELD, columns_of
from longtin.acts.record.store import Stream, frame, quoted

if TYPE_CHECKING:
    import duckdb

ARMED = Reason("armed", message("an armed group, whose acts are not its state's"))
_PARTS = ("days", "source", "target", "deed")
_LONG_AGO = "DATE '0001-01-01'"


@dataclass
class RowCounts:
    """What a file gave, summed over batches.

    Attributes:
        lines: Lines that are not blank and no header.
        rows: Rows: a line of several states on a side is several.
        silent: Rows that say that nothing was done.
        mended: Lines with a code whose lost leading zero was put back.
        first: First day that the file speaks for, where that is not when its acts happened.
        last: Last such day.
        former: Which states it calls by a name no longer in use; `None` if none.
    """

    lines: int = 0
    rows: int = 0
    silent: int = 0
    mended: int = 0
    first: date | None = None
    last: date | None = None
    former: Remark | None = None

    def speak_for(self, span: tuple[date, date] | None) -> None:
        """Widen the days that the file speaks for."""
        if span is not None:
            self.first = min(self.first or span[0], span[0])
            self.last = max(self.last or span[1], span[1])


def create_staged(connection: "duckdb.DuckDBPyConnection", parts: Collection[str]) -> None:
    """Make the tables of classified rows: `staged_acts`, with refusals, and of ties or votes."""
    known = HELD["acts"] | {"reason": pl.Int32()}
    for part in sorted(parts):
        kinds = known if part == "acts" else HELD[part]
        connection.execute(
            f'CREATE TEMP TABLE staged_{part} (file INTEGER, "row" INTEGER, {columns_of(kinds)}, '
            "key UHUGEINT)"
        )


def first_key(archive: str) -> int:
    """The key of an archive's number 0; hashes of 128 bits do not come near."""
    return int(hashlib.sha256(archive.encode()).hexdigest()[:8], 16) << 64


class EventStage:
    """The way of a file of events into `staged_acts`, batch by batch."""

    def __init__(
        self,
        connection: "duckdb.DuckDBPyConnection",
        layout: Layout,
        reader: EventReader,
        file: int,
        today: date,
    ) -> None:
        self._connection, self._layout, self._reader = connection, layout, reader
        self._spellings = Spellings(connection, layout, reader, today)
        number(connection, "reasons", f"SELECT {quoted(ARMED.code)} AS reason")
        self._query = self._classified(file)

    def put(self, lines: int, counts: RowCounts) -> None:
        """Classify the rows of the batch."""
        self._spellings.learn()
        counts.speak_for(self._spellings.spoken_for())
        ((kept,),) = self._connection.execute(self._query).fetchall()
        counts.rows += kept if self._reader.several else lines
        counts.silent += 0 if self._reader.several else lines - kept
        counts.mended += self._mended()

    def _mended(self) -> int:
        if not self._connection.execute("FROM known_deed WHERE its_mended LIMIT 1").fetchall():
            return 0
        joined = f"batch AS b JOIN known_deed AS deed ON {matched(self._layout, 'deed')}"
        query = f"SELECT count(*) FROM {joined} WHERE b.fault IS NULL AND deed.its_mended"
        return int(self._connection.execute(query).fetchall()[0][0])

    def _classified(self, file: int) -> str:
        """The query that puts classified rows into `staged_acts`, in the order of their lines."""
        reader, layout = self._reader, self._layout
        joins = " ".join(
            f"JOIN known_{part} AS {part} ON {matched(layout, part)}" for part in _PARTS
        )
        spells = " ".join(
            f"LEFT JOIN spells AS {side}_spell ON {side}_spell.actor = r.{side}_actor "
            f"AND coalesce(r.first, {_LONG_AGO}) >= {side}_spell.since "
            f"AND coalesce(r.first, {_LONG_AGO}) < {side}_spell.until"
            for side in ("source", "target")
        )
        same = "NULL"
        if reader.same_state is not None:
            number(
                self._connection,
                "reasons",
                f"SELECT {quoted(reader.same_state.code)} AS reason",
            )
            same = (
                "CASE WHEN source.its_country = target.its_country "
                f"THEN {self._reason(reader.same_state)} END"
            )
        armed = SPHERES.index("armed")
        return (
            f"INSERT INTO staged_acts SELECT {file}, r.row, r.first, r.last, source_spell.ccode, "
            "target_spell.ccode, source_spell.sphere, target_spell.sphere, r.meaning, r.reports, "
            "r.source_name, r.target_name, coalesce(r.fault, source_spell.reason, "
            "target_spell.reason, CASE WHEN source_spell.ccode <> target_spell.ccode AND "
            f"{armed} IN (source_spell.sphere, target_spell.sphere) THEN {self._reason(ARMED)} "
            "END), r.key FROM (SELECT b.row, days.its_first AS first, days.its_last AS last, "
            "deed.its_meaning AS meaning, deed.its_reports AS reports, deed.its_silent AS silent, "
            "source.its_actor AS source_actor, target.its_actor AS target_actor, "
            "source.its_name AS source_name, target.its_name AS target_name, "
            "source.its_place AS source_place, target.its_place AS target_place, "
            "coalesce(b.fault, days.its_reason, source.its_reason, target.its_reason, "
            f"{same}, deed.its_reason) AS fault, {self._key()} AS key{self._pairs()} "
            f"FROM batch AS b {joins}) AS r {spells} "
            f"WHERE (r.fault IS NOT NULL OR NOT r.silent){self._chosen()} "
            f"ORDER BY r.row{', r.source_place, r.target_place' if reader.several else ''}"
        )

    def _reason(self, reason: Reason) -> str:
        return f"(SELECT number FROM reasons WHERE reason = {quoted(reason.code)})"

    def _pairs(self) -> str:
        """What tells pairs of states apart, where a side may be several."""
        if not self._reader.several:
            return ""
        return (
            ", source.its_states AS source_states, target.its_states AS target_states, "
            "source.its_country IS NOT DISTINCT FROM target.its_country AS same"
        )

    def _chosen(self) -> str:
        """Of a refused row one; else each pair, and no state with itself where there are others."""
        if not self._reader.several:
            return ""
        each = " AND ".join(
            f"(r.{side}_states = 1 OR r.{side}_place > 0)" for side in ("source", "target")
        )
        alone = "r.source_states = 1 AND r.target_states = 1"
        return (
            " AND CASE WHEN r.fault IS NOT NULL THEN r.source_place = 0 AND r.target_place = 0 "
            f"ELSE {each} AND (NOT r.same OR ({alone})) END"
        )

    def _key(self) -> str:
        """By what a row is known again: the archive's number, else its content."""
        reader = self._reader
        archive = quoted(f"{reader.archive}\x1f")
        content = [
            f'trim(b."{name}", {quoted(SPACES)})' if name in self._layout.places else "''"
            for name in reader.content
        ]
        if not reader.number:
            told = [f"coalesce({part}.its_identity, '')" for part in _PARTS]
            told += [f"regexp_replace({each}, '[.]0+$', '')" for each in content]
            by_value = f"md5_number({archive} || concat_ws(chr(31), {', '.join(told)}))"
            return f"coalesce(b.line_key, {by_value})"
        by_content = (
            f"md5_number({archive} || concat_ws(chr(31), {', '.join(content) or repr('')}))"
        )
        text = f'trim(b."{reader.number}")'
        digits, first = "[1-9][0-9]{0,17}", first_key(reader.archive)
        rewritten = f"regexp_extract({text}, '^0*({digits})([.]0+)?$', 1)"
        nothing = ", ".join(map(quoted, ("", *NOTHING)))
        pair, alone = "", ""
        if reader.several:
            is_pair = "(source.its_place > 0 OR target.its_place > 0)"
            pair = (
                f" || CASE WHEN {is_pair} THEN "
                "concat(', ', source.its_country, ' to ', target.its_country) ELSE '' END"
            )
            alone = f"AND NOT {is_pair} "
        return (
            "CASE WHEN b.line_key IS NOT NULL THEN b.line_key "
            f"WHEN regexp_full_match({text}, '{digits}') {alone}"
            f"THEN {first}::UHUGEINT + {text}::UBIGINT "
            f"WHEN {rewritten} <> '' {alone}THEN {first}::UHUGEINT + {rewritten}::UBIGINT "
            f"WHEN {text} IN ({nothing}) THEN {by_content} "
            f"ELSE md5_number({archive} || 'event ' || {text}{pair}) END"
        )


class RowStage:
    """The way of a file of ties or votes into their staged table, batch by batch."""

    def __init__(
        self,
        connection: "duckdb.DuckDBPyConnection",
        layout: Layout,
        reader: RowReader,
        file: int,
        today: date,
    ) -> None:
        self._connection, self._layout, self._reader = connection, layout, reader
        self._file, self._today, self._is_weighed = file, today, False

    def put(self, lines: int, counts: RowCounts) -> None:  # noqa: ARG002 - rows may be more
        """Have the reader read the rows of the batch."""
        if not self._is_weighed and (
            found := weighed(self._connection, self._layout, self._reader)
        ):
            self._reader, self._is_weighed = found, True
        batch = frame(self._connection, "SELECT * FROM batch ORDER BY row")
        values = self._values(batch)
        sound = batch["fault"].is_null()
        rows = self._reader.rows(values.filter(sound)).with_columns(
            pl.lit(None, pl.Int32).alias("fault"),
            pl.coalesce("refusal", possible(self._today)).alias("refusal"),
        )
        read = rows.filter(pl.col("refusal").is_null()).select("row").unique()
        counts.speak_for(self._reader.spoken_for(values.join(read, on="row", how="semi")))
        counts.rows += rows.height + int((~sound).sum())
        if not sound.all():
            faults = batch.filter(~sound).select("row", "fault", identity="line")
            broken = self._reader.rows(values.filter(~sound)).unique("row", keep="first")
            refused = broken.drop("identity", "fault", strict=False).join(faults, on="row")
            rows = pl.concat([rows, refused.select(rows.columns)])
        spoken = rows.filter(
            ~pl.col("silent") | pl.col("refusal").is_not_null() | pl.col("fault").is_not_null()
        )
        counts.silent += rows.height - spoken.height
        self._stage(spoken)

    def _values(self, batch: pl.DataFrame) -> pl.DataFrame:
        reader = self._reader
        columns = (*reader.required, *reader.optional)
        told = trimmed(batch.select(name for name in columns if name in batch.columns))
        return told.with_columns(
            batch["row"],
            batch["line"],
            *(pl.lit(None, pl.String).alias(name) for name in columns if name not in batch.columns),
        )

    def _stage(self, rows: pl.DataFrame) -> None:
        rows_read = Stream(rows)  # noqa: F841 - DuckDB finds it by its name
        self._connection.execute("CREATE OR REPLACE TEMP TABLE told AS FROM rows_read")
        number(self._connection, "reasons", "SELECT refusal AS reason FROM told")
        number(
            self._connection,
            "words",
            "SELECT unnest([source_name, target_name]) AS word FROM told "
            "WHERE coalesce(refusal, fault::VARCHAR) IS NOT NULL",
        )
        part = self._reader.part
        key = f"md5_number({quoted(f'{self._reader.archive}{chr(31)}')} || identity)"
        listed = ", ".join(f'"{name}"' for name in HELD[part])
        self._connection.execute(
            f'INSERT INTO staged_{part} SELECT {self._file}, "row", {listed}, {key} FROM told '
            "WHERE refusal IS NULL AND fault IS NULL"
        )
        self._connection.execute(
            'INSERT INTO staged_acts (file, "row", start, source_name, target_name, reason, key) '
            f'SELECT {self._file}, "row", start, s.number, t.number, coalesce(fault, r.number), '
            f"{key} FROM told LEFT JOIN words AS s ON s.word = told.source_name "
            "LEFT JOIN words AS t ON t.word = told.target_name "
            "LEFT JOIN reasons AS r ON r.reason = told.refusal "
            'WHERE coalesce(fault, r.number) IS NOT NULL ORDER BY "row"'
        )
