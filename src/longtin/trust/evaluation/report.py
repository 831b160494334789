"""Report of a backtest in words and tables, and as JSON."""

import json
from collections.abc import Iterable, Iterator

import polars as pl

from longtin import page
from longtin.trust.evaluation.backtest import Backtest
from longtin.trust.evaluation.scores import HIGHER_IS_BETTER, MEASURES, OWN, RELIABILITY, SCORES

NAMES = {
    OWN: "Longtin",
    "belief_alone": "belief alone",
    "without_belief": "without belief",
    "ties_logit": "ties, logit",
    "peace_years": "ties and peace years, logit",
    "gradient_boosting": "gradient boosting",
    "persistence": "persistence",
    "voting_similarity": "UN votes alone",
    "rivalry": "list of rivalries",
    "exponential_smoothing": "exponential smoothing",
    "type_counts": "last year's types, logit",
    "two_types": "belief in two types",
    "dirichlet": "the pair's own shares",
}
TITLES = {
    "dispute_onset": "a dispute begins within the year, all couples of states",
    "dispute_onset_relevant": "the same, neighbours and couples with a major power",
    "conflict_4w": "any material conflict reported within 4 weeks",
    "conflict_12w": "any material conflict reported within 12 weeks",
    "conflict_52w": "any material conflict reported within 52 weeks",
    **{
        f"{key}_{weeks}w": f"{title} of the next {weeks} weeks"
        for key, title in {
            "any": "share of conflict among the reports",
            "material": "share of material conflict among the reports",
            "mix": "type of each report",
        }.items()
        for weeks in (4, 12, 52)
    },
}
HEADS = {
    "auc": "AUC ↑",
    "average_precision": "average precision ↑",
    "brier": "Brier ↓",
    "log_loss": "log loss ↓",
}
DIGITS = {"auc": 4, "average_precision": 4, "brier": 6, "log_loss": 5}


def report(found: Backtest) -> str:
    """Markdown: the verdict, every table of scores, and how chances compare with frequencies.

    Args:
        found: What `backtest` returned.
    """
    parts = [
        "# Backtest",
        _opening(found),
        "## Against the best rival",
        verdict_table(found),
        "## Every forecaster",
        *score_tables(found),
        "## Chances and frequencies",
        *reliability_tables(found),
    ]
    return "\n\n".join(parts) + "\n"


def _opening(found: Backtest) -> str:
    known = found.provenance
    methods = ", ".join(f"{name}: `{version}`" for name, version in known["methods"].items())
    left = known["not scored"]
    missing = (
        f" Not scored, for want of weeks or years after it: {', '.join(left)}." if left else ""
    )
    return (
        f"Record `{known['record']}`. Parameters by cut-off: {methods}. "
        f"{known['forecasts']} forecasts were scored.{missing}"
    )


def verdict_table(found: Backtest) -> str:
    """Longtin beside the best rival, cell by cell, and how often it was at least as good."""
    cells = found.verdicts()
    rows = [
        (
            f"{row['cut_off']:%Y}",
            TITLES[row["target"]],
            HEADS[row["measure"]],
            _figure(row["measure"], row["value"]),
            f"{_figure(row['measure'], row['rival_value'])} ({NAMES[row['rival']]})",
            ("at least as good" if row["better"] else "**worse**"),
        )
        for row in cells.filter("bar").iter_rows(named=True)
    ]
    heads = ("learnt to", "forecast", "measure", "Longtin", "best rival", "")
    asked = cells.filter("bar")
    return (
        f"{_table(heads, rows)}\n\n"
        f"At least as good as the best rival in {asked['better'].sum()} of {asked.height} "
        f"comparisons asked of it, and in {cells['better'].sum()} of {cells.height} in all."
    )


def score_tables(found: Backtest) -> Iterator[str]:
    """One table for each cut-off and forecast."""
    for (model, cut_off, target), held in found.scores.group_by(
        "model", "cut_off", "target", maintain_order=True
    ):
        first = held.row(0, named=True)
        shown_here = [measure for measure in MEASURES if measure in set(held["measure"])]
        best = {measure: _best(held, measure) for measure in shown_here}
        rows = []
        for (name,), own in held.group_by("forecaster", maintain_order=True):
            values = dict(own.select("measure", "value").iter_rows())
            shown = [
                f"**{_figure(m, v)}**" if v == best[m] else _figure(m, v) for m, v in values.items()
            ]
            part = " (part of Longtin)" if own["role"][0] == "ablation" else ""
            rows.append((f"{NAMES[str(name)]}{part}", *shown))
        what = "happened" if len(shown_here) > 1 else "reports"
        title = (
            f"**{str(model).capitalize()} model, learnt to the end of {cut_off:%Y}: "
            f"{TITLES[str(target)]}.** {first['cases']:,} cases, {first['happened']:,} {what}."
        )
        heads = [HEADS[measure] for measure in shown_here]
        yield f"{title}\n\n{_table(('', *heads), rows)}"


def _best(held: pl.DataFrame, measure: str) -> float:
    values = held.filter(pl.col("measure") == measure, pl.col("role") != "ablation")["value"]
    return float((max if measure in HIGHER_IS_BETTER else min)(values.to_list()))


def reliability_tables(found: Backtest) -> Iterator[str]:
    """Longtin's chances by class, one table for each cut-off and forecast."""
    own = found.reliability.filter(pl.col("forecaster") == OWN)
    for (cut_off, target), held in own.group_by("cut_off", "target", maintain_order=True):
        rows = [
            (
                f"{row['low']:g} to {row['high']:g}",
                f"{row['cases']:,}",
                f"{row['forecast']:.4f}",
                f"{row['happened'] / row['cases']:.4f}",
                f"{row['happened']:,}",
            )
            for row in held.iter_rows(named=True)
        ]
        heads = ("chance", "cases", "mean chance", "share that happened", "happened")
        yield f"**Learnt to {cut_off:%Y}: {TITLES[str(target)]}.**\n\n{_table(heads, rows)}"


def as_json(found: Backtest) -> str:
    """The same as JSON: `provenance`, `scores`, `verdicts`, `reliability`, a row an object."""
    frames = {
        "scores": found.scores,
        "verdicts": found.verdicts(),
        "reliability": found.reliability,
    }
    rows = {name: frame.to_dicts() for name, frame in frames.items()}
    return page.as_json({"provenance": found.provenance} | rows)


def read_backtest(text: str) -> Backtest:
    """A backtest from the JSON that `as_json` wrote.

    Args:
        text: The whole file.
    """
    held = json.loads(text)
    scores, classes = (
        pl.DataFrame(held[name], schema_overrides=schema | {"cut_off": pl.String})
        .with_columns(pl.col("cut_off").str.to_date())
        .select(list(schema))
        for name, schema in (("scores", SCORES), ("reliability", RELIABILITY))
    )
    return Backtest(scores, classes, held["provenance"])


def _figure(measure: str, value: float) -> str:
    return f"{value:.{DIGITS[measure]}f}"


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [tuple(heads)]
    lines += [("---",) * len(lines[0]), *(tuple(row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
