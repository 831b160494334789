"""Activity to be held against regimes: an exercise, incident or request, as a file people write."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, field_validator, model_validator

from longtin._data import Closed, checked, document, number_from, text_of
from longtin._moments import Moment, moment
from longtin.errors import DataError, LongtinError, Phrase
from longtin.measures._regimes.obligation import Duty
from longtin.measures._regimes.trigger import Anchor
from longtin.measures._regimes.vocabulary import unknown, vocabulary

YEARS = range(1945, 2101)
"""Of activities: no regime here is older, and later ones are slips of the pen."""


def activity_moment(text: str) -> Moment:
    """A day or an hour of an activity, as `2027-09-10` or `2027-09-10 09:00 Asia/Ho_Chi_Minh`.

    Raises:
        LongtinError: It is neither, an hour has no zone, or the year is before 1945 or after 2100.
    """
    found = moment(text)
    if found.day.year not in YEARS:
        raise LongtinError(
            "{year} is out of reach. Give a year from 1945 to 2100.", year=found.day.year
        )
    return found


def _as_moment(text: object) -> Moment:
    try:
        return activity_moment(str(text))
    except LongtinError as error:
        raise ValueError(error) from error


When = Annotated[
    Moment, BeforeValidator(_as_moment), WithJsonSchema({"type": "string", "pattern": "^\\d{4}-"})
]


def _as_numbers(given: Any) -> Any:
    """Figures as people write them: `13 500`, `1.234.567`, `13,5`; what may be two is refused."""
    if not isinstance(given, dict):
        return given
    for name, value in given.items():
        if value is None and str(name).isdecimal():
            raise ValueError(
                Phrase(
                    "`{name}` stands by itself: inside braces a comma parts two figures. Write the "
                    "number without it, as 13500.",
                    name=name,
                )
            )
    return {
        name: number_from(value) if isinstance(value, str) else value
        for name, value in given.items()
    }


Figures = Annotated[dict[str, float], BeforeValidator(_as_numbers)]


def _figures(given: dict[str, float]) -> dict[str, float]:
    for name, value in given.items():
        _check_known(name, vocabulary().figures, "figure")
        if value < 0:
            raise ValueError(
                Phrase(
                    "`{name}` is {value}. Give a number from 0 up.",
                    name=name,
                    value=f"{value:g}",
                )
            )
        if vocabulary().figures[name].is_counted and not value.is_integer():
            raise ValueError(
                Phrase(
                    "`{name}` is {value}. Give a whole number: nobody counts parts of one.",
                    name=name,
                    value=f"{value:g}",
                )
            )
    return given


def _facts(given: tuple[str, ...]) -> tuple[str, ...]:
    for name in given:
        _check_known(name, vocabulary().facts, "fact")
    return given


def _check_known(word: str, held: Mapping[str, object], what: str) -> None:
    if why := unknown(word, held, what):
        raise ValueError(why)


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
            _check_known(name, vocabulary().contents, "content")
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


class RelatedActivity(Closed):
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
        actor: State whose act it was, of something between states: who detained, crossed, fired.
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
    actor: str | None = None
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
    others: tuple[RelatedActivity, ...] = ()
    claims: tuple[Claim, ...] = Field(())

    _check_figures = field_validator("figures")(_figures)
    _check_facts = field_validator("facts")(_facts)

    @field_validator("kind")
    @classmethod
    def _kind(cls, given: str) -> str:
        _check_known(given, vocabulary().kinds, "kind of activity")
        return given

    @field_validator("zones")
    @classmethod
    def _zones(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        for name in given:
            _check_known(name, vocabulary().zones, "zone")
        return given

    @field_validator("distance_km")
    @classmethod
    def _lines(
        cls, given: dict[str, float | dict[str, float]]
    ) -> dict[str, float | dict[str, float]]:
        for name in given:
            _check_known(name, vocabulary().lines, "line")
        return given

    @model_validator(mode="before")
    @classmethod
    def _with_end(cls, given: Any) -> Any:
        """An end that is stated among the moments alone is the end."""
        moments = given.get("moments") if isinstance(given, dict) else None
        if isinstance(moments, dict) and given.get("end") is None and "end" in moments:
            return {**given, "end": moments["end"]}
        return given

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if not (self.host or self.participants or self.asked):
            raise ValueError(Phrase("it says nobody's. Give `host`, `participants` or `asked`."))
        for anchor in ("start", "end"):
            _check_same(anchor, getattr(self, anchor), self.moments.get(anchor))
        start, end = self.moment("start"), self.moment("end")
        if start and end and _is_over(end, start):
            raise ValueError(
                Phrase(
                    "it ends on {end} and starts on {start}. Give them in order.",
                    end=end,
                    start=start,
                )
            )
        return self

    def moment(self, anchor: str) -> Moment | None:
        """When something was, by the hour where that is stated; nothing where it is not."""
        found = self.moments.get(anchor)  # type: ignore[call-overload]
        if found is not None:
            return found  # type: ignore[no-any-return]
        return getattr(self, anchor) if anchor in ("start", "end") else None


def _check_same(anchor: str, given: Moment | None, by_the_hour: Moment | None) -> None:
    """Refuse an hour of the start or the end that is not on its day."""
    if given is None or by_the_hour is None:
        return
    one, other = given.instant, by_the_hour.instant
    if given.day != by_the_hour.day or (one is not None and other is not None and one != other):
        raise ValueError(
            Phrase(
                "`{anchor}` is {day} and `moments.{anchor}` is {hour}. Give one of them.",
                anchor=anchor,
                day=given,
                hour=by_the_hour,
            )
        )


def _is_over(end: Moment, start: Moment) -> bool:
    """Whether an end comes before its start, by whatever clocks."""
    if end.instant is None and start.instant is None:
        return end.day < start.day
    return end.closes()[1] <= start.opens()[0]


def read_activity(path: Path) -> Activity:
    """An activity from a file.

    Raises:
        DataError: It is not as it should be; the message names file, line, value and remedy.
    """
    return activity_from(text_of(path), str(path))


def activity_from(text: str, where: str = "activity") -> Activity:
    """An activity from YAML text.

    Args:
        text: The YAML.
        where: What to call it in refusals.

    Raises:
        DataError: It is not as it should be.
    """
    value, lines = document(text, where)
    if isinstance(value, dict) and "programme" in value and "activity" not in value:
        raise DataError(
            "{file}: this is a programme, not an activity. `longtin check {file}` judges it.",
            file=where,
        )
    return checked(value, lines, Activity, where)


def activity_schema() -> dict[str, Any]:
    """The file of an activity as JSON Schema (draft 2020-12), with every word it may use."""
    schema = Activity.model_json_schema()
    parts = schema["$defs"]
    words = vocabulary()
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An activity to be held against the regimes",
        **{key: value for key, value in schema.items() if key != "title"},
    }
    own = schema["properties"]
    own["kind"]["enum"] = sorted(words.kinds)
    own["zones"]["items"]["enum"] = sorted(words.zones)
    own["distance_km"]["propertyNames"] = {"enum": sorted(words.lines)}
    parts["Notice"]["properties"]["content"]["anyOf"][0]["items"]["enum"] = sorted(words.contents)
    for each in (schema, parts["Claim"], parts["RelatedActivity"]):
        each["properties"]["figures"]["propertyNames"] = {"enum": sorted(words.figures)}
        each["properties"]["facts"]["items"]["enum"] = sorted(words.facts)
    return schema
