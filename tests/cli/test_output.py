"""The same rows as JSON, CSV and Parquet, and briefs in every format."""

import json
import re
from pathlib import Path

import polars as pl
import pytest

from tests.cli.run import rows, run, shown
from tests.cli.test_help import whole_command

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

    assert (result.exit_code, result.stdout) == (0, "")
    assert re.fullmatch(rf"written: {re.escape(str(file))}(, \d+ rows?)?\n", result.stderr)
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
    ("words", "said"),
    [
        ("brief VNM CHN --as-of 2006 -o a.pdf", r"written: a\.pdf, [2-9] pages\n"),
        ("trust VNM CHN --as-of 2014-06 -o a.csv", r"written: a\.csv, 1 row\n"),
        ("trust VNM CHN --as-of 6/2014 --lang vi -o a.csv", r"đã ghi: a\.csv, 1 dòng\n"),
        ("regime show vienna-2011 -o a.txt", r"written: a\.txt\n"),
        ("regime show vienna-2011 --parties -o a.csv", r"written: a\.csv, \d\d rows\n"),
        ("check --example example -o a.yaml", r"written: a\.yaml\n"),
    ],
)
def test_one_line_says_what_was_written(words: str, said: str, desk: Path) -> None:
    """Whoever names a file hears that it is there, and how much is in it; a pipe hears nothing."""
    result = run(*words.split())

    assert (result.exit_code, result.stdout) == (0, "")
    assert re.fullmatch(said, result.stderr)


def test_what_was_written_is_told_where_a_command_ends_with_findings_too(desk: Path) -> None:
    """Status 1 is an answer and no failure."""
    (desk / "p.yaml").write_text(run("check", "--example", "gulf-of-tonkin").stdout, "utf-8")

    result = run("check", "p.yaml", "--as-of", "2030", "-o", "p.html")

    assert (result.exit_code, result.stderr) == (1, "written: p.html\n")


def test_the_day_of_judgement_has_one_name_in_every_command() -> None:
    """What was learnt of one command holds for the next; old names stay as further ones."""
    for name, command in whole_command().items():
        for each in command.params:
            if {"--today", "--on", "--as-of"} & set(each.opts):
                assert each.opts[0] == "--as-of" or "--to" in each.opts, name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("trust VNM CHN --as-of 2014-06", "trust VNM CHN --at 2014-06"),
        ("actors SUN --as-of 1980", "actors SUN --on 1980"),
        ("watch VNM --from 2014-01 --as-of 2014-06", "watch VNM --from 2014-01 --to 2014-06"),
    ],
)
def test_older_names_of_the_day_mean_the_same(one: str, other: str) -> None:
    """A script of last year runs this year."""
    assert run(*one.split()).stdout == run(*other.split()).stdout != ""


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.json", b"{"), ("a.pdf", b"%pdf-"), ("a.docx", b"pk")],
)
def test_a_brief_is_written_as_its_name_says(name: str, begins: bytes, desk: Path) -> None:
    """No option is needed for what the name says."""
    result = run("brief", "VNM", "CHN", "--as-of", "2006", "-o", name)

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith(f"written: {name}")
    assert (desk / name).read_bytes().lower().startswith(begins)
    assert [file.name for file in desk.iterdir()] == [name]


def test_a_brief_without_a_terminal_is_markdown_in_the_language_asked_for() -> None:
    """It can be piped on, into a file or a mail."""
    text = shown("brief VNM CHN --as-of 2006 --lang vi", columns=None)

    assert text.startswith("# ")
    assert "Việt Nam" in text
    assert "\x1b" not in text
