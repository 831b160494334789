"""Replicate: one history of a world, played step by step from its seed and its number."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from statistics import NormalDist

import numpy as np

from longtin.forums.world import kernels
from longtin.forums.world.acting.issue_sessions import drawn_setting
from longtin.forums.world.acting.programme_steps import carry_step, due_at
from longtin.forums.world.acting.sessions import meet_forum
from longtin.forums.world.agenda import STEPS, compiled_beginning
from longtin.forums.world.kernels import Bytes, Floats, Words
from longtin.forums.world.replicate_draws import CarriedStep, Draws, Session, WorldState
from longtin.forums.world.step_loop import compiled
from longtin.forums.world.world import ActMix, RunningMeasures, World

ROOM = 1 << 21
"""Meetings that are held at once, unless a single step may bring more."""

LIKELIEST = (0.05, 0.95)
"""Ends of belief that a change of trustworthiness is told as a share of."""

STRONGEST = 4.0
"""How many times as likely measures make conflict, at most, or how many times less."""

OnMeetings = Callable[[Words], None]


@dataclass(frozen=True)
class History:
    """A history when it has ended.

    Attributes:
        state: As it stands then.
        changes: New leaders, (step, state).
        struck: Share of cooperative intentions that shocks turn, (step, state).
        sessions: What forums did.
        carried: What came of the steps of programmes.
    """

    state: WorldState
    changes: Bytes
    struck: Floats
    sessions: tuple[Session, ...]
    carried: tuple[CarriedStep, ...]


def play(world: World, seed: int, replicate: int, on_meetings: OnMeetings | None = None) -> History:
    """Play one history.

    Args:
        world: Before its first step.
        seed: Of the run, from 0 to 2^64 − 1.
        replicate: Which; another number, another history.
        on_meetings: Called with meetings as they come, packed, some hundred thousand at a time; see
            `history_table.unpacked`.

    Returns:
        The same for the same world, seed and replicate, whatever else is played beside it.
    """
    draws = Draws(seed, replicate)
    changes, struck = _changes(world, draws), _struck(world, draws)
    state, sessions, carried = _begun(world, draws), list[Session](), list[CarriedStep]()
    loop = HistoryLoop(world, draws, changes, struck, on_meetings)
    cuts = _cuts(world)
    for first, until in itertools.pairwise(cuts):
        loop.run(state, first, until)
        for number, forum in enumerate(world.forums):
            if until % forum.every == 0:
                found, together = meet_forum(world, state, draws, number, until - 1)
                sessions.append(found)
                if on_meetings and len(together):
                    on_meetings(together)
        for number in due_at(world, until):
            done, together = carry_step(world, state, draws, number, until - 1)
            carried.append(done)
            if on_meetings and len(together):
                on_meetings(together)
    return History(state, changes, struck, tuple(sessions), tuple(carried))


def _cuts(world: World) -> list[int]:
    """Steps between which nothing but meetings happens."""
    cuts = {0, world.steps}
    for running in world.measures:
        cuts |= {running.first, running.until}
    for forum in world.forums:
        cuts |= set(range(forum.every, world.steps + 1, forum.every))
    for each in world.undertakings:
        cuts |= {each.due, each.running.until}
    return sorted(cut for cut in cuts if cut <= world.steps)


def _begun(world: World, draws: Draws) -> WorldState:
    """Before the first step: who is trustworthy towards whom is drawn."""
    names, pairs = world.names, world.sides.shape[1]
    types, due = np.empty((2, pairs), np.uint8), np.full(pairs, kernels.NEVER, np.uint64)
    space = np.empty((4, kernels.BLOCK), np.uint64)
    compiled_beginning()(
        *draws.words, draws.replicate, world.able, names, world.scale, world.faith, space, types,
        due,
    )  # fmt: skip
    return WorldState(
        belief=world.belief.copy(),
        types=types,
        last=np.zeros((2, pairs), np.uint8),
        done=np.zeros(pairs, np.uint64),
        due=due,
        sums=np.zeros((world.steps, kernels.SUMS)),
        paths=np.zeros((world.steps, world.watched.shape[1])),
        core={},
        settings={
            number: drawn_setting(world, draws, number, forum.issue)
            for number, forum in enumerate(world.forums)
            if forum.issue is not None
        },
        agreements={},
        kept_steps={
            at: each.running.pairs for at, each in enumerate(world.undertakings) if each.due == 0
        },
        in_force=[each.running for each in world.undertakings if each.due == 0],
    )


def _changes(world: World, draws: Draws) -> Bytes:
    """New leaders, (step, state)."""
    if not world.turnover.any():
        return np.zeros((world.steps, len(world.ccodes)), np.uint8)
    names = np.stack([np.array(world.streams, np.uint64), np.zeros(len(world.ccodes), np.uint64)])
    return (draws.steps(world.steps, kernels.LEADER, names) < world.turnover).astype(np.uint8)


def _struck(world: World, draws: Draws) -> Floats:
    """Share of cooperative intentions that shocks turn, (step, state)."""
    spared = np.ones((world.steps, len(world.ccodes)))
    for shock in world.shocks:
        if shock.begins is not None:
            begun = np.zeros((world.steps, len(shock.states)), bool)
            begun[shock.begins : shock.begins + 1] = True
        else:
            whose = np.array(world.streams, np.uint64)[shock.states]
            whose = np.zeros_like(whose) if shock.common else whose
            names = np.stack([whose, np.full(len(whose), shock.number + 1, np.uint64)])
            begun = draws.steps(world.steps, kernels.SHOCK, names) < shock.chance
        lasting = begun.copy()
        for later in range(1, min(shock.lasts, world.steps)):
            lasting[later:] |= begun[:-later]
        spared[:, shock.states] *= 1.0 - shock.turns * lasting
    return 1.0 - spared


@dataclass(frozen=True)
class _Bearing:
    """What measures in force make of pairs at a step, each (2, pair) but the first."""

    agreed: Words
    mimicry: Floats
    cheated: Floats
    restraint: Floats
    won: Floats
    lost: Floats


def _bearing(world: World, state: WorldState, draws: Draws, step: int) -> _Bearing:
    """Of measures in force: how far they hold back, what they show, whether they change conduct."""
    known = (*world.measures, *state.in_force)
    running = [each for each in known if each.first <= step < each.until]
    shape, nothing = world.belief.shape, np.zeros(world.belief.shape)
    if not running:
        passing = np.full(shape, world.mimicry), np.full(shape, world.cheated)
        return _Bearing(np.zeros(0, np.uint64), *passing, nothing + 1.0, nothing, nothing)
    shift, hidden, hotter = nothing.copy(), nothing + 1.0, nothing.copy()
    chance = draws.pairs(0, kernels.MEASURE, np.zeros((2, 1), np.uint64))
    deviates = [NormalDist().inv_cdf(float(one[0]) + 0.5 * kernels.UNIT) for one in chance[:2]]
    for each in running:
        _add(each, deviates, shift, hidden, hotter)
    a_step = shift * world.years_a_step
    likely = np.clip(np.stack([world.belief[1], world.belief[0]]), *LIKELIEST)
    return _Bearing(
        agreed=np.unique(np.concatenate([each.pairs for each in running])),
        mimicry=np.minimum(world.mimicry, hidden),
        cheated=np.minimum(world.cheated, hidden),
        restraint=np.clip(np.exp(hotter), 1.0 / STRONGEST, STRONGEST),
        won=np.clip(a_step / (1.0 - likely), 0.0, 1.0),
        lost=np.clip(-a_step / likely, 0.0, 1.0),
    )


def _add(
    running: RunningMeasures, deviates: list[float], shift: Floats, hidden: Floats, hotter: Floats
) -> None:
    """Add what some measures do: to the yearly change, to who passes, and to conflict."""
    shift[:, running.pairs] += running.trust[0] + deviates[0] * running.trust[1]
    hotter[:, running.pairs] += running.incidents[0] + deviates[1] * running.incidents[1]
    hidden[:, running.pairs] *= 1.0 - min(running.reveals, 0.99)


class HistoryLoop:
    """The compiled loop with its space, which is asked for once.

    It takes, in this order:

    first: The first step.
    until: The step after the last.
    low: Lower word of the seed.
    high: Its higher word.
    replicate: Which replicate.
    able: How many pairs may meet.
    names: What numbers each state's draws, (2, pair); smaller at side 0.
    sides: Places of the two states, (2, pair).
    who: The same packed, (pair,).
    streams: What numbers each state's draws, (state,).
    scale: 1 over the logarithm of the chance of not meeting in a step, (pair,); 0 for sure.
    due: The step in which each pair meets next, (pair,); changed.
    agenda: Space: who of a block meets when, as `set_agenda` writes it.
    kind: Of each state's conduct rule, (state,).
    rule: Chances of cooperating by the last outcome, (state, outcome).
    parameter: As `limit` of `intention`, (state,).
    mimicry: Chance that an untrustworthy state cooperates, (2, pair).
    restraint: Factor on chances of conflict under measures, (2, pair).
    cheated: The chance of cooperation that observers expect of an untrustworthy state, by whose
        conduct it is, (2, pair).
    stress: Share of cooperative intentions that a shock turns, (step, state).
    numbers: Slips, misperception, chance of cooperation that observers expect of a trustworthy
        state, weight of hearsay, chance that a new leader sets a new course, chance that this
        is a trustworthy one, how far conflict is excused that answers one's own.
    belief: That the other is trustworthy towards oneself, (2, pair); changed.
    types: Whether one is trustworthy towards the other, (2, pair); changed.
    last: Outcome of the last meeting as each saw it, (2, pair); changed.
    words: Space, (row, pair of a block): four draws, and what `OWN`, `SEEN` and so on say.
    reals: Space, (row, pair of a block): what `CHANCE`, `TRUSTING` and so on say.
    marks: Space, (row, pair of a block): what `WORTHY` and `MEMORY` say.
    deeds: What each did in a step, -1 where the two did not meet, (2, pair); filled where
        hearsay counts.
    heard_of: Space: cooperative acts and others of each state, (2, state).
    sums: What is added up, (step, column); added to.
    done: Meetings and cooperative acts of each side, packed, (pair,); added to.
    acts: Meetings as they come, packed: step, pair, what the two did, random bits for the kinds of
        act; filled from `room[0]` on.
    room: How many meetings there are, and for how many there is room.
    changes: Whether a state has a new leader, (step, state), and whether any has, at the end.
    measured: Whether measures may change conduct between any pair of a block, (block,).
    won: Chance a step that one not trustworthy becomes so under measures, (2, pair).
    lost: The other way round.
    watched: Sides and pairs whose belief is kept, (2, watched).
    paths: Belief of the watched after each step, (step, watched); filled.
    totals: Space: of a block, trust, who trusts, who may be trusted, error, (4,).
    apart: Flags: `OTHER_RULES`, `STRESS`, `RESTRAINT`.
    """

    def __init__(
        self,
        world: World,
        draws: Draws,
        changes: Bytes,
        struck: Floats,
        on_meetings: OnMeetings | None,
    ) -> None:
        self._world, self._draws, self._on_meetings = world, draws, on_meetings
        self._changes = np.hstack([changes, changes.max(axis=1, keepdims=True)])
        self._struck, self._names, self._scale = struck, world.names, world.scale
        self._streams = np.array(world.streams, np.uint64)
        pairs, block = world.sides.shape[1], kernels.BLOCK
        self._space = (
            np.empty((kernels.WORD_ROWS, block), np.uint64),
            np.empty((kernels.REAL_ROWS, block)),
            np.empty((kernels.MARK_ROWS, block), np.uint8),
        )
        self._agenda = np.empty((STEPS + 1, block // 64), np.uint64)
        self._totals = np.zeros(4, np.int64)
        self._deeds = np.full((2, pairs), -1, np.int8)
        self._heard = np.zeros((2, len(world.ccodes)))
        self._room = max(min(ROOM, world.able * world.steps), world.able) if on_meetings else 0

    def run(self, state: WorldState, first: int, until: int) -> None:
        """Run steps, with acts handed on whenever the room may be full."""
        bearing = _bearing(self._world, state, self._draws, first)
        at_once = until - first
        if self._on_meetings:
            at_once = max(self._room // max(self._world.able, 1), 1)
        for begin in range(first, until, max(at_once, 1)):
            self._steps(state, bearing, begin, min(begin + at_once, until))

    def _steps(self, state: WorldState, bearing: _Bearing, first: int, until: int) -> None:
        world = self._world
        space = min(self._room, world.able * (until - first)) if self._on_meetings else 0
        room, meetings = np.array([0, space]), np.empty(space, np.uint64)
        blocks = -(-world.sides.shape[1] // kernels.BLOCK)
        measured = np.zeros(max(blocks, 1), np.uint8)
        measured[bearing.agreed.astype(np.int64) // kernels.BLOCK] = 1
        apart = kernels.OTHER_RULES if world.kind.any() else 0
        apart |= kernels.STRESS if self._struck[first:until].any() else 0
        apart |= kernels.RESTRAINT if len(bearing.agreed) else 0
        compiled()(
            first, until, *self._draws.words, self._draws.replicate, world.able, self._names,
            world.sides, world.who, self._streams, self._scale, state.due, self._agenda, world.kind,
            world.rule, world.parameter, bearing.mimicry, bearing.restraint, bearing.cheated,
            self._struck, world.numbers, state.belief, state.types, state.last, *self._space,
            self._deeds, self._heard, state.sums, state.done, meetings, room, self._changes,
            measured, bearing.won, bearing.lost, world.watched, state.paths, self._totals, apart,
        )  # fmt: skip
        if self._on_meetings and room[0]:
            self._on_meetings(meetings[: room[0]])


def warm() -> None:
    """Compile the loops and keep them on disk, so that nobody waits for it later."""
    one, two = np.zeros((2, 1)), np.zeros((1, 2), np.uint8)
    world = World(
        title={}, ccodes=(0, 1), streams=(0, 1), days=(date.min, date.max), years_a_step=1.0,
        sides=np.array([[0], [1]], np.uint64), between=np.zeros((2, 2), np.uint64), able=1,
        limit=np.zeros(1, np.uint64), kind=two[0], rule=np.zeros((2, 5)), parameter=np.ones(2),
        mimicry=0.5, cheated=0.5, numbers=np.full(kernels.STANDING + 1, 0.5), belief=one + 0.5,
        faith=one + 0.5, turnover=np.full(2, 0.5), shocks=(), measures=(), forums=(),
        acts=ActMix((), (), (), ()), watched=np.zeros((2, 0), np.uint64),
    )  # fmt: skip
    play(world, 0, 0, lambda _: None)
