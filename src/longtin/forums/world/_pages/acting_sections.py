"""Sections of a world's page on acting together: what forums came to, and what programmes did."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import polars as pl

from longtin import actors
from longtin._language import Language, sentence_case
from longtin.forums._pages.forum_names import forum_name
from longtin.page import Column, Section, Table

if TYPE_CHECKING:
    from longtin.forums.world.simulation import Simulation

NAMED: Final = 12
"""States of a forum that are named; of more, the number of the others."""


def acting_sections(found: "Simulation", language: Language) -> Iterator[Section]:
    """What forums and programmes of a world came to, where it has any."""
    if len(found.forums):
        yield _forums(found, language)
    if len(found.programmes):
        yield _programmes(found, language)


def _forums(found: "Simulation", language: Language) -> Section:
    say = language.say
    columns = [
        Column(say("Forum"), wraps=True),
        Column(say("Institution"), wraps=True),
        Column(say("Issue"), wraps=True),
        Column(say("Sessions with an agreement"), "figure"),
        Column(say("States in it"), "figure"),
        Column(say("Histories in which it acts"), "figure"),
        Column(say("First time, years"), "figure"),
        Column(say("Kept"), "figure"),
        Column(say("Gain"), "figure"),
    ]
    rows = [_row(found, row, language) for row in found.forums.iter_rows(named=True)]
    notes = [
        say(
            "Kept: of the words that fell due, the share that was kept. Gain: net, of all states "
            "of the forum together in a year, as a share of what full cooperation kept would "
            "bring, mean of all sessions; nine histories in ten lie in the brackets."
        )
    ]
    if any(forum.issue is None for forum in found.world.forums):
        notes.append(say("A forum without an issue acts by trust alone, and has no gain to tell."))
    for forum in found.world.forums:
        missing = 0 if forum.issue is None else forum.issue.elsewhere
        if missing:
            notes.append(
                language.count(
                    "{forum}: {n} state that the issue concerns is not in it, and takes no part.",
                    "{forum}: {n} states that the issue concerns are not in it, and take no part.",
                    missing,
                    forum=sentence_case(forum.name),
                )
            )
    return Section(
        "forums",
        say("What forums come to"),
        sentences=tuple(_who(found, language)),
        tables=(Table.of("", columns, rows),),
        notes=tuple(notes),
    )


def _row(found: "Simulation", row: dict[str, object], language: Language) -> list[str]:
    def share(name: str) -> str:
        return "–" if row[name] is None else language.percent(float(row[name]))  # type: ignore[arg-type]

    def number(name: str, factor: float = 1.0) -> str:
        if row[name] is None:
            return "–"
        return language.number(float(row[name]) * factor, 1)  # type: ignore[arg-type]

    forum = next(each for each in found.world.forums if each.name == row["forum"])
    issue, gain = forum.issue, share("gain")
    if row["gain"] is not None:
        gain = language.say(
            "{at} ({low} to {high})", at=gain, low=share("gain_low"), high=share("gain_high")
        )
    return [
        sentence_case(forum.name),
        sentence_case(forum_name(forum.way, language)),
        issue.situation.problem.title.of(language.code) if issue else "–",
        share("agreed"),
        f"{number('members')}/{len(forum.states)}",
        share("ever"),
        number("since", found.world.years_a_step),
        share("kept"),
        gain,
    ]


def _who(found: "Simulation", language: Language) -> Iterator[str]:
    """Who is in each forum that reaches agreements, the most frequent first."""
    day = found.world.days[0]
    for forum in found.world.forums:
        rows = found.members.filter(pl.col("forum") == forum.name)
        if not len(rows):
            yield language.say(
                "{forum}: no session of any history ends in an agreement.",
                forum=sentence_case(forum.name),
            )
            continue
        if len(rows) == len(forum.states) and float(rows["share"].min() or 0.0) > 0.999:  # type: ignore[arg-type]
            yield language.say(
                "{forum}: all of its states, always.", forum=sentence_case(forum.name)
            )
            continue
        named = [
            language.say(
                "{state} ({share})",
                state=actors.find(state, day).name(language.code),
                share=language.percent(share),
            )
            for _, state, share in rows.head(NAMED).iter_rows()
        ]
        more = len(rows) - len(named)
        if more:
            named.append(language.count("{n} other state", "{n} other states", more))
        yield language.say(
            "{forum}: share of its agreements that each is in: {states}.",
            forum=sentence_case(forum.name),
            states=language.list(named),
        )


def _programmes(found: "Simulation", language: Language) -> Section:
    say = language.say
    titles = {each.programme["en"]: each.programme for each in found.world.undertakings}
    columns = [
        Column(say("Programme"), wraps=True),
        Column(say("Step")),
        Column(say("Due")),
        Column(say("Kept"), "figure"),
        Column(say("Broken"), "figure"),
        Column(say("Not begun"), "figure"),
    ]
    rows = [
        [
            titles[row["programme"]][language.code],
            row["programme_step"],
            language.date(row["date"]),
            *(language.percent(row[name]) for name in ("kept", "broken", "not_begun")),
        ]
        for row in found.programmes.iter_rows(named=True)
    ]
    note = say(
        "Shares of the pairs of states that a step is between, over all histories. It is kept "
        "where both keep it towards each other, and not begun where the two have not kept what it "
        "comes after. What is kept stays in force between them until the programme ends."
    )
    return Section(
        "programmes",
        say("What programmes come to"),
        tables=(Table.of("", columns, rows),),
        notes=(note,),
    )
