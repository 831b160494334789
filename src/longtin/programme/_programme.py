"""The model of a programme: what parties set out to do to trust each other more, as files hold it.

The file is YAML; `schema` gives its JSON Schema for editors. A value here is closed and whole, but
says nothing yet of how its parts hang together: `_read.py` refuses what contradicts itself, and
the rules judge the rest.
"""

from collections.abc import Mapping
from typing import Annotated, Final, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from longtin._data import Certainty
from longtin.errors import Phrase
from longtin.measures import Phase
from longtin.programme._fields import (
    Amount,
    Day,
    Names,
    ProgrammePart,
    Rung,
    Said,
    Share,
    Slug,
    Words,
    norm as _norm,
)
from longtin.programme._indicator import IndicatorValue, RecordSeries
from longtin.programme._principles import PrincipleQuestion
from longtin.programme._step import Step

LONG: Final = 2 * 365
"""Days from which a programme is long: two years."""


class ProgrammeSource(ProgrammePart):
    """Where a fact stated in the programme comes from.

    Attributes:
        id: Name by which steps and objectives point at it.
        title: The document, book or report.
        where: Article, page or section in it, or an address.
        certainty: `verified`, `memory` or `judgement`.
        rows: Rows of the library of regimes that say it.
    """

    id: Slug
    title: Words
    where: Words | None = None
    certainty: Certainty
    rows: Names = ()


class ProgrammeParty(ProgrammePart):
    """Who takes part, and as what.

    Attributes:
        id: A state's code or name in either language, or the name of an organisation.
        kind: `state` or `organisation`.
        role: `party` acts and trusts; the others help.
        name: How it is written, for an organisation.
        lead: Which office of it answers for the programme.
    """

    id: Said
    kind: Literal["state", "organisation"] = "state"
    role: Literal["party", "guarantor", "mediator", "verifier", "funder", "observer"] = "party"
    name: Words | None = None
    lead: Words | None = None


class Interest(ProgrammePart):
    """The three tests of a partner's interest.

    Attributes:
        wants: What it wants.
        pursues_by: How it pursues that.
        fits: How that fits with what the other parties want.
    """

    wants: Words | None = None
    pursues_by: Words | None = None
    fits: Words | None = None


class Channel(ProgrammePart):
    """A line of communication that is open already.

    Attributes:
        measure: What kind of channel, by its name in the catalogue.
        parties: Whom it joins.
        since: Since when.
        sources: Ids of sources.
    """

    measure: Said
    parties: Names = Field(min_length=2)
    since: Day
    sources: Names = ()


class Declaration(ProgrammePart):
    """Something a party's leaders say or mean to say in public.

    Attributes:
        on: The day.
        what: What is said.
        tone: How it will be heard.
        sources: Ids of sources.
    """

    on: Day
    what: Words
    tone: Literal["conciliatory", "neutral", "hard_line"] = "neutral"
    sources: Names = ()


class Will(ProgrammePart):
    """A party's political will.

    Attributes:
        decision_makers: Who must want it, enough of them.
        shared_understanding: How they see the problem alike.
        committed_support: What shows that they are committed.
        agreed_solution: Which way out they think would work.
        holds_power: What support of the programme does to the government's hold on power.
        people_gain: What the country and its people get from it.
        level: How much of it there is, from 0 to 1.
        declarations: What the party means to say in public meanwhile.
        sources: Ids of sources.

    Source:
        [Post, Raile & Raile 2010], the four parts.
    """

    decision_makers: Words | None = None
    shared_understanding: Words | None = None
    committed_support: Words | None = None
    agreed_solution: Words | None = None
    holds_power: Words | None = None
    people_gain: Words | None = None
    level: Share | None = None
    declarations: tuple[Declaration, ...] = ()
    sources: Names = ()


class Resource(ProgrammePart):
    """Means, and who gives them: counted, or in kind.

    Attributes:
        party: Who gives.
        kind: Of which kind; money and goods where it is left out.
        amount: How much, with its unit; may be left out where `what` says it.
        unit: Of what: a currency and year, people, ships.
        what: What is given, where it is not counted: know-how, land, experience.
        pays_for: Ids of the steps; none means all of them.
    """

    party: Said
    kind: Literal["money", "goods", "know_how", "people", "land", "experience"] | None = None
    amount: Annotated[float, Field(ge=0)] | None = None
    unit: Words | None = None
    what: Words | None = None
    pays_for: Names = ()

    @model_validator(mode="after")
    def _says_what(self) -> Self:
        if (self.amount is None) != (self.unit is None):
            raise ValueError(Phrase("`amount` and `unit` belong together; give both or neither"))
        if self.amount is None and self.what is None:
            raise ValueError(
                Phrase("nothing says what is given; give `amount` and `unit`, or `what`")
            )
        return self


class Objective(ProgrammePart):
    """What should be different afterwards.

    Attributes:
        id: Its name.
        indicator: What is looked at.
        kind: A change in the world (`outcome`), or something done (`process`).
        nature: Whether it is counted (`quantity`) or judged (`quality`).
        baseline: Where it stands before.
        target: Where it should stand.
        unit: Of what.
        by: By when.
        owner: Who answers for it.
        series: What a record can tell of it, in place of reports.
        values: What was reported of it since the start.
        sources: Ids of sources.
    """

    id: Slug
    indicator: Words | None = None
    kind: Literal["outcome", "process"] | None = None
    nature: Literal["quantity", "quality"] | None = None
    baseline: Amount | None = None
    target: Amount | None = None
    unit: Words | None = None
    by: Day | None = None
    owner: Words | None = None
    series: RecordSeries | None = None
    values: tuple[IndicatorValue, ...] = ()
    sources: Names = ()


