"""Conditions that hold between states on a day, with what says so."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from longtin._data import Bilingual, Certainty
from longtin._dates import DAYS_A_YEAR
from longtin.measures._activities.evaluation import worst
from longtin.measures._conditions.condition import Condition, Feature, alternatives, conditions
from longtin.measures._regimes.parties import code_of, listed

if TYPE_CHECKING:
    from longtin.acts import Record

LAND: Final = 1
"""The class of contiguity of a common land border; above it, so many miles of water."""

DEFENCE: Final = "defen"
"""How the record's words for a promise of defence begin, in either spelling."""


@dataclass(frozen=True)
class ConditionFinding:
    """Whether a condition holds between states, and what says so.

    Attributes:
        condition: Its key.
        name: What is had.
        holds: Whether it holds.
        features: The seas, rivers, claims and lists by which it holds.
        certainty: How sure that is.
        by: Conditions that imply it.
        assumed: Whether the user says so.
    """

    condition: str
    name: Bilingual
    holds: bool
    features: tuple[Feature, ...] = ()
    certainty: Certainty = "memory"
    by: tuple[str, ...] = ()
    assumed: bool = False


Found = Mapping[str, ConditionFinding]
NOTHING_FOUND: Final[Found] = MappingProxyType({})
NOTHING_SAID: Final[Mapping[str, bool]] = MappingProxyType({})


def conditions_between(
    record: "Record",
    states: Collection[int],
    day: date,
    *,
    said: Mapping[str, bool] = NOTHING_SAID,
) -> Found:
    """Every condition, and whether it holds between some states on a day.

    Args:
        record: Its contiguity and alliances; where they end before the day, as they last stood.
        states: Correlates of War codes, two or more; of more than two, what all have together.
        day: On this day.
        said: Conditions by name that the user says hold or not.
    """
    known, found = conditions(), dict[str, ConditionFinding]()

    def of(name: str) -> ConditionFinding:
        if name not in found:
            found[name] = _assumed(name, said[name]) if name in said else _judged(name, look)
        return found[name]

    look = _Look(record, frozenset(states), day, of)
    return MappingProxyType({name: of(name) for name in known})


def missing(needs: Collection[str | tuple[str, ...]], found: Found) -> tuple[str, ...]:
    """The needs that are not met; of alternatives the first."""
    return tuple(
        names[0]
        for names in map(alternatives, needs)
        if not any(found[name].holds for name in names)
    )


def problems(needs: Collection[str | tuple[str, ...]], found: Found) -> tuple[str, ...]:
    """The problems that states have, among the conditions of a measure."""
    return tuple(
        name
        for each in needs
        for name in alternatives(each)
        if conditions()[name].kind == "problem" and found[name].holds
    )


@dataclass(frozen=True)
class _Look:
    record: "Record"
    states: frozenset[int]
    day: date
    of: Callable[[str], ConditionFinding]


def _assumed(name: str, holds: bool) -> ConditionFinding:
    return ConditionFinding(
        name, conditions()[name].name, holds, certainty="judgement", assumed=True
    )


def _judged(name: str, look: _Look) -> ConditionFinding:
    one = conditions()[name]
    by = tuple(each for each in one.implied_by if look.of(each).holds)
    found = _by_itself(name, one, look)
    if found.holds and one.also and not any(look.of(each).holds for each in one.also):
        found = replace(found, holds=False, features=())
    if by and not found.holds:
        features = tuple(each for name in by for each in look.of(name).features)
        found = replace(found, holds=True, features=features)
    return replace(found, by=by)


def _by_itself(name: str, one: Condition, look: _Look) -> ConditionFinding:
    source = conditions()[one.of] if one.of else one
    held = [each for each in source.features if _counts(each, look.day, one.years)]
    found = ConditionFinding(name, one.name, holds=False, certainty=one.certainty)
    present = bool(one.of)
    together = tuple(each for each in held if _has_all(each, look, present=present))
    some = tuple(each for each in held if look.states & _members(each, look.day, present=present))
    match one.holds:
        case "together":
            return _with(found, bool(together), together)
        case "each":
            covered = (_members(each, look.day, present=present) for each in some)
            return _with(found, look.states <= frozenset[int]().union(*covered), some)
        case "one":
            return _with(found, bool(some), some)
        case "unless_together":
            pairs = combinations(sorted(look.states), 2)
            closed = any(
                _has_all(each, replace(look, states=frozenset(two)), present=present)
                for two in pairs
                for each in held
            )
            return _with(found, not closed, ())
        case "unless_each":
            return _with(found, not some, ())
        case "contiguity":
            return replace(_with(found, _bordering(look), ()), certainty="verified")
        case "alliance":
            return _with(found, bool(together) or _allied(look), together)
        case _:
            return _with(found, not look.of(one.opposite_of or name).holds, ())


def _with(found: ConditionFinding, holds: bool, features: tuple[Feature, ...]) -> ConditionFinding:
    if not holds:
        return found
    sure = worst(*(each.certainty or found.certainty for each in features), found.certainty)
    if features and all(each.certainty == "verified" for each in features):
        sure = "verified"
    return replace(found, holds=True, features=features, certainty=sure)


def _counts(one: Feature, day: date, years: int) -> bool:
    until = one.until and one.until + timedelta(days=round(years * DAYS_A_YEAR))
    return (one.since is None or one.since <= day) and (until is None or day <= until)


def _has_all(one: Feature, look: _Look, *, present: bool) -> bool:
    """Whether all states have it together."""
    if any(look.states == _codes(pair, look.day) for pair in one.pairs):
        return True
    if one.against:
        sides = _codes(one.states, look.day), _codes(one.against, look.day)
        return look.states <= sides[0] | sides[1] and all(look.states & side for side in sides)
    return look.states <= _joint(one, look.day, present=present)


def _members(one: Feature, day: date, *, present: bool) -> frozenset[int]:
    """All who have a part in it."""
    paired = tuple(code for pair in one.pairs for code in pair)
    others = _codes((*one.against, *paired), day)
    return others | _joint(one, day, present=present)


def _joint(one: Feature, day: date, *, present: bool) -> frozenset[int]:
    """Those who have it together, all with all."""
    codes = (*one.states, *(one.present if present else ()))
    return _codes(codes, day) | (listed(one.group, day) if one.group else frozenset())


@lru_cache(maxsize=4096)
def _codes(codes: tuple[str, ...], day: date) -> frozenset[int]:
    found = (code_of(each, day) for each in codes)
    return frozenset(each for each in found if each is not None)


def _bordering(look: _Look) -> bool:
    """Whether each two of them have a land border, as the record last knew."""
    ties = look.record.ties("contiguity", sorted(look.states), end=look.day)
    last = {
        (row["state1"], row["state2"]): row["value"]
        for row in ties.sort("end", nulls_last=True).iter_rows(named=True)
    }
    return all(last.get(two) == LAND for two in combinations(sorted(look.states), 2))


def _allied(look: _Look) -> bool:
    """Whether each two of them promised each other defence, as the record last knew."""
    ties = look.record.ties("alliance", sorted(look.states), start=look.day, end=look.day)
    rows = ties.select("state1", "state2", "detail").iter_rows()
    pairs = {(one, two) for one, two, detail in rows if DEFENCE in detail}
    return all(two in pairs for two in combinations(sorted(look.states), 2))
