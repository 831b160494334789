"""An activity to be checked: an exercise, an incident, a request, as a file people write."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, field_validator, model_validator

from longtin import actors
from longtin._data import Closed, parse, read
from longtin._dates import Moment, moment
from longtin.errors import ActorError, DataError, LongtinError, Phrase
from longtin.measures._conditions import Anchor
from longtin.measures._regime import Duty
from longtin.measures._vocabulary import check_word, vocabulary

YEARS = range(1945, 2101)
"""Of activities: no regime here is older, and later ones are slips of the pen."""


def _as_moment(text: object) -> Moment:
    try:
        found = moment(str(text))
    except LongtinError as error:
        raise ValueError(error) from error
    if found.day.year not in YEARS:
        raise ValueError(
            Phrase("{year} is out of reach. Give a year from 1945 to 2100.", year=found.day.year)
        )
    return found


When = Annotated[
    Moment, BeforeValidator(_as_moment), WithJsonSchema({"type": "string", "pattern": "^\\d{4}-"})
]
Figures = dict[str, float]


def _figures(given: Figures) -> Figures:
    for name, value in given.items():
        _known(name, vocabulary().figures, "figure")
        if value < 0:
            raise ValueError(f"`{name}` is {value:g}. Give a number from 0 up.")
    return given


def _facts(given: tuple[str, ...]) -> tuple[str, ...]:
    for name in given:
        _known(name, vocabulary().facts, "fact")
    return given


def _known(word: str, held: Mapping[str, object], what: str) -> None:
    try:
        check_word(word, held, what, "")
    except DataError as error:
        raise ValueError(str(error).removeprefix(": ")) from None


class Notice(Closed):
    """Something that was sent, held or answered.

    Attributes:
        duty: What kind of doing, such as `notify` or `reply`.
        by: The state that did it.
        to: Who heard: `[all]`, or states.
        on: When.
        obligation: Only for this one, by its id; otherwise for every duty of the kind.
        content: What it held; everything, where this is left out.
    """

    duty: Duty
    by: str
    to: tuple[str, ...] = ("all",)
    on: When
    obligation: str | None = None
    content: tuple[str, ...] | None = None

    @field_validator("content")
    @classmethod
    def _content(cls, given: tuple[str, ...] | None) -> tuple[str, ...] | None:
        for name in given or ():
            _known(name, vocabulary().contents, "content")
        return given


class Claim(Closed):
    """Figures or marks that somebody else gives for the same activity.

    Attributes:
        by: Who says so.
        figures: Theirs, in place of ours.
        facts: Theirs, besides ours.
    """

    by: str
    figures: Figures = Field(default_factory=dict)
    facts: tuple[str, ...] = ()

    _check_figures = field_validator("figures")(_figures)
    _check_facts = field_validator("facts")(_facts)


class Other(Closed):
    """Another activity that counts for quotas, or may be a part of this one.

    Attributes:
        name: Its name.
        kind: As of an activity; that of the activity without.
        host: Its host; that of the activity without.
        participants: Who takes part; as in the activity without.
        start: First day.
        end: Last day; the first without.
        figures: What is counted of it.
        facts: Its marks.
    """

    name: str
    kind: str | None = None
    host: str | None = None
    participants: tuple[str, ...] | None = None
    start: When
    end: When | None = None
    figures: Figures = Field(default_factory=dict)
    facts: tuple[str, ...] = ()

    _check_figures = field_validator("figures")(_figures)
    _check_facts = field_validator("facts")(_facts)


class Activity(Closed):
    """What is planned, under way or over.

    Attributes:
        activity: Version of the format.
        name: What it is called.
        kind: Exercise, incident, inspection, …, by the vocabulary.
        host: State on whose territory it is.
        participants: States that take part.
        asking: State that asks, of a request.
        asked: State that is asked; the host without.
        start: First day, or hour with its zone.
        end: Last day.
        moments: Other moments that deadlines are counted from.
        place: In words.
        zones: Areas it is in, by the vocabulary.
        distance_km: Kilometres to a line; one number, or one for each state's view of the line.
        figures: What is counted of it.
        facts: Marks it has; it has no others.
        unstated: What a figure, distance or zone not given here means: not known, or none of it.
        notices: What was sent, held or answered.
        others: Other activities, for quotas and for the question whether one was split.
        claims: Other accounts of the same activity.
    """

    activity: Literal[1]
    name: str
    kind: str
    host: str | None = None
    participants: tuple[str, ...] = ()
    asking: str | None = None
    asked: str | None = None
    start: When
    end: When | None = None
    moments: dict[Anchor, When] = Field(default_factory=dict)
    place: str = ""
    zones: tuple[str, ...] = ()
    distance_km: dict[str, float | dict[str, float]] = Field(default_factory=dict)
    figures: Figures = Field(default_factory=dict)
    facts: tuple[str, ...] = ()
    unstated: Literal["unknown", "none"] = "unknown"
    notices: tuple[Notice, ...] = ()
    others: tuple[Other, ...] = ()
    claims: tuple[Claim, ...] = Field(())

    _check_figures = field_validator("figures")(_figures)
    _check_facts = field_validator("facts")(_facts)

    @field_validator("kind")
    @classmethod
    def _kind(cls, given: str) -> str:
        _known(given, vocabulary().kinds, "kind of activity")
        return given

    @field_validator("zones")
    @classmethod
    def _zones(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        for name in given:
            _known(name, vocabulary().zones, "zone")
        return given

    @field_validator("distance_km")
    @classmethod
    def _lines(
        cls, given: dict[str, float | dict[str, float]]
    ) -> dict[str, float | dict[str, float]]:
        for name in given:
            _known(name, vocabulary().lines, "line")
        return given

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if not (self.host or self.participants or self.asked):
            raise ValueError("It says nobody's. Give `host`, `participants` or `asked`.")
        if self.end and self.end.closes() <= self.start.opens():
            raise ValueError(
                f"It ends on {self.end} and starts on {self.start}. Give them in order."
            )
        return self


def read_activity(path: Path) -> Activity:
    """An activity from a file.

    Raises:
        DataError: It is not as it should be; the message names file, line, value and remedy.
    """
    return read(path, Activity)


def activity_from(text: str, where: str = "activity") -> Activity:
    """An activity from YAML text.

    Args:
        text: The YAML.
        where: What to call it in refusals.

    Raises:
        DataError: It is not as it should be.
    """
    return parse(text, Activity, where)


@dataclass(frozen=True)
class Seen:
    """An activity as one account has it, with its states found.

    Attributes:
        activity: As written.
        figures: As this account has them.
        facts: As this account has them.
        viewer: Whose view of contested lines is taken, as written in the file.
    """

    activity: Activity
    figures: Mapping[str, float]
    facts: frozenset[str]
    viewer: str | None = None
    codes: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def day(self) -> date:
        """The day by which regimes and states are looked up."""
        return self.activity.start.day

    @cached_property
    def acting(self) -> tuple[int, ...]:
        """States that take part or host, by their Correlates of War codes."""
        names = (self.activity.host, *self.activity.participants)
        return tuple(dict.fromkeys(self.state(name) for name in names if name))

    @cached_property
    def host(self) -> int | None:
        """The host's code."""
        return self.state(self.activity.host) if self.activity.host else None

    @cached_property
    def asked(self) -> int | None:
        """The code of the state that is asked; the host's, or that of the only one acting."""
        name = self.activity.asked or self.activity.host
        if name is None and len(self.activity.participants) == 1:
            name = self.activity.participants[0]
        return self.state(name) if name else None

    @cached_property
    def asking(self) -> int | None:
        """The code of the state that asks."""
        return self.state(self.activity.asking) if self.activity.asking else None

    @cached_property
    def concerned(self) -> tuple[int, ...]:
        """Everybody with a part in it."""
        found = (*self.acting, self.asked, self.asking)
        return tuple(dict.fromkeys(code for code in found if code is not None))

    def state(self, name: str) -> int:
        """A state's code by any of its names.

        Raises:
            DataError: There is none of that name on that day.
        """
        if name not in self.codes:
            try:
                self.codes[name] = actors.find(name, self.day).ccode
            except ActorError as error:
                raise DataError(f"{self.activity.name}: {error}") from error
        return self.codes[name]

    def moment(self, anchor: str) -> Moment | None:
        """When something was, if it is stated."""
        match anchor:
            case "start":
                return self.activity.start
            case "end":
                return self.activity.end
            case _:
                return self.activity.moments.get(anchor)  # type: ignore[call-overload, no-any-return]

    def distance(self, line: str) -> float | None:
        """Kilometres to a line in this view; endless where none is stated and none is meant."""
        given = self.activity.distance_km.get(line)
        if isinstance(given, dict):
            return given.get(self.viewer or "", next(iter(given.values()), None))
        if given is None and self.activity.unstated == "none":
            return float("inf")
        return given

    def figure(self, name: str) -> float | None:
        """A figure in this account; zero where none is stated and none is meant."""
        if name in self.figures:
            return self.figures[name]
        return 0.0 if self.activity.unstated == "none" else None


