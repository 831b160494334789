"""Fill the tables of the documentation from data and code, so that they are said once.

A page asks for a table with a comment of its own line, `<!-- table: glossary -->`. MkDocs calls
`on_page_markdown` for each page as it builds.
"""

import csv
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

import docs_conditions
from docs_cases import (
    case_best,
    case_count,
    case_disagreements,
    case_list,
    case_sides,
)
from docs_programmes import programme_keys, rules
from docs_regimes import (
    activity_keys,
    activity_words,
    regime_counts,
    regime_readings,
    regimes,
)
from longtin import trust
from longtin._language import Language
from longtin.trust.evaluation import report

ROOT = Path(__file__).parents[1]
PROGRAMMES_JUDGED_ON = date(2026, 11, 22)
REQUEST = re.compile(r"^<!-- table: (\w+) -->$", re.MULTILINE)


def on_page_markdown(markdown: str, **_: object) -> str:
    """Replace every request for a table by the table."""
    return REQUEST.sub(lambda request: TABLES[request[1]](), markdown)


def glossary() -> str:
    """The field's terms, ours where they differ, and the Vietnamese for both."""
    rows = _csv(ROOT / "docs" / "glossary.csv")
    return _table(
        ("term of the field", "here", "Tiếng Việt", "note"), (row.values() for row in rows)
    )


def kinds() -> str:
    """Kinds of act with their labels in both languages."""
    rows = _csv(ROOT / "src" / "longtin" / "acts" / "data" / "kinds.csv")
    heads = ("kind", "English", "Tiếng Việt", "school", "class")
    return _table(
        heads,
        (
            (f"`{row['kind']}`", row["label_en"], row["label_vi"], row["school"], row["quad"])
            for row in rows
        ),
    )


def datasets() -> str:
    """The data sets of the shipped record, with what each covers."""
    from longtin import Record

    shown = ("dataset", "title", "version", "licence", "start", "end", "sampling")
    found = Record.shipped().datasets().select(shown).iter_rows()
    return _table(
        ("data set", "what", "years", "share of archive", "terms"),
        (
            (
                f"`{dataset}`",
                f"{title} ({version})",
                str(end.year) if start.year == end.year else f"{start.year}–{end.year}",
                "" if share is None else f"{100 * share:.3g} %",
                terms,
            )
            for dataset, title, version, terms, start, end, share in found
        ),
    )


def publishers() -> str:
    """Whose files can be fetched, how, and on what terms."""
    from longtin import publishers as part

    return _table(
        ("publisher", "what", "how its files are listed", "terms"),
        (
            (
                f"`{name}`",
                f"[{each.title}]({each.page})",
                "not for programs" if each.protocol == "by_hand" else f"`{each.protocol}`",
                each.terms.en,
            )
            for name, each in part.publishers().items()
        ),
    )


def references() -> str:
    """The references of the data sets, and which rest on each."""
    from longtin import Record

    return "\n\n".join(
        f"{_linked(citation.text)}\nFor {', '.join(citation.datasets)}."
        for citation in Record.shipped().cite()
    )


def weights() -> str:
    """What one story of each kind of act weighs between two readings of trust, in decibans."""
    from longtin import acts
    from longtin.trust import DECIBANS, Model
    from longtin.trust.model import events_model, graded_levels

    model = Model.shipped(draws=400, levels=9)
    parts = events_model.by_block(model.events.draws(model.draws, model.seed))
    low, high = model.events.anchors or (0.0, 1.0)
    places = [low + reading * (high - low) for reading in READINGS]
    each = DECIBANS * graded_levels.weight_between(parts["profile"], parts["contrast"], *places)
    ends = np.quantile(each, (0.05, 0.95), axis=0)
    names = model.events.blocks["profile"]
    rows = sorted(zip(names, each[0], *ends, strict=True), key=lambda row: -row[1])
    return _table(
        ("kind", "", "decibans a story", "90 %"),
        (
            (
                f"`{name}`",
                acts.finer_kinds()[name].label_en,
                f"{weight:+.1f}".replace("-", "−"),
                f"{least:+.1f} to {most:+.1f}".replace("-", "−"),
            )
            for name, weight, least, most in rows
        ),
    )


