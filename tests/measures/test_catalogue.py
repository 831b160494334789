"""The catalogue as shipped: every file whole, bilingual, sourced and fitting the others."""

import re
from collections import Counter
from datetime import date
from importlib.resources import files
from statistics import mean
from typing import Any

import pytest

from longtin import actors, measures
from longtin._data import Bilingual
from longtin.acts import kinds
from longtin.errors import MeasureError
from longtin.measures import JUDGED, Measure
from longtin.measures._catalogue.catalogue import CHOICES, DOMAINS, plain

CATALOGUE = measures.catalogue()
MEASURES = pytest.mark.parametrize("measure", CATALOGUE.values(), ids=lambda each: each.id)
ENGLISH = re.compile(
    r"\b(the|of|and|in|for|with|on|at|by|or|is|are|not|as|from|each|its|it|their|lists?|reports?|"
    r"log|records?|notice|yearly|first|agreement|between|after|before|line|states?|joint|exchange|"
    r"meetings?|exercises?|visits?|under|above|duty|check|comparison|data|days?|force)\b"
)
"""Words that Vietnamese does not have, with which English would give itself away."""


def texts(measure: Measure) -> list[Bilingual]:
    """Everything a measure says in words."""
    said = [measure.name, measure.description, *measure.verification]
    for precedent in measure.precedents:
        groups = [party for party in precedent.parties if isinstance(party, Bilingual)]
        said += [precedent.what, *groups]
    return [*said, *([measure.note] if measure.note else [])]


def test_there_are_as_many_measures_as_there_are_files_in_each_domain() -> None:
    """A file lost in a move would go unnoticed among so many."""
    counts = Counter(measure.domain for measure in CATALOGUE.values())

    assert set(counts) == set(DOMAINS)
    assert len(CATALOGUE) == 146
    assert counts["maritime"] == 9
    assert counts["communication"] == 6
    assert min(counts.values()) == 3


@MEASURES
def test_both_languages_are_whole(measure: Measure) -> None:
    """A Vietnamese reader is not to be told half of it."""
    for said in texts(measure):
        assert said.en.strip(), measure.id
        assert said.vi.strip(), said.en


@MEASURES
def test_no_english_is_left_in_the_vietnamese(measure: Measure) -> None:
    """What was not translated would look like a quotation."""
    for said in texts(measure):
        assert not ENGLISH.search(said.vi.casefold()), said.vi
        # Without a single mark it is a name or a number, or it is not Vietnamese.
        assert said.vi == said.en or plain(said.vi) != said.vi.casefold(), said.vi


@MEASURES
def test_vietnamese_is_spelt_as_everywhere_else(measure: Measure) -> None:
    """Hòa, thỏa and ủy: one spelling for the whole product."""
    for said in texts(measure):
        assert not re.search(r"(?<![qQ])[oO][àáảãạ](?![a-zà-ỹ])", said.vi), said.vi
        assert not re.search(r"(?<![qQ])[uU][ỳýỷỹỵ](?![a-zà-ỹ])", said.vi), said.vi


@MEASURES
def test_parties_are_states_in_their_year(measure: Measure) -> None:
    """A code must stand for the state it stood for then."""
    for precedent in measure.precedents:
        for party in precedent.parties:
            if isinstance(party, str):
                assert actors.find(party, date(precedent.year, 7, 1)).key == party


@MEASURES
def test_what_comes_before_a_measure_can_be_done_in_order(measure: Measure) -> None:
    """A planner walks this; a prerequisite that is missing or late would trap it."""
    done: set[str] = set()
    for before in CATALOGUE.route(measure.id):
        assert set(before.requires) <= done
        done.add(before.id)

    assert set(measure.requires) <= done
    assert measure.id not in done


@MEASURES
def test_a_measure_is_never_of_a_lower_stage_than_what_it_asks_for(measure: Measure) -> None:
    """Simple before joint: a prerequisite that is harder than its measure would turn that round."""
    assert all(CATALOGUE[each].stage <= measure.stage for each in measure.requires)


