"""Networks of trust as SVG with links: one state among all, and a group among itself."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import cos, hypot, pi, sin
from typing import Final

from longtin._language import Language

SIZE: Final = 576
INNER, OUTER, BEYOND = 34.0, 232.0, 256.0
"""Distance from the middle of who trusts wholly, of who does not at all, of who has no figure."""
RINGS: Final = (0.0, 0.2, 0.4, 0.6, 0.8)
LETTER, LINE = 6.4, 13.0
"""Pixels of a letter on average, and of a line."""
MOST_LABELS: Final = 36


@dataclass(frozen=True)
class NetworkNode:
    """A state of a network.

    Attributes:
        name: Beside it.
        trust: From 0 to 1, or none where there is no figure.
        told: What is said of it to who points at it or hears the page.
        href: Where it leads.
        style: Class of the style sheet, as on the map.
        is_named: Whether its name matters most.
    """

    name: str
    trust: float | None
    told: str
    href: str
    style: str
    is_named: bool = False


@dataclass(frozen=True)
class NetworkEdge:
    """Trust between two states of a group.

    Attributes:
        one: Place of the first among the nodes.
        two: Place of the other.
        told: What is said of it.
        style: Class, as on the map.
        href: Where it leads.
    """

    one: int
    two: int
    told: str
    style: str
    href: str


def around(centre: str, nodes: Sequence[NetworkNode], title: str, language: Language) -> str:
    """One state in the middle and every other as near to it as there is trust.

    Args:
        centre: Name of the state in the middle.
        nodes: The others, in the order in which they stand around it.
        title: Of the drawing.
        language: Of numbers.
    """
    middle = SIZE / 2
    places = [_place(at, len(nodes), each) for at, each in enumerate(nodes)]
    named = set(_labelled(nodes, places))
    inside = [_ring(level, language) for level in RINGS]
    for at, (node, (x, y)) in enumerate(zip(nodes, places, strict=True)):
        inside.append(_linked(node.href, node.told, f'<circle class="node {node.style}" '
                              f'cx="{x:.1f}" cy="{y:.1f}" r="4.5"/>'))  # fmt: skip
        if at in named:
            inside.append(_label(node.name, x, y, x >= middle))
    inside.append(f'<circle class="node own" cx="{middle}" cy="{middle}" r="7"/>')
    inside.append(_text(middle, middle - 12, centre, "middle", bold=True))
    return _svg(title, inside)


def _place(at: int, count: int, node: NetworkNode) -> tuple[float, float]:
    angle = 2 * pi * at / max(count, 1) - pi / 2
    away = BEYOND if node.trust is None else INNER + (1.0 - node.trust) * (OUTER - INNER)
    return SIZE / 2 + away * cos(angle), SIZE / 2 + away * sin(angle)


def _labelled(nodes: Sequence[NetworkNode], places: Sequence[tuple[float, float]]) -> Iterator[int]:
    """Nodes whose names find room: those that matter most first, then from the outside in."""
    order = sorted(
        (at for at, each in enumerate(nodes) if each.trust is not None),
        key=lambda at: (not nodes[at].is_named, nodes[at].trust or 0.0),
    )
    taken: list[tuple[float, float, float, float]] = []
    for at in order:
        if len(taken) >= MOST_LABELS:
            return
        (x, y), width = places[at], LETTER * len(nodes[at].name)
        left = x + 8 if x >= SIZE / 2 else x - 8 - width
        box = left, y - LINE / 2, left + width, y + LINE / 2
        near = hypot(x - SIZE / 2, y - SIZE / 2) < 2 * INNER
        if near or box[0] < 0 or box[2] > SIZE or any(_meets(box, other) for other in taken):
            continue
        taken.append(box)
        yield at


def _meets(one: tuple[float, float, float, float], two: tuple[float, float, float, float]) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def _ring(level: float, language: Language) -> str:
    away = INNER + (1.0 - level) * (OUTER - INNER)
    middle = SIZE / 2
    return (
        f'<circle class="ring" cx="{middle}" cy="{middle}" r="{away:.1f}"/>'
        f'<text class="ring-label" x="{middle + 3}" y="{middle - away - 2:.1f}">'
        f"{language.number(level, 1)}</text>"
    )


def among(nodes: Sequence[NetworkNode], edges: Iterable[NetworkEdge], title: str) -> str:
    """A group in a circle, with a line between each two that have a figure.

    Args:
        nodes: Its states, in the order in which they stand.
        edges: Trust between two of them, both ways together.
        title: Of the drawing.
    """
    away, middle = OUTER + 24, SIZE / 2
    places = [
        (middle + away * cos(angle), middle + away * sin(angle))
        for angle in (2 * pi * at / len(nodes) - pi / 2 for at in range(len(nodes)))
    ]
    inside = []
    for edge in sorted(edges, key=lambda each: each.style, reverse=True):
        (x1, y1), (x2, y2) = places[edge.one], places[edge.two]
        drawn = f'<line class="edge e{edge.style}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'  # noqa: E501
        inside.append(_linked(edge.href, edge.told, drawn))
    for node, (x, y) in zip(nodes, places, strict=True):
        inside.append(_linked(node.href, node.told,
                              f'<circle class="node {node.style}" cx="{x:.1f}" cy="{y:.1f}" r="7"/>'))  # fmt: skip # noqa: E501
        if abs(x - middle) < 40:
            inside.append(_text(x, y + (24 if y > middle else -13), node.name, "middle"))
        else:
            side = x > middle
            inside.append(_text(x + (12 if side else -12), y + 4, node.name,
                                "start" if side else "end"))  # fmt: skip
    return _svg(title, inside, wide=96)


def _linked(href: str, told: str, drawn: str) -> str:
    body = f"<title>{escape(told)}</title>{drawn}"
    if not href:
        return f"<g>{body}</g>"
    return f'<a href="{escape(href)}" aria-label="{escape(told)}">{body}</a>'


def _label(name: str, x: float, y: float, to_the_right: bool) -> str:
    return _text(x + (8 if to_the_right else -8), y + 4, name, "start" if to_the_right else "end")


def _text(x: float, y: float, words: str, anchor: str, *, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text class="node-name" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{weight}>'
        f"{escape(words)}</text>"
    )


def _svg(title: str, inside: Iterable[str], wide: int = 60) -> str:
    box = f"{-wide} 0 {SIZE + 2 * wide} {SIZE}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="network" role="group" viewBox="{box}" '
        f'aria-label="{escape(title)}"><title>{escape(title)}</title>{"".join(inside)}</svg>'
    )