def counting() -> str:
    """What each part of the counting of reports gains and costs."""
    rows = _csv(ROOT / "docs" / "explanation" / "counting.csv")
    return _table(tuple(rows[0]), (row.values() for row in rows))


def levels() -> str:
    """What other ways to learn annual levels would give."""
    rows = _csv(ROOT / "docs" / "explanation" / "levels.csv")
    heads = ("", "crises, AUC", "rivals, AUC", "share next year, ρ", "2018, ρ", "2021–23, ρ")
    return _table((*heads, *tuple(rows[0])[len(heads) :]), (row.values() for row in rows))


def questioned_levels() -> str:
    """Expert rows whose degree stands two or more from their tier."""
    heads = ("", "trust of", "in", "day", "tier", "trust (90 %)", "long run", "disputes",
             "year before", "reports")  # fmt: skip
    return _table(
        heads,
        (
            (
                *(row[name] for name in ("by", "truster", "trustee", "day", "tier")),
                f"{row['trust']} ({row['low']}–{row['high']})",
                *(row[name] for name in ("long_run", "disputes", "last_year", "reports")),
            )
            for row in _csv(ROOT / "docs" / "explanation" / "questioned-levels.csv")
        ),
    )


def parameters() -> str:
    """Where the shipped parameters come from."""
    from longtin.trust import Model

    model = Model.shipped()
    both = (model.annual, model.events)
    names = dict.fromkeys(
        name
        for part in both
        for name, value in part.provenance.items()
        if isinstance(value, str | int | float)
    )
    return _table(
        ("", "annual", "events"),
        (
            ("version", *(f"`{part.version}`" for part in both)),
            ("echo τ", *(part.echo for part in both)),
            ("weeks remembered", *(part.counting.memory for part in both)),
            ("friendly words count", *(f"{part.counting.friendly:g}" for part in both)),
            ("words of conflict, at most", *(part.counting.cap or "" for part in both)),
            ("thinned to a share of", *(f"{100 * part.reference:.3g} %" for part in both)),
            ("floor, effective acts", *(part.floor for part in both)),
            *((name, *(part.provenance.get(name, "") for part in both)) for name in names),
        ),
    )


def scores() -> str:
    """How the models forecast what they had not seen, beside the best rival."""
    from longtin.trust import Model

    model = Model.shipped()
    found = [*model.annual.provenance["scores"], *model.events.provenance["scores"]]
    heads = ("model", "what", "measure", "Longtin", "best rival", "its", "cases", "seen up to")
    return _table(
        heads,
        (
            (
                score["model"],
                score["target"].replace("_", " "),
                score["measure"].replace("_", " "),
                f"{score['value']:.4f}",
                score["rival"].replace("_", " "),
                f"{score['rival_value']:.4f}",
                f"{score['cases']:,}",
                score["cut_off"],
            )
            for score in found
        ),
    )


def payoffs() -> str:
    """What acts of cooperation are assumed to be worth, and why."""
    from longtin.game import assumptions

    return _table(
        ("number", "value", "what it says", "whose judgement"),
        (
            (f"`{name}`", f"{each.value:g}", each.why.en, each.source)
            for name, each in assumptions().reasons.items()
        ),
    )


def thresholds() -> str:
    """The least trust that is enough, stake by stake, with the shipped payoffs."""
    from dataclasses import replace

    from longtin.game import assumptions, least_first_step, least_trust_to_separate, threshold

    side = assumptions().both
    heads = (
        "stake", "least trust", "with linear losses", "least first step before it",
        "least trust for a first step",
    )  # fmt: skip
    return _table(
        heads,
        (
            (
                f"{stake:.2f}",
                *(
                    f"{figure:.2f}"
                    for figure in (
                        threshold(side, stake),
                        threshold(replace(side, dread=1), stake),
                        least_first_step(side, stake),
                        least_trust_to_separate(side, stake),
                    )
                ),
            )
            for stake in (0.05, 0.1, 0.25, 0.5, 1.0)
        ),
    )


