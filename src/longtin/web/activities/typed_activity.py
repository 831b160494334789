"""Activities as they are typed in a form, and the same as a file has it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from longtin import actors, measures
from longtin._data import number_from
from longtin._dates import period
from longtin._language import Language, message, told
from longtin._moments import Moment
from longtin._plain_yaml import plain_yaml
from longtin.errors import LongtinError

NOT_KNOWN: Final = "unknown"
MOST_ROWS: Final = 40
"""Messages, other activities or accounts that one form takes."""

SEVERAL: Final = re.compile(r"[,;\n]")
A_VIEW: Final = re.compile(r"(?P<by>.*[^\d\s:])\s*:?\s+(?P<km>[\d.,]+)")
HOUR_OF_DAY: Final = re.compile(r"(?P<day>\d{1,2}/\d{1,2}/\d{4})[T ]+(?P<hour>\d.*)")
"""An hour whose day is written day first."""


@dataclass
class TypedActivity:
    """What a form says of an activity.

    Attributes:
        values: What was typed, by control.
        language: Of who typed it: days, and what is said of slips.
        plain: The same as a file has it; what is empty is left out.
        slips: What cannot be, by control, in words.
    """

    values: Mapping[str, str]
    language: Language
    plain: dict[str, Any] = field(default_factory=dict)
    slips: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str | None:
        """Words, or nothing."""
        return self.values.get(name, "").strip() or None

    def several(self, name: str) -> list[str]:
        """Names with commas between, or a line each."""
        return [each.strip() for each in SEVERAL.split(self.values.get(name, "")) if each.strip()]

    def state(self, name: str) -> str | None:
        """A state as typed, once it is found."""
        return next(iter(self._found(name, [self.text(name) or ""])), None)

    def states(self, name: str) -> list[str]:
        """States as typed."""
        return self._found(name, self.several(name))

    def moment(self, name: str) -> date | str | None:
        """A day, or an hour as typed, its day as files write it."""
        typed = self.text(name)
        if typed is None:
            return None
        try:
            found = moment_of(typed, self.language)
        except LongtinError as error:
            self.slips[name] = told(error, self.language)
            return typed
        return found.day if found.instant is None else _with_plain_day(typed, self.language)

    def number(self, name: str, *, whole: bool = False) -> float | str | None:
        """A number from 0 up, as people write it."""
        typed = self.text(name)
        if typed is None:
            return None
        try:
            found = float(number_from(typed))
        except ValueError as error:
            self.slips[name] = self._no_number(typed, error)
            return typed
        if not 0 <= found < float("inf"):
            self.slips[name] = self.language.say("Give a number from 0 up.")
        elif whole and not found.is_integer():
            self.slips[name] = self.language.say("Give a whole number: nobody counts parts of one.")
        return int(found) if found.is_integer() else found

    def distance(self, name: str) -> float | dict[str, Any] | str | None:
        """Kilometres to a line, or those in each state's view of it."""
        typed = self.text(name)
        views = [A_VIEW.fullmatch(each.strip()) for each in (typed or "").split(";")]
        if not any(views):
            return self.number(name)
        found: dict[str, Any] = {}
        for each in filter(None, views):
            by = self._found(name, [each["by"].strip()])[0]
            one = TypedActivity({name: each["km"]}, self.language)
            found[by] = one.number(name)
            self.slips |= one.slips
        if not all(views):
            self.slips[name] = self.language.say(
                "Write one number, or one for each view: India 60; China 40."
            )
        return found

    def _no_number(self, typed: str, error: ValueError) -> str:
        """Why what was typed is no number; where it may be two, both are named."""
        own = error.args[0] if error.args else None
        if isinstance(own, LongtinError):
            return told(own, self.language)
        return self.language.say("`{typed}` is no number. Write it in figures, as 13500.",
                                 typed=typed)  # fmt: skip

    def _found(self, name: str, typed: Iterable[str]) -> list[str]:
        asked, day = [each for each in typed if each], self._first_day()
        for each in asked:
            try:
                actors.find(each, day)
            except LongtinError as error:
                self.slips[name] = told(error, self.language)
        return asked

    def _first_day(self) -> date | None:
        """The day by which states are looked up."""
        try:
            return moment_of(self.values.get("start", ""), self.language).day
        except LongtinError:
            return None


def moment_of(typed: str, language: Language) -> Moment:
    """A day or an hour as a reader writes it.

    Raises:
        LongtinError: It is none.
    """
    if ":" not in typed and language.code == "vi":
        asked = period(typed, day_first=True)
        if asked.start == asked.end:
            return measures.activity_moment(asked.start.isoformat())
    return measures.activity_moment(_with_plain_day(typed, language))


def _with_plain_day(typed: str, language: Language) -> str:
    """An hour whose day is written as in files."""
    found = HOUR_OF_DAY.fullmatch(typed.strip()) if language.code == "vi" else None
    if found is None:
        return typed.strip()
    return f"{period(found['day'], day_first=True).start.isoformat()} {found['hour']}"


