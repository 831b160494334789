"""Regime: a treaty, document or declaration, with its entry into force, parties and suspensions."""

from datetime import date
from typing import Self

from pydantic import Field, model_validator

from longtin._data import Bilingual, Certainty, Closed
from longtin.errors import Phrase
from longtin.measures._regimes.obligation import Binding, Obligation, Proviso
from longtin.measures._regimes.sources import RegimeSource


class Membership(Closed):
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
            raise ValueError(Phrase("give either `state` or `group`."))
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


class EntryIntoForce(Closed):
    """When a regime is in force.

    Attributes:
        signed: Signature or adoption.
        since: First day in force; `null` while it has not entered.
        until: Last day.
        certainty: How sure the dates are.
        source: Key.
        why: How it ended, or what replaced it.
    """

    signed: date
    since: date | None
    until: date | None = None
    certainty: Certainty
    source: str
    why: Bilingual | None = None

    @property
    def first(self) -> date:
        """First day in force, or the day of signature while there is none."""
        return self.since or self.signed


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
        sources: Texts of its own that rows point at, by key, besides the shared ones.
        obligations: In the order of the text.
        exceptions: Paragraphs that take something out of others.
    """

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    name: Bilingual
    symbol: str | None = None
    binding: Binding
    force: EntryIntoForce
    parties: tuple[Membership, ...]
    absent: tuple[Bilingual, ...] = ()
    zone: str | None = None
    suspended: tuple[Suspension, ...] = ()
    about: Bilingual
    not_encoded: tuple[Bilingual, ...] = ()
    sources: dict[str, RegimeSource] = Field(default_factory=dict)
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

    @property
    def verified(self) -> int:
        """How many of its obligations rest on a paragraph that was read whole."""
        return sum(each.certainty == "verified" for each in self.obligations)

    def binding_of(self, obligation: Obligation) -> Binding:
        """How an obligation binds: its own word, else the regime's."""
        return obligation.binding or self.binding
