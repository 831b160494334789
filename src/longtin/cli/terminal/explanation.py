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

LEAST_SHOWN = 0.05
"""Share of a kind that rounds to something; smaller ones are told together."""

Row = dict[str, Any]


def show_account(
    why: "Explanation",
    before: Row | None,
    after: Row | None,
    language: "Language",
    carried_from: date | None = None,
    *,
    in_decibans: bool = False,
) -> None:
    """Print the account by kind of act, and under it the acts that moved belief most.

    Args:
        why: What moved the belief.
        before: Trust before, a row of `Estimate.frame`, if there is one.
        after: Trust after, likewise.
        language: To say it in.
        carried_from: End of the last complete year, where belief is by year and carried on from it.
        in_decibans: Whether weights of evidence are shown in place of points.
    """
    from longtin.trust import by_year

    say = language.say
    truster, trustee = (
        actors.in_sentence(actors.as_of(ccode, why.until).name(language.code), language.code)
        for ccode in why.pair
    )
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
    unit = "decibans" if in_decibans else "points"
    columns = [
        Column(say("What moved it"), wraps=True),
        Column(say("Reports"), "figure"),
        Column(_head(unit, language), "figure"),
    ]
    note = (
        say("0 dB is trust of one half; +10 dB is ten to one for trust.")
        if in_decibans
        else say(
            "A point is a hundredth of the way from an enemy in arms (0) to an ally of long "
            "standing (100). Shares add up to the change."
        )
    )
    note = "\n".join(filter(None, (_by_time(why, language), note)))
    print_table(Table.of(title, columns, _account(why, unit, language)), above=above, note=note)
    acts = why.lines.filter(why.lines["origin"].is_not_null())
    if not acts.is_empty():
        _show_acts(acts, unit, language)
        _show_promises(acts, unit, language)


def _by_time(why: "Explanation", language: "Language") -> str:
    """That the passing of time moved trust more than all that was reported, where it did."""
    import polars as pl

    passing = pl.col("what") == "DRIFT"
    drift, acts = (float(why.lines.filter(of)["points"].sum()) for of in (passing, ~passing))
    if abs(drift) <= max(abs(acts), LEAST_SHOWN):
        return ""
    return language.say(
        "Time passing moved it by {drift} points, and all that was told by {acts}: with time old "
        "evidence fades, and belief drifts back towards what the pair is like in the long run. No "
        "act stands behind that part.",
        drift=_share(drift, language),
        acts=_share(acts, language),
    )


def _head(unit: str, language: "Language") -> str:
    return language.say("Weight in dB") if unit == "decibans" else language.say("Points")


def _figure(row: Row | None, language: "Language") -> str:
    """Trust with its degree, and whether it was carried on; or that there is too little to say."""
    if row is None or row["trust"] is None:
        return language.say("too little to say")
    from longtin._language import degree

    trust = language.say(
        "{trust} ({degree})",
        trust=language.level(row["trust"]),
        degree=degree(row["trust"], language),
    )
    if row["coverage"] != "not observed" or row["last_evidence"] is None:
        return trust
    day = language.date(row["last_evidence"])
    return language.say("{trust}, carried on since {day}", trust=trust, day=day)


