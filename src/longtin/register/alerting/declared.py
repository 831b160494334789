"""Activities as their parties declare them: figures of all papers, held against triggers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from operator import eq, ge, gt, le, lt
from typing import Any, Final

from longtin._dates import Period
from longtin.measures import Obligation, Regime, vocabulary
from longtin.register.return_kinds import ANSWERING
from longtin.register.returns import Return

COMPARE: Final = {">": gt, ">=": ge, "<": lt, "<=": le, "==": eq}


@dataclass(frozen=True)
class DeclaredActivity:
    """One activity of one party, as its own papers have it.

    Attributes:
        party: Correlates of War code.
        name: Of the activity.
        kinds: What it can be, by the obligations that its papers are about.
        day: Of the event that its deadline counts from.
        figures: The last that the party declared, by key of the vocabulary.
        papers: All papers about it, those of others among them, in the order they came.
    """

    party: int
    name: str
    kinds: frozenset[str]
    day: date
    figures: Mapping[str, float]
    papers: tuple[Return, ...]

    @property
    def observed(self) -> dict[str, tuple[float, int]]:
        """Figures that others observed, the last of each, with who did."""
        return {
            key: (value, each.party)
            for each in self.papers
            if each.kind == "observation"
            for key, value in each.figures.items()
        }

    @property
    def length(self) -> int | None:
        """Over how many days it goes on, as declared; nothing where its party does not say."""
        known = vocabulary().figures
        said = (value for key, value in self.figures.items() if known[key].is_length)
        return next((max(1, ceil(value)) for value in said), None)

    @property
    def span(self) -> Period:
        """Its days; the first alone where its party does not say how long it goes on."""
        return Period(self.day, self.day + timedelta(days=(self.length or 1) - 1))

    @property
    def is_accepted(self) -> bool:
        """Whether the party itself has answered, and not taken it back."""
        own = [each.kind for each in self.papers if each.party == self.party]
        return any(kind in ANSWERING for kind in own) and "cancellation" not in own

    @property
    def asking(self) -> int | None:
        """Who asked for it, where somebody did."""
        asks = (each.party for each in self.papers if each.kind == "request")
        return next(asks, None)


def declared_activities(known: Iterable[Return], regime: Regime) -> tuple[DeclaredActivity, ...]:
    """Activities that papers speak of, by party and name, in the order of their days."""
    duties = {each.id: each for each in regime.obligations}
    together: dict[tuple[int, str], list[Return]] = {}
    for paper in sorted(known, key=lambda each: (each.known, each.line)):
        if paper.activity and paper.event:
            together.setdefault((paper.whose, paper.activity), []).append(paper)
    found = [
        DeclaredActivity(
            party,
            name,
            _kinds(duties[each.obligation] for each in papers),
            next(each.event.day for each in reversed(papers) if each.event),
            {
                key: value
                for each in papers
                if each.party == party
                for key, value in each.figures.items()
            },
            tuple(papers),
        )
        for (party, name), papers in together.items()
    ]
    return tuple(sorted(found, key=lambda each: (each.day, each.name)))


def _kinds(duties: Iterable[Obligation]) -> frozenset[str]:
    """What an activity can be: of what all its papers' obligations speak, else any of them."""
    sets = [frozenset(each.on) for each in duties if each.on]
    return frozenset.intersection(*sets) or frozenset.union(*sets) if sets else frozenset()


@dataclass(frozen=True)
class Near:
    """A figure a little under a limit that would trigger something.

    Attributes:
        figure: Key of the vocabulary.
        value: As declared.
        limit: Of the row.
    """

    figure: str
    value: float
    limit: float


Weighed = tuple[bool | None, tuple[Near, ...]]
"""Whether a condition holds – yes, no, not known –, and what is a little under its limits."""


def weigh(regime: Regime, condition: Any, figures: Mapping[str, float], share: float) -> Weighed:
    """Hold figures against a trigger, by nothing but figures; all else is not known.

    Args:
        regime: Whose obligations the trigger may name.
        condition: The trigger, a node of it, or none: that always holds.
        figures: By key of the vocabulary.
        share: How much of a limit may be missing to be a little under it, from 0 to 1.
    """
    if condition is None:
        return True, ()
    match condition.form:
        case "all" | "any":
            parts = [weigh(regime, each, figures, share) for each in condition.all or condition.any]
            return _joined(parts, ruling=condition.any is not None)
        case "negated":
            holds, _ = weigh(regime, condition.negated, figures, share)
            return (None if holds is None else not holds), ()
        case "owed":
            owed = regime.obligation(condition.owed)
            return weigh(regime, owed.when, figures, 0)[0], ()
        case "quantity" if isinstance(condition.value, int | float):
            return _compared(condition, figures.get(condition.quantity), share)
        case _:
            return None, ()


def _compared(condition: Any, value: float | None, share: float) -> Weighed:
    if value is None:
        return None, ()
    limit = float(condition.value)
    if COMPARE[condition.op](value, limit):
        return True, ()
    is_near = condition.op in {">", ">="} and value >= limit * (1 - share)
    return False, (Near(condition.quantity, value, limit),) if is_near and share else ()


def _joined(parts: list[Weighed], *, ruling: bool) -> Weighed:
    """`any` where one that holds rules, `all` where one that does not does."""
    answers = [holds for holds, _ in parts]
    near = tuple(one for _, found in parts for one in found)
    if ruling in answers:
        far = any(holds is False and not found for holds, found in parts)
        return ruling, () if ruling or far else near
    return (None if None in answers else not ruling), near
