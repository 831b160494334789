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


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ("--group asean", "Treaty duties 2027: the members of ASEAN"),
        ("--group asean --lang vi", "Nghĩa vụ theo điều ước năm 2027: các nước thành viên ASEAN"),
        ("--party VNM", "Treaty duties 2027: Viet Nam"),
    ],
)
def test_a_calendar_is_called_after_whose_it_is(options: str, name: str) -> None:
    """Not after how many they are, where their list has a name."""
    text = shown(f"regime calendar --year 2027 --regime arf --format ics {options}")

    assert str(Calendar.from_ical(text)["X-WR-CALNAME"]) == name


def test_lists_and_shows_in_both_languages() -> None:
    """Every regime by name, every obligation with its trigger."""
    listed = rows("regime list")
    text = shown("regime show vienna-2011 --lang vi")

    assert {"helsinki-1975", "vienna-2011", "india-china"} <= {row["id"] for row in listed}
    assert "Phát sinh khi: diễn tập; (quân số >= 9.000" in text


OWN = """
id: border-commission
name: {en: Border commission, vi: Ủy ban biên giới}
binding: LB
force: {signed: 2020-03-01, since: 2020-04-01, certainty: memory, source: ours}
parties: [{state: VNM}, {state: LAO}]
about: {en: For tests., vi: Để thử.}
sources: {ours: {title: The treaty in our archive}}
obligations:
  - id: BC-1
    article: art. 7
    duty: exchange
    says: {en: Exchange lists of crossings., vi: Trao đổi danh sách cửa khẩu.}
    every: {days: ["01-15"]}
    by: each
    to: other_side
    certainty: memory
    sources: [ours]
"""


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A folder with a treaty that Longtin does not have."""
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "border-commission.yaml").write_text(OWN, encoding="utf-8")
    return folder


def test_a_treaty_of_ones_own_stands_beside_the_shipped_ones(ours: Path) -> None:
    """A secretariat whose text is not ours."""
    listed = run("regime", "list", "--regimes", ours, "--json")
    year = run(
        *("regime", "calendar", "--regimes", ours, "--regime", "border-commission"),
        *("--year", "2027", "--json"),
    )

    assert "border-commission" in {row["id"] for row in json.loads(listed.stdout)}
    assert [(row["day"], row["party"]) for row in json.loads(year.stdout)] == [
        ("2027-01-15", "LAO"),
        ("2027-01-15", "VNM"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("id: border-commission", "id: vienna-2011", "Name the file vienna-2011.yaml"),
        ("duty: exchange", "duty: exchang", "Did you mean `exchange`"),
        ("sources: [ours]", "sources: [our]", "there is no source `our`"),
        ("certainty: memory\n    sources", "certainty: verified\n    sources", "go together"),
        ("id: BC-1", "id: VD-V-1", "stands in"),
    ],
)
def test_a_slip_in_ones_own_treaty_is_told(
    ours: Path, before: str, after: str, message: str
) -> None:
    """With its file and line, as in the shipped ones."""
    file = ours / "border-commission.yaml"
    assert before in OWN
    file.write_text(OWN.replace(before, after), encoding="utf-8")

    refused = run("regime", "list", "--regimes", ours)

    assert refused.exit_code == 2
    assert message in refused.stderr


def test_a_folder_without_a_regime_is_refused(tmp_path: Path) -> None:
    """A mistyped folder must not pass for one without duties."""
    empty = run("regime", "list", "--regimes", tmp_path)
    nowhere = run("regime", "list", "--regimes", tmp_path / "nowhere")

    assert "holds no file that ends in .yaml" in empty.stderr
    assert "is no folder" in nowhere.stderr


def test_what_must_be_done_comes_first_and_what_cannot_be_told_is_one_line(tmp_path: Path) -> None:
    """A desk officer reads the first lines."""
    file = tmp_path / "exercise.yaml"
    file.write_text(
        "activity: 1\nname: A\nkind: exercise\nhost: Poland\nstart: 2027-09-10\n"
        "figures: {troops: 9000}\nfacts: [largest_below_threshold]\n",
        encoding="utf-8",
    )
    words = ("regime", "check", file, "--today", "2027-06-01", "--regime", "vienna-2011")

    text = run(*words).stdout
    every = run(*words, "--all").stdout

    (line,) = [line for line in text.split("\n\n") if line.startswith("CANNOT BE TOLD")]
    told = " ".join(line.split())
    assert told.startswith("CANNOT BE TOLD VD-V-1, VD-V-2,")
    assert told.endswith("tanks, acv, arty, or write `unstated: none`.")
    assert "State divisions, brigades, regiments," in told
    assert every.count("CANNOT BE TOLD") > 3


def test_a_check_is_written_to_a_file(tmp_path: Path) -> None:
    """For whoever was not at the desk."""
    file = EXAMPLES / "zapad-2021-belarus.yaml"
    words = ("regime", "check", file, "--today", "2021-08-15")

    plain = run(*words, "-o", tmp_path / "report.txt")
    run(*words, "-o", tmp_path / "report.json")

    assert (plain.exit_code, plain.stdout) == (1, "")
    assert "LATE  VD-V-1" in (tmp_path / "report.txt").read_text("utf-8")
    answers = json.loads((tmp_path / "report.json").read_text("utf-8"))["answers"]
    assert "VD-V-1" in {each["obligation"] for each in answers}
    assert "Let it end in" in run(*words, "-o", tmp_path / "report.doc").stderr


def test_an_activity_and_a_programme_are_told_apart(tmp_path: Path) -> None:
    """Two commands check two kinds of file."""
    activity = run("check", EXAMPLES / ALL[0])
    programme = tmp_path / "p.yaml"
    programme.write_text(run("check", "--example", "example").stdout, encoding="utf-8")

    assert activity.exit_code == 2
    assert "this is an activity, not a programme" in activity.stderr
    assert "this is a programme" in run("regime", "check", programme).stderr


def test_parties_by_date(tmp_path: Path) -> None:
    """Who joined when, in the order of joining."""
    found = rows("regime show arf --parties")
    text = shown("regime show arf --parties --lang vi")

    assert len(found) == 26
    assert [row["since"] for row in found] == sorted(row["since"] for row in found)
    assert {row["state"]: row["since"] for row in found}["LKA"] == "2007-08-02"
    assert "Sri Lanka" in text
    assert "Liên minh châu Âu" in text
    run("regime", "show", "arf", "--parties", "-o", tmp_path / "arf.csv")
    assert (tmp_path / "arf.csv").read_text("utf-8").startswith("state,")


@pytest.mark.parametrize(
    "words",
    [
        "regime calendar --year 2027",
        "regime calendar --year 2027 --party VNM --all",
        "regime calendar --year 2027 --year 2028 --party VNM",
        "regime calendar --year 2027 --group asean --group osce",
        "regime check x.yaml --today 2026-01-01 --today 2026-01-02",
        "regime show arf -o arf.csv",
        "regime calendar --year 2027 --party VNM --format docx",
        f"regime check {EXAMPLES / ALL[0]} --set promptly_hours=1 --set promptly_hours=2",
    ],
)
def test_what_leaves_open_what_is_meant_is_refused(words: str) -> None:
    """Of two values one would be dropped unsaid."""
    assert run(*words.split()).exit_code == 2
