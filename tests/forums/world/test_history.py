"""Histories: draws, the rules of a world played by a slow oracle, and what no history breaks."""

import itertools
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, strategies as st

from longtin.forums.world import Start, World, assembled, kernels, play
from longtin.forums.world.history_table import unpacked
from longtin.forums.world.philox import philox
from longtin.forums.world.replicate_draws import Draws
from tests.drawn import few
from tests.forums.world.worlds import SMALL, alike, world, written

PUBLISHED = (
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    (
        (0xFFFFFFFF,) * 4,
        (0xFFFFFFFF,) * 2,
        (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD),
    ),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
)
"""Counters, keys and words of Random123's own test vectors for Philox 4×32 with ten rounds."""


@pytest.mark.parametrize(("counter", "key", "words"), PUBLISHED)
def test_draws_are_those_of_the_published_generator(
    counter: tuple[int, ...], key: tuple[int, ...], words: tuple[int, ...]
) -> None:
    """A generator that is nearly Philox has none of the tests Philox has passed."""
    found = philox(*(np.uint64(each) for each in (*counter, *key)))

    assert tuple(int(each) for each in found) == words


def acts_of(found: World, seed: int = 7, replicate: int = 0) -> Any:
    """All acts of a history in order, (column, act), and the history."""
    parts: list[Any] = []
    history = play(found, seed, replicate, lambda meetings: parts.append(meetings.copy()))
    meetings = np.sort(np.concatenate(parts)) if parts else np.zeros(0, np.uint64)
    acts = unpacked(found, meetings)
    return np.array([acts.step, acts.source, acts.target, acts.cooperates], np.int64), history


