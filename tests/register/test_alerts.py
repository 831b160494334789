"""Alerts beside those of deadlines: thresholds, quotas, the log; calendars and minutes."""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from longtin import Language, measures, register
from longtin.errors import LongtinError
from longtin.register import StatusAlert, StatusMatrix, log
from tests.cli.run import run
from tests.register.log.world import ORIGIN, World, seeded, submission
from tests.register.test_status import REGIME, calendar, exercise, matrix, row


def alerts(found: StatusMatrix, kind: str) -> list[StatusAlert]:
    """Alerts of one kind."""
    return [each for each in found.alerts if each.kind == kind]


def visit(kind: str, name: str, asking: str, start: str = "2026-03-02") -> tuple[str, str]:
    """A visit to Poland: asked for, and accepted."""
    about = {"obligation": kind, "activity": name, "event": f"{start}T09:00+01:00", "dated": start}
    return (
        row(party=asking, about="POL", kind="request", **about),
        row(party="POL", kind="reply", **about),
    )


@pytest.mark.parametrize(
    ("figures", "limits"),
    [
        ("troops=12700", {13000: ("VD-VI-1", "VD-VIII-2")}),
        ("troops=8800", {9000: ("VD-V-1",)}),
        ("troops=8800; tanks=280", {300: ("VD-VI-1", "VD-VIII-2")}),
        ("troops=8099", {}),
        ("troops=9000", {}),
        ("landing_troops=2900", {3000: ("VD-V-3",)}),
    ],
)
def test_what_is_declared_just_under_a_threshold_is_told(
    figures: str, limits: dict[float, tuple[str, ...]]
) -> None:
    """12,700 where 13,000 bring observers; nothing where another figure brings the duty anyway."""
    found = alerts(matrix(exercise(dated="2026-03-01", figures=figures)), "near_threshold")

    assert {each.margin.limit: each.margin.obligations for each in found if each.margin} == limits


def test_thresholds_are_those_of_the_regime() -> None:
    """Of the regime that is asked about, as its rows have them, and as near as is asked."""
    paper = exercise(dated="2026-03-01", figures="troops=12700")
    returns = register.parse_returns("party,kind,obligation,activity,event,dated,figures\n"
                                     "POL,notification,VD-V-1,A,2026-05-04,2026-03-01,troops=12700",
                                     REGIME, "t.csv")  # fmt: skip
    text = REGIME.model_dump_json(by_alias=True, exclude_none=True).replace("13000.0", "13500.0")
    other = measures.Regime.model_validate_json(text)
    near = [
        each.margin.limit
        for each in register.status(returns, other, date(2026, 5, 25)).alerts
        if each.margin
    ]

    assert near == [13500]
    assert alerts(matrix(paper, near=0.02), "near_threshold") == []
    assert alerts(matrix(paper, near=0), "near_threshold") == []


def test_what_was_observed_beyond_a_threshold_names_it() -> None:
    """By the figure notified nobody had to be invited; by the figure observed somebody had."""
    papers = (
        exercise(dated="2026-03-01", symbol="P1", figures="troops=12700"),
        exercise(party="DEU", about="POL", kind="observation", dated="2026-05-08",
                 figures="troops=14200"),
    )  # fmt: skip
    (differs,) = alerts(matrix(*papers), "notified_observed")
    (near,) = alerts(matrix(*papers), "near_threshold")
    lines = register.status_document(matrix(*papers), Language("en")).sections[1].points

    assert differs.crossed == {13000: ("VD-VI-1", "VD-VIII-2")}
    assert near.margin is not None
    assert near.margin.observed == 14200
    said = "Poland, A: troops declared 12,700, 300 under the 13,000 of VD-VI-1 and VD-VIII-2."
    assert f"{said} Germany observed 14,200." in lines


def test_an_activity_that_was_called_off_is_near_nothing() -> None:
    """What does not take place needs no look."""
    paper = exercise(dated="2026-03-01", symbol="P1", figures="troops=12700")
    back = exercise(dated="2026-03-05", symbol="P2", kind="cancellation", refers="P1")

    assert alerts(matrix(paper, back), "near_threshold") == []


