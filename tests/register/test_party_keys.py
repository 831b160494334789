"""Keys of parties as entries: who may enter one, from where it counts, and until where."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from longtin import register
from longtin.errors import LongtinError, RegisterError
from longtin.register import log
from longtin.register.entries.statement import entry_of
from tests.cli.run import run
from tests.register.test_statements import NIL, NOTICE, desk as desk, submit


def fingerprints(desk: Path, party: str) -> list[str]:
    """Of every key a party has had, those that are valid."""
    keys = register.register_keys(desk / "reg")
    return [k.key.fingerprint for k in keys if k.party == party and k.revoked is None]


def appended(desk: Path, *envelopes: log.Envelope) -> None:
    """Put statements into the log as an operator can who checks nothing."""
    opened = register.open_register(desk / "reg")
    last = "2099-01-01T00:00:00+00:00"
    opened.append([entry_of(each, last) for each in envelopes])
    opened.close()


def statement(
    desk: Path, issuer: str, body: Mapping[str, object], *keys: log.SigningKey, ahead: int = 0
) -> log.Envelope:
    """A statement as its issuer would sign it next, or so many later."""
    with register.at_desk(desk / "reg") as at:
        place = at.place(issuer)
    envelope = register.signed_statement(place, issuer, body, *keys)
    for _ in range(ahead):
        envelope = register.signed_statement(place.behind(envelope), issuer, body, *keys)
    return envelope


def test_a_key_counts_from_its_entry_until_it_is_revoked(desk: Path) -> None:
    """Rotation is the party's own word; revocation works forward and leaves the past alone."""
    old = register.public_key(desk / "POL.key")
    new = register.make_key("pol-2.example", "party", desk / "POL2.key")
    submit(desk, NOTICE)

    register.rotate_key(desk / "reg", "Poland", desk / "POL.key", desk / "POL2.key")
    both = fingerprints(desk, "POL")
    register.revoke_key(desk / "reg", "POL", old.fingerprint[:8], "stolen", key=desk / "POL2.key")

    assert both == [old.fingerprint, new.fingerprint]
    assert fingerprints(desk, "POL") == [new.fingerprint]
    with pytest.raises(RegisterError, match="not the key that POL signs with"):
        submit(desk, NIL)
    assert submit(desk, NIL, key="POL2").number == 4
    assert [each.symbol for each in register.read_statements(desk / "reg")] == ["POL/1", "POL/2"]


def test_a_lost_key_is_revoked_by_the_secretariat_and_another_entered(desk: Path) -> None:
    """Who has no valid key any more is admitted anew; the history shows who did it."""
    other = register.make_key("pol-2.example", "party", desk / "POL2.key")
    known = register.public_key(desk / "POL.key")
    with pytest.raises(RegisterError, match="has a valid key"):
        register.admit_party(desk / "reg", "POL", other.vkey)

    register.revoke_key(desk / "reg", "POL", known.fingerprint, "lost at sea")
    register.admit_party(desk / "reg", "POL", other.vkey)
    shown = run("register", "key", "list", "--register", desk / "reg").stdout
    data = json.loads(run("register", "key", "list", "--register", desk / "reg", "--json").stdout)

    assert "entered by the secretariat, entry 1; revoked, entry 3: lost at sea" in shown
    assert [key["by"] for key in data["keys"] if key["party"] == "POL"] == ["secretariat"] * 2
    with pytest.raises(RegisterError, match="is that of POL already"):
        register.admit_party(desk / "reg", "DEU", known.vkey)


FORGED = {
    "a stranger's key": ("POL", "FRA", "was not entered for POL before"),
    "the key of another party": ("POL", "DEU", "was not entered for POL before"),
    "a revoked key": ("DEU", "DEU", "which entry 3 has revoked"),
}


@pytest.mark.parametrize("case", FORGED)
def test_an_entry_signed_by_a_key_that_is_not_valid_there_is_named(desk: Path, case: str) -> None:
    """An operator that lets anything in is found out by whoever reads the log."""
    issuer, signer, said = FORGED[case]
    register.make_key("fra.example", "party", desk / "FRA.key")
    register.revoke_key(desk / "reg", "DEU", register.public_key(desk / "DEU.key").fingerprint, "-")
    key = log.read_key(desk / f"{signer}.key")

    appended(desk, statement(desk, issuer, {"kind": "nil"}, key))

    with pytest.raises(RegisterError, match="Entry 4 is no statement") as refused:
        register.read_statements(desk / "reg")
    assert said in str(refused.value)


def test_an_entry_signed_before_its_key_was_entered_is_told_so(desk: Path) -> None:
    """It is named with the entry that brings the key too late."""
    early = register.make_key("fra.example", "party", desk / "FRA.key")
    signer, secretariat = log.read_key(desk / "FRA.key"), log.read_key(desk / "reg" / "log.key")
    enter = {"kind": "key.enter", "party": "FRA", "key": early.vkey}

    appended(
        desk,
        statement(desk, "FRA", {"kind": "nil"}, signer),
        statement(desk, "secretariat", enter, secretariat),
    )

    with pytest.raises(RegisterError, match="a key of FRA that only entry 4 enters"):
        register.read_statements(desk / "reg")


