"""Measure: something that states can agree to do to build trust, as its file tells it."""

from datetime import date
from math import log10
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from longtin._data import Bilingual, Certainty, Closed
from longtin.errors import Phrase

Domain = Literal[
    "communication",
    "transparency",
    "notification",
    "observation",
    "constraint",
    "verification",
    "military_contacts",
    "crisis_management",
    "maritime",
    "border",
    "cyber",
    "nuclear_missile",
    "political",
    "economic",
    "environmental",
    "socio_cultural",
    "track2",
    "summit",
]
Form = Literal[
    "unilateral", "bilateral", "multilateral", "triangular", "public_private", "non_governmental"
]
Phase = Literal["prevention", "crisis_management", "post_conflict"]
"""Where a conflict stands: before it, in the heat of it, or after."""

Reciprocity = Literal["none_required", "parallel", "simultaneous"]
School = Literal["interest", "norm", "affinity"]
"""Rationalist, constructivist and psychological readings of trust."""

Channel = Literal["standing", "meeting", "none"]
"""Whether officials of the two sides can reach each other directly once it is done.

`standing` where they can from then on: a line, a contact point, an office, an envoy, a body that
meets on schedule. `meeting` where they meet once and their offices talk afterwards, and where the
next one has to be agreed again. `none` for everything else, what only uses a channel included.
"""

Through = Literal["governments", "regional_forum", "border_areas", "track_two"]
"""The ways on which measures grew in Asia and the Pacific: proposals of governments, the ASEAN
Regional Forum and bodies like it, border areas, meetings of scholars."""

Issue = Literal["climate", "epidemics", "water", "food", "crime", "cyber", "maritime", "migration"]
"""Non-traditional threats that no state meets alone."""

Contribution = Literal["money", "know_how", "people", "land", "experience"]
"""What a side may bring, in money or in kind."""