@pytest.mark.parametrize(
    ("visits", "used"),
    [
        ([("VD-IX-1", "I1", "DEU"), ("VD-IX-1", "I2", "FRA")], {"VD-IX-1-quota": 2 * [(1, 1)]}),
        (
            [("VD-IX-1", f"I{n}", who) for n, who in enumerate(("DEU", "FRA", "ESP"))],
            {"VD-IX-1-quota": [*3 * [(1, 1)], (3, 3)]},
        ),
        ([("VD-IX-1", "I1", "DEU", "2025-12-01")], {}),
        ([("VD-IX-2", "E1", "DEU")], {}),
        ([("VD-IX-2", "E1", "DEU"), ("VD-IX-2", "E2", "FRA")], {"VD-IX-2": [(2, 2)]}),
    ],
)
def test_visits_of_the_year_are_counted_against_the_quota(
    visits: list[tuple[str, ...]], used: dict[str, list[tuple[int, int]]]
) -> None:
    """Three inspections a year and one of a state; evaluations by the units that were reported."""
    units = row(party="POL", kind="report", obligation="VD-I-1", period="2025-12-15",
                dated="2025-12-14", figures="reported_units=61")  # fmt: skip
    papers = [paper for each in visits for paper in visit(*each)]
    found: dict[str, list[tuple[int, int]]] = {}
    for each in alerts(matrix(units, *papers), "quota"):
        assert each.quota is not None
        found.setdefault(each.quota.row, []).append((each.quota.used, each.quota.most))

    assert {name: sorted(uses) for name, uses in found.items()} == used


def test_large_exercises_of_the_year_are_counted_too() -> None:
    """At most six above the lower size; a small one and one of another year do not count."""
    large = [
        exercise(activity=f"A{n}", event=f"2026-0{n + 3}-04", dated="2026-01-05",
                 figures="troops=14000")
        for n in range(6)
    ]  # fmt: skip
    others = (
        exercise(activity="small", dated="2026-01-05", figures="troops=9500"),
        exercise(activity="before", event="2025-05-04", dated="2025-01-05",
                 figures="troops=14000"),
    )  # fmt: skip
    (found,) = alerts(matrix(*large, *others), "quota")

    assert found.quota is not None
    assert (found.quota.row, found.quota.used, found.quota.most) == ("VD-VIII-2", 6, 6)
    assert alerts(matrix(*large[1:], *others), "quota") == []


def at_once(event: str, days: str = "", troops: int = 14000) -> str:
    """An exercise that goes on for so many days."""
    length = f"; duration_days={days}" if days else ""
    return exercise(activity=f"E{event}", event=event, dated="2026-01-05",
                    figures=f"troops={troops}{length}")  # fmt: skip


@pytest.mark.parametrize(
    ("exercises", "used"),
    [
        ([("2026-05-04", "10"), ("2026-05-08", "10"), ("2026-05-13", "2")], (3, "05-13", "05-13")),
        ([("2026-05-04", "10"), ("2026-05-08", "10"), ("2026-05-14", "2")], None),
        ([("2026-05-04", "10"), ("2026-05-08", ""), ("2026-05-08", "3")], (3, "05-08", "05-08")),
        ([("2026-05-04", ""), ("2026-05-05", ""), ("2026-05-06", "")], None),
        ([*2 * [("2026-05-04", "9.5")], ("2026-05-13", "1"), ("2026-05-13", "1")],
         (4, "05-13", "05-13")),
    ],
)  # fmt: skip
def test_activities_at_the_same_time_are_counted_by_their_days(
    exercises: list[tuple[str, str]], used: tuple[int, str, str] | None
) -> None:
    """On, below and above the limit of three; a day between two is no overlap."""
    papers = [at_once(event, days).replace(f"E{event}", f"E{n}") for n, (event, days) in
              enumerate(exercises)]  # fmt: skip
    found = [each.quota for each in alerts(matrix(*papers), "quota") if each.quota]

    told = [(each.used, f"{each.window.start:%m-%d}", f"{each.window.end:%m-%d}")
            for each in found if each.at_once]  # fmt: skip
    assert told == ([] if used is None else [used])
    assert {each.row for each in found if each.at_once} <= {"VD-VIII-4"}


