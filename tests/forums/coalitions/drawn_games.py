"""Games of coalitions drawn by chance, and the slow and obvious way to judge a coalition."""

from collections.abc import Iterator

import numpy as np

from longtin.forums.coalitions import (
    CoalitionGame,
    Penalised,
    PublicGood,
    RisingDamages,
    Tabulated,
    members_of,
)
from longtin.forums.coalitions.coalition_game import Bools, Floats

KINDS = ("public good", "rising damages", "penalised", "tabulated")


def drawn(kind: str, size: int, seed: int) -> CoalitionGame:
    """A game of one kind."""
    chance = np.random.default_rng([seed, size, KINDS.index(kind)])
    value, cost = chance.lognormal(size=size), chance.lognormal(size=size)
    if kind == "public good":
        return PublicGood(value, cost, float(chance.random()))
    if kind == "rising damages":
        return RisingDamages(10 * value, cost, 0.1 * chance.lognormal(size=size))
    if kind == "penalised":
        loss = chance.random() * chance.lognormal(size=(size, size))
        return Penalised(PublicGood(value, cost, 1.0), loss, burden=0.3)
    return Tabulated(chance.normal(size=(1 << size, size)))


def drawn_games(
    count: int, least: int = 3, most: int = 10, seed: int = 0
) -> Iterator[CoalitionGame]:
    """So many games of all kinds and sizes."""
    for number in range(count):
        size = least + number // len(KINDS) % (most - least + 1)
        yield drawn(KINDS[number % len(KINDS)], size, seed + number)


def of(game: CoalitionGame, members: Bools) -> Floats:
    """Payoffs under one coalition."""
    found: Floats = game.payoffs(members[np.newaxis, :])[0]
    return found


def changed(members: Bools, state: int) -> Bools:
    """The coalition after one state has changed its mind."""
    other = members.copy()
    other[state] ^= True
    return other


def stays_by_hand(game: CoalitionGame, members: Bools) -> bool:
    """Whether nobody leaves, one member after the other."""
    now = of(game, members)
    return all(
        now[state] >= of(game, changed(members, state))[state] - 1e-9
        for state in np.flatnonzero(members).tolist()
    )


def joined_by_hand(game: CoalitionGame, members: Bools, consent: bool = False) -> bool:
    """Whether somebody joins, one outsider after the other."""
    now = of(game, members)
    for state in np.flatnonzero(~members).tolist():
        then = of(game, changed(members, state))
        if then[state] > now[state] + 1e-9 and not (consent and (then < now - 1e-9)[members].any()):
            return True
    return False


def surplus_by_hand(game: CoalitionGame, members: Bools) -> float:
    """What a coalition has above the sum of what each member has by leaving."""
    now = of(game, members)
    inside = np.flatnonzero(members).tolist()
    return float(sum(now[state] - of(game, changed(members, state))[state] for state in inside))


def every_coalition(game: CoalitionGame) -> Bools:
    """All of them."""
    return members_of(np.arange(1 << game.size), game.size)
