"""A brief dated after the last evidence: how old it is, what was last known, and no claim since."""

from collections.abc import Iterator
from datetime import date

import pytest

from longtin import brief
from longtin.acts import Record
from longtin.brief import Brief

TODAY = date(2026, 11, 29)


@pytest.fixture(scope="module")
def record() -> Iterator[Record]:
    """The shipped record."""
    with Record.shipped() as shipped:
        yield shipped


@pytest.fixture(scope="module")
def carried(record: Record) -> Brief:
    """Viet Nam and the United States, of whom nothing has spoken since February 2024."""
    return brief.compose(record, "VNM", "USA", as_of=TODAY, draws=32)


@pytest.mark.parametrize(
    ("language", "says"),
    [("en", ("Last evidence:", "2 years and 9 months", "last known", "not observed since")),
     ("vi", ("Bằng chứng gần nhất", "2 năm 9 tháng", "lần cuối xác định được",
             "không quan sát được"))],
)  # fmt: skip
def test_it_says_first_how_old_the_last_evidence_is(
    carried: Brief, language: str, says: tuple[str, ...]
) -> None:
    """And never shows a figure alone for a day that nobody watched."""
    shown = brief.render(carried, "md", language=language).decode()
    top = shown[: shown.index("\n## ")]

    for words in says:
        assert words in top
    assert carried.as_of == TODAY


def test_it_claims_no_change_and_draws_no_arrow(carried: Brief) -> None:
    """What happened over a year that nobody watched is not known."""
    for direction in carried.directions:
        assert direction.now.status == "not observed"
        assert direction.now.is_old
        assert direction.change is None
        assert direction.turn is None
        assert direction.moved == ()
    shown = brief.render(carried, "md").decode()
    assert "▲" not in shown[: shown.index("\n## ")], (
        "an arrow of the year; marks of a chart have theirs"
    )


def test_rules_and_dates_are_of_the_day(carried: Brief) -> None:
    """Regimes and duties go on though the events stop."""
    assert carried.rules is not None
    assert all(due.day >= TODAY for due in carried.rules.due)
    assert carried.advice is not None
    assert carried.advice.dates[0] == TODAY


def test_a_pair_with_exchanges_this_year_is_dated_by_them(record: Record) -> None:
    """Viet Nam and China have months to July 2026."""
    found = brief.compose(record, "VNM", "CHN", as_of=TODAY, draws=16)

    for direction in found.directions:
        assert direction.now.heard == date(2026, 7, 31)
        assert not direction.now.is_old


def test_evidence_of_both_sides_together_is_said_to_be_such(record: Record) -> None:
    """Two figures side by side look as if somebody had told the two sides apart."""
    since = brief.compose(record, "VNM", "CHN", as_of=TODAY, draws=16)
    named = brief.compose(record, "VNM", "CHN", as_of=date(2022, 6, 30), draws=16)

    said = brief.render(since, "md").decode()

    assert since.acts_until == date(2023, 4, 10)
    assert "After 10 April 2023 no source names what either side did" in said
    assert named.acts_until == named.as_of
    assert "no source names" not in brief.render(named, "md").decode()


def test_the_game_says_the_same(record: Record) -> None:
    """One answer wherever it is asked."""
    found = brief.standing(record, "VNM", "USA", as_of=TODAY, draws=16)

    words = brief.standing_words(found)

    assert "last known" in words
    assert "Last evidence:" in words


def test_where_no_change_is_known_the_last_moves_and_crises_are_told(record: Record) -> None:
    """A paper of 2026 names the crises since the evidence grew thin, not visits of 2008 alone."""
    found = brief.compose(record, "IND", "PAK", as_of=TODAY, draws=32)

    assert found.directions[0].change is None
    assert {"2025-04-22", "2019-02-14"} <= {f"{each.start}" for each in found.directions[0].crises}
    for language, crisis, moves in (
        ("en", "Pahalgam", ("up through", "down through")),
        ("vi", "Pahalgam", ("tăng nhờ", "giảm do")),
    ):
        shown = brief.render(found, "md", language=language, parts=()).decode()
        assert crisis in shown
        assert any(words in shown for words in moves)


def test_crises_of_ten_years_are_told_once(record: Record) -> None:
    """They are of both; told under each direction they read as two."""
    found = brief.compose(record, "VNM", "CHN", as_of=TODAY, draws=32)

    assert brief.render(found, "md", parts=()).decode().count("Vanguard Bank") == 1
