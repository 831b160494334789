"""Sections of a comparison on its assumptions: what they are, and which moves the order."""

from datetime import date

from longtin import trust
from longtin._language import Language, message, sentence_case
from longtin.forums._pages.forum_names import forum_name, number_name
from longtin.forums.comparison.compare_forums import ForumComparison
from longtin.page import Column, Section, Table

NOTES = {
    "belief-shipped": message(
        "Belief is that of {day}: by week for the pairs of whom the archives report most, by year "
        "for the others."
    ),
    "belief-week": message("Belief is that of {day}, by week."),
    "belief-year": message("Belief is that of the end of {year}, by year."),
    "belief-given": message("Belief is the file’s own."),
    "field": message(
        "Belief is read in the field of {field} for {own} of {pairs} pairs, and at large for the "
        "others, of whom too little is told in it."
    ),
    "field-at-large": message(
        "Belief is that at large: in the field of {field} later acts were not found to be foretold "
        "better by a level of its own."
    ),
    "field-many": message(
        "Belief is that at large: the field of {field} is read from acts by week, which is done "
        "for up to {n} states and not in belief by year."
    ),
    "field-before": message(
        "Belief is that at large: the field of {field} is read from dated acts, which the record "
        "does not hold of that time."
    ),
    "belief-none": message("The record holds no belief of that time; the file gives none either."),
    "capability": message(
        "Capability is the Composite Index of National Capability of {year} (Correlates of War)."
    ),
    "votes": message(
        "Votes are those of the General Assembly in the last {years} years before the day."
    ),
    "unknown-pairs": message(
        "Of {n} of {pairs} pairs nothing is known: they are given the middle of the others and a "
        "wide interval."
    ),
}
"""Where numbers are from that the file does not give."""


def sensitivity_section(found: ForumComparison, language: Language) -> Section:
    """Which assumption moves the order of forums most."""
    say, there = language.say, found.situation
    columns = [
        Column(say("Assumption"), wraps=True),
        Column(say("Moves"), "figure"),
        Column(say("Best where it is low"), wraps=True),
        Column(say("Best where it is high"), wraps=True),
    ]
    rows = [
        [
            sentence_case(number_name(each.name, there, language)),
            language.percent(each.shift),
            forum_name(each.at_low, language),
            forum_name(each.at_high, language),
        ]
        for each in found.influences[:8]
    ]
    chance = found.influences[0].by_chance if found.influences else 0.0
    note = say(
        "Moves: share of the draws that go to another forum between the lowest and the highest "
        "third of the assumption. Up to {share} may be chance.",
        share=language.percent(chance),
    )
    return Section(
        "sensitivity",
        say("Which assumption moves the order most"),
        tables=(Table.of("", columns, rows).sized((4.0, 0.8, 2.5, 2.5)),) if rows else (),
        notes=(note,),
    )


def assumption_section(found: ForumComparison, language: Language) -> Section:
    """Every assumption with its range and what it rests on, and where the record's part is from."""
    say, there = language.say, found.situation
    columns = [
        Column(say("Assumption"), wraps=True),
        Column(say("Value"), "figure"),
        Column(say("Range"), "figure"),
        Column(say("Rests on"), wraps=True),
    ]
    rows = []
    for each in there.uncertain_numbers:
        number = each.number
        ends = (language.number(number.least), language.number(number.most))
        because = number.because.of(language.code) if number.because else ""
        if number.source and number.source in there.problem.sources:
            because = " ".join(filter(None, (because, there.problem.sources[number.source].cite)))
        basis = because or (say("the file") if each.is_given else say("judgement of the house"))
        rows.append(
            [
                sentence_case(number_name(each.name, there, language)),
                language.number(number.at),
                "–" if number.is_sure else say("{low} to {high}", low=ends[0], high=ends[1]),
                basis,
            ]
        )
    told = tuple(_note(code, values, language) for code, values in there.notes)
    return Section(
        "assumptions",
        say("Assumptions, each of which the file may set otherwise"),
        tables=(Table.of("", columns, rows).sized((3.2, 0.8, 1.4, 5.0)),),
        points=told,
    )


def _note(code: str, values: object, language: Language) -> str:
    held = dict(values) if isinstance(values, dict) else {}
    shown = {
        name: language.date(each) if isinstance(each, date) else each for name, each in held.items()
    }
    if "field" in held:
        shown["field"] = language.say(trust.ISSUE_WORDS[held["field"]])
    return language.say(NOTES[code], **shown)
