"""Cooperation problems: the closed schema of an issue file, with what is taken where it is silent.

Units: the means of all states are 1 together, full delivery by all is worth 1 to those who gain
together, and costs `1 / benefit_cost`. Values and means of single states are written with an
average state of the list as 1, so that they may stand in any unit that the file likes.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from longtin._data import Bilingual, Closed
from longtin.errors import Phrase
from longtin.forums._issue.judged_number import JudgedNumber, Number, Rate, Ratio, Share, Years
from longtin.forums._issue.listed_states import as_list

Aggregation = Literal["sum", "weakest_link", "best_shot", "threshold", "club"]
"""How efforts add up to what is delivered."""

Likeness = Literal["equal", "capability"]
"""What states are taken to be like of whom a file says nothing: each other, or their CINC."""

VoteIssue = Literal["all", "me", "nu", "di", "hr", "co", "ec"]
"""Roll calls of the General Assembly: all, or those of one issue as `Record.votes_agreement`."""

BeliefField = Literal[
    "diplomatic", "military", "economic", "legal", "humanitarian", "environment", "culture"
]
"""A field in which belief is read apart, as `trust.by_issue`."""


Day = date
"""A date, under a name that a field called `date` leaves alone."""

InstitutionNumber = Literal["pressure", "concession", "numbers", "asks", "wave_years"]
"""How institutions work, as `Setting` explains each."""


def _judged(at: float, low: float, high: float) -> JudgedNumber:
    return JudgedNumber(at=at, low=low, high=high)


class EveryState(Closed):
    """Every state of the day, less those named.

    Attributes:
        all: True.
        without: States that do not take part.
    """

    all: Literal[True]
    without: tuple[str, ...] = ()


class VoteShift(Closed):
    """How far a state's votes shift what it is taken to value.

    Attributes:
        issue: Which roll calls are read.
        weight: Value is multiplied by `1 + weight * z`, where `z` from -1 to 1 says how near its
            votes are to those of the core (or of the states whose value is given), against the
            average of the list.
    """

    issue: VoteIssue = "all"
    weight: Share = _judged(0.5, 0.25, 0.75)


class StateValues(Closed):
    """What full delivery is worth to each state, an average state of the list being 1.

    Attributes:
        like: What those are taken to be like who are not given.
        votes: How votes shift those who are not given.
        given: By state or group; a later line outdoes an earlier one. Below 0 loses by delivery.
    """

    like: Likeness | Number = "equal"
    votes: VoteShift | None = None
    given: Mapping[str, Number] = Field(default_factory=dict)

    @field_validator("like", mode="before")
    @classmethod
    def _is_on_record(cls, given: Any) -> Any:
        if given == "trade":
            raise ValueError(
                Phrase(
                    "`trade` cannot be taken: the record holds no trade between states. Give what "
                    "each has at stake under `given`, from a table of yours, or take `capability` "
                    "or `equal`."
                )
            )
        return given


class StateMeans(Closed):
    """What each state can put in, an average state of the list being 1.

    Attributes:
        like: What those are taken to be like who are not given.
        given: By state or group; a later line outdoes an earlier one.
    """

    like: Likeness | Number = "capability"
    given: Mapping[str, Number] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _is_not_below_nothing(self) -> Self:
        for name, number in self.given.items():
            if number.least < 0.0:
                raise ValueError(Phrase("`{name}` is below 0. Give 0 or more.", name=name))
        return self


class StateCosts(Closed):
    """What a unit of effort costs each state, the average being 1.

    Attributes:
        given: By state or group; 1 for those who are not.
    """

    given: Mapping[str, Ratio] = Field(default_factory=dict)


class GivenBelief(Closed):
    """How far one state or group trusts another, where the file knows better than the record.

    Attributes:
        truster: State or group.
        trustee: State or group.
        at: As of a judged number, 0 to 1.
        low: Likewise.
        high: Likewise.
        because: What it rests on.
    """

    truster: str
    trustee: str
    at: float = Field(ge=0.0, le=1.0)
    low: float | None = Field(default=None, ge=0.0, le=1.0)
    high: float | None = Field(default=None, ge=0.0, le=1.0)
    because: Bilingual | None = None


class StateBelief(Closed):
    """How far each state trusts each other one to do its part.

    Attributes:
        field: Belief in this field, where the pair has a reading of its own in it.
        level: One level for every pair, in place of the record.
        given: What the file knows better.
    """

    field: BeliefField | None = None
    level: Share | None = None
    given: tuple[GivenBelief, ...] = ()


class MajorityRule(Closed):
    """How a majority decides.

    Attributes:
        quota: Share of the votes that decides.
        weights: Whether each state has one vote or as many as it has means.
        veto: States without which nothing is decided.
    """

    quota: float = Field(default=2.0 / 3.0, gt=0.0, le=1.0)
    weights: Literal["equal", "means"] = "equal"
    veto: tuple[str, ...] = ()


class Reference(Closed):
    """Where something was read.

    Attributes:
        cite: What it is.
        date: When it was published.
        address: Where it stands.
        read: The day it was looked at, or `memory` where it was not.
    """

    cite: str
    date: Day | None = None
    address: str | None = None
    read: Day | Literal["memory"] = "memory"


class CooperationProblem(Closed):
    """Something to be done that several states gain or lose by: one issue file.

    Attributes:
        id: Its name; for a shipped one that of its file.
        title: In a few words.
        problem: What has to be done, and by whom.
        on: The day as of which the record is read.
        states: Whom it concerns, by name, code or group, one or a list; or every state.
        aggregation: How efforts add up.
        publicness: Share of the gain that outsiders of a forum get.
        benefit_cost: What full delivery by all is worth to those who gain, over what it costs.
        curvature: 0, every further bit is worth the same, to 1, the last bit is worth nothing.
        needed: Share of all means that one delivery takes, for `threshold` and `best_shot`.
        discount: A year.
        delay_damage: Share of the attainable gain lost by each year of delay.
        horizon: Years after which talks without result are given up.
        round_years: How long a round of talks among ten states takes.
        preparation_years: From agreement to first delivery.
        enforcement: Chance that a breach shows and costs more than it brings.
        values: What it is worth to each state.
        means: What each can put in.
        costs: What effort costs each.
        belief: How far each trusts each.
        majority: How a majority would decide.
        core: Who starts a growing coalition; found without it.
        transfers: Whether members may pay each other.
        penalty: On outsiders, by all others together: share of what an average state has at stake.
        institutions: How institutions work, in place of the house's own numbers.
        powers: Great powers among which a state balances; the record's without it.
        topic: A key of the issues of `promises`.
        sources: Where its numbers were read, by key.
        history: What happened, of a scenario; read by whoever compares with it.
    """

    id: str
    title: Bilingual
    problem: Bilingual
    on: Day
    states: Annotated[tuple[str, ...] | EveryState, BeforeValidator(as_list)]
    aggregation: Aggregation
    publicness: Share
    benefit_cost: Ratio = _judged(3.0, 1.5, 6.0)
    curvature: Share = _judged(0.5, 0.2, 0.8)
    needed: Share | None = None
    discount: Rate = _judged(0.04, 0.02, 0.08)
    delay_damage: Rate = _judged(0.02, 0.0, 0.05)
    horizon: float = Field(default=20.0, gt=0.0, le=200.0)
    round_years: Years = _judged(0.5, 0.25, 1.0)
    preparation_years: Years = _judged(2.0, 1.0, 3.0)
    enforcement: Share = _judged(0.3, 0.1, 0.5)
    values: StateValues = StateValues()
    means: StateMeans = StateMeans()
    costs: StateCosts = StateCosts()
    belief: StateBelief = StateBelief()
    majority: MajorityRule = MajorityRule()
    core: tuple[str, ...] = ()
    transfers: bool = False
    penalty: Share = JudgedNumber(at=0.0)
    institutions: Mapping[InstitutionNumber, Number] = Field(default_factory=dict)
    powers: tuple[str, ...] = ()
    topic: str | None = None
    sources: Mapping[str, Reference] = Field(default_factory=dict)
    history: Mapping[str, Any] | None = None

    @model_validator(mode="after")
    def _needs_what_its_kind_needs(self) -> Self:
        if self.needed is not None and self.aggregation not in NEEDED:
            raise ValueError(
                Phrase(
                    "`needed` belongs to `threshold` and `best_shot`, not to `{kind}`. Take it "
                    "out.",
                    kind=self.aggregation,
                )
            )
        if self.needed is not None and self.needed.least <= 0.0:
            raise ValueError(Phrase("`needed` is above 0. Give a share such as 0.1."))
        return self

    def need(self) -> JudgedNumber:
        """Share of all means that one delivery takes; all of them where efforts add up."""
        return self.needed or NEEDED.get(self.aggregation, JudgedNumber(at=1.0))


NEEDED: Final = {"threshold": _judged(0.6, 0.5, 0.7), "best_shot": _judged(0.1, 0.05, 0.2)}
"""Share of all means that one delivery takes, where a file does not say."""


def issue_schema() -> dict[str, Any]:
    """An issue file as JSON Schema (draft 2020-12)."""
    schema = CooperationProblem.model_json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Issue",
        **{key: value for key, value in schema.items() if key != "title"},
    }
