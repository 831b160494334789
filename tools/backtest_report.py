"""Draw the reliability diagrams of a backtest.

Run as `python tools/backtest_report.py docs/explanation/backtest.json`, a file that
`longtin backtest -o backtest.json` wrote. Writes one SVG for each model beside it:
`backtest-annual.svg` and `backtest-events.svg`. A point on the diagonal is a chance that came true
as often as it said; the larger the point, the more cases.
"""

import json
import sys
from pathlib import Path
from typing import Any

import vl_convert

VEGA_LITE = "6.4"
INK, MUTED, GRID, HERE = "#1f2328", "#59636e", "#d8dee4", "#0b6e99"
SMALLEST = 0.00001
FEWEST_CASES = 20
"""Classes with fewer cases say too little to draw."""

TITLES = {
    "dispute_onset": "all couples",
    "dispute_onset_relevant": "neighbours and major powers",
    "conflict_4w": "4 weeks ahead",
    "conflict_12w": "12 weeks ahead",
    "conflict_52w": "52 weeks ahead",
}


def points(report: dict[str, Any], model: str) -> list[dict[str, Any]]:
    """Longtin's classes of chance, one row a point.

    Args:
        report: What `longtin backtest` wrote as JSON.
        model: `annual` or `events`.
    """
    return [
        {
            "cut-off": row["cut_off"][:4],
            "forecast": TITLES[row["target"]],
            "chance": max(row["forecast"], SMALLEST),
            "frequency": max(row["happened"] / row["cases"], SMALLEST),
            "cases": row["cases"],
        }
        for row in report["reliability"]
        if row["model"] == model and row["forecaster"] == "longtin"
        if row["cases"] >= FEWEST_CASES and row["happened"]
    ]


def chart(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """A Vega-Lite specification: chance against frequency, both on logarithmic axes."""
    ends = [SMALLEST, 1.0]
    scale = {"type": "log", "domain": ends}
    line = [{"chance": end, "frequency": end} for end in ends]
    titles = {"chance": "chance forecast", "frequency": "share that happened"}
    axes = {
        way: {"field": name, "type": "quantitative", "scale": scale, "title": titles[name],
              "axis": {"values": [0.00001, 0.0001, 0.001, 0.01, 0.1, 1], "format": "~f"}}
        for way, name in (("x", "chance"), ("y", "frequency"))
    }  # fmt: skip
    forecasts = list(dict.fromkeys(row["forecast"] for row in rows))
    panels = [_panel([row for row in rows if row["forecast"] == each], each, line, axes)
              for each in forecasts]  # fmt: skip
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "background": "white",
        "hconcat": panels,
        "resolve": {"scale": {"color": "shared", "size": "shared"}},
        "config": {
            "font": "sans-serif",
            "axis": {"gridColor": GRID, "labelColor": MUTED, "titleColor": INK},
            "view": {"stroke": None},
        },
    }


def _panel(
    rows: list[dict[str, Any]], title: str, line: list[dict[str, float]], axes: dict[str, Any]
) -> dict[str, Any]:
    hue = {"field": "cut-off", "type": "nominal", "title": "learnt to", "scale": {"range": HUES}}
    size = {"field": "cases", "type": "quantitative", "scale": {"type": "log", "range": [15, 250]}}
    return {
        "title": {"text": title, "color": INK, "anchor": "start"},
        "width": 210,
        "height": 210,
        "layer": [
            {"data": {"values": line}, "encoding": axes,
             "mark": {"type": "line", "color": MUTED, "strokeDash": [4, 3]}},
            {"data": {"values": rows}, "mark": {"type": "point", "filled": True, "opacity": 0.85},
             "encoding": axes | {"color": hue, "shape": hue | {"scale": {}}, "size": size}},
        ],
    }  # fmt: skip


HUES = [HERE, "#b3541e", "#5b4b8a"]


def main(source: Path) -> None:
    """Draw what a report holds, beside it."""
    report = json.loads(source.read_text("utf-8"))
    for model in ("annual", "events"):
        rows = points(report, model)
        if rows:
            target = source.with_name(f"{source.stem}-{model}.svg")
            svg = vl_convert.vegalite_to_svg(chart(rows), vl_version=VEGA_LITE)
            target.write_text(svg + "\n", encoding="utf-8")
            print(f"{target}: {len(rows)} points")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
