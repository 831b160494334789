"""A plain table that a person wrote, with a header.

Columns `date, source, type, target`, and if wanted `end, count, domain, text`.

- `date`: a day (2014-05-02), a month (2014-05) or a year (2014); with `end`, the first of a period.
  Other ways to write them are read where they leave no doubt: see `_written_days`.
- `source`, `target`: a state by any code or name that `actors.find` knows, in English or
  Vietnamese, or an actor as event archives name it ("Foreign Affairs (France)").
- `type`: a PLOVER type (AGREE), a CAMEO code with its leading zero (042), or CAMEO's words for it
  ("Make a visit"). A code that may have lost its zero, as 18 of 018, is read only where another in
  the column has kept its own.
- `count`: how many such acts, 1 if empty.

Two rows with the same days, sides, type and text are one act, however these are written: as 816,
VNM or Việt Nam, 2016-05-23 or 5/23/2016. If their counts differ, the second is refused.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import ClassVar, Self

import polars as pl

from longtin import actors
from longtin._language import message
from longtin.acts._reason import Reason, remark_of
from longtin.acts._schema import MEANING
from longtin.acts._vocabulary import (
    EventType,
    event_types,
    event_types_by_words,
    kinds,
    readings,
)
from longtin.acts._written_days import form, may_be_two_days, read
from longtin.acts.reader import NOTHING, EventReader, Whose, folded
from longtin.errors import ActorError, Phrase, Term

_WHEN = {"start": pl.Date(), "end": pl.Date(), "refusal": pl.String()}
_ACTOR = dict.fromkeys(("name", "country", "sectors", "identity", "refusal"), pl.String())
_WHAT = MEANING | {"count": pl.Int32(), "refusal": pl.String()}

NO_DATE = Reason("no-date", message("no date"))
UNREAD = Reason(
    "unread-date",
    message("`{column}` written as '{form}', which is no day; write it as 2014-05-02"),
)
TWO_DAYS = Reason(
    "may-be-two-days",
    message("`{column}` written as '{form}', which may be two days; write it as 2014-05-02"),
)
BACKWARDS = Reason("ends-before-it-starts", message("it ends before it starts"))
NOBODY = {
    "source": Reason("no-source", message("no source")),
    "target": Reason("no-target", message("no target")),
}
MAY_BE_MISSING = Reason(
    "state-or-missing",
    message(
        "'{text}' is how programs write that a cell is empty, and may be {state}: write {code}"
    ),
)
NO_TYPE = Reason("no-type", message("no type"))
UNKNOWN_TYPE = Reason("unknown-type", message("no type '{given}'"))
NEAR_TYPE = Reason("unknown-type-near", message("no type '{given}'; did you mean '{near}'?"))
LOST_ZERO = Reason(
    "lost-zero",
    message(
        "no type '{given}'; did you mean '{near}'? Spreadsheet programs drop the leading zero of "
        "CAMEO codes"
    ),
)
MAY_LACK_ZERO = Reason(
    "may-lack-zero",
    message(
        "the type '{given}' may be {near}, whose leading zero spreadsheet programs drop; write "
        "{near} or {own}"
    ),
)
NO_COUNT = Reason("no-count", message("a count that is not a whole number of at least 1"))
UNFOUND = Reason("not-found", message("{why}"))
_NO_STATE = (
    Reason("no-state-near", message("No state '{text}'; did you mean {states}?")),
    Reason(
        "no-state",
        message(
            "No state '{text}'. Give an ISO 3166 alpha-3 code, a Correlates of War number, or a "
            "name in English or Vietnamese."
        ),
    ),
    Reason(
        "no-state-of-number",
        message(
            "No state has the number {number}. Numbers are read as Correlates of War codes; give "
            "one of those, an ISO 3166 alpha-3 code or a name in English or Vietnamese."
        ),
    ),
    Reason(
        "several-states",
        message(
            "'{text}' may be more than one state on {day}: {states}. Give the code of the one you "
            "mean."
        ),
    ),
    Reason(
        "no-state-on-day",
        message(
            "No state called '{text}' was a member of the state system on {day}. {lives}. Ask for "
            "another date."
        ),
    ),
)
"""What `actors.find` says."""


class Plain(EventReader):
    """Rows that a person wrote."""

    format: ClassVar[str] = "plain"
    archive: ClassVar[str] = "plain"
    required: ClassVar[dict[str, tuple[str, ...]]] = {
        "date": ("date", "start", "event_date", "day"),
        "source": ("source", "source_name", "actor1"),
        "type": ("type", "kind", "event_type", "event_text", "cameo_code", "code"),
        "target": ("target", "target_name", "actor2"),
    }
    optional: ClassVar[dict[str, tuple[str, ...]]] = {
        "end": ("end", "end_date"),
        "count": ("count", "number"),
        "domain": ("domain", "context"),
        "text": ("text", "note"),
    }

    typed: ClassVar[tuple[str, ...]] = ("source", "target")
    dated: ClassVar[tuple[str, ...]] = ("date", "end")
    days: ClassVar[tuple[str, ...]] = ("date", "end")
    source: ClassVar[tuple[str, ...]] = ("source",)
    target: ClassVar[tuple[str, ...]] = ("target",)
    deed: ClassVar[tuple[str, ...]] = ("type", "count", "domain", "text")
    daily: ClassVar[bool] = True
    keeps_zeros: bool = False

    @property
    def weighed(self) -> tuple[str, ...]:
        """See `Reader.weighed`: the days, and the codes whose zeros a spreadsheet drops."""
        return (*self.dated, "type")

    def in_doubt(self, values: Mapping[str, Iterable[str]]) -> bool:
        """See `Reader.in_doubt`."""
        return super().in_doubt(values) or any(len(readings(code)) > 1 for code in values["type"])

    def having_seen(self, values: Mapping[str, Iterable[str]]) -> Self:
        """See `Reader.having_seen`: where one code has its zero, no other has lost it."""
        found = super().having_seen(values)
        codes = set(values["type"]) & set(event_types())
        found.keeps_zeros = any(code.startswith("0") for code in codes)
        return found

    def when(self, values: pl.DataFrame) -> pl.DataFrame:
        """See `EventReader.when`."""
        rows = [self._when(*each) for each in values.select(self.days).iter_rows()]
        return pl.DataFrame(rows, _WHEN, orient="row")

    def _when(
        self, written: str | None, ended: str | None
    ) -> tuple[date | None, date | None, str | None]:
        if written is None:
            return None, None, NO_DATE.code
        began = read(written, self.order)
        if began is None:
            return None, None, self._unread("date", written)
        last = read(ended, self.order) if ended else began
        if last is None:
            return began.start, began.end, self._unread("end", ended or "")
        refusal = BACKWARDS.code if last.end < began.start else None
        return began.start, last.end, refusal

    def _unread(self, column: str, written: str) -> str:
        why = TWO_DAYS if may_be_two_days(written) else UNREAD
        return why.text(column=column, form=form(written))

    def actor(self, values: pl.DataFrame, side: str) -> pl.DataFrame:
        """See `EventReader.actor`: what was typed goes on as the country, a number by its name."""
        rows = [_actor(typed, side) for typed in values["name"]]
        return pl.DataFrame(rows, _ACTOR, orient="row")

    def what(self, values: pl.DataFrame) -> pl.DataFrame:
        """See `EventReader.what`."""
        rows = [self._what(*each) for each in values.select(self.deed).iter_rows()]
        return pl.DataFrame(rows, _WHAT, orient="row")

    def _what(
        self, typed: str | None, count: str | None, domain: str | None, text: str | None
    ) -> tuple[object, ...]:
        nothing = (None,) * len(_WHAT)
        if typed is None:
            return (*nothing[:-1], NO_TYPE.code)
        meant = _meaning(typed, keeps_zeros=self.keeps_zeros)
        if isinstance(meant, str):
            return (*nothing[:-1], meant)
        found = re.fullmatch(r"([0-9]{1,9})(\.0+)?", count or "1")
        if found is None or int(found[1]) < 1:
            return (*nothing[:-1], NO_COUNT.code)
        return (
            *(meant.kind, meant.mode, meant.quad, domain or meant.domain, meant.code or None),
            *(text or meant.text or None, int(found[1]), None),
        )

    def whose(self, name: str, country: str | None, sectors: str | None, day: date) -> Whose:  # noqa: ARG002 - a person wrote a name alone
        """See `EventReader.whose`: the state a name means to a person, then to an archive."""
        typed = country or name
        if unknown := _why_unknown(typed, day.year):
            return None, None, unknown
        for found in () if _is_code(typed) else actors.affiliations(typed):
            begun = found.start is None or found.start <= day
            if begun and (found.end is None or day <= found.end):
                return found.ccode, found.sphere, None
        try:
            return actors.find(typed, day).ccode, "state", None
        except ActorError as error:
            return None, None, _told(error)


def _is_code(typed: str) -> bool:
    """Whether a person typed a code of a state, and nobody's name."""
    return typed.isdecimal() or (len(typed) == 3 and typed.isupper() and bool(_state(typed)))


