"""A plan from two states and an aim: whole, explained, the same every time."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from longtin import actors, game, measures
from longtin._data import Bilingual
from longtin._language import Language
from longtin._runs import hypercube
from longtin.acts import Record
from longtin.errors import LongtinError
from longtin.lint._lint import lint
from longtin.plan import words
from longtin.plan._page import document
from longtin.plan._plan import Plan, Wishes, in_both
from longtin.plan._propose import propose, steps_of
from longtin.plan._situation.assumptions import assumptions
from longtin.plan._situation.belief import Belief
from longtin.plan._situation.relevance import relevant
from longtin.plan._situation.running import running
from longtin.plan._situation.situation import Situation, situation
from longtin.plan._uncertainties import uncertainties
from longtin.plan.decision.sensitivity import Uncertainty, robustness
from longtin.plan.schedule.calendar import Calendar, dated
from longtin.programme._read import draft
from longtin.programme._write import to_yaml

FISHING = Bilingual(en="safer fishing grounds", vi="ngư trường an toàn cho ngư dân")


def standing(ours: float = 0.4, theirs: float = 0.5, phase: str = "prevention") -> Situation:
    """Two made-up states."""
    sides = [Belief(trust, trust - 0.1, trust + 0.1, 0.97, 0.2) for trust in (ours, theirs)]
    names = (Bilingual(en="Here", vi="Bên này"), Bilingual(en="There", vi="Bên kia"))
    return Situation("AAA", "BBB", names, sides[0], sides[1], date(2026, 1, 1), phase)


def test_states_stand_in_sentences_with_their_articles(plan: Plan) -> None:
    """Inside a sentence “the Philippines”, at its beginning “The Philippines”; not in a title."""
    names = (Bilingual(en="Viet Nam", vi="Việt Nam"), Bilingual(en="Philippines", vi="Philippines"))
    named = replace(plan, situation=replace(plan.situation, names=names))
    english, vietnamese = Language("en"), Language("vi")
    ours, theirs, *_ = words.standing(named, english)

    assert ours.startswith("Trust of Viet Nam in the Philippines: ")
    assert theirs.startswith("Trust of the Philippines in Viet Nam: ")
    told = [words.condition(named, each, english) for each in plan.conditions]
    assert all(re.match(r"The Philippines|For the Philippines", each) for each in told)
    assert document(named, english).title.startswith("Viet Nam – Philippines: ")
    assert next(words.standing(named, vietnamese)).startswith("Lòng tin của Việt Nam đối với")


@pytest.fixture(scope="module")
def plan() -> Plan:
    """A plan for fishing grounds."""
    return propose(standing(), measures.catalogue(), Wishes(aim=FISHING, samples=12, paths=2_000))


def test_how_much_serves_the_aim_is_judged_openly() -> None:
    """A share nobody can see or change would decide what comes first."""
    wishes = Wishes(aim=FISHING, samples=0, paths=100)
    shares = {f"{name}_share": 0.0 for name in ("domain", "general", "needed", "other")}

    narrow = propose(
        standing(), measures.catalogue(), wishes, assumed=assumptions().having(**shares)
    )

    gains = {move.id: move.gain for move in narrow.moves.moves if move.is_measure}
    assert {name for name, gain in gains.items() if gain > 0.0} == {
        name for name, one in narrow.measures.items() if one.because == "matched"
    }


def test_an_aim_finds_its_measures_in_either_language() -> None:
    """Who writes Vietnamese must not get another plan for the same aim."""
    catalogue = measures.catalogue()

    english = relevant(FISHING.en, catalogue, phase="prevention")
    vietnamese = relevant(FISHING.vi, catalogue, phase="prevention")

    for found in (english, vietnamese):
        assert found["fisheries-hotline"].because == "matched"
        assert found["coast-guard-hotline"].because == "domain"
    assert "fishing" in english["fisheries-hotline"].words


def test_every_measure_brings_what_it_needs() -> None:
    """A plan whose steps cannot be taken is no plan."""
    catalogue = measures.catalogue()
    for aim in ("fewer border incidents", "river data", "nuclear restraint", "xyzzy"):
        chosen = relevant(aim, catalogue, phase="prevention")
        assert 0 < len(chosen) <= 40
        for one in chosen.values():
            assert set(one.measure.requires) <= set(chosen)


def test_a_domain_that_is_not_there_is_answered_with_the_nearest() -> None:
    """One slip of the pen and the plan would be about everything."""
    with pytest.raises(LongtinError, match="Did you mean `maritime`"):
        relevant("x", measures.catalogue(), phase="prevention", domains=["maritme"])


def test_a_plan_starts_small_and_with_a_channel(plan: Plan) -> None:
    """R13 and R19, out of the mathematics: a small step, and a channel by the second one.

    Nothing in the code says so. Until the catalogue had civil measures the channel came first.
    """
    first = measures.catalogue()[plan.first.move]

    assert first.stage == 1
    assert first.stake <= 0.1
    opening = [measures.catalogue()[one.move] for one in plan.main_path[:2]]
    assert any(each.is_channel for each in opening)


def test_stakes_rise_along_the_answers(plan: Plan) -> None:
    """Step by step (R16): the largest stake comes late."""
    stakes = [plan.policy.problem.moves[plan.policy.problem.position(one.move)].stake
              for one in plan.main_path]  # fmt: skip

    assert stakes[0] <= max(stakes)
    assert stakes.index(max(stakes)) > 0


def test_every_measure_of_the_aim_is_either_next_or_explained(plan: Plan) -> None:
    """Why not that yet? must have an answer for each."""
    told = {one.move for one in plan.not_yet} | {plan.first.move}

    assert told >= set(plan.measures)


def test_the_same_question_gets_the_same_plan(plan: Plan) -> None:
    """A plan that changes by itself cannot be discussed."""
    again = propose(standing(), measures.catalogue(), plan.wishes)

    assert again.first == plan.first
    assert again.robustness == plan.robustness
    assert {name: fan.worth for name, fan in again.fans.items()} == {
        name: fan.worth for name, fan in plan.fans.items()
    }


def test_the_plan_beats_its_rivals(plan: Plan) -> None:
    """Otherwise one of the rivals should be proposed."""
    assert max(plan.fans, key=lambda name: plan.fans[name].worth) == "plan"


def test_what_they_would_need_is_enough(plan: Plan) -> None:
    """Each of the answers to `what would have to be true` makes them take part, just."""
    shaky = propose(standing(theirs=0.15), measures.catalogue(), replace(plan.wishes, samples=0))
    theirs = game.assumptions().both
    for one in shaky.conditions:
        assert not one.holds
        trust = one.trust
        held = (
            (one.trust_needed, theirs, one.stake),
            (trust, theirs, one.stake_borne),
            (trust, replace(theirs, vulnerability=one.vulnerability_needed), one.stake),
            (trust, replace(theirs, reputation=one.reputation_needed), one.stake),
        )
        for needed, payoffs, stake in held:
            assert game.threshold(payoffs, stake) == pytest.approx(needed, abs=1e-6)


def test_a_measure_that_costs_more_than_the_will_is_named_as_such() -> None:
    """Political will (R17) limits a plan openly."""
    wishes = Wishes(aim=FISHING, samples=0, paths=100, will=(1.0, 0.1))
    plan = propose(standing(), measures.catalogue(), wishes)

    why = {one.move: one.why for one in plan.not_yet}

    assert why["joint-maritime-patrol"] == "will"


def test_a_window_becomes_months_or_longer_steps() -> None:
    """Twelve steps at most, none shorter than a month."""
    assert steps_of(date(2026, 1, 1), date(2026, 7, 1))[0] == 5
    steps, days = steps_of(date(2026, 1, 1), date(2029, 1, 1))
    assert steps == 12
    assert days == pytest.approx(1096 / 12)
    with pytest.raises(LongtinError, match="too short for a plan"):
        steps_of(date(2026, 1, 1), date(2026, 1, 20))


def test_samples_spread_evenly_over_every_uncertainty() -> None:
    """A hypercube has one sample in each slice, whatever the order."""
    asked = [Uncertainty("a", 0.0, 1.0), Uncertainty("b", 5.0, 7.0)]

    drawn = hypercube([(one.low, one.high) for one in asked], 20, seed=3)

    for column, one in zip(drawn.T, asked, strict=True):
        slices = ((column - one.low) / (one.high - one.low) * 20).astype(int)
        assert sorted(slices) == list(range(20))


def test_the_assumption_that_breaks_a_step_is_found() -> None:
    """Planted: the step pays only while losses stay low."""
    from longtin.plan.decision.move import Move
    from longtin.plan.decision.outlook import Outlook
    from longtin.plan.decision.problem import Problem

    def build(values: dict[str, float]) -> tuple[Problem, tuple[float, float, int], frozenset[str]]:
        risky = Move("risky", stake=0.5, gain=0.5, loss=values["loss"], reveals=0.5, threshold=0.1)
        problem = Problem((risky,), Outlook(), 2, 11)
        return problem, (0.5, values["trust"], 0), frozenset({"risky", "wait"})

    asked = [Uncertainty("loss", 0.0, 6.0), Uncertainty("trust", 0.6, 0.9)]
    found = robustness(build, asked, "risky", samples=40)  # type: ignore[arg-type]

    assert found.breaks[0].name == "loss"
    assert found.breaks[0].above
    assert found.breaks[0].drop > 0.9
    assert found.instead[0][0] == "wait"


def test_what_is_varied_has_room_on_both_sides() -> None:
    """A range that leaves out the assumption itself would try another plan."""
    for one in uncertainties(standing(), assumptions(), game.assumptions().both):
        assert one.low < one.high


def codes(*names: str) -> tuple[int, ...]:
    """Numbers of states."""
    return tuple(actors.find(name).ccode for name in names)


def test_channels_that_precedents_name_are_taken_to_be_running() -> None:
    """Advice to open a hotline that has stood for years loses its reader at the first line."""
    catalogue = measures.catalogue()

    later = running(catalogue, codes("VNM", "CHN"), date(2015, 12, 31))
    earlier = running(catalogue, codes("VNM", "CHN"), date(2000, 1, 1))

    assert "defence-hotline" in {one.id for one in later}
    assert "defence-hotline" not in {one.id for one in earlier}
    assert all(one.year is None or one.year <= 2015 for one in later)


def test_a_summit_held_long_ago_is_not_taken_to_be_running() -> None:
    """Its channel was open then; whether leaders should meet again is what a plan is asked."""
    found = running(measures.catalogue(), codes("KOR", "PRK"), date(2019, 1, 1))

    assert "leaders-hotline" in {one.id for one in found}
    assert "leaders-summit" not in {one.id for one in found}


def test_a_channel_opened_under_an_earlier_name_of_a_state_still_counts() -> None:
    """A plan that has two great powers invent a hotline they have had for decades is laughed at."""
    found = running(measures.catalogue(), codes("USA", "RUS"), date(2015, 12, 31))

    assert "leaders-hotline" in {each.id for each in found}


@pytest.mark.parametrize(
    ("words", "language", "en", "vi"),
    [
        ("safer seas", "en", "safer seas", "[cần dịch] safer seas"),
        ("ngư trường an toàn", "en", "[to be translated] ngư trường an toàn", "ngư trường an toàn"),
        ("an ninh", "vi", "[to be translated] an ninh", "an ninh"),
    ],
)
def test_an_aim_in_one_language_is_marked_in_the_other(
    words: str, language: str, en: str, vi: str
) -> None:
    """English in a Vietnamese paper, unmarked, would look like a mistake of ours."""
    assert in_both(words, language) == Bilingual(en=en, vi=vi)


def test_what_there_is_no_time_for_is_named_with_the_time_it_takes() -> None:
    """A patrol that is missing without a word looks forgotten."""
    wishes = Wishes(
        aim=FISHING, start=date(2026, 1, 1), until=date(2026, 6, 30), samples=0, paths=100
    )
    found = propose(standing(), measures.catalogue(), wishes)

    late = {one.move: one for one in found.not_yet if one.why == "time"}

    patrol = late["joint-maritime-patrol"]
    assert patrol.need > patrol.have == pytest.approx(180, abs=1)
    sections = document(found, Language("en")).sections
    told = next(each for each in sections if "Not yet" in each.heading)
    assert "Coordinated or joint maritime patrol" in told.sentences[0]


def test_a_programme_without_a_deed_says_why() -> None:
    """Words alone are a weakness of the plan; where time allows no more, the reason is written."""
    start, until = date(2026, 11, 23), date(2027, 3, 22)
    catalogue = measures.catalogue()
    codes = replace(standing(0.23, 0.2, "crisis_management"), here="IND", there="PAK",
                    channels=("commanders-hotline", "coast-guard-hotline"))  # fmt: skip
    wishes = Wishes(start=start, until=until, samples=0, paths=100, domains=("summit",))

    found = dated(propose(codes, catalogue, wishes), Calendar(start, until))

    assert found.programme is not None
    assert [one.rule for one in found.programme.silence] == ["LT504"]


def test_nothing_of_a_high_stake_is_begun_in_a_crisis(tmp_path: Path) -> None:
    """What is lost in the heat of a conflict is lost for long (R18); our own rule says so too."""
    start, until = date(2026, 11, 23), date(2028, 12, 29)
    wishes = Wishes(start=start, until=until, samples=0, paths=100)
    trusting = replace(
        standing(0.95, 0.95, "crisis_management"),
        here="VNM", there="CHN",
    )  # fmt: skip

    found = dated(propose(trusting, measures.catalogue(), wishes), Calendar(start, until))

    assert found.programme is not None
    file = tmp_path / "programme.yaml"
    file.write_text(to_yaml(found.programme), encoding="utf-8")
    report = lint(draft(file), today=start)
    assert [each.code for each in report.findings if each.level != "advice"] == []


@pytest.mark.parametrize(
    ("pair", "day", "measure", "runs"),
    [
        (("VNM", "PHL"), date(2026, 1, 5), "unplanned-encounter-code", True),
        (("VNM", "PHL"), date(2014, 4, 21), "unplanned-encounter-code", False),
        (("IND", "PAK"), date(2026, 1, 5), "unplanned-encounter-code", False),
        (("IND", "PAK"), date(2026, 1, 5), "notify-large-exercise", True),
        (("IND", "PAK"), date(1992, 8, 18), "notify-large-exercise", False),
        (("GRC", "TUR"), date(2026, 1, 5), "unusual-activity-consultation", True),
        (("KOR", "PRK"), date(2019, 1, 5), "no-fly-buffer", True),
        (("KOR", "PRK"), date(2026, 1, 5), "no-fly-buffer", False),
        (("USA", "IND"), date(2026, 1, 5), "foreign-ministry-hotline", False),
        (("USA", "RUS"), date(2023, 11, 7), "observation-flights", False),
    ],
)
def test_what_a_regime_in_force_makes_both_keep_runs_already(
    pair: tuple[str, str], day: date, measure: str, runs: bool
) -> None:
    """Advice to adopt what both adopted years ago is not read further; nor is what lapsed kept."""
    found = {one.id: one for one in running(measures.catalogue(), codes(*pair), day)}

    assert (measure in found) == runs
    assert not runs or (found[measure].by is not None and found[measure].since <= day)  # type: ignore[operator]


def test_since_when_and_how_sure_is_told_of_what_runs(plan: Plan) -> None:
    """The navies' code runs since Qingdao; what nobody has checked says so."""
    known = running(measures.catalogue(), codes("VNM", "PHL"), date(2026, 1, 5))
    code = next(one for one in known if one.id == "unplanned-encounter-code")
    unsure = tuple(replace(one, certainty="memory") for one in known if one is code)
    told = list(words.running(replace(plan.situation, known=unsure), Language("en")))

    assert told[0] == (
        "Use of the unplanned-encounter code (under “Code for Unplanned Encounters at Sea "
        "(CUES)”, since 2014, recalled, not checked)"
    )