def commands() -> str:
    """Every command with its arguments and options, as the command line declares them."""
    from typer.main import get_command

    from longtin.cli import app

    group: Any = get_command(app)
    return "\n\n".join(
        "\n\n".join(_command(name, command)) for name, command in group.commands.items()
    )


def measures() -> str:
    """The catalogue of measures, field by field."""
    from longtin import measures as part
    from longtin._language import Language

    english, vietnamese = Language("en"), Language("vi")
    heads = ("measure", "judged", "comes after")
    fields: dict[str, list[Any]] = {}
    for each in part.catalogue().values():
        fields.setdefault(each.domain, []).append(each)
    return "\n\n".join(
        f"### {part.named('domain', field, english)} · "
        f"{part.named('domain', field, vietnamese)} {{#{field.replace('_', '-')}}}\n\n"
        + _table(heads, (_measure(each) for each in found))
        for field, found in fields.items()
    )


def _measure(measure: Any) -> tuple[object, ...]:
    figures = (f"{name} {getattr(measure, name):.2f}" for name in ("cost", "stake", "reveals"))
    said = (
        f"**{measure.name.en}** · {measure.name.vi}",
        f"`{measure.id}` {measure.code}",
        measure.description.en,
        measure.description.vi,
    )
    return (
        "<br>".join(said),
        "<br>".join((f"stage {measure.stage}", *figures)),
        ", ".join(f"`{each}`" for each in measure.requires),
    )


def effects() -> str:
    """What the record shows that each measure changes, as shipped."""
    from math import exp

    from longtin import effects as part, measures as catalogue
    from longtin._language import Language

    words, held = Language("en"), part.shipped()

    def shown(name: str, row: dict[str, float] | None) -> str:
        if row is None:
            return "–"
        ends = [row["mean"] + side * 1.645 * row["deviation"] for side in (0, -1, 1)]
        if name == "trust":
            value, low, high = (words.number(100 * each, 0, signed=True) for each in ends)
        else:
            value, low, high = (words.number(exp(each)) for each in ends)
        return f"{value} ({low} to {high})"

    def placebo(row: dict[str, float] | None) -> str:
        return words.percent(row["placebo_pairs"]) if row else "–"

    def reveals(row: dict[str, float] | None) -> tuple[str, str, str]:
        if row is None:
            return "–", "–", "–"
        band = f"{row['estimate']:.2f} ({row['low']:.2f} to {row['high']:.2f})"
        return f"{row['judgement']:.2f}", band, f"{row['cases']:.1f}"

    rows = []
    for each in catalogue.catalogue().values():
        found = held["measures"].get(each.id, {})
        trust_row, incidents = found.get("trust"), found.get("incidents")
        rows.append(
            (
                f"`{each.id}`",
                trust_row["precedents"] if trust_row else "none",
                shown("trust", trust_row),
                placebo(trust_row),
                shown("incidents", incidents),
                placebo(incidents),
                *reveals(found.get("reveals")),
            )
        )
    heads = (
        "measure", "precedents", "trust, hundredths", "placebo pairs", "disputes, ratio",
        "placebo pairs", "reveals: judgement", "with the record", "cases",
    )  # fmt: skip
    return _table(heads, rows)


def effects_placebos() -> str:
    """How often placebo pairs would have come out as large."""
    from longtin import effects as part

    names = {
        "trust": "trust between the two",
        "incidents": "disputes begun between the two",
        "turnover": "how far trust moves in a year",
        "third_trust": "trust between either and third states",
        "third_incidents": "disputes begun between either and third states",
    }
    rows = [
        (
            names[name], row["episodes"], row["more"] + row["fewer"],
            f"{row['episodes'] / 10:.0f}", row["more"], row["fewer"],
        )
        for name, row in part.shipped()["placebos"].items()
    ]  # fmt: skip
    heads = ("on", "things done", "stand out", "by chance", "upwards", "downwards")
    return _table(heads, rows)


