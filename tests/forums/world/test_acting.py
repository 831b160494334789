"""Forums that decide on an issue, and programmes, in a world: who is bound, keeps, and learns."""

from dataclasses import replace

import numpy as np
import pytest

from longtin import forums
from longtin.acts import Record
from longtin.errors import DataError
from longtin.forums.institutions.forum_outcome import Forum
from longtin.forums.world import Start, World, assembled, play
from longtin.forums.world.acting.standing_forums import situations
from longtin.forums.world.built import start_of, with_values
from tests.forums.world.worlds import SMALL, world, written

ISSUE = """
id: water
title: {en: Water, vi: Nước}
problem: {en: Share it., vi: Chia sẻ.}
on: 2019-12-31
states: [VNM, CHN, PHL, IDN, THA]
aggregation: sum
publicness: 0.8
benefit_cost: 4
curvature: 0.5
discount: 0.04
delay_damage: 0.02
enforcement: 0.1
round_years: 0.25
preparation_years: 0.5
means: {like: equal}
institutions: {pressure: 0.5, concession: 0.15, numbers: 0.5, asks: 0.5, wave_years: 1}
"""

TEXT = """
title: Four on an issue
start: 2020-01-01
steps: 36
states: [VNM, CHN, PHL, IDN]
belief: {trust: TRUST}
contact: {chance: 0}
conduct: {trustworthy: WORTHY}
noise: {slip: 0, misperception: 0}
leaders: {turnover: 0}
forums:
  - {name: talks, way: WAY, issue: water.yaml, every: 3}
"""


def on_issue(way: str, trust: float = 0.6, worthy: float = 1.0) -> World:
    """A world in which nothing happens but the sessions of one forum."""
    text = TEXT.replace("TRUST", str(trust)).replace("WORTHY", str(worthy)).replace("WAY", way)
    file, known = written(text, water=ISSUE), world()
    with Record.shipped() as record:
        issues = situations(file, known.ccodes, record, {})
    size, nothing = (4, 4), np.zeros((4, 4))
    begun = Start(known.ccodes, np.full(size, trust), nothing, nothing[0], known.acts, (), issues)
    return assembled(file, begun)


def setting_of(found: World) -> forums.Setting:
    """The setting of its forum, every view of a stake as given."""
    issue = found.forums[0].issue
    assert issue is not None
    return issue.situation.setting_as_given()


