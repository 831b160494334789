"""The command `longtin contacts`."""

from enum import StrEnum
from typing import Annotated

import typer

from longtin.cli._output import check_output, emit
from longtin.cli.options import option
from longtin.cli.options.parsers import one_of
from longtin.cli.options.shared import AsJson, Language, Output, RecordFile, Tongue
from longtin.cli.options.values import opened, turned, two_states, when

SUMMARY = "Who met whom: visits, meetings, calls."
EXAMPLE = "Example: longtin contacts VNM USA --from 2010 --rank foreign_minister"

LONGEST_TABLE = 60
"""Contacts that the terminal shows, the latest."""


class AtLeast(StrEnum):
    """Ranks that may be asked for, the highest first."""

    head_of_state = "head_of_state"
    head_of_government = "head_of_government"
    deputy_head = "deputy_head"
    foreign_minister = "foreign_minister"
    defence_minister = "defence_minister"
    minister = "minister"
    official = "official"


class HowMade(StrEnum):
    """Modes that may be asked for."""

    visit = "visit"
    gathering = "gathering"
    third_ground = "third_ground"
    negotiation = "negotiation"
    meeting = "meeting"
    telephone = "telephone"


AtRank = Annotated[
    AtLeast | None,
    option(
        "--rank",
        "Of this rank or above: head_of_state, head_of_government, deputy_head, foreign_minister, "
        "defence_minister, minister or official.",
        "RANK",
        lambda typed: one_of(typed, AtLeast),
    ),
]
InMode = Annotated[
    HowMade | None,
    option(
        "--mode",
        "Made in this way: visit, gathering, third_ground, negotiation, meeting or telephone.",
        "MODE",
        lambda typed: one_of(typed, HowMade),
    ),
]


def contacts(
    one: Annotated[str, typer.Argument(help="A state.", metavar="A")],
    two: Annotated[str, typer.Argument(help="The other.", metavar="B")],
    since: Annotated[
        str | None, option("--from", "From this day on; of a month or a year, its first.", "DATE")
    ] = None,
    until: Annotated[
        str | None, option("--to", "Up to this day; of a month or a year, its last.", "DATE")
    ] = None,
    rank: AtRank = None,
    mode: InMode = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Output = None,
    record: RecordFile = None,
) -> None:
    """Who met whom: visits, meetings and calls, the last by rank, and visits not returned."""
    from longtin._dates import today
    from longtin._language import Language as Words
    from longtin.acts import Mode, Rank, contact_history, first_journey
    from longtin.brief import contacts_document
    from longtin.page import print_document

    check_output(output)
    with opened(record) as held:
        first = when(since, language).start if since else first_journey(held)
        last = when(until, language).end if until else today()
        if first > last:
            raise turned(first, last)
        states = two_states(one, two, last)
        history = contact_history(held, states[0].ccode, states[1].ccode, first, last)
    found = history.of(Rank[rank] if rank else None, Mode(mode) if mode else None)
    names = {state.ccode: state.name(language) for state in states}
    words = Words(language)
    emit(
        history.frame(found),
        as_json=as_json,
        output=output,
        show=lambda: print_document(
            contacts_document(history, found, names, words, longest=LONGEST_TABLE)
        ),
    )
