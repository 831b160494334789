"""Public states of a problem: those it comes to, what can be made in each, and where that leads.

They hang on what moves ask for and open, not on what these are worth, so that problems which
differ in their payoffs only have the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from longtin.plan.decision.modes import (
    ANSWERED,
    CALM,
    CHEATED,
    CRISIS,
    GRIEVANCE,
    KEPT,
    MODES,
    SILENT,
    mode_of,
    parts_of,
)
from longtin.plan.decision.move import Move, can_be_made

SEEN: Final = (ANSWERED, SILENT, CHEATED)
PHASES: Final = (CALM, CRISIS)


@dataclass(frozen=True)
class PublicStates:
    """What a problem may come to.

    Attributes:
        modes: The number of each state; what else counts states by their place in it.
        feasible: Which moves can be made in which state, shape (move, state).
        planned: The same, for later steps: moves that can be begun once only where remembered.
        leads: Where a move leads, in calm and in crisis: states, shape (move, state, seen, 2).
    """

    modes: tuple[int, ...]
    feasible: NDArray[np.bool_]
    planned: NDArray[np.bool_]
    leads: NDArray[np.int64]

    def reached(self, start: int, horizon: int) -> NDArray[np.bool_]:
        """Which states a plan can come to by each step, shape (step, state).

        Args:
            start: The state in which the first move is made.
            horizon: How many steps.
        """
        found = np.zeros((horizon, len(self.modes)), dtype=bool)
        found[0, start] = True
        for step in range(1, horizon):
            can_be = self.feasible if step == 1 else self.planned
            here = can_be & found[step - 1]
            found[step, self.leads[here].ravel()] = True
        return found


def public_states(
    moves: Sequence[Move], remembered: tuple[str, ...], starts: tuple[int, ...]
) -> PublicStates:
    """The public states of a problem with these moves; kept, since many problems share them."""
    return _public_states(tuple(map(_bare, moves)), remembered, starts)


def _bare(move: Move) -> Move:
    """A move without what it is worth."""
    return Move(
        move.id,
        stage=move.stage,
        needs_channel=move.needs_channel,
        opens_channel=move.opens_channel,
        calm=move.calm,
        crisis=move.crisis,
        asks=move.asks,
        grievance=move.grievance,
        once=move.once,
    )


@lru_cache(maxsize=32)
def _public_states(
    moves: tuple[Move, ...], remembered: tuple[str, ...], starts: tuple[int, ...]
) -> PublicStates:
    modes = _modes(moves, remembered, starts)
    index = {mode: at for at, mode in enumerate(modes)}
    bits = [bit(move, remembered) for move in moves]
    feasible = np.array([
        [can_be_made(move, mode, kept) for mode in modes]
        for move, kept in zip(moves, bits, strict=True)
    ])  # fmt: skip
    known = np.array([not move.once or kept > 0 for move, kept in zip(moves, bits, strict=True)])
    leads = np.zeros((len(moves), len(modes), len(SEEN), 2), dtype=np.int64)
    for n, mode in enumerate(modes):
        for seen in (SILENT, CHEATED):
            leads[:, n, seen] = [index.get(led_to(None, 0, mode, seen, each), n) for each in PHASES]
        for at, move in enumerate(moves):
            leads[at, n, ANSWERED] = [
                index.get(led_to(move, bits[at], mode, ANSWERED, each), n) for each in PHASES
            ]
    return PublicStates(modes, feasible, feasible & known[:, np.newaxis], leads)


def _modes(
    moves: tuple[Move, ...], remembered: tuple[str, ...], starts: tuple[int, ...]
) -> tuple[int, ...]:
    """The modes that can be reached from the starts, these first; every one without them."""
    if not starts:
        kept = range(1 << len(remembered))
        return tuple(KEPT * memory + plain for memory in kept for plain in range(MODES))
    found, bits = list(dict.fromkeys(starts)), [bit(move, remembered) for move in moves]
    known = set(found)
    for mode in found:  # grows while it is read
        in_any_case = {
            led_to(None, 0, mode, seen, phase) for seen in (SILENT, CHEATED) for phase in PHASES
        }
        for move, kept_before in zip(moves, bits, strict=True):
            if can_be_made(move, mode, kept_before):
                kept_now = (led_to(move, kept_before, mode, ANSWERED, phase) for phase in PHASES)
                after = {*in_any_case, *kept_now}
                found += sorted(after - known)
                known |= after
    return tuple(found)


def bit(move: Move, remembered: tuple[str, ...]) -> int:
    """What the keeping of a move adds to a mode; 0 where it is not remembered."""
    return KEPT << remembered.index(move.id) if move.id in remembered else 0


def led_to(move: Move | None, kept_before: int, mode: int, seen: int, phase: int) -> int:
    """The mode after something was seen, if the next phase is calm or crisis.

    Args:
        move: What was made; of what was not answered, or broken, it does not matter.
        kept_before: Its `bit`.
        mode: The mode before.
        seen: What was seen.
        phase: `CALM` or `CRISIS`.
    """
    if seen == CHEATED:
        phase = GRIEVANCE
    _, channel, stage = parts_of(mode)
    if move is None or seen != ANSWERED:
        return mode_of(phase, channel, stage) | mode // KEPT * KEPT
    there = mode_of(phase, channel or move.opens_channel, max(stage, move.stage))
    return there | mode // KEPT * KEPT | (kept_before if move.asks else 0)