def measure_keys() -> str:
    """What stands in a measure's file."""
    from longtin import measures as part

    return _table(
        ("key", "judged", "what it says"),
        (
            (f"`{name}`", "yes" if name in part.JUDGED else "", meaning)
            for name, meaning in _attributes(part.Measure.__doc__ or "").items()
        ),
    )


def measure_sources() -> str:
    """What judgements and precedents of the catalogue rest on."""
    from longtin import measures as part

    found = part.catalogue().sources.items()
    return _table(
        ("key", "English", "Tiếng Việt"),
        ((f"`{key}`", words.en, words.vi) for key, words in found),
    )


def measure_conditions() -> str:
    """Conditions that measures may need."""
    return docs_conditions.conditions(_table)


def arrangements() -> str:
    """What runs between states already, or did."""
    return docs_conditions.arrangements(_table)


def programmes() -> str:
    """The example programmes, and what the rules say of each."""
    from longtin.programme import implementation

    def row(report: Any) -> Iterator[object]:
        programme = report.draft.programme
        known = [source.certainty for source in programme.sources]
        found = [finding.level for finding in report.findings]
        done = implementation(programme, report.today)
        yield f"`{report.draft.where.removesuffix('.yaml')}`"
        yield programme.title.en
        yield len(programme.steps)
        yield " / ".join(str(known.count(each)) for each in ("verified", "memory"))
        yield " / ".join(str(found.count(each)) for each in ("error", "warning", "advice"))
        yield f"{100 * done.share:.0f} %" if done.reported else "not due"

    heads = ("name", "what", "steps", "seen / recalled", "found", "carried out")
    return _table(heads, (row(report) for report in _judged_programmes()))


def programme_findings() -> str:
    """How often each rule speaks of each example programme of the past."""
    from longtin.lint import handbook

    reports = [each for each in _judged_programmes() if each.findings]
    counts = [Counter(finding.code for finding in each.findings) for each in reports]
    return _table(
        ("rule", "what it says", *(f"`{each.draft.where}`" for each in reports)),
        (
            (
                f"[{code}](rules.md#{code.lower()})",
                rule.page.title,
                *(count[code] or "" for count in counts),
            )
            for code, rule in handbook().items()
            if any(count[code] for count in counts)
        ),
    )


def programme_sources() -> str:
    """What the facts in the example programmes rest on."""
    return _table(
        ("programme", "source", "where", "certainty", "rows of regimes"),
        (
            (
                f"`{report.draft.where.removesuffix('.yaml')}`",
                each.title.en,
                each.where.en if each.where else "",
                each.certainty,
                ", ".join(each.rows),
            )
            for report in _judged_programmes()
            for each in report.draft.programme.sources
            if each.certainty != "judgement"
        ),
    )


@cache
def _judged_programmes() -> tuple[Any, ...]:
    """The example programmes on real situations, judged as `longtin check` does."""
    from longtin import Record, lint, plan, programme

    drafts = [
        programme.parse(text, f"{name}.yaml")
        for name, text in programme.examples().items()
        if name != "example"
    ]
    return tuple(
        lint.lint(
            draft,
            today=PROGRAMMES_JUDGED_ON,
            measured=plan.from_record(
                Record.shipped,
                min(PROGRAMMES_JUDGED_ON, draft.programme.start),
                strict=False,
            ),
        )
        for draft in drafts
    )


def _attributes(docstring: str) -> dict[str, str]:
    """The section `Attributes` of a docstring."""
    listed = docstring.partition("Attributes:\n")[2].splitlines()
    found: dict[str, str] = {}
    for line in listed:
        name, colon, meaning = line.strip().partition(": ")
        if colon and name.isidentifier():
            found[name] = meaning
        elif found and line.strip():
            found[list(found)[-1]] += f" {line.strip()}"
    return found


