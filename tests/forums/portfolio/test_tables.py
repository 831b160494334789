"""Tables of a portfolio: what ships is whole, and a user's own is checked to the line."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from longtin import promises
from longtin.errors import DataError
from longtin.forums import portfolio
from longtin.forums.portfolio import partnership_standing

DAY = date(2026, 11, 30)
TABLES = portfolio.portfolio_tables()


def held(one: str, other: str, day: date) -> str | None:
    """The level between two states on a day."""
    level = partnership_standing(TABLES.partnerships, one, other, day).level
    return level.tier if level else None


@pytest.mark.parametrize(
    ("other", "before", "day", "after"),
    [
        ("USA", "comprehensive", date(2023, 9, 10), "comprehensive_strategic"),
        ("AUS", "strategic", date(2024, 3, 7), "comprehensive_strategic"),
        ("FRA", "strategic", date(2024, 10, 7), "comprehensive_strategic"),
        ("GBR", "strategic", date(2025, 10, 29), "comprehensive_strategic"),
        ("FIN", None, date(2025, 10, 21), "strategic"),
    ],
)
def test_a_level_holds_from_its_day(other: str, before: str | None, day: date, after: str) -> None:
    """A paper of last year must not know what was declared since."""
    assert held("VNM", other, date.fromordinal(day.toordinal() - 1)) == before
    assert held("VNM", other, day) == after


def test_fourteen_states_and_the_union_stand_highest_with_viet_nam() -> None:
    """The list of 31 October 2025, and the European Union of 29 January 2026."""
    rows = portfolio.partnership_rows(TABLES, "Viet Nam", DAY)

    highest = {
        party
        for row in rows
        if row.tier == "comprehensive_strategic"
        for party in row.between
        if party != "VNM"
    }

    assert highest == {
        *("CHN", "RUS", "IND", "KOR", "USA", "JPN", "AUS", "FRA", "MYS", "NZL", "IDN", "SGP"),
        *("THA", "GBR", "european-union"),
    }


def test_a_partnership_in_one_field_counts_there_only() -> None:
    """The Netherlands are strategic on water, and not on terrorism."""
    standing = partnership_standing(TABLES.partnerships, "VNM", "NLD", DAY)

    assert standing.rank("water") == 3
    assert standing.rank("terrorism") == 2


def test_every_issue_links_to_measures_that_exist() -> None:
    """A name that is misspelt would never count an arrangement."""
    from longtin import measures
    from longtin.forums.portfolio._reference.vocabulary import portfolio_words

    links = portfolio_words().links

    assert set(links) == set(promises.issue_names())
    assert {name for one in links.values() for name in one.measures} <= set(measures.catalogue())
    assert {name for one in links.values() for name in one.contends} <= set(measures.conditions())


def test_rows_name_their_source_and_how_sure_they_are() -> None:
    """A figure without a source is not quoted."""
    rows = [
        *((row.source, row.certainty) for row in TABLES.partnerships),
        *((row.source, row.certainty) for row in TABLES.strengths),
        *((row.source, row.certainty) for row in TABLES.parts),
        *((row.source, row.certainty) for row in TABLES.dependences),
    ]

    assert {source for source, _ in rows} <= set(TABLES.sources)
    assert {certainty for _, certainty in rows} == {"verified", "memory", "judgement"}


def own(folder: Path, text: str) -> Path:
    """A file of rows."""
    file = folder / "own.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_own_rows_stand_in_for_the_shipped_ones_of_a_pair(tmp_path: Path) -> None:
    """A ministry's own list is right about its own relations."""
    file = own(
        tmp_path,
        "sources: {mine: {en: our list, vi: danh sách của ta}}\n"
        "partnerships:\n"
        "- {between: [VNM, USA], tier: strategic, since: 2020-01-01, certainty: verified, "
        "source: mine}\n",
    )

    tables = portfolio.portfolio_tables(file)

    mine = [row for row in tables.partnerships if set(row.between) == {"VNM", "USA"}]
    assert [(row.tier, row.source) for row in mine] == [("strategic", "mine")]
    assert len(tables.partnerships) == len(TABLES.partnerships) - 1


GOOD = {
    "between": "[VNM, USA]",
    "tier": "strategic",
    "since": "2020",
    "certainty": "memory",
    "source": "recalled",
}
"""A row that is right, to be spoilt in one place."""


@pytest.mark.parametrize(
    ("spoilt", "says"),
    [
        ({"tier": "strategc"}, "`strategc` is not known. Did you mean `strategic`?"),
        ({"between": "[VNM, VNM]"}, "`VNM` stands with itself. Name two parties"),
        ({"between": "[VNM, QQQ]"}, "`QQQ` is no state"),
        ({"since": "2020-13"}, "`2020-13` is no day of the calendar"),
        ({"until": "2019-01-01"}, "it ends on 2019-01-01, before it begins"),
        ({"source": "nowhere"}, "`nowhere` is not known"),
    ],
)
def test_a_wrong_row_is_told_with_line_value_and_remedy(
    tmp_path: Path, spoilt: dict[str, str], says: str
) -> None:
    """Who keeps a table by hand mistypes."""
    row = ", ".join(f"{key}: {value}" for key, value in {**GOOD, **spoilt}.items())
    file = own(tmp_path, f"partnerships:\n- {{{row}}}\n")

    with pytest.raises(DataError) as refused:
        portfolio.own_tables(file)

    assert says in str(refused.value)
    assert "own.yaml:" in str(refused.value)


def test_a_level_given_twice_from_one_day_is_refused(tmp_path: Path) -> None:
    """Which of the two holds, nobody can say."""
    row = "{between: [VNM, USA], tier: strategic, since: 2020, certainty: memory, source: recalled}"

    with pytest.raises(DataError, match="have two levels from 2020"):
        portfolio.own_tables(own(tmp_path, f"partnerships:\n- {row}\n- {row}\n"))


def test_the_frame_has_the_columns_it_says() -> None:
    """Other programs rely on them."""
    rows = portfolio.partnership_rows(TABLES, "IDN", DAY, earlier=True)

    frame = portfolio.partnership_frame(rows, TABLES, DAY)

    assert frame.schema == pl.Schema(portfolio.PARTNERSHIP)
    assert frame.filter(holds=False).height > 0
    assert frame["source"].null_count() == 0
