"""The front functions: a brief shown in a format, and written to a file."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Final

from longtin._files import check_place, write_whole
from longtin._language import Language
from longtin.brief._brief import Brief, Standing
from longtin.brief._enough import document as standing_document, standing_json, standing_words
from longtin.brief._page import document
from longtin.errors import Either, OutputError, Phrase, meant
from longtin.page import Document, as_html, as_json, as_markdown, as_pdf

_PAPERS: Final[Mapping[str, Callable[[Document], bytes]]] = MappingProxyType(
    {
        "html": lambda shown: as_html(shown).encode(),
        "pdf": as_pdf,
        "md": lambda shown: as_markdown(shown).encode(),
    }
)

SCHEMA: Final = "longtin.brief/1"
"""Of a brief as data: names of fields are keys, and keys are kept within a major version."""

_WORD: Final = Phrase(" Word opens the `.html` and keeps its tables.")

FORMATS: Final = (*_PAPERS, "json")
"""What a brief can be shown as."""

_SUFFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {f".{name}": name for name in FORMATS} | {".htm": "html", ".markdown": "md"}
)


def render(brief: Brief, format: str, *, annex: bool = True) -> bytes:  # noqa: A002 - as typed
    """A brief in one of the `FORMATS`: UTF-8 text, or a PDF.

    The same brief gives the same bytes.

    Args:
        brief: What to show.
        format: One of `FORMATS`.
        annex: Whether evidence, limits and sources follow what decides, which is two pages of A4.

    Raises:
        OutputError: There is no such format, or it is data, which have no annex to leave out.
        LongtinError: The brief's language is not one of ours.
    """
    chosen = _known(format)
    if chosen in _PAPERS:
        whole = document(brief)
        return _PAPERS[chosen](whole if annex else replace(whole, annex=()))
    if not annex:
        raise OutputError(
            "A brief as data is one whole and has no annex to leave out. Ask for `html`, `pdf` or "
            "`md`, or keep the annex."
        )
    return as_json(brief, SCHEMA).encode()


def write(
    brief: Brief,
    path: str | Path,
    format: str | None = None,  # noqa: A002 - as typed
    *,
    annex: bool = True,
) -> Path:
    """Write a brief to a file, whole or not at all.

    Args:
        brief: What to write.
        path: Where; a file already there is replaced.
        format: One of `FORMATS`; by default what the end of the file's name says.
        annex: As `render` takes it.

    Returns:
        The path written.

    Raises:
        OutputError: The format is not known or has no annex to leave out, or the file cannot be
            written there.
        LongtinError: The brief's language is not one of ours.
    """
    target = Path(path)
    chosen = format_of(target, format)
    check_place(target)
    write_whole(target, render(brief, chosen, annex=annex))
    return target


def write_standing(standing: Standing, path: str | Path, language: str = "en") -> Path:
    """Write where two states stand in the game to a file, whole or not at all.

    Args:
        standing: What to write.
        path: Ends in `.html`, `.md` or `.json`; a file already there is replaced.
        language: Of its words.

    Returns:
        The path written.

    Raises:
        OutputError: The ending is another, or the file cannot be written there.
    """
    target, words = check_standing(path), Language(language)
    match target.suffix.lower():
        case ".json":
            content = standing_json(standing).encode()
        case ".md":
            content = standing_words(standing, language).encode()
        case _:
            content = as_html(standing_document(standing, words)).encode()
    write_whole(target, content)
    return target


def check_standing(path: str | Path) -> Path:
    """Refuse a file that no standing can be written to, before any work is done.

    Raises:
        OutputError: Its ending is not known, or it cannot stand there.
    """
    target = Path(path)
    if target.suffix.lower() not in {".html", ".md", ".json"}:
        raise OutputError(
            "{file}: the game is written as `.html`, `.md` or `.json`. Let the name end so.",
            file=target,
        )
    check_place(target)
    return target


def format_of(path: str | Path, format: str | None = None) -> str:  # noqa: A002
    """Which format a brief is written in: the one named, else what the file's name says.

    Raises:
        OutputError: The format is not known, or the name does not say one.
    """
    if format is None:
        return _by_suffix(Path(path))
    says = _SUFFIXES.get(Path(path).suffix.lower(), format)
    if says != _known(format):
        raise OutputError(
            "{file} is named as {says} and asked for as {format}. Let the name end in `.{format}`, "
            "or leave the format out.",
            file=path,
            says=says,
            format=format,
        )
    return format


def _known(name: str) -> str:
    if name in FORMATS:
        return name
    raise OutputError(
        "A brief cannot be written as `{name}`.{hint} Use {known}.",
        name=name,
        hint=meant(get_close_matches(name.lower(), FORMATS, n=1)),
        known=_choices(),
    )


def _by_suffix(target: Path) -> str:
    try:
        return _SUFFIXES[target.suffix.lower()]
    except KeyError:
        raise OutputError(
            "{file}: the name does not say which format is wanted. Let it end in {known}, or name "
            "a format.{word}",
            file=target,
            known=_choices("."),
            word=_WORD if target.suffix.lower() in (".doc", ".docx", ".odt", ".rtf") else "",
        ) from None


def _choices(before: str = "") -> Either:
    return Either(f"`{before}{name}`" for name in FORMATS)
