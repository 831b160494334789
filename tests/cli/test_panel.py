"""`longtin panel`: which pairs, and where to."""

import json
from pathlib import Path

import pytest

from tests.cli.run import run


@pytest.mark.parametrize(
    ("header", "line"),
    [("truster,trustee", "Việt Nam,CHN"), ("ccode1,ccode2,other", "816,710,x")],
)
def test_pairs_are_read_from_a_file_of_names_or_codes(desk: Path, header: str, line: str) -> None:
    """As the field's data have them, or as a person types them."""
    (desk / "pairs.csv").write_text(f"{header}\n{line}\n{line}\n", encoding="utf-8")

    done = run(
        "panel", "--pairs", "pairs.csv", "--from", "2011", "--to", "2012", "--draws", "4", "--json"
    )

    rows = json.loads(done.stdout)
    assert [(row["truster"], row["trustee"], row["year"]) for row in rows] == [
        ("VNM", "CHN", 2011),
        ("VNM", "CHN", 2012),
    ]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("--from 2011 --to 2012 -o a.csv", "--contiguous, --all, or --pairs FILE"),
        ("--all --contiguous --from 2011 --to 2012 -o a.csv", "in one way"),
        ("--all --from 2011 --to 2012", "Name a file"),
        ("--all --from 2012 --to 2011 -o a.csv", "is later than"),
        ("--all --from 2012 --to 2013 -o a.txt", "no table is written as '.txt'"),
        ("--pairs no.csv --from 2012 --to 2013 -o a.csv", "no.csv cannot be read"),
        ("--pairs odd.csv --from 2012 --to 2013 -o a.csv", "has no columns truster, trustee"),
        ("--pairs half.csv --from 2012 --to 2013 -o a.csv", "row without ccode1 or ccode2"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_any_work(desk: Path, words: str, says: str) -> None:
    """With what can be, and nothing left behind."""
    (desk / "odd.csv").write_text("a,b\nVNM,CHN\n", encoding="utf-8")
    (desk / "half.csv").write_text("ccode1,ccode2\n816,\n", encoding="utf-8")

    done = run("panel", *words.split())

    assert done.exit_code == 2
    assert says in done.stderr
    assert sorted(file.name for file in desk.iterdir()) == ["half.csv", "odd.csv"]