def test_what_is_under_the_lower_size_is_not_counted_at_the_same_time() -> None:
    """And one whose length is not told is named, in both languages."""
    days = ["2026-05-04", "2026-05-05", "2026-05-06"]
    small = [at_once(day, "9", 9500) for day in days]
    large = [at_once(days[0], "9"), at_once(days[1], "9"), at_once(days[2])]
    shown = [
        register.status_document(matrix(*large), Language(code)).sections[1].points
        for code in ("en", "vi")
    ]

    assert alerts(matrix(*small), "quota") == []
    line = next(each for each in shown[0] if "VD-VIII-4" in each)
    assert "3 of 3 at the same time from 6 May 2026 to 6 May 2026" in line
    assert "How long E2026-05-06 goes on is not told; it counts on its first day." in line
    assert any("cùng một lúc" in each and "E2026-05-06" in each for each in shown[1])


def test_parties_that_owe_the_same_stand_in_one_sentence() -> None:
    """Fifty-seven parties that have not reported are one thing to look at, told by name."""
    papers = [calendar(party=party, period="2024", dated="2024-11-01") for party in ("FRA", "POL")]
    found = matrix(*papers, on=date(2025, 11, 20), since=date(2025, 11, 1), ahead=0)
    lines = register.status_document(found, Language("en")).sections[1].points

    assert [each.party for each in alerts(found, "overdue")] == [220, 290]
    due = "nothing is entered, and it was due by 15 November 2025, 5 days ago."
    assert lines == (f"France and Poland, VD-VII-1: {due}",)


