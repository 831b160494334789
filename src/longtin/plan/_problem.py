"""The decision problem behind a plan: what can be done, what may be seen, what it is worth.

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

GRIEVANCE: Final = 2
"""The phase after a breach was seen, until it is cleared up or has led to a crisis."""

STAGES: Final = 3
MODES: Final = 18
"""Calm, crisis or grievance; channel closed or open; how many stages have been reached (0–2)."""

KEPT: Final = 32
"""Added to a mode where the first remembered move has been kept; twice that for the second."""

MOST_REMEMBERED: Final = 6
"""Measures whose keeping is remembered; each one doubles the public states."""

MOST_MOVES: Final = 128

NEAR: Final = 0.01
"""As good as best: by how much of the common gain at full stake a step may fall short."""

POINTS: Final = 1 + 2 * 50
"""Of each belief's grid: one for each per cent."""


Requires = Mapping[str, frozenset[str]]
"""Measures that must have been kept before a measure, by its id."""


def mode_of(phase: int, channel: bool, stage: int) -> int:
    """The number of a public state.

    Args:
        phase: `CALM`, `CRISIS` or `GRIEVANCE`.
        channel: Whether a channel of communication is open.
        stage: Highest stage of a measure kept so far, 0 for none; 2 and 3 count the same, since
            both let every measure through.
    """
    return phase * 6 + int(channel) * 3 + min(stage, STAGES - 1)


def parts_of(mode: int) -> tuple[int, bool, int]:
    """Phase, channel and stage of a public state, whatever has been kept."""
    plain = mode % KEPT
    return plain // 6, bool(plain // 3 % 2), plain % 3


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
        grievance: Whether it suits the time after a breach that is not cleared up.
        clears: Whether, answered, it clears such a breach up; it is then no measure of its own.
        once: Whether it can be begun only once. Without it, it may be done in every step.
        runs: Whether, once kept, it goes on by itself.
        upkeep: What it takes in each later step, if it runs.
        tests: Chance that an untrustworthy state would not go on with it in a later step.
        named: Whether the aim of the plan names it: of steps as good as best it is taken first.
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
    grievance: bool = False
    clears: bool = False
    once: bool = False
    runs: bool = False
    upkeep: float = 0.0
    tests: float = 0.0
    named: bool = False

    @property
    def is_measure(self) -> bool:
        """Whether it is something to agree on, rather than waiting, amends or asking for them."""
        return self.asks and not self.clears

    def __post_init__(self) -> None:
        for name in ("stake", "reveals", "threshold", "shows", "tests"):
            if not 0.0 <= getattr(self, name) <= 1.0:
                raise ModelError(
                    f"`{name}` of {self.id} is {getattr(self, name):g}. Give a number from 0 to 1."
                )


WAIT: Final = Move("wait", asks=False, crisis=True, grievance=True)
"""Do nothing this step."""


