"""Sealed entries: who reads them, what stays provable, and every way to cheat that we know of."""

import json
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from longtin import register
from longtin.errors import LongtinError, RegisterError, VerificationError
from longtin.register import log
from longtin.register.sealed import sealing
from longtin.register.sealed.disclosures import Disclosure, SealedPlace, disclosures_of
from longtin.register.sealed.reading_keys import (
    SUITE,
    new_reading_key,
    parse_reader,
    read_reading_key,
)
from tests.cli.run import run
from tests.register.desks import NOTICE, ORIGIN, SEALED, Desk

TODAY = datetime.now(UTC).date()
PLACE = SealedPlace(ORIGIN, "POL", 2)


def said(desk: Desk, index: int) -> dict[str, Any]:
    """What an entry says, as it stands in the log."""
    statements, _ = register.register_statements(desk.folder)
    return dict(statements[index].said)


def test_a_reader_opens_what_nobody_else_reads(parties_desk: Desk) -> None:
    """The duty is seen by all, the contents by those named; nothing of them stands in the log."""
    made = parties_desk.submit(SEALED)
    opened = register.open_entry_of(
        parties_desk.folder, made.index, "DEU", parties_desk.reading("DEU")
    )
    in_log = log.canonical(said(parties_desk, made.index))

    assert {each.field: each.value for each in opened.disclosures}["figures.troops"] == 9500
    assert b"Iron Meadow" not in in_log
    assert b"9500" not in in_log
    told = parties_desk.told(made.index)
    assert (told.secrecy, told.activity, told.figures) == ("sealed", f"#{made.index}", {})
    with pytest.raises(RegisterError, match="not sealed to FRA"):
        register.open_entry_of(parties_desk.folder, made.index, "FRA", parties_desk.reading("FRA"))
    with pytest.raises(VerificationError, match="does not open this"):
        register.open_entry_of(parties_desk.folder, made.index, "DEU", parties_desk.reading("FRA"))


def test_each_viewer_has_a_matrix_of_its_own(parties_desk: Desk) -> None:
    """Sealed for one side, sent and complete for the other; the same rules make both."""
    parties_desk.submit(SEALED)
    folder, regime = parties_desk.folder, register.register_regime(parties_desk.folder)
    reader = register.seal_reader(folder, "DEU", parties_desk.reading("DEU"))
    seen = []
    for viewer in (None, reader):
        returns = register.read_statements(folder, viewer)
        matrix = register.status(returns, regime, TODAY, parties=[290])
        (duty,) = (each for each in matrix.duties if each.papers)
        seen.append((duty.standing, duty.completeness))

    assert seen == [("sealed", "sealed"), ("sent", "complete")]


def test_only_some_fields_can_be_sealed(parties_desk: Desk) -> None:
    """What is not named stays open; what places the duty cannot be sealed."""
    text = NOTICE + "sealed: {to: [Germany], fields: [content.area, figures]}\n"
    made = parties_desk.submit(text)
    told = parties_desk.told(made.index)

    assert (told.activity, told.figures, "area" in told.content) == ("Iron Meadow", {}, False)
    assert "purpose" in told.content
    with pytest.raises(LongtinError, match="`dated` is not sealed"):
        parties_desk.submit(NOTICE + "sealed: {to: [Germany], fields: [dated]}\n")


def test_nothing_is_sealed_to_who_has_no_reading_key(parties_desk: Desk) -> None:
    """A reader that could not read is no reader."""
    with pytest.raises(LongtinError, match="ITA has entered no reading key"):
        parties_desk.submit(NOTICE + "sealed: {to: [Italy]}\n")


def test_a_value_cannot_be_guessed_from_its_commitment() -> None:
    """There are few plausible figures; without the salt each of them would be tried."""
    one, other = (
        {each.digest(PLACE) for each in disclosures_of({"figures.troops": 9500})} for _ in range(2)
    )
    guesses = {
        Disclosure(salt, "figures.troops", value).digest(PLACE)
        for salt in ("", log.encode_base64(bytes(16)).decode())
        for value in range(9000, 10000)
    }

    assert not one & other
    assert not (one | other) & guesses


def test_number_and_length_of_what_is_sealed_tell_little() -> None:
    """Three fields or ten: as many commitments, as long a file."""
    reader = {"POL": new_reading_key("pol").reader}
    few = sealing.seal({f"content.{at}": "x" for at in "abc"}, PLACE, reader)
    many = sealing.seal({f"content.{at}": "x" for at in "abcdefghij"}, PLACE, reader)

    assert len(few.commitment["digests"]) == len(many.commitment["digests"]) == 16
    assert len(few.file) == len(many.file)


