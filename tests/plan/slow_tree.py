"""The decision problem worked out by writing down every future: slow, plain, without a grid."""

from itertools import product

from longtin.plan._problem import CALM, CHEATED, MODES, SILENT, Move, Outlook, Problem, parts_of

KEPT, NOT, BROKEN = range(3)


def truths(move: Move, kind: int, q: float, world: Outlook) -> list[float]:
    """Chances that a state of this type keeps the measure, does not answer, or cheats."""
    from math import exp

    if not move.asks:
        return [0.0, 1.0, 0.0]
    takes_part = (1.0 - world.lapse) / (1.0 + exp(-world.sharpness * (q - move.threshold)))
    if kind == 1:
        return [takes_part, 1.0 - takes_part, 0.0]
    passes = 1.0 - move.reveals
    cheats = move.reveals * world.cheats
    return [passes * takes_part, 1.0 - passes * takes_part - cheats, cheats]


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
        for at in range(len(problem.moves))
        if problem.feasible[at, mode]
    )


def of_move(problem: Problem, at: int, p: float, q: float, mode: int, steps: int) -> float:
    """What one move is worth, now and later."""
    move, world = problem.moves[at], problem.outlook
    blur = world.noise_in(mode) * move.clarity
    total = -move.cost
    for seen in range(3):
        joint = [0.0, 0.0]
        for kind, truth in product((0, 1), range(3)):
            chance = p if kind else 1.0 - p
            chance *= truths(move, kind, q, world)[truth] * seeing(truth, seen, blur)
            total += chance * {KEPT: move.gain, NOT: 0.0, BROKEN: -move.loss}[truth]
            joint[kind] += chance
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
    acted = move.unilateral or (move.asks and seen != SILENT)
    worth = 0.0
    for well, phase in product((True, False), (0, 1)):
        if not acted and not well:
            continue
        chance, then = 1.0, q
        if acted:
            chance = 1.0 - blur if well else blur
            stranger = (1.0 - move.shows) * chance + move.shows * (1.0 - chance)
            then = q * chance / (q * chance + (1.0 - q) * stranger) if move.shows else q
        chance *= _phase(move, world, mode, seen, phase)
        if chance > 0.0:
            q_next = then * world.keep_us + (1.0 - then) * world.win_us
            led = int(problem.modes[at, mode, seen, phase])
            worth += chance * value(problem, p_next, q_next, led, steps - 1)
    return total * worth


def _phase(move: Move, world: Outlook, mode: int, seen: int, phase: int) -> float:
    calms = world.calming if move.calms is None else move.calms
    crisis = world.onset if parts_of(mode)[0] == CALM else 1.0 - calms
    if seen == CHEATED:
        crisis = max(crisis, world.breach)
    return crisis if phase == 1 else 1.0 - crisis


assert MODES == 12