CHANCES: Final = (
    "keep_them", "win_them", "keep_us", "win_us", "noise", "cheats", "lapse", "unused",
    "onset", "breach", "calming", "discount",
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
        unused: Share of these that have no use for the measure, and will not answer later either.
        onset: Chance a step that a crisis breaks out by itself.
        breach: Chance that a breach which is not cleared up in the next step brings one.
        calming: Chance a step that a crisis ends by itself.
        discount: Weight of the next step against this one.
        harm: What a step of crisis takes, whatever is done.
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
    unused: float = 0.5
    onset: float = 0.02
    breach: float = 0.5
    calming: float = 0.3
    discount: float = 0.98
    harm: float = 0.0

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
            raise ModelError(f"The move {twice[0]} is given twice. Keep one.")
        if self.horizon < 1 or self.grid < 2 or len(ids) > MOST_MOVES:
            raise ModelError(
                f"A plan needs at least 1 step, 2 grid points and at most {MOST_MOVES} moves; "
                f"given were {self.horizon}, {self.grid} and {len(ids)}."
            )
        if len(self.remembered) > MOST_REMEMBERED:
            raise ModelError(
                f"At most {MOST_REMEMBERED} measures can be remembered; given were "
                f"{len(self.remembered)}."
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
        """What the loops need to know of each move, shape (move, 11)."""
        return np.array(
            [
                [asks * move.gain, asks * move.loss, move.cost, asks * move.reveals,
                 move.threshold, asks, float(move.unilateral), move.shows, move.clarity,
                 move.stake, self.outlook.lapse]
                for move in self.moves
                for asks in [float(move.asks)]
            ],
            dtype=np.float64,
        )  # fmt: skip

    @cached_property
    def turnover(self) -> Floats:
        """What the loops need to know of the world, shape (7,)."""
        world = self.outlook
        return np.array(
            [world.keep_them, world.win_them, world.keep_us, world.win_us,
             world.cheats, world.sharpness, world.discount]
        )  # fmt: skip

    # --- public states ----------------------------------------------------------------------------

    @cached_property
    def states(self) -> tuple[int, ...]:
        """The modes that are worked out: those that can be reached, the starts first."""
        if not self.starts:
            kept = range(1 << len(self.remembered))
            return tuple(KEPT * memory + plain for memory in kept for plain in range(MODES))
        found = list(dict.fromkeys(self.starts))
        known = set(found)
        for mode in found:  # grows while it is read
            for move in self.moves:
                if can_be_made(move, mode, self.bit(move)):
                    after = {self.led(move, mode, seen, phase)
                             for seen in range(3) for phase in (CALM, CRISIS)}  # fmt: skip
                    found += sorted(after - known)
                    known |= after
        return tuple(found)

    @cached_property
    def index(self) -> Mapping[int, int]:
        """Where each mode stands among `states`."""
        return MappingProxyType({mode: at for at, mode in enumerate(self.states)})

    def bit(self, move: Move) -> int:
        """What the keeping of a move adds to a mode; 0 where it is not remembered."""
        if move.id not in self.remembered:
            return 0
        return KEPT << self.remembered.index(move.id)

    def led(self, move: Move, mode: int, seen: int, phase: int) -> int:
        """The mode after a move was seen answered or not, if the next phase is calm or crisis."""
        if seen == CHEATED:
            phase = GRIEVANCE
        _, channel, stage = parts_of(mode)
        kept = seen == ANSWERED
        there = mode_of(
            phase,
            channel or (kept and move.opens_channel),
            max(stage, move.stage) if kept else stage,
        )
        memory = mode // KEPT * KEPT
        return there | memory | (self.bit(move) if kept and move.asks else 0)

    @cached_property
    def noise(self) -> Floats:
        """Chance that conduct is seen wrongly in each state, shape (state,)."""
        return np.array([self.outlook.noise_in(mode) for mode in self.states])

    @cached_property
    def feasible(self) -> NDArray[np.bool_]:
        """Which moves can be made in which state, shape (move, state)."""
        return np.array([
            [can_be_made(move, mode, self.bit(move)) for mode in self.states]
            for move in self.moves
        ])  # fmt: skip

    @cached_property
    def planned(self) -> NDArray[np.bool_]:
        """The same, for later steps: moves that can be begun once only where remembered."""
        known = np.array([not move.once or self.bit(move) > 0 for move in self.moves])
        return np.asarray(self.feasible & known[:, np.newaxis])

    @cached_property
    def modes(self) -> NDArray[np.int64]:
        """Where a move leads, in calm and in crisis: states, shape (move, state, seen, 2)."""
        index, count = self.index, len(self.states)
        led = np.zeros((len(self.moves), count, 3, 2), dtype=np.int64)
        for at, move in enumerate(self.moves):
            for n, mode in enumerate(self.states):
                for seen in range(3):
                    for phase in (CALM, CRISIS):
                        led[at, n, seen, phase] = index.get(self.led(move, mode, seen, phase), n)
        return led

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


def can_be_made(move: Move, mode: int, bit: int = 0) -> bool:
    """Whether a move suits a public state.

    Args:
        move: The move.
        mode: The state.
        bit: What its keeping adds to a mode: set, it has been kept already.
    """
    phase, channel, stage = parts_of(mode)
    suits = {CALM: move.calm, CRISIS: move.crisis, GRIEVANCE: move.grievance}[phase]
    is_open = move.stage <= stage + 1 and (channel or not move.needs_channel)
    return suits and is_open and not mode & bit
