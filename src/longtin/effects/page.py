"""Page of an effect: every design side by side, on whom, and what none of them can show."""

from collections.abc import Iterator
from math import isfinite

from longtin import measures
from longtin._language import Language, message
from longtin.effects._effect import Effect
from longtin.effects.event_study import Study
from longtin.effects.exposure import WHY
from longtin.effects.figures import (
    NONE,
    OUTCOME,
    change_shown,
    ends_shown,
    figure_shown,
    pooled_shown,
    ratio_shown,
    share_shown,
    trend_shown,
)
from longtin.effects.in_short import in_short, informativeness_lines
from longtin.effects.matching import OUTCOMES
from longtin.page import Column, Document, Figure, Section, Spec, Table, charts

DESIGNS = {
    "raw": message("Raw: pair-years with it against all others"),
    "pooled": message("Pooled logit with the usual controls (odds ratio)"),
    "with_democracy": message("The same with democracy among the controls"),
    "within": message("Within the pair: after against before"),
    "calendar": message("The same beside pairs without it in the same calendar years"),
}
LEAVES_OUT = {
    "raw": message("who does it"),
    "pooled": message("what is not among the controls"),
    "with_democracy": message("what is not among the controls"),
    "within": message("what changed for everyone"),
    "calendar": message("who does it when"),
}


def effect_page(found: Effect, language: Language) -> Document:
    """One effect as a document.

    Args:
        found: What `effect` returned.
        language: Of the words.
    """
    say = language.say
    return Document(
        language=language.code,
        title=found.exposure.title.of(language.code),
        kicker=say("What happened elsewhere"),
        dated="",
        sections=(
            Section("in-short", say("In short"), sentences=in_short(found, language)),
            *_sections(found, language),
        ),
        colophon=" · ".join(
            (
                "Longtin",
                say("record {version}", version=found.record),
                say("disputes: {source}", source=found.disputes.upper()),
                say("seed {n}", n=found.seed),
            )
        ),
    )


def _sections(found: Effect, language: Language) -> Iterator[Section]:
    say = language.say
    if found.evidence != "none":
        yield _design_section(found, language)
        yield _matched_section(found, language)
        if not found.exposure.is_series:
            yield _precedent_section(found, language)
    if found.domain:
        yield _pooled_section(found, language)
    if found.exposure.left_out:
        yield Section(
            "left-out",
            say("Precedents that cannot be told of"),
            points=tuple(
                f"{each.year}: {each.name.of(language.code)} – {say(WHY[each.why])}"
                for each in found.exposure.left_out
            ),
        )
    yield Section(
        "limits", say("What none of this can show"), points=tuple(_limits(found, language))
    )


def _design_section(found: Effect, language: Language) -> Section:
    say, designs = language.say, found.designs
    rates = {
        "raw": (designs.unexposed.per_thousand, designs.exposed.per_thousand),
        "within": (designs.before.per_thousand, designs.after.per_thousand),
    }
    expected = (designs.expected_before, designs.expected_after)
    rows = []
    for name, ratio in designs.ratios.items():
        if name == "with_democracy" and not isfinite(ratio.value):
            continue
        one, two = rates.get(name, (float("nan"),) * 2)
        first, second = (figure_shown(each, language, 1) for each in (one, two))
        if name == "calendar":
            first, second = (figure_shown(each, language) for each in expected)
        rows.append(
            [say(DESIGNS[name]), first, second, ratio_shown(ratio, language), say(LEAVES_OUT[name])]
        )
    notes = (
        say(
            "Without and with: disputes begun per 1,000 pair-years; in the last row, observed over "
            "expected, before and after. Pairs that could clash: neighbours by land or over at "
            "most 400 miles of water, and pairs with a major power. Bands of 90 %; of the logit "
            "with errors clustered by pair."
        ),
        say(
            "Controls: land border, ratio of power, major power, defence pact, years of peace and "
            "their square and cube."
        ),
    )
    return Section(
        "designs",
        say("Disputes between the two, by design"),
        sentences=(_agreement(found, language),),
        notes=notes,
        tables=(
            Table.of(
                "",
                [
                    Column(say("Design"), wraps=True),
                    Column(say("Without, before"), "figure"),
                    Column(say("With, after"), "figure"),
                    Column(say("Ratio (90 %)"), "figure"),
                    Column(say("Leaves out"), wraps=True),
                ],
                rows,
            ),
        ),
    )


def _agreement(found: Effect, language: Language) -> str:
    if found.signs_differ:
        return language.say(
            "The designs answer with different signs. None of them is the effect: read the table, "
            "and what each leaves out."
        )
    clear = [name for name, ratio in found.designs.ratios.items() if ratio.is_clear]
    return language.count(
        "The designs agree in sign; the band of one does not hold 1.",
        "The designs agree in sign; the bands of {n} do not hold 1.",
        len(clear),
    )