def _account(why: "Explanation", unit: str, language: "Language") -> list[list[str]]:
    """Belief before, a row for each kind or channel, the sum of these, and belief after."""
    import polars as pl

    from longtin.brief import gathered
    from longtin.trust import act_words

    say = language.say
    kinds = why.lines.group_by(what=gathered()).agg(pl.col(unit, "reports").sum())
    kinds = kinds.sort(pl.col("what") == "DRIFT", -pl.col(unit).abs(), "what")
    told = (pl.col(unit).abs() >= LEAST_SHOWN) | (pl.col("what") == "DRIFT")
    rows = [
        [act_words(what, language), str(reports or ""), _share(weight, language)]
        for what, weight, reports in kinds.filter(told).iter_rows()
    ]
    rest = kinds.filter(~told)
    if not rest.is_empty():
        others = say("kinds that hardly moved it ({n})", n=rest.height)
        weight = float(rest[unit].sum())
        rows.insert(
            len(rows) - ("DRIFT" in kinds["what"].to_list()),
            [others, str(rest["reports"].sum() or ""), _share(weight, language)],
        )
    days = [language.date(each) for each in (why.since, why.until)]
    if unit == "decibans":
        ends = [_share(each, language) for each in (why.before, why.after)]
        change = why.after - why.before
    else:
        ends = [language.number(100.0 * each, 1) for each in why.trust]
        change = 100.0 * (why.trust[1] - why.trust[0])
    return [
        [say("Trust on {day}", day=days[0]), "", ends[0]],
        *([f"  {what}", *figures] for what, *figures in rows),
        [say("Change"), "", _share(change, language)],
        [say("Trust on {day}", day=days[1]), "", ends[1]],
    ]


def _share(weight: float, language: "Language") -> str:
    return language.number(weight, 1, signed=True)


def _show_acts(acts: "pl.DataFrame", unit: str, language: "Language") -> None:
    import polars as pl

    say = language.say
    ordered = acts.sort(-pl.col(unit).abs().round(6), "start", "origin")
    heaviest, lighter = ordered.head(MOST_ACTS), ordered.tail(-MOST_ACTS)
    rows = [_act(row, unit, language) for row in heaviest.iter_rows(named=True)]
    columns = [
        Column(_head(unit, language), "figure"),
        Column(say("When"), "figure"),
        Column(say("What"), wraps=True),
        Column(say("As coded"), wraps=True),
        Column(say("Who"), wraps=True),
        Column(say("Row of the record")),
    ]
    note = ""
    if not lighter.is_empty():
        values = {
            "n": language.whole(lighter.height),
            "weight": _share(float(lighter[unit].sum()), language),
        }
        note = (
            say(
                "{n} lighter acts weigh {weight} dB together; every act: --json, or -o FILE.csv.",
                **values,
            )
            if unit == "decibans"
            else say(
                "{n} lighter acts make {weight} points together; every act: --json, or -o "
                "FILE.csv.",
                **values,
            )
        )
    title = say("Acts in order of weight")
    print_table(Table.of(f"\n{title}", columns, rows), note=note)


def _show_promises(acts: "pl.DataFrame", unit: str, language: "Language") -> None:
    """Commitments delivered on or missed among what moved belief, each with its part in it."""
    from longtin import promises

    moved: dict[tuple[str, bool], list[float]] = {}
    for text, weight in acts.select("text", unit).iter_rows():
        found = promises.commitment_of(text)
        if found is not None:
            moved.setdefault(found, []).append(weight)
    if not moved:
        return
    say, known = language.say, promises.statements().commitments
    rows = [
        [
            known[name].title.of(language.code) if name in known else name,
            say("delivered on") if is_kept else say("not delivered in full by its day"),
            str(len(weights)),
            _share(sum(weights), language),
            name,
        ]
        for (name, is_kept), weights in sorted(
            moved.items(), key=lambda item: (-abs(sum(item[1])), item[0])
        )
    ]
    columns = [
        Column(say("Commitment"), wraps=True),
        Column(say("What was done"), wraps=True),
        Column(say("Reports"), "figure"),
        Column(_head(unit, language), "figure"),
        Column("ID"),
    ]
    title = say("Commitments among it")
    note = say("`longtin commitment ID` tells the whole life of one.")
    print_table(Table.of(f"\n{title}", columns, rows), note=note)


def _act(row: Row, unit: str, language: "Language") -> list[str]:
    from longtin.acts import text_in
    from longtin.trust import act_words, actors_of

    return [
        _share(row[unit], language),
        language.span(row["start"], row["end"]),
        act_words(row["what"], language),
        text_in(row["text"] or "", language.code),
        actors_of(row["who"], row["end"], language) if row["who"] else "",
        row["origin"] or "",
    ]
