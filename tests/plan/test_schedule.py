"""Dates: every constraint holds, the same question has the same dates, and a clash is named."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from longtin import measures
from longtin._data import Bilingual
from longtin._language import Language, told
from longtin.errors import LongtinError
from longtin.lint import lint
from longtin.plan._plan import Plan, Wishes
from longtin.plan._propose import propose
from longtin.plan.schedule.as_programme import as_programme
from longtin.plan.schedule.calendar import Calendar, dated
from longtin.plan.schedule.candidates import (
    Candidate,
    DatedMeasure,
    Limits,
    candidates,
    closed_days,
)
from longtin.plan.schedule.notice import between, notice
from longtin.plan.schedule.solve import ClashError, schedule
from longtin.programme import as_calendar, parse, to_yaml
from tests.plan.test_propose import standing

START, UNTIL = date(2026, 1, 5), date(2027, 6, 30)
SEA = ("fisheries-hotline", "contact-point-network", "coast-guard-hotline",
       "joint-maritime-patrol", "track-two-dialogue", "unplanned-encounter-code")  # fmt: skip
LIMITS = Limits(START, UNTIL)


def some(*names: str) -> list[Candidate]:
    """Measures that trust bears from the first day."""
    catalogue = measures.catalogue()
    return [Candidate(catalogue[name], 0.1, START) for name in names or SEA]


def by_id(found: Sequence[DatedMeasure]) -> dict[str, DatedMeasure]:
    """What was chosen, by measure."""
    return {one.candidate.measure.id: one for one in found}


def test_what_comes_first_is_seen_to_be_kept_first() -> None:
    """A patrol agreed before the hotline has proved itself is what R19 warns of."""
    found = by_id(schedule(some(), LIMITS))

    for one in found.values():
        assert START <= one.prepare <= one.start < one.end <= UNTIL
        for needed in one.candidate.measure.requires:
            assert found[needed].end <= one.start
        if one.candidate.measure.stage >= 2:
            lower = one.candidate.measure.stage - 1
            assert any(
                each.candidate.measure.stage == lower and each.end <= one.start
                for each in found.values()
            )


def test_nothing_begins_before_trust_bears_it() -> None:
    """The policy's stakes are what the dates carry out."""
    late = START + timedelta(days=200)
    given = [replace(one, earliest=late) if one.measure.id == "track-two-dialogue" else one
             for one in some()]  # fmt: skip

    assert by_id(schedule(given, LIMITS))["track-two-dialogue"].start >= late


def test_holidays_weekends_elections_and_summits_are_kept() -> None:
    """A launch on another's New Year shows that nobody looked."""
    election, summit = date(2026, 9, 14), date(2026, 11, 2)
    closed = frozenset({summit, summit + timedelta(days=1)})
    limits = replace(LIMITS, closed=closed, elections=(election,), summits=(summit,))

    found = schedule(some(), limits)

    assert any(summit <= one.start <= summit + timedelta(days=10) for one in found)
    for one in found:
        assert one.start.weekday() < 5
        assert one.start not in closed
        if one.candidate.measure.stage >= 2:
            away = (one.start - election).days
            assert away < -30 or away > 14


def test_a_window_of_many_years_is_dated_as_any_other() -> None:
    """Work grows with the measures, not with the working days there are to choose from."""
    found = schedule(some(), replace(LIMITS, until=date(2046, 1, 5)))

    assert found == schedule(some(), replace(LIMITS, until=date(2036, 1, 5)))
    assert all(one.start.weekday() < 5 for one in found)
    assert max(one.end for one in found) < date(2028, 1, 5)


def test_people_and_budget_are_not_spent_twice() -> None:
    """The same few officials carry most steps."""
    limits = replace(LIMITS, people=1, begins=1, budget=0.3)

    found = schedule(some(), limits)

    assert sum(one.candidate.measure.cost for one in found) <= 0.3
    for one in found:
        for other in found:
            if one is not other and one.start <= other.start:
                assert other.prepare >= one.start
                assert (other.start - one.start).days >= 30


