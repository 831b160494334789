"""What Gambit answers on small reassurance games, and how to ask it again.

The answers are kept in `tests/game/gambit.json`, so that the ordinary tests compare with them
without Gambit. After a change of the games below, run in the environment of `make oracles`:

    python -m tests.oracles.gambit_answers DATE
"""

import io
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from longtin.game import Payoffs, Reassurance, efg

KEPT = Path(__file__).parents[1] / "game" / "gambit.json"
BOLD = Payoffs(gain=1, vulnerability=3, temptation=0.25, cheating=2, reputation=0.25, dread=2)
MILD = Payoffs(gain=1, vulnerability=1.5, temptation=0.25, cheating=2, reputation=0.5, dread=2)
PLAIN = Payoffs(gain=1, vulnerability=2, temptation=0.5, cheating=1.5, reputation=0, dread=1)
SIDES = {"bold": BOLD, "mild": MILD, "plain": PLAIN}
BRANCH_STEP = 0.01
"""First step along the principal branch: Gambit's own is too long for the longer games."""


@dataclass(frozen=True)
class Case:
    """A game and a place in it.

    Attributes:
        beliefs: In the first and in the second side, as hundredths: nodes of a grid of 101.
    """

    first: str
    second: str
    stakes: tuple[float, ...]
    noise: float
    beliefs: tuple[int, int]
    precision: float

    @property
    def game(self) -> Reassurance:
        """The game itself."""
        stakes = tuple((stake,) for stake in self.stakes)
        first, second = SIDES[self.first], SIDES[self.second]
        return Reassurance(first=first, second=second, stakes=stakes, noise=self.noise)

    @property
    def tree(self) -> str:
        """The game as Gambit reads it."""
        one, two = (share / 100 for share in self.beliefs)
        return efg(self.game, one, two)


CASES = (
    Case("bold", "bold", (0.5,), 0.0, (50, 50), 4.0),
    Case("bold", "mild", (0.25,), 0.0, (70, 40), 20.0),
    Case("plain", "mild", (1.0,), 0.0, (90, 80), 2.0),
    Case("bold", "bold", (0.4, 1.0), 0.0, (50, 60), 3.0),
    Case("bold", "mild", (0.4, 1.0), 0.0, (50, 60), 8.0),
    Case("bold", "mild", (0.8, 0.3), 0.0, (30, 80), 2.0),
    Case("plain", "plain", (0.3, 0.6), 0.0, (60, 60), 5.0),
    Case("bold", "mild", (0.4, 1.0), 0.1, (50, 60), 1.0),
    Case("plain", "bold", (0.2, 0.9), 0.2, (70, 30), 3.0),
)


def asked(case: Case) -> list[list[float]]:
    """Gambit's chances of cooperating in the first round, (side, type); type 1 is trustworthy."""
    import pygambit

    game = pygambit.read_efg(io.StringIO(case.tree))
    (found,) = pygambit.qre.logit_solve_lambda(game, lam=[case.precision], first_step=BRANCH_STEP)
    labels = [
        (side, infoset.label) for side, each in enumerate(game.players) for infoset in each.infosets
    ]
    chances = {label: float(found[2 * place]) for place, label in enumerate(labels)}
    return [[chances[side, kind] for kind in ("untrustworthy", "trustworthy")] for side in (0, 1)]


def kept() -> list[tuple[Case, list[list[float]]]]:
    """The games and the answers kept."""
    content: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8"))
    return [
        (
            Case(**{**row["case"], **{k: tuple(row["case"][k]) for k in ("stakes", "beliefs")}}),
            row["cooperate"],
        )
        for row in content["answers"]
    ]


def keep(day: str) -> None:
    """Ask Gambit again and keep what it says."""
    import pygambit

    content = {
        "what": "Agent quantal response of the first round on the principal branch",
        "by": f"Gambit {pygambit.__version__}, pygambit.qre.logit_solve_lambda",
        "on": day,
        "answers": [{"case": asdict(case), "cooperate": asked(case)} for case in CASES],
    }
    KEPT.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    keep(sys.argv[1])
