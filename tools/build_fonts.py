"""Make the brief's fonts: Source Serif and Source Sans, cut to Latin and Vietnamese.

Run by hand, in a virtual environment with `fonttools` and `brotli`, only when the fonts change;
`src/longtin/page/fonts/PROVENANCE.md` says how. "Source" is a reserved name of the originals'
licence, so what is cut from them is called Longtin Serif and Longtin Sans.
"""

# mypy: disable-error-code="import-not-found,import-untyped"

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FACES = {
    "longtin-serif-regular": ("serif", "SourceSerif4-Regular.ttf", "Longtin Serif", "Regular"),
    "longtin-serif-italic": ("serif", "SourceSerif4-It.ttf", "Longtin Serif", "Italic"),
    "longtin-serif-bold": ("serif", "SourceSerif4-Semibold.ttf", "Longtin Serif", "Bold"),
    "longtin-sans-regular": ("sans", "SourceSans3-Regular.ttf", "Longtin Sans", "Regular"),
    "longtin-sans-bold": ("sans", "SourceSans3-Semibold.ttf", "Longtin Sans", "Bold"),
}
CHARACTERS = (
    *range(0x20, 0x7F),  # Basic Latin
    *range(0xA0, 0x180),  # Latin-1 and Latin Extended-A: names in citations
    *range(0x1A0, 0x1B1),  # ơ and ư
    *range(0x218, 0x21C),  # Romanian ș, ț
    *range(0x300, 0x30A),  # combining marks
    0x323,
    *range(0x1EA0, 0x1EFA),  # Vietnamese
    *range(0x2000, 0x2070),  # spaces, dashes, quotation marks, dots
    *map(ord, "₫€−×÷≈≠≤≥·←↑→↓↗↘▲▼◀▶■□●○◆✓"),
)
FEATURES = ("kern", "liga", "ccmp", "locl", "mark", "mkmk", "lnum", "tnum", "pnum", "case", "sups")
REGULAR, BOLD_BIT, ITALIC_BIT, REGULAR_BIT = 400, 1 << 5, 1, 1 << 6


def cut(source: Path) -> TTFont:
    """Keep the characters a brief can hold, without hinting."""
    options = subset.Options()
    options.layout_features = list(FEATURES)
    options.hinting = False
    options.name_IDs = ["*"]
    options.notdef_outline = True
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=CHARACTERS)
    cutter.subset(font)
    return font


def rename(font: TTFont, family: str, style: str) -> None:
    """Give the cut its own name and say in the tables which face of the family it is."""
    kept = {0: None, 5: None, 7: None, 13: None, 14: None}
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in kept]
    postscript = f"{family.replace(' ', '')}-{style}"
    for number, text in {
        1: family,
        2: style,
        3: postscript,
        4: f"{family} {style}",
        6: postscript,
    }.items():
        names.setName(text, number, 3, 1, 0x409)
    weight = {"Regular": REGULAR, "Italic": REGULAR, "Bold": 700}[style]
    font["OS/2"].usWeightClass = weight
    selection = font["OS/2"].fsSelection & ~(BOLD_BIT | ITALIC_BIT | REGULAR_BIT)
    bits = {"Regular": REGULAR_BIT, "Italic": ITALIC_BIT, "Bold": BOLD_BIT}[style]
    font["OS/2"].fsSelection = selection | bits
    font["head"].macStyle = {"Regular": 0, "Italic": 2, "Bold": 1}[style]


def main(folders: dict[str, Path], out: Path) -> None:
    """Write every face as TrueType (for PDF and charts) and WOFF2 (for HTML)."""
    for name, (kind, file, family, style) in FACES.items():
        font = cut(folders[kind] / file)
        rename(font, family, style)
        font["head"].modified = font["head"].created  # same input, same bytes
        font.recalcTimestamp = False
        font.flavor = None
        font.save(out / f"{name}.ttf")
        font.flavor = "woff2"
        font.save(out / f"{name}.woff2")


if __name__ == "__main__":
    serif, sans, target = map(Path, sys.argv[1:4])
    main({"serif": serif, "sans": sans}, target)
