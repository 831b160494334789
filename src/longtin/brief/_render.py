"""Renderer of a brief: shown in a format and a language, and written to a file."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Final

from longtin._files import check_place, write_whole
from longtin._language import Language
from longtin.brief._brief_document import document
from longtin.brief.values.brief import Brief
from longtin.errors import Either, OutputError, Phrase, meant
from longtin.page import Document, as_html, as_json, as_markdown, as_pdf, plain

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


def render(
    brief: Brief,
    format: str,  # noqa: A002 - as typed
    *,
    language: str = "en",
    annex: bool = True,
) -> bytes:
    """A brief in one of the `FORMATS`: UTF-8 text, or a PDF.

    The same brief gives the same bytes.

    Args:
        brief: What to show.
        format: One of `FORMATS`.
        language: `en` or `vi`; of data, in which language names and sentences stand in them.
        annex: Whether evidence, limits and sources follow what decides, which is two pages of A4.

    Raises:
        OutputError: There is no such format, or it is data, which have no annex to leave out.
        LongtinError: The language is not one of ours.
    """
    chosen, words = _known(format), Language(language)
    if chosen in _PAPERS:
        whole = document(brief, words)
        return _PAPERS[chosen](whole if annex else replace(whole, annex=()))
    if not annex:
        raise OutputError(
            "A brief as data is one whole and has no annex to leave out. Ask for `html`, `pdf` or "
            "`md`, or keep the annex."
        )
    return as_json({"language": language, **plain(brief, language)}, SCHEMA).encode()


def write(
    brief: Brief,
    path: str | Path,
    format: str | None = None,  # noqa: A002 - as typed
    *,
    language: str = "en",
    annex: bool = True,
) -> Path:
    """Write a brief to a file, whole or not at all.

    Args:
        brief: What to write.
        path: Where; a file already there is replaced.
        format: One of `FORMATS`; by default what the end of the file's name says.
        language: As `render` takes it.
        annex: Likewise.

    Returns:
        The path written.

    Raises:
        OutputError: The format is not known or has no annex to leave out, or the file cannot be
            written there.
        LongtinError: The language is not one of ours.
    """
    target = Path(path)
    chosen = format_of(target, format)
    check_place(target)
    write_whole(target, render(brief, chosen, language=language, annex=annex))
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
