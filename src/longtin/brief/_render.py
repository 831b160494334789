"""Renderer of briefs and submissions: shown in a format and a language, and written to a file."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Final

from longtin._files import check_place, write_whole
from longtin._language import Language
from longtin.acts import said_to_be_simulated
from longtin.brief._brief_document import document as brief_document
from longtin.brief._submission_document import submission_document
from longtin.brief.values.brief import Brief
from longtin.brief.values.submission import Submission
from longtin.errors import Either, OutputError, meant
from longtin.page import FORMATS as PAPERS, Document, as_json, plain, rendered

SCHEMA: Final = "longtin.brief/1"
"""Of a brief as data: names of fields are keys, and keys are kept within a major version."""

SUBMISSION_SCHEMA: Final = "longtin.submission/1"
"""Of a submission as data; `briefs` hold what briefs do."""

PARTS: Final = ("briefs", "annex")
"""What can follow the two pages: a brief of each pair, the annexes."""

FORMATS: Final = (*PAPERS, "json")
"""What a brief can be shown as."""

_SUFFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {f".{name}": name for name in FORMATS} | {".htm": "html", ".markdown": "md"}
)


def render(
    found: Brief | Submission,
    format: str,  # noqa: A002 - as typed
    *,
    language: str = "en",
    parts: Collection[str] = ("annex",),
) -> bytes:
    """A brief or a submission in one of the `FORMATS`: UTF-8 text, a PDF, or a file for Word.

    The same values give the same bytes.

    Args:
        found: What to show.
        format: One of `FORMATS`.
        language: `en` or `vi`; of data, in which language names and sentences stand in them.
        parts: Which of `PARTS` follow what decides, which is two pages of A4. An annex can follow
            only if it was counted. Data hold all that was.

    Raises:
        OutputError: There is no such format or no such part.
        LongtinError: The language is not one of ours.
    """
    chosen, words = _known(format), Language(language)
    check_parts(parts)
    if chosen in PAPERS:
        return rendered(document(found, words, parts=parts), chosen)
    schema = SCHEMA if isinstance(found, Brief) else SUBMISSION_SCHEMA
    return as_json({"language": language, **plain(found, language)}, schema).encode()


def document(
    found: Brief | Submission, language: Language, *, parts: Collection[str] = ("annex",)
) -> Document:
    """A brief or a submission as a page in words, which every paper format renders.

    Args:
        found: What to show.
        language: Of the words.
        parts: As `render` takes it.
    """
    annex = "annex" in parts
    if isinstance(found, Submission):
        shown = submission_document(found, language, briefs="briefs" in parts, annex=annex)
        return said_to_be_simulated(shown, found.briefs[0].simulated, language)
    whole = brief_document(found, language)
    shown = whole if annex else replace(whole, annex=())
    return said_to_be_simulated(shown, found.simulated, language)


def check_parts(parts: Collection[str]) -> None:
    """Refuse a part that there is not.

    Raises:
        OutputError: One of them is none of `PARTS`.
    """
    for each in parts:
        if each not in PARTS:
            raise OutputError(
                "A brief has no part `{part}`.{hint} Use {known}.",
                part=each,
                hint=meant(get_close_matches(each.lower(), PARTS, n=1)),
                known=Either(f"`{name}`" for name in PARTS),
            )


def write(
    found: Brief | Submission,
    path: str | Path,
    format: str | None = None,  # noqa: A002 - as typed
    *,
    language: str = "en",
    parts: Collection[str] = ("annex",),
) -> Path:
    """Write a brief or a submission to a file, whole or not at all.

    Args:
        found: What to write.
        path: Where; a file already there is replaced.
        format: One of `FORMATS`; by default what the end of the file's name says.
        language: As `render` takes it.
        parts: Likewise.

    Returns:
        The path written.

    Raises:
        OutputError: The format or a part is not known, or the file cannot be written there.
        LongtinError: The language is not one of ours.
    """
    target = Path(path)
    chosen = format_of(target, format)
    check_place(target)
    write_whole(target, render(found, chosen, language=language, parts=parts))
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
            "a format.",
            file=target,
            known=_choices("."),
        ) from None


def _choices(before: str = "") -> Either:
    return Either(f"`{before}{name}`" for name in FORMATS)
