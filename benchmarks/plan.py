"""Time the planner: its bars, and value iteration beside plain NumPy and pomdp-py in one run.

Run as `python benchmarks/plan.py`; with `--write` the result is also kept, dated, under
`benchmarks/results/`. pomdp-py is left out and named where it is not installed.
"""

import argparse
import sys
from collections.abc import Callable
from math import exp
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks._kept import Kept, machine
from longtin import plan
from longtin.plan.decision.kernels import answers, earned, learned, likely, turned
from longtin.plan.decision.modes import MODES, SILENT
from longtin.plan.decision.problem import Floats
from longtin.plan.decision.simulate import forecast
from longtin.plan.decision.strategies import by_policy

MOVES = 38


def large(horizon: int = 12, grid: int = 101) -> plan.Problem:
    """Forty moves with waiting and amends: stakes, stages, channels, both beliefs."""
    moves = tuple(
        plan.Move(
            f"m{n}", stake=s, gain=s, loss=3 * s**2, cost=0.02, reveals=1 - exp(-3 * s),
            threshold=3 * s / (3 * s + 1), stage=1 + int(2.99 * s), shows=1 - exp(-3 * s),
            crisis=n % 3 == 0, opens_channel=n < 5, needs_channel=n > 10,
        )
        for n, s in enumerate(np.linspace(0.03, 1.0, MOVES).tolist())
    )  # fmt: skip
    amends = plan.Move("repair", cost=0.02, asks=False, unilateral=True, shows=0.3, calm=False,
                       crisis=True, calms=0.6)  # fmt: skip
    world = plan.Outlook(keep_them=0.98, win_them=0.01, keep_us=0.98, win_us=0.01)
    return plan.Problem((*moves, amends), world, horizon, grid)


def by_numpy(problem: plan.Problem) -> Floats:
    """The same value iteration, one array operation for all beliefs of a move and a mode."""
    points = problem.points
    q, p = np.meshgrid(points, points, indexing="ij")
    values = np.zeros((MODES, points.size, points.size))
    for _ in range(problem.horizon):
        before = np.full_like(values, -np.inf)
        for mode in range(MODES):
            for at in np.flatnonzero(problem.feasible[:, mode]):
                before[mode] = np.maximum(before[mode], _move(problem, int(at), mode, values, q, p))
        values = before
    return values


def _move(
    problem: plan.Problem, at: int, mode: int, values: Floats, q: Floats, p: Floats
) -> Floats:
    move, world = problem.moves[at], problem.outlook
    blur = float(problem.noise[mode]) * move.clarity
    answer = answers(q, move.threshold, world.sharpness, world.lapse) if move.asks else 0.0 * q
    reveals = move.reveals if move.asks else 0.0
    total = -move.cost + 0.0 * q
    if move.asks:
        total = earned(p, answer, move.gain, move.loss, move.cost, reveals, world.cheats)
    for seen in range(3):
        like1, like0 = (likely(seen, kind, answer, reveals, world.cheats, blur) for kind in (1, 0))
        chance = like1 * p + like0 * (1.0 - p)
        then = turned(learned(p, like1, like0), world.keep_them, world.win_them)
        acted = move.unilateral or (move.asks and seen != SILENT)
        crisis = float(problem.crisis[at, mode, seen])
        for good in (1.0 - blur, blur) if acted else (None,):
            theirs = q
            if good is not None and move.shows > 0.0:
                theirs = learned(q, good, (1.0 - move.shows) * good + move.shows * (1.0 - good))
            theirs = turned(theirs, world.keep_us, world.win_us)
            weight = 1.0 if good is None else good
            for phase, part in ((0, 1.0 - crisis), (1, crisis)):
                led = values[problem.modes[at, mode, seen, phase]]
                total = total + world.discount * chance * weight * part * _read(led, theirs, then)
    return np.asarray(total)


