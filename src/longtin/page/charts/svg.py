"""SVG renderer of charts: Vega-Lite in, SVG out, in a language and in colours of paper or page."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from html import escape
from threading import Thread
from typing import Any, Final

from longtin._language import Language, axis_month
from longtin.page.charts.theme import FONT
from longtin.page.document import Figure, Spec
from longtin.page.style_sheet import VARIABLES, fonts, on_paper

VEGA_LITE: Final = "6.4"
DENSITY: Final = 3.0
"""Pixels of a PNG for each of its drawing, so that it prints sharply."""
NUMBERS: Final = {
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["$", ""]},
    "vi": {
        "decimal": ",",
        "thousands": ".",
        "grouping": [3],
        "currency": ["", "\N{NO-BREAK SPACE}₫"],
    },
}


@cache
def _months(code: str) -> dict[str, Any]:
    """Names of months and days in a language, months of an axis with what joins the year."""
    import vl_convert

    language = Language(code)
    axis = [axis_month(date(2001, month, 1), language)[:-4] for month in range(1, 13)]
    return {**vl_convert.get_time_format_locale("en-US"), "shortMonths": axis}


@cache
def _register_fonts() -> None:
    import vl_convert

    vl_convert.register_font_directory(str(fonts()))


def start() -> None:
    """Start the renderer beside other work: its first drawing takes as long as a hundred more."""
    Thread(target=_render, args=({"mark": "point", "data": {"values": []}}, "en")).start()


def _render(spec: Mapping[str, object], code: str) -> str:
    import vl_convert

    _register_fonts()
    svg = vl_convert.vegalite_to_svg(
        dict(spec),
        vl_version=VEGA_LITE,
        format_locale=NUMBERS[code],
        time_format_locale=_months(code),
    )
    return str(svg)


def draw(spec: Spec | str, language: Language) -> str:
    """A chart as SVG, in the colours of paper.

    Args:
        spec: Vega-Lite, or SVG in the variables of the style sheet.
        language: Of its numbers and months.
    """
    return on_paper(spec) if isinstance(spec, str) else _render(spec, language.code)


def draw_pixels(spec: Spec | str, language: Language) -> bytes:
    """A chart as PNG, in the colours of paper, for what shows no SVG.

    Args:
        spec: As `draw` takes it.
        language: Of its numbers.
    """
    import vl_convert

    svg = draw(spec, language)
    if isinstance(spec, str):  # a page gives its drawings a typeface, and a picture has no page
        svg = svg.replace("<svg", f'<svg font-family="{FONT}"', 1)
    _register_fonts()
    return bytes(vl_convert.svg_to_png(svg, scale=DENSITY))


def draw_inline(figure: Figure, language: Language) -> str:
    """A chart as SVG to stand inside HTML: named for screen readers, coloured by the page."""
    if isinstance(figure.spec, str):
        return figure.spec
    svg = draw(figure.spec, language)
    for colour, variable in VARIABLES.items():
        svg = svg.replace(f'"{colour}"', f'"var({variable}, {colour})"')
    svg = re.sub(r'\bid="', f'id="{figure.name}-', svg)
    svg = svg.replace("url(#", f"url(#{figure.name}-")
    width, height = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg).groups()  # type: ignore[union-attr]
    opening = (
        f'<svg class="chart" viewBox="0 0 {width} {height}" style="max-width:{width}px" role="img" '
        f'aria-labelledby="{figure.name}-t {figure.name}-d" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{figure.name}-t">{escape(figure.title)}</title>'
        f'<desc id="{figure.name}-d">{escape(figure.description)}</desc>'
    )
    return re.sub(r"<svg\b[^>]*>", lambda _: opening, svg, count=1)


def standalone(svg: str) -> str:
    """A drawing in the variables of the style sheet as a file of its own, on paper."""
    head, rest = on_paper(svg).split(">", 1)
    return f'{head} font-family="sans-serif">{rest}\n'
