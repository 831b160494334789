"""Phase chart: a plane in fields of colour and letter, pale where the border may run."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from longtin.page.charts.theme import frame, layer
from longtin.page.document import Spec
from longtin.page.style_sheet import INK

SIZE = 340  # pixels of the plotting area, each way

WHITE: Final = int("ff", 16)
"""The strongest a colour’s part can be."""

PHASES: Final = ("#1f5288", "#7fa8d1", "#a8480f", "#e0a15e", "#5b6470", "#3f7f6f", "#c9c3a5")
"""Colours of phases, in the order in which these are named."""

ON_PALE: Final = "#14181d"
"""What stands on the cells, which are pale on dark paper too."""


@dataclass(frozen=True)
class PhaseCell:
    """One place of the plane.

    Attributes:
        x: Its middle.
        y: Likewise.
        phase: What does best there.
        letter: A letter for it.
        share: How often, 0 to 1.
    """

    x: float
    y: float
    phase: str
    letter: str
    share: float


def phases(
    cells: Sequence[PhaseCell],
    names: Sequence[str],
    titles: tuple[str, str],
    here: tuple[float, float, str],
    clear: float,
) -> Spec:
    """Fields of a plane, strong where one phase does best clearly.

    Args:
        cells: All places.
        names: Of the phases, in the order of their colours.
        titles: Of the two axes.
        here: A marked place and the word beside it.
        clear: Share from which a place is clearly one phase's.
    """
    across = sorted({cell.x for cell in cells})
    up = sorted({cell.y for cell in cells})
    wide, high = across[1] - across[0], up[1] - up[0]
    there = {cell.phase for cell in cells}
    rows = [
        {
            "x": cell.x - wide / 2, "x2": cell.x + wide / 2, "y": cell.y - high / 2,
            "y2": cell.y + high / 2, "fill": _toned(PHASES[names.index(cell.phase)],
                                                    is_strong=cell.share >= clear),
        }
        for cell in cells
    ]  # fmt: skip
    letters = [{"x": cell.x, "y": cell.y, "letter": cell.letter} for cell in cells]
    domain = [name for name in names if name in there]
    colours = [_toned(PHASES[names.index(name)], is_strong=True) for name in domain]
    x = _axis("x", titles[0], (across[0] - wide / 2, across[-1] + wide / 2))
    y = _axis("y", titles[1], (up[0] - high / 2, up[-1] + high / 2))
    fill = {"field": "fill", "type": "nominal", "scale": None, "legend": None}
    place = {"x": here[0], "y": here[1], "word": here[2]}
    layers = [
        layer([{"x": here[0], "y": here[1], "phase": name} for name in domain],
              {"type": "square", "opacity": 0}, {"x": x, "y": y, "fill": _key(domain, colours)}),
        layer(rows, {"type": "rect"}, {
            "x": x, "x2": {"field": "x2"}, "y": y, "y2": {"field": "y2"}, "color": fill,
        }),
        layer(letters, {"type": "text", "fontSize": 10, "color": ON_PALE},
              {"x": x, "y": y, "text": {"field": "letter"}}),
        layer([place], {"type": "point", "shape": "cross", "size": 128, "filled": True,
                        "color": ON_PALE, "stroke": "white", "strokeWidth": 1}, {"x": x, "y": y}),
        layer([place], {"type": "text", "fontSize": 11, "color": ON_PALE, "dy": -14,
                        "fontWeight": "bold"},
              {"x": x, "y": y, "text": {"field": "word"}}),
    ]  # fmt: skip
    resolve = {"scale": {"color": "independent", "fill": "independent"}}
    return {**frame(), "width": SIZE, "height": SIZE, "layer": layers, "resolve": resolve}


def _key(domain: Sequence[str], colours: Sequence[str]) -> Spec:
    """Which colour is whose, with a legend."""
    legend = {"title": None, "orient": "bottom", "columns": 2, "labelLimit": 216}
    return {
        "field": "phase",
        "type": "nominal",
        "scale": {"domain": list(domain), "range": list(colours)},
        "legend": {**legend, "labelColor": INK, "labelFontSize": 11},
    }


def _toned(colour: str, *, is_strong: bool) -> str:
    """A colour, or a pale one of the same hue; letters can be read on both."""
    share = 0.25 if is_strong else 0.68
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(part + (WHITE - part) * share):02x}" for part in parts)


def _axis(field: str, title: str, ends: tuple[float, float]) -> Spec:
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": list(ends), "nice": False, "zero": False},
        "axis": {"title": title, "grid": False, "tickCount": 6},
    }
