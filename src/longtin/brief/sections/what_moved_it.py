"""Section “What moved it”: both directions in words; the annex has acts, actors and figures."""

from longtin._language import Language
from longtin.brief.values.brief import Brief
from longtin.brief.words import at_a_glance
from longtin.page import Section


def say(brief: Brief, language: Language) -> Section | None:
    """What moved trust over the year, by acts on the side of the change."""
    if all(way.now.trust is None for way in brief.directions):
        return None
    told = tuple(
        at_a_glance.moved(way, brief.acts_until, language)
        for way in brief.directions
        if way.now.trust is not None
    )
    return Section("moved", language.say("What moved it"), points=told)
