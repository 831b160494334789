"""Page of a comparison: seven forums side by side, why, who, what for, and what it hangs on."""

from collections.abc import Iterator
from math import isfinite

from longtin._language import Language, sentence_case
from longtin.forums._pages.assumption_sections import assumption_section, sensitivity_section
from longtin.forums._pages.forum_names import (
    JOB_NAMES,
    forum_name,
    state_name,
    state_names,
)
from longtin.forums._pages.reasons import percent_range, reasons
from longtin.forums.comparison.compare_forums import DrawnRange, ForumComparison, ForumResult
from longtin.page import Column, Document, Figure, Section, Table, charts


def comparison_page(found: ForumComparison, language: Language) -> Document:
    """A comparison as a document, without what actually happened.

    Args:
        found: What `compare` returned.
        language: Of the words.
    """
    say, problem = language.say, found.situation.problem
    return Document(
        language=language.code,
        title=problem.title.of(language.code),
        kicker=say("Forums compared"),
        dated=language.date(problem.on),
        day=problem.on.isoformat(),
        note=problem.problem.of(language.code),
        sections=(
            _in_short(found, language),
            _what_comes_of_it(found, language),
            _who(found, language),
            *_second(found, language),
        ),
        annex_heading=say("What it rests on"),
        annex=(sensitivity_section(found, language), assumption_section(found, language)),
        colophon=" · ".join(
            (
                "Longtin",
                say("record {version}", version=found.record_version),
                say("{n} draws", n=found.draws),
                say("seed {n}", n=found.seed),
            )
        ),
        page_label=say("page"),
    )


def _in_short(found: ForumComparison, language: Language) -> Section:
    say = language.say
    rows = [
        charts.Interval(
            sentence_case(forum_name(name, language)),
            found.results[name].gain.mean,
            found.results[name].gain.low,
            found.results[name].gain.high,
        )
        for name in found.order
    ]
    title = say("Net gain, as a share of what full cooperation kept at once would bring")
    figure = Figure(
        name="gains",
        title=title,
        description="; ".join(
            f"{row.label}: {percent_range(found.results[name].gain, language)}"
            for row, name in zip(rows, found.order, strict=True)
        ),
        spec=charts.intervals(rows),
    )
    return Section(
        "in-short", say("In short"), sentences=reasons(found, language), figures=(figure,)
    )


def _what_comes_of_it(found: ForumComparison, language: Language) -> Section:
    say = language.say
    columns = [
        Column(say("Forum")),
        Column(say("Gain"), "figure"),
        Column(say("Best in"), "figure"),
        Column(say("First delivery"), "figure"),
        Column(say("No agreement"), "figure"),
        Column(say("States in it"), "figure"),
        Column(say("Depth"), "figure"),
        Column(say("Kept"), "figure"),
        Column(say("Free riders"), "figure"),
    ]
    rows = [_row(found, found.results[name], language) for name in found.order]
    notes = (
        say(
            "Gain: net, discounted, of all states together, as a share of what full cooperation "
            "kept at once would bring; nine draws in ten lie in the brackets. First delivery: "
            "years, where there is an agreement. Depth: how far members go beyond acting alone, as "
            "a share of what would be best for all. Kept: share of that which is done on average. "
            "Majority: as if a body stood ready that could bind all."
        ),
    )
    return Section(
        "table",
        say("What comes of each"),
        tables=(Table.of("", columns, rows),),
        notes=notes,
    )


def _row(found: ForumComparison, one: ForumResult, language: Language) -> list[str]:
    is_alone = one.forum == "national"
    nothing, size = "–", found.situation.size
    share = language.percent
    return [
        sentence_case(forum_name(one.forum, language)),
        percent_range(one.gain, language),
        share(one.wins),
        nothing if is_alone else _years(one.years, language),
        nothing if is_alone else share(one.paralysis),
        nothing if is_alone else f"{language.number(one.breadth.mean * size, 0)}/{size}",
        nothing if is_alone else share(one.depth.mean),
        nothing if is_alone or one.paralysis == 1.0 else share(one.kept.mean),
        nothing if is_alone else language.number(one.free_riders.mean, 0),
    ]


def _years(drawn: DrawnRange, language: Language) -> str:
    if not isfinite(drawn.mean):
        return "–"
    low, high = language.number(drawn.low, 1), language.number(drawn.high, 1)
    return language.say(
        "{at} ({low} to {high})", at=language.number(drawn.mean, 1), low=low, high=high
    )


