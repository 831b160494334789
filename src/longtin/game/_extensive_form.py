"""Extensive form of the reassurance game, as a file of Gambit: for others to check and extend."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from longtin.errors import ModelError
from longtin.game._payoffs import Floats, payoff_table
from longtin.game._reassurance import Reassurance

MOST_ENDS: Final = 100_000
"""Ends of a game that a file is still of use for."""

TYPES: Final = ("untrustworthy", "trustworthy")
CONDUCT: Final = ("cheat", "cooperate")

Moves = tuple[tuple[int, int], ...]
"""Conduct of the first and the second side, round by round; 1 cooperates."""


def efg(
    game: Reassurance,
    first: float,
    second: float,
    names: tuple[str, str] = ("First", "Second"),
) -> str:
    """A game as a file that Gambit reads (`EFG 2 R`).

    Chance draws both types first and, where conduct is seen with noise, what is seen of it. A side
    moves knowing its type, what was seen so far and what itself did.

    Args:
        game: With one stake in each round.
        first: Belief that the first side is trustworthy, in (0, 1).
        second: That the second is.
        names: Of the sides.

    Raises:
        ModelError: A round has several stakes, a belief is certain, or the tree would have more
            than 100,000 ends.
    """
    if any(len(stakes) != 1 for stakes in game.stakes):
        raise ModelError("A tree is written for one stake in each round. Choose one for each.")
    if not (0 < first < 1 and 0 < second < 1):
        raise ModelError(
            "Beliefs of {first} and {second} leave no doubt for chance to draw. Give beliefs above "
            "0 and below 1.",
            first=f"{first:g}",
            second=f"{second:g}",
        )
    ends = 4 * (16 if game.noise else 4) ** len(game.stakes)
    if ends > MOST_ENDS:
        raise ModelError(
            "The tree would have {n} ends. Write fewer rounds, or no noise.", n=f"{ends:,}"
        )
    stakes = [each for (each,) in game.stakes]
    tree = _Tree(game.noise, (payoff_table(game.first, stakes), payoff_table(game.second, stakes)))
    quoted = " ".join(f'"{_plain(name)}"' for name in names)
    title = f"Reassurance at stakes of {', '.join(f'{stake:g}' for stake in stakes)}"
    lines = [f'EFG 2 R "{title}" {{ {quoted} }}', '"Written by Longtin"', ""]
    lines.append(_chance(1, "type of the first", TYPES, first))
    for one in (1, 0):
        lines.append(_chance(2 + one, f"type of the second, {TYPES[one]} first", TYPES, second))
        for two in (1, 0):
            lines.extend(tree.grow((one, two), (), ()))
    return "\n".join(lines) + "\n"


@dataclass
class _Tree:
    """A tree being written: sets, chances and ends get their numbers as they come."""

    noise: float
    tables: tuple[Floats, Floats]
    sets: tuple[dict[object, int], dict[object, int]] = field(default_factory=lambda: ({}, {}))
    chances: int = 3
    ends: int = 0

    def grow(self, types: tuple[int, int], did: Moves, seen: Moves) -> Iterator[str]:
        """The rest of the tree, in prefix order."""
        if len(did) == len(self.tables[0]):
            yield self._end(types, did)
            return
        yield self._move(0, types, did, seen)
        for one in (1, 0):
            yield self._move(1, types, did, seen)
            for two in (1, 0):
                yield from self._see(types, (*did, (one, two)), seen)

    def _see(self, types: tuple[int, int], did: Moves, seen: Moves) -> Iterator[str]:
        if not self.noise or len(did) == len(self.tables[0]):
            yield from self.grow(types, did, (*seen, did[-1]))
            return
        one, two = did[-1]
        yield self._noise("what is seen of the first", one)
        for as_one in (1, 0):
            yield self._noise("what is seen of the second", two)
            for as_two in (1, 0):
                yield from self.grow(types, did, (*seen, (as_one, as_two)))

    def _noise(self, name: str, conduct: int) -> str:
        self.chances += 1
        share = 1 - self.noise if conduct else self.noise
        return _chance(self.chances, f"{name}, {self.chances}", CONDUCT, share)

    def _move(self, side: int, types: tuple[int, int], did: Moves, seen: Moves) -> str:
        own = tuple(moves[side] for moves in did) if self.noise else ()
        known = self.sets[side]
        number = known.setdefault((types[side], seen, own), len(known) + 1)
        history = " ".join(f"{CONDUCT[one][:2]}-{CONDUCT[two][:2]}" for one, two in seen)
        kept = "".join(CONDUCT[each][:2] for each in own)
        name = " ".join(filter(None, (TYPES[types[side]], history, kept)))
        return f'p "" {side + 1} {number} "{name}" {{ "{CONDUCT[1]}" "{CONDUCT[0]}" }} 0'

    def _end(self, types: tuple[int, int], did: Moves) -> str:
        self.ends += 1
        one, two = (
            sum(
                float(table[turn, types[side], moves[side], moves[1 - side]])
                for turn, moves in enumerate(did)
            )
            for side, table in enumerate(self.tables)
        )
        return f't "" {self.ends} "" {{ {one:.12g}, {two:.12g} }}'


def _chance(number: int, name: str, of: tuple[str, str], share: float) -> str:
    return f'c "" {number} "{name}" {{ "{of[1]}" {share:.12g} "{of[0]}" {1 - share:.12g} }} 0'


def _plain(name: str) -> str:
    return name.replace("\\", "").replace('"', "'")
