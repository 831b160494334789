"""The life of a notification: on paper and countersigned, numbered, changed, found, contested."""

from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest
import yaml
from jsonschema_rs import validator_for

from longtin import measures, register
from longtin.errors import DataError, LongtinError, RegisterError
from tests.cli.run import run
from tests.register.desks import NIL, NOTICE, PAPER, Desk

REGIME = measures.regime("vienna-2011")
DAY = datetime.now(UTC).date()


def one(desk: Desk, party: str, obligation: str) -> register.DutyStatus:
    """The duty of a party that papers speak of."""
    code = {"POL": 290, "FRA": 220, "DEU": 255}[party]
    told = register.read_statements(desk.folder)
    found = register.status(told, REGIME, DAY, parties=[code], since=date(2026, 1, 1), ahead=0)
    return next(
        each
        for each in found.duties
        if (each.party, each.obligation.id) == (code, obligation) and each.papers
    )


def test_a_paper_counts_from_the_day_it_came_and_is_marked(parties_desk: Desk) -> None:
    """Entry by the secretariat is no delay of the party; its words are not yet its own."""
    made = parties_desk.paper()
    told = parties_desk.told(made.index)

    assert told.received is not None
    assert told.entered is not None
    assert (told.received.day, told.entered.day) == (date(2026, 11, 3), told.entered.day)
    assert (told.party, told.on_paper, told.attested) == (220, True, "awaited")
    assert one(parties_desk, "FRA", "VD-VII-1").standing == "nil"


def test_a_countersignature_makes_a_paper_its_party_s_own(parties_desk: Desk) -> None:
    """Over the exact words: their hash is what is signed."""
    made = parties_desk.paper()
    signed = register.countersign(parties_desk.folder, made.index, parties_desk.signer("FRA"))
    statements, _ = register.register_statements(parties_desk.folder)

    assert parties_desk.told(made.index).attested == "countersigned"
    assert statements[signed.index].body["payload"] == statements[made.index].hash
    with pytest.raises(RegisterError, match="no paper that waits"):
        register.countersign(parties_desk.folder, made.index, parties_desk.signer("FRA"))


def test_a_paper_that_its_party_disowns_does_no_duty(parties_desk: Desk) -> None:
    """Nobody can do another's duty for it by entering a forged paper."""
    made = parties_desk.paper()
    register.countersign(
        parties_desk.folder, made.index, parties_desk.signer("FRA"), agrees=False, remark="forged"
    )
    duty = one(parties_desk, "FRA", "VD-VII-1")

    assert (duty.original, duty.standing) == (None, "due")
    assert duty.papers[0].attested == "disowned"


@pytest.mark.parametrize(
    ("party", "entry", "more", "said"),
    [
        ("DEU", None, {}, "only that party"),
        ("FRA", 0, {}, "no paper that waits"),
        ("FRA", 99, {}, "no paper that waits"),
        ("FRA", None, {"agrees": False}, "`remark` is empty"),
    ],
)
def test_only_its_party_countersigns_a_paper(
    parties_desk: Desk, party: str, entry: int | None, more: dict[str, bool], said: str
) -> None:
    """And nothing else is countersigned."""
    made = parties_desk.paper()
    at = made.index if entry is None else entry
    with pytest.raises(RegisterError, match=said):
        register.countersign(parties_desk.folder, at, parties_desk.signer(party), **more)  # type: ignore[arg-type]

    assert len(parties_desk.entries()) == made.index + 1


def test_nobody_but_the_secretariat_enters_for_another(parties_desk: Desk) -> None:
    """And the secretariat says whose paper it is, and when it came."""
    with pytest.raises(LongtinError, match="for papers that the secretariat enters"):
        parties_desk.submit(PAPER, "DEU", on_behalf="FRA")
    with pytest.raises(LongtinError, match="owes no return"):
        parties_desk.submit(PAPER, register.SECRETARIAT)
    with pytest.raises(LongtinError, match="`received` is empty"):
        parties_desk.paper(NIL)
    with pytest.raises(LongtinError, match="after the day of entry"):
        parties_desk.paper(PAPER.replace("2026-11-03", "2099-11-03"))