def typed_activity(values: Mapping[str, str], language: Language) -> TypedActivity:
    """What a form says of an activity, as a file has it, and what of it cannot be."""
    typed, say = TypedActivity(values, language), language.say
    kind, known = typed.text("kind"), measures.vocabulary().kinds
    label = known[kind].of(language.code) if kind in known else kind
    typed.plain = _stated({
        "activity": 1,
        "name": typed.text("name") or label,
        "kind": kind,
        **{name: typed.state(name) for name in ("host",)},
        "participants": typed.states("participants"),
        **{name: typed.state(name) for name in ("actor", "asking", "asked")},
        "start": typed.moment("start"),
        "end": typed.moment("end"),
        "moments": {key: typed.moment(f"moment-{key}") for key in _keys(values, "moment-")},
        "place": typed.text("place"),
        "zones": typed.several("zones"),
        "distance_km": {key: typed.distance(f"line-{key}") for key in _keys(values, "line-")},
        "figures": _figures(typed, ""),
        "facts": typed.several("facts"),
        "unstated": None if typed.text("unstated") == NOT_KNOWN else typed.text("unstated"),
        "notices": [_notice(typed, each) for each in rows(values, "notice")],
        "others": [_other(typed, each) for each in rows(values, "other")],
        "claims": [_claim(typed, each) for each in rows(values, "claim")],
    })  # fmt: skip
    if "start" not in typed.plain:
        typed.slips["start"] = say("Say on which day it begins, or began.")
    if not {"host", "participants", "asked"} & typed.plain.keys():
        typed.slips["host"] = say("Say who holds it, or below who takes part or is asked.")
    begins, ends = typed.plain.get("start"), typed.plain.get("end")
    if isinstance(begins, date) and isinstance(ends, date) and ends < begins:
        typed.slips["end"] = say("It ends before it begins. Give the two days in order.")
    return typed


def _stated(plain: Mapping[str, Any]) -> dict[str, Any]:
    """What is stated, down to the last figure; the rest is left out."""
    found = {key: _stated(each) if isinstance(each, dict) else each for key, each in plain.items()}
    return {key: each for key, each in found.items() if each is not None and each not in ([], {})}


def _keys(values: Mapping[str, str], start: str) -> list[str]:
    return [name.removeprefix(start) for name in values if name.startswith(start)]


def rows(values: Mapping[str, str], of: str) -> list[str]:
    """Starts of the names of rows that say something, in order: `notice-0-`, `notice-2-`."""
    numbered = re.compile(rf"{of}-(\d{{1,3}})-")
    stated = (numbered.match(name) for name, each in values.items() if each.strip())
    numbers = sorted({int(found[1]) for found in stated if found})[:MOST_ROWS]
    return [f"{of}-{number}-" for number in numbers]


def _figures(typed: TypedActivity, row: str) -> dict[str, Any]:
    known = measures.vocabulary().figures
    return {
        name: typed.number(f"{row}figure-{name}", whole=known[name].is_counted)
        for name in _keys(typed.values, f"{row}figure-")
        if name in known
    }


def _notice(typed: TypedActivity, row: str) -> dict[str, Any]:
    say = typed.language.say
    made = _stated({
        "duty": typed.text(f"{row}duty"),
        "by": typed.state(f"{row}by"),
        "to": typed.states(f"{row}to"),
        "on": typed.moment(f"{row}on"),
        "obligation": typed.text(f"{row}obligation"),
        "content": typed.several(f"{row}content"),
    })  # fmt: skip
    missing = {
        "duty": say("Say what was done."),
        "by": say("Say which state did it."),
        "on": say("Say when."),
    }
    typed.slips |= {f"{row}{key}": words for key, words in missing.items() if key not in made}
    return made


def _other(typed: TypedActivity, row: str) -> dict[str, Any]:
    say = typed.language.say
    made = _stated({
        "name": typed.text(f"{row}name"),
        "kind": typed.text(f"{row}kind"),
        "host": typed.state(f"{row}host"),
        "participants": typed.states(f"{row}participants"),
        "start": typed.moment(f"{row}start"),
        "end": typed.moment(f"{row}end"),
        "figures": _figures(typed, row),
        "facts": typed.several(f"{row}facts"),
    })  # fmt: skip
    missing = {"name": say("Say what it is called."), "start": say("Say on which day it begins.")}
    typed.slips |= {f"{row}{key}": words for key, words in missing.items() if key not in made}
    return made


def _claim(typed: TypedActivity, row: str) -> dict[str, Any]:
    made = _stated({
        "by": typed.text(f"{row}by"),
        "figures": _figures(typed, row),
        "facts": typed.several(f"{row}facts"),
    })  # fmt: skip
    if "by" not in made:
        typed.slips[f"{row}by"] = typed.language.say("Say whose account it is.")
    return made


MADE_BY: Final = message("An activity, as `longtin regime check` reads it.")


def yaml_of(typed: TypedActivity) -> str:
    """What a form says of an activity, as a file."""
    return f"# {typed.language.say(MADE_BY)}\n{plain_yaml(typed.plain)}"
