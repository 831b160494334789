"""One row a month or year, forecasts, and Stata files."""

from pathlib import Path

import pytest

from tests.cli.run import rows, run, shown


def test_one_row_a_year_has_the_keys_of_dyad_year_data() -> None:
    """`ccode1, ccode2, year`, once each."""
    found = rows("trust VNM CHN --every year")

    years = [row["year"] for row in found]
    assert {(row["ccode1"], row["ccode2"]) for row in found} == {(816, 710)}
    assert years == list(range(2005, 2005 + len(years)))
    assert len(years) > 20


def test_a_forecast_says_that_it_is_one() -> None:
    """In the rows and in the table."""
    found = rows("trust VNM CHN --at 2014-08-01 --forecast 3")

    assert [row["forecast"] for row in found] == [False, True, True, True]
    assert "Forecast: older evidence loses weight" in shown(
        "trust VNM CHN --at 2014-08-01 --forecast 3"
    )
    assert "Dự báo" in shown("trust VNM CHN --at 2014-08-01 --forecast 3 --lang vi")


@pytest.mark.parametrize(
    "command", ["trust VNM CHN --every month", "acts VNM CHN --from 2014-05-01 --to 2014-05-12"]
)
def test_a_stata_file_has_as_many_rows_as_json(command: str, desk: Path) -> None:
    """With a label for every column."""
    pyreadstat = pytest.importorskip("pyreadstat", reason="pyreadstat is not installed")

    result = run(*command.split(), "-o", desk / "table.dta")

    assert result.exit_code == 0, result.stderr
    frame, about = pyreadstat.read_dta(desk / "table.dta", output_format="polars")
    assert frame.height == len(rows(command))
    assert all(about.column_names_to_labels.values())


def test_a_stretch_that_is_none_is_refused() -> None:
    """With what it may be."""
    result = run("trust", "VNM", "CHN", "--every", "quarter")

    assert result.exit_code == 2
    assert "Give month or year" in result.stderr


@pytest.mark.parametrize(
    ("line", "state", "since", "first"),
    [
        ("trust ETH ERI --at 1993-06-01", "Eritrea (ERI)", "1993-05-24", "1993-12-31"),
        ("trust RUS UKR --at 1991-12-30", "Ukraine (UKR)", "1991-12-26", "1991-12-31"),
        ("trust CZE SVK --at 1993-03", "Czech Republic (CZE)", "1993-01-01", "1993-12-31"),
        ("explain ETH ERI --at 1993-06-01", "Eritrea (ERI)", "1993-05-24", "1993-12-31"),
        ("brief ETH ERI --as-of 1993-06-01", "Eritrea (ERI)", "1993-05-24", "1993-12-31"),
        ("plan ETH ERI --as-of 1993-06-01", "Eritrea (ERI)", "1993-05-24", "1993-12-31"),
    ],
)
def test_a_state_born_within_the_year_is_told_of_from_its_end_on(
    line: str, state: str, since: str, first: str
) -> None:
    """It was a member on the day asked about; what is missing is a figure, not the state."""
    done = run(*line.split())

    assert done.exit_code == 2
    assert f"{state} is a member of the state system from {since} on" in done.stderr
    assert f"there is no figure before {first}" in done.stderr
    assert "was not a member" not in done.stderr


def test_of_a_state_that_is_gone_acts_are_told_up_to_its_last_day() -> None:
    """Nobody who asks from 1970 on means a day in 2015."""
    assert "1 January 1970 – 30 April 1975" in shown("acts RVN USA --from 1970")


def test_without_days_a_table_says_from_when_to_when_its_rows_are() -> None:
    """Not the two centuries of the whole record, which tell nothing of the pair."""
    found = rows("acts VNM CHN --exchanges")

    title = shown("acts VNM CHN --exchanges --lang vi").splitlines()[0]
    assert found[0]["start"] == "2015-01-01"
    assert title == "Tương tác giữa Việt Nam và Trung Quốc, 01/01/2015–31/7/2026"


def test_of_a_state_that_is_gone_trust_is_told_up_to_its_last_day() -> None:
    """Without a day, its own last one is meant."""
    assert rows("trust RVN USA")[-1]["date"] == "1975-04-30"


def test_a_state_that_is_gone_is_refused_on_a_day_that_was_named() -> None:
    """Then the day is the user's, and the refusal says when it was there."""
    done = run("trust", "RVN", "USA", "--at", "1975-06")

    assert "was not a member of the state system on 1975-06-30" in done.stderr
    assert "from 1954-06-04 to 1975-04-30" in done.stderr
