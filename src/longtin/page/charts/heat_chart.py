"""Heat chart: a square of figures, one for each row against each column, darker the higher."""

from collections.abc import Sequence

from longtin.page.charts.theme import frame, layer
from longtin.page.document import Spec
from longtin.page.style_sheet import HERE, INK

CELL, WIDE_CELL = 25, 48  # pixels, each way; where there are few columns
FEW = 8


def heat(
    rows: Sequence[str], columns: Sequence[str], values: Sequence[Sequence[float | None]], *,
    shown: Sequence[Sequence[str]],
) -> Spec:  # fmt: skip
    """A square of figures.

    Args:
        rows: Names, from the top down; unique.
        columns: Names, from the left; unique.
        values: By row and column; `None` where there is none.
        shown: The same in words, printed in the cells.
    """
    cells = [
        {"row": row, "column": column, "value": value, "words": words}
        for row, line, said in zip(rows, values, shown, strict=True)
        for column, value, words in zip(columns, line, said, strict=True)
        if value is not None
    ]
    cell = CELL if len(columns) > FEW else WIDE_CELL
    axis = {"title": None, "labelLimit": 256, "domain": False, "ticks": False, "grid": False}
    y = {"field": "row", "type": "nominal", "sort": list(rows), "axis": axis}
    head = {**axis, "orient": "top", "labelAngle": 0}
    x = {"field": "column", "type": "nominal", "sort": list(columns), "axis": head}
    depth = {
        "field": "value", "type": "quantitative", "legend": None,
        "scale": {"zero": False, "range": [0.03, 0.45]},
    }  # fmt: skip
    layers = [
        layer(cells, {"type": "rect", "color": HERE}, {"x": x, "y": y, "opacity": depth}),
        layer(
            cells,
            {"type": "text", "fontSize": 8.5 if cell == CELL else 12, "color": INK},
            {"x": x, "y": y, "text": {"field": "words"}},
        ),
    ]
    size = {"width": cell * len(columns), "height": cell * 0.8 * len(rows)}
    return {**frame(), **size, "layer": layers}
