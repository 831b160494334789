"""longtin regime: exit statuses, files, and both languages."""

import json
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.cli.run import rows, run, shown

EXAMPLES = Path(__file__).parents[2] / "examples" / "activities"
ALL = sorted(path.name for path in EXAMPLES.glob("*.yaml"))


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("name", ALL)
def test_every_example_can_be_checked(name: str, language: str) -> None:
    """Examples are what people copy."""
    result = run(
        *("regime", "check", EXAMPLES / name, "--today", "2026-11-22", "--lang", language),
        columns=80,
    )

    assert result.exit_code in (0, 1), result.stderr
    assert max(len(line) for line in result.stdout.splitlines()) <= 80


def test_something_late_ends_with_one() -> None:
    """A script can watch deadlines."""
    late = run("regime", "check", EXAMPLES / "zapad-2021-belarus.yaml", "--today", "2021-08-15")
    clear = run("regime", "check", EXAMPLES / "exercise-in-parts.yaml", "--today", "2026-08-15")

    assert late.exit_code == 1
    assert "Sent on 1 August 2021, 2 days late." in late.stdout
    assert clear.exit_code == 0
    assert "Hint: Together with Autumn South and Autumn Air" in clear.stdout


def test_a_parameter_settles_what_was_open() -> None:
    """The same exercise, with and without the user's word on what near means."""
    file = EXAMPLES / "exercise-near-the-lac.yaml"
    words = ("regime", "check", file, "--today", "2026-12-01", "--regime", "india-china")

    without = run(*words).stdout
    fixed = run(*words, "--set", "close_proximity_km=100")

    assert "CANNOT BE TOLD  INCN-7" in without
    assert "FORBIDDEN  INCN-7" in fixed.stdout
    assert fixed.exit_code == 1


def test_json_is_whole() -> None:
    """Everything the text says, and the trace."""
    file = EXAMPLES / "zapad-2021-belarus.yaml"
    result = run("regime", "check", file, "--today", "2021-08-15", "--json")

    found = json.loads(result.stdout)

    (answer,) = [each for each in found["answers"] if each["obligation"] == "VD-V-1"]
    assert found["trace_version"] == 1
    assert answer["outcome"] == "late"
    assert answer["due"] == "2021-07-30"
    assert answer["trace"]["of"]


def test_all_says_why_something_is_not_triggered() -> None:
    """Not so, because of this number."""
    file = EXAMPLES / "exercise-in-parts.yaml"

    text = run("regime", "check", file, "--today", "2026-08-15", "--all").stdout

    assert "Reason: troops 4,800, not >= 9,000;" in text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("regime show vienna", "Did you mean `vienna-"),
        ("regime check nowhere.yaml", "nowhere.yaml cannot be read"),
        (
            "regime calendar --party VNM --year 2026 --format pdf",
            "ics, xlsx, docx or json",
        ),
        ("regime calendar --party VNM --year soon", "--year cannot be 'soon'"),
        (f"regime check {EXAMPLES / ALL[0]} --set near", "--set cannot be 'near'"),
        (f"regime check {EXAMPLES / ALL[0]} --today yesterday", "is not a date"),
    ],
)
def test_a_refusal_says_what_to_do(words: str, message: str) -> None:
    """One sentence, exit status 2."""
    result = run(*words.split())

    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_a_calendar_goes_into_a_file(desk: Path) -> None:
    """What a ministry's calendar opens."""
    target = desk / "vnm.ics"

    result = run(
        *("regime", "calendar", "--party", "Viet Nam", "--year", "2026"),
        *("--format", "ics", "-o", target, "--lang", "vi"),
    )

    assert result.exit_code == 0
    assert Calendar.from_ical(target.read_bytes()).walk("VEVENT")


def test_lists_and_shows_in_both_languages() -> None:
    """Every regime by name, every obligation with its trigger."""
    listed = rows("regime list")
    text = shown("regime show vienna-2011 --lang vi")

    assert {"helsinki-1975", "vienna-2011", "india-china"} <= {row["id"] for row in listed}
    assert "Phát sinh khi: diễn tập; (quân số >= 9.000" in text