def validation_run() -> str:
    """When belief was held against outside data, and with what."""
    known = _validation()["provenance"]
    left = ", ".join(known["not checked"])
    missing = f" Not checked, for want of a copy: {left}." if left else ""
    return (
        f"**Run of {known['date']}**, record `{known['record']}`, parameters `{known['annual']}` "
        f"and `{known['events']}`.{missing}"
    )


def validation_year() -> str:
    """Outside checks of belief by year."""
    return _checks("year")


def validation_week() -> str:
    """Outside checks of belief by week."""
    return _checks("week")


def _checks(by: str) -> str:
    rows = [row for row in _validation()["checks"] if row["by"] == by]
    if not rows:
        return "Not in the run above; the command makes both."
    made = trust.validation_table(rows, Language("en"))
    return _table(
        [column.heading for column in made.columns],
        ([cell.text for cell in row] for row in made.rows),
    )


def backtest_run() -> str:
    """What was run: record, parameters, and how many of the forecasts could be scored."""
    known = _backtest().provenance
    lines = [
        f"- Record `{known['record']}`; forecasts scored: {known['forecasts']}.",
        *(f"- Not scored, too few weeks after it: {what}." for what in known["not scored"]),
        *(f"- Parameters, {name}: `{version}`." for name, version in known["methods"].items()),
    ]
    return "\n".join(lines)


def backtest_verdicts() -> str:
    """Longtin beside the best rival."""
    return report.verdict_table(_backtest())


def backtest_scores() -> str:
    """Every forecaster by every measure."""
    return "\n\n".join(report.score_tables(_backtest()))


def backtest_reliability() -> str:
    """Chances beside frequencies."""
    return "\n\n".join(report.reliability_tables(_backtest()))


def history_tally() -> str:
    """How many claims about belief held, by round and model."""
    rows = _history()
    kinds = [(turn, by) for by in ("year", "week") for turn in ("first", "second")]
    found = [
        (
            f"by {by}",
            turn,
            [row["outcome"] for row in rows if (row["round"], row["by"]) == (turn, by)],
        )
        for turn, by in kinds
    ]
    heads = ("model", "round", "claims", "held", "missed")
    return _table(
        heads,
        (
            (by, turn, len(all_), all_.count("held"), all_.count("missed"))
            for by, turn, all_ in found
        ),
    )


def history() -> str:
    """Every claim about belief, its source and what came of it."""
    heads = ("whose trust in whom", "claim", "from", "to", "what happened, and source", "outcome")
    return _table(
        heads,
        (
            (
                f"{row['truster']} in {row['trustee']}",
                f"{row['claim']} {row['value']}",
                row["start"],
                row["end"],
                row["source"],
                row["outcome"] if row["outcome"] == "held" else f"**missed**: {row['remark']}",
            )
            for row in _history()
        ),
    )


def _history() -> list[dict[str, str]]:
    return _csv(ROOT / "tests" / "trust" / "history.csv")


def channel_gains() -> str:
    """What each channel beside dated acts counts for, and what it wins."""
    from longtin.trust import Model

    model = Model.shipped(levels=9)
    parts = {
        "third parties": model.third_parties,
        "mirror": model.mirror,
        "monthly counts": model.monthly,
        "exchanges": model.exchanges,
    }
    heads = ("channel", "version", "discount", "gain to choose by", "with it, later", "at 1")

    def row(name: str, part: Any) -> Iterator[str]:
        (gains,) = (each for key, each in part.provenance.items() if key.startswith("gain in"))
        later = part.provenance.get("gain after", {})
        at = f"{part.discount:g}"
        yield from (name, f"`{part.version}`", at, f"{gains[at]:+.0f}")
        yield f"{later[at]:+.0f}" if at in later else "–"
        yield f"{gains['1']:+.0f}"

    return _table(heads, (row(name, part) for name, part in parts.items() if part))


def channel_cases() -> str:
    """Trust in known cases with and without each channel."""
    rows = _csv(ROOT / "docs" / "explanation" / "channel-cases.csv")
    pairs = ({"trust of": f"{row['truster']} in {row['trustee']}", **row} for row in rows)
    left = [
        {name: text for name, text in row.items() if name not in {"truster", "trustee"}}
        for row in pairs
    ]
    return _table(tuple(left[0]), (row.values() for row in left))


