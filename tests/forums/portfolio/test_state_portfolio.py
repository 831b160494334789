"""A state's portfolio on the shipped record: partners, venues, balance, weaknesses, principles."""

import json
from datetime import date
from pathlib import Path

import pytest

from longtin import actors, acts, programme, promises
from longtin._language import is_vietnamese
from longtin.errors import LongtinError
from longtin.forums import portfolio
from longtin.forums.portfolio import Portfolio, PortfolioGrounds
from longtin.forums.portfolio._assessment.record_facts import neighbours, read_facts
from longtin.forums.portfolio._assessment.shortlist import (
    MOST_PARTNERS,
    candidates,
    shortlist,
    two_powers,
)

DAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def record() -> acts.Record:
    """The shipped record."""
    return acts.Record.shipped()


@pytest.fixture(scope="module")
def viet_nam(record: acts.Record) -> Portfolio:
    """Viet Nam on two issues with four partners."""
    return portfolio.state_portfolio(
        record,
        "VNM",
        as_of=DAY,
        issues=["water", "maritime"],
        partners=["CHN", "LAO", "NLD", "JPN"],
    )


def test_each_issue_ranks_the_partners_named(viet_nam: Portfolio) -> None:
    """Whoever asks about four is told of four."""
    for line in viet_nam.lines:
        assert {each.key for each in line.partners} == {"CHN", "LAO", "NLD", "JPN"}
        assert sum(each.first for each in line.partners) == pytest.approx(1.0)


def test_every_figure_has_its_band(viet_nam: Portfolio) -> None:
    """A point without a band is a claim nobody can make."""
    rated = [
        one for line in viet_nam.lines for each in line.partners for one in each.criteria.values()
    ]

    assert all(0.0 <= one.low <= one.at <= one.high <= 1.0 for one in rated)
    assert all(one.source for one in rated if one.basis in {"counted", "told", "judged"})


def test_a_claimant_is_partner_and_counterpart_at_sea_and_partner_on_water(
    viet_nam: Portfolio,
) -> None:
    """Who is partner and who is counterpart is told by issue, never by state."""
    water, sea = (
        next(each for each in line.partners if each.key == "CHN") for line in viet_nam.lines
    )

    assert not water.contends
    assert sea.contends
    assert sea.criteria["interest"].low == 0.0


def test_water_is_taken_where_the_river_is_shared(viet_nam: Portfolio) -> None:
    """The commission that a treaty founded comes before assemblies of the whole world."""
    venues = viet_nam.lines[0].venues

    assert "mekong" in {place.venue.id for place in venues.talk}
    assert all(place.venue.scope != "universal" for place in venues.talk)


def test_a_larger_part_is_advised_only_where_a_row_says_that_it_is_strong(
    viet_nam: Portfolio,
) -> None:
    """Source 004: a core part where the state is strong, as its ability allows."""
    water, sea = viet_nam.lines

    assert (water.part_now, water.part_proposed) == ("host", "lead")
    assert sea.part_proposed == sea.part_now


def test_balance_tells_ties_of_both_powers_and_leans_beside_the_own(viet_nam: Portfolio) -> None:
    """The Netherlands and Japan vote nearer to the United States than Viet Nam does; Laos not."""
    balance = viet_nam.balance

    assert balance is not None
    assert set(balance.powers) == {"CHN", "USA"}
    beyond = {each.key: each for each in balance.leanings}
    towards_usa = -1 if balance.powers[0] == "CHN" else 1
    for key in ("NLD", "JPN"):
        assert (beyond[key].beyond or 0.0) * towards_usa > 0.2
    low, high = beyond["LAO"].low, beyond["LAO"].high
    assert low is not None
    assert high is not None
    assert low <= 0.0 <= high
    assert sum(balance.sides.values()) == pytest.approx(1.0)


def test_all_seven_principles_are_asked_and_what_is_not_known_is_said(viet_nam: Portfolio) -> None:
    """Silence of the tables is no answer."""
    assert {each.principle for each in viet_nam.answers} == set(range(1, 8))
    lead = next(each for each in viet_nam.answers if each.asks == "lead_office")
    assert lead.answer == "not_known"


def test_the_four_weaknesses_each_have_an_answer(viet_nam: Portfolio) -> None:
    """A finding without a remedy helps nobody."""
    assert [each.key for each in viet_nam.weaknesses] == [
        *("awareness", "aims", "coordination", "pressure")
    ]
    assert all(each.remedies for each in viet_nam.weaknesses)
    pressure = viet_nam.weaknesses[-1]
    assert ("arms", 0.56) in [
        (sign.values.get("kind"), sign.values.get("share")) for sign in pressure.signs
    ]


