"""Schema of the record: the one table of acts, and its neighbours.

An **act** is one thing one state's people did to another state's people, or a number of such
things of one class in one period: a weekly report and a yearly count are the same kind of row.

========================  =======  ==============================================================
column                    type     meaning
========================  =======  ==============================================================
`dataset`                 str      which set of rows: `icews0515`, `icews14`, `icews_year`, `mid`,
                                   or the name a user's file was given
`archive`                 str      what keeps it: `icews`, `mid`, `polecat`, `gdelt`, `plain`
`start`, `end`            date     the period, both days counted; equal for one day
`source`, `target`        int16    COW codes of who acted and towards whom
`source_sphere`,
`target_sphere`           str      `state`, `public`, `society` or `armed`: who within the state
`kind`                    str?     PLOVER type, or STATEMENT; null where only the class is known
`mode`                    str?     PLOVER mode
`quad`                    int8     1 verbal, 2 material cooperation; 3 verbal, 4 material conflict,
                                   as the archive itself classes its code
`domain`                  str?     PLOVER context, the first where there are several
`code`                    str?     the archive's own code as text: CAMEO `0231`, MID hostility `4`
`text`                    str?     the archive's words for the type of act
`count`                   int32    reports of it, at least 1
`source_name`,
`target_name`             str      who, as the archive names them
`origin`                  str      `dataset:row`, rows counted from 1; the file's own name where
                                   it brings a series such as `mid` up to date
========================  =======  ==============================================================

An **exchange** is what two states did to each other in a period with both directions added up,
from sources that do not say who did what: `cooperation` and `conflict`, at least 0, in the
source's own unit (sums of a score, or events), and `reports`, the days with news or the events it
rests on. `state1 < state2`. Only the share of cooperation means the same in all sources.

**Coverage** says what a dataset can speak of: of every state where `ccode` is empty, of one with
any other that is covered too where only `partner` is empty, of one pair, either way round, where
both are given; on the days from `start` to `end`; and of the classes `quads`, all where it is
empty.

**Domestic** acts, whose two sides belong to one state, have the same columns and a table of
their own. A **refusal** is a row that became neither, with the reason. A **tie** is a standing
relation, `state2` empty where it concerns one state alone.

`quad` follows CAMEO for CAMEO-coded archives, because the complete yearly counts do: PLOVER puts
appeals (CAMEO 02) with demands and half of yielding (08) with words, CAMEO does not.
"""

import polars as pl

from longtin.errors import Listing, Phrase, RecordError

FORMAT = 6
"""The version of the schema that a record file is written in; other versions are refused."""

DISPUTES = "mid"
"""The series of militarised disputes."""
ALLIANCES = "atop"
"""The series of alliances."""
YEARLY_COUNTS = "icews_year"
"""The complete yearly counts."""
MONTHLY_COUNTS = "icews_month"
"""The monthly counts of conflict."""
VOTES = "un_votes"
"""The series of votes in the General Assembly."""

MEANING: dict[str, pl.DataType] = {
    "kind": pl.String(),
    "mode": pl.String(),
    "quad": pl.Int8(),
    "domain": pl.String(),
    "code": pl.String(),
    "text": pl.String(),
}
"""What an act meant: all that follows from its type."""

ACT: dict[str, pl.DataType] = {
    "dataset": pl.String(),
    "archive": pl.String(),
    "start": pl.Date(),
    "end": pl.Date(),
    "source": pl.Int16(),
    "target": pl.Int16(),
    "source_sphere": pl.String(),
    "target_sphere": pl.String(),
    **MEANING,
    "count": pl.Int32(),
    "source_name": pl.String(),
    "target_name": pl.String(),
    "origin": pl.String(),
}
"""Columns of acts and their types."""

REFUSAL: dict[str, pl.DataType] = {
    "dataset": pl.String(),
    "row": pl.Int32(),
    "reason": pl.String(),
    "source_name": pl.String(),
    "target_name": pl.String(),
}
"""Columns of refusals and their types."""

TIE: dict[str, pl.DataType] = {
    "tie": pl.String(),
    "state1": pl.Int16(),
    "state2": pl.Int16(),
    "start": pl.Date(),
    "end": pl.Date(),
    "value": pl.Float64(),
    "detail": pl.String(),
    "dataset": pl.String(),
}
"""Columns of ties and their types."""

TRAVEL: dict[str, pl.DataType] = {
    "dataset": pl.String(),
    "visitor": pl.Int16(),
    "office": pl.String(),
    "host": pl.Int16(),
    "start": pl.Date(),
    "end": pl.Date(),
    "place": pl.String(),
    "text": pl.String(),
    "row": pl.Int32(),
}
"""Columns of journeys of a state's leaders abroad and their types."""

VOTE: dict[str, pl.DataType] = {
    "rcid": pl.Int32(),
    "ccode": pl.Int16(),
    "vote": pl.Int8(),
    "start": pl.Date(),
    "end": pl.Date(),
    "session": pl.Int16(),
    "important": pl.Boolean(),
    "issues": pl.String(),
    "resolution": pl.String(),
    "dataset": pl.String(),
}
"""Columns of votes and roll calls and their types."""