@pytest.mark.parametrize("way", forums.FORUMS)
def test_a_forum_decides_as_it_does_outside_a_world(
    way: Forum, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The institution in a world is the one that `forum compare` shows."""
    monkeypatch.setattr("longtin.forums._setting.situated_problem.VIEWS", 0.0)
    found = on_issue(way)
    belief = np.where(np.eye(4, dtype=bool), 1.0, 0.6)
    outside = forums.carry_out(replace(setting_of(found), belief=belief), way)

    first = play(found, 7, 0).sessions[0]

    assert first.agreed is outside.is_agreed
    assert first.members.tolist() == np.flatnonzero(outside.members).tolist()
    assert not first.acted  # talks and preparation take half a year and more


def test_what_is_agreed_falls_due_when_talks_and_preparation_are_over() -> None:
    """No forum delivers on the day on which it agrees."""
    found = on_issue("universal")
    years = forums.carry_out(setting_of(found), "universal").years

    sessions = play(found, 7, 0).sessions

    due = [each.acted for each in sessions]
    assert due == [3 * at / 12 >= years for at in range(12)]
    assert 0 < sum(due) < 12


def test_who_keeps_its_word_is_trusted_more_and_who_breaks_it_less() -> None:
    """What was promised and not done moves belief as any act does."""
    after = {}
    for worthy in (1.0, 0.0):
        found = on_issue("universal", worthy=worthy)
        many = [play(found, 7, replicate) for replicate in range(20)]
        kept = [each.kept for one in many for each in one.sessions if each.acted]
        after[worthy] = (np.mean([one.state.belief.mean() for one in many]), np.mean(kept))

    assert after[1.0][0] > 0.6 > after[0.0][0]
    assert after[1.0][1] == 1.0 > after[0.0][1]


def test_broken_words_cost_the_gain_and_may_end_the_agreement() -> None:
    """A forum whose members break their word delivers less, and loses those it needs."""
    gains = {}
    for worthy in (1.0, 0.0):
        found = on_issue("universal", worthy=worthy)
        last = [play(found, 7, replicate).sessions[-1].gain for replicate in range(20)]
        gains[worthy] = np.mean(last)

    assert gains[1.0] > gains[0.0]


def test_deals_go_as_deep_as_trust_does() -> None:
    """What two promise each other hangs on what they believe of each other by then."""
    low, high = (play(on_issue("bilateral", trust), 7, 0).sessions[-1] for trust in (0.02, 0.9))

    assert low.acted
    assert low.gain < high.gain


def test_relabelled_states_decide_alike() -> None:
    """Which of equals is called what decides nothing, at a table as in a meeting."""
    text = TEXT.replace("TRUST", "0.6").replace("WORTHY", "0.5").replace("WAY", "willing")
    file, known = written(text, water=ISSUE), world()
    random, turn = np.random.default_rng(3), [2, 0, 3, 1]
    trust, contact = random.uniform(0.3, 0.9, (4, 4)), np.full((4, 4), 0.3)
    with Record.shipped() as record:
        issues = situations(file, known.ccodes, record, {})
    streams = (5, 6, 7, 8)
    begun = Start(known.ccodes, trust, contact, np.zeros(4), known.acts, streams, issues)
    renamed = replace(begun, ccodes=tuple(known.ccodes[at] for at in turn))

    one, two = (play(assembled(file, each), 7, 0) for each in (begun, renamed))

    assert np.array_equal(one.state.belief, two.state.belief)
    assert [each.members.tolist() for each in one.sessions] == [
        each.members.tolist() for each in two.sessions
    ]
    assert [each.gain for each in one.sessions] == pytest.approx(
        [each.gain for each in two.sessions], rel=1e-9
    )


def test_two_go_on_with_a_programme_as_long_as_both_keep_it() -> None:
    """Two who can be trusted carry out all; who cannot holds up what comes after."""
    text = SMALL.replace("misperception: 0.05", "misperception: 0").replace("slip: 0.05", "slip: 0")
    found = world(text)
    sides = [found.sides[:, each.running.pairs].ravel().tolist() for each in found.undertakings]
    at = int(found.undertakings[0].running.pairs[0])

    def outcomes(trusting: float) -> list[tuple[int, int]]:
        faith = found.faith.copy()
        faith[:, at] = trusting
        quiet = replace(found, faith=faith, turnover=np.zeros(4), measures=())
        return [(each.begun, each.kept) for each in play(quiet, 3, 1).carried]

    assert [each.step for each in found.undertakings] == ["visit", "youth", "patrol"]
    assert sides == [[found.ccodes.index(816), found.ccodes.index(840)]] * 3
    assert outcomes(1.0) == [(1, 1)] * 3
    found = replace(
        found,
        undertakings=tuple(
            replace(each, running=replace(each.running, reveals=0.99))
            for each in found.undertakings
        ),
    )
    assert outcomes(0.0) == [(1, 0), (1, 0), (0, 0)]  # the patrol comes after the visit


def begun(text: str) -> World:
    """The world of a text, with what the record knows of it."""
    file = written(text, water=ISSUE)
    with Record.shipped() as record:
        return assembled(file, with_values(file, start_of(file, record)))


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("issue: water.yaml", "issue: wine.yaml", "world.yaml:12:"),
        ("issue: water.yaml", "issue: ozone-montrea", "There is no scenario `ozone-montrea`"),
        ("issue: water.yaml", "issue: iran-strikes", "after the world's first day"),
        ("issue: water.yaml", "issue: ozone-montreal, threshold: 0.4", "`threshold` is of a forum"),
        ("issue: water.yaml", "issue: aids-treatment", "states of this world"),
        ("forums:", "programmes: [{programme: calm.yaml}]\nforums:", "calm.yaml"),
        ("forums:", "programmes: [{programme: inter-korean-2018}]\nforums:", "no state of this"),
    ],
)
def test_a_slip_is_told_with_its_line(right: str, wrong: str, said: str) -> None:
    """Where, what and how else, before anything is played."""
    text = TEXT.replace("TRUST", "0.6").replace("WORTHY", "1").replace("WAY", "willing")
    assert right in text

    with pytest.raises(DataError) as refused:
        begun(text.replace(right, wrong))

    assert said in str(refused.value)
    assert "world.yaml:" in str(refused.value)