def test_numbers_run_over_papers_and_statements_and_a_gap_is_named(parties_desk: Desk) -> None:
    """A paper may leave a gap, for what was sent before it may be on its way; it can be filled."""
    first = parties_desk.submit(NIL, "FRA")
    third = parties_desk.paper(PAPER + "number: 3\n")
    with pytest.raises(LongtinError, match="number 3 of FRA stands in the register already"):
        parties_desk.paper(PAPER.replace("FRA/7", "FRA/8") + "number: 3\n")
    with pytest.raises(LongtinError, match="the next of FRA is 4"):
        parties_desk.submit(NIL + "number: 7\n", "FRA")
    fourth = parties_desk.submit(NIL.replace("2026\n", "2025\n"), "FRA")
    second = parties_desk.paper(PAPER.replace("FRA/7", "FRA/6") + "number: 2\n")

    numbers = [each.told.number for each in (first, third, fourth, second) if each.told]
    assert numbers == [1, 3, 4, 2]
    assert [each.missing for each in (first, third, fourth, second)] == [(), (2,), (2,), ()]


def test_a_scan_is_bound_to_its_entry(parties_desk: Desk, tmp_path: Path) -> None:
    """The paper in the archive can be held against the log for ever."""
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF scanned")
    made = parties_desk.submit(PAPER, register.SECRETARIAT, on_behalf="FRA", paper=scan)
    statements, _ = register.register_statements(parties_desk.folder)

    assert statements[made.index].body["paper"] == sha256(scan.read_bytes()).hexdigest()


def test_a_cancelled_notice_is_replaced_by_the_next(parties_desk: Desk) -> None:
    """Original, cancellation, a new original: each entry stays, the last one does the duty."""
    parties_desk.submit(NIL + "symbol: POL/1\n")
    parties_desk.submit(
        NIL.replace("kind: nil", "kind: cancellation") + "symbol: POL/2\nrefers: POL/1\n"
    )
    report = NIL.replace("kind: nil", "kind: unchanged") + "symbol: POL/3\nrefers: POL/25/9\n"
    parties_desk.submit(report)
    duty = one(parties_desk, "POL", "VD-VII-1")

    assert duty.original is not None
    assert (duty.cancelled, duty.original.symbol, len(duty.papers)) == ("POL/2", "POL/3", 3)


FINDING = """kind: finding
obligation: VD-V-1
about: POL
activity: Iron Meadow
event: 2099-05-04
dated: 2026-11-10
symbol: DEU/1
figures: {troops: 14200}
"""
OBJECTION = FINDING.replace("finding", "objection").replace("DEU/1", "POL/2").replace(
    "figures: {troops: 14200}", "refers: DEU/1\nremark: counts guests twice"
)  # fmt: skip


def test_the_other_side_s_reply_stands_beside_a_finding(parties_desk: Desk) -> None:
    """Found, disputed, answered, withdrawn: each state from the papers, nobody is judged."""
    parties_desk.submit(NOTICE)
    states = []
    for text, party in (
        (FINDING, "DEU"),
        (OBJECTION, "POL"),
        (OBJECTION.replace("objection", "clarification").replace("POL/2", "DEU/2")
         .replace("refers: DEU/1", "refers: POL/2"), "DEU"),
        (FINDING.replace("kind: finding", "kind: withdrawal").replace("DEU/1", "DEU/3")
         .replace("figures: {troops: 14200}", "refers: DEU/1"), "DEU"),
    ):  # fmt: skip
        parties_desk.submit(text, party)
        duty = one(parties_desk, "POL", "VD-V-1")
        (found,) = duty.findings
        states.append((found.state, len(found.replies), len(duty.differences)))

    assert states == [
        ("undisputed", 0, 1),
        ("disputed", 1, 1),
        ("answered", 2, 1),
        ("withdrawn", 3, 0),
    ]


def test_nobody_withdraws_what_another_said(parties_desk: Desk) -> None:
    """A finding is its author's."""
    parties_desk.submit(NOTICE)
    parties_desk.submit(FINDING, "DEU")

    with pytest.raises(LongtinError, match="no paper of this party and duty"):
        parties_desk.submit(
            FINDING.replace("kind: finding", "kind: withdrawal").replace("DEU/1", "POL/9")
            .replace("figures: {troops: 14200}", "refers: DEU/1").replace("about: POL\n", ""),
            "POL",
        )  # fmt: skip