OsceGroup = Literal["political", "economic", "environmental", "socio_cultural", "none"]
Carrier = Literal[
    "leaders",
    "foreign_ministry",
    "defence",
    "coast_guard",
    "border_guard",
    "interior",
    "justice",
    "cyber_agency",
    "atomic_energy",
    "energy",
    "trade",
    "fisheries",
    "water",
    "science",
    "health",
    "disaster_agency",
    "culture",
    "red_cross",
    "scholars",
    "environment",
    "agriculture",
    "labour",
    "finance",
    "local_authorities",
    "companies",
]
ActKind = Literal[
    "STATEMENT",
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
"""Kinds of act, as `longtin.acts.kinds()` has them."""

Need = str | tuple[str, ...]
"""The name of a condition, or several of which one is enough."""

Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Share = Annotated[float, Field(ge=0, le=1)]
Chance = Annotated[float, Field(ge=0, lt=1)]
Weeks = Annotated[int, Field(ge=0, le=1000)]
Times = Annotated[int, Field(ge=0, le=365)]
Stage = Annotated[int, Field(ge=1, le=3)]

HIGH_STAKE: Final = 0.3
"""From here on a measure exposes its side a good deal: about a third of the catalogue does."""

COSTLY: Final = 0.3
"""From here on a measure needs money or staff of its own."""

TALK_ONLY: Final = frozenset({"communication", "political", "summit", "track2"})
"""Domains whose measures are meetings, channels and declarations, and no deeds."""


def _same_in_both(value: Any) -> Any:
    return {"en": value, "vi": value} if isinstance(value, str) else value


Words = Annotated[Bilingual, BeforeValidator(_same_in_both)]
"""Words in both languages; plain text, in a file of the user's own, stands for both."""


class JudgementBasis(Closed):
    """What each judged value of a measure rests on: keys of `Catalogue.sources`."""

    stage: str
    cost: str
    yearly_cost: str
    stake: str
    reveals: str
    reciprocity: str
    requires: str
    phases: str
    school: str
    weeks_to_set_up: str
    weeks_a_time: str
    times_a_year: str


JUDGED: Final = tuple(JudgementBasis.model_fields)
"""What of a measure is somebody's opinion, and may be changed by a file of the user's own."""


def _one_for_all(value: Any) -> Any:
    return dict.fromkeys(JUDGED, value) if isinstance(value, str) else value


class Signs(Closed):
    """Which acts between the parties speak for a measure being kept, and which against it.

    Attributes:
        kept: Kinds of act to expect.
        broken: Kinds of act that would show it was broken.
    """

    kept: Annotated[tuple[ActKind, ...], Field(min_length=1)]
    broken: Annotated[tuple[ActKind, ...], Field(min_length=1)]


class Precedent(Closed):
    """A time when it was done, or tried.

    Attributes:
        year: When it began or was agreed.
        parties: Codes of states that `longtin.actors` knows in that year, or a group in words.
        what: What was done.
        certainty: How sure we are of it.
        source: Key of `Catalogue.sources`; needed where no row of a regime says it.
        rows: Obligations of regimes that it made or used.
    """

    year: Annotated[int, Field(ge=1816, le=2100)]
    parties: Annotated[tuple[str | Bilingual, ...], Field(min_length=1)]
    what: Words
    certainty: Certainty
    source: str | None = None
    rows: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        """The day in its year on which its parties are looked up: 1 July."""
        return date(self.year, 7, 1)

    @model_validator(mode="after")
    def _is_sourced(self) -> Self:
        if not self.source and not self.rows:
            raise ValueError(Phrase("a precedent needs `source` or `rows`: write what says so."))
        return self


class Measure(Closed):
    """A measure of the catalogue.

    Attributes:
        id: Its name in programmes and on the command line.
        code: Its older code, accepted wherever the id is.
        name: What it is called.
        description: What is done.
        domain: The field it belongs to.
        forms: Whether one, two or many may do it.
        osce_group: Its group in the guide to non-military measures; `none` if military.
        carried_out_by: Who normally does.
        needs: Conditions between the states without which it makes no sense.
        channel: Whether it opens a line of communication, and one that stands.
        through: On which ways states came to it.
        issues: Non-traditional threats that it meets.
        contributes: What sides bring to it.
        stage: 1 symbolic and simple, 2 of shared interest, 3 joint and demanding.
        cost: Money, staff and preparation until it runs, from 0 to 1.
        yearly_cost: The same for each year it runs.
        stake: How much it exposes a side if the other cheats, from 0 to 1.
        reveals: Chance that a government not to be trusted would not keep it, from 0 to below 1.
        reciprocity: Whether one may act alone, each does its part, or all act together.
        requires: Measures that come before it.
        phases: When in a conflict it suits.
        school: The reading of trust that it mostly feeds.
        weeks_to_set_up: From decision to readiness.
        weeks_a_time: From the start of one occasion until it is seen whether it was kept.
        times_a_year: Occasions a year once it runs; 0 for what is done once.
        judgement: What each of the twelve values above rests on; one key stands for all of them.
        verification: How it is checked.
        risks: What goes wrong with it.
        signs: Acts that speak for or against its being kept.
        precedents: When it was done before.
        regimes: Obligations of regimes that use it.
        in_force_by: Of these, by their ids, such as amount to it: where one binds two states, it
            need not be agreed between them again.
        note: What to mind.
    """

    id: Slug
    code: Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]{2}-\d\d$")]
    name: Words
    description: Words
    domain: Domain
    forms: Annotated[tuple[Form, ...], Field(min_length=1)]
    osce_group: OsceGroup
    carried_out_by: Annotated[tuple[Carrier, ...], Field(min_length=1)]
    needs: tuple[Need, ...] = ()
    channel: Channel
    through: tuple[Through, ...] = ()
    issues: tuple[Issue, ...] = ()
    contributes: tuple[Contribution, ...] = ()
    stage: Stage
    cost: Share
    yearly_cost: Share
    stake: Share
    reveals: Chance
    reciprocity: Reciprocity
    requires: tuple[Slug, ...]
    phases: Annotated[tuple[Phase, ...], Field(min_length=1)]
    school: School
    weeks_to_set_up: Weeks
    weeks_a_time: Weeks
    times_a_year: Times
    judgement: Annotated[JudgementBasis, BeforeValidator(_one_for_all)]
    verification: Annotated[tuple[Words, ...], Field(min_length=1)]
    risks: tuple[Words, ...] = ()
    signs: Signs
    precedents: tuple[Precedent, ...]
    regimes: tuple[str, ...]
    in_force_by: tuple[str, ...] = ()
    note: Words | None = None

    @property
    def is_channel(self) -> bool:
        """Whether officials of the two sides can reach each other directly once it is done."""
        return self.channel != "none"

    @property
    def decibans(self) -> float:
        """What keeping it once weighs for the other's being trustworthy, if seen without noise.

        The chance that a trustworthy government keeps it is taken as 1.

        Source:
            [Kydd 2005], on costly signals; [Good 1950] for the unit.
        """
        return -10 * log10(1 - self.reveals)
