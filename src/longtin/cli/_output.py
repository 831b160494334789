"""Output of commands: to a reader, as JSON to a script, or whole into a file."""

import sys
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeVar

from longtin import page
from longtin._files import check_place, write_whole
from longtin._tables import check_table, write_table
from longtin.errors import Either, OutputError

if TYPE_CHECKING:
    import polars as pl

Format = TypeVar("Format", bound=StrEnum)

SPOKEN: Final = ContextVar("SPOKEN", default="en")
"""The language that the command under way is asked in, for what its files say of themselves."""

REPORTS = (".md", ".json", ".csv")
"""Endings of files that hold a report: its page, its data, its table."""


def check_output(output: Path | None) -> None:
    """Refuse a file that no table can be written to, before any work is done.

    Raises:
        OutputError: Its ending is not known, or it cannot stand there.
    """
    if output is not None:
        check_table(output)


def check_report(output: Path | None) -> None:
    """Refuse a file that no report can be written to, before any work is done.

    Raises:
        OutputError: Its ending is none of `REPORTS`, or it cannot stand there.
    """
    check_ending(output, REPORTS)


def check_ending(output: Path | None, endings: Iterable[str]) -> None:
    """Refuse a file whose name does not say what it is to hold, before any work is done.

    Raises:
        OutputError: Its ending is none of these, or it cannot stand there.
    """
    if output is None:
        return
    check_place(output)
    known = tuple(endings)
    if output.suffix not in known:
        raise OutputError(
            "{file} ends in none of {endings}. Give it one.", file=output, endings=Either(known)
        )


def emit(
    frame: "pl.DataFrame",
    *,
    as_json: bool,
    output: Path | None,
    show: Callable[[], None],
    labels: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Put a table where it was asked to go.

    Args:
        frame: The table, whole.
        as_json: Print JSON.
        output: A file that `check_output` has let through.
        show: Prints the table for a reader, when neither is asked for.
        labels: As `write_table` takes them.

    Raises:
        OutputError: The file cannot be written.
    """
    if output is not None:
        write_table(frame, output, SPOKEN.get(), labels)
    elif as_json:
        put_json(frame.to_dicts())
    else:
        show()


def format_of(asked: Format | None, output: Path, formats: type[Format]) -> Format:
    """The format of a file: the one asked for, else what the name says.

    Args:
        asked: With `--format`, if it was.
        output: The file.
        formats: Endings without their dot, and `text`, which no file has.

    Raises:
        OutputError: The name says none, or another; or no file can stand there.
    """
    check_place(output)
    endings = [each for each in formats if each != "text"]
    ending = output.suffix.lower().removeprefix(".")
    said = formats(ending) if ending in endings else None
    if said is None and asked in endings:
        return asked
    if said is None:
        raise OutputError(
            "{file}: the name does not say which format is wanted. Let it end in {known}, or give "
            "--format.",
            file=output,
            known=Either(f"`.{each}`" for each in endings),
        )
    if asked not in {None, said}:
        raise OutputError(
            "{file} is named as {says} and asked for as {format}. Let the name end in `.{format}`, "
            "or leave the format out.",
            file=output,
            says=said,
            format=asked,
        )
    return said


def put(content: str | bytes, output: Path | None = None) -> None:
    """Write whole into a file, or to standard output where none is named.

    Raises:
        OutputError: The file cannot be written.
    """
    if output is not None:
        write_whole(output, content.encode() if isinstance(content, str) else content)
    elif isinstance(content, str):
        sys.stdout.write(content)
    else:
        sys.stdout.buffer.write(content)


def put_page(
    document: page.Document, form: str, output: Path | None = None, record: Path | None = None
) -> None:
    """Show a page on the terminal, or write it as one of `page.FORMATS`.

    Args:
        document: The page.
        form: One of the formats, with a dot or without; for the terminal empty or `text`.
        output: Where to; standard output without it.
        record: The record it was made from, as named on the command line.
    """
    kind = form.removeprefix(".")
    if kind in {"", "text"}:
        page.print_document(document)
    else:
        put(page.rendered(of_its_record(document, record), kind), output)


def of_its_record(document: page.Document, record: Path | None) -> page.Document:
    """A page that says so where the record named on the command line is a simulated history."""
    if record is None:
        return document
    from longtin import acts
    from longtin._language import Language

    words = Language(document.language)
    return acts.said_to_be_simulated(document, acts.simulated_history(record), words)


def simulated(record: Path | None) -> dict[str, object]:
    """What JSON says of a simulated history, under one key; nothing of another record."""
    if record is None:
        return {}
    from longtin import acts

    history = acts.simulated_history(record)
    return {} if history is None else {"simulated": page.plain(history)}


def put_json(content: object, output: Path | None = None) -> None:
    """Write what `page.as_json` takes as JSON, as `put` writes."""
    put(page.as_json(content), output)
