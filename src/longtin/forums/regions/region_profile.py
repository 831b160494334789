"""Profile of a region on a day: alliances, poles, borders, disputes, votes, rules of its own.

It answers why confidence-building that suits one region does not suit another, from the record
rather than by assertion, and says what follows for the order of domains.

Source:
    Phạm Duy Thực, *CBMs ở châu Á - Thái Bình Dương* (source 003): four reasons why measures there
    are looser and less military than in Europe.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final, Literal

import polars as pl

from longtin import actors, measures
from longtin._data import Bilingual
from longtin.acts import DISPUTES, Record
from longtin.errors import LongtinError
from longtin.forums.regions.alliance_blocs import blocs, defence_pairs

Unit = Literal["share", "number"]
Order = Literal["military_first", "civil_first"]

LOOKED_BACK: Final = 20
"""Years of disputes that are counted."""

VOTE_YEARS: Final = 5
"""Years of votes that are read."""

DIVIDED: Final = 0.5
"""Share of its states in the two largest blocs from which a region is divided in two; judged."""

SECOND: Final = 0.1
"""Share of its states that the smaller of the two has to hold for that; judged."""

OWN_RULES: Final = 70
"""Parties up to which a regime is the region's own rather than the world's."""

LAND: Final = 1
SEA: Final = 5
"""Classes of contiguity: a land border, and the widest water that still counts."""


@dataclass(frozen=True)
class RegionFeature:
    """One figure of a region.

    Attributes:
        key: Which.
        value: The figure; nothing where the record has none for that time.
        unit: A share from 0 to 1, or a number.
        until: Last day that was read; nothing where it does not end.
        source: The data set.
    """

    key: str
    value: float | None
    unit: Unit
    until: date | None
    source: str


@dataclass(frozen=True)
class DomainStart:
    """When cooperation in a domain began among the states of a region, as far as listed.

    Attributes:
        domain: Of measures.
        since: First year of an arrangement among any of them.
        running: Arrangements that run on the day.
    """

    domain: str
    since: int
    running: int


@dataclass(frozen=True)
class RegionProfile:
    """A region on a day.

    Attributes:
        name: In both languages.
        label: What it was called by.
        day: Nothing later was read.
        members: ISO codes of its states.
        features: Its figures.
        blocs: Codes of the states of each bloc of defence pacts, the largest first.
        domains: When cooperation in each domain began among its states.
        order: Which order of domains follows.
    """

    name: Bilingual
    label: str
    day: date
    members: tuple[str, ...]
    features: tuple[RegionFeature, ...]
    blocs: tuple[tuple[str, ...], ...]
    domains: tuple[DomainStart, ...]
    order: Order

    def value(self, key: str) -> float | None:
        """A figure by its key."""
        return next((each.value for each in self.features if each.key == key), None)


def region_profile(
    record: Record, ccodes: Collection[int], name: Bilingual, day: date, label: str = ""
) -> RegionProfile:
    """The profile of a region on a day.

    Args:
        record: Alliances, capabilities, borders, disputes, votes, shared memberships.
        ccodes: COW codes of its states, three at least.
        name: What it is called.
        day: Nothing later is read.
        label: A short name for tables; the English one without it.

    Raises:
        LongtinError: Fewer than three states.
    """
    states = tuple(sorted(set(ccodes) & set(actors.living(day))))
    if len(states) < 3:
        raise LongtinError(
            "A region has three states or more, and {name} has {n} on that day. Name a larger "
            "one, or another day.",
            name=name,
            n=len(states),
        )
    pacts = defence_pairs(record, states, day)
    found = blocs(pacts)
    features = (
        *_alliances(pacts, found, states, day),
        *_poles(record, states, day),
        *_borders(record, states, day),
        _disputes(record, states, day),
        *_votes(record, states, day),
        _memberships(record, states, day),
        *_rules(states, day),
    )
    return RegionProfile(
        name,
        label or name.en,
        day,
        tuple(actors.as_of(each, day).key for each in states),
        features,
        tuple(tuple(actors.as_of(each, day).key for each in sorted(bloc)) for bloc in found),
        _domains(states, day),
        _order([len(bloc) / len(states) for bloc in found[:2]]),
    )


def _order(shares: Sequence[float]) -> Order:
    """Which domains come first, from the shares of its states that the two largest blocs hold.

    Where two blocs hold a region between them, enemies are known and few hands decide: what
    reassures is military. Elsewhere it is civil first. The two lines were drawn with Europe of 1980
    and the Asia-Pacific of 2021 in view.
    """
    is_divided = len(shares) == 2 and sum(shares) >= DIVIDED and shares[1] >= SECOND
    return "military_first" if is_divided else "civil_first"


def _pairs(states: Sequence[int]) -> int:
    return len(states) * (len(states) - 1) // 2


def _held(found: Sequence[frozenset[int]], states: Sequence[int]) -> float:
    """Share of the states that some blocs hold."""
    return sum(map(len, found)) / len(states)


def _alliances(
    pacts: Collection[frozenset[int]],
    found: Sequence[frozenset[int]],
    states: Sequence[int],
    day: date,
) -> tuple[RegionFeature, ...]:
    until = min(day, date(2018, 12, 31))
    across = len(found[0]) * len(found[1]) if len(found) > 1 else 0
    return (
        RegionFeature("pacts", len(pacts) / _pairs(states), "share", until, "atop"),
        RegionFeature("opposed", across / _pairs(states), "share", until, "atop"),
        RegionFeature("first_bloc", _held(found[:1], states), "share", until, "atop"),
        RegionFeature("second_bloc", _held(found[1:2], states), "share", until, "atop"),
    )


def _poles(record: Record, states: Sequence[int], day: date) -> tuple[RegionFeature, ...]:
    held = record.ties("capability", states, end=day).sort("start").group_by("state1").last()
    power = [value for value in held["value"].to_list() if value is not None]
    last = held["start"].max()
    until = last if isinstance(last, date) else None
    whole = sum(power)
    if not whole:
        return (RegionFeature("poles", None, "number", until, "cow_capabilities"),)
    shares = sorted((value / whole for value in power), reverse=True)
    return (
        RegionFeature(
            "poles", 1.0 / sum(one**2 for one in shares), "number", until, "cow_capabilities"
        ),
        RegionFeature("two_strongest", sum(shares[:2]), "share", until, "cow_capabilities"),
    )


def _borders(record: Record, states: Sequence[int], day: date) -> tuple[RegionFeature, ...]:
    held = record.ties("contiguity", states, day, day)
    near = {
        frozenset((one, two)): value
        for one, two, value in held.select("state1", "state2", "value").iter_rows()
        if one in states and two in states and value <= SEA
    }
    by_sea = sum(value > LAND for value in near.values())
    until = min(day, date(2016, 12, 31))
    return (
        RegionFeature("neighbours", len(near) / _pairs(states), "share", until, "cow_contiguity"),
        RegionFeature(
            "by_sea", by_sea / len(near) if near else None, "share", until, "cow_contiguity"
        ),
    )


def _disputes(record: Record, states: Sequence[int], day: date) -> RegionFeature:
    last = min(day.year, 2014)
    first = last - LOOKED_BACK + 1
    acts = record.acts(
        states, states, start=str(first), end=str(last), datasets=[DISPUTES], spheres=None
    )
    fought = acts.select(
        pl.min_horizontal("source", "target").alias("one"),
        pl.max_horizontal("source", "target").alias("two"),
        pl.col("start").dt.year().alias("year"),
    ).unique()
    per = 100 * fought.height / (_pairs(states) * LOOKED_BACK)
    return RegionFeature("disputes", per, "number", date(last, 12, 31), DISPUTES)


def _votes(record: Record, states: Sequence[int], day: date) -> tuple[RegionFeature, ...]:
    pairs = list(combinations(states, 2))
    found = record.votes_agreement(pairs).filter(
        (pl.col("period") < day.year) & (pl.col("common") > 0)
    )
    last = found["period"].max()
    if not isinstance(last, int):
        return (RegionFeature("votes", None, "share", None, "un_votes"),)
    recent = (
        found.filter(pl.col("period") > last - VOTE_YEARS)
        .group_by("state1", "state2")
        .agg((pl.col("agree") * pl.col("common")).sum() / pl.col("common").sum())
    )
    until = date(last, 12, 31)
    mean, spread = recent["agree"].mean(), recent["agree"].std()
    return (
        RegionFeature("votes", _number(mean), "share", until, "un_votes"),
        RegionFeature("vote_spread", _number(spread), "number", until, "un_votes"),
    )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, float) else None


def _memberships(record: Record, states: Sequence[int], day: date) -> RegionFeature:
    held = record.ties("igo", states, day, day).filter(
        pl.col("state1").is_in(list(states)) & pl.col("state2").is_in(list(states))
    )
    mean = held["value"].mean() if held.height else None
    return RegionFeature(
        "memberships", _number(mean), "number", min(day, date(2014, 12, 31)), "cow_igo"
    )


def _rules(states: Sequence[int], day: date) -> tuple[RegionFeature, ...]:
    """Regimes of the region's own that at least half of its states are bound by."""
    own = []
    for regime in measures.regimes().values():
        parties = measures.members(regime, day)
        force = regime.force
        is_in_force = force.since is not None and force.since <= day
        is_over = force.until is not None and force.until < day
        is_own = len(parties) <= OWN_RULES and 2 * len(parties & set(states)) >= len(states)
        if is_in_force and not is_over and is_own:
            own.append(regime)
    binding = [each for each in own if each.binding != "VOL"]
    duties = sum(len(each.obligations) for each in binding)
    return (
        RegionFeature("own_rules", float(len(own)), "number", day, "regimes"),
        RegionFeature("binding_rules", float(len(binding)), "number", day, "regimes"),
        RegionFeature("binding_duties", float(duties), "number", day, "regimes"),
    )


def _domains(states: Sequence[int], day: date) -> tuple[DomainStart, ...]:
    """When cooperation in each domain began among any two of the states, as far as listed."""
    catalogue = measures.catalogue()
    began: dict[str, int] = {}
    running: dict[str, set[tuple[str, str]]] = {}
    for pair in combinations(states, 2):
        for each in measures.arrangements_between(pair, day):
            one = each.arrangement
            if one.year is None:
                continue
            domain = catalogue[one.measure].domain
            began[domain] = min(began.get(domain, one.year), one.year)
            if each.state == "running":
                running.setdefault(domain, set()).add((one.measure, one.what.en))
    return tuple(
        DomainStart(domain, year, len(running.get(domain, ())))
        for domain, year in sorted(began.items(), key=lambda item: (item[1], item[0]))
    )
