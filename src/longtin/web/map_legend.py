"""What stands under the world map: its colours, whose boundaries it shows, what it cannot draw."""

from datetime import date

from longtin import actors
from longtin.page import Section
from longtin.web import world_map
from longtin.web.visit import Visit

BORDERS = date(1991, 12, 31)
"""Up to this day the map says which states it cannot draw."""


def legend(visit: Visit, day: date) -> tuple[str, ...]:
    """How the map is to be read: colours, whose boundaries, whose islands, and who says so."""
    say = visit.say
    view = visit.given("view")
    colours = say(
        "From dark orange (very low) over pale to dark blue (high); grey where there is no figure, "
        "and paler outlines where the last figure is carried on. Small states are dots. Point at a "
        "state for its figure and interval; the table has all of them."
    )
    if view:
        state = actors.find(view, day)
        whose = say(
            "Boundaries: Natural Earth, as they are held in fact. Islands claimed by several "
            "(diamonds) are shown as {state} sees them: {islands}.",
            state=state.name(visit.code),
            islands=", ".join(
                each.name(visit.code) for each in world_map.islands() if view in each.claimed_by
            ),
        )
    else:
        whose = say(
            "Boundaries: Natural Earth, as they are held in fact, which says nothing about who is "
            "in the right. Islands claimed by several are diamonds and nobody’s: {islands}.",
            islands=", ".join(each.name(visit.code) for each in world_map.islands()),
        )
    return colours, whose, *_islands_from(visit)


def _islands_from(visit: Visit) -> tuple[str, ...]:
    """Where it is said where islands lie and who claims them."""
    sourced = [each for each in world_map.islands() if each.source]
    recalled = [each for each in world_map.islands() if not each.source]
    told = visit.say(
        "Where the islands lie and who claims them: {sources}.",
        sources="; ".join(dict.fromkeys(each.source for each in sourced)),
    )
    if not recalled:
        return (told,)
    names = ", ".join(each.name(visit.code) for each in recalled)
    return told, visit.say("From memory, and not looked up: {islands}.", islands=names)


def notices(visit: Visit, day: date) -> tuple[Section, ...]:
    """Which states of an earlier day today's borders have no place for."""
    if day > BORDERS:
        return ()
    gone = world_map.undrawable(day)
    if not gone:
        return ()
    said = visit.say(
        "Borders on this map are those of today. On {day} there were states that it cannot draw: "
        "{states}. Areas of today that were no state of that name are left empty.",
        day=visit.language.date(day),
        states=", ".join(state.name(visit.code) for state in gone),
    )
    return (Section("borders", visit.say("Borders of another time"), sentences=(said,)),)
