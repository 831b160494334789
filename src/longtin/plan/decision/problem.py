"""Decision problem under partial observation (POMDP): what can be done, seen and gained.

The other state is trustworthy (type 1) or not (0), which is hidden. Two beliefs are the state that
matters: `p`, ours that they are trustworthy, and `q`, theirs that we are. Beside them stands a
small public state, the *mode*: calm, crisis or a breach that is not cleared up; whether a channel
is open; the highest stage of measures kept so far; and which of a few remembered measures have
been kept. Each step one move is made, and then seen: they **answered** and kept it, did **not**
answer, or agreed and **cheated**.

- A trustworthy state answers with the chance `(1 - lapse) / (1 + exp(-sharpness·(q - threshold)))`:
  it takes part when its trust in us suffices, and the smaller the stake the less trust that is.
- An untrustworthy state passes for a trustworthy one with chance `1 - reveals`. Otherwise it
  cheats with chance `cheats`, or does not answer.
- Whether they answered is plain. Whether they kept to it is seen wrongly with chance `noise`,
  and they see our conduct through the same noise.
- Types turn over between steps, as in the trust model.
- A remembered measure that was kept is not begun again. If it *runs*, it brings its gain, costs its
  upkeep and is a test of both sides in every later step; if not, it has brought its worth.
- A breach that is seen is taken up before anything else: the next step is for clarifying or
  waiting. If it is not cleared up, a crisis follows with chance `breach`.

Everything is in units of the common gain at full stake.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import prod
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from longtin.errors import Listing, ModelError
from longtin.plan.decision.kernels import (
    ASKS,
    CHEATS,
    CLARITY,
    COST,
    DISCOUNT,
    GAIN,
    KEEP_THEM,
    KEEP_US,
    LAPSE,
    LOSS,
    MOVE_COLUMNS,
    REVEALS,
    SHARPNESS,
    SHOWS,
    SPREAD_THEM,
    SPREAD_US,
    THRESHOLD,
    UNILATERAL,
    WIN_THEM,
    WIN_US,
    WORLD_COLUMNS,
)
from longtin.plan.decision.modes import (
    ANSWERED,
    CHEATED,
    CRISIS,
    GRIEVANCE,
    MOST_REMEMBERED,
    parts_of,
)
from longtin.plan.decision.move import WAIT, Move
from longtin.plan.decision.outlook import Outlook
from longtin.plan.decision.public_states import PublicStates, bit, led_to, public_states

Floats = NDArray[np.float64]

MOST_MOVES: Final = 128

NEAR: Final = 0.01
"""As good as best: by how much of the common gain at full stake a step may fall short."""

POINTS: Final = 1 + 2 * 50
"""Of each belief's grid: one for each per cent."""


