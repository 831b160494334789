"""Section “What moved it”, where no change over the year is known: the moves before that."""

from longtin._language import Language
from longtin.brief.values.brief import Brief
from longtin.brief.words import at_a_glance
from longtin.page import Section


def say(brief: Brief, language: Language) -> Section | None:
    """The latest clear moves of directions whose headline can name no change over the year."""
    told = tuple(
        at_a_glance.last_moves(way, brief.acts_until, language)
        for way in brief.directions
        if way.now.trust is not None and way.change is None
    )
    return Section("moved", language.say("What moved it"), points=told) if told else None
