"""Update report: what a publisher has, what of it is new, and what became of each file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import polars as pl

from longtin._language import Language, message, told
from longtin.acts import Ledger
from longtin.errors import LongtinError
from longtin.publishers.published_file import PublishedFile

State = Literal["new", "replaced", "held"]
Outcome = Literal["imported", "saved", "failed", "waiting", "held"]

REPLACED = message("replaced by its publisher")
"""How a published file stands to what is there, where that is neither all nor nothing."""

OUTCOMES: dict[Outcome, str] = {
    "imported": message("imported"),
    "saved": message("saved"),
    "failed": message("failed"),
    "waiting": message("to be fetched"),
    "held": message("there already"),
}
"""What became of a file, in words."""

_COLUMNS: dict[str, pl.DataType] = {
    "publisher": pl.String(),
    "file": pl.String(),
    "until": pl.Date(),
    "bytes": pl.Int64(),
    "checksum": pl.String(),
    "state": pl.String(),
    "outcome": pl.String(),
    "acts": pl.Int64(),
    "domestic": pl.Int64(),
    "votes": pl.Int64(),
    "refused": pl.Int64(),
    "duplicates": pl.Int64(),
    "note": pl.String(),
    "problem": pl.String(),
}


@dataclass(frozen=True)
class FileUpdate:
    """One published file, and what became of it.

    Attributes:
        file: What its publisher lists.
        state: `new`; `replaced`, if another file of that name is there; `held`, if this one is.
        outcome: `imported` into the record, `saved` in the folder, `failed`, `waiting` for an
            update that is no dry run, or `held` since before.
        ledgers: What its tables gave, if it was imported.
        problem: Why it failed.
    """

    file: PublishedFile
    state: State
    outcome: Outcome
    ledgers: tuple[Ledger, ...] = ()
    problem: LongtinError | None = None

    def notes(self, language: Language) -> str:
        """How columns were found and what was put right, where it was not as published."""
        said = (note.said(language) for ledger in self.ledgers for note in ledger.notes)
        return "; ".join(dict.fromkeys(said))

    def total(self, what: str) -> int:
        """A count of the ledgers, such as `acts`, added up; `refused` rows too."""
        if what == "refused":
            return sum(sum(ledger.refused.values()) for ledger in self.ledgers)
        return sum(getattr(ledger, what) for ledger in self.ledgers)


@dataclass(frozen=True)
class UpdateReport:
    """What an update found and did.

    Attributes:
        publisher: The publisher's name.
        files: Every file of it that was asked for, in order of days.
        dry_run: Whether nothing was fetched.
        stopped: Why the update ended before its end; what it had brought by then is there.
    """

    publisher: str
    files: tuple[FileUpdate, ...]
    dry_run: bool
    stopped: LongtinError | None = None

    @property
    def news(self) -> tuple[FileUpdate, ...]:
        """Files that were not there before, or not this version of them."""
        return tuple(each for each in self.files if each.state != "held")

    @property
    def size(self) -> int:
        """Bytes of the news, as far as they are listed."""
        return sum(each.file.size or 0 for each in self.news)

    @property
    def last(self) -> date | None:
        """The last day that the files speak for, by their names."""
        days = [each.file.last for each in self.files if each.file.last]
        return max(days, default=None)

    @property
    def wants_a_look(self) -> bool:
        """Whether something failed, or a publisher has replaced what was brought before."""
        return self.stopped is not None or any(
            each.outcome == "failed" or each.state == "replaced" for each in self.files
        )

    def frame(self, language: str = "en") -> pl.DataFrame:
        """A row a file; `note` and `problem` in the language asked for."""
        words = Language(language)
        rows: Sequence[tuple[object, ...]] = [
            (
                self.publisher,
                each.file.name,
                each.file.last,
                each.file.size,
                each.file.checksum or None,
                each.state,
                each.outcome,
                *(
                    each.total(what) if each.ledgers else None
                    for what in ("acts", "domestic", "votes", "refused", "duplicates")
                ),
                each.notes(words) or None,
                told(each.problem, words) if each.problem else None,
            )
            for each in self.files
        ]
        return pl.DataFrame(rows, schema=_COLUMNS, orient="row")