class Risk(ProgrammePart):
    """What could go wrong.

    Attributes:
        id: Its name.
        what: What could happen.
        likelihood: `low`, `medium` or `high`.
        impact: `low`, `medium` or `high`.
        owner: Who watches it.
        response: What is done about it.
        steps: Which steps it threatens.
        sources: Ids of sources.
    """

    id: Slug
    what: Words
    likelihood: Rung
    impact: Rung
    owner: Words | None = None
    response: Words | None = None
    steps: Names = ()
    sources: Names = ()


class Event(ProgrammePart):
    """Something in the calendar that a programme has to live with.

    Attributes:
        on: The day.
        what: What happens.
        kind: Of which kind.
        party: Whose it is, if anybody's.
        sources: Ids of sources.
    """

    on: Day
    what: Words
    kind: Literal["election", "succession", "summit", "anniversary", "other"]
    party: Said | None = None
    sources: Names = ()


class Norm(ProgrammePart):
    """A rule or text the parties rely on.

    Attributes:
        name: Its name.
        binding: Whether it binds in law.
        regime: Its name in the library of regimes, if it is there.
        sources: Ids of sources.
    """

    name: Words
    binding: bool = False
    regime: Slug | None = None
    sources: Names = ()


class Forum(ProgrammePart):
    """Where parties decide and act together.

    Attributes:
        id: Its name in this file.
        name: How it is called.
        role: Whether it convenes and informs, or carries things out.
        decides: How it decides.
        members: Who belongs; none listed means every party.
        means: By party, which means it wants used.
        ends: By party, to which end.
    """

    id: Slug
    name: Words
    role: Literal["convene", "operate"]
    decides: Literal["consensus", "majority", "willing", "bilateral"]
    members: Names = ()
    means: Mapping[str, Said] = Field(default_factory=dict)
    ends: Mapping[str, Said] = Field(default_factory=dict)


class Balance(ProgrammePart):
    """A power that a party must keep on terms with while it works with others.

    Attributes:
        party: Who balances.
        power: With whom.
        how: How that power is kept informed, reassured or engaged.
    """

    party: Said
    power: Said
    how: Words | None = None


class Principle(ProgrammePart):
    """Something a party has said it will not do, or will hold to.

    Attributes:
        party: Who said it.
        says: What.
        measures: Measures it rules out.
        domains: Domains of measures it rules out.
        binding: Whether it rules out binding steps.
        asks: What has to be so for it to be kept.
        sources: Ids of sources.
    """

    party: Said
    says: Words
    measures: Names = ()
    domains: Names = ()
    binding: bool = False
    asks: tuple[PrincipleQuestion, ...] = ()
    sources: Names = ()


class Silence(ProgrammePart):
    """A rule that is not to speak, and why.

    Attributes:
        rule: Its code.
        why: The reason, for whoever reads the programme next.
        at: Only for the step, objective or risk of this id.
    """

    rule: Said
    why: Words
    at: Slug | None = None


class Programme(ProgrammePart):
    """An ordered, gated set of measures with objectives and risks.

    Attributes:
        programme: Version of the format.
        title: Its name.
        aim: What it is for.
        openness: Who knows the aim.
        parties: Who takes part.
        phase: Where the conflict stands.
        start: First day.
        until: Last day.
        interests: By party, the three tests of interest.
        channels: Lines of communication open already.
        will: By party, its political will.
        resources: Means, and who gives them.
        objectives: What should be different afterwards.
        steps: What is done, in any order.
        risks: What could go wrong.
        reviews: Days on which the parties look at how it goes.
        norms: Rules and texts relied on.
        principles: What parties have said they will not do.
        forums: Where parties decide and act together.
        balance: Powers that parties must keep on terms with.
        events: Elections, successions, summits, anniversaries.
        trust: By truster, today's trust in the other parties; else it is read from a record.
        sources: Where facts come from.
        silence: Rules that are not to speak.
    """

    programme: Literal[1]
    title: Words
    aim: Words
    openness: Literal["public", "parties", "one_side"] | None = None
    parties: tuple[ProgrammeParty, ...] = Field(min_length=2)
    phase: Phase
    start: Day
    until: Day
    interests: Mapping[str, Interest] = Field(default_factory=dict)
    channels: tuple[Channel, ...] = ()
    will: Mapping[str, Will] = Field(default_factory=dict)
    resources: tuple[Resource, ...] = ()
    objectives: tuple[Objective, ...] = ()
    steps: tuple[Step, ...] = Field(min_length=1)
    risks: tuple[Risk, ...] = ()
    reviews: tuple[Day, ...] = ()
    norms: tuple[
        Annotated[Norm, BeforeValidator(_norm, json_schema_input_type=str | Norm)], ...
    ] = ()
    principles: tuple[Principle, ...] = ()
    forums: tuple[Forum, ...] = ()
    balance: tuple[Balance, ...] = ()
    events: tuple[Event, ...] = ()
    trust: Mapping[str, Share] = Field(default_factory=dict)
    sources: tuple[ProgrammeSource, ...] = ()
    silence: tuple[Silence, ...] = ()
