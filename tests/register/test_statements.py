"""Statements of parties: what is appended, what is refused with nothing stored, what is read."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from longtin import register
from longtin.errors import LongtinError, RegisterError, VerificationError
from longtin.register import log
from tests.cli.run import run

NOTICE = """kind: notification
obligation: VD-V-1
symbol: POL/1
activity: A
event: 2099-05-04
dated: 2026-03-09
figures: {troops: 9500}
content: {name: A, purpose: training, states: one, forces: a division, area: there, dates: May, \
command_level: corps}
"""
NIL = "kind: nil\nobligation: VD-VII-1\nperiod: 2026\ndated: 2026-11-01\nsymbol: POL/2\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register with two parties and their keys."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    register.init_register(tmp_path / "reg", "register.example/vd11")
    for party in ("POL", "DEU"):
        key = register.make_key(f"{party}.example".lower(), "party", tmp_path / f"{party}.key")
        register.admit_party(tmp_path / "reg", party, key.vkey, "vienna-2011")
    return tmp_path


def submit(desk: Path, text: str, party: str = "POL", key: str = "") -> register.EnteredStatement:
    """Submit a text as a party."""
    (desk / "s.yaml").write_text(text, encoding="utf-8")
    return register.submit(desk / "s.yaml", desk / "reg", party, desk / f"{key or party}.key")


def entries(desk: Path) -> list[bytes]:
    """What stands in the register behind its rules and the keys of its two parties."""
    store = register.read_folder(desk / "reg").store()
    try:
        return store.entries(3, store.head().size)
    finally:
        store.close()


def test_what_is_submitted_is_signed_by_its_party_and_proven(desk: Path) -> None:
    """The receipt stands by itself; the signature is the party's, over what it saw before."""
    first, second = submit(desk, NOTICE), submit(desk, NIL)
    (desk / "r.proof").write_bytes(second.receipt)
    proven = register.verify_file(desk / "r.proof", desk / "reg" / "trust.policy").proven
    assert proven is not None
    envelope = log.parse_envelope(log.canonical(log.read_json(proven.entry)["envelope"]))
    key = register.public_key(desk / "POL.key")
    said = json.loads(log.verify_statement(envelope, envelope.type, [key]))

    assert (first.index, first.number, second.index, second.number) == (3, 1, 4, 2)
    assert (said["issuer"], said["number"], said["seen"]["size"]) == ("POL", 2, 4)
    assert len(said["previous"]) == 64


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (NOTICE.replace("purpose: training, ", ""), "`purpose`"),
        (NOTICE.replace("VD-V-1", "VD-V-9"), "no obligation"),
        (NOTICE.replace("troops", "troop"), "troops"),
        (NOTICE + "number: 7\n", "the next of POL is 1"),
        (NOTICE + "shape: round\n", "shape"),
        (NOTICE.replace("dated: 2026-03-09\n", ""), "dated"),
        (NIL.replace("period: 2026\n", ""), "period"),
        (NIL.replace("kind: nil", "kind: amendment\nrefers: X"), "no paper of this party"),
    ],
)
def test_what_is_refused_says_why_and_is_not_stored(desk: Path, text: str, said: str) -> None:
    """Nothing is entered by half."""
    with pytest.raises(LongtinError) as refused:
        submit(desk, text)

    assert said in str(refused.value)
    assert entries(desk) == []


def test_nobody_signs_for_another(desk: Path) -> None:
    """A key is one party's; a symbol is one paper's; a key that was admitted stays."""
    submit(desk, NOTICE)
    with pytest.raises(RegisterError, match="not the key"):
        submit(desk, NIL, party="POL", key="DEU")
    with pytest.raises(RegisterError, match="entry 3 already"):
        submit(desk, NOTICE)
    with pytest.raises(RegisterError, match="is that of DEU already"):
        register.admit_party(desk / "reg", "POL", register.public_key(desk / "DEU.key").vkey)

    assert len(entries(desk)) == 1


def test_an_operator_that_enters_words_of_its_own_is_noticed(desk: Path) -> None:
    """An entry that no party has signed is named, and so is a statement entered twice."""
    submit(desk, NOTICE)
    opened = register.open_register(desk / "reg")
    opened.append([log.NewEntry(entries(desk)[0].replace(b"+00:00", b"+00:01"), b"again")])
    opened.close()

    with pytest.raises(RegisterError, match="Entry 4 is no statement"):
        register.read_statements(desk / "reg")


def test_a_changed_word_does_not_verify(desk: Path) -> None:
    """The signature covers every byte of what was said."""
    submit(desk, NOTICE)
    record = log.read_json(entries(desk)[0])
    envelope = log.parse_envelope(log.canonical(record["envelope"]))
    forged = log.Envelope(
        envelope.payload.replace(b"9500", b"8500"), envelope.type, envelope.signatures
    )

    assert forged.payload != envelope.payload
    with pytest.raises(VerificationError):
        log.verify_statement(forged, forged.type, [register.public_key(desk / "POL.key")])


def test_status_reads_the_register_beside_returns(desk: Path) -> None:
    """Entries count from their admission; the same rules make the matrix."""
    submit(desk, NOTICE)
    found = register.status(
        register.read_statements(desk / "reg"),
        register.register_regime(desk / "reg"),
        max(date(2026, 11, 30), datetime.now(UTC).date()),
        parties=[each.party for each in register.read_statements(desk / "reg")],
    )
    (duty,) = (each for each in found.duties if each.activity)

    assert (duty.standing, duty.completeness) == ("sent", "complete")
    shown = run("register", "status", "--register", desk / "reg", "--party", "POL", "--json")
    assert '"VD-V-1"' in shown.stdout, shown.stderr


def test_the_commands_go_from_a_key_to_a_receipt(desk: Path) -> None:
    """As a party types them; a refusal ends with 2 and one sentence."""
    key = register.make_key("fra.example", "party", desk / "fra.key")
    (desk / "n.yaml").write_text(NIL, encoding="utf-8")
    reg: list[str | Path] = ["--register", desk / "reg"]

    assert run("register", "admit", "FRA", key.vkey, *reg, "--lang", "vi").exit_code == 0
    words: list[str | Path] = [
        "register",
        "submit",
        desk / "n.yaml",
        *reg,
        "--as",
        "France",
        "--key",
    ]
    refused = run(*words, desk / "POL.key")
    assert (refused.exit_code, "not the key" in refused.stderr) == (2, True)
    made = run(*words, desk / "fra.key", "-o", desk / "r.proof")
    assert made.exit_code == 0, made.stderr
    assert "entry 4, number 1" in made.stdout
    register.verify_file(desk / "r.proof", desk / "reg" / "trust.policy")
