"""Guides: the documentation as it is shipped, to be searched and read beside the pages."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from unicodedata import normalize
from urllib.parse import urlsplit

from longtin._language import message

if TYPE_CHECKING:
    from markdown_it.token import Token

SHELVES = {
    "tutorial": message("Tutorials"),
    "how-to": message("How to"),
    "explanation": message("Explanation"),
    "reference": message("Reference"),
}
"""Folders of the documentation that are shown, in order."""

_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
_NOTE = re.compile(r"\[\^([\w-]+)\](?!:)")
_NOTED = re.compile(r"^\[\^([\w-]+)\]: (.*)\n?", re.MULTILINE)
_DIRECTIVE = re.compile(r"^::: .*\n", re.MULTILINE)
_MARKS = frozenset(("\u0306", "\u0309", "\u031b", "\u0323", "\u0111", "\u0110"))
"""Breve, hook, horn, dot below, and a d with its stroke."""
IN_VIETNAMESE = 25
"""Such marks in a thousand letters above which a guide is Vietnamese; quotations have fewer."""


@dataclass(frozen=True)
class Guide:
    """A page of the documentation.

    Attributes:
        shelf: One of `SHELVES`.
        name: Of its file, without the ending.
        title: Its heading.
        text: Markdown below the heading.
        language: `en` or `vi`, in which it is written.
        other: Address of the same in the other language; empty where it is in one only.
        told: What it is called and what it is about in Vietnamese, where it is in English only.
    """

    shelf: str
    name: str
    title: str
    text: str
    language: str
    other: str = ""
    told: tuple[str, str] = ("", "")

    @property
    def path(self) -> str:
        """Address of its page."""
        return f"/guides/{self.shelf}/{self.name}"

    @property
    def summary(self) -> str:
        """Its first sentence or two, without marks of Markdown."""
        prose = _FENCED.sub("", self.text)
        first = next((each for each in prose.split("\n\n") if each[:1].isalpha()), "")
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", _NOTE.sub("", first))
        return re.sub(r"[*_`]", "", " ".join(plain.split()))


def place() -> Path:
    """Where the documentation is: in the package, or in the checkout it is installed from."""
    shipped = Path(__file__).parents[1] / "guides"
    return shipped if shipped.is_dir() else Path(__file__).parents[4] / "docs"


@cache
def _told() -> Mapping[str, Mapping[str, str]]:
    """Of each guide in English the one in Vietnamese, or what it is called there."""
    text = files("longtin").joinpath("web", "data", "guides-vi.csv").read_text("utf-8")
    return {row["guide"]: row for row in csv.DictReader(text.splitlines())}


@cache
def guides() -> dict[tuple[str, str], Guide]:
    """Every guide by shelf and name."""
    return {(each.shelf, each.name): each for each in _read()}


def _read() -> Iterator[Guide]:
    english = {row["in_vietnamese"]: name for name, row in _told().items() if row["in_vietnamese"]}
    for shelf in SHELVES:
        for file in sorted((place() / shelf).glob("*.md")):
            text = _DIRECTIVE.sub("", _COMMENT.sub("", file.read_text("utf-8")))
            heading, _, below = text.lstrip().partition("\n")
            letters = sum(each in _MARKS for each in normalize("NFD", below))
            language = "vi" if 1000 * letters > IN_VIETNAMESE * len(below) else "en"
            title = re.sub(r"[*_`]", "", heading.lstrip("# ").strip())
            name = f"{shelf}/{file.stem}"
            row = _told().get(name, {})
            other = row.get("in_vietnamese") or english.get(name, "")
            yield Guide(
                shelf, file.stem, title, below.strip(), language,
                other=f"/guides/{other}" if other else "",
                told=(row.get("title", ""), row.get("summary", "")),
            )  # fmt: skip


def rendered(guide: Guide) -> str:
    """A guide as HTML: what it links to within the documentation is linked to here."""
    parser = _parser()
    tokens = parser.parse(_with_notes(guide.text))
    for token in tokens:
        is_shown = True
        for inner in token.children or ():
            if inner.type == "link_open":
                is_shown = _relink(guide, inner)
            elif inner.type == "link_close" and not is_shown:
                inner.tag = "span"
            elif inner.type == "image":
                _reimage(guide, inner)
    made = str(parser.renderer.render(tokens, parser.options, {}))
    made = _MARKED.sub(r"<sup>\1</sup>", made).replace("<hr />", '<hr id="notes" />', 1)
    return made.replace("<pre>", '<pre tabindex="0">')  # a keyboard has to reach what scrolls


_MARKED = re.compile(r'(<a href="#notes">\d+</a>)')
"""The mark of a note in a text."""


def _with_notes(text: str) -> str:
    """A text whose notes are numbered as they are called, and stand in a list at its end."""
    notes = dict(_NOTED.findall(text))
    numbers = {name: at for at, name in enumerate(dict.fromkeys(_NOTE.findall(text)), 1)}
    if not notes:
        return text
    body = _NOTE.sub(lambda found: f"[{numbers[found[1]]}](#notes)", _NOTED.sub("", text))
    listed = [f"{at}. {notes.get(name, '')}" for name, at in numbers.items()]
    return "\n\n".join((body.rstrip(), "---", "\n".join(listed)))


@cache
def _parser() -> Any:
    """Of CommonMark with tables; HTML in it is shown as it is written, never obeyed."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _relink(guide: Guide, token: "Token") -> bool:
    """Have a link lead to where its target is on the site; whether it is there."""
    target = urlsplit(str(token.attrGet("href") or ""))
    if target.scheme:
        token.attrSet("rel", "external noreferrer")
        return True
    if not target.path:
        return True
    found = _found(guide, target.path)
    if found:
        token.attrSet("href", found)
    else:
        token.tag, token.attrs = "span", {}
    return bool(found)


def _reimage(guide: Guide, token: "Token") -> None:
    token.attrSet("src", _found(guide, str(token.attrGet("src") or "")) or "")
    token.attrSet("loading", "lazy")


def _found(guide: Guide, path: str) -> str:
    """Where a file that a guide points at is on the site; empty where it is not shown."""
    parts: list[str] = []
    for part in (PurePosixPath(guide.shelf) / path).parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    if len(parts) != 2 or parts[0] not in SHELVES:
        return ""
    shelf, name = parts
    if name.endswith(".md"):
        return f"/guides/{shelf}/{name[:-3]}" if (shelf, name[:-3]) in guides() else ""
    return f"/guides/{shelf}/drawing/{name}" if name.endswith(".svg") else ""


def drawing(shelf: str, name: str) -> bytes | None:
    """A drawing in a guide; `None` where there is none of that name."""
    held = {file.name: file for file in (place() / shelf).glob("*.svg")} if shelf in SHELVES else {}
    return held[name].read_bytes() if name in held else None
