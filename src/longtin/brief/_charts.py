"""What all charts share: the roles of their colours, their letters and their frame.

Charts are Vega-Lite specifications. Nothing here is drawn; `_svg` does that, and puts the colours
of paper or page in the place of the roles named here.
"""

from collections.abc import Sequence

from longtin._paper import GRID, HERE as HERE, INK as INK, MUTED as MUTED, PAPER, THERE as THERE
from longtin.brief._document import Spec

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
FONT = "Longtin Sans"
LINE = 13  # pixels from one line of words to the next
HALO = {"stroke": PAPER, "strokeWidth": 4}
"""What is put behind words that stand on lines."""


def layer(rows: Sequence[object], mark: Spec, encoding: Spec) -> Spec:
    """One kind of mark over its own rows."""
    return {"data": {"values": list(rows)}, "mark": mark, "encoding": encoding}


def frame() -> dict[str, object]:
    """The outermost part of a specification, with the look of all charts."""
    axis = {
        "labelColor": MUTED,
        "titleColor": INK,
        "labelFontSize": 11,
        "titleFontSize": 11.5,
        "titleFontWeight": "normal",
        "domainColor": MUTED,
        "tickColor": MUTED,
        "gridColor": GRID,
        "gridWidth": 1,
        "tickSize": 4,
        "labelPadding": 4,
    }
    return {
        "$schema": SCHEMA,
        "background": None,
        "padding": 2,
        "config": {
            "font": FONT,
            "aria": False,
            "axis": axis,
            "view": {"stroke": None},
            "concat": {"spacing": 14},
        },
    }