def _who(found: ForumComparison, language: Language) -> Section:
    say, there = language.say, found.situation
    columns = [
        Column(say("Forum")),
        Column(say("Who commits itself"), wraps=True),
        Column(say("A breach would pay"), wraps=True),
        Column(say("Would join"), wraps=True),
        Column(say("Gains and adds nothing"), wraps=True),
    ]
    rows = []
    for name in found.order:
        one = found.results[name]
        if name == "national" or not one.members:
            continue
        members = (
            say("all {n}", n=there.size)
            if len(one.members) == there.size
            else state_names(one.members, there, language, 8)
        )
        rows.append(
            [
                sentence_case(forum_name(name, language)),
                members,
                *(
                    state_names(codes, there, language, 4) or "–"
                    for codes in (one.would_leave, one.would_join, one.riders)
                ),
            ]
        )
    return Section(
        "who",
        say("Who"),
        tables=(Table.of("", columns, rows).sized((2.0, 3.2, 3.0, 2.0, 3.0)),) if rows else (),
        sentences=() if rows else (say("There is no agreement of any kind."),),
        notes=(say("Everything as given, without draws."),),
    )


def _second(found: ForumComparison, language: Language) -> Iterator[Section]:
    say = language.say
    columns = [
        Column(say("Forum")),
        Column(say("Answered for"), "figure"),
        Column(say("Belief, if all keep it"), "figure"),
        Column(say("Belief in one that breaks it"), "figure"),
    ]
    rows = []
    for name in found.order:
        one = found.results[name]
        changes = (one.if_kept.mean, one.if_broken.mean)
        shown = ["–" if abs(each) < 5e-4 else language.number(100 * each, 1, signed=True)
                 for each in changes]  # fmt: skip
        rows.append(
            [
                sentence_case(forum_name(name, language)),
                language.percent(one.accountability.mean),
                *shown,
            ]
        )
    note = say(
        "Answered for: of what people get, the share that comes from their own government, or from "
        "one whose breach costs it more than it brings. Change of belief in points of 100, mean of "
        "the pairs of members; what is kept although a breach would pay tells most."
    )
    yield Section(
        "answer",
        say("Who answers for it, and what it does to trust"),
        tables=(Table.of("", columns, rows),),
        notes=(note,),
    )
    if found.for_state is not None:
        yield _balance(found, found.for_state, language)
    yield _venues(found, language)


def _balance(found: ForumComparison, state: str, language: Language) -> Section:
    say, there = language.say, found.situation
    powers = [each.power for each in found.results["national"].leanings]
    columns = [
        Column(say("Forum")),
        Column(say("Its own gain"), "figure"),
        Column(say("Evenness"), "figure"),
        *(Column(sentence_case(state_name(power, there, language)), "figure") for power in powers),
    ]
    rows = []
    for name in found.order:
        one = found.results[name]
        if one.own is None or one.balance is None:
            continue
        rows.append(
            [
                sentence_case(forum_name(name, language)),
                percent_range(one.own, language),
                language.number(one.balance.mean),
                *(language.percent(each.share) for each in one.leanings),
            ]
        )
    who = state_name(state, there, language)
    note = say(
        "Own gain as a share of what all would gain by full cooperation at once. The last columns: "
        "of what the state gets from others, the share that comes from each great power; evenness "
        "is 1 where all weigh the same, 0 where it leans on one."
    )
    return Section(
        "balance",
        say("For {state}: gain and balance between great powers", state=who),
        tables=(Table.of("", columns, rows),),
        notes=(note,),
    )


def _venues(found: ForumComparison, language: Language) -> Section:
    say = language.say
    columns = [
        Column(say("Job")),
        Column(say("Suits it best"), wraps=True),
        Column(say("Score"), "figure"),
    ]
    rows = [
        [
            sentence_case(say(JOB_NAMES[each.job])),
            language.list([forum_name(name, language) for name in each.best])
            if each.best
            else say("none"),
            language.number(max(each.scores.values())),
        ]
        for each in found.venues
    ]
    note = say(
        "Convening: share of the states at the table. Informing: of the means whose owners report "
        "there. Coordinating: the same under an agreement, as far as it is kept. Operating: means "
        "committed times depth. Enforcing: means committed times what a breaker would lose."
    )
    return Section(
        "venues",
        say("Which venue for which job"),
        tables=(Table.of("", columns, rows),),
        notes=(note,),
    )
