"""Page of the library: the count, and every case with what happened."""

from dataclasses import replace
from datetime import date

from longtin._language import Language
from longtin.forums._issue.issue_files import scenario
from longtin.forums._pages.forum_names import FORUM_NAMES
from longtin.forums.histories.case_history import BODIES
from longtin.forums.histories.case_page import case_section, colophon
from longtin.forums.histories.case_words import AGREEMENT_WORDS, SIDE_WORDS
from longtin.forums.histories.tally import CaseTally
from longtin.page import Column, Document, Section, Table


def cases_page(tally: CaseTally, language: Language) -> Document:
    """The whole library on one page: the count, and every case with what happened.

    Args:
        tally: Of `case_tally`.
        language: Of the words.
    """
    return replace(
        count_page(tally, language),
        annex=tuple(case_section(case, language) for case in tally.cases),
        annex_heading=language.say("Case by case"),
    )


def count_page(tally: CaseTally, language: Language) -> Document:
    """The count alone, with a row a case.

    Args:
        tally: Of `case_tally`.
        language: Of the words.
    """
    say, results = language.say, tally.results
    return Document(
        language=language.code,
        title=say("Who should have done it? The scenario library"),
        kicker=say("Scenario library"),
        dated=language.date(date.fromisoformat(results.computed)),
        day=results.computed,
        sections=(
            Section(
                "count",
                say("The count"),
                sentences=count_sentences(tally, language),
                tables=(best_table(tally, language), side_table(tally, language)),
            ),
            Section("cases", say("The cases"), tables=(cases_table(tally, language),)),
        ),
        colophon=colophon(tally, language),
    )


def count_sentences(tally: CaseTally, language: Language) -> tuple[str, ...]:
    """The count in words: what wins, what history says, and what a coin would have got."""
    say, cases = language.say, tally.cases
    agreed, firm = tally.agreements(), tally.agreements(only_robust=True)
    sided, (forum, often) = tally.side_agreements(), tally.constant()
    right, pairs = tally.ordered()
    bodies = sum(case.result.best in BODIES for case in cases)
    return (
        say(
            "In {bodies} of {all_of} cases a body of all is computed to deliver most, in {states} "
            "some way in which states act by themselves. In {robust} cases the best forum is the "
            "same in at least two of three draws from the ranges of the inputs.",
            bodies=bodies,
            all_of=len(cases),
            states=len(cases) - bodies,
            robust=sum(case.is_robust for case in cases),
        ),
        say(
            "In {n} cases the draws say most often that no forum delivers more than states acting "
            "by themselves.",
            n=sum(case.result.is_mostly_alone for case in cases),
        ),
        say(
            "History agrees with the best forum in {agrees} cases, disagrees in {disagrees} and "
            "cannot say in {silent}; among the robust ones {firm_agrees}, {firm_disagrees} and "
            "{firm_silent}.",
            agrees=agreed.get("agrees", 0),
            disagrees=agreed.get("disagrees", 0),
            silent=agreed.get("silent", 0),
            firm_agrees=firm.get("agrees", 0),
            firm_disagrees=firm.get("disagrees", 0),
            firm_silent=firm.get("silent", 0),
        ),
        say(
            "Forums drawn by lot would agree in {chance} cases; always naming the same one, "
            "{forum}, in {often}.",
            chance=language.number(tally.chance(), 1),
            forum=say(FORUM_NAMES[forum]),
            often=often,
        ),
        say(
            "Taken by sides alone, bodies of all against states by themselves, history agrees in "
            "{agrees}, disagrees in {disagrees} and cannot say in {silent}; always naming bodies "
            "of all it would agree in {bodies}, always naming states by themselves in {states}.",
            agrees=sided.get("agrees", 0),
            disagrees=sided.get("disagrees", 0),
            silent=sided.get("silent", 0),
            bodies=tally.always("universal"),
            states=tally.always("states"),
        ),
        say(
            "Of {pairs} pairs of forums that were tried in the same case and did not do equally "
            "well, {right} are computed in their order; a coin would get half.",
            pairs=pairs,
            right=language.number(right, 1),
        ),
    )


def best_table(tally: CaseTally, language: Language) -> Table:
    """In how many cases each forum is best, robustly so, and delivered most in history."""
    say = language.say
    best, firm = tally.best(), tally.best(only_robust=True)
    return Table.of(
        say("In how many cases each forum is best"),
        [
            Column(say("Forum")),
            Column(say("Best"), "figure"),
            Column(say("Robustly"), "figure"),
            Column(say("Of these, history agrees"), "figure"),
            Column(say("Delivered most in history"), "figure"),
        ],
        [
            [
                say(words),
                str(best.get(forum, 0)),
                str(firm.get(forum, 0)),
                str(
                    sum(
                        case.result.best == forum and case.agreement == "agrees"
                        for case in tally.cases
                    )
                ),
                str(sum(forum in case.history.delivered_by for case in tally.cases)),
            ]
            for forum, words in FORUM_NAMES.items()
        ],
    )


def side_table(tally: CaseTally, language: Language) -> Table:
    """Which side history supports, by who chose the case."""
    say = language.say
    named, added = tally.sides("source"), tally.sides("added")
    return Table.of(
        say("Which side did better in history, by who chose the case"),
        [
            Column(say("Side")),
            Column(say("Named by the article"), "figure"),
            Column(say("Added here"), "figure"),
        ],
        [
            [say(words), str(named.get(side, 0)), str(added.get(side, 0))]
            for side, words in SIDE_WORDS.items()
        ],
    )


def cases_table(tally: CaseTally, language: Language) -> Table:
    """A row a case."""
    say = language.say
    return Table.of(
        "",
        [
            Column(say("Name")),
            Column(say("Case"), wraps=True),
            Column(say("Best forum"), wraps=True),
            Column(say("Of the draws"), "figure"),
            Column(say("Delivered most in history"), wraps=True),
            Column(say("History"), wraps=True),
        ],
        [
            [
                case.name,
                f"{scenario(case.name).title.of(language.code)} ({scenario(case.name).on.year})",
                say(FORUM_NAMES[case.result.best]),
                language.percent(case.result.share),
                language.list([say(FORUM_NAMES[each]) for each in case.history.delivered_by])
                or say("none"),
                say(AGREEMENT_WORDS[case.agreement]),
            ]
            for case in tally.cases
        ],
    )
