"""Sections of a page on trust: tables of one pair or of everyone, with their sparklines."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from longtin import actors
from longtin._language import age, degree
from longtin.page import Column, Section, Table

if TYPE_CHECKING:
    import polars as pl

    from longtin._language import Language
    from longtin.trust.model.settings import Model

LONG_LINE, SHORT_LINE = 60, 23
MARKS = "▁▂▃▄▅▆▇█"
NO_FIGURE = "·"
MOST_ROWS = 30

Row = dict[str, object]


def pair_section(
    frame: "pl.DataFrame", language: "Language", carried_from: date | None = None
) -> Section:
    """One state's trust in another: a row a step, fewer where there are many.

    `carried_from` is the end of the last complete year where belief is by year and carried on.
    """
    say = language.say
    few, stretch = thinned(frame)
    last = frame.row(-1, named=True)
    title = say(
        "Trust of {truster} in {trustee}",
        truster=inside(last["ccode1"], last["date"], language),
        trustee=inside(last["ccode2"], last["date"], language),
    )
    columns = [
        Column(say("Date"), "figure"),
        *_figure_columns(language),
        Column(say("Coverage"), wraps=True),
    ]
    rows = [
        [language.date(row["date"]), *_figures(row, language), coverage(row, language)]
        for row in few.iter_rows(named=True)
    ]
    line = _line(frame, language) if frame.height > 2 else ""
    age = last_evidence(last, language)
    notes = [
        meaning(language),
        _forecast_note(frame, language),
        _thinned_note(stretch, frame.height, language),
    ]
    return Section(
        "trust-of-a-pair",
        title,
        sentences=tuple(filter(None, (by_year(carried_from, language), age, line))),
        tables=(Table.of(title, columns, rows),),
        notes=tuple(filter(None, notes)),
    )


def everyone_section(
    frame: "pl.DataFrame", language: "Language", carried_from: date | None = None
) -> Section:
    """Everyone's trust in one state on the last day there is, highest first.

    `carried_from` as in `pair_section`.
    """
    import polars as pl

    say = language.say
    now = frame.filter(pl.col("date") == pl.col("date").max())
    day = now["date"][0]
    known = now.drop_nulls("trust").sort("trust", "truster", descending=[True, False])
    paths = _paths(frame) if frame.height > now.height else {}
    rows = [
        [
            row["truster"],
            name(row["ccode1"], day, language),
            *_figures(row, language),
            *([paths[row["ccode1"]]] if paths else []),
        ]
        for row in known.iter_rows(named=True)
    ]
    columns = [
        Column(say("Key")),
        Column(say("Truster"), wraps=True),
        *_figure_columns(language),
        *([Column(_span(frame, language))] if paths else []),
    ]
    title = say(
        "Trust in {trustee}, {day}",
        trustee=inside(now["ccode2"][0], day, language),
        day=language.date(day),
    )
    notes = [meaning(language), _forecast_note(frame, language), _without_figure(now, language)]
    if paths:
        notes += [_legend(language), _all_rows(frame.height, language)]
    return Section(
        "trust-in-a-state",
        title,
        sentences=tuple(filter(None, (by_year(carried_from, language),))),
        tables=(Table.of(title, columns, rows),),
        notes=tuple(filter(None, notes)),
    )


def basis(section: Section, model: "Model", language: "Language") -> Section:
    """A section that says so where its figures count more than conduct, or are of two types."""
    say = language.say
    notes = list(section.notes)
    if model.annual.anchors is None:
        notes[notes.index(meaning(language))] = say(
            "Two types: trust is the chance that the other would rather return cooperation than "
            "exploit it; the interval is that of the chance."
        )
    if model.tie_weight:
        notes.append(
            say(
                "With alliance and long peace counted: a second figure, which differs from the "
                "first only where the two have a defence pact and more than twenty years without a "
                "dispute."
            )
        )
    return replace(section, notes=tuple(notes))


def meaning(language: "Language") -> str:
    """What the figures say."""
    return language.say(
        "Trust is how far the other’s conduct stands between an enemy in arms (0) and an ally of "
        "long standing (1); the interval is that of the level itself."
    )


def name(ccode: int, day: "date", language: "Language") -> str:
    """A state's short name on a day."""
    return actors.as_of(ccode, day).name(language.code)


def inside(ccode: int, day: "date", language: "Language") -> str:
    """The same inside a sentence: English gives some an article."""
    return actors.in_sentence(name(ccode, day, language), language.code)


def _figure_columns(language: "Language") -> list[Column]:
    say = language.say
    return [
        Column(say("Trust"), "figure"),
        Column(say("Degree")),
        Column(say("90 % interval"), "figure"),
        Column(say("Independent acts"), "figure"),
    ]


def _figures(row: Row, language: "Language") -> list[str]:
    trust, low, high, acts = (row[key] for key in ("trust", "low", "high", "effective_acts"))
    ends = [language.level(end) for end in (low, high) if isinstance(end, float)]
    return [
        language.level(trust) if isinstance(trust, float) else "–",
        degree(trust, language) if isinstance(trust, float) else "–",
        "–".join(ends) or "–",
        language.number(acts, 1) if isinstance(acts, float) else "–",
    ]


