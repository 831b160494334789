"""Early warnings in words: what was seen, its acts, and what speaks against it."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from longtin import actors
from longtin._language import message
from longtin.page import Column, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from longtin._language import Language
    from longtin.acts import Record
    from longtin.trust import Alert

A_DAY = timedelta(days=1)

CLAIMS = {
    "force": message("{other}: first use or show of force after two years without, {span}."),
    "sanction": message("{other}: first sanctions after two years without, {span}."),
    "threat": message("{other}: first threats after two years without, {span}."),
    "fall": message("{other}: trust fell from {before} to {after}, {span}."),
    "silence": message(
        "{other}: no contact since {start}, up to {end}; before there was some in {share} of weeks."
    ),
}

DOUBTS = {
    "few reports": message(
        "It rests on few reports, which may be one story told again or a slip of the coder: read "
        "the rows."
    ),
    "one kind": message("Most of it is one kind of act, perhaps one affair that is soon settled."),
    "no acts named": message(
        "Most of it comes from what sources add up of both sides and name no acts of: it may be "
        "{state}’s own conduct, or news of others."
    ),
    "recovered": message("More than half of the fall has been made good since."),
    "holes before": message(
        "The record saw less than three quarters of the two years before: there may have been "
        "such acts."
    ),
    "others too": message(
        "More than five states are reported for such acts in those weeks: coders name bystanders "
        "of another’s war."
    ),
    "otherwise friendly": message("The other acts of those weeks are mostly friendly."),
    "not in the press": message(
        "The record keeps about three reports in ten, and quiet channels are not reported: ask "
        "the desk before you draw conclusions."
    ),
}


def alert_rows(found: "Sequence[Alert]", language: "Language") -> "pl.DataFrame":
    """One row an act of an alert, the alerts in their order; a row without an act where none is.

    `alert` counts them from 1; `doubts` are said in the language, one after the other.
    """
    import polars as pl

    from longtin.trust import ALERT

    rows = [
        {
            "alert": place,
            "gravity": alert.gravity,
            "kind": alert.kind,
            "truster": actors.near(alert.truster, alert.end).key,
            "trustee": actors.near(alert.trustee, alert.end).key,
            "ccode1": alert.truster,
            "ccode2": alert.trustee,
            "first": alert.start,
            "last": alert.end,
            "before": alert.before,
            "after": alert.after,
            "doubts": " ".join(alert_doubts(alert, language)),
            **act,
        }
        for place, alert in enumerate(found, 1)
        for act in alert.acts.to_dicts() or [dict.fromkeys(alert.acts.columns)]
    ]
    return pl.DataFrame(rows, schema=ALERT)


def undated_spans(record: "Record", first: date, last: date) -> list[tuple[date, date]]:
    """Days, from the first to the last, on which no dataset of dated acts speaks."""
    import polars as pl

    held = record.datasets().filter(
        (pl.col("role") == "acts") & (pl.col("period").is_null() | (pl.col("period") == "day"))
    )
    spans, day = [], first
    for start, end in held.select("start", "end").drop_nulls().sort("start").iter_rows():
        if day < start:
            spans.append((day, min(start - A_DAY, last)))
        day = max(day, end + A_DAY)
        if day > last:
            break
    return [*spans, (day, last)] if day <= last else [each for each in spans if each[0] <= last]


def watched_until(seen: date, undated: "Sequence[tuple[date, date]]", language: "Language") -> str:
    """Up to when there is evidence at all, and of which days no acts are held."""
    told = [
        language.say(
            "No acts are held of {spans}: of those days only falls of trust by exchanges of both "
            "sides could be found.",
            spans="; ".join(language.span(*each) for each in undated),
        )
    ]
    last = language.say(
        "The last evidence of any pair is of {day}; what no source speaks of is not watched.",
        day=language.date(seen),
    )
    return " ".join([*(told if undated else []), last])


def alert_claim(alert: "Alert", language: "Language") -> str:
    """What was seen, in a sentence."""
    other = actors.as_of(alert.trustee, alert.end).name(language.code)
    figures = {
        name: language.level(value)
        for name, value in (("before", alert.before), ("after", alert.after))
        if value is not None
    }
    share = language.percent(alert.before) if alert.kind == "silence" and alert.before else ""
    return language.say(
        CLAIMS[alert.kind],
        other=other,
        span=language.span(alert.start, alert.end),
        start=language.date(alert.start),
        end=language.date(alert.end),
        share=share,
        **figures,
    )


def alert_doubts(alert: "Alert", language: "Language") -> list[str]:
    """What may make it a false alarm, a sentence each."""
    state = actors.as_of(alert.truster, alert.end).name(language.code)
    return [language.say(DOUBTS[doubt], state=state) for doubt in alert.doubts]


def alert_table(alert: "Alert", language: "Language", caption: str = "") -> Table:
    """The acts behind an alert, each with its row of the record."""
    from longtin.acts import text_in
    from longtin.brief import act_words, actors_of

    say = language.say
    rows = [
        [
            language.span(row["start"], row["end"]),
            act_words(row["what"], language),
            text_in(row["text"] or "", language.code),
            actors_of(row["who"], row["end"], language) if row["who"] else "",
            row["origin"] or "",
        ]
        for row in alert.acts.iter_rows(named=True)
    ]
    columns = [
        Column(say("When"), "figure"),
        Column(say("What"), wraps=True),
        Column(say("As coded"), wraps=True),
        Column(say("Who"), wraps=True),
        Column(say("Row of the record")),
    ]
    return Table.of(caption, columns, rows)