class Oracle:
    """One history by the rules as `docs/explanation` has them, a dict a pair and no arrays."""

    def __init__(self, found: World, seed: int, replicate: int) -> None:
        self.world, self.draws = found, Draws(seed, replicate)
        self.changes = play(found, seed, replicate).changes
        self.struck = play(found, seed, replicate).struck
        self.pairs = [(int(a), int(b)) for a, b in found.sides.T]
        one, two, _, _ = self.draws.pairs(0, kernels.TYPE, found.names)
        self.belief, self.types, self.last, self.rounds = {}, {}, {}, {}
        for at, (i, j) in enumerate(self.pairs):
            for side, (us, them) in enumerate([(i, j), (j, i)]):
                self.belief[us, them] = float(found.belief[side, at])
                drawn = (one, two)[side][at]
                self.types[us, them] = bool(drawn < found.faith[side, at])
                self.last[us, them] = self.rounds[us, them] = 0
        self.acts: list[tuple[int, int, int, int]] = []
        self.due = []
        for at in range(found.able):
            first = self.numbers(0, kernels.CONTACT, at)[0]
            self.due.append(self.gap(at, int(first * 2**32)) - 1)

    def numbers(self, step: int, purpose: int, at: int) -> list[float]:
        """Four draws of a pair."""
        found = self.draws.pairs(step, purpose, self.world.names[:, at : at + 1])
        return [float(each[0]) for each in found]

    def play(self) -> None:
        """Every step."""
        for step in range(self.world.steps):
            self.succeed(step)
            self.step(step)

    def gap(self, at: int, bits: int) -> int:
        """Steps to the next meeting of a pair: geometric, by the logarithm of a chance."""
        chance = float(self.world.limit[at]) / 2**32
        return 1 + int(np.log((bits + 0.5) / 2**32) / np.log1p(-chance))

    def succeed(self, step: int) -> None:
        """New leaders."""
        fresh, faith = self.world.numbers[kernels.NEW_COURSE], self.world.numbers[kernels.FAITH]
        for state, other in itertools.permutations(range(len(self.world.ccodes)), 2):
            if self.changes[step, state]:
                names = np.array([[self.world.streams[state]], [self.world.streams[other]]])
                one, two, _, _ = self.draws.pairs(step, kernels.SUCCESSION, names.astype(np.uint64))
                if one[0] < fresh:
                    self.types[state, other] = bool(two[0] < faith)
                held = self.belief[other, state]
                self.belief[other, state] = held + fresh * (faith - held)

    def step(self, step: int) -> None:
        """Meetings, all at once."""
        for at, (i, j) in enumerate(self.pairs[: self.world.able]):
            if step != self.due[at]:
                continue
            drawn = self.numbers(step, kernels.CONDUCT, at)
            low, high = (int(each * 2**32) for each in drawn[2:])
            self.due[at] += self.gap(at, (low % 2**18) * 2**14 + high % 2**14)
            did, seen = {}, {}
            for side, (us, them) in enumerate([(i, j), (j, i)]):
                did[us], seen[us] = self.act(step, us, them, drawn[side])
            for us, them in ((i, j), (j, i)):
                self.learn(us, them, did[us], seen[them])
                self.acts.append((step, us, them, did[us]))

    def act(self, step: int, us: int, them: int, drawn: float) -> tuple[int, int]:
        """What one does, and what the other takes it for."""
        held, slip = self.world, self.world.numbers[kernels.SLIP]
        share = held.mimicry
        if self.types[us, them]:
            last = self.last[us, them]
            if held.kind[us] == kernels.BELIEF:
                share = float(self.belief[us, them] >= held.parameter[us])
            elif held.kind[us] == kernels.GRADUATED:
                opening = self.rounds[us, them] % (2 * int(held.parameter[us]))
                share = float(opening < held.parameter[us] or last in {1, 3})
            else:
                share = held.rule[us, last]
        share = (1 - 2 * slip) * share * (1 - self.struck[step, us]) + slip
        clear = 1 - held.numbers[kernels.MISPERCEPTION]
        if drawn < share:
            return 1, int(drawn < share * clear)
        return 0, int(drawn >= share + (1 - share) * clear)

    def learn(self, us: int, them: int, own: int, theirs: int) -> None:
        """Bayes' rule on what was seen, conflict excused that answers one's own."""
        kept, cheated = self.world.numbers[kernels.KEPT], self.world.cheated
        ratio = cheated / kept if theirs else (1 - cheated) / (1 - kept)
        if not theirs and self.last[us, them] > 2:
            ratio += self.world.numbers[kernels.STANDING] * (1 - ratio)
        held = self.belief[us, them]
        self.belief[us, them] = held / (held + (1 - held) * ratio)
        self.last[us, them] = {(1, 1): 1, (1, 0): 2, (0, 1): 3, (0, 0): 4}[own, theirs]
        self.rounds[us, them] += 1


def test_the_loop_plays_by_the_rules() -> None:
    """Every act and the last belief of a history, as an oracle without arrays has them."""
    plain = SMALL.replace("hearsay: 0.1", "hearsay: 0, standing: 0.4")
    found = replace(world(plain), measures=(), forums=(), undertakings=())
    oracle = Oracle(found, 7, 3)

    oracle.play()
    acts, history = acts_of(found, 7, 3)

    assert len(oracle.acts) > 100
    assert list(map(tuple, acts.T.tolist())) == oracle.acts
    for at, (i, j) in enumerate(oracle.pairs):
        assert history.state.belief[0, at] == pytest.approx(oracle.belief[i, j], abs=1e-12)
        assert history.state.belief[1, at] == pytest.approx(oracle.belief[j, i], abs=1e-12)


def test_the_order_of_states_in_a_file_changes_nothing() -> None:
    """A history belongs to states, not to the lines they stand on."""
    turned = SMALL.replace("[VNM, CHN, PHL, IDN]\nbelief", "[IDN, PHL, CHN, VNM]\nbelief")

    one, two = acts_of(world())[0], acts_of(world(turned))[0]

    assert np.array_equal(one, two)