def declared(party: str, troops: int, number: int, kind: str = "notification") -> str:
    """A row of a table of returns about one joint exercise."""
    return (
        f"{party},{number},{kind},VD-V-1,Joint Shield,2026-05-04,2026-03-0{number},troops={troops}"
    )


def test_declarations_of_both_sides_are_held_against_each_other() -> None:
    """What differs is shown with both papers; amendments count, agreement shows as 0."""
    heads = "party,number,kind,obligation,activity,event,dated,figures\n"
    rows = [declared("POL", 9500, 1), declared("DEU", 11000, 1)]
    told = register.parse_returns(heads + "\n".join(rows), REGIME, "t.csv")
    (mismatch,) = register.reconciled(told)

    assert (mismatch.figure, mismatch.declared) == ("troops", (9500, 11000))
    assert mismatch.difference == 1500
    agreed = [rows[0], declared("DEU", 9500, 1)]
    (same,) = register.reconciled(register.parse_returns(heads + "\n".join(agreed), REGIME, "t"))
    assert same.difference == 0


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("kind: notification", "kind: notificaton", 1, "Did you mean `notification`"),
        ("VD-V-1", "VD-V-9", 2, "no obligation `VD-V-9`"),
        ("event: 2099-05-04", "event: 2099-13-04", 5, "2099-13-04"),
        ("{troops: 9500}", "{troop: 9500}", 7, "`troop` is unknown"),
        ("{troops: 9500}", "{troops: -5}", 7, "`troops=-5` is below 0"),
        ("purpose: training, ", "", 8, "`purpose`"),
        ("name: A", "nam: A", 8, "`nam` is unknown"),
        ("activity: Iron Meadow\n", "", 1, "`activity`"),
        ("symbol: POL/1", "symbl: POL/1", 3, "symbl"),
    ],
)
def test_a_bad_form_is_refused_with_its_line_and_value(
    parties_desk: Desk, old: str, new: str, line: int, said: str
) -> None:
    """Where, what was given, what to do; nothing is stored."""
    before = len(parties_desk.entries())
    with pytest.raises(DataError) as refused:
        parties_desk.submit(NOTICE.replace(old, new))

    assert f"s.yaml:{line}:" in str(refused.value)
    assert said in str(refused.value)
    assert len(parties_desk.entries()) == before


def test_each_slip_of_a_form_is_told_at_once(parties_desk: Desk) -> None:
    """A clerk mends a form once."""
    text = NOTICE.replace("VD-V-1", "VD-X").replace("troops", "troop").replace("2099-05-04", "May")
    with pytest.raises(DataError) as refused:
        parties_desk.submit(text)

    assert [each.split(":")[1] for each in str(refused.value).splitlines()] == ["2", "5", "7"]


def test_the_published_schema_agrees_with_the_reader() -> None:
    """An editor that checks by the schema accepts what is accepted here, and names each kind."""
    schema = register.statement_form_schema(REGIME)
    validator = validator_for(schema)
    quoted = NOTICE.replace("2099-05-04", '"2099-05-04"').replace("2026-03-09", '"2026-03-09"')
    validator.validate(yaml.safe_load(quoted))
    assert not validator.is_valid({"kind": "hint", "obligation": "VD-V-1", "dated": "x"})
    assert "finding" in schema["properties"]["kind"]["enum"]


def test_the_commands_enter_a_paper_and_countersign_it(parties_desk: Desk, tmp_path: Path) -> None:
    """As a secretariat and a party type them, in Vietnamese too."""
    file = tmp_path / "p.yaml"
    file.write_text(PAPER + "number: 2\n", encoding="utf-8")
    reg: list[str | Path] = ["--register", parties_desk.folder]
    made = run("register", "submit", file, *reg, "--as", "secretariat", "--on-behalf", "FRA")
    key: list[str | Path] = ["--as", "FRA", "--key", parties_desk.place / "FRA.key"]
    signed = run("register", "countersign", "7", *reg, *key, "--lang", "vi")

    assert made.exit_code == 0, made.stderr
    assert "entry 7, number 2" in made.stdout
    assert "Numbers that stand in no entry yet: 1." in made.stdout
    assert (signed.exit_code, "Đã ghi thành mục 8." in signed.stdout) == (0, True), signed.stderr
