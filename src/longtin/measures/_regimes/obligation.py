"""Obligation of a regime: a duty with its trigger, deadline, quota, recurrence and exceptions."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from longtin._data import Bilingual, Certainty, Closed
from longtin.errors import Phrase
from longtin.measures._regimes.trigger import Anchor, Trigger

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
    "destroy",
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
                wrong = Phrase(
                    "a deadline `{relation}` needs `{key}`."
                    if key in needed
                    else "a deadline `{relation}` takes no `{key}`.",
                    relation=self.relation,
                    key=key,
                )
                raise ValueError(wrong)
        if self.parameter is not None and self.relation != "open":
            raise ValueError(Phrase("`parameter` belongs to a deadline `open`."))
        counts_days = self.unit is not None and self.unit != "hours"
        if counts_days != (self.counts_day is not None):
            raise ValueError(
                Phrase(
                    "say `counts_day: true` or `false` for whole days, and leave it out for hours."
                )
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


class Recurrence(Closed):
    """A duty that the calendar brings, whatever anyone does.

    Attributes:
        days: `12-15`: fixed days of the year.
        times: So many times in each period, on days the parties choose.
        per: The period of `times`.
        first: First year of it, when later than the regime's force.
        last: Last year of it, when earlier than the regime's end.
        step: Every so many years, with fixed days too.
        about: The thing is done about then; no day is fixed.
    """

    days: tuple[str, ...] = ()
    times: int | None = Field(None, ge=1)
    per: Literal["month", "half", "year", "years"] | None = None
    first: int | None = None
    last: int | None = None
    step: int = Field(1, ge=1)
    about: bool = False

    @model_validator(mode="after")
    def _either(self) -> Self:
        if bool(self.days) == (self.times is not None) or (self.times is None) != (
            self.per is None
        ):
            raise ValueError(Phrase("give either `days`, or `times` with `per`."))
        return self


class ParagraphReading(Closed):
    """What a paragraph that was read whole says, in our own words.

    Attributes:
        source: Key of the text it was read in.
        subject: On whom it lays the duty.
        anchor: What its time is counted from; nothing where it names no time.
        scope: What it covers.
        exceptions: What it takes out; nothing where it takes out nothing.
    """

    source: str
    subject: Bilingual
    anchor: Bilingual | None = None
    scope: Bilingual
    exceptions: Bilingual | None = None


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
        read: What the paragraph says, where it was read whole.
    """

    id: str
    row: str | None = None
    article: str
    says: Bilingual
    excepts: tuple[str, ...] = Field(min_length=1)
    when: Trigger
    deadline: Deadline | None = None
    certainty: Certainty
    sources: tuple[str, ...] = Field(min_length=1)
    read: ParagraphReading | None = None


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
        by: Who must act: the states acting, the host, those of them that are guests, the state
            asked, or the state asking. Each of several owes it for itself.
        only_if: What a party must have to owe it, by the vocabulary's traits.
        to: Who must hear of it.
        anywhere: Whether it holds outside the regime's zone too.
        binding: When it differs from the regime.
        valid_from: When it differs from the regime.
        valid_to: When it differs from the regime.
        certainty: How sure the row is; numbers in it may say otherwise.
        sources: Keys.
        read: What the paragraph says, where it was read whole; only then is a row `verified`.
        notes: What a lawyer should know.
    """

    id: str = Field(pattern=r"^[A-Za-z0-9.-]+$")
    row: str | None = None
    article: str
    duty: Duty
    says: Bilingual
    on: tuple[str, ...] = ()
    when: Trigger | None = None
    content: tuple[str, ...] = ()
    deadline: Deadline | None = None
    quota: Quota | None = None
    every: Recurrence | None = None
    by: Literal["acting", "host", "guests", "asked", "asking", "each"] = "acting"
    only_if: str | None = None
    to: Literal["all_parties", "other_side", "asking", "affected", "public", "body"] | None = None
    anywhere: bool = False
    binding: Binding | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    certainty: Certainty
    sources: tuple[str, ...] = Field(min_length=1)
    read: ParagraphReading | None = None
    notes: Bilingual | None = None

    def outside(self, day: date) -> Literal["before", "after"] | None:
        """On which side of its own dates a day lies; `None` within them, or where it has none."""
        if self.valid_from and day < self.valid_from:
            return "before"
        return "after" if self.valid_to and day > self.valid_to else None

    def holds_on(self, day: date) -> bool:
        """Whether its own dates, where it has any, cover a day; the regime's are another matter."""
        return self.outside(day) is None
