"""Words and deeds of one state towards another: written commitments and verbal promises."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from longtin import actors, acts
from longtin.errors import LongtinError, Term
from longtin.promises._deeds.verbal_promises import VerbalPromise, verbal_promises
from longtin.promises._deeds.word_consistency import Consistency, consistency
from longtin.promises._standing.select import commitments
from longtin.promises._standing.standing import Standing
from longtin.promises._statements.statement_files import Statements

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class WordsAndDeeds:
    """What one state promised another, and what was done.

    Attributes:
        promiser: Who promised.
        other: The other.
        since: First day of promises.
        as_of: Last day of anything.
        commitments: Written ones of the first to the other, or to lists the other is in.
        promises: Verbal ones in the record.
        consistency: How often those were kept, beside chance.
    """

    promiser: actors.State
    other: actors.State
    since: date
    as_of: date
    commitments: tuple[Standing, ...]
    promises: tuple[VerbalPromise, ...]
    consistency: Consistency


def words_and_deeds(
    record: acts.Record,
    promiser: str,
    other: str,
    *,
    since: date = date.min,
    as_of: date,
    among: Statements | None = None,
) -> WordsAndDeeds:
    """What one state promised another, and what was done.

    Args:
        record: Where acts are.
        promiser: Who promised; code or name.
        other: The other.
        since: First day of promises.
        as_of: Last day of anything.
        among: Written statements; the shipped ones without it.

    Raises:
        ActorError: There is no such state.
        LongtinError: The two are one.
    """
    one, two = (actors.find(each, as_of) for each in (promiser, other))
    if one.ccode == two.ccode:
        raise LongtinError(
            "This is about two different states, and both are {state} here. Name another one.",
            state=Term(one.name_en, one.name_vi),
        )
    written = tuple(
        each
        for each in commitments(one.key, to=two.key, as_of=as_of, among=among)
        if each.commitment.made >= since
    )
    said = verbal_promises(record, one.ccode, two.ccode, since, as_of)
    return WordsAndDeeds(one, two, since, as_of, written, said, consistency(said))


def words_frame(found: WordsAndDeeds) -> "pl.DataFrame":
    """Verbal promises as a data frame, one a row."""
    import polars as pl

    columns = VerbalPromise.__dataclass_fields__
    return pl.DataFrame(
        [{name: getattr(each, name) for name in columns} for each in found.promises],
        schema=None if found.promises else dict.fromkeys(columns, pl.String),
        infer_schema_length=None,
    )