EXCHANGE: dict[str, pl.DataType] = {
    "dataset": pl.String(),
    "start": pl.Date(),
    "end": pl.Date(),
    "state1": pl.Int16(),
    "state2": pl.Int16(),
    "cooperation": pl.Float32(),
    "conflict": pl.Float32(),
    "reports": pl.Int32(),
}
"""Columns of exchanges and their types."""

COVER: dict[str, pl.DataType] = {
    "dataset": pl.String(),
    "ccode": pl.Int16(),
    "partner": pl.Int16(),
    "start": pl.Date(),
    "end": pl.Date(),
    "quads": pl.List(pl.Int8()),
}
"""Columns of coverage and their types."""

DENSITY: dict[str, pl.DataType] = {
    "start": pl.Date(),
    "end": pl.Date(),
    "datasets": pl.String(),
    "days": pl.Int32(),
    "acts": pl.Int32(),
    "state_acts": pl.Int32(),
    "complete": pl.Int32(),
    "sampling": pl.Float64(),
    "measured_by": pl.String(),
}
"""Columns of density and their types."""

COMPLETENESS: dict[str, pl.DataType] = {
    "source": pl.Int16(),
    "target": pl.Int16(),
    "year": pl.Int16(),
    "complete": pl.Int32(),
    "dated": pl.Int32(),
    "share": pl.Float64(),
    "complete_conflict": pl.Int32(),
    "monthly_conflict": pl.Int32(),
    "conflict_share": pl.Float64(),
}
"""Columns of completeness and their types."""

WITHHELD: dict[str, pl.DataType] = {
    "dataset": pl.String(),
    "start": pl.Date(),
    "end": pl.Date(),
    "code": pl.String(),
    "kind": pl.String(),
    "text": pl.String(),
}
"""Columns of event types held back, and their types."""

SPHERES = ("state", "society", "armed", "international", "public")
_MAY_BE_NULL = frozenset({"kind", "mode", "domain", "code", "text"})


def check_acts(acts: pl.DataFrame) -> pl.DataFrame:
    """Hold a frame against the table of acts.

    Args:
        acts: Any frame that claims to be acts, for instance from a simulation.

    Returns:
        The same frame, so that the call can stand in a chain.

    Raises:
        RecordError: A column is missing, unknown, of another type, or holds what it may not.
    """
    _check_columns(acts)
    for column in acts.columns:
        empty = acts[column].null_count()
        if empty and column not in _MAY_BE_NULL:
            raise RecordError(
                "Acts table, column `{column}` – {empty} of {n} rows are empty. Fill them or leave "
                "the rows out.",
                column=column,
                empty=empty,
                n=acts.height,
            )
    for claim, broken in _broken_claims(acts):
        if broken.height:
            raise RecordError(
                "Acts table – {claim}, but {n} rows differ, first {first}. Correct these rows or "
                "leave them out.",
                claim=claim,
                n=broken.height,
                first=broken["origin"][0],
            )
    return acts


def _check_columns(acts: pl.DataFrame) -> None:
    missing = [column for column in ACT if column not in acts.columns]
    unknown = [column for column in acts.columns if column not in ACT]
    if missing or unknown:
        raise RecordError(
            "Acts table – missing columns: {missing}; unknown columns: {unknown}. The columns are "
            "{columns}.",
            missing=Listing(missing) if missing else "–",
            unknown=Listing(unknown) if unknown else "–",
            columns=Listing(ACT),
        )
    for column, kept in ACT.items():
        if acts.schema[column] != kept:
            raise RecordError(
                "Acts table, column `{column}` – holds {found}, not {kept}. Cast it, for example "
                '`pl.col("{column}").cast(pl.{kept})`.',
                column=column,
                found=acts.schema[column],
                kept=kept,
            )


def _broken_claims(acts: pl.DataFrame) -> list[tuple[Phrase, pl.DataFrame]]:
    sphere_known = pl.col("source_sphere").is_in(SPHERES) & pl.col("target_sphere").is_in(SPHERES)
    return [
        (Phrase("`end` is never before `start`"), acts.filter(pl.col("end") < pl.col("start"))),
        (Phrase("`count` is at least 1"), acts.filter(pl.col("count") < 1)),
        (Phrase("`quad` is 1, 2, 3 or 4"), acts.filter(~pl.col("quad").is_between(1, 4))),
        (
            Phrase("a sphere is one of {spheres}", spheres=Listing(SPHERES)),
            acts.filter(~sphere_known),
        ),
    ]


DATASET_COLUMNS = (
    "dataset VARCHAR, archive VARCHAR, role VARCHAR, title VARCHAR, version VARCHAR, "
    'licence VARCHAR, citation VARCHAR, start DATE, "end" DATE, file VARCHAR, sha256 VARCHAR, '
    "rows INTEGER, acts INTEGER, domestic INTEGER, refused INTEGER, silent INTEGER, "
    "duplicates INTEGER, sampling DOUBLE, expected INTEGER, encoding VARCHAR, "
    "series VARCHAR, note VARCHAR, number INTEGER"
)
"""What is held of each dataset, as SQL defines it."""
