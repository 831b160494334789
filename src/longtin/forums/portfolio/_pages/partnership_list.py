"""List of partnerships on a day: as a table for readers, and as a frame for files."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from longtin import actors
from longtin._language import Language
from longtin.forums.portfolio._assessment.partnership_standing import partnership_standing
from longtin.forums.portfolio._pages import phrases
from longtin.forums.portfolio._pages.annex import since, tier_name
from longtin.forums.portfolio._reference.reference_tables import PortfolioTables
from longtin.forums.portfolio._reference.rows import Partnership
from longtin.forums.portfolio._reference.vocabulary import portfolio_words
from longtin.page import Column, Table

PARTNERSHIP: dict[str, type[pl.DataType]] = {
    "party1": pl.String,
    "party2": pl.String,
    "name1": pl.String,
    "name2": pl.String,
    "tier": pl.String,
    "rank": pl.Int64,
    "since": pl.String,
    "until": pl.Date,
    "holds": pl.Boolean,
    "issues": pl.String,
    "title": pl.String,
    "certainty": pl.String,
    "source": pl.String,
    "note": pl.String,
}
"""Columns of `partnership_frame`."""


def partnership_rows(
    tables: PortfolioTables, state: str | None, day: date, *, earlier: bool = False
) -> tuple[Partnership, ...]:
    """Partnerships known on a day, the closest first.

    Args:
        tables: Where they are.
        state: Only of this one, by code or name.
        day: Rows that begin later are not known yet.
        earlier: With those that later ones replaced, or that were ended.

    Raises:
        ActorError: No such state on that day.
    """
    key = None if state is None else actors.find(state, day).key
    pairs = dict.fromkeys(
        frozenset(row.between) for row in tables.partnerships if key is None or key in row.between
    )
    found: list[Partnership] = []
    for pair in pairs:
        one, other = sorted(pair)
        held = partnership_standing(tables.partnerships, one, other, day)
        found += [*([held.level] if held.level else []), *held.fields]
        found += held.earlier if earlier else ()
    ranks = portfolio_words().tiers
    return tuple(
        sorted(found, key=lambda row: (-ranks[row.tier].rank, row.since, sorted(row.between)))
    )


def _name(party: str, day: date, language: str) -> str:
    organisations = portfolio_words().organisations
    if party in organisations:
        return organisations[party].of(language)
    return actors.find(party, day).name(language)


def partnership_table(rows: Sequence[Partnership], day: date, language: Language) -> Table:
    """Partnerships as a table."""
    say = language.say
    columns = (
        Column(say("Parties"), wraps=True),
        Column(say("Level"), wraps=True),
        Column(say("Since"), "figure"),
        Column(say("Certainty")),
    )
    told = [
        (
            " – ".join(_name(party, day, language.code) for party in row.between),
            tier_name(row, language),
            since(row, language),
            say(phrases.CERTAINTIES[row.certainty]),
        )
        for row in rows
    ]
    title = say("Partnerships on {day}: {n}", day=language.date(day), n=len(told))
    return Table.of(title, columns, told)


def partnership_frame(
    rows: Sequence[Partnership], tables: PortfolioTables, day: date, language: str = "en"
) -> pl.DataFrame:
    """Partnerships as a frame in the columns of `PARTNERSHIP`.

    `holds` tells whether a row is the level on the day; `since` is a day, a month or a year as far
    as known; `source` and other words are in the language.
    """
    ranks = portfolio_words().tiers
    told = []
    for row in rows:
        one, other = row.between
        held = partnership_standing(tables.partnerships, one, other, day)
        told.append(
            (
                one,
                other,
                _name(one, day, language),
                _name(other, day, language),
                row.tier,
                ranks[row.tier].rank,
                row.since,
                row.until,
                row is held.level or row in held.fields,
                "; ".join(row.issues) or None,
                row.title.of(language) if row.title else None,
                row.certainty,
                tables.sources[row.source].of(language),
                row.note.of(language) if row.note else None,
            )
        )
    return pl.DataFrame(told, schema=PARTNERSHIP, orient="row")
