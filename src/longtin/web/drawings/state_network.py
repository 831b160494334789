"""Sections of the world beside the map: one state amid all others, and holes of the record."""

from collections.abc import Collection, Mapping
from datetime import date

from longtin import actors, brief
from longtin._dates import today
from longtin.page import Figure, Section
from longtin.web.drawings import world_network
from longtin.web.drawings.record_strip import strip_of
from longtin.web.drawings.world_network import NetworkNode
from longtin.web.visit import Visit
from longtin.web.world_map import Shade

FIRST = date(1946, 1, 1)
"""Where the slider through time begins."""


def network_section(
    visit: Visit,
    now: Mapping[int, brief.Reading],
    shades: Mapping[int, Shade],
    found: actors.State,
    named: Collection[int],
) -> Section:
    """The same as the map, as a network: the nearer a state, the more trust.

    Args:
        visit: Who asks.
        now: Readings by the other state's code.
        shades: How each is drawn and where it leads.
        found: The state in the middle.
        named: States whose names matter most.
    """
    say = visit.say
    nodes = [
        NetworkNode(
            actors.near(other, now[other].date).name(visit.code), now[other].trust,
            shades[other].told, shades[other].href, shades[other].style.split()[0], other in named,
        )
        for other in sorted(now)
    ]  # fmt: skip
    name = found.name(visit.code)
    title = say("{state} and every other state", state=name)
    drawn = world_network.around(name, nodes, title, visit.language)
    note = say(
        "The nearer to the middle, the more trust, from 1 in the middle to 0 on the outer circle; "
        "states without a figure stand beyond it. Around the middle states stand by continent. "
        "Point at a dot for its name, figure and interval, and follow it to the pair."
    )
    figure = Figure("network", title, note, drawn, is_wide=True)
    return Section("network", say("As a network"), figures=(figure,), notes=(note,))


def holes_of_record(visit: Visit) -> tuple[str, str]:
    """When the record has acts by day and when it has none, drawn under the slider and said."""
    say, last = visit.say, today()
    holes = visit.site.read(lambda record: brief.undated_spans(record, FIRST, last))
    title = say("Dark: the record has acts by day. Pale: it has none, or only sums of a year or "
                "of both sides.")  # fmt: skip
    spans = "; ".join(visit.language.span(*each) for each in holes)
    return strip_of(FIRST, last, holes, title), say("Without acts by day: {spans}.", spans=spans)