def views(activity: Activity, lines: frozenset[str]) -> dict[str, Seen]:
    """Every account of an activity, by who gives it; our own under an empty name.

    Args:
        activity: As written.
        lines: Lines that matter to the question.
    """
    codes: dict[str, int] = {}
    own = Seen(activity, activity.figures, frozenset(activity.facts), None, codes)
    viewers = dict.fromkeys(
        viewer
        for line, given in activity.distance_km.items()
        if line in lines and isinstance(given, dict)
        for viewer in given
    )
    found = {
        viewer: Seen(activity, activity.figures, frozenset(activity.facts), viewer, codes)
        for viewer in viewers
    } or {"": own}
    first = next(iter(viewers), None)
    for claim in activity.claims:
        facts = frozenset(activity.facts) | frozenset(claim.facts)
        found[claim.by] = Seen(activity, {**activity.figures, **claim.figures}, facts, first, codes)
    return found


def as_activity(other: Other, of: Activity) -> Activity:
    """Another activity of the same file, on its own."""
    return of.model_copy(
        update={
            "name": other.name,
            "kind": other.kind or of.kind,
            "host": other.host or of.host,
            "participants": of.participants if other.participants is None else other.participants,
            "start": other.start,
            "end": other.end,
            "figures": other.figures,
            "facts": other.facts,
            "moments": {},
            "notices": (),
            "others": (),
            "claims": (),
        }
    )