def _read(values: Floats, q: Floats, p: Floats) -> Floats:
    """Values between grid points."""
    last = values.shape[0] - 1
    low_q, low_p = (np.minimum((x * last).astype(int), last - 1) for x in (q, p))
    share_q, share_p = q * last - low_q, p * last - low_p
    below = values[low_q, low_p] * (1 - share_p) + values[low_q, low_p + 1] * share_p
    above = values[low_q + 1, low_p] * (1 - share_p) + values[low_q + 1, low_p + 1] * share_p
    return np.asarray(below * (1 - share_q) + above * share_q)


def timed(run: Callable[[], object], repetitions: int) -> list[float]:
    """Seconds of each repetition."""
    found = []
    for _ in range(repetitions):
        began = perf_counter()
        run()
        found.append(perf_counter() - began)
    return found


def line(name: str, seconds: list[float], own: list[float] | None = None) -> str:
    """Median, least and most, and how many times as long as Longtin in the same round."""
    text = f"{name:44} {median(seconds):9.4f} {min(seconds):9.4f} {max(seconds):9.4f}"
    if own is not None:
        ratios = [one / mine for one, mine in zip(seconds, own, strict=True)]
        text += f"   {median(ratios):8.1f} ({min(ratios):.1f} to {max(ratios):.1f})"
    return text


def oracle() -> Callable[[], object] | None:
    """pomdp-py on two steps of a problem of three moves; more steps take it hours."""
    try:
        from tests.oracles import test_pomdp_py as other
    except BaseException:  # noqa: BLE001 -- skipping raises what is no Exception
        return None
    start = other.pomdp_py.Histogram(
        {other.Named(s): other.begins(0.5).get(s, 0.0) for s in other.tables()[2]}
    )
    agent = other.pomdp_py.Agent(start, other.Acts(), other.Moves(), other.Sees(), other.Earns())
    solver = other.ValueIteration(horizon=2, discount_factor=0.98)
    return lambda: solver._build_policy_trees(1, agent)  # noqa: SLF001 -- its only way to values


def main() -> None:
    """Ask, time, print, and keep if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--write", action="store_true", help="keep the result in results/")
    asked, kept, problem = parser.parse_args(), Kept(), large()
    policy = plan.solve(problem)
    kept.say(machine())
    kept.say(f"{'seconds':44} {'median':>9} {'min':>9} {'max':>9}   times Longtin's (range)")
    runs = asked.repetitions
    kept.say(line("12 steps, 101 x 101, 40 moves", timed(lambda: plan.solve(problem), runs)))
    way, start = by_policy(policy), (0.4, 0.5, 0)
    drawn = timed(lambda: forecast(problem, way, start, threshold=0.75), runs)
    kept.say(line("forecast, 10,000 futures of 12 steps", drawn))
    short = large(horizon=2)
    np.testing.assert_allclose(by_numpy(short), plan.solve(short).values[0], atol=1e-9)
    own, peer = [], []
    for _ in range(min(3, runs)):
        own += timed(lambda: plan.solve(short), 1)
        peer += timed(lambda: by_numpy(short), 1)
    kept.say("The same values to 1e-9, in interleaved rounds:")
    kept.say(line("2 steps, 101 x 101, 40 moves: Longtin", own))
    kept.say(line("  plain NumPy", peer, own))
    trees = oracle()
    if trees is None:
        kept.say("pomdp-py                                     not installed")
    else:
        from tests.plan.test_pomdp import simple

        small = plan.Problem(simple().moves, simple().outlook, 2)
        own, peer = [], []
        for _ in range(runs):
            own += timed(lambda: plan.solve(small), 1)
            peer += timed(trees, 1)
        kept.say(
            "The same values to 1e-3 (tests/oracles), one belief of theirs against 101 of ours:"
        )
        kept.say(line("2 steps, 3 moves: Longtin, 12 x 101 x 101", own))
        kept.say(line("  pomdp-py, exact, 12 states", peer, own))
    if asked.write:
        kept.write("plan")


if __name__ == "__main__":
    main()
