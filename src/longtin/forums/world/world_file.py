"""World file: what a user says of a simulated world, as a closed schema."""

from collections.abc import Mapping, Sequence
from copy import copy, deepcopy
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from longtin import _data
from longtin._data import Bilingual, Closed
from longtin.errors import DataError, Phrase
from longtin.forums._issue.listed_states import as_list
from longtin.forums.institutions.forum_outcome import Forum

Share = Annotated[float, Field(ge=0, le=1)]
Inner = Annotated[float, Field(gt=0, lt=1)]
"""A chance that is never certain: certainty can be moved by nothing that is seen."""

MOST_STEPS = 10_000

StepLength = Literal["week", "month", "year"]


Listed = Annotated[tuple[str, ...], BeforeValidator(as_list)]
"""States by code or name and groups, one or several."""


def _all_or_listed(given: Any) -> Any:
    return given if given == "all" else as_list(given)


class PairBelief(Closed):
    """How far one state trusts another when the world begins."""

    truster: str
    trustee: str
    trust: Inner


class InitialBelief(Closed):
    """What states believe of each other when the world begins.

    Attributes:
        trust: One figure for all pairs; without it, the estimate of the record.
        as_of: Day of that estimate; the day before the world begins without it.
        pairs: Pairs that are to have another.
    """

    trust: Inner | None = None
    as_of: date | None = None
    pairs: tuple[PairBelief, ...] = ()

    @model_validator(mode="after")
    def _one_way(self) -> "InitialBelief":
        if self.trust is not None and self.as_of is not None:
            raise ValueError(
                Phrase(
                    "`trust` and `as_of` are two ways to say the same. Keep one: a figure, or the "
                    "day of which the record's estimate is taken."
                )
            )
        return self


class PairContact(Closed):
    """How often two states meet."""

    states: Annotated[tuple[str, ...], Field(min_length=2, max_length=2)]
    chance: Share


class MeetingChance(Closed):
    """How likely two states are to meet in a step.

    Attributes:
        chance: The same for all pairs; without it, by how often the record has acts between them.
        years: Over how many years before the world begins the record is asked.
        pairs: Pairs that are to have another.
    """

    chance: Share | None = None
    years: Annotated[int, Field(ge=1, le=30)] = 5
    pairs: tuple[PairContact, ...] = ()


class ConductRules(Closed):
    """How states act.

    Attributes:
        rule: ConductRules rule of a state that is trustworthy towards the other.
        states: States that follow another.
        mimicry: Chance that one that is not trustworthy cooperates all the same.
        trustworthy: Chance that a state is trustworthy towards another when the world begins;
            without it, as likely as the other believes.
        threshold: Least trust of the rule `belief-threshold`.
        series: Initiatives in a row of the rule `grit`.
    """

    rule: str = "tit-for-tat"
    states: Mapping[str, str] = Field(default_factory=dict)
    mimicry: Inner = 0.5
    trustworthy: Share | None = None
    threshold: Inner = 0.5
    series: Annotated[int, Field(ge=1, le=100)] = 3


class Observers(Closed):
    """How states read conduct.

    Attributes:
        kept: Chance of cooperation that they expect of a trustworthy state.
        cheated: The same of one that is not.
        hearsay: Weight of what a state does to others, beside what it does to oneself.
        standing: How far conflict is excused that answers one's own of the meeting before: 1 for
            wholly, as who answers in kind keeps good standing, 0 for not at all.

    Source:
        [Sugden 1986], for standing.
    """

    kept: Inner = 0.95
    cheated: Inner = 0.5
    hearsay: Share = 0.0
    standing: Share = 1.0

    @model_validator(mode="after")
    def _tell_apart(self) -> "Observers":
        if self.cheated >= self.kept:
            raise ValueError(
                Phrase(
                    "`cheated` is {cheated} and `kept` {kept}: a trustworthy state has to be the "
                    "one that cooperates more often. Give `kept` the larger figure.",
                    cheated=f"{self.cheated:g}",
                    kept=f"{self.kept:g}",
                )
            )
        return self


class Noise(Closed):
    """What goes wrong.

    Attributes:
        slip: Chance that a state does the opposite of what it means.
        misperception: Chance that the other takes what was done for its opposite.
    """

    slip: Annotated[float, Field(ge=0, lt=0.5)] = 0.02
    misperception: Annotated[float, Field(ge=0, lt=0.5)] = 0.02


class Leaders(Closed):
    """Turnover of leaders.

    Attributes:
        turnover: Changes a year; without it, by state as often as the record has them.
        new_course: Chance that a new leader sets a new course towards another state.
        trustworthy: Chance that a new course is a trustworthy one.
    """

    turnover: Annotated[float, Field(ge=0, le=12)] | None = None
    new_course: Share = 0.3
    trustworthy: Inner = 0.6


class Shock(Closed):
    """A time in which intentions to cooperate turn.

    Attributes:
        name: What it is called.
        states: Whom it strikes; all without it.
        rate: How often a year it begins; of each state by itself, unless it is `common`.
        on: Or the day on which it begins.
        lasts: Steps.
        turns: Share of intentions to cooperate that it turns into conflict.
        common: Whether all its states are struck at once.
    """

    name: str
    states: Listed = ()
    rate: Annotated[float, Field(gt=0, le=12)] | None = None
    on: date | None = None
    lasts: Annotated[int, Field(ge=1)] = 1
    turns: Annotated[float, Field(gt=0, le=1)]
    common: bool = False

    @model_validator(mode="after")
    def _begins(self) -> "Shock":
        if (self.rate is None) == (self.on is None):
            raise ValueError(
                Phrase(
                    "A shock begins on a day or at a rate. Give one of `on` (a day) and `rate` "
                    "(times a year)."
                )
            )
        return self


