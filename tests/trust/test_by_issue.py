"""Trust by issue: what tells a field, how departures are learnt, and that counts add up."""

from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
import pytest

from longtin import trust
from longtin.acts import Record
from longtin.errors import LongtinError
from longtin.trust import Estimate, IssueModel, Model
from longtin.trust.evidence.dated_reports import Weeks
from longtin.trust.evidence.told_issues import ISSUES, issue_of, with_issues
from longtin.trust.model import graded_levels, issue_model
from longtin.trust.model.beliefs import INTERVAL

DAY = date(2022, 12, 25)
USA, CHINA = 2, 710


@pytest.fixture(scope="module")
def found(record: Record) -> Estimate:
    """Belief of one pair that is much in the news."""
    model = Model.shipped(draws=0)
    return trust.estimate_pairs(record, [(USA, CHINA)], by="week", until=DAY, model=model)


def anchors_of(found: Estimate) -> tuple[float, float]:
    """Of graded levels."""
    assert found.model.annual.anchors
    return found.model.annual.anchors


def issues_of(found: Estimate) -> IssueModel:
    """As it is shipped."""
    assert found.model.issues
    return found.model.issues


def weeks_of(found: Estimate) -> Weeks:
    """Behind an estimate by week."""
    assert found.held
    return found.held


@pytest.mark.parametrize(
    ("name", "day", "issue"),
    [
        ("Defense / Security Ministry (Japan)", DAY, "military"),
        ("Finance / Economy / Commerce / Trade Ministry (India)", DAY, "economic"),
        ("Foreign Affairs (Russia)", DAY, "diplomatic"),
        ("Police (Philippines)", DAY, "legal"),
        ("Environment Department/Ministry (Brazil)", DAY, "environment"),
        ("Armed Forces of Ukraine", DAY, "military"),
        ("John Kerry", date(2015, 1, 1), "diplomatic"),
        ("John Kerry", date(2022, 1, 1), "environment"),
        ("John Kerry", date(2018, 1, 1), None),
        ("Vladimir Putin", DAY, None),
        ("China", DAY, None),
        ("Lawmaker (South Korea)", DAY, None),
    ],
)
def test_who_acts_tells_the_issue_on_its_day(name: str, day: date, issue: str | None) -> None:
    """A minister tells one while in office; a head of state and a plain state tell none."""
    assert issue_of(name, day) == issue


def test_a_closer_field_goes_before_the_channel_and_the_kind_comes_last() -> None:
    """Generals whom a foreign minister receives talk of military affairs; aid is aid by itself."""
    acts = pl.DataFrame(
        [
            ("Foreign Affairs (Russia)", "Military (India)", "CONSULT", "diplomatic"),
            ("Foreign Affairs (Russia)", "India", "AID", "military"),
            ("Russia", "India", "AID", "military"),
            ("Russia", "India", "AID", None),
            ("Russia", "India", "SANCTION", "diplomatic"),
            ("Russia", "India", "CONSULT", "diplomatic"),
        ],
        schema=["source_name", "target_name", "kind", "domain"],
        orient="row",
    ).with_columns(start=pl.lit(DAY))

    told = with_issues(acts).select("issue", "told_by").rows()

    assert told == [
        ("military", "side"),
        ("diplomatic", "side"),
        ("military", "kind"),
        ("humanitarian", "kind"),
        ("diplomatic", "kind"),
        (None, None),
    ]


def test_reports_by_issue_add_up_to_those_at_large(found: Estimate) -> None:
    """Every report stands in one row, and in one of the three ways at most."""
    frame = trust.by_issue(found, "USA")
    whole, parts = frame.row(0, named=True), frame.slice(1)

    assert frame["issue"].to_list() == ["all", *ISSUES, "none"]
    for column in ("reports", "cooperate", "compete", "confront", "told_by_side", "told_by_kind"):
        assert parts[column].sum() == whole[column]
    assert whole["reports"] == weeks_of(found).acts["count"].sum()
    assert whole["cooperate"] + whole["compete"] + whole["confront"] < whole["reports"]


