"""The decision problem worked out by writing down every future: slow, plain, without a grid."""

from itertools import product

from longtin.plan.decision.modes import (
    ANSWERED,
    CALM,
    CHEATED,
    CRISIS,
    GRIEVANCE,
    KEPT as KEPT_ONE,
    SILENT,
    parts_of,
)
from longtin.plan.decision.move import Move, can_be_made
from longtin.plan.decision.outlook import Outlook
from longtin.plan.decision.problem import Problem

KEPT, NOT, BROKEN = range(3)


def truths(move: Move, kind: int, q: float, world: Outlook) -> list[float]:
    """Chances that a state of this type keeps the measure, does not answer, or cheats."""
    from math import exp

    takes_part = (1.0 - world.lapse) / (1.0 + exp(-world.sharpness * (q - move.threshold)))
    if kind == 1:
        return [takes_part, 1.0 - takes_part, 0.0]
    passes = 1.0 - move.reveals
    cheats = move.reveals * world.cheats
    return [passes * takes_part, 1.0 - passes * takes_part - cheats, cheats]


def running(problem: Problem, mode: int) -> list[Move]:
    """The measures that go on by themselves."""
    moves = [problem.moves[problem.position(name)] for name in problem.remembered]
    return [
        move
        for at, move in enumerate(moves)
        if mode // KEPT_ONE // 2**at % 2 and move.runs
    ]  # fmt: skip


def seeing(truth: int, seen: int, blur: float) -> float:
    """Chance that what happened looks like something."""
    if SILENT in (truth, seen):
        return float(truth == seen)
    return 1.0 - blur if truth == seen else blur


def value(problem: Problem, p: float, q: float, mode: int, steps: int) -> float:
    """What is to be had at best in so many steps."""
    if steps == 0:
        return 0.0
    return max(
        of_move(problem, at, p, q, mode, steps)
        for at, move in enumerate(problem.moves)
        if can_be_made(move, mode, problem.bit(move))
    )


def outcomes(
    problem: Problem, move: Move, kind: int, q: float, goes_on: list[Move]
) -> list[tuple[int, float, float]]:
    """What a state of a type may do with a move and all that runs: as a whole, chance, worth."""
    world = problem.outlook
    alone = truths(move, kind, q, world) if move.asks else [0.0, 1.0, 0.0]
    worth = [move.gain, 0.0, -move.loss]
    found = [(truth, chance, worth[truth], truth != BROKEN) for truth, chance in enumerate(alone)]
    if not move.asks and goes_on:
        found = [(KEPT, 1.0, 0.0, True)]
    for one in goes_on:
        tests = one.tests if kind == 0 else 0.0
        ways = [(1.0 - tests, one.gain, False), (tests * (1.0 - world.cheats), 0.0, False),
                (tests * world.cheats, -one.loss, True)]  # fmt: skip
        found = [
            (BROKEN if breaks else truth, chance * share,
             _so_far(move, truth, worth, breaks) + extra - one.upkeep, whole and not breaks)
            for truth, chance, worth, whole in found
            for share, extra, breaks in ways
        ]  # fmt: skip
    return [(truth, chance, worth) for truth, chance, worth, _ in found if chance > 0.0]


def _so_far(move: Move, truth: int, worth: float, breaks: bool) -> float:
    """A measure kept while another is broken brings nothing: all is in doubt."""
    return worth - move.gain if breaks and truth == KEPT and move.asks else worth


def of_move(problem: Problem, at: int, p: float, q: float, mode: int, steps: int) -> float:
    """What one move is worth, now and later."""
    move, world, goes_on = problem.moves[at], problem.outlook, running(problem, mode)
    blur = world.noise_in(mode) * move.clarity
    total = -move.cost - (world.harm if parts_of(mode)[0] == CRISIS else 0.0)
    for seen in range(3):
        joint = [0.0, 0.0]
        for kind in (0, 1):
            for truth, chance, worth in outcomes(problem, move, kind, q, goes_on):
                weight = (p if kind else 1.0 - p) * chance * seeing(truth, seen, blur)
                total += weight * worth
                joint[kind] += weight
        if sum(joint) > 0.0:
            total += world.discount * _later(problem, at, joint, (q, mode, seen), steps)
    return total


def _later(
    problem: Problem, at: int, joint: list[float], where: tuple[float, int, int], steps: int
) -> float:
    move, world = problem.moves[at], problem.outlook
    q, mode, seen = where
    total = sum(joint)
    p_then = joint[1] / total
    p_next = p_then * world.keep_them + (1.0 - p_then) * world.win_them
    blur = world.noise_in(mode) * move.clarity
    ours = [one.tests for one in running(problem, mode)]
    if move.unilateral or (move.asks and seen != SILENT):
        ours.append(move.shows)
    stranger_does = 1.0
    for each in ours:
        stranger_does *= 1.0 - each
    worth = 0.0
    for well, phase in product((True, False), (0, 1)):
        chance = 1.0 - blur if well else blur
        stranger = stranger_does * chance + (1.0 - stranger_does) * (1.0 - chance)
        then = q * chance / (q * chance + (1.0 - q) * stranger) if ours and chance else q
        chance *= _phase(move, world, mode, seen, phase)
        if chance > 0.0:
            q_next = then * world.keep_us + (1.0 - then) * world.win_us
            led = problem.led(move, mode, seen, phase)
            worth += chance * value(problem, p_next, q_next, led, steps - 1)
    return total * worth


def _phase(move: Move, world: Outlook, mode: int, seen: int, phase: int) -> float:
    """Chance of crisis or calm; a breach leads to neither, so it is counted once, as calm."""
    if seen == CHEATED:
        return float(phase == CALM)
    now = parts_of(mode)[0]
    crisis = {CALM: world.onset, GRIEVANCE: world.breach}.get(
        now, 1.0 - (world.calming if move.calms is None else move.calms)
    )
    if now == GRIEVANCE and move.clears and seen == ANSWERED:
        crisis = world.onset
    return crisis if phase == 1 else 1.0 - crisis
