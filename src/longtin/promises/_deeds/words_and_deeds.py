"""Words and deeds of one state towards another: written commitments and verbal promises."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

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
    """Written commitments and verbal promises as a data frame, one a row, in order of time.

    `form` is `written` or `verbal`. Of a written one `origin` is its id, `text` its title, `window`
    the days from the promise to its day, `share` what was delivered of the least that keeps it, and
    `outcome` says what is known on the day: `consistent`, `late` (whole, after its day), `part`
    (its day is over), `not_seen` (somebody looked and found nothing), `inconclusive` (nobody
    looked, or nothing can be counted), `not_due`, or how it ended.
    """
    import polars as pl

    verbal = tuple(VerbalPromise.__dataclass_fields__)
    rows = [
        {"form": "verbal", **{name: getattr(each, name) for name in verbal}}
        for each in found.promises
    ] + [_written(each) for each in found.commitments]
    typed = {
        **dict.fromkeys(("on", "deed"), pl.Date),
        **dict.fromkeys(("reports", "window", "days", "reply_quad"), pl.Int64),
        **dict.fromkeys(("base", "foreseen", "share"), pl.Float64),
    }
    columns = ("form", *verbal, "share")
    frame = pl.DataFrame(rows, schema={name: typed.get(name, pl.String) for name in columns})
    return frame.sort("on", "form", "origin")


def _written(each: Standing) -> dict[str, Any]:
    """A written commitment in the columns of verbal promises."""
    one, last = each.commitment, each.last
    return {
        "form": "written",
        "on": one.made,
        "text": one.title.en,
        "who": f"{'; '.join(one.by)} → {'; '.join(one.to)}",
        "origin": one.id,
        "window": (one.due.on - one.made).days if one.due else None,
        "outcome": outcome_of(each),
        "deed": last.on if last else None,
        "deed_text": last.what.en if last else None,
        "days": (last.on - one.made).days if last else None,
        "share": each.share,
    }


def outcome_of(each: Standing) -> str:
    """What came of a written commitment, in the words that verbal promises are told in."""
    if each.status == "ended" and each.commitment.ended is not None:
        return each.commitment.ended.how
    if each.status == "kept":
        return "late" if each.timeliness == "late" else "consistent"
    if each.status in ("not_due", "under_way"):
        is_over = each.commitment.due is not None and each.commitment.due.on < each.as_of
        return "inconclusive" if is_over or each.commitment.due is None else "not_due"
    told = {"short": "part", "no_delivery_reported": "not_seen", "restated": "restated"}
    return told.get(each.status, "inconclusive")
