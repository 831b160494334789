"""The decision problem behind a plan: what can be done, what may be seen, what it is worth.

The other state is trustworthy (type 1) or not (0), which is hidden. Two beliefs are the state that
matters: `p`, ours that they are trustworthy, and `q`, theirs that we are. Beside them stands a
small public state, the *mode*: calm or crisis, whether a channel is open, the highest stage of
measures kept so far. Each step one move is made, and then seen: they **answered** and kept it,
did **not** answer, or agreed and **cheated**.

- A trustworthy state answers with the chance `(1 - lapse) / (1 + exp(-sharpness·(q - threshold)))`:
  it takes part when its trust in us suffices, and the smaller the stake the less trust that is.
- An untrustworthy state passes for a trustworthy one with chance `1 - reveals`. Otherwise it
  cheats with chance `cheats`, or does not answer.
- Whether they answered is plain. Whether they kept to it is seen wrongly with chance `noise`,
  and they see our conduct through the same noise.
- Types turn over between steps, as in the trust model.

Everything is in units of the common gain at full stake.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from longtin.errors import ModelError

Floats = NDArray[np.float64]

ANSWERED: Final = 0
"""Seen after a move: they answered, and kept it."""

SILENT: Final = 1
"""Seen after a move: no answer."""

CHEATED: Final = 2
"""Seen after a move: they agreed, and broke it."""

CALM: Final = 0
"""The phase of quiet times."""

CRISIS: Final = 1
"""The phase of a crisis."""

STAGES: Final = 3
MODES: Final = 12
"""Calm or crisis, channel closed or open, and how many of the stages have been reached (0–2)."""

MOST_MOVES: Final = 128

POINTS: Final = 1 + 2 * 50
"""Of each belief's grid: one for each per cent."""


def mode_of(phase: int, channel: bool, stage: int) -> int:
    """The number of a public state.

    Args:
        phase: `CALM` or `CRISIS`.
        channel: Whether a channel of communication is open.
        stage: Highest stage of a measure kept so far, 0 for none; 2 and 3 count the same, since
            both let every measure through.
    """
    return phase * 6 + int(channel) * 3 + min(stage, STAGES - 1)


def parts_of(mode: int) -> tuple[int, bool, int]:
    """Phase, channel and stage of a public state."""
    return mode // 6, bool(mode // 3 % 2), mode % 3


@dataclass(frozen=True)
class Move:
    """Something we may do in a step.

    Attributes:
        id: Its name, a measure's id.
        stake: How much is exposed, 0 to 1.
        gain: What it is worth to us when they keep it.
        loss: What it takes from us when they cheat.
        cost: What it takes in any case.
        reveals: Chance that an untrustworthy state would not keep it.
        threshold: Trust in us at which they are as likely as not to take part.
        stage: 1 to 3; a stage opens when a measure of the one before has been kept. 0: always.
        needs_channel: Whether an open channel is needed first.
        opens_channel: Whether keeping it opens one.
        unilateral: Whether we keep it even if they do not answer.
        calm: Whether it suits quiet times.
        crisis: Whether it suits a crisis.
        clarity: Factor on the noise with which it is seen: below 1 where it is verified.
        asks: Whether it wants an answer at all.
        shows: Chance that an untrustworthy state in our place would not do it.
        calms: Chance that it ends a crisis; the outlook's without it.
    """

    id: str
    stake: float = 0.0
    gain: float = 0.0
    loss: float = 0.0
    cost: float = 0.0
    reveals: float = 0.0
    threshold: float = 0.0
    stage: int = 0
    needs_channel: bool = False
    opens_channel: bool = False
    unilateral: bool = False
    calm: bool = True
    crisis: bool = False
    clarity: float = 1.0
    asks: bool = True
    shows: float = 0.0
    calms: float | None = None

    def __post_init__(self) -> None:
        for name in ("stake", "reveals", "threshold", "shows"):
            if not 0.0 <= getattr(self, name) <= 1.0:
                raise ModelError(
                    f"`{name}` of {self.id} is {getattr(self, name):g}. Give a number from 0 to 1."
                )


WAIT: Final = Move("wait", asks=False, crisis=True)
"""Do nothing this step."""


CHANCES: Final = (
    "keep_them", "win_them", "keep_us", "win_us", "noise", "cheats", "lapse", "onset", "breach",
    "calming", "discount",
)  # fmt: skip
"""Values of an outlook that lie between 0 and 1."""