def test_every_field_can_be_entered_from_nothing() -> None:
    """Each domain has a first step whose whole way is channels, politics or visits."""
    for domain in DOMAINS:
        inside = CATALOGUE.select(domain=domain)
        nearest = min(inside, key=lambda each: len(CATALOGUE.route(each.id)))

        assert len(CATALOGUE.route(nearest.id)) <= 3, domain
        assert all(each.stake <= 0.15 for each in CATALOGUE.route(nearest.id)), domain


def test_higher_stages_risk_more_cost_more_and_say_more() -> None:
    """Document 003: small, cheap and symbolic first; and what is cheap to fake says little."""
    stages = [CATALOGUE.select(stage=stage) for stage in (1, 2, 3)]

    for value in ("stake", "cost", "reveals"):
        means = [mean(getattr(each, value) for each in stage) for stage in stages]
        assert means == sorted(means), value
    assert max(each.stake for each in stages[0]) <= 0.1


def test_what_exposes_most_reveals_most() -> None:
    """A signal is worth what it would cost a cheat: the two go together, not in lockstep."""
    ranked = sorted(CATALOGUE.values(), key=lambda each: each.stake)
    low, high = ranked[: len(ranked) // 2], ranked[len(ranked) // 2 :]

    assert mean(each.reveals for each in low) < mean(each.reveals for each in high) / 1.5


def test_notifying_is_worth_a_deciban_and_a_half() -> None:
    """Ten times the logarithm of 1 / 0.7, worked by hand: 1.549."""
    assert CATALOGUE["notify-large-exercise"].reveals == 0.3
    assert CATALOGUE["notify-large-exercise"].decibans == pytest.approx(1.549, abs=0.0005)


def test_signs_are_kinds_of_act_and_point_the_right_way() -> None:
    """Measures are judged by acts; the words must be those of the record."""
    known = kinds()
    for measure in CATALOGUE.values():
        for kind in measure.signs.kept:
            assert known[kind].quad in {1, 2}, measure.id
        for kind in measure.signs.broken:
            assert known[kind].quad in {3, 4}, measure.id


def test_verified_precedents_name_where_it_was_seen() -> None:
    """A fact we say we saw must say where."""
    for measure in CATALOGUE.values():
        for precedent in measure.precedents:
            if precedent.certainty == "verified":
                assert precedent.rows or precedent.source != "memory", measure.id


TOO_WEAK = {"SHA-2", "SHA-3"}
"""Rows whose figures nobody has checked, so that no regime has them."""


@MEASURES
def test_rows_of_regimes_are_there(measure: Measure) -> None:
    """A link to an obligation must lead to it, in every regime that is put into data."""
    known = measures.rows()
    families = {row.partition("-")[0] for row in known}
    named = {*measure.regimes, *(row for each in measure.precedents for row in each.rows)}

    missing = {row for row in named - TOO_WEAK - set(known) if row.partition("-")[0] in families}
    assert missing == set()


@MEASURES
def test_what_puts_a_measure_into_force_is_an_obligation_that_uses_it(measure: Measure) -> None:
    """A slip of an id would silently propose again what has been agreed for years."""
    rows = {
        part.id: part.row or part.id
        for regime in measures.regimes().values()
        for part in regime.obligations
    }

    for name in measure.in_force_by:
        assert rows[name] in measure.regimes, name


def test_a_measure_is_in_force_only_where_every_state_is_bound() -> None:
    """One party's duty is no measure between two."""
    notice = CATALOGUE["notify-large-exercise"]
    day = date(2026, 1, 5)
    codes = {name: actors.find(name, day).ccode for name in ("DEU", "FRA", "JPN")}

    held = measures.in_force(notice, (codes["DEU"], codes["FRA"]), day)

    assert held is not None
    assert held.regime.id == "vienna-2011"
    assert held.since == date(2011, 12, 1)
    assert measures.in_force(notice, (codes["DEU"], codes["JPN"]), day) is None


def test_lines_and_talks_of_governments_open_a_channel_and_talks_of_scholars_do_not() -> None:
    """Planner and rules disagreed on nine measures while each guessed from ids and domains."""
    channels = {each.id for each in CATALOGUE.values() if each.is_channel}

    assert {
        each.id for each in CATALOGUE.values() if each.domain in {"communication", "summit"}
    } <= channels
    assert {each.id for each in CATALOGUE.values() if each.id.endswith("-hotline")} <= channels
    assert not {each.id for each in CATALOGUE.values() if each.domain == "track2"} & channels


def test_every_source_is_used() -> None:
    """A source nobody names is a leftover."""
    named = {
        getattr(measure.judgement, value) for measure in CATALOGUE.values() for value in JUDGED
    } | {
        precedent.source
        for measure in CATALOGUE.values()
        for precedent in measure.precedents
        if precedent.source
    }

    assert named == set(CATALOGUE.sources)


@pytest.mark.parametrize("issue", CHOICES["issue"])
def test_each_threat_is_met_by_several_measures_that_say_where_they_come_from(issue: str) -> None:
    """A minister for water or health is to find as much as a minister of defence."""
    found = CATALOGUE.select(issue=issue)

    assert len(found) >= 6
    assert sum(bool(each.risks) for each in found) >= 4
    assert any(each.certainty == "verified" for one in found for each in one.precedents)
    assert {each.stage for each in found} >= {1, 2}


def test_each_form_way_and_contribution_has_measures() -> None:
    """A choice that finds nothing is no choice."""
    for what in ("form", "through", "contribution"):
        for key in CHOICES[what]:
            asked: dict[str, Any] = {what: str(key)}
            assert CATALOGUE.select(**asked), key


def test_half_of_the_catalogue_is_of_the_civil_ministries() -> None:
    """Document 003 counts four kinds of measures that are not military, 001 five forms."""
    civil = [each for each in CATALOGUE.values() if each.osce_group != "none"]

    assert len(civil) >= len(CATALOGUE) / 2
    assert all(each.through for each in CATALOGUE.values())


def test_every_file_says_that_its_figures_are_judgements() -> None:
    """Who opens the file must not take an opinion for a finding."""
    folder = files("longtin.measures") / "data" / "measures"
    for name in CATALOGUE:
        assert "# Judgements, not measurements" in (folder / f"{name}.yaml").read_text("utf-8")


def test_a_code_is_understood_wherever_an_id_is() -> None:
    """Older notes cite NOT-01."""
    assert CATALOGUE["NOT-01"] is CATALOGUE["not-01"] is CATALOGUE["notify-large-exercise"]
    assert "NOT-01" in CATALOGUE
    assert len({measure.code for measure in CATALOGUE.values()}) == len(CATALOGUE)
    assert "NOT-01" not in set(CATALOGUE)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("notify-large-exercises", "notify-large-exercise"),
        ("Leaders' hotlin", "leaders-hotline"),
        ("duong day nong nghe ca", "fisheries-hotline"),
        ("demarcation", "demarcation-commission"),
    ],
)
def test_an_unknown_name_brings_the_nearest(typed: str, meant: str) -> None:
    """In either language, with or without marks, or by a word of it."""
    with pytest.raises(MeasureError, match=meant):
        CATALOGUE[typed]

    assert typed not in CATALOGUE


