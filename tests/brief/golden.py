"""The stored showings of the sample briefs, and how to make them again.

After a change that is meant to show, run `python -m tests.brief.golden` in the root of the
repository, and read the difference before committing it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from longtin._language import LANGUAGES
from longtin.brief import Brief, render
from tests.brief.sample import BRIEFS, shown

FOLDER = Path(__file__).parent / "golden"
FORMATS = ("md", "html", "json")
EVERY = 60  # readings of a path kept in the stored JSON


def cases() -> Iterator[tuple[str, str, str]]:
    """Every sample, language and format that is stored."""
    for kind in BRIEFS:
        for code in sorted(LANGUAGES):
            for form in FORMATS:
                if form != "json" or code == "en":
                    yield kind, code, form


def stored(kind: str, code: str, form: str) -> Path:
    """Where a showing is kept."""
    return FOLDER / f"{kind}-{code}.{form}"


def showing(kind: str, code: str, form: str) -> str:
    """A sample as shown now, without what would drown a difference: drawings, fonts, weeks."""
    if form == "json":
        return render(thinned(BRIEFS[kind]()), form).decode()
    text = shown(kind, code, form).decode()
    if form == "html":
        text = re.sub(r'(?s)(<svg class="chart".*?</desc>).*?(</svg>)', r"\1…\2", text)
        text = re.sub(r"base64,[A-Za-z0-9+/=]+", "base64,…", text)
    return text


def thinned(brief: Brief) -> Brief:
    """A brief with few readings on its paths."""
    here, there = brief.directions
    ways = (replace(here, path=here.path[::EVERY]), replace(there, path=there.path[::EVERY]))
    return replace(brief, directions=ways)


def refresh() -> None:
    """Store every showing as it is now."""
    FOLDER.mkdir(exist_ok=True)
    for file in FOLDER.iterdir():
        file.unlink()
    for kind, code, form in cases():
        stored(kind, code, form).write_text(showing(kind, code, form), encoding="utf-8")


if __name__ == "__main__":
    refresh()