def test_relabelling_states_relabels_the_history() -> None:
    """Which state is called what decides nothing: draws go with the state, whatever its name."""
    random = np.random.default_rng(3)
    trust, contact = random.uniform(0.2, 0.9, (4, 4)), np.full((4, 4), 0.6)
    text = SMALL[: SMALL.index("conduct:")] + SMALL[SMALL.index("noise:") : SMALL.index("shocks:")]
    text = text.replace(", pairs: [{truster: VNM, trustee: CHN, trust: 0.3}]", "")
    codes, turn = world(text).ccodes, [2, 0, 3, 1]
    begun = Start(codes, trust, contact, np.full(4, 0.5), world(text).acts, (5, 6, 7, 8))
    renamed = replace(begun, ccodes=tuple(codes[at] for at in turn))

    one, _ = acts_of(assembled(written(text), begun))
    two, _ = acts_of(assembled(written(text), renamed))

    assert one.shape[1] > 100
    assert np.array_equal(one, two)  # places are those of the draws
    assert assembled(written(text), renamed).ccodes == tuple(codes[at] for at in turn)


@pytest.mark.parametrize("chance", [0.03, 0.4, 0.97])
def test_pairs_meet_as_often_as_they_may(chance: float) -> None:
    """Meetings drawn by the steps between them are as many as if each step were drawn."""
    found = alike(MANY.replace("CHANCE", str(chance)))

    acts = np.concatenate([acts_of(found, 7, number)[0] for number in range(30)], axis=1)

    step, source, target = acts[:3]
    expected = chance * 30 * 12  # a step, over 12 ordered pairs and 30 histories
    counted = np.bincount(step, minlength=60)
    assert counted.mean() == pytest.approx(expected, abs=4 * np.sqrt(2 * expected / 60))
    assert counted[:10].mean() == pytest.approx(expected, abs=4 * np.sqrt(2 * expected / 10))
    assert np.bincount(source * 4 + target).max() <= 30 * 60


MANY = """
title: Many meetings
start: 2020-01-01
steps: 60
states: [VNM, CHN, PHL, IDN]
belief: {trust: 0.6}
contact: {chance: CHANCE}
leaders: {turnover: 0}
"""


def test_a_logarithm_of_sums_and_products_is_the_logarithm() -> None:
    """The steps between meetings are the same on every machine, and right."""
    bits = np.random.default_rng(1).integers(0, 2**32, 100_000).astype(np.uint64)
    bits[:3] = [0, 1, 2**32 - 1]

    found = kernels.logarithm(bits)

    assert np.abs(found - np.log((bits + 0.5) / 2**32)).max() < 1e-11


@few(12)
@given(
    slip=st.floats(0, 0.4),
    blur=st.floats(0, 0.4),
    chance=st.floats(0, 1),
    trust=st.floats(0.02, 0.98),
    hearsay=st.floats(0, 1),
    turnover=st.floats(0, 3),
    seed=st.integers(0, 2**64 - 1),
    rule=st.sampled_from(["tit-for-tat", "grim", "grit", "belief-threshold", "always-cheat"]),
    way=st.sampled_from(
        ["universal", "majority", "willing", "growing", "bilateral", "conditional", "national"]
    ),
)
def test_what_no_history_breaks(
    slip: float, blur: float, chance: float, trust: float, hearsay: float, turnover: float,
    seed: int, rule: str, way: str,
) -> None:  # fmt: skip
    """Belief stays a chance, every act has its answer, and what is added up is what was done."""
    text = (
        SMALL.replace("trust: 0.6", f"trust: {trust:.6f}")
        .replace("chance: 0.7", f"chance: {chance:.6f}")
        .replace("hearsay: 0.1", f"hearsay: {hearsay:.6f}")
        .replace("slip: 0.05, misperception: 0.05", f"slip: {slip:.6f}, misperception: {blur:.6f}")
        .replace("turnover: 0.5", f"turnover: {turnover:.6f}")
        .replace("rule: generous-tit-for-tat", f"rule: {rule}")
        .replace("way: willing", f"way: {way}")
    )
    found = alike(text)

    acts, history = acts_of(found, seed)
    again, _ = acts_of(found, seed)

    belief, sums = history.state.belief, history.state.sums
    assert np.array_equal(acts, again)
    assert ((belief >= 0) & (belief <= 1)).all()
    assert acts.shape[1] == 2 * sums[:, kernels.MEETINGS].sum() == history.state.kept[0].sum()
    assert acts[3].sum() == sums[:, kernels.COOPERATIVE].sum() == history.state.kept[1].sum()
    directed = list(zip(*acts[:3].tolist(), strict=True))
    assert sorted(directed) == sorted((step, two, one) for step, one, two in directed)
    mutual, hostile = sums[:, kernels.MUTUAL], sums[:, kernels.HOSTILE]
    assert (mutual + hostile <= sums[:, kernels.MEETINGS]).all()