@lru_cache(maxsize=65536)
def _why_unknown(name: str, year: int) -> str | None:
    """Why a name is nobody's on any day of a year; `None` where it depends on the day."""
    if not _is_code(name) and actors.affiliations(name):
        return None
    try:
        actors.find(name)
    except ActorError:
        try:
            actors.find(name, date(year, 12, 31))
        except ActorError as error:
            return _told(error)
    return None


def _told(error: ActorError) -> str:
    remark = remark_of(error)
    return remark.text() if remark else UNFOUND.text(why=Phrase(error.sentence, **error.values))


def _actor(typed: str | None, side: str) -> tuple[str | None, ...]:
    """Who was typed: as shown, as asked about, neither sectors, what all spellings share, fault."""
    if typed is None or typed.upper() in NOTHING:
        return typed, None, None, None, _missing(typed, side)
    asked = re.sub(r"^(\d+)\.0+$", r"\1", typed)
    state = _state(asked)
    shown = state.name_en if state and asked.isdecimal() else typed
    return shown, asked, None, f"={state.ccode}" if state else folded(asked), None


def _missing(typed: str | None, side: str) -> str:
    """Why a cell names nobody that is empty, or holds a program's word for that."""
    state = _state(typed) if typed else None
    if typed is None or state is None:
        return NOBODY[side].code
    name = Term(state.name_en, state.name_vi)
    return MAY_BE_MISSING.text(text=typed, state=name, code=state.key)


