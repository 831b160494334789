"""Rows struck from a record, and what archives call acts in both languages."""

import polars as pl
import pytest

from longtin import acts
from longtin.actors import actor_in
from longtin.acts import Record, without
from longtin.errors import RecordError

ROW = "icews0515:387138"


def test_a_struck_row_is_gone_and_nothing_else() -> None:
    """The record it was struck from keeps it."""
    with Record.shipped() as record, without(record, [ROW]) as left:
        every = record.acts("CHN", "VNM", start="2014-05-01", end="2014-05-31")
        rest = left.acts("CHN", "VNM", start="2014-05-01", end="2014-05-31")

        assert left.struck == (ROW,)
        assert left.version != record.version

    assert rest.equals(every.filter(pl.col("origin") != ROW))
    assert rest.height == every.height - 1


@pytest.mark.parametrize(
    ("row", "near"),
    [
        ("icews0515", "icews0515:387138"),
        ("icews515:3", "icews0515"),
        ("icews0515:99999999", "icews0515:461329"),
        ("gdelt_india:2027-01-01", "gdelt_india:2026-08-20"),
    ],
)
def test_an_unknown_row_is_refused_with_the_nearest(row: str, near: str) -> None:
    """A typing mistake that strikes nothing would be taken for a robust figure."""
    with Record.shipped() as record, pytest.raises(RecordError, match=near):
        without(record, [row])


def test_every_text_of_the_archives_has_its_vietnamese() -> None:
    """A Vietnamese page that quotes CAMEO in English is not finished."""
    with Record.shipped() as record:
        texts = set(
            acts.table("cameo.csv")["name"].to_list() + acts.table("mid.csv")["name"].to_list()
        )
        texts |= {
            row[0]
            for row in record.connection.execute(
                "SELECT DISTINCT text FROM acts WHERE text IS NOT NULL"
            ).fetchall()
        }

    assert len(texts) > 300
    assert [each for each in texts if acts.text_in(each, "vi") == each] == []
    assert acts.text_in("Make a visit", "en") == "Make a visit"


def test_offices_and_persons_are_named_as_vietnamese_papers_do() -> None:
    """Marks belong to a name; what the table does not have stays as it is."""
    assert actor_in("Foreign Affairs", "vi") == "Bộ Ngoại giao"
    assert actor_in("Nguyen Phu Trong", "vi") == "Nguyễn Phú Trọng"
    assert actor_in("Barack Obama", "vi") == "Barack Obama"
    assert actor_in("Foreign Affairs", "en") == "Foreign Affairs"
