"""Belief through time as a chart that notebooks show: a Vega-Lite specification, and an SVG."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final

from longtin import actors
from longtin._language import Language

VERSIONS: Final = ("5", "6")
INK, MUTED, PLAIN, FAINT = "#1f5288", "#5b6470", "#d5d9de", "#eceef0"
WIDE, HALF, HIGH, FLAT = 608, 304, 204, 108  # pixels
COLUMNS = 2
DIGITS = 4
FIGURES = ("trust", "low", "high")

Row = dict[str, Any]
Spec = dict[str, Any]


@dataclass(frozen=True)
class Chart:
    """A chart of belief; the last line of a notebook cell shows it.

    Attributes:
        spec: Vega-Lite 5 or 6, with its data inside. It may be changed, saved as JSON, or given to
            Altair with `altair.Chart.from_dict`.
    """

    spec: Spec

    def svg(self) -> str:
        """The chart drawn, for a place that shows no Vega-Lite."""
        import vl_convert

        return str(vl_convert.vegalite_to_svg(self.spec, vl_version="6.4"))

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, Any]:
        shown: dict[str, Any] = {
            f"application/vnd.vegalite.v{version}+json": {**self.spec, "$schema": _schema(version)}
            for version in VERSIONS
        }
        shown |= {"image/svg+xml": self.svg(), "text/plain": repr(self)}
        wanted = set(include or shown) - set(exclude or ())
        return {kind: content for kind, content in shown.items() if kind in wanted}

    def __repr__(self) -> str:
        pairs = dict.fromkeys(row["pair"] for row in self.spec["data"]["values"])
        return f"<Chart of belief: {', '.join(pairs)}>"


def _schema(version: str) -> str:
    return f"https://vega.github.io/schema/vega-lite/v{version}.json"


def chart(rows: Sequence[Mapping[str, Any]], language: Language) -> Chart:
    """Belief of some pairs, one panel each: a line that breaks, a band, and shaded gaps.

    Args:
        rows: Of `Estimate.frame`, in order of time for each pair.
        language: Of the words.
    """
    pairs = dict.fromkeys((row["ccode1"], row["ccode2"]) for row in rows)
    values: list[Row] = []
    for pair in pairs:
        own = [row for row in rows if (row["ccode1"], row["ccode2"]) == pair]
        values += _values(own, _title(own[-1], language), language)
    is_alone = len(pairs) == 1
    size = {"width": WIDE, "height": HIGH} if is_alone else {"width": HALF, "height": FLAT}
    layers = {"layer": _layers(language)}
    panels = {**size, **layers}
    if not is_alone:
        header = {"title": None, "labelAnchor": "start", "labelFontWeight": "bold"}
        order = list(dict.fromkeys(value["pair"] for value in values))
        facet = {"field": "pair", "sort": order, "header": header}
        panels = {"facet": facet, "columns": COLUMNS, "spec": {**size, **layers}}
    texts = [language.say("Trust through time"), language.say("Shaded: the 90 % interval.")]
    title = {
        "text": values[0]["pair"] if is_alone else texts[0],
        "subtitle": texts[1] if not is_alone else f"{texts[0]}. {texts[1]}",
        "anchor": "start",
        "subtitleColor": MUTED,
    }
    return Chart(
        {
            "$schema": _schema("6"),
            "title": title,
            "data": {"values": values},
            **panels,
            "config": {
                "font": "system-ui, Noto Sans, DejaVu Sans, sans-serif",
                "view": {"stroke": PLAIN},
                "axis": {"grid": False, "labelColor": MUTED},
            },
        }
    )


def _title(row: Mapping[str, Any], language: Language) -> str:
    names = [
        actors.near(row[side], row["date"]).name(language.code) for side in ("ccode1", "ccode2")
    ]
    return " → ".join(names)


def _values(rows: Sequence[Mapping[str, Any]], pair: str, language: Language) -> Iterator[Row]:
    """A row for each figure, and one for each stretch without any."""
    words = {"too little": language.say("too little to say")}
    parts = [list(run) for _, run in groupby(rows, lambda row: row["coverage"])]
    before: date | None = None
    for part, run in enumerate(parts):
        why = run[0]["coverage"]
        if why == "covered":
            for row in run:
                figures = {name: round(row[name], DIGITS) for name in FIGURES}
                is_lone = len(run) == 1
                yield {"pair": pair, "day": row["date"].isoformat(), "part": part, **figures,
                       "lone": is_lone}  # fmt: skip
        else:
            after = parts[part + 1][0]["date"] if part + 1 < len(parts) else run[-1]["date"]
            since = before or run[0]["date"]
            yield {"pair": pair, "day": since.isoformat(), "until": after.isoformat(),
                   "why": words.get(why, language.say("not covered"))}  # fmt: skip
        before = run[-1]["date"]


def _layers(language: Language) -> list[Spec]:
    time = {"field": "day", "type": "temporal", "title": None, "scale": {"type": "utc"}}
    words = [language.say("not covered"), language.say("too little to say")]
    axis = {"values": [0, 0.25, 0.5, 0.75, 1], "format": ".2f"}
    figure = {"filter": "isValid(datum.trust)"}

    def trust(field: str) -> Spec:
        scale = {"domain": [0, 1]}
        return {"field": field, "type": "quantitative", "scale": scale, "axis": axis, "title": None}

    gaps: Spec = {
        "transform": [{"filter": "isValid(datum.why)"}],
        "mark": {"type": "rect"},
        "encoding": {
            "x": time,
            "x2": {"field": "until"},
            "color": {
                "field": "why",
                "type": "nominal",
                "title": None,
                "scale": {"domain": words, "range": [PLAIN, FAINT]},
                "legend": {"orient": "bottom"},
            },
        },
    }
    band: Spec = {
        "transform": [figure],
        "mark": {"type": "area", "color": INK, "opacity": 0.2},
        "encoding": {
            "x": time,
            "y": trust("low"),
            "y2": {"field": "high"},
            "detail": {"field": "part"},
        },
    }
    tips = [
        {"field": "day", "type": "temporal", "format": "%Y-%m-%d", "title": language.say("Date")},
        *({"field": name, "type": "quantitative", "format": ".2f"} for name in FIGURES),
    ]
    line: Spec = {
        "transform": [figure],
        "mark": {"type": "line", "color": INK, "strokeWidth": 1.4, "tooltip": True},
        "encoding": {"x": time, "y": trust("trust"), "detail": {"field": "part"}, "tooltip": tips},
    }
    point: Spec = {
        "transform": [{"filter": "datum.lone === true"}],
        "mark": {"type": "point", "color": INK, "filled": True, "size": 14},
        "encoding": {"x": time, "y": trust("trust"), "tooltip": tips},
    }
    return [gaps, band, line, point]
