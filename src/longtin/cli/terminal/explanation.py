"""Terminal tables of an explanation: belief before, what moved it, belief after."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from longtin import actors
from longtin.page import Column, Table, print_table

if TYPE_CHECKING:
    import polars as pl

    from longtin._language import Language
    from longtin.trust import Explanation

MOST_ACTS = 20

Row = dict[str, Any]


def show_account(
    why: "Explanation",
    before: Row | None,
    after: Row | None,
    language: "Language",
    carried_from: date | None = None,
) -> None:
    """Print the account by kind of act, and under it the acts that weighed most.

    Args:
        why: What moved the belief.
        before: Trust before, a row of `Estimate.frame`, if there is one.
        after: Trust after, likewise.
        language: To say it in.
        carried_from: End of the last complete year, where belief is by year and carried on from it.
    """
    from longtin.trust import by_year

    say = language.say
    truster, trustee = (actors.as_of(ccode, why.until).name(language.code) for ccode in why.pair)
    title = say(
        "Trust of {truster} in {trustee}, {span}",
        truster=truster,
        trustee=trustee,
        span=language.span(why.since + timedelta(days=1), why.until),
    )
    ends = say(
        "Before: {before}. After: {after}.",
        before=_figure(before, language),
        after=_figure(after, language),
    )
    above = " ".join(filter(None, (by_year(carried_from, language), ends)))
    columns = [
        Column(say("What moved it"), wraps=True),
        Column(say("Reports"), "figure"),
        Column(say("Weight in dB"), "figure"),
    ]
    note = say("0 dB is even odds; +10 dB is ten to one for trust.")
    print_table(Table.of(title, columns, _account(why, language)), above=above, note=note)
    acts = why.lines.filter(why.lines["origin"].is_not_null())
    if not acts.is_empty():
        _show_acts(acts, language)


def _figure(row: Row | None, language: "Language") -> str:
    """Trust, and whether it was carried on; or that there is too little to say."""
    if row is None or row["trust"] is None:
        return language.say("too little to say")
    trust = language.probability(row["trust"])
    if row["coverage"] != "not observed" or row["last_evidence"] is None:
        return trust
    day = language.date(row["last_evidence"])
    return language.say("{trust}, carried on since {day}", trust=trust, day=day)


def _account(why: "Explanation", language: "Language") -> list[list[str]]:
    """Belief before, a row for each kind, the sum of these, and belief after."""
    import polars as pl

    from longtin.brief import act_words

    say = language.say
    kinds = why.lines.group_by("what").agg(pl.col("decibans", "reports").sum())
    kinds = kinds.sort(pl.col("what") == "DRIFT", -pl.col("decibans").abs(), "what")
    rows = [
        [act_words(what, language), str(reports or ""), _weight(decibans, language)]
        for what, decibans, reports in kinds.iter_rows()
    ]
    on = {"before": language.date(why.since), "after": language.date(why.until)}
    return [
        [say("Belief on {day}", day=on["before"]), "", _weight(why.before, language)],
        *([f"  {what}", *figures] for what, *figures in rows),
        [say("Change"), "", _weight(why.after - why.before, language)],
        [say("Belief on {day}", day=on["after"]), "", _weight(why.after, language)],
    ]


def _weight(decibans: float, language: "Language") -> str:
    return language.number(decibans, 1, signed=True)


def _show_acts(acts: "pl.DataFrame", language: "Language") -> None:
    import polars as pl

    say = language.say
    ordered = acts.sort(-pl.col("decibans").abs().round(6), "start", "origin")
    heaviest, lighter = ordered.head(MOST_ACTS), ordered.tail(-MOST_ACTS)
    rows = [_act(row, language) for row in heaviest.iter_rows(named=True)]
    columns = [
        Column(say("Weight in dB"), "figure"),
        Column(say("When"), "figure"),
        Column(say("What"), wraps=True),
        Column(say("As coded"), wraps=True),
        Column(say("Who"), wraps=True),
        Column(say("Row of the record")),
    ]
    note = ""
    if not lighter.is_empty():
        note = say(
            "{n} lighter acts weigh {decibans} dB together; every act: --json, or -o FILE.csv.",
            n=language.whole(lighter.height),
            decibans=_weight(float(lighter["decibans"].sum()), language),
        )
    title = say("Acts in order of weight")
    print_table(Table.of(f"\n{title}", columns, rows), note=note)


def _act(row: Row, language: "Language") -> list[str]:
    from longtin.brief import act_words

    return [
        _weight(row["decibans"], language),
        language.span(row["start"], row["end"]),
        act_words(row["what"], language),
        row["text"] or "",
        row["who"] or "",
        row["origin"] or "",
    ]
