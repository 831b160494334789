"""A regime: obligations with their dates, numbers, exceptions and sources."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from longtin._data import Bilingual, Certainty, Closed
from longtin.measures._conditions import Anchor, Condition

Binding = Literal["LB", "PB", "VOL"]
"""Legally binding; politically binding; voluntary, so never a breach."""

Duty = Literal[
    "notify",
    "invite_observers",
    "exchange",
    "calendar",
    "announce",
    "forbid",
    "limit",
    "reply",
    "host",
    "meet",
    "use_channel",
    "restrain",
    "assist",
    "cooperate",
    "settle",
    "accept",
    "explain",
]
LIMITING = ("forbid", "limit")
"""Duties that are broken when their trigger holds; the others are done by doing something."""


class Deadline(Closed):
    """When a duty must be done.

    Attributes:
        relation: `before` or `after` an anchor by at least or at most so much; `at` the anchor;
            `by_date` of the year; `open` where the text gives no figure, only words.
        amount: How many units.
        unit: Hours need a moment with its zone.
        anchor: What it is counted from.
        counts_day: Whether the anchor's own day is the first one counted.
        rounding: For months a day does not exist in.
        day: `11-15`, for `by_date`.
        years: Years from the activity's own for `by_date`: -1 the year before it.
        says: The text's own words, for `open`.
        parameter: What the user may fix to turn those words into hours.
        certainty: How sure the figure is, when it differs from the obligation.
        source: Key of the figure's source, when it differs.
    """

    relation: Literal["before", "after", "at", "by_date", "open"]
    amount: int | None = Field(None, ge=0)
    unit: Literal["hours", "days", "weeks", "months", "years"] | None = None
    anchor: Anchor | None = None
    counts_day: bool | None = None
    rounding: Literal["down", "up"] | None = None
    day: str | None = Field(None, pattern=r"^\d\d-\d\d$")
    years: int = 0
    says: Bilingual | None = None
    parameter: str | None = None
    certainty: Certainty | None = None
    source: str | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        needed = {
            "before": ("amount", "unit", "anchor"),
            "after": ("amount", "unit", "anchor"),
            "at": ("anchor",),
            "by_date": ("day",),
            "open": ("says",),
        }[self.relation]
        for key in ("amount", "unit", "anchor", "day", "says"):
            if (key in needed) != (getattr(self, key) is not None):
                verb = "needs" if key in needed else "takes no"
                raise ValueError(f"A deadline `{self.relation}` {verb} `{key}`.")
        if self.parameter is not None and self.relation != "open":
            raise ValueError("`parameter` belongs to a deadline `open`.")
        counts_days = self.unit is not None and self.unit != "hours"
        if counts_days != (self.counts_day is not None):
            raise ValueError(
                "Say `counts_day: true` or `false` for whole days, and leave it out for hours."
            )
        return self


class Quota(Closed):
    """How many activities like this a state may hold.

    Attributes:
        most: So many.
        per: Counted over whole calendar years, exactly so many years back, or at the same time.
        years: Length of the window.
    """

    most: int = Field(ge=1)
    per: Literal["calendar", "rolling", "simultaneous"]
    years: int = Field(1, ge=1)


class Every(Closed):
    """A duty that the calendar brings, whatever anyone does.

    Attributes:
        days: `12-15`: fixed days of the year.
        times: So many times in each period, on days the parties choose.
        per: The period of `times`.
        first: First year of it, when later than the regime's force.
        step: Every so many years.
        about: The thing is done about then; no day is fixed.
    """

    days: tuple[str, ...] = ()
    times: int | None = Field(None, ge=1)
    per: Literal["month", "half", "year", "years"] | None = None
    first: int | None = None
    step: int = Field(1, ge=1)
    about: bool = False

    @model_validator(mode="after")
    def _either(self) -> Self:
        if bool(self.days) == (self.times is not None) or (self.times is None) != (
            self.per is None
        ):
            raise ValueError("Give either `days`, or `times` with `per`.")
        return self


class Proviso(Closed):
    """A paragraph that takes something out of another.

    Attributes:
        id: Its own name; a row of the knowledge file where it is one.
        row: That row, when the name says more.
        article: Where the text says it.
        says: What it says, in our words.
        excepts: Obligations it excepts, or exceptions it takes back.
        when: When it applies.
        deadline: Another deadline in place of the first; without one the duty is lifted.
        certainty: How sure.
        sources: Keys.
    """

    id: str
    row: str | None = None
    article: str
    says: Bilingual
    excepts: tuple[str, ...] = Field(min_length=1)
    when: Condition
    deadline: Deadline | None = None
    certainty: Certainty
    sources: tuple[str, ...] = Field(min_length=1)


class Obligation(Closed):
    """One duty.

    Attributes:
        id: Its name, the same in every version of Longtin.
        row: The row of the knowledge file it puts into code, when the name says more.
        article: Where the text says it.
        duty: What kind of doing.
        says: What it says, in our words.
        on: Kinds of activity that can trigger it; none for a standing duty.
        when: What triggers it; always, without.
        content: What the message must hold.
        deadline: By when.
        quota: How often it may be done; more is forbidden.
        every: Days the calendar brings.
        by: Who must act: the states acting, the host, the state asked, or the state asking.
        to: Who must hear of it.
        anywhere: Whether it holds outside the regime's zone too.
        binding: When it differs from the regime.
        valid_from: When it differs from the regime.
        valid_to: When it differs from the regime.
        certainty: How sure the row is; numbers in it may say otherwise.
        sources: Keys.
        notes: What a lawyer should know.
    """

    id: str = Field(pattern=r"^[A-Za-z0-9.-]+$")
    row: str | None = None
    article: str
    duty: Duty
    says: Bilingual
    on: tuple[str, ...] = ()
    when: Condition | None = None
    content: tuple[str, ...] = ()
    deadline: Deadline | None = None
    quota: Quota | None = None
    every: Every | None = None
    by: Literal["acting", "host", "asked", "asking", "each"] = "acting"
    to: Literal["all_parties", "other_side", "asking", "affected", "public", "body"] | None = None
    anywhere: bool = False
    binding: Binding | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    certainty: Certainty
    sources: tuple[str, ...] = Field(min_length=1)
    notes: Bilingual | None = None

    def holds_on(self, day: date) -> bool:
        """Whether its own dates, where it has any, cover a day; the regime's are another matter."""
        return not (
            (self.valid_from and day < self.valid_from) or (self.valid_to and day > self.valid_to)
        )