def test_the_same_question_has_the_same_dates() -> None:
    """Two people who plan the same must not come to talks with different calendars."""
    assert schedule(some(), LIMITS) == schedule(some(), LIMITS)


@pytest.mark.parametrize(
    ("limits", "groups"),
    [
        (replace(LIMITS, summits=(START + timedelta(days=3),)), {"window", "summits"}),
        (replace(LIMITS, budget=0.2, must=("joint-maritime-patrol",)), {"budget", "must"}),
        (replace(LIMITS, until=START + timedelta(days=120), must=("joint-maritime-patrol",)),
         {"window", "must"}),
    ],
)  # fmt: skip
def test_a_clash_names_what_clashes_and_nothing_else(limits: Limits, groups: set[str]) -> None:
    """`Infeasible` helps nobody; the two demands that cannot both be met do."""
    with pytest.raises(ClashError) as error:
        schedule(some(), limits)

    assert set(error.value.groups) == groups


def test_public_holidays_are_known_by_code() -> None:
    """Lunar holidays are no guesswork."""
    kept = closed_days(["VNM"], date(2026, 1, 1), date(2026, 12, 31))

    assert date(2026, 2, 17) in kept  # the first day of the lunar year
    with pytest.raises(LongtinError, match="public holidays of `XYZ`"):
        closed_days(["XYZ"], START, UNTIL)


@pytest.fixture(scope="module")
def plan() -> Plan:
    """A plan for fishing grounds between two made-up states named as real ones."""
    aim = Bilingual(en="safer fishing grounds", vi="ngư trường an toàn")
    asked = Wishes(aim=aim, start=START, until=UNTIL, samples=0, paths=1_000)
    here = replace(standing(), here="VNM", there="PHL")
    return propose(here, measures.catalogue(), asked)


def test_a_dated_plan_is_a_programme_that_passes_its_checks(plan: Plan) -> None:
    """A planner that its own linter scolds would be two opinions in one tool."""
    calendar = Calendar(START, UNTIL, holidays=("VNM", "PHL"), elections=(date(2027, 5, 10),),
                        summits=(date(2026, 10, 27),))  # fmt: skip

    found = dated(plan, calendar)
    programme, fan = found.programme, found.fans["programme"]
    assert programme is not None
    text = to_yaml(programme)
    draft = parse(text, "programme.yaml")

    report = lint(draft, today=START)
    assert [(one.code, one.message) for one in report.findings] == []
    assert draft.programme == programme
    assert fan.trust[-1, 2] > fan.trust[0, 2]


def test_a_programme_of_years_asks_the_public() -> None:
    """It outlives the governments that agreed to it, and depends on what is thought at home."""
    until = date(2031, 1, 5)
    asked = Wishes(aim=Bilingual(en="sea", vi="biển"), start=START, until=until, samples=0,
                   paths=500)  # fmt: skip

    here = replace(standing(), here="VNM", there="PHL")
    found = dated(propose(here, measures.catalogue(), asked), Calendar(START, until))

    assert found.programme is not None
    assert "opinion" in {one.id for one in found.programme.objectives}
    served = {name for step in found.programme.steps for name in step.objectives}
    assert served == {one.id for one in found.programme.objectives}


def test_no_step_is_said_to_move_a_public_that_it_does_not_reach(plan: Plan) -> None:
    """An objective that no step serves is a wish."""
    among_officials = schedule(some(), LIMITS)

    made = as_programme(plan, among_officials, replace(LIMITS, until=date(2031, 1, 5)))

    assert "opinion" not in {one.id for one in made.objectives}


def test_the_calendar_holds_every_step_and_review(plan: Plan) -> None:
    """A date missing in the minister's calendar is a date missed."""
    from icalendar import Calendar as Parsed

    programme = dated(plan, Calendar(START, UNTIL)).programme
    assert programme is not None

    written = as_calendar(programme, Language("vi"))

    held = Parsed.from_ical(written).walk("VEVENT")
    starts = {(str(one["uid"]).rsplit(".", 2)[0], one.decoded("dtstart")) for one in held}
    for step in programme.steps:
        assert (f"step.{step.id}", step.start) in starts
    assert len(held) == sum(
        (len(programme.steps), sum(step.talks is not None for step in programme.steps),
         len(programme.reviews), len(programme.events))
    )  # fmt: skip
    assert written == as_calendar(programme, Language("vi"))


