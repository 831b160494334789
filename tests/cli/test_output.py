"""The same rows as JSON, CSV and Parquet, and briefs in every format."""

import json
from pathlib import Path

import polars as pl
import pytest

from tests.cli.run import rows, run, shown

COMMANDS = (
    "trust VNM CHN --at 2014-06",
    "explain VNM CHN --at 2014-05",
    "acts VNM CHN --from 2014-05-01 --to 2014-05-12",
    "actors VNM",
    "versions",
)


def as_read(file: Path) -> list[dict[str, object]]:
    """Rows as a reader of that format gets them; CSV knows only text."""
    match file.suffix:
        case ".csv":
            return pl.read_csv(file, infer_schema=False).to_dicts()
        case ".parquet":
            return pl.read_parquet(file).to_dicts()
        case _:
            found: list[dict[str, object]] = json.loads(file.read_text(encoding="utf-8"))
            return found


def same(held: object, printed: object) -> bool:
    """Whether a cell of a file says what JSON says; empty only where JSON has none."""
    if printed is None or held is None:
        return held is printed
    if isinstance(printed, float):
        return float(str(held)) == pytest.approx(printed, rel=1e-12)
    return str(held) == str(printed)


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".json"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_holds_what_json_prints(command: str, ending: str, desk: Path) -> None:
    """Whatever a reader's tools take, the rows are the same."""
    file = desk / f"table{ending}"

    result = run(*command.split(), "-o", file)

    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    found, printed = as_read(file), rows(command)
    assert len(found) == len(printed) > 0
    for one, other in zip(found, printed, strict=True):
        assert list(one) == list(other)
        assert [name for name in other if not same(one[name], other[name])] == []


def test_every_week_is_written_whatever_a_reader_is_shown(desk: Path) -> None:
    """A thinned file would be a wrong file."""
    run("trust", "VNM", "CHN", "-o", "trust.parquet")

    table = pl.read_parquet(desk / "trust.parquet")

    assert table.height == len(rows("trust VNM CHN"))
    assert (
        table.filter(pl.col("trust").is_not_null())
        .select((pl.col("low") <= pl.col("trust")) & (pl.col("trust") <= pl.col("high")))["low"]
        .all()
    )


def test_the_same_seed_gives_the_same_interval() -> None:
    """A figure that changes from one run to the next is not to be quoted."""
    one, again = (
        run("trust", "VNM", "CHN", "--at", "2014-06", "--seed", "7", "--json") for _ in range(2)
    )
    (row,) = json.loads(one.stdout)
    (other,) = rows("trust VNM CHN --at 2014-06")

    assert one.stdout == again.stdout
    assert row["trust"] == other["trust"]
    assert (row["low"], row["high"]) != (other["low"], other["high"])


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.json", b"{"), ("a.pdf", b"%pdf-")],
)
def test_a_brief_is_written_as_its_name_says(name: str, begins: bytes, desk: Path) -> None:
    """No option is needed for what the name says."""
    result = run("brief", "VNM", "CHN", "--as-of", "2006", "-o", name)

    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert (desk / name).read_bytes().lower().startswith(begins)
    assert [file.name for file in desk.iterdir()] == [name]


def test_a_brief_without_a_terminal_is_markdown_in_the_language_asked_for() -> None:
    """It can be piped on, into a file or a mail."""
    text = shown("brief VNM CHN --as-of 2006 --lang vi", columns=None)

    assert text.startswith("# ")
    assert "Việt Nam" in text
    assert "\x1b" not in text