def test_belief_is_right_as_often_as_it_says() -> None:
    """Where observers know how states act, belief of a half is right about every other time."""
    text = """
title: Calibrated
start: 2020-01-01
steps: 20
states: [VNM, CHN, PHL, IDN, THA, MYS]
belief: {trust: 0.6}
contact: {chance: 0.5}
conduct: {rule: always-cooperate, mimicry: 0.6}
observers: {kept: 0.8744, cheated: 0.5872, standing: 0}
noise: {slip: 0.1, misperception: 0.032}
leaders: {turnover: 0.4, new_course: 0.5, trustworthy: 0.6}
"""
    # cooperation is seen of 0.9 × 0.968 + 0.1 × 0.032 = 0.8744, and of (0.8 × 0.6 + 0.1) likewise
    seen = (0.8 * 0.6 + 0.1) * 0.968 + (1 - 0.8 * 0.6 - 0.1) * 0.032
    found = world(text.replace("0.5872", f"{seen:.6f}"))
    belief, types = [], []

    for replicate in range(150):
        state = play(found, 11, replicate).state
        belief += [state.belief[0], state.belief[1]]
        types += [state.types[1], state.types[0]]

    held, true = np.concatenate(belief), np.concatenate(types)
    for low, high in itertools.pairwise([0.0, 0.2, 0.4, 0.6, 0.8, 1.0001]):
        of_bin = (held >= low) & (held < high)
        error = 4 * np.sqrt(0.25 / of_bin.sum())
        assert of_bin.sum() > 50
        assert true[of_bin].mean() == pytest.approx(held[of_bin].mean(), abs=error)


def test_measures_hold_conflict_back_as_far_as_the_record_shows() -> None:
    """What a programme does in a world is what `effects` estimates, drawn over its band."""
    (running,) = world().measures
    halved = replace(running, incidents=(np.log(0.5), 0.0), trust=(0.0, 0.0), reveals=0.0)
    quiet = SMALL[: SMALL.index("shocks:")].replace("hearsay: 0.1", "hearsay: 0")
    without = replace(world(quiet), numbers=world(quiet).numbers)
    with_it = replace(without, measures=(replace(halved, first=0, until=24),))
    at = int(running.pairs[0])
    conflict = []

    for each in (without, with_it):
        kept = np.sum([play(each, 5, number).state.kept[:, :, at] for number in range(300)], axis=0)
        conflict.append(1 - kept[1].sum() / kept[0].sum())

    assert conflict[0] > 0.2
    assert conflict[1] < 0.7 * conflict[0]


def test_a_shock_turns_intentions_while_it_lasts() -> None:
    """A shock on a day strikes whom it names in that step alone."""
    found = world(SMALL.replace("  - {name: storm, rate: 1, lasts: 2, turns: 0.5}\n", ""))

    struck = play(found, 1, 0).struck

    hit = [found.ccodes.index(each) for each in (710, 816)]
    assert struck[12, hit].tolist() == [0.9, 0.9]
    struck[12, hit] = 0.0
    assert not struck.any()
