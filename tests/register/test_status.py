"""The matrix of returns: what stands in it, what is refused, and what is never said."""

import json
from datetime import date
from pathlib import Path

import pytest

from longtin import Language, measures, register
from longtin.errors import DataError
from longtin.register import DutyStatus, StatusMatrix
from tests.cli.run import run
from tests.test_workbook import sheet

REGIME = measures.regime("vienna-2011")
HEADS = (
    "party,number,kind,obligation,about,activity,event,period,dated,received,entered,symbol,refers,"
    "figures,content\n"
)
DAY = date(2026, 5, 25)


def matrix(*rows: str, on: date = DAY, **asked: object) -> StatusMatrix:
    """The matrix of a table with these rows, of the parties they name."""
    returns = register.parse_returns(HEADS + "\n".join(rows), REGIME, "t.csv")
    parties = {each.whose for each in returns}
    return register.status(returns, REGIME, on, parties=parties, **asked)  # type: ignore[arg-type]


def row(**cells: object) -> str:
    """A row of the table."""
    return ",".join(str(cells.get(name, "")) for name in HEADS.strip().split(","))


def calendar(**cells: object) -> str:
    """A paper about the calendar of activities, due 15 November 2025."""
    usual = {"party": "FRA", "kind": "report", "obligation": "VD-VII-1", "period": "2025"}
    return row(**usual | cells)


def exercise(**cells: object) -> str:
    """A paper about an exercise that starts 4 May 2026, due 42 days before."""
    usual = {"party": "POL", "kind": "notification", "obligation": "VD-V-1"}
    return row(**usual | {"activity": "A", "event": "2026-05-04"} | cells)


def one(found: StatusMatrix, obligation: str) -> DutyStatus:
    """The only duty of this id."""
    (duty,) = (each for each in found.duties if each.obligation.id == obligation)
    return duty


@pytest.mark.parametrize(
    ("days", "standing", "late"),
    [
        ({"dated": "2025-11-15", "received": "2025-11-15"}, "sent", 0),
        ({"dated": "2025-11-16", "received": "2025-11-16"}, "late", 1),
        ({"dated": "2025-11-15", "received": "2025-11-16"}, "undetermined", 0),
        ({"entered": "2025-11-15"}, "sent", 0),
        ({"entered": "2025-11-16"}, "undetermined", 0),
        ({"received": "2025-11-20", "entered": "2025-11-21"}, "late", 5),
    ],
)
def test_the_three_days_are_kept_apart(days: dict[str, str], standing: str, late: int) -> None:
    """Received in time is in time; dated late is late; what lies between nobody here decides."""
    duty = one(matrix(calendar(**days)), "VD-VII-1")

    assert (duty.standing, duty.days_late) == (standing, late)


def test_nothing_to_declare_is_not_nothing_new() -> None:
    """A nil return declares that there is nothing; the other points to what still holds."""
    nil = one(matrix(calendar(kind="nil", dated="2025-11-01")), "VD-VII-1")
    same = one(
        matrix(calendar(kind="unchanged", dated="2025-11-01", refers="FRA/24/1")), "VD-VII-1"
    )

    assert (nil.standing, nil.completeness) == ("nil", "nothing_to_declare")
    assert (same.standing, same.completeness) == ("sent", "nothing_new")


def test_a_late_nil_return_is_late() -> None:
    """That there is nothing to declare has to be said in time too."""
    duty = one(matrix(calendar(kind="nil", dated="2025-12-01")), "VD-VII-1")

    assert (duty.standing, duty.completeness) == ("late", "nothing_to_declare")


def test_a_notice_is_due_so_many_days_before_the_start() -> None:
    """The day is the regime's own: 42 days before 4 May, the start not counted."""
    in_time = one(matrix(exercise(dated="2026-03-23")), "VD-V-1")
    late = one(matrix(exercise(dated="2026-03-24")), "VD-V-1")

    assert in_time.due is not None
    assert in_time.due.day == date(2026, 3, 23)
    assert (in_time.standing, late.standing, late.days_late) == ("sent", "late", 1)


def test_a_request_makes_a_reply_due_to_the_hour() -> None:
    """48 hours after it was received, by the clock of the place."""
    asked = row(
        party="DEU", about="POL", kind="request", obligation="VD-III-1", activity="M",
        event="2026-05-18T09:00+02:00", dated="2026-05-18",
    )  # fmt: skip
    duty = one(matrix(asked), "VD-III-1")

    assert duty.due is not None
    assert duty.due.instant is not None
    assert duty.due.instant.isoformat() == "2026-05-20T09:00:00+02:00"
    assert (duty.standing, duty.timeliness) == ("due", "overdue")


