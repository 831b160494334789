"""What stands between two states, and since when it is carried on."""

from datetime import date

import polars as pl

from longtin import acts

CHINA, VIET_NAM, JAPAN, USA = 710, 816, 740, 2
TODAY = date(2026, 11, 1)


def test_every_kind_says_how_far_its_source_knows(record: acts.Record) -> None:
    """A border of 2016 shown in 2026 must say so, or a reader takes it for looked up."""
    found = acts.standing_relations(record, (VIET_NAM, CHINA), TODAY, TODAY)
    known = dict(found.select("tie", "known_to").iter_rows())

    assert found.schema == pl.Schema(acts.STANDING)
    assert known["contiguity"] == date(2016, 12, 31)
    assert known["leader"] == date(2023, 12, 31), "the tenure that Archigos begins, PLAD confirms"
    assert known["vote"] == date(2024, 6, 4)
    assert found["known_to"].null_count() == 0


def test_votes_are_told_by_whole_year_and_the_last_carried_on(record: acts.Record) -> None:
    """Agreement of 2023 is the last there is of a whole year."""
    found = acts.standing_relations(record, (USA, JAPAN), date(2022, 1, 1), TODAY)
    votes = found.filter((pl.col("tie") == "vote") & (pl.col("state1") == USA))
    agreed = record.votes_agreement([(USA, JAPAN)]).filter(pl.col("period") >= 2022)

    assert votes["start"].dt.year().to_list() == [2022, 2023]
    assert votes["end"].to_list() == [date(2022, 12, 31), None]
    assert votes["value"].to_list() == agreed["agree"].to_list()