@dataclass(frozen=True)
class Problem:
    """What to do in the next steps.

    Attributes:
        moves: What may be done. Waiting is added where it is not among them, and stands first:
            among equals the first is taken.
        outlook: How the world answers.
        horizon: Steps left to act in, at least 1.
        grid: Points of each belief's grid, at least 2.
        remembered: Ids of moves that can be begun once and whose keeping is remembered. Other
            moves of that kind can be the next one; later steps do not reckon with them.
        starts: Modes from which the plan may begin, with nothing remembered kept. Only what can
            be reached from them is worked out; every mode without them.
    """

    moves: tuple[Move, ...]
    outlook: Outlook = field(default_factory=Outlook)
    horizon: int = 12
    grid: int = POINTS
    remembered: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not any(move.id == WAIT.id for move in self.moves):
            object.__setattr__(self, "moves", (WAIT, *self.moves))
        ids = [move.id for move in self.moves]
        twice = sorted({one for one in ids if ids.count(one) > 1})
        if twice:
            raise ModelError("The move {move} is given twice. Keep one.", move=twice[0])
        if self.horizon < 1 or self.grid < 2 or len(ids) > MOST_MOVES:
            raise ModelError(
                "A plan needs at least 1 step, 2 grid points and at most {most} moves; given were "
                "{steps}, {points} and {moves}.",
                most=MOST_MOVES,
                steps=self.horizon,
                points=self.grid,
                moves=len(ids),
            )
        if len(self.remembered) > MOST_REMEMBERED:
            raise ModelError(
                "At most {most} measures can be remembered; given were {n}.",
                most=MOST_REMEMBERED,
                n=len(self.remembered),
            )
        for name in self.remembered:
            self.position(name)

    def position(self, move: str) -> int:
        """Where a move stands, by its id.

        Raises:
            ModelError: There is none with that id.
        """
        for at, each in enumerate(self.moves):
            if each.id == move:
                return at
        raise ModelError(
            "No move `{move}` in this plan. There are {known}.",
            move=move,
            known=Listing(self.ids),
        )

    @property
    def ids(self) -> tuple[str, ...]:
        """The names of the moves."""
        return tuple(move.id for move in self.moves)

    @cached_property
    def points(self) -> Floats:
        """The beliefs of the grid, evenly from 0 to 1."""
        return np.linspace(0.0, 1.0, self.grid)

    @cached_property
    def numbers(self) -> Floats:
        """What the loops need to know of each move, shape (move, column); `kernels` names them."""
        asks = np.array([float(move.asks) for move in self.moves])
        found = np.empty((len(self.moves), MOVE_COLUMNS))
        found[:, GAIN] = asks * [move.gain for move in self.moves]
        found[:, LOSS] = asks * [move.loss for move in self.moves]
        found[:, COST] = [move.cost for move in self.moves]
        found[:, REVEALS] = asks * [move.reveals for move in self.moves]
        found[:, THRESHOLD] = [move.threshold for move in self.moves]
        found[:, ASKS] = asks
        found[:, UNILATERAL] = [float(move.unilateral) for move in self.moves]
        found[:, SHOWS] = [move.shows for move in self.moves]
        found[:, CLARITY] = [move.clarity for move in self.moves]
        found[:, LAPSE] = self.outlook.lapse
        return found

    @cached_property
    def turnover(self) -> Floats:
        """What the loops need to know of the world, shape (column,); `kernels` names them."""
        world, found = self.outlook, np.empty(WORLD_COLUMNS)
        found[[KEEP_THEM, WIN_THEM]] = world.keep_them, world.win_them
        found[[SPREAD_THEM, SPREAD_US]] = world.spread_them, world.spread_us
        found[[KEEP_US, WIN_US]] = world.keep_us, world.win_us
        found[[CHEATS, SHARPNESS, DISCOUNT]] = world.cheats, world.sharpness, world.discount
        return found

    # --- public states ----------------------------------------------------------------------------

    @cached_property
    def public(self) -> PublicStates:
        """The public states, what can be made in each, and where that leads."""
        return public_states(self.moves, self.remembered, self.starts)

    @property
    def states(self) -> tuple[int, ...]:
        """The modes that are worked out: those that can be reached, the starts first."""
        return self.public.modes

    @cached_property
    def index(self) -> Mapping[int, int]:
        """Where each mode stands among `states`."""
        return MappingProxyType({mode: at for at, mode in enumerate(self.states)})

    def bit(self, move: Move) -> int:
        """What the keeping of a move adds to a mode; 0 where it is not remembered."""
        return bit(move, self.remembered)

    def led(self, move: Move, mode: int, seen: int, phase: int) -> int:
        """The mode after a move was seen answered or not, if the next phase is calm or crisis."""
        return led_to(move, self.bit(move), mode, seen, phase)

    @cached_property
    def noise(self) -> Floats:
        """Chance that conduct is seen wrongly in each state, shape (state,)."""
        return np.array([self.outlook.noise_in(mode) for mode in self.states])

    @property
    def feasible(self) -> NDArray[np.bool_]:
        """Which moves can be made in which state, shape (move, state)."""
        return self.public.feasible

    @property
    def planned(self) -> NDArray[np.bool_]:
        """The same, for later steps: moves that can be begun once only where remembered."""
        return self.public.planned

    @property
    def modes(self) -> NDArray[np.int64]:
        """Where a move leads, in calm and in crisis: states, shape (move, state, seen, 2)."""
        return self.public.leads

    @cached_property
    def crisis(self) -> Floats:
        """Chance of crisis in the next step, shape (move, state, seen).

        After a breach it says nothing: the next step is for clearing that up.
        """
        world, phases = self.outlook, np.array([parts_of(mode)[0] for mode in self.states])
        found = np.empty((len(self.moves), len(self.states), 3))
        for at, move in enumerate(self.moves):
            calms = world.calming if move.calms is None else move.calms
            chances = np.array([world.onset, 1.0 - calms, world.breach])  # by phase
            found[at] = chances[phases][:, np.newaxis]
            if move.clears:
                found[at, phases == GRIEVANCE, ANSWERED] = world.onset
        found[:, :, CHEATED] = 0.0
        return found

    @cached_property
    def running(self) -> Floats:
        """What runs in each state, shape (state, 4).

        The worth of a step with a trustworthy other and with one that is not, less the harm of a
        crisis; the chance that the latter would not go on with it; whether anything runs.
        """
        kept = [self.moves[self.position(name)] for name in self.remembered]
        found = np.array([
            bundle([each for each in kept if mode & self.bit(each) and each.runs], self.outlook)
            for mode in self.states
        ]).reshape(-1, 4)  # fmt: skip
        found[:, :2] -= self.harmed[:, np.newaxis]
        return found

    @cached_property
    def harmed(self) -> Floats:
        """What a step takes in each state because it is one of crisis, shape (state,)."""
        crises = [parts_of(mode)[0] == CRISIS for mode in self.states]
        return self.outlook.harm * np.array(crises, dtype=np.float64)


def bundle(kept: Sequence[Move], world: Outlook) -> tuple[float, float, float, float]:
    """What some running measures bring in a step, and how they test: a row of `running`."""
    good = sum(each.gain - each.upkeep for each in kept)
    bad = sum(
        (1.0 - each.tests) * each.gain - each.tests * world.cheats * each.loss - each.upkeep
        for each in kept
    )
    passes = prod(1.0 - each.tests for each in kept)
    return good, bad, 1.0 - passes, float(bool(kept))
