"""What the Axelrod library says of the same rules of conduct, and how to ask it again.

The answers are kept in `tests/game/axelrod.json`, so that the ordinary tests compare with them
without the library. After a change of what is asked below, run in the environment of
`make oracles`:

    python -m tests.oracles.axelrod_answers DATE
"""

import itertools
import json
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np

from longtin.game import MemoryOneStrategy, memory_one, roster

KEPT = Path(__file__).parents[1] / "game" / "axelrod.json"
TURNS, REPETITIONS, NOISE, SEED = 200, 100, 0.05, 7
"""Of the noisy tournament."""

SHORT = 60
"""Turns of matches without noise, which are compared move by move."""

LONGER = {
    "gradual": "Gradual",
    "soft-majority": "GoByMajority",
    "tit-for-two-tats": "TitFor2Tats",
    "two-tits-for-tat": "TwoTitsForTat",
}
"""Rules that remember more than one round, and the library's names of the same."""


def sure() -> list[str]:
    """Rules whose conduct after any history is certain, and that the library has."""
    plain = [name for name, rule in memory_one().items() if {rule.first, *rule.after} <= {0, 1}]
    return sorted([*plain, *LONGER])


def player(name: str) -> Any:
    """The library's player of a rule."""
    import axelrod as axl

    rule = roster()[name]
    if not isinstance(rule, MemoryOneStrategy):
        return getattr(axl, LONGER[name])()
    return axl.MemoryOnePlayer(
        four_vector=tuple(rule.after), initial=axl.Action.C if rule.first else axl.Action.D
    )


def moves(one: str, two: str) -> list[str]:
    """What two sure rules do against each other without noise, `C` and `D`."""
    import axelrod as axl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        played = axl.Match((player(one), player(two)), turns=SHORT).play()
    return ["".join(str(turn[side]) for turn in played) for side in (0, 1)]


def entrants() -> list[str]:
    """Rules that remember one round and open with a certain move, as the library's must."""
    return [name for name, rule in memory_one().items() if rule.first in {0, 1}]


def tournament() -> dict[str, Any]:
    """Points a turn of each against each, on average, and their standard errors."""
    import axelrod as axl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        held = axl.Tournament(
            [player(name) for name in entrants()],
            turns=TURNS,
            repetitions=REPETITIONS,
            noise=NOISE,
            seed=SEED,
        ).play(progress_bar=False)
    points = np.array(held.payoffs)  # (rule, opponent, repetition)
    return {
        "points": points.mean(axis=2).round(6).tolist(),
        "errors": (points.std(axis=2, ddof=1) / np.sqrt(REPETITIONS)).round(6).tolist(),
        "cooperation": np.array(held.normalised_cooperation).round(6).tolist(),
    }


def first_tournament() -> list[dict[str, Any]]:
    """The library's rules of the first tournament of 1980 against each other, best first.

    Two hundred turns, each rule's twin among those it meets; ranks over repetitions.
    """
    import axelrod as axl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        held = axl.Tournament(
            [kind() for kind in axl.axelrod_first_strategies],
            turns=TURNS,
            repetitions=REPETITIONS,
            seed=SEED,
        ).play(progress_bar=False)
    points = np.array(held.payoffs).mean(axis=1)  # (rule, repetition), twins included
    ranks = 1 + (points[None] > points[:, None]).sum(axis=1)
    names = [kind.name for kind in axl.axelrod_first_strategies]
    order = np.argsort(-points.mean(axis=1))
    return [
        {
            "rule": names[i],
            "points": round(float(points[i].mean()), 3),
            "ranks": [int(each) for each in np.quantile(ranks[i], (0.05, 0.95)).round()],
            "rank_1980": i + 1,
        }
        for i in order.tolist()
    ]


def kept() -> dict[str, Any]:
    """The answers kept."""
    content: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8"))
    return content


def keep(day: str) -> None:
    """Ask the library again and keep what it says."""
    import axelrod as axl

    content = {
        "what": "Moves of sure rules without noise, and a tournament under noise",
        "by": f"Axelrod {axl.__version__}",
        "on": day,
        "turns": TURNS,
        "repetitions": REPETITIONS,
        "noise": NOISE,
        "entrants": entrants(),
        "matches": {
            f"{one} {two}": moves(one, two)
            for one, two in itertools.combinations_with_replacement(sure(), 2)
        },
        "tournament": tournament(),
        "first_tournament": first_tournament(),
    }
    KEPT.write_text(json.dumps(content) + "\n", encoding="utf-8")


if __name__ == "__main__":
    keep(sys.argv[1])
