"""DuckDB file on disk: whether it is one, and why it would not open."""

from pathlib import Path

from longtin.errors import Phrase, RecordError


def looks_like_duckdb(path: Path) -> bool:
    """Whether a file begins as DuckDB files do: `DUCK` behind a checksum of eight bytes."""
    try:
        with path.open("rb") as file:
            return file.read(12)[8:] == b"DUCK"
    except OSError as error:
        raise RecordError(
            "{file} cannot be read: {why}. Check that you may read it.",
            file=path,
            why=error,
        ) from error


def why_not_open(path: Path, error: Exception) -> Phrase:
    """Why DuckDB would not open a file, in words a user can act on."""
    said = str(error).lower()
    if "set lock" in said or "used by another process" in said:
        return Phrase(
            "{file} – another program has this record open. Close it and try again.", file=path
        )
    if "already attached" in said:
        return Phrase(
            "{file} – this program has the record open. Close it first, and then try again.",
            file=path,
        )
    return Phrase(
        "{file} – the record cannot be opened: {why}. Check that the file may be read and was "
        "written to the end, or make it again from its sources.",
        file=path,
        why=cause(error),
    )


def cause(error: Exception) -> Phrase | Exception:
    """What the database or the system could not do, in words of either language."""
    if isinstance(error, OSError):
        return error
    said = str(error).lower()
    if "no space left" in said or "disk full" in said:
        return Phrase("there is no room left on the disk")
    if "out of memory" in said:
        return Phrase("there is not enough memory")
    if "permission denied" in said:
        return Phrase("it may not be read or written")
    return Phrase("the file is damaged, or the disk failed")