def test_what_only_others_saw_is_no_duty_yet() -> None:
    """Whether an exercise had to be notified does not follow from somebody having seen one."""
    seen = exercise(party="DEU", about="POL", kind="observation", dated="2026-05-08",
                    figures="troops=14000")  # fmt: skip
    found = matrix(seen)

    assert one(found, "VD-V-1").standing == "undetermined"
    assert not [each for each in found.alerts if each.duty is one(found, "VD-V-1")]


def test_words_are_held_against_what_was_observed() -> None:
    """The last amendment counts; the difference is told with its sign, the objection beside it."""
    found = matrix(
        exercise(dated="2026-03-01", symbol="P1", figures="troops=9500"),
        exercise(dated="2026-04-01", symbol="P2", kind="amendment", refers="P1",
                 figures="troops=9800"),
        exercise(party="DEU", about="POL", kind="observation", dated="2026-05-08", symbol="D1",
                 figures="troops=14200"),
        exercise(kind="objection", dated="2026-05-12", refers="D1"),
    )  # fmt: skip
    duty = one(found, "VD-V-1")
    (alert,) = (each for each in found.alerts if each.kind == "notified_observed")

    assert [each.difference for each in duty.differences] == [4400]
    assert (duty.consistency, duty.contest, duty.standing) == ("differs", "contested", "sent")
    assert alert.difference is duty.differences[0]


def test_what_the_text_asks_for_and_the_paper_lacks_is_named() -> None:
    """Completeness is what the clerk noted, beside what the obligation asks for."""
    duty = one(matrix(exercise(dated="2026-03-01", content="name; purpose; states")), "VD-V-1")

    assert duty.completeness == "partial"
    assert set(duty.lacking) == {"forces", "area", "dates", "command_level"}


def test_a_cancelled_return_no_longer_does_the_duty() -> None:
    """The calendar asks again; the activity's notice stands, marked as cancelled."""
    paper = calendar(dated="2025-11-01", symbol="F1")
    back = calendar(dated="2025-11-03", symbol="F2", kind="cancellation", refers="F1")
    duty = one(matrix(paper, back), "VD-VII-1")

    assert (duty.standing, duty.timeliness, duty.cancelled) == ("due", "overdue", "F2")


def test_missing_numbers_are_told_as_stretches() -> None:
    """A party's numbers run on; a jump of a million costs nothing."""
    papers = [calendar(party="FRA", number=n, dated="2025-11-01") for n in (1, 2, 5, 1_000_000)]
    (alert,) = (each for each in matrix(*papers).alerts if each.kind == "sequence_gap")

    assert alert.numbers == ((3, 4), (6, 999_999))


def test_alerts_begin_so_many_days_before() -> None:
    """On the day it is due nothing is overdue; the day after it is."""
    paper = calendar(period="2024", dated="2024-11-01")
    kinds = {
        on: [
            (each.kind, each.days)
            for each in matrix(paper, on=on).alerts
            if each.duty and each.duty.obligation.id == "VD-VII-1" and each.duty.due
            and each.duty.due.day.year == 2025
        ]
        for on in (date(2025, 10, 31), date(2025, 11, 1), date(2025, 11, 15), date(2025, 11, 16))
    }  # fmt: skip

    assert list(kinds.values()) == [[], [("due_soon", 14)], [("due_soon", 0)], [("overdue", 1)]]


