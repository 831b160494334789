"""The sentences of one plan in one language, for whoever shows it."""

from dataclasses import dataclass

from longtin._language import Language
from longtin.plan import _words
from longtin.plan._backwards import Condition
from longtin.plan._contingent import Branch, Decision, NotYet
from longtin.plan._propose import Plan


@dataclass(frozen=True)
class Phrases:
    """What a plan says, in sentences; the brief and the command line share them.

    Attributes:
        plan: The plan.
        language: To say it in.
    """

    plan: Plan
    language: Language

    def standing(self) -> list[str]:
        """Where the two states stand, and where that was read."""
        return list(_words.standing(self.plan, self.language))

    def running(self, most: int = 99) -> list[str]:
        """What runs already: by each regime, its measures or, above `most`, their number."""
        return list(_words.running(self.plan.situation, self.language, most))

    def aim(self) -> list[str]:
        """How the aim was read: which measures, by which words."""
        return list(_words.aim(self.plan, self.language))

    def first(self) -> list[str]:
        """The first step and why."""
        return list(_words.first(self.plan, self.language))

    def name(self, move: str) -> str:
        """What a move is called."""
        return _words.name_of(self.plan, move, self.language)

    def action(self, decision: Decision) -> str:
        """What is done at a place of the plan."""
        return _words.action(self.plan, decision, self.language)

    def branch(self, one: Branch) -> str:
        """What may be seen, how likely, and what trust would be."""
        return _words.branch(one, self.language)

    def obstacle(self, one: NotYet) -> str:
        """Why not that yet."""
        return _words.obstacle(self.plan, one, self.language)

    def condition(self, one: Condition) -> str:
        """What would have to be true for them to take part in a measure."""
        return _words.condition(self.plan, one, self.language)

    def sureness(self) -> list[str]:
        """How the first step stands up to other assumptions, and what would change our mind."""
        return list(_words.sureness(self.plan, self.language))

    def ways(self) -> tuple[list[str], list[list[str]]]:
        """Heads and rows of a table: what comes of each way to go about it."""
        return (
            _words.way_heads(self.plan, self.language),
            _words.ways(self.plan.fans, self.language),
        )
