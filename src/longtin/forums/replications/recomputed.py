"""What Longtin computes of each replication card: for each table its figures, row by row."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import numpy as np

from longtin.forums.coalitions import (
    ConditionalCommitment,
    Deployment,
    FallingBenefits,
    FarsightedGame,
    Penalised,
    Precondition,
    PublicGood,
    RisingDamages,
    SteadyBenefits,
    enumerated,
    farsighted,
    founding_depth,
    from_incomes,
    grown_depth,
    lasting,
    leadership,
    linear_game,
    members_of,
    resolve,
    smallest_acting_size,
    stable_coalitions,
    stable_sizes,
    structures,
)
from longtin.forums.collective_risk import (
    CollectiveRisk,
    fixation_probability,
    least_risk,
    pair_advantage,
    population_advantage,
    rest_points,
    share_of_groups_reaching,
)
from longtin.forums.replications.replication_card import card
from longtin.game import second_tournament

Rows = list[list[float]]
Computed = dict[str, Rows]

THREE: Final = ((0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0), (1, 1, 1))
"""Structures of three states W, T and C: none, TC, WC, WT, all."""

DRAWS: Final = 400
"""Games drawn where a claim is about all games of a kind."""


def li_rus() -> Computed:
    """Ten representative countries, as their table B.5 has them."""
    given = {key: np.array(row) for key, row in card("li-rus-2019").inputs.items()}
    game = RisingDamages(**given)
    seen = enumerated(game)
    stable = members_of(seen.stable[seen.acting[seen.stable]], game.size)
    alone, everybody = np.zeros(game.size, dtype=bool), np.ones(game.size, dtype=bool)
    shown = np.stack([alone, everybody, stable[0]])
    emissions, welfare = game.emissions(shown).sum(axis=1), game.payoffs(shown).sum(axis=1)
    by_breadth = seen.by_breadth(seen.internal & seen.acting)
    return {
        "world": [[e / 1e6, w / 1e12] for e, w in zip(emissions, welfare, strict=True)],
        "stable": [[float(len(stable)), *map(float, np.flatnonzero(stable[0]) + 1)]],
        "internal": [[float(count) for count in by_breadth[2:7]]],
    }


def heyen_lehtomaa() -> Computed:
    """Three countries that would cool, warm, or little of either, under three rules."""
    labels, found = np.array(THREE), Computed()
    liked, power = np.array([11.5, 4.0, 1.5]), np.full(3, 1 / 3)
    for name, damage, least in (
        ("anyone", (1.0, 1.0, 1.0), None),
        ("threshold", (1.0, 1.0, 1.0), 0.5),
        ("unequal", (0.75, 1.25, 1.0), 0.5),
    ):
        rule = Deployment(liked, np.array(damage), power, least)
        payoffs = rule.payoffs(labels)
        end = farsighted(FarsightedGame(labels, payoffs, power, 0.99))
        found[f"{name}_levels"] = np.column_stack([rule.levels(labels), payoffs]).tolist()
        found[f"{name}_transition"] = end.transition.tolist()
        found[f"{name}_values"] = end.values.tolist()
    return found


def barrett() -> Computed:
    """Signatories that lead, ten states alike; the stable size as costs rise; the linear game."""
    weights = (0.01, 0.1, 0.25, 0.5, 1.0, 5.0, 100.0)
    found = leadership(10, 100.0, 1.0, 0.25)
    columns = (
        *(found.inside, found.outside, found.total),
        *(found.game.inside, found.game.outside, found.welfare),
    )
    signed = (0, 3, 4, 5, 10)
    sizes = stable_sizes(found.game)
    best = sizes[0]
    return {
        "agreements": [[float(column[n]) for column in columns] for n in signed],
        "printed": [[float(best), float(found.game.inside[best]), float(found.game.outside[best])]],
        "stable": [
            [float(stable_sizes(leadership(n, 100.0, 1.0, c).game)[0]) for c in weights]
            for n in (10, 100)
        ],
        "worse": [[float(found.welfare[0] - found.welfare[n]) for n in (1, 2, 3)]],
        "linear": [
            [
                float(len(stable_sizes(linear_game(10, 0.25, 1.0)))),
                float(smallest_acting_size(0.25, 1.0)),
            ]
        ],
    }


def hagen_eisenack() -> Computed:
    """Six states alike with one agreement allowed or two, and drawn ones with falling benefits."""
    steady, members, abated = SteadyBenefits(np.ones(6), np.ones(6)), [], []
    for most in (1, 2):
        every = structures(6, most)
        last = every[lasting(steady, every, most)]
        members.append(float((last > 0).sum(axis=1).max()))
        abated.append(float(steady.abatement(last).max()))
    chance, apart, acting = np.random.default_rng(0), 0.0, 0
    for _ in range(DRAWS // 10):
        size = int(chance.integers(3, 7))
        value = chance.lognormal(0.0, 0.6, size)
        game = FallingBenefits(value, float(chance.uniform(0.2, 1.0) * value.sum()), 1.0)
        totals = []
        for most in (1, 2, 3):
            every = structures(size, most)
            totals.append(np.unique(game.abatement(every[lasting(game, every, most)]).round(9)))
        same = all(len(each) == len(totals[0]) for each in totals)
        gap = max(float(np.abs(each - totals[0]).max()) for each in totals) if same else np.inf
        apart, acting = max(apart, gap), acting + bool(totals[0].max() > 0.0)
    return {
        "falling": [[apart]],
        "acting": [[float(acting)]],
        "steady": [[members[1] - members[0], abated[1] - abated[0]]],
    }


def nordhaus() -> Computed:
    """Twelve states alike with a public good, and a tariff on those outside."""
    base, breadths = PublicGood(np.ones(12), np.ones(12)), []
    for penalty in (0.0, 1.0, 2.0, 5.0):
        best = stable_coalitions(Penalised(base, np.full((12, 12), penalty))).best
        breadths.append(float(best.breadth) if best else 0.0)
    return {"none": [[breadths[0]]], "more": [np.diff(breadths).tolist()]}


def conditional() -> Computed:
    """A mutual pair, a chain, a group of three, and what is left with one of them gone."""

    def promise(party: int, level: float, *asked: Precondition) -> ConditionalCommitment:
        return ConditionalCommitment(party, level, asked)

    pair = [promise(0, 3.0, Precondition((1,), 3.0)), promise(1, 3.0, Precondition((0,), 3.0))]
    chain = [
        promise(0, 1.0),
        promise(1, 2.0, Precondition((0,), 1.0)),
        promise(2, 3.0, Precondition((1,), 2.0)),
    ]
    group = [
        promise(i, 1.0, Precondition(tuple(j for j in range(3) if j != i), 1.0)) for i in range(3)
    ]
    cases = ((pair, 2), (chain, 3), (chain[1:], 3), (group, 3), (group[:2], 3))
    levels = [resolve(promises, size).levels.tolist() for promises, size in cases]
    return {"pair": [levels[0]], "others": levels[1:]}


def downs() -> Computed:
    """Depth founded together against depth kept while growing, for drawn states."""
    chance, deeper, ratios = np.random.default_rng(0), 0, []
    for _ in range(DRAWS):
        size = int(chance.integers(4, 30))
        wanted = chance.lognormal(size=size)
        bearable = wanted * (1.0 + 2.0 * chance.random(size))
        core = np.argsort(np.argsort(-wanted)) < 3
        quota = float(chance.uniform(0.501, 1.0))
        grown = grown_depth(wanted, bearable, core, quota)
        founded = founding_depth(wanted, grown.members, quota)
        deeper += grown.depth >= founded - 1e-12
        ratios.append(grown.depth / founded)
    return {"never": [[float(DRAWS - deeper)]], "deeper": [[float(np.mean(ratios))]]}


def neutrality() -> Computed:
    """The greatest change of the level as income moves among givers, for drawn states."""
    chance, level, own = np.random.default_rng(0), 0.0, 0.0
    for _ in range(DRAWS):
        size = int(chance.integers(2, 12))
        incomes, tastes = chance.lognormal(size=size), chance.uniform(0.1, 0.9, size)
        before, moved = from_incomes(incomes, tastes), incomes.copy()
        giving = np.flatnonzero(before.efforts > 0.0)
        if len(giving) > 1:
            amount = 0.9 * before.efforts[giving[0]]
            moved[giving[0]] -= amount
            moved[giving[1]] += amount
        after = from_incomes(moved, tastes)
        level = max(level, abs(after.level - before.level))
        kept = (moved - after.efforts) - (incomes - before.efforts)
        own = max(own, float(np.abs(kept).max()))
    return {"changes": [[level, own]]}


def egttools() -> Computed:
    """One defector among cooperators under collective risk, and one hawk among doves."""
    risk = population_advantage(CollectiveRisk(6, 3, risk=1.0, cost=0.1), 50)
    hawks = -pair_advantage(np.array([[-0.5, 2.0], [0.0, 0.0]]), 100)[::-1]
    return {"fixation": [[fixation_probability(risk, 1.0)], [fixation_probability(hawks, 1.0)]]}


def santos_pacheco() -> Computed:
    """Rest points of a large population, and groups that reach their threshold in a finite one."""
    games = [CollectiveRisk(6, 3, risk, 0.1) for risk in (0.5, 1.0)]
    reaching = [
        [
            share_of_groups_reaching(CollectiveRisk(6, threshold, risk, 0.1), 50, 5.0, 0.005)
            for risk in (0.2, 0.5, 0.8)
        ]
        for threshold in (2, 3, 4, 6)
    ]
    return {
        "least": [[least_risk(games[0])]],
        "rest": [[point.share for point in rest_points(game)] for game in games],
        "reaching": reaching,
    }


def axelrod() -> Computed:
    """The second tournament from its kept squares; of the first, the mean of Tit for Tat's row."""
    written, held = card("axelrod-second-2025"), second_tournament()
    scores = written.inputs["scores"]
    rows = []
    for name in written.tables["second"].rows:
        rule = held.rules.index(name.rpartition("(")[2].removesuffix(")"))
        own = [float(held.scores[rule]), held.ranks[rule], held.ranks_1980[rule]]
        rows.append([*own, float(held.cooperation[rule].mean())])
    return {
        "second": rows,
        "all": [[float(held.cooperation.mean()), *held.foretold()]],
        "first": [[sum(scores) / len(scores)]],
    }


RECOMPUTED: Final[Mapping[str, Callable[[], Computed]]] = MappingProxyType(
    {
        "axelrod-second-2025": axelrod,
        "barrett-1994": barrett,
        "bergstrom-blume-varian-1986": neutrality,
        "conditional-commitments": conditional,
        "downs-rocke-barsoom-1998": downs,
        "egttools-fixation": egttools,
        "hagen-eisenack-2019": hagen_eisenack,
        "heyen-lehtomaa-2021": heyen_lehtomaa,
        "li-rus-2019": li_rus,
        "nordhaus-2015": nordhaus,
        "santos-pacheco-2011": santos_pacheco,
    }
)
"""By the name of the card."""
