"""Small problems that several tests ask about."""

from math import exp

from longtin.plan._problem import Move, Outlook, Problem

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


def small(horizon: int = 3, grid: int = 101) -> Problem:
    """Everything at once: two beliefs, crises, channels, stages, repair."""
    world = Outlook(keep_them=0.97, win_them=0.02, keep_us=0.97, win_us=0.02)
    return Problem((TALK, JOINT, REPAIR), world, horizon, grid)


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
