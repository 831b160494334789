"""A brief is filled from the record: what it says is what the record and the model say."""

from collections.abc import Iterator
from datetime import date

import pytest

from longtin import brief, trust
from longtin.acts import Record
from longtin.brief.values.contributions import AROUND
from longtin.brief.values.trust_change import SWING
from longtin.errors import ActorError, LongtinError, RecordError


@pytest.fixture(scope="module")
def record() -> Iterator[Record]:
    """The shipped record."""
    with Record.shipped() as shipped:
        yield shipped


@pytest.fixture(scope="module")
def rig_crisis(record: Record) -> brief.Brief:
    """Viet Nam and China in the summer of 2014."""
    return brief.compose(record, "VNM", "CHN", as_of=date(2014, 8, 1), draws=32)


def test_the_headline_is_the_estimate(record: Record, rig_crisis: brief.Brief) -> None:
    """No second way to a number."""
    model = trust.Model.shipped(draws=32)
    found = trust.estimate(record, "CHN", "VNM", until=date(2014, 8, 1), model=model)

    row = found.frame(date(2014, 8, 1)).row(0, named=True)
    now = rig_crisis.directions[0].now

    assert now.trust == pytest.approx(row["trust"], abs=1e-12)
    assert (now.low, now.high) == pytest.approx((row["low"], row["high"]), abs=1e-12)
    assert now.date == date(2014, 8, 1)


def test_the_lines_add_up_to_the_change(rig_crisis: brief.Brief) -> None:
    """Listed acts, the rest and drift leave nothing over."""
    for direction in rig_crisis.directions:
        assert direction.change is not None
        change = direction.change
        assert sum(line.points for line in direction.moved) == pytest.approx(change.points)
        assert sum(line.decibans for line in direction.moved) == pytest.approx(change.decibans)


def test_what_still_matters_adds_up(rig_crisis: brief.Brief) -> None:
    """To the difference from a record without acts, listed ones first."""
    for direction in rig_crisis.directions:
        assert direction.lasting is not None
        lines = direction.lasting.lines
        assert sum(line.points for line in lines) == pytest.approx(direction.lasting.points)
        assert sum(line.decibans for line in lines) == pytest.approx(direction.lasting.decibans)
        sizes = [abs(line.points) for line in lines if line.what != "OTHER"]
        assert sizes == sorted(sizes, reverse=True)


def test_the_crisis_still_matters_in_august(rig_crisis: brief.Brief) -> None:
    """Accusations of that spring hold belief down more than anything else does."""
    lasting = rig_crisis.directions[0].lasting

    assert lasting is not None
    assert lasting.points < -4.0
    assert lasting.lines[0].end >= date(2014, 5, 1)
    assert lasting.lines[0].decibans < 0.0


def test_the_forecast_of_a_year_before_is_held_against_the_record(
    record: Record, rig_crisis: brief.Brief
) -> None:
    """What is counted is what the record holds of the year."""
    known = rig_crisis.directions[0].hindcast
    assert known is not None
    acts = record.acts(710, 816, start=date(2013, 7, 29), end=date(2014, 8, 1))
    dated = acts.filter(acts["kind"].is_not_null(), acts["start"] == acts["end"])

    assert known.since == date(2013, 7, 28)
    assert known.cases == dated["count"].sum()
    assert 0 < known.happened < known.cases
    assert known.low <= known.expected <= known.high


def test_the_pair_stands_among_neighbours(rig_crisis: brief.Brief) -> None:
    """By trust, itself among them, both of its neighbourhoods, ten years before as well."""
    compared = rig_crisis.compared
    assert compared is not None
    for peers, pair in ((compared.ours, "CHN"), (compared.theirs, "VNM")):
        figures = [peer.now.trust for peer in peers if peer.now.trust is not None]
        assert figures == sorted(figures, reverse=True)
        assert [peer.party.key for peer in peers if peer.is_pair] == [pair]
        assert len(peers) > 3
    own = next(peer for peer in compared.ours if peer.is_pair)
    assert own.now == rig_crisis.directions[0].now
    assert compared.before == date(2004, 8, 1)
    assert compared.by_year


