"""longtin plan: what it prints, what it writes, what it refuses."""

import json
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from longtin import acts
from longtin.acts import Record
from longtin.programme import read
from tests.cli.run import run, shown

GIVEN = "--trust VNM=0.4,PHL=0.5 --from 2026-01-05 --robust 0 --depth 2"
FISHING = '--aim "safer fishing grounds"'


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_plan_fits_the_terminal(columns: int, language: str) -> None:
    """A tree that runs over the edge cannot be followed."""
    text = shown(f"plan VNM PHL {FISHING} {GIVEN} --lang {language}", columns=columns)

    assert max(map(len, text.splitlines())) <= columns
    assert "\x1b" not in text


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("2016-01-01", r"The last evidence is of \d+ December 2015\."),
        ("2026-11-05", r"The last evidence is of 31 July 2026; no source speaks of the time since"),
    ],
)
def test_a_plan_without_trust_given_says_how_old_its_evidence_is(start: str, said: str) -> None:
    """Trust of 2015 is not trust of today, and nobody should have to guess which it is."""
    text = shown(f"plan VNM CHN --robust 0 --depth 1 --from {start}")

    assert re.search(said, text)


def test_everything_asked_for_is_written(desk: Path) -> None:
    """One command, all files: programme, calendar, drawing, problem."""
    done = run(
        "plan", "VNM", "PHL", "--aim", "safer fishing grounds", *GIVEN.split(),
        "--until", "2027-06-30", "-o", "p.yaml", "--ics", "p.ics", "--gantt", "p.svg",
        "--pomdp", "p.pomdp", "--json",
    )  # fmt: skip

    assert done.exit_code == 0, done.stderr
    programme = read(desk / "p.yaml")
    assert programme.start == date(2026, 1, 5)
    assert (desk / "p.ics").read_text().startswith("BEGIN:VCALENDAR")
    ElementTree.parse(desk / "p.svg")  # noqa: S314 -- our own file
    assert "discount:" in (desk / "p.pomdp").read_text()
    told = json.loads(done.stdout)
    assert told["first"]["do"] in told["measures"]
    assert set(told["futures"]) >= {"plan", "programme", "nothing", "grit"}


@pytest.mark.parametrize(("name", "begins"), [("p.html", "<!DOCTYPE html>"), ("p.md", "# Viet")])
def test_the_name_of_a_file_says_what_is_written(desk: Path, name: str, begins: str) -> None:
    """A programme in YAML under the name of a page opens as a heap of words."""
    done = run("plan", "VNM", "PHL", *GIVEN.split(), "-o", name)

    assert (done.exit_code, done.stdout) == (0, ""), done.stderr
    assert done.stderr.endswith(f"written: {name}\n")
    assert (desk / name).read_text("utf-8").lower().startswith(begins.lower())


def test_a_file_of_no_known_kind_is_refused(desk: Path) -> None:
    """Before the plan is worked out, and in one sentence."""
    done = run("plan", "VNM", "PHL", *GIVEN.split(), "-o", "p.txt")

    assert done.exit_code == 2
    assert "p.txt is none of these" in " ".join(done.stderr.split())
    assert not (desk / "p.txt").exists()


@pytest.mark.parametrize("shape", ["md", "html"])
def test_pages_say_the_same_in_vietnamese(shape: str) -> None:
    """Half a page in English would be no page for a Vietnamese reader."""
    text = shown(f"plan VNM PHL {FISHING} {GIVEN} --format {shape} --lang vi")

    assert "Bước đầu tiên" in text
    assert "If they answer" not in text
    if shape == "html":
        assert '<html lang="vi">' in text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("plan VNM VNM", "two different states"),
        ("plan VNM PHL --trust VNM=1.4", "--trust cannot be '1.4'"),
        ("plan VNM PHL --trust CHN=0.4", "China, which is not in this plan"),
        (
            "plan VNM PHL --until 2027-02-30 --from 2026-01-01",
            "'2027-02-30' is not a date: there is no such day",
        ),
        ("plan VNM PHL --until 2026-01-10 --from 2026-01-05", "too short for a plan"),
        ("plan VNM PHL --domain maritme", "Did you mean `maritime`"),
        ("plan VNM PHL -o p.yaml", "Give --until"),
        ("plan VNM PHL --gantt p.png --until 2017-01-01", "--gantt draws .svg or .html"),
        ("plan VNM PHL MYS --budget 3 --depth 2", "does not reckon with `--budget`, `--depth`"),
        ("plan VNM PHL --channel nonsense-measure", "No measure `nonsense-measure`"),
    ],
)
def test_what_cannot_be_planned_is_refused_with_a_remedy(desk: Path, words: str, told: str) -> None:
    """Nothing is written, and the sentence says what to do."""
    done = run(*words.split())

    assert done.exit_code == 2
    assert told in done.stderr
    assert list(desk.iterdir()) == []


@pytest.mark.parametrize("form", ["html", "md", "json"])
def test_a_plan_of_a_simulated_record_says_so(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan for a world that was made up, handed on as if it were for this one."""
    history = acts.SimulatedHistory(
        {"en": "Storm", "vi": "Bão"}, 7, 41, date(2026, 12, 1), date(2029, 11, 30)
    )
    monkeypatch.setattr(acts, "simulated_history", lambda record: history if record else None)
    named = ["--record", "out.parquet#7"]
    monkeypatch.setattr("longtin.cli.commands.plan.opened", lambda _: Record.shipped())

    asked = ["plan", "VNM", "PHL", *GIVEN.split(), "--format", form]
    told, plain = (run(*asked, *more).stdout for more in (named, []))

    assert "Storm" in told
    assert "Storm" not in plain