def forged(
    items: list[Disclosure], written: list[Disclosure], key: Any
) -> tuple[bytes, dict[str, Any]]:
    """A file of one reader that holds `items`, committed to as if it were `written`."""
    content = log.canonical([each.parts for each in items])
    told = sha256(log.canonical([each.parts for each in written])).hexdigest()
    secret, nonce = secrets.token_bytes(32), secrets.token_bytes(12)
    wrapped = key.reader.encrypt(secret, sealing._info(PLACE, "DEU", told))
    cipher = sealing._cipher(secret).encrypt(nonce, content, sealing._info(PLACE, "", told))
    file = log.canonical(
        {
            "contents": log.encode_base64(nonce + cipher).decode(),
            "format": "1",
            "keys": {"DEU": log.encode_base64(wrapped).decode()},
            "suite": SUITE,
        }
    )
    commitment = {
        "content": told,
        "digests": sorted({each.digest(PLACE) for each in [*items, *written]}),
        "file": sha256(file).hexdigest(),
        "readers": ["DEU", "POL"],
    }
    return file, commitment


def test_two_readers_are_never_shown_two_bodies() -> None:
    """An issuer that seals other contents than it commits to is refused by each reader."""
    key, salt = new_reading_key("deu"), log.encode_base64(bytes(16)).decode()
    small, large = (Disclosure(salt, "figures.troops", value) for value in (9500, 14200))
    for items, written in (([small], [large]), ([small], [small, large])):
        file, commitment = forged(items, written, key)
        with pytest.raises(VerificationError) as refused:
            sealing.open_sealed(file, commitment, PLACE, "DEU", key)
        assert refused.value.check == "entry"
    file, commitment = forged([small, large], [small, large], key)
    with pytest.raises(VerificationError, match="stands twice"):
        sealing.open_sealed(file, commitment, PLACE, "DEU", key)


def test_nobody_passes_another_s_commitments_off_as_its_own(parties_desk: Desk) -> None:
    """Copied and entered, they open for nobody and can be revealed by nobody."""
    made = parties_desk.submit(SEALED)
    body = dict(said(parties_desk, made.index)["body"])
    body |= {"symbol": "DEU/1", "number": 1}
    file = (parties_desk.folder / "sealed" / body["sealed"]["file"]).read_bytes()
    with register.at_desk(parties_desk.folder) as desk:
        key = log.read_key(parties_desk.place / "DEU.key")
        envelope = register.signed_statement(desk.place("DEU"), "DEU", body, key)
        (copied,), _ = desk.append([envelope], {0: file})
    opened = register.open_entry_of(
        parties_desk.folder, made.index, "DEU", parties_desk.reading("DEU")
    )

    with pytest.raises(VerificationError, match="does not open"):
        register.open_entry_of(
            parties_desk.folder, copied.index, "POL", parties_desk.reading("POL")
        )
    with pytest.raises(LongtinError, match="is not what was sealed"):
        parties_desk.enter(
            "DEU",
            {
                "kind": "reveal",
                "entry": copied.index,
                "payload": copied.hash,
                "disclosures": [each.parts for each in opened.disclosures],
            },
        )


def test_a_swapped_file_is_noticed_and_a_missing_one_named(parties_desk: Desk) -> None:
    """The operator keeps the files, and the log says which they are."""
    made = parties_desk.submit(SEALED)
    (file,) = (parties_desk.folder / "sealed").iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b'"contents":"', b'"contents":"A', 1))
    with pytest.raises(VerificationError, match="not the one that was entered"):
        register.open_entry_of(parties_desk.folder, made.index, "DEU", parties_desk.reading("DEU"))
    file.unlink()
    with pytest.raises(RegisterError, match="is not to be had here"):
        register.open_entry_of(parties_desk.folder, made.index, "DEU", parties_desk.reading("DEU"))