def test_the_crisis_is_what_moved_it(rig_crisis: brief.Brief) -> None:
    """The heaviest stretch of the year lies in May and June 2014."""
    turn = rig_crisis.directions[0].turn

    assert turn is not None
    assert date(2014, 5, 1) <= turn.start <= turn.end <= date(2014, 7, 31)
    assert turn.points < -12.0


def test_every_named_row_is_in_the_record(record: Record, rig_crisis: brief.Brief) -> None:
    """A reader can go back to each line's source."""
    rows = {
        row
        for pair in ((816, 710), (710, 816))
        for row in record.acts(*pair, start=date(2013, 7, 1), end=date(2014, 8, 1))["origin"]
    }
    named = {
        row
        for way in rig_crisis.directions
        for line in way.moved
        if line.what not in AROUND
        for row in line.origins
    }

    assert named
    assert named <= rows


def test_nothing_later_leaks_in(rig_crisis: brief.Brief) -> None:
    """Not into the path, the marks, the lines or the coverage of what had begun."""
    last = date(2014, 8, 1)

    for direction in rig_crisis.directions:
        assert max(reading.date for reading in direction.path) <= last
        assert all(line.end <= last for line in (*direction.moved, *direction.marks))
    assert all(cover.start is None or cover.start <= last for cover in rig_crisis.coverage)


def test_both_directions_are_told_from_each_side(rig_crisis: brief.Brief) -> None:
    """The first is the reader's own trust in the other."""
    first, second = rig_crisis.directions

    assert (first.truster.key, first.trustee.key) == ("VNM", "CHN")
    assert (second.truster.key, second.trustee.key) == ("CHN", "VNM")


@pytest.mark.parametrize(
    ("here", "there", "day"),
    [
        ("FRA", "DEU", date(2015, 12, 31)),
        ("USA", "RUS", date(2005, 2, 1)),
        ("IND", "PAK", date(1972, 6, 30)),
        ("VNM", "CHN", date(1979, 12, 31)),
        ("BTN", "PRY", date(2010, 6, 1)),
        ("SSD", "SDN", date(2012, 6, 1)),
        ("DDR", "GFR", date(1980, 1, 1)),
    ],
)
def test_any_pair_on_any_date_gives_a_whole_document(
    record: Record, here: str, there: str, day: date
) -> None:
    """Weeks, years, young states, dead states, hardly a report: no exception, no empty section."""
    found = brief.compose(record, here, there, as_of=day, draws=16)

    assert found.as_of <= day
    for language in ("en", "vi"):
        shown = brief.render(found, "md", language=language).decode()
        assert "None" not in shown
        assert "nan" not in shown.split()


def test_too_little_evidence_is_said_with_its_reason(record: Record) -> None:
    """No figure, no school, no change; a reason."""
    found = brief.compose(record, "BTN", "PRY", as_of=date(2004, 6, 1), draws=16)

    for direction in found.directions:
        assert direction.now.status == "too little"
        assert direction.now.trust is None
        assert direction.reason in {"thin", "no_acts"}
        assert direction.schools == ()
        assert direction.change is None
    assert found.cell is None


@pytest.mark.parametrize(
    ("here", "there", "day", "kind", "says"),
    [
        ("VTN", "CHN", date(2014, 8, 1), ActorError, "did you mean VNM"),
        ("VNM", "VNM", date(2014, 8, 1), LongtinError, "two different states"),
        ("VNM", "CHN", date(2127, 1, 1), RecordError, "2127-01-01"),
        ("VNM", "CHN", date(1900, 1, 1), RecordError, "1900"),
        ("SSD", "SDN", date(2009, 1, 1), ActorError, "2011-07-09"),
    ],
)
def test_a_refusal_names_what_was_given(
    record: Record, here: str, there: str, day: date, kind: type[LongtinError], says: str
) -> None:
    """And what could be asked instead."""
    with pytest.raises(kind, match=says):
        brief.compose(record, here, there, as_of=day, draws=8)