def test_a_clash_is_told_as_a_sentence_in_the_language_asked_for(plan: Plan) -> None:
    """A negotiator reads it, not a programmer."""
    with pytest.raises(
        LongtinError, match="No programme keeps all of this together: the budget"
    ) as clash:
        dated(plan, Calendar(START, UNTIL, budget=0.1))
    assert "ngân sách" in told(clash.value, Language("vi"))


def test_trust_that_is_low_puts_large_stakes_late(plan: Plan) -> None:
    """The policy's path sets the earliest day of every stake."""
    doubtful = propose(replace(standing(0.1, 0.12), here="VNM", there="PHL"),
                       measures.catalogue(), plan.wishes)  # fmt: skip

    earliest = {one.measure.id: one.earliest for one in candidates(doubtful, START)}
    trusting = {one.measure.id: one.earliest for one in candidates(plan, START)}

    patrol = "joint-maritime-patrol"
    assert earliest.get(patrol, UNTIL) > trusting[patrol]
    assert earliest["contact-point-network"] <= earliest.get(patrol, UNTIL)


def test_notice_that_a_regime_in_force_asks_for_delays_the_measure() -> None:
    """42 days of notice under the Vienna Document leave no start in the first month."""
    notify = measures.catalogue()["notify-large-exercise"]
    day = date(2014, 1, 6)

    both = between("FRA", "DEU", day)
    asked = notice(notify, both)

    assert asked >= 42
    assert notice(notify, between("VNM", "PHL", day)) == 0
    given = Candidate(measures.catalogue()["unplanned-encounter-code"], 0.1, START, notice=90)
    found = schedule([given], replace(LIMITS, least=1, running=frozenset({"defence-hotline"})))
    assert (found[0].start - START).days >= 90


@pytest.mark.parametrize(
    ("pair", "aim", "phase"),
    [
        (("VNM", "PHL"), "mutual trust", "prevention"),
        (("IND", "PAK"), "fewer incidents along the line of control", "prevention"),
        (("SRB", "HRV"), "missing persons", "post_conflict"),
        (("FRA", "DEU"), "energy", "prevention"),
    ],
)
@pytest.mark.parametrize("trust", [0.3, 0.9])
def test_a_plan_passes_check_whatever_the_pair_the_aim_and_the_trust(
    pair: tuple[str, str], aim: str, phase: str, trust: float
) -> None:
    """Rivals, allies and neighbours ask too; an aim of which no word is known is no refusal."""
    names = (Bilingual(en=pair[0], vi=pair[0]), Bilingual(en=pair[1], vi=pair[1]))
    believed = replace(standing().ours, trust=trust)
    here = replace(
        standing(), here=pair[0], there=pair[1], names=names, phase=phase, ours=believed,
        theirs=believed, channels=(),
    )  # fmt: skip
    until = date(2026, 12, 31)
    asked = Wishes(aim=Bilingual(en=aim, vi=aim), start=START, until=until, samples=0, paths=500)

    found = dated(propose(here, measures.catalogue(), asked), Calendar(START, until))

    assert found.programme is not None
    report = lint(parse(to_yaml(found.programme), "p.yaml"), today=START)
    assert [one.code for one in report.findings if one.level != "advice"] == []


def test_some_step_of_the_shortest_programme_serves_trust() -> None:
    """An objective that no step serves is an error of `check`, in a crisis too."""
    until = date(2026, 5, 5)
    here = replace(standing(), here="IND", there="PAK", phase="crisis_management", channels=())
    aim = Bilingual(en="stop the shooting", vi="ngừng nổ súng")
    asked = Wishes(aim=aim, start=START, until=until, samples=0, paths=500)

    found = dated(propose(here, measures.catalogue(), asked), Calendar(START, until)).programme

    assert found is not None
    assert any("trust" in step.objectives for step in found.steps)
