"""Notebook display of belief: a timeline chart in Vega-Lite."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from longtin import actors
from longtin._dates import DAYS_A_YEAR
from longtin._language import Language
from longtin.page.charts import HERE, MUTED, Point, Track, draw, timeline

VERSIONS: Final = ("5", "6")
FONT: Final = "Longtin Sans, system-ui, Noto Sans, DejaVu Sans, sans-serif"
WIDE, HALF, HIGH, FLAT = 608, 304, 204, 108  # pixels
COLUMNS = 2
DIGITS = 4
FIGURES: Final = ("trust", "low", "high")
SHORT = 2 * DAYS_A_YEAR  # days up to which the time axis counts months
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Chart:
    """A chart of belief; the last line of a notebook cell shows it.

    Attributes:
        spec: Vega-Lite 5 or 6, with its data inside. It may be changed, saved as JSON, or given to
            Altair with `altair.Chart.from_dict`.
        pairs: The names over its panels.
        language: Of its words and numbers.
    """

    spec: dict[str, Any]
    pairs: tuple[str, ...]
    language: Language

    def svg(self) -> str:
        """The chart drawn, for a place that shows no Vega-Lite."""
        return draw(self.spec, self.language)

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, Any]:
        schema = "https://vega.github.io/schema/vega-lite/v{}.json"
        shown: dict[str, Any] = {
            f"application/vnd.vegalite.v{version}+json": {
                **self.spec,
                "$schema": schema.format(version),
            }
            for version in VERSIONS
        }
        shown |= {"image/svg+xml": self.svg(), "text/plain": repr(self)}
        wanted = set(include or shown) - set(exclude or ())
        return {kind: content for kind, content in shown.items() if kind in wanted}

    def __repr__(self) -> str:
        return f"<Chart of belief: {', '.join(self.pairs)}>"


def chart(rows: Sequence[Row], language: Language) -> Chart:
    """Belief of some pairs, one panel each: a line that breaks, a band, and hatched gaps.

    Args:
        rows: Of `Estimate.frame`, in order of time for each pair.
        language: Of the words.
    """
    held: dict[tuple[int, int], list[Row]] = {}
    for row in rows:
        held.setdefault((row["ccode1"], row["ccode2"]), []).append(row)
    pairs = tuple(_title(own[-1], language) for own in held.values())
    is_alone = len(pairs) == 1
    tracks = [
        Track("" if is_alone else pair, HERE, tuple(_point(row, language) for row in own))
        for pair, own in zip(pairs, held.values(), strict=True)
    ]
    first, end = min(row["date"] for row in rows), max(row["date"] for row in rows)
    start = min(first, end - timedelta(days=1))  # one step alone has room on the axis too
    drawn = timeline(
        tracks,
        start=start,
        end=end,
        width=WIDE if is_alone else HALF,
        height=HIGH if is_alone else FLAT,
        beyond=language.say("not covered"),
        by_month=(end - start).days <= SHORT,
        columns=1 if is_alone else COLUMNS,
        tip=language.say("Date"),
    )
    texts = [
        language.say("Trust through time"),
        language.say(
            "0: an enemy in arms; 1: an ally of long standing. Shaded: the 90 % interval."
        ),
    ]
    title = {
        "text": pairs[0] if is_alone else texts[0],
        "subtitle": f"{texts[0]}. {texts[1]}" if is_alone else texts[1],
        "anchor": "start",
        "offset": 10,
        "subtitleColor": MUTED,
    }
    return Chart({**drawn, "title": title, **_look(drawn)}, pairs, language)


def _look(drawn: Mapping[str, Any]) -> dict[str, Any]:
    """The look of all charts, with letters that a notebook has."""
    return {"config": {**drawn["config"], "font": FONT}}


def _title(row: Row, language: Language) -> str:
    names = [
        actors.near(row[side], row["date"]).name(language.code) for side in ("ccode1", "ccode2")
    ]
    return " → ".join(names)


def _point(row: Row, language: Language) -> Point:
    """A figure, or why there is none."""
    match row["coverage"]:
        case "covered":
            return Point(row["date"], *(round(row[name], DIGITS) for name in FIGURES))
        case "too little":
            return Point(row["date"], gap=language.say("too little to say"))
        case "not observed":
            ends = (row["low"], row["high"])
            return Point(row["date"], None, *ends, gap=language.say("not observed"))
        case _:
            return Point(row["date"], gap=language.say("not covered"))
