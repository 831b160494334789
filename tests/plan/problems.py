"""Small problems that several tests ask about."""

from dataclasses import replace
from math import exp

from longtin.plan.decision.move import Move
from longtin.plan.decision.outlook import Outlook
from longtin.plan.decision.problem import Problem

SKETCH_STAKES = (0.05, 0.10, 0.15, 0.35, 0.55, 1.0)

TALK = Move(
    "talk", stake=0.1, gain=0.1, loss=0.3, cost=0.01, reveals=0.2, threshold=0.3, stage=1,
    opens_channel=True, shows=0.2, unilateral=True,
)  # fmt: skip
JOINT = Move(
    "joint", stake=0.5, gain=0.5, loss=1.5, cost=0.03, reveals=0.6, threshold=0.6, stage=2,
    needs_channel=True, shows=0.5, clarity=0.5,
)  # fmt: skip
REPAIR = Move(
    "repair", cost=0.02, asks=False, unilateral=True, shows=0.3, calm=False, crisis=True, calms=0.7
)

CLARIFY = Move(
    "clarify", cost=0.005, reveals=0.5, unilateral=True, calm=False, grievance=True, clears=True
)


def small(horizon: int = 3, grid: int = 101) -> Problem:
    """Everything at once: two beliefs, crises, channels, stages, repair."""
    world = Outlook(keep_them=0.97, win_them=0.02, keep_us=0.97, win_us=0.02, harm=0.03)
    return Problem((TALK, JOINT, REPAIR, CLARIFY), world, horizon, grid)


def lasting(horizon: int = 3, grid: int = 101) -> Problem:
    """Measures that are begun once: some go on, with a test in every step, one does not."""
    goes_on = replace(TALK, once=True, runs=True, upkeep=0.004, tests=0.1)
    pledge = replace(JOINT, needs_channel=False, once=True)
    world = Outlook(keep_them=0.97, win_them=0.02, keep_us=0.97, win_us=0.02)
    more = tuple(
        replace(goes_on, id=f"more-{n}", stake=0.1 * n, gain=0.08 * n, opens_channel=False)
        for n in (1, 2)
    )
    moves = (goes_on, pledge, *more, CLARIFY)
    return Problem(moves, world, horizon, grid, ("more-1", "talk", "more-2", "joint"))


def two_moves(horizon: int = 4, grid: int = 101) -> Problem:
    """Fewer futures, so that they can be written down for more steps."""
    world = Outlook(keep_them=0.97, win_them=0.02, onset=0.0, breach=0.0)
    risky = Move("big", stake=1.0, gain=1.0, loss=3.0, reveals=0.9, threshold=0.5, stage=1)
    calm = Move("talk", stake=0.1, gain=0.1, loss=0.3, cost=0.01, reveals=0.2, threshold=0.3)
    return Problem((calm, risky), world, horizon, grid)


def one_belief(kappa: float, stakes: tuple[float, ...] = SKETCH_STAKES) -> Problem:
    """The sketch of the design: they always answer, and every stake can be had from the start."""
    moves = tuple(
        Move(f"{stake:.2f}", stake=stake, gain=stake, loss=3.0 * stake,
             reveals=1.0 - exp(-kappa * stake))
        for stake in stakes
    )  # fmt: skip
    world = Outlook(
        keep_them=0.99, win_them=0.01, noise=0.05, cheats=1.0, sharpness=1e6, lapse=0.0,
        onset=0.0, breach=0.0, discount=1.0,
    )  # fmt: skip
    return Problem(moves, world, horizon=8)
