"""Dictionary encoding of a file's values: each distinct one is asked about once.

What the reader answers is kept in tables of the database, one for each part of a row: `known_days`,
`known_source`, `known_target` and `known_deed`, by the values as the file has them. Whose an actor
was depends on the day: `spells` holds it from one day to the day before another.
"""
# ruff: noqa: S608 - names in queries are ours

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import polars as pl

from longtin._language import message
from longtin.acts._reason import Reason
from longtin.acts._schema import MEANING, SPHERES
from longtin.acts.importing.batch import number
from longtin.acts.importing.layout import Layout
from longtin.acts.importing.weigh import trimmed, weighed
from longtin.acts.reader import FIRST_YEAR, EventReader, Reader
from longtin.acts.record.store import Stream, frame

if TYPE_CHECKING:
    import duckdb

LONG_AGO = Reason("long-ago", message("a day before 1800"))
FUTURE = Reason("future", message("a day in the future"))
_DAY = timedelta(days=1)
_SIDES = ("source", "target")
_ANSWERS = {
    "days": "first DATE, last DATE, reason INTEGER, identity VARCHAR",
    "source": "place INTEGER, states INTEGER, country VARCHAR, actor INTEGER, name INTEGER, "
    "reason INTEGER, identity VARCHAR",
    "deed": "meaning INTEGER, reports INTEGER, silent BOOLEAN, mended BOOLEAN, reason INTEGER, "
    "identity VARCHAR",
}
_ANSWERS["target"] = _ANSWERS["source"]
_SPELL = {
    "actor": pl.Int32,
    "since": pl.Date,
    "until": pl.Date,
    "ccode": pl.Int16,
    "sphere": pl.Int8,
    "refusal": pl.String,
}


def create_dictionaries(connection: "duckdb.DuckDBPyConnection") -> None:
    """Make tables of words, meanings and reasons with what the record has; others come to them."""
    for dictionary in ("words", "meanings"):
        connection.execute(f"CREATE TEMP TABLE {dictionary} AS FROM mine.{dictionary}")
    connection.execute(
        "CREATE TEMP TABLE reasons AS SELECT number, concat_ws(' ', reason, details) AS reason "
        "FROM mine.reasons"
    )


def columns_of_part(layout: Layout, part: str) -> list[str]:
    """The columns of a file that decide a part of a row."""
    return [column for column in getattr(layout.reader, part) if column in layout.places]


def possible(today: date) -> pl.Expr:
    """Why a span, `start` to `end`, cannot be of acts; empty if it can.

    Tomorrow has begun elsewhere, and what is counted by years is dated to the end of its year.
    """
    year = pl.col("start").dt.year()
    ahead = (pl.col("start") > today + _DAY) | (pl.col("end") > date(today.year, 12, 31))
    return pl.coalesce(
        pl.when(year < FIRST_YEAR).then(LONG_AGO.column()), pl.when(ahead).then(FUTURE.column())
    )


