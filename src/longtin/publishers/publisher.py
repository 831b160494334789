"""Publishers of archives: where each publishes, by which protocol, which files, on what terms.

They are data, in `data/publishers.yaml`; an office may give a list of its own in that form.
"""

import calendar
import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from typing import Literal

from pydantic import RootModel, field_validator

from longtin._data import Bilingual, Certainty, Closed, read
from longtin.errors import Either, FetchError, Phrase, meant

Protocol = Literal["dataverse", "md5sums", "masterfilelist", "by_hand"]


class Publisher(Closed):
    """Who publishes an archive, and how its files are found.

    Attributes:
        title: What it publishes, by its own name.
        page: Where a person reads about it and can fetch it by hand.
        protocol: How its files are listed and fetched.
        address: Where that begins.
        datasets: Persistent identifiers, for Dataverse.
        files: Patterns of the whole names of its files; the groups `year`, `month` and `day` are
            the last day that a file speaks for.
        newest: Whether each file holds everything, so that only the latest counts.
        format: The reader of its files.
        terms: On what terms they may be used.
        citation: Keys of the references to give.
        source: What the above rests on.
        certainty: `verified` where the publisher's own words were read.
    """

    title: str
    page: str
    protocol: Protocol
    address: str
    datasets: tuple[str, ...] = ()
    files: tuple[str, ...]
    newest: bool = False
    format: str
    terms: Bilingual
    citation: str = ""
    source: str
    certainty: Certainty

    @field_validator("files")
    @classmethod
    def _patterns(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(
                    Phrase("`{pattern}` is no regular expression", pattern=pattern)
                ) from error
        return patterns

    def takes(self, name: str) -> bool:
        """Whether a file of this name holds what we read; a name never leads to another folder."""
        return not {"/", "\\"} & set(name) and self._matched(name) is not None

    def last_day(self, name: str) -> date | None:
        """The last day that a file of this name speaks for; `None` where the name has no date."""
        found = self._matched(name)
        parts = found.groupdict() if found else {}
        if not parts.get("year"):
            return None
        year, month = int(parts["year"]), int(parts.get("month") or 12)
        try:
            return date(year, month, int(parts.get("day") or calendar.monthrange(year, month)[1]))
        except ValueError:
            return None

    def _matched(self, name: str) -> re.Match[str] | None:
        return next((found for each in self.files if (found := re.fullmatch(each, name))), None)


class _Publishers(RootModel[dict[str, Publisher]]):
    """A file of publishers."""


def publishers(own: Path | None = None) -> Mapping[str, Publisher]:
    """Every publisher by its name.

    Args:
        own: A file in the form of `publishers.yaml`, whose entries stand in for ours.

    Raises:
        DataError: The file is not such a list.
    """
    found = dict(read(files("longtin.publishers") / "data" / "publishers.yaml", _Publishers).root)
    return found | (dict(read(own, _Publishers).root) if own else {})


def publisher_named(name: str, own: Path | None = None) -> Publisher:
    """One publisher.

    Raises:
        FetchError: There is none of this name.
    """
    known = publishers(own)
    wanted = name.strip().lower()
    if wanted in known:
        return known[wanted]
    raise FetchError(
        "No publisher '{name}'.{hint} Give {known}.",
        name=name,
        hint=meant(get_close_matches(wanted, known, n=1, cutoff=0.5)),
        known=Either(known),
    )