@pytest.mark.parametrize(
    ("issuer", "body", "said"),
    [
        ("POL", {"kind": "key.enter", "party": "DEU", "key": "VKEY"}, "POL enters no key for DEU"),
        ("POL", {"kind": "key.revoke", "party": "DEU", "key": "DEU", "reason": ""}, "revokes no"),
        ("POL", {"kind": "rulepack", "regime": "vienna-2011", "rules": ""}, "only the secretariat"),
        ("secretariat", {"kind": "key.enter", "party": "VNM", "key": "VKEY"}, "is no party to"),
        ("secretariat", {"kind": "key.revoke", "party": "secretariat", "key": "LOG",
                         "reason": ""}, "not revoked by an entry"),
        ("secretariat", {"kind": "nil"}, "owes no return"),
        ("POL", {"kind": "verdict"}, "is no kind of statement"),
        ("POL", {"kind": "key.enter", "party": "POL"}, "key"),
    ],
)  # fmt: skip
def test_what_nobody_may_say_is_refused_and_not_stored(
    desk: Path, issuer: str, body: dict[str, str], said: str
) -> None:
    """The same check refuses a submission and names an entry; nothing is entered by half."""
    known = {
        "VKEY": register.make_key("new.example", "party", desk / "new.key").vkey,
        "DEU": register.public_key(desk / "DEU.key").fingerprint,
        "LOG": register.public_key(desk / "reg" / "log.key").fingerprint,
    }
    filled = {name: known.get(value, value) if name == "key" else value for name, value in
              body.items()}  # fmt: skip
    key = None if issuer == "secretariat" else desk / f"{issuer}.key"
    before = len(register.register_statements(desk / "reg")[0])

    with pytest.raises(LongtinError) as refused:
        register.enter(desk / "reg", issuer, filled, key)

    assert said in str(refused.value)
    assert len(register.register_statements(desk / "reg")[0]) == before


def test_the_index_is_made_of_the_log_and_believed_only_with_it(desk: Path) -> None:
    """Lost, of an older log or of another one, it is read anew; the numbers stay gapless."""
    submit(desk, NOTICE)
    index = desk / "reg" / "index.json"
    kept = index.read_text("utf-8")
    submit(desk, NIL)
    index.write_text(kept, encoding="utf-8")
    third = submit(desk, NIL.replace("POL/2", "POL/3").replace("2026\n", "2027\n"))
    index.write_text(kept.replace('"root":"', '"root":"00'), encoding="utf-8")
    fourth = submit(desk, NIL.replace("POL/2", "POL/4").replace("2026\n", "2028\n"))
    index.unlink()

    assert (third.number, fourth.number) == (3, 4)
    with pytest.raises(RegisterError, match="entry 6 already"):
        submit(desk, NIL.replace("POL/2", "POL/4"))


def test_a_submission_reads_what_is_new_and_no_more(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long the log is."""
    submit(desk, NOTICE)
    read: list[tuple[int, int]] = []
    entries = log.SqliteStore.entries

    def counted(store: log.SqliteStore, start: int, end: int) -> list[bytes]:
        read.append((start, end))
        return entries(store, start, end)

    monkeypatch.setattr(log.SqliteStore, "entries", counted)
    made = submit(desk, NIL)

    assert read == [(made.index, made.index + 1)]  # its receipt


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_register_is_founded_with_regime_and_parties(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """One command gives a register that its parties can submit to at once."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    own = register.make_key("deu.example", "party", tmp_path / "deu.key")
    words = ["--origin", "o.example", "--regime", "vienna-2011", "--party", "France", "--party"]
    made = run("register", "init", tmp_path / "reg", *words, f"DEU={own.vkey}", "--lang", language)
    again = run("register", "init", tmp_path / "reg", *words, f"DEU={own.vkey}", "--json")

    assert made.exit_code == 0, made.stderr
    assert ("A key was made for FRA" in made.stdout) == (language == "en")
    assert list(json.loads(again.stdout)["parties"]) == ["FRA", "DEU"]
    assert [p.name for p in (tmp_path / "reg" / "keys").iterdir()] == ["FRA.key"]
    assert [k.party for k in register.register_keys(tmp_path / "reg")] == [
        "secretariat",
        "FRA",
        "DEU",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--regime vienna-2010 --party FRA", "Did you mean `vienna-2011`?"),
        ("--regime vienna-2011 --party Vietnam", "Vietnam is no party to vienna-2011"),
        ("--regime vienna-2011 --party Frence", "Did you mean `FRA`?"),
        ("--regime vienna-2011 --party FRA --party France", "FRA is named twice"),
        ("--regime vienna-2011 --party FRA=nonsense", "a key is written NAME+ID+KEY"),
        ("--party FRA", "Give --regime too"),
    ],
)
def test_a_founding_that_cannot_be_makes_nothing(tmp_path: Path, words: str, said: str) -> None:
    """The nearest is named, and no folder is left behind."""
    refused = run("register", "init", tmp_path / "reg", "--origin", "o", *words.split())

    assert (refused.exit_code, (tmp_path / "reg").exists()) == (2, False)
    assert said in refused.stderr.replace("\n", " ")


def test_times_of_admission_do_not_go_back(desk: Path) -> None:
    """An operator that lets an entry in with an earlier time is named by whoever reads."""
    signer = log.read_key(desk / "POL.key")
    made = statement(desk, "POL", {"kind": "nil"}, signer)
    opened = register.open_register(desk / "reg")
    opened.append([entry_of(made, "2001-01-01T00:00:00+00:00")])
    opened.close()

    with pytest.raises(RegisterError, match="let in before the entry before it"):
        register.read_statements(desk / "reg")
