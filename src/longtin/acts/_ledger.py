"""What became of a file."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Ledger:
    """Every line of one imported file, accounted for.

    `received` = `acts` + `domestic` + `ties` + `votes` + the sum of `refused` + `silent` +
    `duplicates`, and `received` = `expected` + `split`, always.

    Attributes:
        file: The file, as given; with the table's own name, if it is a zip file of several.
        dataset: What its rows go by in the record; empty if none is new.
        format: Which reader read it.
        encoding: How its text was read.
        sha256: Of the file as it stands on disk, or of the table in a zip file of several.
        expected: Lines that ought to be rows: all but the header and blank ones.
        received: Rows that the reader gave.
        acts: New acts between two states.
        domestic: New acts within one state.
        refused: New refusals, by reason, commonest first.
        duplicates: Rows that the record, or an earlier line, has already.
        first: First day of its acts, ties or votes; `None` without any.
        last: Last day of them.
        seconds: How long it took.
        dry_run: Whether nothing was written.
        ties: New standing relations, one a pair and year.
        votes: New votes.
        silent: Rows that say that nothing was done, promised or voted.
        split: Rows beyond one a line, for lines that name several states on a side.
        replaced: Rows that the record held for the years of the file and holds no longer.
        note: How the columns were found and what was put right; empty if all was as published.
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
    ties: int = 0
    votes: int = 0
    silent: int = 0
    split: int = 0
    replaced: int = 0
    note: str = ""
