"""What is possible between two states: geography, kind, phase, and what is there already."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from longtin import actors, measures
from longtin._data import Bilingual
from longtin.acts import Record
from longtin.measures import Phase
from longtin.measures._conditions.condition import alternatives
from longtin.measures._regimes.parties import code_of
from longtin.plan import Belief, Situation, possibility, situation
from longtin.plan._situation.phase import phase_between
from longtin.plan._situation.relevance import relevant
from longtin.plan._situation.running import running, suspended

DAY = date(2026, 12, 1)
CATALOGUE = measures.catalogue()
TABLE = yaml.safe_load((Path(__file__).parent / "geography.yaml").read_text("utf-8"))
PAIRS = pytest.mark.parametrize("row", TABLE, ids=lambda row: "-".join(row["pair"]))
NONE = Bilingual(en="mutual trust", vi="lòng tin lẫn nhau")
TRUST = Belief(0.5, 0.3, 0.7, 0.9, 0.5)
KINDS = {"reachable": "possible", "running": "running", "suspended": "suspended"}


@pytest.fixture(scope="module")
def record() -> Record:
    """The shipped record."""
    return Record.shipped()


def of(record: Record, pair: list[str], phase: str) -> Situation:
    """Where two states stand, whatever their trust."""
    here, there = pair
    given = {here: 0.5, there: 0.5}
    return situation(record, here, there, start=DAY, trust=given, phase=phase, channels=CATALOGUE)


@PAIRS
def test_pairs_are_offered_what_their_geography_allows(record: Record, row: Any) -> None:
    """A freeze in the South China Sea for Laos is what nobody could hand to a minister."""
    standing = of(record, row["pair"], row["phase"])
    found = {name: possibility(one, CATALOGUE, standing).kind for name, one in CATALOGUE.items()}

    wrong = {name: found[name] for name in row["never"] if found[name] in KINDS.values()}
    for heading, kind in KINDS.items():
        wrong |= {name: found[name] for name in row.get(heading, []) if found[name] != kind}

    assert wrong == {}


@PAIRS
def test_plans_without_an_aim_hold_nothing_impossible_and_nothing_there(
    record: Record, row: Any
) -> None:
    """What is proposed is possible and not yet there."""
    standing = of(record, row["pair"], row["phase"])
    offered = relevant(NONE, CATALOGUE, phase=row["phase"], found=standing.found)

    kinds = {name: possibility(CATALOGUE[name], CATALOGUE, standing).kind for name in offered}

    assert "lacking" not in kinds.values(), kinds


def test_every_pair_that_may_be_offered_a_measure_may_be_offered_what_it_rests_on(
    record: Record,
) -> None:
    """A condition of a prerequisite that its measure lacks would put it out of reach unseen."""
    wrong = set()
    for two in pairs(record):
        found = measures.conditions_between(record, two, DAY)
        wrong |= {
            (one.id, each.id)
            for one in CATALOGUE.values()
            if not measures.missing(one.needs, found)
            for each in CATALOGUE.route(one.id)
            if measures.missing(each.needs, found)
        }

    assert wrong == set()


def pairs(record: Record) -> Iterator[tuple[int, int]]:
    """Neighbours, and pairs of states chosen for all the conditions there are."""
    rows = (
        record.ties("contiguity", None, start=DAY, end=DAY).select("state1", "state2").iter_rows()
    )
    yield from sorted({(one, two) for one, two in rows if one < two})
    named = "USA CHN RUS IND JPN DEU VNM PHL LAO ARM PRK ISR IRN BRA NZL MNG CRI"
    yield from combinations(sorted(actors.find(each, DAY).ccode for each in named.split()), 2)


@pytest.mark.parametrize("phase", get_args(Phase))
def test_every_measure_that_suits_a_phase_can_be_reached_in_it(phase: str) -> None:
    """After a war every hotline was out of phase, and with it all that rests on one."""
    standing = Situation("A", "B", (NONE, NONE), TRUST, TRUST, None, phase=phase)
    hot = phase == "crisis_management"
    expected = {
        name: "phase"
        if phase not in one.phases
        else "heat"
        if hot and one.stake >= measures.HIGH_STAKE
        else "possible"
        for name, one in CATALOGUE.items()
    }

    found = {name: possibility(one, CATALOGUE, standing).kind for name, one in CATALOGUE.items()}

    assert found == expected


def test_a_measure_out_of_phase_is_named_where_another_rests_on_it() -> None:
    """Why something cannot be reached has to be said, or nobody can change it."""
    war = Situation("A", "B", (NONE, NONE), TRUST, TRUST, None, phase="post_conflict")
    own = {
        name: one.model_copy(update={"phases": ("prevention",)})
        if name == "defence-hotline"
        else one
        for name, one in CATALOGUE.items()
    }
    changed = measures.Catalogue(own.values(), CATALOGUE.sources)

    found = possibility(changed["commanders-hotline"], changed, war)

    assert (found.kind, found.blocked_by) == ("blocked", ("defence-hotline",))


def test_what_the_user_knows_of_the_two_is_believed(record: Record) -> None:
    """The lists are short; whoever knows of mines says so."""
    pair = [actors.find(each, DAY).ccode for each in ("BRA", "VNM")]

    assert not measures.conditions_between(record, pair, DAY)["mines"].holds
    assert measures.conditions_between(record, pair, DAY, said={"mines": True})["mines"].holds


@pytest.mark.parametrize(
    ("pair", "day", "phase"),
    [
        (("UKR", "RUS"), date(2026, 11, 30), "crisis_management"),
        (("VNM", "CHN"), date(2014, 6, 1), "crisis_management"),
        (("VNM", "CHN"), date(2014, 8, 1), "prevention"),
        (("FRA", "DEU"), date(2026, 11, 30), "prevention"),
    ],
)
def test_a_crisis_that_goes_on_is_the_phase_unless_another_is_said(
    pair: tuple[str, str], day: date, phase: str
) -> None:
    """Peacetime measures for two states at war are what nobody could hand to a minister."""
    assert phase_between([actors.find(each, day).ccode for each in pair], day) == phase


def test_states_without_a_quarrel_are_not_offered_hotlines_first(record: Record) -> None:
    """A crisis line between France and Germany, a pledge not to use force between Nordic states."""
    against = ("foreign-ministry-hotline", "no-force-pledge", "special-envoys")
    weights = {
        pair: {
            name: one.weight
            for name, one in relevant(
                NONE, CATALOGUE, phase="prevention", found=of(record, [*pair], "prevention").found
            ).items()
        }
        for pair in (("SWE", "NOR"), ("VNM", "JPN"), ("KOR", "PRK"))
    }

    for pair, found in weights.items():
        first = max(found.values())
        for name in against:
            quarrel = pair == ("KOR", "PRK")
            assert (found.get(name, 0.0) > first / 4) == (quarrel and name in found), (pair, name)


def test_what_was_suspended_is_revived_and_not_proposed_as_new() -> None:
    """The agreement of 2018 between the Koreas was in force for five years."""
    koreas = [actors.find(each, DAY).ccode for each in ("KOR", "PRK")]
    lapsed = {one.id: one for one in suspended(CATALOGUE, koreas, DAY)}

    assert lapsed["no-fire-strip"].until == date(2024, 6, 4)
    assert "no-fire-strip" not in {one.id for one in running(CATALOGUE, koreas, DAY)}
    assert "no-fire-strip" in {one.id for one in running(CATALOGUE, koreas, date(2020, 1, 1))}


def test_arrangements_are_of_measures_there_are() -> None:
    """A row of a measure that was renamed would be lost."""
    for one in measures.arrangements():
        assert one.measure in CATALOGUE, one.what.en
        assert (one.until is None) == (one.ended is None), one.what.en
        assert one.what.vi != one.what.en


@pytest.mark.parametrize("name", measures.conditions())
def test_features_are_of_states_there_are(name: str) -> None:
    """A code misspelt is a border that nobody has."""
    for one in measures.conditions()[name].features:
        codes = (
            *one.states,
            *one.against,
            *one.present,
            *(each for two in one.pairs for each in two),
        )
        for code in codes:
            assert code_of(code, DAY) is not None, (name, code)


def test_needs_name_conditions_once() -> None:
    """A condition twice in one measure says nothing more."""
    for one in CATALOGUE.values():
        names = [name for need in one.needs for name in alternatives(need)]
        assert len(names) == len(set(names)), one.id


def test_a_situation_that_nobody_looked_at_excludes_nothing() -> None:
    """Who builds one by hand has said nothing of geography."""
    bare = Situation("A", "B", (NONE, NONE), TRUST, TRUST, None)

    assert possibility(CATALOGUE["freeze-occupation"], CATALOGUE, bare).is_open
    assert not possibility(
        CATALOGUE["freeze-occupation"], CATALOGUE, replace(bare, phase="crisis_management")
    ).is_open