@lru_cache(maxsize=65536)
def _state(typed: str) -> actors.State | None:
    """The state that is meant by a name or a code, if it is one's on any day."""
    try:
        return actors.find(typed)
    except ActorError:
        return None


def _meaning(typed: str, *, keeps_zeros: bool) -> EventType | str:
    """What a type written by hand means, or why it means nothing."""
    given = re.sub(r"^(\d+)\.0+$", r"\1", typed)
    kind = kinds().get(given.upper())
    if kind:
        return EventType(kind.kind, None, kind.quad, None, "", "")
    coded = readings(given)
    if len(coded) > 1 and not keeps_zeros:
        return MAY_LACK_ZERO.text(given=given, near=coded[1].code, own=f"{given}0")
    found = event_types().get(given) or event_types_by_words().get(given.lower())
    return found or _no_type(given)


def _no_type(given: str) -> str:
    if coded := readings(given):
        return LOST_ZERO.text(given=given, near=coded[0].code)
    names = {name.lower(): name for name in kinds()} | {
        words: words for words in event_types_by_words()
    }
    near = get_close_matches(given.lower(), list(names), n=1, cutoff=0.6)
    if near:
        return NEAR_TYPE.text(given=given, near=names[near[0]])
    return UNKNOWN_TYPE.text(given=given)
