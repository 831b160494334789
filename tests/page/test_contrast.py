"""Colours can be told from the paper they stand on, light and dark: reckoned as WCAG does."""

import re

import pytest

from longtin.page.style_sheet import read
from tests.page.reference_charts import KINDS, PLACE

LEAST_MARK, LEAST_WORD = 3.0, 4.5
"""Contrast of what has to be seen, and of what has to be read."""

BEHIND = {"--line", "--paper", "--wash", "--serif", "--sans"}
"""Variables of what is no mark: grid, halo, grounds, letters."""

PAPERS = ("light", "dark")


def colours(paper: str) -> dict[str, str]:
    """Variables of the style sheet on one paper."""
    found = re.findall(r"\{([^{}]*--paper:[^{}]*)\}", read("page.css"))
    told = found[PAPERS.index(paper)]
    return dict(re.findall(r"(--\w+):(#[0-9a-f]{6})", told))


def lightness(colour: str) -> float:
    """Relative luminance of `#rrggbb`."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1, the same, to 21, black on white."""
    low, high = sorted((lightness(one), lightness(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_reckoned_as_wcag_does() -> None:
    """Black on white is 21, the grey of the standard's own example 4.54."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("paper", PAPERS)
def test_every_ink_can_be_read(paper: str) -> None:
    """On the paper and on the ground of forms and tables."""
    held = colours(paper)
    low = {
        (name, ground): round(contrast(colour, held[ground]), 2)
        for name, colour in held.items()
        for ground in ("--paper", "--wash")
        if name not in BEHIND and contrast(colour, held[ground]) < LEAST_WORD
    }

    assert low == {}


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_line_of_a_chart_can_be_seen(kind: str, paper: str) -> None:
    """Lines and edges of all kinds; grids and halos stand back on purpose."""
    held = colours(paper)
    svg = (PLACE / f"{kind}.svg").read_text("utf-8")
    named = set(re.findall(r'stroke="var\((--\w+)', svg)) - BEHIND
    plain = set(re.findall(r'stroke="(#[0-9a-f]{6})"', svg))
    used = {held[name] for name in named} | plain

    assert [each for each in used if contrast(each, held["--paper"]) < LEAST_MARK] == []


@pytest.mark.parametrize("kind", ["heat", "phases"])
def test_what_stands_in_a_cell_can_be_read(kind: str) -> None:
    """A letter or a figure says what the shade says, for who does not see it."""
    svg = (PLACE / f"{kind}.svg").read_text("utf-8")

    assert re.search(r"<text[^>]*>[^<]+</text>", svg)
    fills = set(re.findall(r'<path[^>]*fill="(#[0-9a-f]{6})"', svg)) - {"#14181d"}
    assert [each for each in fills if contrast("#14181d", each) < LEAST_MARK] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_shapes_of_the_map_have_an_edge_that_can_be_seen(paper: str) -> None:
    """Shades of the middle are pale; their borders are not."""
    rule = re.search(r"\.map \.land[^{]*\{stroke:var\((--\w+)\)", read("site.css"))
    held = colours(paper)

    assert rule
    assert contrast(held[rule[1]], held["--paper"]) >= LEAST_MARK