def test_an_earlier_day_knows_no_later_paper() -> None:
    """As the office saw it then: what had not come is not counted, and that is said."""
    paper = calendar(dated="2025-11-10", received="2025-11-20")
    before = matrix(paper, on=date(2025, 11, 19))

    assert (one(before, "VD-VII-1").timeliness, before.later) == ("overdue", 1)
    assert matrix(paper, on=date(2025, 11, 20)).later == 0


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (calendar(obligation="VD-VII-9", dated="2025-11-01"), "VD-VII-1"),
        (calendar(kind="nill", dated="2025-11-01"), "nil"),
        (calendar(), "dated"),
        (calendar(period="", dated="2025-11-01"), "period"),
        (calendar(party="VNM", dated="2025-11-01"), "was no party"),
        (calendar(party="Atlantis", dated="2025-11-01"), "Atlantis"),
        (calendar(number="0", dated="2025-11-01"), "whole number from 1"),
        (calendar(dated="2025-02-30"), "2025-02-30"),
        (calendar(kind="unchanged", dated="2025-11-01"), "refers"),
        (calendar(kind="amendment", dated="2025-11-01", refers="X"), "no paper of this party"),
        (calendar(kind="observation", dated="2025-11-01"), "about"),
        (calendar(about="DEU", dated="2025-11-01"), "Leave `about` empty"),
        (exercise(event="", dated="2026-03-01"), "event"),
        (exercise(dated="2026-03-01", figures="troops=many"), "no number"),
        (exercise(dated="2026-03-01", figures="troop=3"), "troops"),
        (exercise(dated="2026-03-01", content="nam"), "name"),
        ("FRA,nil", "cells"),
        ('"FRA', "CSV"),
    ],
)
def test_a_bad_row_is_refused_with_its_line_and_a_remedy(wrong: str, said: str) -> None:
    """Nothing counts by half; the line is that of the file, comments counted."""
    text = f"# a note\n{HEADS}{calendar(dated='2025-11-01', party='DEU')}\n{wrong}\n"

    with pytest.raises(DataError, match=r"t\.csv:4") as refused:
        register.parse_returns(text, REGIME, "t.csv")

    assert said in str(refused.value)


def test_numbers_and_symbols_stand_once() -> None:
    """All slips of a table are told at once."""
    twice = calendar(number=1, symbol="F1", dated="2025-11-01")

    with pytest.raises(DataError) as refused:
        register.parse_returns(f"{HEADS}{twice}\n{twice}\n", REGIME, "t.csv")

    assert "number 1 of this party stands on line 2" in str(refused.value)
    assert "the symbol F1 stands on line 2" in str(refused.value)


@pytest.mark.parametrize(
    "text", ["", "# only a note\n", "party,kind\n", f"{HEADS.strip()},shape\n"]
)
def test_a_table_without_its_columns_is_refused(text: str) -> None:
    """An empty table is no table in which nothing was sent."""
    with pytest.raises(DataError):
        register.parse_returns(text, REGIME, "t.csv")


@pytest.mark.parametrize("code", ["en", "vi"])
def test_the_page_gives_no_verdict(code: str) -> None:
    """Four axes, and neither page, workbook nor data calls anything a violation."""
    returns = register.parse_returns(register.example_returns(), REGIME, "example")
    found = register.status(returns, REGIME, DAY)
    language = Language(code)
    said = repr(register.status_document(found, language)) + json.dumps(
        register.status_data(found), default=str
    )
    papers = sheet(register.status_workbook(found, language), 4)

    asked = next(
        each for each in register.status_document(found, language).sections if each.name == "asked"
    )

    assert not [word for word in ("violat", "breach", "vi phạm") if word in said.casefold()]
    assert {row[0].text for row in asked.tables[0].rows} == {
        each.obligation.id for each in found.duties
    }
    assert all(row[2].text for row in asked.tables[0].rows)
    assert len(papers) == 1 + len(returns)
    assert {each.standing for each in found.duties} == {
        "sent", "late", "nil", "due", "undetermined"
    }  # fmt: skip


def test_the_command_goes_from_the_example_to_every_form(tmp_path: Path) -> None:
    """What an office types: the example, the matrix as text, data and files, in both languages."""
    table = tmp_path / "returns.csv"
    words = ["register", "status", "--regime", "vienna-2011", "--as-of", "2026-05-25"]
    asked = [*words, "--returns", str(table), "--party", "POL", "--party", "DEU"]

    assert run("register", "status", "--example", "-o", table).exit_code == 0
    shown = run(*asked)
    assert shown.exit_code == 0, shown.stderr
    assert "observed by Germany 14,200" in shown.stdout
    assert "theo quan sát của Đức 14.200" in run(*asked, "--lang", "vi").stdout
    data = json.loads(run(*asked, "--json").stdout)
    assert {each["kind"] for each in data["alerts"]} >= {"sequence_gap", "notified_observed"}
    for form in ("xlsx", "docx", "html", "json", "md"):
        made = tmp_path / f"status.{form}"
        assert run(*asked, "-o", made).exit_code == 0
        assert made.stat().st_size > 1000
    nothing = run(*words)
    assert (nothing.exit_code, "--example" in nothing.stderr) == (2, True)