def test_a_sealed_return_comes_with_its_file_or_not_at_all(parties_desk: Desk) -> None:
    """Nothing is entered that its readers could never open."""
    made = parties_desk.submit(SEALED)
    body = dict(said(parties_desk, made.index)["body"]) | {"symbol": "POL/2", "number": 2}
    before = len(parties_desk.entries())
    for more, text in ((None, "comes with its encrypted file"), (b"{}", "not the one that")):
        with register.at_desk(parties_desk.folder) as desk:
            key = log.read_key(parties_desk.place / "POL.key")
            envelope = register.signed_statement(desk.place("POL"), "POL", body, key)
            with pytest.raises(VerificationError, match=text):
                desk.append([envelope], {} if more is None else {0: more})

    assert len(parties_desk.entries()) == before


def test_what_is_revealed_is_what_was_sealed(parties_desk: Desk) -> None:
    """Field by field, by its issuer; another value is refused and not stored."""
    made = parties_desk.submit(SEALED)
    signer, reading = parties_desk.signer("POL"), parties_desk.reading("POL")
    opened = register.open_entry_of(parties_desk.folder, made.index, "POL", reading)
    (troops,) = (each for each in opened.disclosures if each.field == "figures.troops")
    before = len(parties_desk.entries())
    body = {"kind": "reveal", "entry": made.index, "payload": opened.statement.hash}
    for parts in ([[troops.salt, troops.field, 8500]], [[troops.salt, "figures.tanks", 9500]], []):
        with pytest.raises(LongtinError):
            parties_desk.enter("POL", {**body, "disclosures": parts})

    assert len(parties_desk.entries()) == before
    register.reveal(parties_desk.folder, made.index, signer, reading, fields=["figures.troops"])
    told = parties_desk.told(made.index)
    assert (told.secrecy, told.figures, told.content) == ("revealed", {"troops": 9500.0}, ())
    register.reveal(parties_desk.folder, made.index, signer, reading)
    assert parties_desk.told(made.index).activity == "Iron Meadow"


def test_nonsense_that_was_sealed_keeps_nobody_from_reading_the_rest(parties_desk: Desk) -> None:
    """Nobody can check what is sealed; revealed, it is named and the other fields are read."""
    made = parties_desk.submit(SEALED)
    body = dict(said(parties_desk, made.index)["body"]) | {"symbol": "POL/2", "number": 2}
    readers = {party: read_reading_key(parties_desk.reading(party)).reader for party in ("POL",)}
    nonsense: dict[str, str | int | float] = {
        "event": "soon", "figures.troops": "many", "figures": 3, "activity": "Iron Meadow",
        "figures.tanks": 120, "dated": "2026-01-01", "symbol": "DEU/9",
    }  # fmt: skip
    with register.at_desk(parties_desk.folder) as desk:
        place = desk.place("POL")
        found = sealing.seal(nonsense, SealedPlace(place.origin, "POL", place.number), readers)
        key = log.read_key(parties_desk.place / "POL.key")
        body["sealed"] = found.commitment
        (second,), _ = desk.append(
            [register.signed_statement(place, "POL", body, key)], {0: found.file}
        )
    register.reveal(
        parties_desk.folder, second.index, parties_desk.signer("POL"), parties_desk.reading("POL")
    )
    told = parties_desk.told(second.index)

    assert (told.activity, dict(told.figures)) == ("Iron Meadow", {"tanks": 120.0})
    assert told.unreadable == ("dated", "event", "figures", "figures.troops", "symbol")
    assert (str(told.dated), told.symbol) == ("2026-03-09", "POL/2")
    assert parties_desk.told(made.index).secrecy == "sealed"