class MeasuresRunning(Closed):
    """Confidence-building measures that run between some states.

    What they do is what the record shows of them: `longtin effect`.

    Attributes:
        states: Between each two of them.
        measures: Ids of the catalogue.
        since: First day; from the beginning without it.
        until: Last day; to the end without it.
    """

    states: Annotated[tuple[str, ...], Field(min_length=2)]
    measures: Annotated[tuple[str, ...], Field(min_length=1)]
    since: date | None = None
    until: date | None = None

    @model_validator(mode="after")
    def _forwards(self) -> "MeasuresRunning":
        if self.since and self.until and self.until < self.since:
            raise ValueError(
                Phrase(
                    "The measures would end on {until}, before they begin on {since}. Give the "
                    "earlier date to `since`.",
                    until=self.until,
                    since=self.since,
                )
            )
        return self


class ForumSession(Closed):
    """A forum that meets again and again, and acts or not.

    Attributes:
        name: What it is called.
        way: How it comes to act.
        states: Who belongs to it; all without it.
        issue: What it decides on: the name of a scenario, or an issue file, from the folder of the
            world's file. Without it, it acts by trust alone.
        every: Steps between two sessions.
        threshold: Least trust with which a state acts together with another, without an issue.
        quota: Share of votes that `majority` takes, without an issue.
        core: How many have to be willing before `willing` and `growing` act, without an issue.
    """

    name: str
    way: Forum
    issue: str | None = None
    states: Listed = ()
    every: Annotated[int, Field(ge=1)] = 12
    threshold: Inner = 0.5
    quota: Annotated[float, Field(gt=0.5, le=1)] = 0.5001
    core: Annotated[int, Field(ge=2)] = 2

    @model_validator(mode="after")
    def _one_decision(self) -> "ForumSession":
        twice = sorted(self.model_fields_set & {"threshold", "quota", "core"})
        if self.issue is not None and twice:
            raise ValueError(
                Phrase(
                    "`{key}` is of a forum that acts by trust alone, and this one decides on "
                    "`{issue}`, whose file says how. Take out one of the two.",
                    key=twice[0],
                    issue=self.issue,
                )
            )
        return self


class ProgrammeCarriedOut(Closed):
    """A programme whose steps are carried out or broken as the world goes on.

    Attributes:
        programme: Its file, from the folder of the world's file, or the name of a shipped one.
    """

    programme: str


class WorldFile(Closed):
    """A world, as its file has it.

    Attributes:
        title: What it is.
        start: Its first day.
        step: How long a step is.
        steps: How many.
        states: Codes, names or groups such as `ASEAN+3`; `all` for every state on the first day.
        watch: Pairs (who trusts, whom) whose trust is kept step by step; by default every pair
            where there are few states.
    """

    title: Bilingual | str
    start: date
    step: StepLength = "month"
    steps: Annotated[int, Field(ge=1, le=MOST_STEPS)] = 60
    states: Annotated[Literal["all"] | tuple[str, ...], BeforeValidator(_all_or_listed)]
    belief: InitialBelief = InitialBelief()
    contact: MeetingChance = MeetingChance()
    conduct: ConductRules = ConductRules()
    observers: Observers = Observers()
    noise: Noise = Noise()
    leaders: Leaders = Leaders()
    shocks: tuple[Shock, ...] = ()
    measures: tuple[MeasuresRunning, ...] = ()
    programmes: tuple[ProgrammeCarriedOut, ...] = ()
    forums: tuple[ForumSession, ...] = ()
    watch: tuple[Annotated[tuple[str, ...], Field(min_length=2, max_length=2)], ...] | None = None


class WrittenWorld:
    """A world file with the line on which each of its values stands.

    Attributes:
        values: What it says.
        plain: The same as plain values, before any was filled in.
        where: Name of the file.
    """

    def __init__(self, path: Path) -> None:
        """Read a file.

        Raises:
            DataError: It is not there, not YAML, or not what the schema asks for.
        """
        self.where = str(path)
        self.plain, self._lines = _data.document(_data.text_of(path), self.where)
        self.values = _data.checked(self.plain, self._lines, WorldFile, self.where)

    @property
    def folder(self) -> Path:
        """Where the files stand that it names."""
        return Path(self.where).parent

    def line(self, *place: str | int) -> str:
        """Where a value stands, as `file:line`."""
        return _data.line_of(self._lines, self.where, place)

    def changed(self, values: Mapping[str, Any]) -> "WrittenWorld":
        """The same with other values, by their place in the file.

        Args:
            values: By place, such as `noise.slip` or `forums.0.way`.

        Raises:
            DataError: There is no such place, or the value may not stand there.
        """
        found = copy(self)
        found.plain = deepcopy(self.plain)
        for place, value in values.items():
            _put(found.plain, place.split("."), value, place)
        found.values = _data.checked(found.plain, self._lines, WorldFile, self.where)
        return found


def _put(held: Any, steps: Sequence[str], value: Any, place: str) -> None:
    """Set a value at a place; mappings on the way are made, entries of lists have to be there."""
    first, *rest = steps
    key: Any = int(first) if isinstance(held, list) and first.isdecimal() else first
    if isinstance(held, list) and not (isinstance(key, int) and key < len(held)):
        raise DataError(
            "`{place}` is no place of the world: its list has {n} entries, counted from 0. Write "
            "it as `forums.0.way`.",
            place=place,
            n=len(held),
        )
    if not isinstance(held, list | dict):
        raise DataError(
            "`{place}` is no place of the world: nothing stands under a single value. Write it as "
            "`noise.slip`.",
            place=place,
        )
    if not rest:
        held[key] = value
        return
    if isinstance(held, dict):
        held.setdefault(key, {})
    _put(held[key], rest, value, place)
