"""Balance between two great powers: where a state stands, and what its choices would do to that."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from longtin._data import Bilingual
from longtin.forums.portfolio._assessment.partners import IssuePartner
from longtin.forums.portfolio._assessment.rated import Rated
from longtin.forums.portfolio._reference.rows import Dependence

SAME: Final = 0.05
"""Difference in agreement below which two states lean alike."""


@dataclass(frozen=True)
class PowerTie:
    """One thing that ties a state to each of two powers.

    Attributes:
        kind: `votes`, `trust`, `partnership`, `arrangements`, `troops`, or a kind of dependence.
        first: Towards the first power; nothing where it is not known.
        second: Towards the second.
        unit: `share` from 0 to 1, or `number`.
    """

    kind: str
    first: Rated | float | None
    second: Rated | float | None
    unit: str


@dataclass(frozen=True)
class PartnerLeaning:
    """How a partner leans between two powers, beside the state itself.

    Attributes:
        key: ISO code.
        name: In both languages.
        lean: Agreement in votes with the first power less that with the second, in [-1, 1].
        beyond: The same less the state's own: above 0, nearer to the first than the state is.
        low: Lower end of the 90 % band of `beyond`.
        high: The upper end.
        allied: ISO codes of those of the two that it is bound to come to the defence of.
        is_power: Whether it is one of the two.
    """

    key: str
    name: Bilingual
    lean: float | None
    beyond: float | None
    low: float | None
    high: float | None
    allied: tuple[str, ...]
    is_power: bool


@dataclass(frozen=True)
class PowerBalance:
    """A state between two great powers.

    Attributes:
        powers: ISO codes of the two.
        names: Their names.
        ties: What ties the state to each.
        leanings: How each partner that was compared leans.
        shift: Mean of `beyond` over the first partners of all issues, each as often as it is
            among the first: what the portfolio as it stands does to the balance.
        low: Lower end of its band.
        high: The upper end.
        sides: By `first`, `second`, `neither`: share of the first places held by the power itself,
            its allies, or others.
        chosen_by: Why these two: `asked` or `strongest` (of the major powers on record).
    """

    powers: tuple[str, str]
    names: tuple[Bilingual, Bilingual]
    ties: tuple[PowerTie, ...]
    leanings: tuple[PartnerLeaning, ...]
    shift: float | None
    low: float | None
    high: float | None
    sides: Mapping[str, float]
    chosen_by: str


def leaning(
    partner: IssuePartner,
    powers: tuple[str, str],
    own: tuple[Rated, Rated] | None,
    theirs: tuple[Rated, Rated] | None,
    allied: Iterable[str],
) -> PartnerLeaning:
    """How a partner leans between two powers.

    Args:
        partner: Which.
        powers: ISO codes of the two.
        own: Agreement of the state with each in votes.
        theirs: The partner's.
        allied: Those of the two that it has a defence pact with.
    """
    lean = None if theirs is None else theirs[0].at - theirs[1].at
    beyond = low = high = None
    if own is not None and theirs is not None and lean is not None:
        beyond = lean - (own[0].at - own[1].at)
        spread = sum(((each.high - each.low) / 2) ** 2 for each in (*own, *theirs)) ** 0.5
        low, high = beyond - spread, beyond + spread
    return PartnerLeaning(
        partner.key,
        partner.name,
        lean,
        beyond,
        low,
        high,
        tuple(allied),
        partner.key in powers,
    )


def sides(
    first_partners: Iterable[Sequence[IssuePartner]],
    leanings: Mapping[str, PartnerLeaning],
    powers: tuple[str, str],
) -> Mapping[str, float]:
    """Share of the first places held by each power with its allies, and by others.

    An ally of both counts with neither.
    """
    held = {"first": 0.0, "second": 0.0, "neither": 0.0}
    for partners in first_partners:
        for each in partners:
            sided = {each.key, *leanings[each.key].allied} & set(powers)
            which = "neither"
            if len(sided) == 1:
                which = "first" if powers[0] in sided else "second"
            held[which] += each.among_first
    whole = sum(held.values())
    return {name: share / whole if whole else 0.0 for name, share in held.items()}


def shift(
    first_partners: Iterable[Sequence[IssuePartner]], leanings: Mapping[str, PartnerLeaning]
) -> tuple[float | None, float | None, float | None]:
    """Mean of `beyond` over the first places, with its band."""
    weights: dict[str, float] = {}
    for partners in first_partners:
        for each in partners:
            if leanings[each.key].beyond is not None and not leanings[each.key].is_power:
                weights[each.key] = weights.get(each.key, 0.0) + each.among_first
    whole = sum(weights.values())
    if not whole:
        return None, None, None

    def mean(name: str) -> float:
        told = sum(getattr(leanings[key], name) * weight for key, weight in weights.items())
        return float(told / whole)

    return mean("beyond"), mean("low"), mean("high")


def largest_by_kind(rows: Iterable[Dependence]) -> Mapping[str, Dependence]:
    """The largest share of each kind, of the last year there is for it."""
    found: dict[str, Dependence] = {}
    for row in rows:
        held = found.get(row.kind)
        if held is None or (row.year, row.share) > (held.year, held.share):
            found[row.kind] = row
    return found
