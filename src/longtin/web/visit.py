"""A visit: what was asked for, by whom in which language, and the site it was asked of."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import isfinite, nan
from typing import Final
from urllib.parse import urlencode

from longtin._dates import Period, period, today
from longtin._language import Language
from longtin.errors import LongtinError
from longtin.web.site import Site


class TooLargeError(Exception):
    """More was sent than is taken."""


@dataclass(frozen=True)
class Upload:
    """A file that was sent.

    Attributes:
        name: As the sender calls it.
        content: All of it.
    """

    name: str
    content: bytes


LONGEST_NAME: Final = 192
"""Bytes of a file's name; file systems take some 255."""

NAMELESS: Final = "file"
"""What a file is called whose sender gave it no name that a file can have."""


def plain_name(sent: str) -> str:
    """A file's name without folders, its end kept where it is longer than a name may be."""
    plain = "".join(filter(str.isprintable, sent.replace("\\", "/").rpartition("/")[2]))
    name = plain.encode(errors="ignore")[-LONGEST_NAME:].decode(errors="ignore")
    return name if name.strip(". ") else NAMELESS


DAYS: Final = frozenset(("at", "from", "to", "since", "until"))
"""Names of values that are days."""


def with_plain_days(query: Mapping[str, str], code: str) -> dict[str, str]:
    """An address whose days mean the same in every language, so that it can be sent to anyone.

    `01/8/2014` of a Vietnamese reader becomes `2014-08-01`; what is no day stays, for the page to
    tell of.
    """
    found = dict(query)
    for name in DAYS & found.keys():
        with suppress(LongtinError):
            asked = period(found[name], day_first=code == "vi")
            if asked.start == asked.end:
                found[name] = asked.start.isoformat()
    return found


@dataclass
class Progress:
    """How far something has come that takes long: told by who does it, read by who waits.

    Attributes:
        said: What is being done, in the reader's language; empty until something is told.
        done: How much of it.
        total: Of how much.
    """

    said: str = ""
    done: int = 0
    total: int = 0

    def tell(self, said: str, done: int, total: int) -> None:
        """Say how far it has come."""
        self.said, self.done, self.total = said, done, total


@dataclass(frozen=True)
class Visit:
    """One request.

    Attributes:
        site: What is shown.
        path: Of the address.
        query: What stands behind the question mark; empty values are left out, several of one name
            stand with commas between.
        names: What the path says where a route leaves it open.
        form: What was sent, without files.
        files: Files that were sent.
        code: Of the language.
        seen_until: Up to when this reader has seen what changed; `None` for the first time.
        watched: Key of the state of which that was; empty for the first time.
        progress: Where who answers says how far it has come, if it takes long.
    """

    site: Site
    path: str
    query: Mapping[str, str]
    names: Mapping[str, str]
    form: Mapping[str, str]
    files: Mapping[str, Upload]
    code: str
    seen_until: date | None = None
    watched: str = ""
    progress: Progress = field(default_factory=Progress)

    @cached_property
    def language(self) -> Language:
        """To answer in."""
        return Language(self.code)

    def say(self, message: str, **values: object) -> str:
        """A message in the reader's language."""
        return self.language.say(message, **values)

    def given(self, name: str, default: str = "") -> str:
        """A value of the form or of the address."""
        return self.form.get(name, self.query.get(name, default)).strip()

    def number(self, name: str) -> float | None:
        """A number as typed, with a point or a comma; `None` where nothing is.

        Raises:
            LongtinError: It is none.
        """
        typed = self.given(name)
        if not typed:
            return None
        try:
            found = float(typed.replace(",", "."))
        except ValueError:
            found = nan
        if not isfinite(found):
            raise LongtinError(
                "`{name}` is a number, such as 0.5, and not `{typed}`.", name=name, typed=typed
            )
        return found

    def when(self, name: str) -> Period | None:
        """A date as typed; in Vietnamese `01/08/2014` is 1 August."""
        text = self.given(name)
        return period(text, day_first=self.code == "vi") if text else None

    def day(self, name: str = "at") -> date:
        """The day asked about, today at most, and today without one.

        Raises:
            LongtinError: It has not come yet.
        """
        asked, now = self.when(name), today()
        if asked is None:
            return now
        if asked.start > now:
            raise LongtinError(
                "{day} has not come yet; today is {today}. Give a day up to today.",
                day=asked.start,
                today=now,
            )
        return min(asked.end, now)

    def address(self, path: str | None = None, **changed: object) -> str:
        """This address with other values; `None` takes one away."""
        query = {name: value for name, value in self.query.items() if name not in {"lang", "theme"}}
        for name, value in changed.items():
            query.pop(name, None)
            if value not in (None, ""):
                query[name] = str(value)
        words = urlencode(query)
        return f"{path or self.path}{'?' if words else ''}{words}"
