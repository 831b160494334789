"""World map: states of a day as areas and dots, in a colour for a value, as SVG with links."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from longtin import actors
from longtin._language import DEGREES, Language

NUMBERED, LETTERED = "un_m49", "cow_abb"
DOT = 3.4
"""Radius of a small state, in pixels."""


@dataclass(frozen=True)
class Island:
    """A group of islands that several states claim.

    Attributes:
        key: Of its place on the map.
        names: English, Vietnamese.
        claimed_by: Keys of states.
        source: Where that is said; empty where it is from memory.
    """

    key: str
    names: tuple[str, str]
    claimed_by: tuple[str, ...]
    source: str

    def name(self, code: str) -> str:
        """Its name in a language."""
        return self.names[code == "vi"]


@dataclass(frozen=True)
class Shade:
    """How a state is drawn.

    Attributes:
        style: Class of the style sheet: `q0` to `q4` for degrees, `qn` for no figure, `own`.
        told: What is said of it to who points at it.
        href: Where it leads; empty for nowhere.
    """

    style: str
    told: str
    href: str = ""


@cache
def islands() -> tuple[Island, ...]:
    """Every group that is drawn as a point."""
    text = files("longtin").joinpath("web", "data", "islands.csv").read_text("utf-8")
    return tuple(
        Island(
            row["key"],
            (row["name_en"], row["name_vi"]),
            tuple(row["claimed_by"].split()),
            row["source"] if row["certainty"] == "verified" else "",
        )
        for row in csv.DictReader(text.splitlines())
    )


@cache
def _geometry() -> Mapping[str, Any]:
    text = files("longtin").joinpath("web", "data", "world.json").read_text("utf-8")
    found: Mapping[str, Any] = json.loads(text)
    return found


def drawable(day: date) -> frozenset[int]:
    """States of a day that today's borders have a place for, by Correlates of War code."""
    keys = {shape["key"] for shape in _geometry()["shapes"]} | set(_geometry()["dots"])
    found = {_state(key, day) for key in keys if key}
    return frozenset(each for each in found if each is not None)


def undrawable(day: date) -> tuple[actors.State, ...]:
    """States of a day that no border of today has a place for."""
    have = drawable(day)
    return tuple(state for state in actors.on(day) if state.ccode not in have)


def _state(key: str, day: date) -> int | None:
    found = actors.ccode_from(NUMBERED if key.isdecimal() else LETTERED, key, day)
    return found if found is not None and found in actors.living(day) else None


def draw(
    shades: Mapping[int, Shade],
    day: date,
    language: Language,
    *,
    title: str,
    description: str,
    view: str = "",
) -> str:
    """The map of a day.

    Args:
        shades: How each state is drawn, by Correlates of War code; without a figure if not there.
        day: Of the state system.
        language: Of what is said.
        title: Of the map, for those who hear it.
        description: What it shows, in a sentence.
        view: Key of the state whose claims colour the islands; nobody's where empty.
    """
    held = _geometry()
    inside = [
        *_areas(held, shades, day, language),
        *_dots(held, shades, day, language),
        *_islands(held, shades, day, language, view),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="world" role="group" '
        f'viewBox="0 0 {held["width"]} {held["height"]}" aria-labelledby="map-t map-d">'
        f'<title id="map-t">{escape(title)}</title><desc id="map-d">{escape(description)}</desc>'
        '<pattern id="map-gap" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect class="qn" width="6" height="6"/>'
        '<path d="M0 0V6" class="stripe"/></pattern>'
        f"{''.join(inside)}</svg>"
    )


def key(language: Language) -> str:
    """What the colours of the map stand for, as HTML: a swatch and words each."""
    kinds = [
        *((f"q{place}", language.say(words)) for place, words in enumerate(DEGREES.values())),
        ("qn", language.say("no figure")),
    ]
    items = (f"<li>{_swatch(style)} {escape(words)}</li>" for style, words in kinds)
    return f'<ul class="map-key">{"".join(items)}</ul>'


def _swatch(style: str) -> str:
    inside = f'<rect class="{style}" width="12" height="12"/>'
    return f'<svg class="swatch" viewBox="0 0 12 12" aria-hidden="true">{inside}</svg>'


def _areas(
    held: Mapping[str, Any], shades: Mapping[int, Shade], day: date, language: Language
) -> Iterator[str]:
    yield '<g transform="scale(.1)">'
    for shape in held["shapes"]:
        ccode = _state(shape["key"], day) if shape["key"] else None
        if ccode is None:
            told = language.say("no member of the state system on that day")
            yield f'<path class="land qh" d="{shape["path"]}"><title>{escape(told)}</title></path>'
            continue
        shade = shades.get(ccode) or _unknown(ccode, day, language)
        yield _linked(shade, f'<path class="land {shade.style}" d="{shape["path"]}"/>')
    yield "</g>"


def _unknown(ccode: int, day: date, language: Language) -> Shade:
    name = actors.as_of(ccode, day).name(language.code)
    return Shade("qn", language.say("{state}: no figure", state=name))


def _linked(shade: Shade, drawn: str) -> str:
    body = f"<title>{escape(shade.told)}</title>{drawn}"
    if not shade.href:
        return f"<g>{body}</g>"
    return f'<a href="{escape(shade.href)}" aria-label="{escape(shade.told)}">{body}</a>'


def _dots(
    held: Mapping[str, Any], shades: Mapping[int, Shade], day: date, language: Language
) -> Iterator[str]:
    for key, (x, y) in held["dots"].items():
        ccode = _state(key, day)
        if ccode is not None:
            shade = shades.get(ccode) or _unknown(ccode, day, language)
            dot = f'<circle class="dot {shade.style}" cx="{x}" cy="{y}" r="{DOT}"/>'
            yield _linked(shade, dot)


def _islands(
    held: Mapping[str, Any],
    shades: Mapping[int, Shade],
    day: date,
    language: Language,
    view: str,
) -> Iterator[str]:
    for island in islands():
        x, y = held["islands"][island.key]
        told, style = language.say("claimed by several"), "qs"
        if view and view in island.claimed_by:
            state = actors.find(view, day)
            told = state.name(language.code)
            style = shades[state.ccode].style if state.ccode in shades else "qn"
        words = f"{island.name(language.code)}: {told}"
        mark = f'<path class="isle {style}" d="M{x} {y - 3.2}l3.2 3.2l-3.2 3.2l-3.2 -3.2z"/>'
        yield f"<g><title>{escape(words)}</title>{mark}</g>"
