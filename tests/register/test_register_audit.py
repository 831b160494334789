"""Anyone checks a register: signatures of parties, and duties computed anew to the same bytes."""

import json
from datetime import date
from pathlib import Path

import pytest

from longtin import register
from longtin.errors import RegisterError, VerificationError
from longtin.register import log
from tests.cli.run import run
from tests.register.test_party_keys import statement
from tests.register.test_statements import NIL, NOTICE, desk as desk, submit


def receipt(desk: Path, index: int) -> Path:
    """The receipt of an entry, as a file."""
    trust, file = desk / "reg" / "trust.policy", desk / f"{index}.proof"
    file.write_bytes(bytes(register.receipt(str(desk / "reg"), trust, index, quorum=False)))
    return file


def audited(desk: Path, source: Path, *words: str) -> dict[str, object]:
    """What the command tells, as JSON."""
    trust = desk / "reg" / "trust.policy"
    told = run("register", "audit", source, "--trust", trust, "--json", *words)
    assert told.exit_code == 0, told.stderr
    found: dict[str, object] = json.loads(told.stdout)
    return found


def test_duties_computed_from_a_copy_are_the_same_bytes(desk: Path) -> None:
    """Who owes what follows from the log alone; another day, another hash."""
    submit(desk, NOTICE)
    submit(desk, NIL)
    trust = desk / "reg" / "trust.policy"
    day = ["--as-of", "2098-01-01"]
    run("register", "audit", desk / "reg", "--trust", trust, "--copy", desk / "copy", *day)

    here, there = audited(desk, desk / "reg", *day), audited(desk, desk / "copy", *day)
    later = audited(desk, desk / "copy", "--as-of", "2098-06-01")

    assert here == there
    assert (here["statements"], here["same_rules"]) == (5, True)
    assert len(str(here["status_sha256"])) == 64
    assert later["status_sha256"] != here["status_sha256"]


def test_an_audit_names_the_entry_that_its_party_has_not_signed(desk: Path) -> None:
    """Hashes that fit are not enough: an operator hashes whatever he likes."""
    register.make_key("fra.example", "party", desk / "FRA.key")
    forged = statement(desk, "POL", {"kind": "nil"}, log.read_key(desk / "FRA.key"))
    opened = register.open_register(desk / "reg")
    entry = register.entry_of(forged, "2099-01-01T00:00:00+00:00")
    opened.append([entry])
    opened.close()

    refused = run("register", "audit", desk / "reg", "--trust", desk / "reg" / "trust.policy")

    assert refused.exit_code == 2
    assert "Entry 3 is no statement" in refused.stderr
    assert "was not entered for POL before" in refused.stderr.replace("\n", " ")


@pytest.mark.parametrize("language", ["en", "vi"])
def test_an_audit_tells_of_keys_that_the_secretariat_has_entered_again(
    desk: Path, language: str
) -> None:
    """It may be a lost key, or a forgery: the party is to be asked."""
    known = register.public_key(desk / "POL.key")
    other = register.make_key("pol-2.example", "party", desk / "POL2.key")
    register.revoke_key(desk / "reg", "POL", known.fingerprint, "lost")
    register.admit_party(desk / "reg", "POL", other.vkey)
    trust = desk / "reg" / "trust.policy"

    told = run("register", "audit", desk / "reg", "--trust", trust, "--lang", language)

    said = "Entry 4: the secretariat has entered another key for POL." in told.stdout
    assert said == (language == "en")
    assert told.stdout.count("\n") >= 5


def test_a_log_of_other_entries_is_said_to_be_one(tmp_path: Path, desk: Path) -> None:
    """Hashes alone were checked; nothing passes in silence."""
    register.init_register(tmp_path / "other", "other.example")
    opened = register.open_register(tmp_path / "other")
    opened.append([log.NewEntry(b"no statement", b"1")])
    opened.close()
    trust = tmp_path / "other" / "trust.policy"

    told = run("register", "audit", tmp_path / "other", "--trust", trust)

    assert (told.exit_code, "hashes alone were checked" in told.stdout) == (0, True)


def test_the_signature_of_a_party_is_verified_offline_by_receipts(desk: Path) -> None:
    """The entry of its key is proven like any other; what is not proven is said."""
    made, trust = submit(desk, NOTICE), desk / "reg" / "trust.policy"
    paper, key = receipt(desk, made.index), receipt(desk, 1)

    bare = run("register", "verify", paper, "--trust", trust)
    whole = run("register", "verify", paper, "--trust", trust, "--key-receipt", key)
    own = register.verify_file(key, trust)

    assert "Whether POL has signed it is not checked" in bare.stdout
    assert "It is signed by POL with key" in whole.stdout
    assert "not proven that the key was not revoked" in whole.stdout
    assert (own.issuer, own.key_entry) == ("secretariat", None)
    assert own.signed_with == register.public_key(desk / "reg" / "log.key").fingerprint


def test_the_key_of_another_does_not_stand_for_a_party(desk: Path) -> None:
    """Nor does one that the log brings only later."""
    made, trust = submit(desk, NOTICE), desk / "reg" / "trust.policy"
    register.make_key("pol-2.example", "party", desk / "POL2.key")
    later = register.rotate_key(desk / "reg", "POL", desk / "POL.key", desk / "POL2.key")
    paper, german, late = (receipt(desk, each) for each in (made.index, 2, later.index))

    with pytest.raises(RegisterError, match="was not entered for POL before"):
        register.verify_file(paper, trust, keys=[german])
    with pytest.raises(RegisterError, match="brings no key before entry 3"):
        register.verify_file(paper, trust, keys=[late])
    with pytest.raises(VerificationError):
        register.verify_file(paper, trust, keys=[trust])


def test_a_register_of_the_first_format_is_read_for_ever() -> None:
    """Statements that were signed once have to count in every release after."""
    kept = Path(__file__).parent / "formats" / "audited-1"

    told = register.audit_register(str(kept), kept / "trust.policy", date(2026, 12, 1))

    assert told.statements == 7
    assert [(each.party, each.entered, each.revoked) for each in told.keys] == [
        ("secretariat", -1, None),
        ("POL", 1, 5),
        ("DEU", 2, None),
        ("POL", 4, None),
    ]
    assert told.matrix is not None
    assert sorted(each.symbol for each in told.matrix.returns) == ["DEU/1", "POL/1"]