def test_what_is_near_nothing_points_to_the_list() -> None:
    """No suggestion is better than a wild one."""
    with pytest.raises(MeasureError, match=r"No measure `zzz`\. `longtin measures` lists them\."):
        CATALOGUE["zzz"]


def test_selection_is_by_all_that_is_asked() -> None:
    """Each filter narrows; together they narrow further."""
    found = CATALOGUE.select(
        domain="maritime", stage=1, phase="prevention", form="bilateral", reveals_at_least=0.2
    )

    assert [each.id for each in found] == ["fisheries-hotline"]
    assert {each.id for each in CATALOGUE.select(text="duong day nong", stage=1)} == {
        "foreign-ministry-hotline",
        "fisheries-hotline",
    }
    assert all(each.stake <= 0.05 for each in CATALOGUE.select(stake_at_most=0.05))
    assert all(each.school == "norm" for each in CATALOGUE.select(school="norm"))
    assert CATALOGUE.select() == tuple(CATALOGUE.values())


def test_unlocking_is_requiring_read_backwards() -> None:
    """What a channel opens is why it comes first."""
    for name in CATALOGUE:
        for after in CATALOGUE.unlocks(name):
            assert name in after.requires
    assert len(CATALOGUE.unlocks("contact-point-network")) >= 8