def test_a_reader_reveals_once_the_embargo_is_over(
    parties_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before, only the issuer may; afterwards any of the readers, so that it cannot be kept."""
    made = parties_desk.submit(SEALED.replace("[Germany]", "[Germany], until: 2099-01-01"))
    signer, reading = parties_desk.signer("DEU"), parties_desk.reading("DEU")

    with pytest.raises(LongtinError, match="once its embargo is over: 2099-01-01"):
        register.reveal(parties_desk.folder, made.index, signer, reading)
    assert parties_desk.told(made.index).secrecy == "sealed"

    monkeypatch.setattr(
        "longtin.register.desk.now_not_before", lambda _last: "2099-01-01T00:00:00+00:00"
    )
    register.reveal(parties_desk.folder, made.index, signer, reading)
    assert parties_desk.told(made.index).secrecy == "revealed"


@pytest.mark.parametrize("until", ["2020-01-01", "20991231", "2099-W01-1", "soon", "2099-02-30"])
def test_an_embargo_that_is_none_is_refused(parties_desk: Desk, until: str) -> None:
    """One that is over protects nothing; a day in another spelling would be compared wrongly."""
    stored = parties_desk.entries()

    with pytest.raises(LongtinError, match="until"):
        parties_desk.submit(SEALED.replace("[Germany]", f"[Germany], until: '{until}'"))

    assert parties_desk.entries() == stored


def test_redaction_deletes_the_contents_and_keeps_the_commitment(parties_desk: Desk) -> None:
    """The log verifies as before; what a reader disclosed before still proves what was sealed."""
    made = parties_desk.submit(SEALED)
    reading = parties_desk.reading("DEU")
    before = register.disclose(parties_desk.folder, made.index, "DEU", reading, ["figures.troops"])
    for party, text in (("DEU", "only POL deletes"), ("POL", "`why` is empty")):
        with pytest.raises(LongtinError, match=text):
            register.redact(parties_desk.folder, made.index, parties_desk.signer(party), " ")
    register.redact(parties_desk.folder, made.index, parties_desk.signer("POL"), "outdated")

    assert list((parties_desk.folder / "sealed").iterdir()) == []
    assert parties_desk.told(made.index).secrecy == "deleted"
    with pytest.raises(RegisterError, match="is not to be had here"):
        register.open_entry_of(parties_desk.folder, made.index, "DEU", reading)
    with pytest.raises(LongtinError, match="deleted already"):
        register.redact(parties_desk.folder, made.index, parties_desk.signer("POL"), "again")
    trust = register.read_folder(parties_desk.folder).trust
    assert register.verify_fields(before, trust).fields == {"figures.troops": 9500}
    register.audit_source(str(parties_desk.folder), parties_desk.trust)


def test_nobody_redacts_or_reveals_what_another_has_sealed(parties_desk: Desk) -> None:
    """Not its reader, and not the secretariat, who keeps the file."""
    made = parties_desk.submit(SEALED)
    found, _ = register.register_statements(parties_desk.folder)
    held = {"entry": made.index, "payload": found[made.index].hash}
    stored = parties_desk.entries()

    for whose in ("DEU", register.SECRETARIAT):
        with pytest.raises(LongtinError, match="POL"):
            parties_desk.enter(whose, {**held, "kind": "redaction", "why": "x"})
        with pytest.raises(LongtinError, match="POL"):
            parties_desk.enter(
                whose,
                {**held, "kind": "reveal", "disclosures": [["A" * 22 + "==", "figures.troops", 1]]},
            )

    assert parties_desk.entries() == stored
    assert any((parties_desk.folder / "sealed").iterdir())


def test_what_was_said_openly_is_never_deleted(parties_desk: Desk) -> None:
    """Neither by its party nor by anybody else."""
    made = parties_desk.submit(NOTICE)
    with pytest.raises(RegisterError, match="never deleted"):
        register.redact(parties_desk.folder, made.index, parties_desk.signer("POL"), "regret")


@pytest.fixture(scope="module")
def proof(kept_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Path]:
    """Disclosed fields of one entry, and the trust file."""
    from tests.register.desks import copied_desk

    desk = copied_desk(kept_desk, tmp_path_factory.mktemp("proof"))
    made = desk.submit(SEALED)
    fields = ["figures.troops", "content.area"]
    return register.disclose(
        desk.folder, made.index, "DEU", desk.reading("DEU"), fields
    ), desk.trust


def test_an_outsider_verifies_fields_with_two_files(
    proof: tuple[bytes, Path], tmp_path: Path
) -> None:
    """The field, whose it is, and what is not proven; the rest stays closed."""
    file = tmp_path / "troops.json"
    file.write_bytes(proof[0])
    shown = run("register", "verify", file, "--trust", proof[1])
    data = json.loads(run("register", "verify", file, "--trust", proof[1], "--json").stdout)
    vi = run("register", "verify", file, "--trust", proof[1], "--lang", "vi").stdout

    assert shown.exit_code == 0, shown.stderr
    assert "figures.troops = 9500" in shown.stdout
    assert "POL has signed it" in shown.stdout
    assert "What else was sealed in the entry stays closed" in shown.stdout.replace("\n  ", " ")
    assert data["disclosed"]["fields"] == {"figures.troops": 9500, "content.area": "there"}
    assert b"training" not in proof[0]
    assert "đã ký làm tuyên bố" in vi


def changed(part: str, change: Callable[[Any], Any]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """A change of one part of a proof."""
    return lambda read: {**read, part: change(read[part])}


TAMPERINGS = {
    "disclosures": (changed("disclosures", lambda all_: [[*all_[0][:2], 14200], *all_[1:]]),
                    "entry"),
    "format": (changed("format", lambda _: "2"), None),
    "keys": (changed("keys", lambda _: []), "issuer"),
    "receipt": (changed("receipt", lambda text: text.replace("index ", "index 1", 1)),
                "inclusion"),
}  # fmt: skip


@pytest.mark.parametrize("part", TAMPERINGS)
def test_every_part_of_disclosed_fields_is_covered(proof: tuple[bytes, Path], part: str) -> None:
    """Change one and the check that guards it says so."""
    change, check = TAMPERINGS[part]
    data = log.canonical(change(json.loads(proof[0]))) + b"\n"
    with pytest.raises(RegisterError) as refused:
        register.verify_fields(data, log.parse_policy(proof[1].read_bytes()))

    assert getattr(refused.value, "check", None) == check


def test_tampering_list_is_complete(proof: tuple[bytes, Path]) -> None:
    """A part that comes in later has to be guarded too."""
    assert set(json.loads(proof[0])) == set(TAMPERINGS)


def test_a_field_of_one_entry_proves_nothing_of_another(proof: tuple[bytes, Path]) -> None:
    """Nor does a field of which only the name was changed."""
    read = json.loads(proof[0])
    salt, _, value = read["disclosures"][0]
    data = log.canonical({**read, "disclosures": [[salt, "figures.tanks", value]]}) + b"\n"
    with pytest.raises(VerificationError, match="is not what was sealed"):
        register.verify_fields(data, log.parse_policy(proof[1].read_bytes()))


def test_reading_keys_open_with_their_password_and_weak_ones_are_refused(tmp_path: Path) -> None:
    """A stolen file is of no use alone; nothing is sealed to a key that anybody could have."""
    reader = register.make_reading_key("deu", tmp_path / "k", password=b"correct horse")
    name, id_, material = reader.line.split("+", 2)
    weak = log.decode_base64(material.encode(), "key")[:1184] + bytes(32)
    line = f"{name}+{type(reader)(name, weak).fingerprint[:8]}+{log.encode_base64(weak).decode()}"

    assert read_reading_key(tmp_path / "k", b"correct horse").reader == reader
    assert (tmp_path / "k").stat().st_mode & 0o077 == 0
    assert b"correct" not in (tmp_path / "k").read_bytes()
    with pytest.raises(RegisterError, match="password is missing"):
        read_reading_key(tmp_path / "k")
    with pytest.raises(VerificationError, match="nothing can be sealed"):
        parse_reader(line)
    with pytest.raises(VerificationError, match="the id of this name"):
        parse_reader(f"{name}+{'0' * 8}+{material}")
    assert id_ == reader.fingerprint[:8]


def test_the_commands_seal_open_disclose_reveal_and_redact(
    parties_desk: Desk, tmp_path: Path
) -> None:
    """As readers type them, in both languages."""
    made = parties_desk.submit(SEALED)
    entry = str(made.index)
    reg: list[str | Path] = ["--register", parties_desk.folder]
    deu: list[str | Path] = ["--as", "DEU", "--reading", parties_desk.reading("DEU")]
    pol: list[str | Path] = ["--as", "POL", "--key", parties_desk.place / "POL.key"]
    opened = run("register", "open", entry, *reg, *deu)
    told = run("register", "open", entry, *reg, *deu, "--lang", "vi")
    file = tmp_path / "f.json"
    out = run("register", "disclose", entry, *reg, *deu, "--field", "figures.troops", "-o", file)
    status = run("register", "status", *reg, *deu, "--party", "POL", "--as-of", str(TODAY),
                 "--json")  # fmt: skip
    own: list[str | Path] = ["--reading", parties_desk.reading("POL")]
    revealed = run("register", "reveal", entry, *reg, *pol, *own, "--field", "activity")
    redacted = run("register", "redact", entry, *reg, *pol, "--reason", "outdated")

    assert "figures.troops = 9500" in opened.stdout, opened.stderr
    assert "chứa đúng nội dung đã cam kết" in told.stdout
    assert (out.exit_code, file.is_file()) == (0, True), out.stderr
    assert '"secrecy": "opened"' in status.stdout, status.stderr
    assert (revealed.exit_code, redacted.exit_code) == (0, 0), revealed.stderr + redacted.stderr