def _matched_section(found: Effect, language: Language) -> Section:
    say, window = language.say, found.window
    rows = [
        [
            say(OUTCOME[name]),
            change_shown(study, language),
            trend_shown(study, language),
            share_shown(study.placebo_pairs, language),
            share_shown(study.placebo_dates, language),
            f"{len(study.effects)} / {study.pairs}",
        ]
        for name, study in found.studies.items()
        if study.effects
    ]
    return Section(
        "matched",
        say("Beside matched pairs"),
        sentences=(
            say(
                "From {before} years before to {after} years after, each pair beside the ten pairs "
                "without it that stood most like it the year before: same contiguity, then belief "
                "and its change, disputes in ten years, years of peace, power, alliance. Less what "
                "the same reckoning gives for placebo pairs.",
                before=window.before,
                after=window.after,
            ),
        ),
        figures=tuple(_figures(found, language)),
        notes=(
            say(
                "Change: hundredths of trust, or times as many. Before: change from the first year "
                "before to the last, in hundredths of trust or of a dispute; anything but nothing "
                "speaks against the comparison. "
                "Placebo pairs and dates: share of placebo events that come out as large."
            ),
        ),
        tables=(
            Table.of(
                "",
                [
                    Column(say("On"), wraps=True),
                    Column(say("Change (90 %)"), "figure"),
                    Column(say("Before (90 %)"), "figure"),
                    Column(say("Placebo pairs"), "figure"),
                    Column(say("Placebo dates"), "figure"),
                    Column(say("Events / pairs"), "figure"),
                ],
                rows,
            ),
        ),
    )


def _figures(found: Effect, language: Language) -> Iterator[Figure]:
    study = found.studies["trust"]
    if not study.effects:
        return
    say = language.say
    yield Figure(
        "event-study",
        say("Trust before and after"),
        say(
            "Trust of the pairs with it, a solid line, and of their matched pairs, a dashed line, "
            "by year from the event; the band holds nine in ten placebo events."
        ),
        chart(study, language),
        is_wide=True,
    )


def chart(study: Study, language: Language) -> Spec:
    """Vega-Lite of a study's paths.

    Args:
        study: Of one outcome.
        language: Of the words.
    """
    say = language.say
    held = {
        name: [float(each) if isfinite(each) else None for each in getattr(study, name)]
        for name in ("own", "beside", "low", "high")
    }
    return charts.event_study(
        charts.EventPath(study.times, **held),
        names=(say("with it"), say("matched pairs")),
        years=say("years from the event"),
    )


def _precedent_section(found: Effect, language: Language) -> Section:
    say = language.say
    held: dict[tuple[int, str], list[str]] = {}
    for place, name in enumerate(("trust", "incidents")):
        for one in found.studies[name].effects:
            key = (one.event.year, one.event.name.of(language.code))
            cells = held.setdefault(key, [str(len(one.pairs)), NONE, NONE])
            ends = one.value, one.value - 1.645 * one.error, one.value + 1.645 * one.error
            cells[1 + place] = ends_shown(name, ends, language)
    sentences: tuple[str, ...] = ()
    if found.bundle:
        names = [
            named[each].name.of(language.code) for named in (measures.catalogue(),)
            for each in found.bundle if each in named
        ]  # fmt: skip
        sentences = (
            say(
                "Agreed by the same states in the same year, and so not to be told apart from it: "
                "{measures}.",
                measures=language.list(names),
            ),
        )
    return Section(
        "precedents",
        say("Each precedent"),
        sentences=sentences,
        tables=(
            Table.of(
                "",
                [
                    Column(say("Year"), "figure"),
                    Column(say("What"), wraps=True),
                    Column(say("Pairs"), "figure"),
                    Column(say("Trust (90 %)"), "figure"),
                    Column(say("Disputes (90 %)"), "figure"),
                ],
                [[str(year), what, *cells] for (year, what), cells in sorted(held.items())],
            ),
        ),
    )


def _pooled_section(found: Effect, language: Language) -> Section:
    say = language.say
    rows = []
    for name in OUTCOMES:
        mine = found.pooled.get(name)
        rows.append(
            [
                say(OUTCOME[name]),
                pooled_shown(name, mine, language) if mine else NONE,
                pooled_shown(name, found.domain[name], language),
            ]
        )
    known = found.informativeness
    sentences: tuple[str, ...] = (
        say(
            "Measures with few precedents lean on others of their domain, and all lean on each "
            "other, by as much as precedents differ. This is what the planner reads."
        ),
    )
    if known is not None:
        sentences += informativeness_lines(known, language)
    return Section(
        "pooled",
        say("Pooled with measures of its domain"),
        sentences=sentences,
        tables=(
            Table.of(
                "",
                [
                    Column(say("On"), wraps=True),
                    Column(say("This measure (90 %)"), "figure"),
                    Column(say("Its domain (90 %)"), "figure"),
                ],
                rows,
            ),
        ),
    )


def _limits(found: Effect, language: Language) -> Iterator[str]:
    say = language.say
    yield say(
        "Nobody drew lots for who tries a measure: rivals sign pacts and friends exercise. Designs "
        "take out what they can see, and what they cannot see stays."
    )
    yield say(
        "Disputes are known to 2014 and belief by year to 2022; later precedents have too few "
        "years after them."
    )
    yield say(
        "Belief before 2002 hears disputes and little else, so that trust and disputes are there "
        "one finding and not two."
    )
    yield say("Disputes are rare: a handful of precedents cannot show any but a very large effect.")
    if not found.exposure.is_series:
        yield say("A precedent is counted from the year it was agreed, whether or not it was kept.")