def test_the_chart_marks_the_crisis(rig_crisis: brief.Brief) -> None:
    """Many reports in some weeks outweigh a single one elsewhere."""
    for direction in rig_crisis.directions:
        assert any(
            date(2014, 5, 1) <= line.start <= line.end <= date(2014, 7, 31)
            for line in direction.marks
        )


def test_the_rules_are_those_that_bind_both_on_the_day(rig_crisis: brief.Brief) -> None:
    """A reader is told of no treaty the other side never joined, nor of one still to come."""
    rules = rig_crisis.rules
    assert rules is not None
    names = [bond.regime for bond in rules.bonds]

    assert {"viet-nam-china", "doc-2002"} <= set(names)
    assert not {"viet-nam-philippines", "vienna-2011", "japan-china-2018"} & set(names)
    assert [bond.parties for bond in rules.bonds] == sorted(bond.parties for bond in rules.bonds)
    assert all(bond.since <= rig_crisis.as_of for bond in rules.bonds)


def test_dates_lie_in_the_year_to_come(rig_crisis: brief.Brief) -> None:
    """What fell due before is past, and what is far off belongs in a calendar."""
    rules = rig_crisis.rules
    assert rules is not None

    assert rules.due
    assert all(date(2014, 8, 1) < due.day <= date(2015, 8, 1) for due in rules.due)
    assert all(len(due.obligations) == len(due.says) for due in rules.due)


def test_two_states_without_a_regime_between_them_have_no_rules(record: Record) -> None:
    """In 1948 neither was a member of the United Nations, and nothing else on file was in force."""
    found = brief.compose(record, "FIN", "ITA", as_of=date(1948, 12, 31), draws=16)

    assert found.rules is None


def test_the_first_step_is_small_where_trust_has_collapsed(rig_crisis: brief.Brief) -> None:
    """Nobody proposes a grand bargain to a state it does not trust."""
    advice = rig_crisis.advice
    assert advice is not None
    first, plan = advice.steps[0], advice.fans[0]

    assert first.stake is None or first.stake <= 0.15
    assert first.trust == pytest.approx(rig_crisis.directions[0].now.trust)
    assert [fan.way for fan in advice.fans[:2]] == ["plan", "nothing"]
    assert len(plan.middle) == len(advice.dates)
    assert advice.dates[0] == rig_crisis.as_of
    assert all(a <= b <= c for a, b, c in zip(plan.low, plan.middle, plan.high, strict=True))


def test_without_a_figure_there_is_no_advice(record: Record) -> None:
    """A plan without trust to start from would be made up."""
    found = brief.compose(record, "BTN", "PRY", as_of=date(2010, 6, 1), draws=16)

    assert found.advice is None


def test_a_year_that_swung_says_where_it_went(rig_crisis: brief.Brief) -> None:
    """0.01 after 0.06 hides a thaw between the two, and a crisis where it went lower still."""
    swung = [each for each in rig_crisis.directions if each.change and each.change.between]
    assert swung
    for direction in swung:
        assert direction.change is not None
        thaw, *crisis = direction.change.between
        ends = (direction.year_before.trust or 0.0, direction.now.trust or 0.0)
        days = [each.date for each in (direction.year_before, thaw, *crisis, direction.now)]

        assert days == sorted(set(days))
        assert (thaw.trust or 0.0) >= max(ends) + SWING
        assert all((each.trust or 0.0) < min(ends) for each in crisis)
        assert {thaw, *crisis} <= set(direction.path)


def test_the_figure_of_a_year_before_knows_its_reports(
    record: Record, rig_crisis: brief.Brief
) -> None:
    """Eleven reports in a year carry less than a hundred: those on what the other side did."""
    acts = record.acts(710, 816, start=date(2012, 7, 30), end=date(2013, 7, 28))

    change = rig_crisis.directions[0].change

    assert change is not None
    assert change.reports_before == acts["count"].sum()


def test_a_year_that_went_one_way_did_not_swing(record: Record) -> None:
    """The extremes of a plain fall or rise are its two ends."""
    quiet = brief.compose(record, "VNM", "PHL", as_of=date(2014, 8, 1), draws=32)

    assert [way.change and way.change.between for way in quiet.directions] == [(), ()]
