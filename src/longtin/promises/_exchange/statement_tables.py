"""Tables of statements, with the codes by which statisticians and donors know them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from longtin.promises._standing.standing import Standing
from longtin.promises._statements.party import party_name
from longtin.promises._statements.stated_position import StatedPosition
from longtin.promises._statements.statement_files import Statements
from longtin.promises._statements.vocabulary import vocabulary

if TYPE_CHECKING:
    import polars as pl


def commitment_rows(
    standings: Iterable[Standing], statements: Statements, language: str = "en"
) -> list[dict[str, Any]]:
    """One row a commitment.

    Beside each value stand the codes of others: `iati` is the transaction type of IATI, `crs` the
    nature of submission of OECD CRS, `obs_status` the observation status of SDMX for `delivered`
    (A counted, E about, P still running, O nobody reported one, L not looked for, M not countable).

    Args:
        standings: As `commitments` gives them.
        statements: Where their sources are named.
        language: Of words.
    """
    return [_commitment_row(each, statements, language) for each in standings]


def _commitment_row(each: Standing, statements: Statements, language: str) -> dict[str, Any]:
    one, known = each.commitment, vocabulary()
    amount, due = one.amount, one.due
    return {
        "id": one.id,
        "by": "; ".join(one.by),
        "to": "; ".join(one.to),
        "issue": one.issue,
        "made": one.made,
        "title": one.title.of(language),
        "says": one.says.of(language),
        "terms": "; ".join(one.terms),
        "rung": one.rung,
        "iati": known.rungs[one.rung].iati.get(one.direction),
        "direction": one.direction,
        "entry": one.entry,
        "crs": known.entries[one.entry].crs,
        "amount": amount.middle if amount else None,
        "low": amount.low if amount else None,
        "high": amount.high if amount else None,
        "unit": amount.unit if amount else None,
        "about": amount.about if amount else None,
        "a_year": amount.a_year if amount else None,
        "price_year": amount.year if amount else None,
        "due": due.on if due else None,
        "due_said": due.said if due else None,
        "on_condition": one.on_condition.of(language) if one.on_condition else None,
        "as_of": each.as_of,
        "status": each.status,
        "timeliness": each.timeliness,
        "completeness": each.completeness,
        "contest": each.contest,
        "delivered": each.delivered,
        "obs_status": observation_status(each),
        "share": each.share,
        "days_late": each.days_late,
        "last_told": each.last.on if each.last else None,
        "restates": one.restates,
        "restated_by": each.restated_by,
        "part_of": one.part_of,
        "instrument": one.instrument,
        "cause": each.cause.of(language) if each.cause else None,
        "document": one.stated.document.of(language),
        "symbol": one.stated.symbol,
        "at": one.stated.at,
        "read_in": statements.sources[one.stated.source].of(language),
        "certainty": one.certainty,
        "stated_by": one.stated_by,
    }


def observation_status(each: Standing) -> str:
    """How sure the figure of what was delivered is, as SDMX codes it (CL_OBS_STATUS)."""
    if each.delivered is not None:
        last = next((d for d in reversed(each.commitment.deliveries) if d.amount), None)
        if last is not None and last.amount is not None and last.amount.about:
            return "E"
        return "P" if each.status == "under_way" else "A"
    if each.commitment.amount is None:
        return "M"
    return "L" if each.status == "not_looked_for" else "O"


def commitment_frame(
    standings: Iterable[Standing], statements: Statements, language: str = "en"
) -> "pl.DataFrame":
    """`commitment_rows` as a data frame, every column there even if nothing is."""
    import polars as pl

    days = dict.fromkeys(("made", "due", "as_of", "last_told"), pl.Date)
    whole = dict.fromkeys(("iati", "crs", "price_year", "days_late"), pl.Int64)
    figures = dict.fromkeys(("amount", "low", "high", "delivered", "share"), pl.Float64)
    switches = dict.fromkeys(("about", "a_year"), pl.Boolean)
    typed = {**days, **whole, **figures, **switches}
    rows = commitment_rows(standings, statements, language)
    return pl.DataFrame(rows, schema={name: typed.get(name, pl.String) for name in COMMITMENT})


COMMITMENT: Final = (
    "id", "by", "to", "issue", "made", "title", "says", "terms", "rung", "iati", "direction",
    "entry", "crs", "amount", "low", "high", "unit", "about", "a_year", "price_year", "due",
    "due_said", "on_condition", "as_of", "status", "timeliness", "completeness", "contest",
    "delivered", "obs_status", "share", "days_late", "last_told", "restates", "restated_by",
    "part_of", "instrument", "cause", "document", "symbol", "at", "read_in", "certainty",
    "stated_by",
)  # fmt: skip
"""Columns of `commitment_frame`, in order."""


def position_rows(
    positions: Iterable[StatedPosition], statements: Statements, language: str = "en"
) -> list[dict[str, Any]]:
    """One row a position.

    Args:
        positions: As `positions` gives them.
        statements: Where their sources are named.
        language: Of words.
    """
    return [
        {
            "id": each.id,
            "by": each.by,
            "name": party_name(each.by, each.on, language),
            "issue": each.issue,
            "on": each.on,
            "says": each.says.of(language),
            "terms": "; ".join(each.terms),
            "strength": each.strength,
            "rank": each.rank,
            "followed": "; ".join(f"{f.on} {f.kind}: {f.what.of(language)}" for f in each.follows),
            "document": each.stated.document.of(language),
            "symbol": each.stated.symbol,
            "at": each.stated.at,
            "read_in": statements.sources[each.stated.source].of(language),
            "certainty": each.certainty,
            "stated_by": each.stated_by,
        }
        for each in positions
    ]


def position_frame(
    positions: Iterable[StatedPosition], statements: Statements, language: str = "en"
) -> "pl.DataFrame":
    """`position_rows` as a data frame, every column there even if nothing is."""
    import polars as pl

    typed = {"on": pl.Date, "rank": pl.Int64}
    rows = position_rows(positions, statements, language)
    return pl.DataFrame(rows, schema={name: typed.get(name, pl.String) for name in POSITION})


POSITION: Final = (
    "id", "by", "name", "issue", "on", "says", "terms", "strength", "rank", "followed",
    "document", "symbol", "at", "read_in", "certainty", "stated_by",
)  # fmt: skip
"""Columns of `position_frame`, in order."""
