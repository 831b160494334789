"""Plans of three states or more: what all can take up, and what of two could become of all."""

from datetime import date
from typing import Final

import pytest

from longtin import measures
from longtin._language import Language
from longtin.acts import Record
from longtin.errors import LongtinError
from longtin.page import as_markdown, plain
from longtin.plan import JointPlan, in_both, joint, words

DAY = date(2026, 12, 1)
CATALOGUE = measures.catalogue()
GIVEN: Final = {"VNM": 0.6, "PHL": 0.6, "MYS": 0.1}


@pytest.fixture(scope="module")
def plan() -> JointPlan:
    """Three claimants of one sea, of whom one trusts nobody."""
    with Record.shipped() as record:
        states = ("VNM", "PHL", "MYS")
        return joint(record, states, CATALOGUE, in_both(None), start=DAY, trust=GIVEN)


def test_what_two_have_could_be_widened_to_the_third(plan: JointPlan) -> None:
    """The coast guards of two have had a line since 2013; the third is not asked to invent one."""
    line = next(one for one in plan.measures if one.measure.id == "coast-guard-hotline")

    assert line.kind == "widen"
    assert [two for two, _ in line.had_by] == [(0, 1)]
    assert line.joining == (2,)
    assert plan.measures.index(line) < min(
        at for at, one in enumerate(plan.measures) if one.kind == "new"
    )


def test_nothing_is_proposed_that_all_have_or_that_one_pair_cannot(plan: JointPlan) -> None:
    """A measure of all is of all."""
    shared = {one.id for one in plan.shared}

    assert "defence-dialogue" in shared
    for one in plan.measures:
        assert one.measure.id not in shared
        assert not measures.missing(one.measure.needs, plan.found)
        assert "multilateral" in one.measure.forms


def test_who_trusts_too_little_is_named(plan: JointPlan) -> None:
    """A proposal that one of the three will not take part in says so."""
    for one in plan.measures:
        if one.needs_trust > GIVEN["MYS"]:
            assert {(2, 0), (2, 1)} <= set(one.short_of), one.measure.id


def test_what_two_share_alone_is_told_apart() -> None:
    """A border of two is no measure of three."""
    with Record.shipped() as record:
        trust = {"VNM": 0.5, "LAO": 0.5, "PHL": 0.5}
        states = ("VNM", "LAO", "PHL")
        found = joint(record, states, CATALOGUE, in_both(None), start=DAY, trust=trust)

    assert not any("land_border" in one.measure.needs for one in found.measures)
    assert not found.apart[1, 2]


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_page_says_all_of_it(plan: JointPlan, language: str) -> None:
    """In either language, and as data."""
    text = as_markdown(words.joint_document(plan, Language(language)))

    named = [each.name for each in plan.shared]
    named += [each.measure.name for each in plan.measures[:3]]
    for name in named:
        assert name.of(language) in text
    content = plain(words.joint_plain(plan))
    assert content["states"] == ["VNM", "PHL", "MYS"]
    assert len(content["measures"]) == len(plan.measures)


def test_two_are_no_joint_plan_and_nobody_is_named_twice() -> None:
    """For two there is the plan itself."""
    with Record.shipped() as record:
        for states in (("VNM", "PHL"), ("VNM", "PHL", "VNM")):
            with pytest.raises(LongtinError, match="Name"):
                joint(record, states, CATALOGUE, in_both(None), start=DAY)
