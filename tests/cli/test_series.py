"""One row a month or year, forecasts, and Stata files."""

from pathlib import Path

import pytest

from tests.cli.run import rows, run, shown


def test_one_row_a_year_has_the_keys_of_dyad_year_data() -> None:
    """`ccode1, ccode2, year`, once each."""
    found = rows("trust VNM CHN --every year")

    keys = [(row["ccode1"], row["ccode2"], row["year"]) for row in found]
    assert len(set(keys)) == len(keys) == 11


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

    assert (result.exit_code, result.stderr) == (0, "")
    frame, about = pyreadstat.read_dta(desk / "table.dta", output_format="polars")
    assert frame.height == len(rows(command))
    assert all(about.column_names_to_labels.values())


def test_a_stretch_that_is_none_is_refused() -> None:
    """With what it may be."""
    result = run("trust", "VNM", "CHN", "--every", "quarter")

    assert result.exit_code == 2
    assert "Give month or year" in result.stderr