def issue_gains() -> str:
    """What departures of fields foretell, up to the cut-off and after it."""
    model = trust.Model.shipped().issues
    if model is None:
        raise SystemExit("The package holds no parameters of issues. Run `make fit`.")
    fields = model.provenance["fields"]
    rows = []
    for issue, found in fields.items():
        before = found["gain in log-likelihood of acts foretold"]
        spread = _chosen_spread(before)
        rows.append(
            (
                Language("en").say(trust.ISSUE_WORDS[issue]),
                f"{found['reports']:,}",
                spread,
                f"{before[spread]:+.1f}",
                f"{found['gain after'][spread]:+.1f}",
                "yes" if model.spreads[issue] else "no",
            )
        )
    heads = ("issue", "reports", "σ", "gain to 2014", "gain after", "a reading of its own")
    return _table(heads, rows)


def _chosen_spread(gains: dict[str, float]) -> str:
    most = max(gains.values())
    return next(spread for spread, gain in gains.items() if gain >= 0.9 * most)


def _validation() -> dict[str, Any]:
    text = (ROOT / "docs" / "explanation" / "validation.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def _backtest() -> trust.Backtest:
    text = (ROOT / "docs" / "explanation" / "backtest.json").read_text(encoding="utf-8")
    return trust.read_backtest(text)


READINGS = (0.1, 0.9)
"""Readings of trust between which weights are told."""

TABLES: dict[str, Callable[[], str]] = {
    table.__name__: table
    for table in (
        glossary,
        case_best,
        case_count,
        case_disagreements,
        case_list,
        case_sides,
        kinds,
        datasets,
        publishers,
        references,
        weights,
        parameters,
        scores,
        payoffs,
        thresholds,
        commands,
        effects,
        effects_placebos,
        activity_keys,
        activity_words,
        regimes,
        regime_counts,
        regime_readings,
        regime_readings,
        measures,
        measure_keys,
        measure_sources,
        measure_conditions,
        arrangements,
        programmes,
        programme_findings,
        programme_sources,
        history_tally,
        history,
        counting,
        levels,
        questioned_levels,
        channel_gains,
        channel_cases,
        issue_gains,
        validation_run,
        validation_year,
        validation_week,
        backtest_run,
        backtest_verdicts,
        backtest_scores,
        backtest_reliability,
        rules,
        programme_keys,
    )
}


def _command(name: str, command: Any) -> Iterator[str]:
    """One command's section: what it does, how it is called, what it takes."""
    if hasattr(command, "commands"):
        for each, below in command.commands.items():
            yield from _command(f"{name} {each}", below)
        return
    arguments = [item for item in command.params if item.param_type_name == "argument"]
    options = [item for item in command.params if item.param_type_name == "option"]
    words = " ".join(_placeholder(item) for item in arguments)
    yield f"## `longtin {name}`"
    yield (command.help or "").strip()
    yield f"```text\nlongtin {name} {words}{' [OPTIONS]' if options else ''}\n```"
    yield _table(
        ("argument or option", "meaning"),
        (
            *((f"`{_placeholder(item)}`", item.help or "") for item in arguments),
            *((f"`{', '.join(item.opts)}`", _meaning(item)) for item in options),
        ),
    )


def _placeholder(argument: Any) -> str:
    shown = (argument.metavar or argument.name).upper().strip("[]")
    return shown if argument.required else f"[{shown}]"


def _meaning(option: Any) -> str:
    meaning, default = option.help or "", option.default
    if isinstance(default, str | int | float) and default and not isinstance(default, bool):
        return f"{meaning} (default: `{default}`)"
    return meaning


def _linked(text: str) -> str:
    """A text whose addresses are links."""
    return re.sub(r"https?://\S+", r"<\g<0>>.", text)


def _csv(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _table(heads: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table; an empty cell stays empty."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(value: object) -> str:
    return "" if value is None else " ".join(str(value).replace("|", "\\|").split())