class Party(Closed):
    """Who a regime binds, and when.

    Attributes:
        state: Code of a state.
        group: Or a list of states kept in one place.
        since: First day, when later than the regime's force.
        until: Last day.
        why: What happened then.
    """

    state: str | None = None
    group: str | None = None
    since: date | None = None
    until: date | None = None
    why: Bilingual | None = None

    @model_validator(mode="after")
    def _either(self) -> Self:
        if (self.state is None) == (self.group is None):
            raise ValueError("Give either `state` or `group`.")
        return self


class Suspension(Closed):
    """A time in which a regime, or one party's part in it, rests.

    Attributes:
        state: Whose; everybody's without.
        group: Or a list of states kept in one place.
        obligations: Only these; all of them without.
        row: The row of the knowledge file that says so, if one does.
        since: First day.
        until: Last day, if it ended.
        why: What happened.
        certainty: How sure.
        source: Key.
    """

    state: str | None = None
    group: str | None = None
    obligations: tuple[str, ...] = ()
    row: str | None = None
    since: date
    until: date | None = None
    why: Bilingual
    certainty: Certainty
    source: str


class Force(Closed):
    """When a regime is in force.

    Attributes:
        signed: Signature or adoption.
        since: First day in force; `null` if it never entered.
        until: Last day.
        certainty: How sure the dates are.
        source: Key.
        why: How it ended, or what replaced it.
    """

    signed: date
    since: date
    until: date | None = None
    certainty: Certainty
    source: str
    why: Bilingual | None = None


class Regime(Closed):
    """A treaty, document or declaration, as obligations.

    Attributes:
        id: Name of its file.
        name: Short title.
        symbol: Official symbol, where it has one.
        binding: What its obligations are unless they say otherwise.
        force: When.
        parties: Whom.
        absent: Parties that are no state of the state system.
        zone: Where, by the vocabulary; everywhere without.
        suspended: When it rests.
        about: A paragraph on it.
        not_encoded: What its text holds that stands here in no obligation, and why.
        obligations: In the order of the text.
        exceptions: Paragraphs that take something out of others.
    """

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    name: Bilingual
    symbol: str | None = None
    binding: Binding
    force: Force
    parties: tuple[Party, ...]
    absent: tuple[Bilingual, ...] = ()
    zone: str | None = None
    suspended: tuple[Suspension, ...] = ()
    about: Bilingual
    not_encoded: tuple[Bilingual, ...] = ()
    obligations: tuple[Obligation, ...]
    exceptions: tuple[Proviso, ...] = ()

    def obligation(self, name: str) -> Obligation:
        """One obligation.

        Raises:
            KeyError: There is none of that name.
        """
        for each in self.obligations:
            if each.id == name:
                return each
        raise KeyError(name)

    def binding_of(self, obligation: Obligation) -> Binding:
        """How an obligation binds: its own word, else the regime's."""
        return obligation.binding or self.binding
