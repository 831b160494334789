"""Section of a portfolio on institutions: which delivers most on each issue, which suits a job."""

from longtin import promises
from longtin._language import Language, sentence_case
from longtin.forums._pages.forum_names import forum_name
from longtin.forums.portfolio._assessment.portfolio_values import Portfolio
from longtin.page import Column, Section, Table


def institution_section(found: Portfolio, language: Language) -> Section:
    """The institution that delivers most on each issue among the state and its first partners."""
    say, names = language.say, promises.issue_names()
    columns = (
        Column(say("Issue"), wraps=True),
        Column(say("Case put to them"), wraps=True),
        Column(say("Delivers most"), wraps=True),
        Column(say("Suits convening"), wraps=True),
        Column(say("Suits carrying out"), wraps=True),
    )
    rows = [
        (
            sentence_case(names[each.issue].of(language.code)),
            each.title.of(language.code),
            f"{forum_name(each.best, language)} ({language.percent(each.wins)})",
            ", ".join(forum_name(forum, language) for forum in each.convening),
            ", ".join(forum_name(forum, language) for forum in each.operating),
        )
        for each in found.institutions
    ]
    return Section(
        "institutions",
        say("Which institution would deliver most"),
        notes=(
            say(
                "The file of a named case is put to the state, its first partners and the two "
                "powers on this day, through seven institutions; in brackets the share of draws in "
                "which that one does best. It follows from the file’s numbers and is no forecast; "
                "`longtin forum compare` tells all."
            ),
        ),
        tables=(Table.of("", columns, rows).sized((0.9, 1.4, 1.3, 1.6, 1.6)),),
    )
