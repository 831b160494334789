"""Section “Public mood”: acts of societies beside the belief, in the annex."""

from longtin._language import Language
from longtin.brief.values.brief import Brief
from longtin.brief.values.direction import Direction, PublicMood
from longtin.brief.words import conduct, pair
from longtin.page import Section


def say(brief: Brief, language: Language) -> Section | None:
    """Acts of societies: shown beside the belief, never part of it."""
    points = tuple(
        opinion(each, each.opinion, language)
        for each in brief.directions
        if each.opinion is not None
    )
    if not points:
        return None
    caution = language.say(
        "An indicator only: what citizens, press and parties did is not evidence in the figures."
    )
    return Section("mood", language.say("Public mood"), notes=(caution,), points=points)


def opinion(direction: Direction, known: PublicMood, language: Language) -> str:
    """What the truster's society did towards the other state, as an indicator."""
    now = language.say(
        "Society in {truster} towards {trustee}, over the year: {reports}",
        truster=pair.name(direction.truster, language),
        trustee=pair.name(direction.trustee, language),
        reports=conduct.reports(known.reports, known.hostile, language),
    )
    if known.reports_before is None or known.hostile_before is None:
        before = language.say("the year before is not covered")
    else:
        earlier = conduct.reports(known.reports_before, known.hostile_before, language)
        before = language.say("the year before: {reports}", reports=earlier)
    return f"{now}; {before}."