def test_offices_of_ones_own_answer_what_was_not_known(record: acts.Record, tmp_path: Path) -> None:
    """Who leads at home is known at home."""
    file = tmp_path / "own.yaml"
    file.write_text(
        "offices:\n- {state: VNM, issue: water, office: {en: Water Office, vi: Cục Nước}, "
        "experts: 0}\n",
        encoding="utf-8",
    )
    found = portfolio.state_portfolio(
        record,
        "VNM",
        as_of=DAY,
        issues=["water"],
        partners=["LAO"],
        grounds=PortfolioGrounds(tables=portfolio.portfolio_tables(file)),
    )

    answers = {each.asks: each.answer for each in found.answers}
    coordination = next(each for each in found.weaknesses if each.key == "coordination")
    assert answers["lead_office"] == "kept"
    assert [sign.key for sign in coordination.signs] == ["no_experts"]


@pytest.mark.parametrize("state", ["IDN", "POL", "KHM"])
def test_nothing_is_made_for_one_state(record: acts.Record, state: str) -> None:
    """Any state has a portfolio; without declared principles none are tested."""
    found = portfolio.state_portfolio(
        record, state, as_of=DAY, issues=["climate"], partners=["JPN", "DEU"]
    )

    text = portfolio.render_portfolio(found, "md").decode()
    assert found.lines[0].partners
    assert found.answers == ()
    assert state not in (found.balance.powers if found.balance else ())
    assert "climate" in text.casefold()


@pytest.mark.parametrize("state", ["KEN", "BRA"])
def test_neighbours_and_partners_by_declaration_are_compared(
    record: acts.Record, state: str
) -> None:
    """Those strong everywhere leave room for whom a state lives with and has given its word."""
    own, tables = actors.find(state, DAY), portfolio.portfolio_tables()
    issues = ["climate", "food", "cyber", "nuclear"]
    powers, _ = two_powers(record, own.ccode, (), DAY)
    among = candidates(record, own, tables, issues, DAY)
    facts = read_facts(record, own, tables, promises.statements(), issues, among, DAY)
    close = neighbours(record, own.ccode, DAY)

    found = shortlist(record, facts, issues, among, powers, 0)

    named = {code for row in tables.partnerships if state in row.between for code in row.between}
    declared = {code for code in found if actors.as_of(code, DAY).key in named}
    assert len(found) <= MOST_PARTNERS + len(powers)
    assert len(close & set(found)) >= min(4, len(close & set(among)))
    assert len(declared) >= 4


def test_both_languages_say_the_same_rows(viet_nam: Portfolio) -> None:
    """No English is left under Vietnamese, and no row is lost."""
    english, vietnamese = (
        portfolio.render_portfolio(viet_nam, "md", language=code, annex=True).decode()
        for code in ("en", "vi")
    )

    assert english.count("\n|") == vietnamese.count("\n|")
    headings = [line for line in vietnamese.splitlines() if line.startswith("#")]
    assert all(is_vietnamese(line) for line in headings)


def test_data_hold_every_figure(viet_nam: Portfolio) -> None:
    """Other programs read what the two pages leave out."""
    held = json.loads(portfolio.render_portfolio(viet_nam, "json"))

    assert held["schema"] == "longtin.portfolio/1"
    assert held["lines"][0]["partners"][0]["criteria"]["trust"].keys() >= {"at", "low", "high"}


def test_a_balance_takes_two_powers_other_than_oneself(record: acts.Record) -> None:
    """Nobody balances with itself."""
    with pytest.raises(LongtinError, match="two powers other than the state itself"):
        portfolio.state_portfolio(
            record, "VNM", as_of=DAY, issues=["water"], partners=["LAO"], powers=["VNM", "CHN"]
        )


def test_principles_of_ones_own_are_asked(record: acts.Record) -> None:
    """A user's principles are as good as those that ship."""
    preset = programme.principles_of("viet-nam").model_copy(update={"party": "KHM"})

    found = portfolio.state_portfolio(
        record,
        "KHM",
        as_of=DAY,
        issues=["water"],
        partners=["VNM"],
        grounds=PortfolioGrounds(principles=preset),
    )

    assert len(found.answers) == sum(len(each.asks) for each in preset.principles)