def test_what_the_user_says_runs_wins() -> None:
    """Who sits in the ministry knows better than any file."""
    with Record.shipped() as record:
        told = situation(record, "VNM", "PHL", start=date(2026, 1, 5), channels=())

    assert told.known == ()
    assert told.channels == ()


def test_what_runs_is_not_proposed() -> None:
    """And a programme names it with its day and its source instead."""
    catalogue = measures.catalogue()
    with Record.shipped() as record:
        stood = situation(record, "VNM", "PHL", start=date(2026, 1, 5), channels=catalogue)
    start, until = date(2026, 1, 5), date(2027, 6, 30)
    wishes = Wishes(aim=FISHING, start=start, until=until, samples=0, paths=100)

    found = dated(propose(stood, catalogue, wishes), Calendar(start, until))

    assert not set(stood.channels) & set(found.measures)
    programme = found.programme
    assert programme is not None
    assert not set(stood.channels) & {step.measure for step in programme.steps}
    line = next(one for one in programme.channels if one.measure == "coast-guard-hotline")
    assert line.since == date(2013, 8, 23)
    grounds = {one.id: one for one in programme.sources}
    assert grounds[line.sources[0]].rows == ("VNPH-1",)


def test_trust_is_carried_from_the_records_end_to_the_plans_start() -> None:
    """Two years unseen: trust of then is not trust of now, nor does it change sides by itself."""
    with Record.shipped() as record:
        then = situation(record, "VNM", "USA", as_of=date(2024, 2, 25))
        now = situation(record, "VNM", "USA", start=date(2026, 1, 5))
        given = situation(record, "VNM", "USA", start=date(2026, 1, 5), trust={"VNM": 0.4})

    for old, new in ((then.ours, now.ours), (then.theirs, now.theirs)):
        assert new.recorded == pytest.approx(old.trust)
        assert abs(new.trust - 0.5) <= abs(old.trust - 0.5)
        assert (new.trust - 0.5) * (old.trust - 0.5) >= 0
        assert new.low <= min(old.low, new.trust)
        assert new.high >= max(old.high, new.trust)
    assert now.as_of == then.as_of
    assert (given.ours.trust, given.ours.recorded) == (0.4, None)
    assert given.theirs == now.theirs


def test_what_time_has_done_to_trust_is_said_in_one_sentence(plan: Plan) -> None:
    """A plan for 2026 on trust of 2015 must not look as if it knew the ten years between."""
    ours = replace(plan.situation.ours, trust=0.5, recorded=0.9)
    changed = replace(plan.situation, ours=ours, carried_to=date(2036, 1, 1))
    english, vietnamese = (
        list(words.standing(replace(plan, situation=changed), Language(code)))
        for code in ("en", "vi")
    )

    assert english[-1] == (
        "The last evidence is of 1 January 2026; no source speaks of the time since. Trust is "
        "carried on to 1 January 2036, 0.90 to 0.50, and may be anywhere in its interval."
    )
    assert "từ 0,90 thành 0,50" in vietnamese[-1]
