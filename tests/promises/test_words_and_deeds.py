"""Words against deeds: what followed a verbal promise, beside chance."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from longtin import promises
from longtin.acts import Record

DAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def record() -> Record:
    """The shipped record."""
    return Record.shipped()


def test_a_promise_is_paired_with_the_act_that_kept_it(record: Record) -> None:
    """The act is of the kind promised, later than the word, and within the window."""
    kinds = promises.kinds_of_promise()

    found = promises.verbal_promises(record, 750, 770, date(2005, 1, 1), DAY)

    assert found
    for each in found:
        if each.outcome == "consistent":
            assert each.deed is not None
            assert each.days is not None
            assert 0 < each.days <= kinds[each.code].window
            assert each.deed > each.on


def test_a_window_that_is_not_covered_says_nothing(record: Record) -> None:
    """The record ends in April 2023: a promise of March 2023 without an act is not broken."""
    found = promises.verbal_promises(record, 710, 816, date(2023, 2, 1), DAY)

    assert all(each.outcome != "not_seen" for each in found)


def test_nothing_later_than_the_day_is_used(record: Record) -> None:
    """A deed of the next month is not known yet."""
    day = date(2010, 6, 1)

    found = promises.verbal_promises(record, 750, 770, date(2010, 1, 1), day)

    assert all(each.on <= day for each in found)
    assert all(each.deed is None or each.deed <= day for each in found)


def test_the_rate_stands_beside_chance(record: Record) -> None:
    """Friends of many dealings keep nearly all, and nearly all would have been by chance."""
    busy = promises.consistency(promises.verbal_promises(record, 740, 710, date(2005, 1, 1), DAY))

    assert busy.rate is not None
    assert busy.low is not None
    assert busy.high is not None
    assert busy.expected is not None
    assert busy.low <= busy.rate <= busy.high
    assert busy.expected > 0.9
    assert not busy.differs


def test_two_names_of_one_state_are_refused(record: Record) -> None:
    """A promise is to another."""
    with pytest.raises(Exception, match="two different states"):
        promises.words_and_deeds(record, "VNM", "Việt Nam", as_of=DAY)


def test_deeds_of_promises_come_into_the_record(tmp_path: Path) -> None:
    """What was delivered is an act that the ordinary import reads."""
    from typer.testing import CliRunner

    from longtin.cli import app

    own = [
        each
        for each in promises.commitments("AUS", as_of=DAY)
        if each.commitment.id == "usa-vnm-danang"
    ] or [
        each
        for each in promises.commitments("USA", as_of=DAY)
        if each.commitment.id == "usa-vnm-danang"
    ]
    file = tmp_path / "kept.csv"
    promises.act_frame(own).write_csv(file)

    done = CliRunner().invoke(app, ["import", str(file), "--into", str(tmp_path / "mine.duckdb")])

    assert done.exit_code == 0, done.output
    with Record.open(tmp_path / "mine.duckdb") as held:
        acts = held.acts("USA", "VNM", start="2018-11-07", end="2018-11-07")
        assert "usa-vnm-danang: delivered" in acts["text"].to_list()


def test_an_explanation_names_the_promises_that_moved_trust(tmp_path: Path) -> None:
    """Delivered raises trust, missed lowers it; both are told by title and id."""
    from tests.cli.run import run

    file, mine = tmp_path / "kept.csv", tmp_path / "mine.duckdb"
    file.write_text(
        "date,source,target,type,count,text\n"
        "2015-03-02,USA,VNM,AID,1,usa-vnm-danang: delivered\n"
        "2015-04-06,USA,VNM,REJECT,1,my-own: part not delivered by the day\n",
        "utf-8",
    )
    assert run("import", file, "--into", mine).exit_code == 0

    asked = ("explain", "VNM", "USA", "--from", "2015-02-28", "--to", "2015-05-01")
    told = run(*asked, "--record", mine, "--lang", "vi", columns=220).stdout
    rows = {line.split()[-1]: line for line in told.splitlines() if line.strip()}

    assert "Các cam kết trong đó" in told
    assert "+" in rows["usa-vnm-danang"]
    assert "Đà Nẵng" in rows["usa-vnm-danang"]
    assert "−" in rows["my-own"]
    assert "my-own: chưa thực hiện đủ lời hứa khi đến hạn" in told


def test_before_the_first_dated_act_nothing_is_told(record: Record) -> None:
    """A question of 1990 has an answer: no promise is on record."""
    found = promises.words_and_deeds(record, "VNM", "CHN", as_of=date(1990, 1, 1))

    assert found.promises == ()
    assert found.consistency.rate is None


def test_written_and_verbal_words_stand_in_one_table(record: Record) -> None:
    """Whoever takes it as JSON gets both, each with what came of it."""
    found = promises.words_and_deeds(record, "USA", "VNM", as_of=date(2020, 1, 1))

    frame = promises.words_frame(found)
    written = {row["origin"]: row for row in frame.to_dicts() if row["form"] == "written"}

    assert frame.height == len(found.promises) + len(found.commitments)
    assert frame["on"].is_sorted()
    assert written["usa-vnm-danang"]["outcome"] == "consistent"
    assert written["usa-vnm-danang"]["deed"] == date(2018, 11, 7)
    assert written["usa-vnm-dioxin-bien-hoa"]["outcome"] == "not_due"
    empty = promises.words_and_deeds(record, "LAO", "PER", as_of=date(1990, 1, 1))
    assert promises.words_frame(empty).columns == frame.columns


def test_words_tell_what_was_found_with_its_size_and_the_reply(record: Record) -> None:
    """Heavy water: 130.9 against some 130 tonnes; the stock of uranium: over its ceiling."""
    found = promises.words_and_deeds(record, "IRN", "USA", as_of=date(2020, 12, 31))

    rows = promises.words_frame(found, "vi").filter(pl.col("form") == "finding").to_dicts()
    told = {(row["origin"], row["on"].year): row for row in rows}
    water, stock = told["jcpoa-heavy-water", 2016], told["jcpoa-stock", 2019]
    whole = {row["origin"]: row for row in promises.words_frame(found).to_dicts()}

    assert (water["outcome"], water["difference"]) == ("within_tolerance", 0.1)
    assert water["reply"].startswith("Cho rằng con số là ước tính")
    assert (stock["outcome"], stock["difference"]) == ("inconsistent", 2.2)
    assert whole["jcpoa-stock"]["outcome"] == "inconsistent"
