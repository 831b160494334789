"""Ledger of an import: what became of every line of a file."""

from dataclasses import dataclass, fields
from datetime import date

from longtin.acts._reason import Remark


@dataclass(frozen=True)
class Ledger:
    """Every line of one imported file, accounted for.

    `received` = `acts` + `domestic` + `ties` + `votes` + the sum of `refused` + `silent` +
    `duplicates`, and `received` = `expected` + `split`, always. A file imported again has the same
    refusals again.

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
        refusals: Refused rows by reason, commonest first, whether or not the record has the same
            refusals from before; a reason can be said in any language.
        duplicates: Other rows that the record, or an earlier line, has already.
        first: First day of its acts, ties or votes; `None` without any.
        last: Last day of them.
        seconds: How long it took.
        dry_run: Whether nothing was written.
        ties: New standing relations, one a pair and year.
        votes: New votes.
        silent: Rows that say that nothing was done, promised or voted.
        split: Rows beyond one a line, for lines that name several states on a side.
        replaced: Rows that the record held for the years of the file and holds no longer.
        notes: How the columns were found and what was put right; none if all was as published.
        examples: Line, source and target of the first row refused for each of `refusals`.
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
    refusals: tuple[tuple[Remark, int], ...]
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
    notes: tuple[Remark, ...] = ()
    examples: tuple[tuple[int, str | None, str | None], ...] = ()

    @property
    def refused(self) -> dict[str, int]:
        """Refused rows by reason in English, commonest first."""
        return {str(reason): count for reason, count in self.refusals}

    @property
    def note(self) -> str:
        """The notes in English."""
        return "; ".join(map(str, self.notes))

    def as_json(self) -> dict[str, object]:
        """The ledger as `longtin import --json` prints it, with reasons and notes in English."""
        told = {"refusals": ("refused", self.refused), "notes": ("note", self.note)}
        return dict(
            told.get(each.name, (each.name, getattr(self, each.name))) for each in fields(self)
        )
