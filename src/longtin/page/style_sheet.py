"""Style sheet of every page: its colours, and the shipped fonts inside.

Colours keep apart for eyes that do not tell red from green.
"""

import base64
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Final

FACES = (
    ("Longtin Serif", "normal", 400, "longtin-serif-regular.woff2"),
    ("Longtin Serif", "normal", 700, "longtin-serif-bold.woff2"),
    ("Longtin Serif", "italic", 400, "longtin-serif-italic.woff2"),
    ("Longtin Sans", "normal", 400, "longtin-sans-regular.woff2"),
    ("Longtin Sans", "normal", 700, "longtin-sans-bold.woff2"),
)
_DARK: Final = re.compile(
    r"@media screen and \(prefers-color-scheme:dark\)\{:root\{(.*?)\}\}", re.DOTALL
)
_FULL_WIDTH: Final = "svg.chart{display:block;width:100%;height:auto}"
_OWN_WIDTH: Final = "svg.chart{display:block;max-width:100%;height:auto}"
INK = "#1b1f24"
"""The colour of words and axes, on paper."""
MUTED = "#5b6470"
"""The colour of what stands back."""
HERE = "#1f5288"
"""The colour of the first of two states; told from the other without red and green."""
THERE = "#a8480f"
"""The colour of the second."""
GRID, PAPER = "#d5d9de", "#fffffe"
VARIABLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        INK: "--ink",
        MUTED: "--muted",
        GRID: "--line",
        PAPER: "--paper",
        HERE: "--here",
        THERE: "--there",
    }
)
"""Colours on paper, and the variables of the style sheet that stand for them on a page."""


def read(name: str) -> str:
    """A template of the page itself, as shipped."""
    return files("longtin").joinpath("page", "templates", name).read_text("utf-8")


def fonts() -> Path:
    """The folder of the shipped fonts."""
    return Path(str(files("longtin").joinpath("page", "fonts")))


@cache
def style() -> str:
    """The style of every page, fonts included."""
    faces = "".join(
        f"@font-face{{font-family:'{family}';font-style:{slant};font-weight:{weight};"
        f"font-display:block;src:url(data:font/woff2;base64,{_encoded(file)}) format('woff2')}}\n"
        for family, slant, weight, file in FACES
    )
    return faces + read("page.css")


def site_style() -> str:
    """The style of every page for a site: fonts by address, and light or dark by `data-theme`.

    Fonts stand beside the style sheet, under the names of `font_files`. `data-theme` of the root is
    `light`, `dark`, or anything else for what the reader's system has.
    """
    page = read("page.css")
    dark = _DARK.search(page)
    if dark is None:
        raise LookupError("page.css has no dark colours.")
    either = (
        f"@media screen{{:root[data-theme=dark]{{{dark[1]};color-scheme:dark}}}}\n"
        "@media screen and (prefers-color-scheme:dark){"
        f":root:not([data-theme=light]):not([data-theme=dark]){{{dark[1]}}}}}\n"
        ":root[data-theme=light]{color-scheme:light}\n"
    )
    page = page.replace(dark[0], either).replace(_FULL_WIDTH, _OWN_WIDTH)
    faces = "".join(
        f"@font-face{{font-family:'{family}';font-style:{slant};font-weight:{weight};"
        f"font-display:swap;src:url({file}) format('woff2')}}\n"
        for family, slant, weight, file in FACES
    )
    return faces + page + read("site.css")


def font_files() -> dict[str, bytes]:
    """The fonts of every page by the names of their files."""
    return {file: (fonts() / file).read_bytes() for *_, file in FACES}


def _encoded(file: str) -> str:
    return base64.b64encode((fonts() / file).read_bytes()).decode()


def on_paper(svg: str) -> str:
    """A drawing in the variables of the style sheet, in the colours of paper."""
    for colour, variable in VARIABLES.items():
        svg = svg.replace(f"var({variable})", colour)
    return svg
