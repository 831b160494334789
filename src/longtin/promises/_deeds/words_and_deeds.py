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
from longtin.promises._statements.word_finding import WordFinding

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
        commitments: Written ones of the first to the other, or to lists the other is in; those of
            before `since` too about which something was found after it.
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
        if max(each.commitment.made, *(one.on for one in each.commitment.findings), date.min)
        >= since
    )
    said = verbal_promises(record, one.ccode, two.ccode, since, as_of)
    return WordsAndDeeds(one, two, since, as_of, written, said, consistency(said))


def words_frame(found: WordsAndDeeds, language: str = "en") -> "pl.DataFrame":
    """Written commitments, what was found about them, and verbal promises, in order of time.

    `form` is `written`, `finding` or `verbal`. Of the first two `origin` is the commitment's id and
    `text` its title, or what was found; `window` the days from the promise to its day, `share` what
    was delivered of the least that keeps it, `difference` what was found or done less what was
    stated, in `unit`, and `reply` what the other side says. `outcome` is what is known on the day:
    `consistent`, `within_tolerance`, `late` (whole, after its day), `inconsistent` (less by its
    day, or other than stated), `access_denied`, `not_seen` (somebody looked and found nothing),
    `inconclusive` (nobody looked, or nothing can be counted), `not_due`, or how it ended.

    Args:
        found: Words and deeds of a pair.
        language: Of words, `en` or `vi`.
    """
    import polars as pl

    verbal = tuple(VerbalPromise.__dataclass_fields__)
    rows = [_verbal(each, verbal, language) for each in found.promises]
    for one in found.commitments:
        rows.append(_written(one, language))
        rows += [_finding(one, each, language) for each in one.commitment.findings]
    typed = {
        **dict.fromkeys(("on", "deed"), pl.Date),
        **dict.fromkeys(("reports", "window", "days", "reply_quad"), pl.Int64),
        **dict.fromkeys(("base", "foreseen", "share", "difference"), pl.Float64),
    }
    columns = ("form", *verbal, "share", "difference", "unit")
    frame = pl.DataFrame(rows, schema={name: typed.get(name, pl.String) for name in columns})
    return frame.sort("on", "form", "origin")


def _verbal(each: VerbalPromise, names: tuple[str, ...], language: str) -> dict[str, Any]:
    """A verbal promise, the archive's words in the reader's language."""
    row = {"form": "verbal", **{name: getattr(each, name) for name in names}}
    for name in ("text", "deed_text", "reply"):
        row[name] = acts.text_in(row[name], language) if row[name] else None
    return row


def _written(each: Standing, language: str) -> dict[str, Any]:
    """A written commitment in the columns of verbal promises."""
    one, last = each.commitment, each.last
    reply = one.contests[-1] if one.contests else None
    return {
        "form": "written",
        "on": one.made,
        "text": one.title.of(language),
        "who": f"{'; '.join(one.by)} → {'; '.join(one.to)}",
        "origin": one.id,
        "window": (one.due.on - one.made).days if one.due else None,
        "outcome": outcome_of(each),
        "deed": last.on if last else None,
        "deed_text": last.what.of(language) if last else None,
        "days": (last.on - one.made).days if last else None,
        "share": each.share,
        "difference": difference_of(each),
        "unit": one.amount.unit if one.amount else None,
        "reply": reply.says.of(language) if reply else None,
    }


def _finding(one: Standing, each: WordFinding, language: str) -> dict[str, Any]:
    """What was found about a written commitment, in the same columns."""
    return {
        "form": "finding",
        "on": each.on,
        "text": each.says.of(language),
        "who": each.by,
        "origin": one.commitment.id,
        "outcome": each.outcome,
        "deed": each.on,
        "days": (each.on - one.commitment.made).days,
        "difference": each.difference,
        "unit": each.stated.unit if each.stated else None,
        "reply": each.reply.says.of(language) if each.reply else None,
    }


def difference_of(each: Standing) -> float | None:
    """What was done less what was promised, in its unit; of a range the end that was missed.

    Nothing where one of the two was not counted, or the day of what is to be delivered has not
    come.
    """
    amount, done = each.commitment.amount, each.delivered
    if amount is None or done is None:
        return None
    if amount.limit:
        return done - amount.highest
    is_over = each.commitment.due is not None and each.commitment.due.on < each.as_of
    if done < amount.least:
        return done - amount.least if is_over else None
    return max(done - amount.highest, 0.0) if amount.low is not None else done - amount.least


def outcome_of(each: Standing) -> str:
    """What came of a written commitment, in the words that verbal promises are told in.

    Where somebody looked after the last thing that was done, what was found last.
    """
    if each.status == "ended" and each.commitment.ended is not None:
        return each.commitment.ended.how
    findings, last = each.commitment.findings, each.last
    if findings and (last is None or findings[-1].on >= last.on):
        return findings[-1].outcome
    if each.status == "kept":
        if each.timeliness == "late":
            return "late"
        difference = difference_of(each)
        is_under = each.share is not None and each.share < 1.0
        is_over = difference is not None and difference > 0 and each.share is None
        return "within_tolerance" if is_under or is_over else "consistent"
    if each.status in ("not_due", "under_way"):
        is_over = each.commitment.due is not None and each.commitment.due.on < each.as_of
        return "inconclusive" if is_over or each.commitment.due is None else "not_due"
    told = {"short": "inconsistent", "no_delivery_reported": "not_seen", "restated": "restated"}
    return told.get(each.status, "inconclusive")