class Spellings:
    """What the values of a file mean, as far as it has been read.

    Args:
        connection: Where the tables are made, in place of those of the file before.
        layout: How the file is read.
        reader: Who reads it.
        today: After which nothing can have happened.
    """

    def __init__(
        self,
        connection: "duckdb.DuckDBPyConnection",
        layout: Layout,
        reader: EventReader,
        today: date,
    ) -> None:
        self._connection, self._layout, self._reader = connection, layout, reader
        self._today, self._is_weighed, self._has_silent = today, False, False
        for part, answers in _ANSWERS.items():
            columns = "".join(f'"{name}" VARCHAR, ' for name in columns_of_part(layout, part))
            prefixed = ", ".join(f"its_{answer}" for answer in answers.split(", "))
            connection.execute(f"CREATE OR REPLACE TEMP TABLE known_{part} ({columns}{prefixed})")
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE actors "
            "(number INTEGER, name VARCHAR, country VARCHAR, sectors VARCHAR)"
        )
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE spells (actor INTEGER, since DATE, until DATE, "
            "ccode SMALLINT, sphere TINYINT, reason INTEGER)"
        )

    def learn(self) -> None:
        """Ask about the values of the batch that have not been met before."""
        if not self._is_weighed and (
            found := weighed(self._connection, self._layout, self._reader)
        ):
            self._reader, self._is_weighed = found, True
        self._learn_days()
        for side in _SIDES:
            self._learn_side(side)
        self._learn_deeds()
        self._look_up()

    def spoken_for(self) -> tuple[date, date] | None:
        """First and last day that the batch speaks for, as the reader has it."""
        if type(self._reader).spoken_for is Reader.spoken_for:
            return None
        joined = f"batch AS b JOIN known_days AS days ON {matched(self._layout, 'days')}"
        said = "b.fault IS NULL AND days.its_reason IS NULL"
        if self._has_silent:
            joined += f" JOIN known_deed AS deed ON {matched(self._layout, 'deed')}"
            said += " AND NOT deed.its_silent"
        listed = ", ".join(f'b."{name}"' for name in columns_of_part(self._layout, "days"))
        raw = frame(self._connection, f"SELECT DISTINCT {listed} FROM {joined} WHERE {said}")
        return self._reader.spoken_for(self._values("days", raw))

    def _values(self, part: str, raw: pl.DataFrame) -> pl.DataFrame:
        """Values as a reader takes them, with columns that the file lacks."""
        asked = getattr(self._reader, part)
        values = trimmed(raw, self._reader.typed).select(
            pl.col(name) if name in raw.columns else pl.lit(None, pl.String).alias(name)
            for name in asked
        )
        if part not in _SIDES:
            return values
        return values.rename(
            {name: "name" if name == part else name.removeprefix(f"{part}_") for name in asked}
        )

    def _told(self, part: str, answer: Callable[[pl.DataFrame], pl.DataFrame]) -> bool:
        """Table `told`: new values with what the reader answers; whether there are any."""
        columns = columns_of_part(self._layout, part)
        listed = ", ".join(f'"{name}"' for name in columns)
        raw = frame(
            self._connection,
            f"SELECT DISTINCT {listed} FROM batch ANTI JOIN known_{part} USING ({listed})",
        )
        if raw.is_empty():
            return False
        answers = answer(self._values(part, raw))
        if "value" not in answers.columns:
            answers = answers.with_row_index("value")
        renamed = raw.rename({name: f"raw {name}" for name in raw.columns}).with_row_index("value")
        answered = Stream(renamed.join(answers, on="value"))  # noqa: F841 - DuckDB finds it
        self._connection.execute("CREATE OR REPLACE TEMP TABLE told AS FROM answered")
        self._number_reasons(answers)
        return True

    def _number_reasons(self, answers: pl.DataFrame) -> None:
        if answers["refusal"].null_count() < answers.height:
            number(self._connection, "reasons", "SELECT refusal AS reason FROM told")

    def _learn_days(self) -> None:
        def answer(values: pl.DataFrame) -> pl.DataFrame:
            return self._reader.when(values).with_columns(
                pl.coalesce("refusal", possible(self._today)).alias("refusal")
            )

        if self._told("days", answer):
            span = """concat(told."start", '/', told."end")"""
            self._connection.execute(
                f'INSERT INTO known_days SELECT {self._raw("days")}, told."start", told."end", '
                f"r.number, {self._identity('days', span)} "
                "FROM told LEFT JOIN reasons AS r ON r.reason = told.refusal"
            )

    def _identity(self, part: str, answered: str) -> str:
        """By what a part of a row is known again, where rows have no number: what it means."""
        if self._reader.number:
            return "NULL"
        raw = f"concat_ws(chr(30), {self._raw(part)})"
        return f"CASE WHEN told.refusal IS NULL THEN {answered} ELSE {raw} END"

    def _raw(self, part: str) -> str:
        return ", ".join(f'told."raw {name}"' for name in columns_of_part(self._layout, part))

    def _learn_side(self, side: str) -> None:
        def answer(values: pl.DataFrame) -> pl.DataFrame:
            found = self._reader.actor(values, side)
            return found if self._reader.several else found.with_columns(place=0, states=1)

        asked = "told.refusal IS NULL AND (told.states = 1 OR told.place > 0)"
        if not self._told(side, answer):
            return
        number(self._connection, "words", "SELECT name AS word FROM told")
        number(self._connection, "actors", f"SELECT name, country, sectors FROM told WHERE {asked}")
        same = " AND ".join(
            f"a.{part} IS NOT DISTINCT FROM told.{part}" for part in ("name", "country", "sectors")
        )
        self._connection.execute(
            f"INSERT INTO known_{side} SELECT {self._raw(side)}, place, states, told.country, "
            f"CASE WHEN {asked} THEN a.number END, w.number, r.number, "
            f"{self._identity(side, 'told.identity')} FROM told "
            f"LEFT JOIN words AS w ON w.word = told.name LEFT JOIN actors AS a ON {same} "
            "LEFT JOIN reasons AS r ON r.reason = told.refusal"
        )

    def _learn_deeds(self) -> None:
        def answer(values: pl.DataFrame) -> pl.DataFrame:
            found = self._reader.what(values)
            asked = {"silent", "mended"} - set(found.columns)
            found = found.with_columns(pl.lit(value=False).alias(name) for name in sorted(asked))
            self._has_silent |= bool(found["silent"].any())
            return found

        if not self._told("deed", answer):
            return
        listed = ", ".join(f'"{name}"' for name in MEANING)
        number(self._connection, "meanings", f"SELECT {listed} FROM told WHERE refusal IS NULL")
        same = " AND ".join(f'm."{name}" IS NOT DISTINCT FROM told."{name}"' for name in MEANING)
        spelt = ", ".join(f"coalesce(told.\"{name}\"::VARCHAR, '')" for name in MEANING)
        told = f"lower(nfc_normalize(concat_ws(chr(30), {spelt})))"
        self._connection.execute(
            f'INSERT INTO known_deed SELECT {self._raw("deed")}, m.number, told."count", silent, '
            f"mended, r.number, {self._identity('deed', told)} "
            f"FROM told LEFT JOIN meanings AS m ON {same} "
            "LEFT JOIN reasons AS r ON r.reason = told.refusal"
        )

    def _look_up(self) -> None:
        """Ask whose actors are that have not been met before, or not on a day."""
        found = self._on_days() if self._reader.daily else self._over_time()
        spells = pl.DataFrame(found, _SPELL, orient="row")
        if spells.is_empty():
            return
        asked = Stream(spells)  # noqa: F841 - DuckDB finds it by its name
        self._connection.execute("CREATE OR REPLACE TEMP TABLE told AS FROM asked")
        self._number_reasons(spells)
        self._connection.execute(
            "INSERT INTO spells SELECT actor, since, until, ccode, sphere, r.number FROM told "
            "LEFT JOIN reasons AS r ON r.reason = told.refusal"
        )

    def _over_time(self) -> Iterator[tuple[object, ...]]:
        """Of each new actor, whose it was from which day on, as long as that stays the same."""
        new = self._connection.execute(
            "SELECT * FROM actors ANTI JOIN spells ON spells.actor = actors.number ORDER BY number"
        ).fetchall()
        for actor, name, country, sectors in new:
            before, since = None, date.min
            for day in (date.min, *self._reader.turns(name, country)):
                whose = self._reader.whose(name, country, sectors, day)
                if before is not None and whose != before:
                    yield (actor, since, day, *_numbered(before))
                    since = day
                before = whose
            yield (actor, since, date.max, *_numbered(before))

    def _on_days(self) -> Iterator[tuple[object, ...]]:
        """Of each new actor and day, whose it was."""
        queries = []
        for side in _SIDES:
            joined = " ".join(
                f"JOIN known_{part} AS {part} ON {matched(self._layout, part)}"
                for part in ("days", side)
            )
            queries.append(
                f"SELECT {side}.its_actor AS actor, days.its_first AS day FROM batch AS b {joined} "
                "WHERE b.fault IS NULL AND days.its_reason IS NULL"
            )
        new = self._connection.execute(
            "SELECT number, day, name, country, sectors FROM "
            f"(SELECT DISTINCT actor, day FROM ({' UNION ALL '.join(queries)})) AS asked "
            "JOIN actors ON actors.number = asked.actor "
            "ANTI JOIN spells ON spells.actor = asked.actor AND spells.since = asked.day "
            "ORDER BY number, day"
        ).fetchall()
        for actor, day, name, country, sectors in new:
            whose = self._reader.whose(name, country, sectors, day)
            yield (actor, day, day + _DAY, *_numbered(whose))


def matched(layout: Layout, part: str) -> str:
    """How a row of the batch, `b`, is joined with what is known of a part of it."""
    return " AND ".join(f'b."{name}" = {part}."{name}"' for name in columns_of_part(layout, part))


_SPHERE = {sphere: place for place, sphere in enumerate(SPHERES)}


def _numbered(whose: Sequence[object] | None) -> tuple[object, ...]:
    assert whose is not None  # noqa: S101 - there is a first day
    ccode, sphere, refusal = whose
    return ccode, None if sphere is None else _SPHERE[str(sphere)], refusal