@dataclass(frozen=True)
class Outlook:
    """How the world answers: judgement, to be changed by whoever knows better.

    Attributes:
        keep_them: P(trustworthy stays so) from a step to the next, of them.
        win_them: P(untrustworthy becomes trustworthy) from a step to the next, of them.
        keep_us: The same of us, as they see it.
        win_us: The same of us, as they see it.
        noise: Chance that conduct is seen wrongly, in quiet times without a channel.
        noise_with_channel: Factor on it while a channel is open.
        noise_in_crisis: Factor on it in a crisis.
        cheats: Of untrustworthy states that will not keep a measure, the share that agrees and
            cheats; the others do not answer.
        sharpness: How sharply the answer turns at the threshold.
        lapse: Chance that a trustworthy state does not answer for reasons of its own.
        onset: Chance a step that a crisis breaks out by itself.
        breach: Chance that a seen breach brings one.
        calming: Chance a step that a crisis ends by itself.
        discount: Weight of the next step against this one.
    """

    keep_them: float = 1.0
    win_them: float = 0.0
    keep_us: float = 1.0
    win_us: float = 0.0
    noise: float = 0.05
    noise_with_channel: float = 0.6
    noise_in_crisis: float = 2.0
    cheats: float = 0.5
    sharpness: float = 20.0
    lapse: float = 0.1
    onset: float = 0.02
    breach: float = 0.5
    calming: float = 0.3
    discount: float = 0.98

    def __post_init__(self) -> None:
        for name in CHANCES:
            if not 0.0 <= getattr(self, name) <= 1.0:
                raise ModelError(f"`{name}` is {getattr(self, name):g}. Give a number from 0 to 1.")
        if self.sharpness <= 0.0:
            raise ModelError(f"`sharpness` is {self.sharpness:g}. Give a number above 0.")

    def noise_in(self, mode: int) -> float:
        """Chance that conduct is seen wrongly in a public state, at most one half."""
        phase, channel, _ = parts_of(mode)
        factor = (self.noise_with_channel if channel else 1.0) * (
            self.noise_in_crisis if phase == CRISIS else 1.0
        )
        return min(0.5, self.noise * factor)


@dataclass(frozen=True)
class Problem:
    """What to do in the next steps.

    Attributes:
        moves: What may be done. Waiting is added where it is not among them, and stands first:
            among equals the first is taken.
        outlook: How the world answers.
        horizon: Steps left to act in, at least 1.
        grid: Points of each belief's grid, at least 2.
    """

    moves: tuple[Move, ...]
    outlook: Outlook = field(default_factory=Outlook)
    horizon: int = 12
    grid: int = POINTS

    def __post_init__(self) -> None:
        if not any(move.id == WAIT.id for move in self.moves):
            object.__setattr__(self, "moves", (WAIT, *self.moves))
        ids = [move.id for move in self.moves]
        twice = sorted({one for one in ids if ids.count(one) > 1})
        if twice:
            raise ModelError(f"The move {twice[0]} is given twice. Keep one.")
        if self.horizon < 1 or self.grid < 2 or len(ids) > MOST_MOVES:
            raise ModelError(
                f"A plan needs at least 1 step, 2 grid points and at most {MOST_MOVES} moves; "
                f"given were {self.horizon}, {self.grid} and {len(ids)}."
            )

    def position(self, move: str) -> int:
        """Where a move stands, by its id.

        Raises:
            ModelError: There is none with that id.
        """
        for at, each in enumerate(self.moves):
            if each.id == move:
                return at
        raise ModelError(f"No move `{move}` in this plan. There are {', '.join(self.ids)}.")

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
        """What the loops need to know of each move, shape (move, 10)."""
        return np.array(
            [
                [move.gain, move.loss, move.cost, move.reveals, move.threshold,
                 float(move.asks), float(move.unilateral), move.shows, move.clarity, move.stake]
                for move in self.moves
            ],
            dtype=np.float64,
        )  # fmt: skip

    @cached_property
    def turnover(self) -> Floats:
        """What the loops need to know of the world, shape (8,)."""
        world = self.outlook
        return np.array(
            [world.keep_them, world.win_them, world.keep_us, world.win_us,
             world.cheats, world.sharpness, world.discount, world.lapse]
        )  # fmt: skip

    @cached_property
    def noise(self) -> Floats:
        """Chance that conduct is seen wrongly in each mode, shape (mode,)."""
        return np.array([self.outlook.noise_in(mode) for mode in range(MODES)])

    @cached_property
    def feasible(self) -> NDArray[np.bool_]:
        """Which moves can be made in which mode, shape (move, mode)."""
        return np.array([[_feasible(move, mode) for mode in range(MODES)] for move in self.moves])

    @cached_property
    def modes(self) -> NDArray[np.int64]:
        """Where a move leads, in calm and in crisis: shape (move, mode, seen, 2)."""
        led = np.empty((len(self.moves), MODES, 3, 2), dtype=np.int64)
        for at, move in enumerate(self.moves):
            for mode in range(MODES):
                _, channel, stage = parts_of(mode)
                for seen in range(3):
                    kept = seen == ANSWERED
                    there = (
                        channel or (kept and move.opens_channel),
                        max(stage, move.stage) if kept else stage,
                    )
                    for phase in (CALM, CRISIS):
                        led[at, mode, seen, phase] = mode_of(phase, *there)
        return led

    @cached_property
    def crisis(self) -> Floats:
        """Chance of crisis in the next step, shape (move, mode, seen)."""
        world = self.outlook
        found = np.empty((len(self.moves), MODES, 3))
        for at, move in enumerate(self.moves):
            calms = world.calming if move.calms is None else move.calms
            for mode in range(MODES):
                calm = parts_of(mode)[0] == CALM
                found[at, mode, :] = world.onset if calm else 1.0 - calms
                found[at, mode, CHEATED] = max(world.breach, found[at, mode, SILENT])
        return found


def _feasible(move: Move, mode: int) -> bool:
    phase, channel, stage = parts_of(mode)
    suits = move.calm if phase == CALM else move.crisis
    return suits and move.stage <= stage + 1 and (channel or not move.needs_channel)
