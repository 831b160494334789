"""Positions: what somebody said of an issue, on a day, in a document, and what followed."""

from datetime import date
from typing import Self

from pydantic import model_validator

from longtin._data import Bilingual, Certainty, Closed
from longtin.promises._statements.commitment import Stated
from longtin.promises._statements.vocabulary import check_words, vocabulary


class Follow(Closed):
    """What followed on a position.

    Attributes:
        kind: A law, a budget, a commitment, a body or a deed.
        on: When.
        what: In our words.
        commitment: Its id, where it is one.
        source: A key of the sources.
        certainty: How sure it is.
    """

    kind: str
    on: date
    what: Bilingual
    commitment: str | None = None
    source: str
    certainty: Certainty = "memory"


class StatedPosition(Closed):
    """What a party said of an issue.

    Attributes:
        id: Its name here.
        by: A state by its ISO code, a list of states, or an organisation.
        issue: A key of the vocabulary.
        on: The day of the document.
        says: What it says, in our words.
        terms: A few key words of the text itself, in its language.
        wording: The full text, in files of one's own; the shipped ones have none.
        stated: Where.
        strength: Where it stands on the scale.
        follows: What followed, in order of time.
        certainty: How sure the statement is.
        stated_by: Which of the five sources says so.
        note: What a reader should know.
    """

    id: str
    by: str
    issue: str
    on: date
    says: Bilingual
    terms: tuple[str, ...] = ()
    wording: str | None = None
    stated: Stated
    strength: str
    follows: tuple[Follow, ...] = ()
    certainty: Certainty = "memory"
    stated_by: str | None = None
    note: Bilingual | None = None

    def known_on(self, day: date) -> Self:
        """The same as it was known on a day: nothing that followed later."""
        return self.model_copy(
            update={"follows": tuple(each for each in self.follows if each.on <= day)}
        )

    @model_validator(mode="after")
    def _words_are_known(self) -> Self:
        known = vocabulary()
        check_words(
            [
                (self.issue, known.issues, "issue"),
                (self.strength, known.strengths, "strength"),
                *((each.kind, known.follows, "kind") for each in self.follows),
            ]
        )
        return self

    @property
    def rank(self) -> int:
        """Where it stands on the scale, from 1."""
        return vocabulary().strengths[self.strength].rank