def test_the_level_at_large_is_that_of_everywhere(found: Estimate) -> None:
    """One question, one answer."""
    whole = trust.by_issue(found, "USA").row(0, named=True)

    assert whole["trust"] == found.frame(DAY)["trust"][0]


def test_without_a_departure_a_field_is_read_as_the_whole_is(found: Estimate) -> None:
    """The mean and the interval are those of graded levels."""
    anchors = anchors_of(found)
    belief = found.beliefs.levels.after[-1, :, 0]
    departing = issue_model.prior(0.0)

    mean, weights = issue_model.read(belief, departing, anchors)
    ends = issue_model.quantiles(weights, anchors, INTERVAL)

    assert mean == pytest.approx(float(belief @ graded_levels.scale(anchors)), abs=1e-12)
    for end, share in zip(ends, INTERVAL, strict=True):
        borders = graded_levels.edges(anchors)
        wanted = graded_levels.quantile(belief[None, :, None], borders, share)[0, 0]
        assert end == pytest.approx(float(wanted), abs=1e-9)


def test_departures_follow_bayes_rule_act_by_act(found: Estimate) -> None:
    """The oracle goes week by week, level by level and act by act."""
    events = found.model.events
    offsets = issues_of(found).offsets["military"]
    logs = issue_model.log_likelihoods(events, offsets, issue_model.DEPARTURES)
    generator = np.random.default_rng(3)
    before = generator.dirichlet(np.ones(graded_levels.LEVELS), size=4)
    stories = generator.gamma(0.5, 0.2, size=(4, logs.shape[2]))

    told = issue_model.surprises(logs, stories, before)

    for week in range(4):
        for place in range(len(issue_model.DEPARTURES)):
            chance = sum(
                before[week, level]
                * np.prod([np.exp(logs[level, place, k]) ** stories[week, k] for k in range(20)])
                for level in range(graded_levels.LEVELS)
            )
            assert told[week, place] == pytest.approx(np.log(chance), abs=1e-10)


def test_a_field_more_hostile_than_expected_stands_lower(found: Estimate) -> None:
    """Threats alone in a field lower it below the whole, visits alone lift it above."""
    kinds = issues_of(found).kinds
    figures = {}
    for kind in ("THREATEN", "VISIT"):
        acts = weeks_of(found).acts
        military = with_issues(acts)["issue"] == "military"
        row = kinds.index(kind)
        planted = acts.with_columns(
            kind_row=pl.when(military).then(pl.lit(row, pl.Int64)).otherwise("kind_row")
        )
        turned = replace(found, held=replace(weeks_of(found), acts=planted))
        frame = trust.by_issue(turned, "USA")
        figures[kind] = frame.filter(issue="military")["trust"][0]
    whole = found.frame(DAY)["trust"][0]

    assert figures["THREATEN"] < whole < figures["VISIT"]


def test_a_field_that_foretells_nothing_has_no_figure_of_its_own(found: Estimate) -> None:
    """What is shipped: a spread only where weeks that the choice has not seen gain by it."""
    shipped = issues_of(found)
    frame = trust.by_issue(found, "USA")

    assert shipped.own
    for issue in ISSUES:
        gains = shipped.provenance["fields"][issue]["gain after"]
        spread = shipped.spreads[issue]
        assert not spread or gains[f"{spread:g}"] > 0.0
        assert (frame.filter(issue=issue)["trust"][0] is None) == (issue not in shipped.own)


def test_parameters_come_back_from_their_file() -> None:
    """What was written is what is read."""
    shipped = issue_model.shipped()

    again: IssueModel = issue_model.load(shipped.dump())

    assert again.version == shipped.version
    assert again.spreads == shipped.spreads


def test_issues_are_asked_by_week_on_nine_levels(record: Record) -> None:
    """Two types and years hold nothing to read them from."""
    yearly = trust.estimate(record, "CHN", "USA", by="year", model=Model.shipped(draws=0))
    types = Model.shipped(draws=0, levels=2)
    two = trust.estimate(record, "CHN", "USA", until="2012", model=types)

    for estimate in (yearly, two):
        with pytest.raises(LongtinError, match="by week"):
            trust.by_issue(estimate, "USA")
