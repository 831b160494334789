"""What became of a file."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Ledger:
    """Every line of one imported file, accounted for.

    `received` = `acts` + `domestic` + the sum of `refused` + `duplicates`, always.

    Attributes:
        file: The file, as given.
        dataset: What its rows go by in the record; empty if none is new.
        format: Which reader read it.
        encoding: How its text was read.
        sha256: Of the file as it stands on disk.
        expected: Lines that ought to be rows: all but the header and blank ones.
        received: Rows that the reader gave.
        acts: New acts between two states.
        domestic: New acts within one state.
        refused: New refusals, by reason, commonest first.
        duplicates: Rows that the record, or an earlier line, has already.
        first: First day of its acts; `None` without acts.
        last: Last day of its acts.
        seconds: How long it took.
        dry_run: Whether nothing was written.
    """

    file: str
    dataset: str
    format: str
    encoding: str
    sha256: str
    expected: int
    received: int
    acts: int
    domestic: int
    refused: dict[str, int]
    duplicates: int
    first: date | None
    last: date | None
    seconds: float
    dry_run: bool