def test_a_deadline_keeps_its_name_in_every_calendar() -> None:
    """Written again on another day, in another language, after a move: the same entry moves."""
    paper = row(party="POL", kind="notification", obligation="VD-VI-1", activity="A",
                event="2026-09-04", dated="2026-03-01", figures="troops=14000")  # fmt: skip
    asked = row(party="DEU", about="POL", kind="request", obligation="VD-III-1", activity="M",
                event="2026-05-24T09:00+02:00", dated="2026-05-24")  # fmt: skip
    moved = asked.replace("05-24T09", "05-26T09")
    texts = [
        register.deadline_calendar(matrix(paper, question, on=day), Language(code)).decode()
        for question, day, code in (
            (asked, date(2026, 5, 25), "en"),
            (asked, date(2026, 5, 26), "vi"),
            (moved, date(2026, 5, 25), "en"),
        )
    ]
    names = [re.findall(r"UID:(\S+)", text) for text in texts]

    assert len(set(names[0])) == len(names[0]) > 1
    assert set(names[0]) & {each for each in names[0] if each.startswith("vd-iii-1.290.")}
    assert set(names[0]) == set(names[1]) == set(names[2])
    assert "VD-VI-1" not in texts[0]
    assert texts[0].count("BEGIN:VALARM") == len(names[0])
    assert "TRIGGER:-P14D" in texts[0]


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A register with two witnesses a side, three entries, and its files in `copy`."""
    made = World(tmp_path, keys=(seeded(ORIGIN), seeded(ORIGIN, log.ML_DSA)))
    opened = made.log()
    opened.append([submission(number) for number in range(3)])
    files(made, opened, "copy")
    (tmp_path / "trust.policy").write_bytes(made.trust)
    return made


def files(world: World, opened: log.Log, name: str) -> None:
    """What the log serves, as files."""
    note = log.parse_note(opened.store.checkpoint() or b"")
    log.write_log(opened.store.serve, world.folder / name, note)


def look(world: World, name: str = "copy", days: float = 1, **asked: object) -> list[StatusAlert]:
    """What is amiss with the log so many days later."""
    now = datetime.fromtimestamp(world.time + 86_400 * days, UTC)
    text, trust = str(world.folder / name), world.folder / "trust.policy"
    return list(register.log_alerts(text, trust, now=now, **asked))  # type: ignore[arg-type]


def test_a_head_is_stale_when_nobody_cosigns_it_anew(world: World) -> None:
    """A week by default; asked for otherwise, otherwise."""
    assert look(world) == []
    assert [each.kind for each in look(world, days=8)] == ["stale_head"]
    assert look(world, days=8, fresh=9) == []


def test_a_witness_that_no_longer_cosigns_is_named(world: World) -> None:
    """One of a side is missing: the quorum holds, and the alert names who is lost."""
    opened = world.log(clients=world.clients("e1", "w1", "w2"))
    opened.append([submission(9)])
    files(world, opened, "later")
    (lost,) = look(world, "later")

    assert lost.log is not None
    assert (lost.kind, lost.log.witness, lost.log.size) == ("lost_witness", "e2", 4)


def test_an_older_copy_and_another_history_are_told_apart(world: World) -> None:
    """The old copy is behind what witnesses know; of two heads of one size one is a fork."""
    opened = world.log()
    opened.append([submission(9)])
    seen = world.folder / "seen"
    seen.write_bytes(opened.store.checkpoint() or b"")
    kinds = {each.kind for each in look(world, clients=world.clients(), asks=True)}
    (behind,) = look(world, seen=[seen])

    (world.folder / "other").mkdir()
    other = World(world.folder / "other", keys=world.keys)
    forked = other.log()
    forked.append([submission(number) for number in (0, 1, 7, 8)])
    files(world, forked, "forked")
    (fork,) = [each for each in look(world, "forked", seen=[seen]) if each.kind == "fork"]

    assert kinds == {"stale_head"}
    assert behind.log is not None
    assert (behind.kind, behind.log.check) == ("stale_head", "rollback")
    assert fork.log is not None
    assert fork.log.check == "fork"


def test_what_goes_into_minutes_is_three_lines_and_short_signatures(world: World) -> None:
    """No signature of ML-DSA, which nobody types in; what is left verifies as the whole does."""
    trust, note = world.folder / "trust.policy", world.folder / "minutes.txt"
    told = run("register", "minutes", world.folder / "copy", "--trust", trust, "-o", note)
    body, signatures = note.read_text("utf-8").split("\n\n")
    docx = run("register", "minutes", world.folder / "copy", "--trust", trust, "--lang", "vi",
               "-o", world.folder / "m.md")  # fmt: skip

    assert told.exit_code == docx.exit_code == 0, told.stderr
    assert body.split("\n")[:2] == [ORIGIN, "3"]
    assert len(signatures.splitlines()) == 1 + 4
    assert max(map(len, signatures.splitlines())) < 130
    assert run("register", "verify", note, "--trust", trust).exit_code == 0
    assert "Điểm kiểm của sổ" in (world.folder / "m.md").read_text("utf-8")


def test_a_clock_learns_from_the_exit_status_what_to_look_at(tmp_path: Path) -> None:
    """For cron: 0 unless there is an alert of a kind that was asked about."""
    table = tmp_path / "returns.csv"
    table.write_text(register.example_returns(), encoding="utf-8")
    words: list[str | Path] = ["register", "status", "--returns", table, "--regime", "vienna-2011"]
    words += ["--as-of", "2026-05-25", "--party", "POL"]
    ends = {
        kind: run(*words, "--fail-on", kind, "--json").exit_code
        for kind in ("overdue", "quota", "any")
    }
    data = json.loads(run(*words, "--json").stdout)

    assert ends == {"overdue": 1, "quota": 0, "any": 1}
    (differs,) = (each for each in data["alerts"] if each["kind"] == "notified_observed")
    assert differs["crossed"][0] == {"limit": 13000, "obligations": ["VD-VI-1", "VD-VIII-2"]}
    run(*words, "-o", tmp_path / "d.ics")
    assert (tmp_path / "d.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_every_alert_is_told_in_vietnamese(world: World) -> None:
    """No English under `--lang vi`; each sentence in the catalogue."""
    opened = world.log(clients=world.clients("e1", "w1"))
    opened.append([submission(9)])
    files(world, opened, "later")
    papers = [
        exercise(dated="2026-03-01", symbol="P1", figures="troops=12700"),
        exercise(party="DEU", about="POL", kind="observation", dated="2026-05-08",
                 figures="troops=14200"),
        *(paper for n in range(3) for paper in visit("VD-IX-1", f"I{n}", "DEU")),
    ]  # fmt: skip
    found = matrix(*papers, about_log=look(world, "later", days=30))
    lines = register.status_document(found, Language("vi")).sections[1].points

    assert {each.kind for each in found.alerts} >= {"stale_head", "lost_witness", "near_threshold",
                                                    "quota", "notified_observed"}  # fmt: skip
    assert not [line for line in lines if re.search(r"\b(the|of|used|under|entries)\b", line)]
    with pytest.raises(LongtinError, match="--trust"):
        register.log_alerts(str(world.folder / "copy"))
