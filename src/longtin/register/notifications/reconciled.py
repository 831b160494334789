"""Declarations of two parties about one thing, held against each other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from longtin.register.return_kinds import (
    ANSWERING,
)
from longtin.register.returns import (
    Return,
)


@dataclass(frozen=True)
class DeclarationMismatch:
    """One figure that two parties declare of the same activity or period.

    Attributes:
        figure: Key of the vocabulary, in its unit.
        one: The first party's paper, the later of its amendments counted.
        other: The second's.
        declared: What each declares of it, in this order.
    """

    figure: str
    one: Return
    other: Return
    declared: tuple[float, float]

    @property
    def difference(self) -> float:
        """What the second declares less what the first does; 0 where they agree."""
        return self.declared[1] - self.declared[0]


def reconciled(returns: Iterable[Return]) -> tuple[DeclarationMismatch, ...]:
    """Every figure that two parties declare of the same activity under the same duty.

    Nobody is said to be wrong: what differs is shown with both papers.

    Args:
        returns: As the table or the register gives them; cancelled ones are not counted.
    """
    declared: dict[tuple[str, str], dict[int, tuple[Return, dict[str, float]]]] = {}
    for each in _standing(returns):
        if not each.activity or not each.figures:
            continue
        own = declared.setdefault((each.obligation, each.activity.casefold()), {})
        earlier = own[each.party][1] if each.party in own else {}
        own[each.party] = (each, {**earlier, **each.figures})
    return tuple(
        DeclarationMismatch(figure, one, other, (told[figure], said[figure]))
        for parties in declared.values()
        for (one, told), (other, said) in combinations(parties.values(), 2)
        for figure in told
        if figure in said
    )


def _standing(returns: Iterable[Return]) -> Iterator[Return]:
    """What a party declares of itself, in the order it came; without what was cancelled."""
    known = sorted(returns, key=lambda each: (each.known, each.line))
    void = {each.refers for each in known if each.kind == "cancellation"}
    for each in known:
        own = each.about in {None, each.party}
        counts = each.kind in ANSWERING or each.kind == "amendment"
        if own and counts and each.attested != "disowned" and (each.symbol or "–") not in void:
            yield each
