"""Page of one case: what the comparison says, what happened, and what may be said of it."""

from datetime import date

from longtin._language import Language
from longtin.forums._issue.cooperation_problem import Reference
from longtin.forums._issue.issue_files import scenario
from longtin.forums._pages.forum_names import FORUM_NAMES
from longtin.forums.histories.case_history import CaseHistory
from longtin.forums.histories.case_words import (
    AGREEMENT_WORDS,
    GRADE_WORDS,
    ROBUST_WORDS,
    SIDE_WORDS,
)
from longtin.forums.histories.disagreements import why_history_disagrees
from longtin.forums.histories.tally import CaseCount, CaseTally
from longtin.page import Column, Document, Section, Table


def case_page(case: CaseCount, tally: CaseTally, language: Language) -> Document:
    """One case on a page of its own.

    Args:
        case: One of the tally's.
        tally: The tally it is from.
        language: Of the words.
    """
    section = case_section(case, language)
    return Document(
        language=language.code,
        title=section.heading,
        kicker=language.say("Scenario library"),
        dated=language.date(date.fromisoformat(tally.results.computed)),
        day=tally.results.computed,
        sections=(section,),
        colophon=colophon(tally, language),
    )


def colophon(tally: CaseTally, language: Language) -> str:
    """What it takes to get the same figures again."""
    say, results = language.say, tally.results
    return " · ".join(
        (
            "Longtin",
            say("record {version}", version=results.record),
            say("{draws} draws from seed {seed}", draws=results.draws, seed=results.seed),
        )
    )


def case_section(case: CaseCount, language: Language) -> Section:
    """One case as a section: problem, table, what happened, which side it supports, sources."""
    say, code = language.say, language.code
    problem, history = scenario(case.name), case.history
    return Section(
        case.name,
        f"{problem.title.of(code)} ({problem.on.year})",
        sentences=(
            problem.problem.of(code),
            say("What happened: {words}", words=history.happened.of(code)),
            say("Why: {words}", words=history.why.of(code)),
            *_disagreement(case, language),
            say(
                "Which side did better: {side}; this reading is {robust}. {doubt}",
                side=say(SIDE_WORDS[history.side]),
                robust=say(ROBUST_WORDS[history.robust]),
                doubt=history.doubt.of(code),
            ),
            say("Inputs: {words}", words=history.inputs.of(code)),
        ),
        tables=(_forums(case, language), figures_table(case.history, language)),
        notes=tuple(source_line(each, language) for each in problem.sources.values()),
    )


def _disagreement(case: CaseCount, language: Language) -> tuple[str, ...]:
    """What history says of the best forum, and why where it disagrees."""
    say = language.say
    told = say(
        "Best forum as computed: {forum}, in {share} of the draws. History {agreement}.",
        forum=say(FORUM_NAMES[case.result.best]),
        share=language.percent(case.result.share),
        agreement=say(AGREEMENT_WORDS[case.agreement]),
    )
    if case.result.is_mostly_alone and case.result.best != "national":
        nothing = say(
            "In {share} of the draws no forum delivers more than states acting by themselves.",
            share=language.percent(case.result.alone),
        )
        told = f"{told} {nothing}"
    why = why_history_disagrees(case.history, case.name, case.result.best)
    return (f"{told} {why.of(language.code)}" if why else told,)


def _forums(case: CaseCount, language: Language) -> Table:
    """What each forum is computed to deliver, and what it delivered."""
    say = language.say
    rows = []
    for forum, words in FORUM_NAMES.items():
        found = case.result.forums[forum]
        grade = case.history.grade(forum)
        rows.append(
            [
                say(words),
                language.percent(found.gain),
                f"{language.percent(found.low)}–{language.percent(found.high)}",
                language.percent(found.share),
                "–" if found.years is None else language.number(found.years, 1),
                say(GRADE_WORDS[grade]) if grade else say("not tried"),
            ]
        )
    return Table.of(
        say("Forums: computed gain, of what full cooperation would bring, and history"),
        [
            Column(say("Forum")),
            Column(say("Gain"), "figure"),
            Column(say("90 % interval"), "figure"),
            Column(say("Best in"), "figure"),
            Column(say("Years"), "figure"),
            Column(say("In history")),
        ],
        rows,
    )


def figures_table(history: CaseHistory, language: Language) -> Table:
    """What can be counted of what happened."""
    say = language.say
    return Table.of(
        say("What can be counted"),
        [Column(say("Figure"), wraps=True), Column(say("Value"), "figure"), Column(say("Year"))],
        [
            [
                figure.what.of(language.code),
                language.number(figure.value, len(f"{figure.value:g}".partition(".")[2])),
                str(figure.year),
            ]
            for figure in history.figures
        ],
    )


def source_line(source: Reference, language: Language) -> str:
    """A source with its date, its address and when it was read."""
    say = language.say
    read = (
        say("read on {day}", day=language.date(source.read))
        if isinstance(source.read, date)
        else say("from memory")
    )
    dated = language.date(source.date) if source.date else ""
    return ", ".join(part for part in (source.cite, dated, source.address or "", read) if part)
