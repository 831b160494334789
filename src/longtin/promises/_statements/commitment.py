"""Commitments: who promised what to whom, how much and by when, and what came of it."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, model_validator

from longtin._data import Bilingual, Certainty, Closed
from longtin.errors import Phrase
from longtin.promises._statements.amount import Amount
from longtin.promises._statements.vocabulary import check_words, vocabulary
from longtin.promises._statements.word_finding import WordFinding

Direction = Literal["outgoing", "incoming"]
"""Whether the promiser gives or takes in."""

End = Literal["withdrawn", "suspended", "superseded", "lapsed"]


def _several(given: object) -> object:
    """One name as a list of one."""
    return [given] if isinstance(given, str) else given


Parties = Annotated[tuple[str, ...], BeforeValidator(_several)]


class Stated(Closed):
    """Where something stands.

    Attributes:
        document: What it is called.
        symbol: Its official symbol.
        at: Page, paragraph or article.
        source: A key of the sources, where it was read.
    """

    document: Bilingual
    symbol: str | None = None
    at: str | None = None
    source: str


class Due(Closed):
    """By when.

    Attributes:
        on: The last day; of "by 2030" the last of that year unless the text says otherwise.
        said: The text's own few words for it, or ours.
        since: First day, where a span is named.
    """

    on: date
    said: str
    since: date | None = None


class Fulfilment(Closed):
    """Something that was done about a commitment.

    Attributes:
        on: The day up to which it is told of.
        what: In words.
        amount: How much; nothing where it was not counted.
        is_total: Whether the amount is all that was done so far rather than an addition.
        completes: Whether with it all was done, for what is not counted.
        rung: How far it went, for what can be counted.
        source: A key of the sources.
        certainty: How sure it is.
    """

    on: date
    what: Bilingual
    amount: Amount | None = None
    is_total: bool = True
    completes: bool = False
    rung: str | None = None
    source: str
    certainty: Certainty = "memory"


class Contest(Closed):
    """Somebody who sees it otherwise.

    Attributes:
        by: Who.
        on: When it was said.
        says: What, in our words.
        source: A key of the sources.
    """

    by: str
    on: date
    says: Bilingual
    source: str


class Ending(Closed):
    """How a commitment ended before it was kept.

    Attributes:
        how: In which way.
        on: Since when.
        why: What its promiser said of it; nothing where it said nothing, and then unknown.
        source: A key of the sources.
    """

    how: End
    on: date
    why: Bilingual | None = None
    source: str


class Commitment(Closed):
    """A promise: made by somebody, perhaps to somebody, perhaps with an amount and a date.

    Attributes:
        id: Its name here.
        by: Who promised: states by ISO code, lists of states, or organisations.
        to: To whom; empty where nobody is named.
        issue: What it is about, a key of the vocabulary.
        made: When; of a month or year its last day.
        title: What was promised, in a few words.
        says: The same in full, in our words.
        terms: A few key words of the text itself.
        stated: Where.
        rung: How far it has gone already by being made; `pledge` where nothing binds.
        direction: Whether the promiser gives or takes in.
        entry: How it stands to earlier ones.
        amount: How much; nothing where the text names none.
        due: By when; nothing where the text names no day.
        on_condition: What it hangs on, in our words.
        depends_on: Commitments of others that it hangs on, by id.
        restates: The commitment it says again, by id; never counted beside it.
        part_of: The larger one it is a part of, by id; never counted beside it.
        instrument: Symbol of the agreement that both sides' books name.
        deliveries: What was done, in order of time.
        looked_until: The last day up to which somebody looked for deliveries.
        findings: What those found who looked whether it agrees with what is there, by time.
        contests: Who sees it otherwise.
        ended: How it ended, where it did.
        cause: Why it was not kept in full or in time, as somebody says; unknown without it.
        certainty: How sure the statement is.
        stated_by: Which of the five sources says so.
        note: What a reader should know.
    """

    id: str
    by: Parties
    to: Parties = ()
    issue: str
    made: date
    title: Bilingual
    says: Bilingual
    terms: tuple[str, ...] = ()
    stated: Stated
    rung: str = "pledge"
    direction: Direction = "outgoing"
    entry: str = "new"
    amount: Amount | None = None
    due: Due | None = None
    on_condition: Bilingual | None = None
    depends_on: tuple[str, ...] = ()
    restates: str | None = None
    part_of: str | None = None
    instrument: str | None = None
    deliveries: tuple[Fulfilment, ...] = ()
    looked_until: date | None = None
    findings: tuple[WordFinding, ...] = ()
    contests: tuple[Contest, ...] = ()
    ended: Ending | None = None
    cause: Bilingual | None = None
    certainty: Certainty = "memory"
    stated_by: str | None = None
    note: Bilingual | None = None

    def known_on(self, day: date) -> Self:
        """The same as it was known on a day: nothing of it that was done or said later."""
        ended = self.ended if self.ended is not None and self.ended.on <= day else None
        looked = None if self.looked_until is None else min(self.looked_until, day)
        return self.model_copy(
            update={
                "deliveries": tuple(each for each in self.deliveries if each.on <= day),
                "findings": tuple(each.known_on(day) for each in self.findings if each.on <= day),
                "contests": tuple(each for each in self.contests if each.on <= day),
                "ended": ended,
                "looked_until": looked,
            }
        )

    @model_validator(mode="after")
    def _words_are_known(self) -> Self:
        known = vocabulary()
        reached = (each.rung for each in self.deliveries if each.rung is not None)
        check_words(
            [
                (self.issue, known.issues, "issue"),
                (self.rung, known.rungs, "rung"),
                (self.entry, known.entries, "entry"),
                *((rung, known.rungs, "rung") for rung in reached),
            ]
        )
        return self

    @model_validator(mode="after")
    def _days_are_in_order(self) -> Self:
        if self.due is not None and self.due.on < self.made:
            raise ValueError(Phrase("it was due before it was made. Set `due.on` or `made` right."))
        days = [each.on for each in self.deliveries]
        if days != sorted(days):
            raise ValueError(
                Phrase("deliveries stand in the order of their days. Put the earliest first.")
            )
        seen = [each.on for each in self.findings]
        if seen != sorted(seen):
            raise ValueError(
                Phrase("findings stand in the order of their days. Put the earliest first.")
            )
        return self

    @model_validator(mode="after")
    def _counts_in_one_unit(self) -> Self:
        units = {each.amount.unit for each in self.deliveries if each.amount}
        if self.amount is not None and units - {self.amount.unit}:
            raise ValueError(
                Phrase(
                    "deliveries in {units} cannot be counted against {unit}. Give all in one unit.",
                    units=", ".join(sorted(units - {self.amount.unit})),
                    unit=self.amount.unit,
                )
            )
        return self
