"""Section “What to propose”: one or two measures, as they can be put to the other side."""

from longtin._language import Language
from longtin.brief.values.brief import Brief
from longtin.brief.words import at_a_glance, pair
from longtin.page import Section, Table


def say(brief: Brief, language: Language) -> Section | None:
    """What, with whom, by when, who leads, what it costs, and what if they refuse."""
    found = brief.advice
    if found is None:
        return None
    there = pair.name(brief.there, language)
    heading = language.say("What to propose")
    if not found.proposals:
        waiting = language.say("Nothing to propose now: no measure is worth its risk today.")
        return Section("proposals", heading, sentences=(waiting,))
    table = Table.of(
        "",
        at_a_glance.proposal_columns(language),
        [
            at_a_glance.proposal_cells(each, there, language, described=True)
            for each in found.proposals
        ],
    )
    worth = [
        *at_a_glance.in_crisis([there] if found.phase == "crisis_management" else [], language),
        *at_a_glance.against_waiting([(there, found.verdict)], language),
        *at_a_glance.crisis_risk([(there, *found.crisis)], language),
    ]
    return Section(
        "proposals",
        heading,
        sentences=tuple(worth),
        tables=(table.sized(at_a_glance.PROPOSAL_SHARES),),
    )