def coverage(row: Row, language: "Language") -> str:
    """What the record can say of a row."""
    say = language.say
    if row.get("forecast") and row["coverage"] == "covered":
        return say("forecast")
    if row["coverage"] == "not observed" and isinstance(row["last_evidence"], date):
        return say(
            "not observed; {trust} on {day}",
            trust=language.level(float(str(row["last_known"]))),
            day=language.date(row["last_evidence"]),
        )
    known = {"covered": say("covered"), "too little": say("too little to say")}
    return known.get(str(row["coverage"]), say("not covered"))


def _without_figure(now: "pl.DataFrame", language: "Language") -> str:
    """Those of whom no figure can be given, by reason, in a line each."""
    say = language.say
    thin, unseen, beyond = (
        sorted(set(now.filter(now["coverage"] == status)["truster"]))
        for status in ("too little", "not observed", "not covered")
    )
    lines = []
    if thin:
        lines.append(say("Too little to say ({n}): {states}.", n=len(thin), states=", ".join(thin)))
    if unseen:
        states = ", ".join(unseen)
        lines.append(say("Not observed any more ({n}): {states}.", n=len(unseen), states=states))
    if beyond:
        states = ", ".join(beyond)
        lines.append(say("Not covered ({n}): {states}.", n=len(beyond), states=states))
    return "\n".join(lines)


def by_year(carried_from: date | None, language: "Language") -> str:
    """That belief is by year, and up to which; nothing where it is not carried on from one."""
    if carried_from is None:
        return ""
    return language.say(
        "Told by year: disputes and counts up to the last complete year, {year}, and the turnover "
        "since.",
        year=str(carried_from.year),
    )


def last_evidence(row: Row, language: "Language") -> str:
    """How old the last evidence is where no source speaks of the last day."""
    last, day = row["last_evidence"], row["date"]
    if row["coverage"] != "not observed" or not isinstance(last, date):
        return ""
    return language.say(
        "Last evidence: {day}, {age} before this date.",
        day=language.date(last),
        age=age(last, date.fromisoformat(f"{day}"), language),
    )


def _line(frame: "pl.DataFrame", language: "Language") -> str:
    first, last = frame["date"][0], frame["date"][-1]
    marks = sparkline(frame["trust"].to_list(), LONG_LINE)
    return f"{first:%Y} {marks} {last:%Y}\n{_legend(language)}"


def _legend(language: "Language") -> str:
    return language.say(
        "{low} is trust near 0, {high} near 1, {none} no figure.",
        low=MARKS[0],
        high=MARKS[-1],
        none=NO_FIGURE,
    )


def _paths(frame: "pl.DataFrame") -> dict[int, str]:
    """Trust through time as a line of marks, by truster."""
    return {
        part["ccode1"][0]: sparkline(part["trust"].to_list(), SHORT_LINE)
        for part in frame.sort("date", maintain_order=True).partition_by("ccode1")
    }


def _span(frame: "pl.DataFrame", language: "Language") -> str:
    days = frame["date"].sort()
    return language.say("{first} to {last}", first=f"{days[0]:%Y}", last=f"{days[-1]:%Y}")


def _forecast_note(frame: "pl.DataFrame", language: "Language") -> str:
    if "forecast" not in frame.columns:
        return ""
    return language.say(
        "Forecast: older evidence loses weight, and nothing is seen after {day}.",
        day=language.date(frame["date"][0]),
    )


def _thinned_note(stretch: str, total: int, language: "Language") -> str:
    say = language.say
    notes = {
        "quarter": say("Shown: the last of each quarter."),
        "year": say("Shown: the last of each year."),
        "five years": say("Shown: the last of each five years."),
    }
    if stretch not in notes:
        return ""
    return f"{notes[stretch]} {_all_rows(total, language)}"


def _all_rows(total: int, language: "Language") -> str:
    return language.say("All {n} rows: --json, or -o FILE.csv.", n=language.whole(total))


def sparkline(values: Sequence[float | None], width: int) -> str:
    """Values between 0 and 1 as a line of marks, each the last value of its stretch.

    Args:
        values: In order of time; `None` where there is no figure.
        width: Most marks.
    """
    count = min(width, len(values))
    ends = [len(values) * (place + 1) // count - 1 for place in range(count)]
    return "".join(_mark(values[end]) for end in ends)


def _mark(value: float | None) -> str:
    return NO_FIGURE if value is None else MARKS[min(int(value * len(MARKS)), len(MARKS) - 1)]


def thinned(frame: "pl.DataFrame") -> "tuple[pl.DataFrame, str]":
    """The last row of each quarter, year or five years, whichever leaves few enough.

    Args:
        frame: With a column `date`, in order of it.

    Returns:
        The rows, and the stretch: `all`, `quarter`, `year` or `five years`.
    """
    import polars as pl

    day = pl.col("date").dt
    stretches = {
        "all": pl.int_range(pl.len()),
        "quarter": day.year() * 4 + day.quarter(),
        "year": day.year(),
        "five years": (day.year() - 1) // 5,
    }
    kept = {
        stretch: frame.group_by(group.alias("stretch"), maintain_order=True).last()
        for stretch, group in stretches.items()
    }
    few = [stretch for stretch, rows in kept.items() if rows.height <= MOST_ROWS]
    stretch = few[0] if few else "five years"
    return kept[stretch].select(frame.columns), stretch
