"""A register as files and back, its deeds as acts, its promises as statements."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from longtin import acts, promises, register
from longtin.errors import LongtinError, RegisterError, VerificationError
from longtin.register import log
from longtin.register.exchange.exporting import hashes
from tests.cli.run import run
from tests.register.desks import NIL, NOTICE, ORIGIN, PAPER, SEALED, Desk
from tests.register.log.conftest import postgres as postgres
from tests.register.log.postgres import Server
from tests.register.test_life_of_a_notification import FINDING, OBJECTION

TODAY = datetime.now(UTC).date()


@pytest.fixture
def exported(parties_desk: Desk) -> tuple[Desk, Path]:
    """A register with a sealed entry, and the files it was exported to."""
    parties_desk.submit(SEALED)
    parties_desk.paper()
    target = parties_desk.place / "out"
    register.export_register(parties_desk.folder, target)
    return parties_desk, target


def test_what_was_exported_rebuilds_the_register_byte_for_byte(
    exported: tuple[Desk, Path], tmp_path: Path
) -> None:
    """Exported again, every file is the same; matrix, receipts and sealed entries are there."""
    desk, files = exported
    found = register.import_register(files, tmp_path / "copy", desk.trust)
    register.export_register(tmp_path / "copy", tmp_path / "again")

    assert (found.is_copy, found.slip, found.sealed) == (True, None, 1)
    assert hashes(files) == hashes(tmp_path / "again")
    assert (files / "contents.json").read_bytes() == (tmp_path / "again/contents.json").read_bytes()
    assert register.read_statements(tmp_path / "copy") == register.read_statements(desk.folder)
    assert register.open_entry_of(tmp_path / "copy", 7, "DEU", desk.reading("DEU")).disclosures
    one, two = (bytes(register.receipt(str(each), desk.trust, 7, quorum=False))
                for each in (desk.folder, tmp_path / "copy"))  # fmt: skip
    assert one == two


def test_a_register_moves_into_postgresql_and_out_again(
    exported: tuple[Desk, Path], tmp_path: Path, postgres: Server
) -> None:
    """The same files come out; what was cut short leaves nothing, and nothing is kept twice."""
    desk, files = exported
    key, database = desk.folder / "log.key", postgres.address
    log.PostgresStore(database, ORIGIN, partial=True).close()  # as a kill would leave it
    with pytest.raises(RegisterError, match="two histories"):
        register.import_register(
            files, tmp_path / "no", desk.trust, database=database, keys=[key],
            pin=desk.place / "pin",
        )  # fmt: skip
    moved = tmp_path / "moved"
    words = ("register", "import", files, moved, "--trust", desk.trust, "--db", database)
    made = run(*words, "--key", key, "--pin", tmp_path / "pin")
    register.export_register(moved, tmp_path / "again")
    (tmp_path / "n.yaml").write_text(NIL, encoding="utf-8")
    entered = register.submit(tmp_path / "n.yaml", moved, "POL", desk.place / "POL.key")
    twice = run("register", "import", files, tmp_path / "twice", *words[4:])

    assert made.exit_code == 0, made.stderr
    assert hashes(files) == hashes(tmp_path / "again")
    assert entered.index == 9
    assert (twice.exit_code, (tmp_path / "twice").exists()) == (2, False)
    assert "holds the register register.example/vd11 already" in twice.stderr
    with pytest.raises(RegisterError, match="holds a password"):
        register.import_register(
            files, tmp_path / "p", desk.trust, database="postgresql://u:secret@h/d"
        )


def test_an_export_holds_no_secret(exported: tuple[Desk, Path]) -> None:
    """Neither the log's key nor the pin, nor what is sealed."""
    desk, files = exported
    names = {file.name for file in files.rglob("*")}
    whole = b"".join(file.read_bytes() for file in files.rglob("*") if file.is_file())

    assert not {"log.key", "pin", "register.db", "register.json"} & names
    assert b"PRIVATE" not in whole
    assert b"Iron Meadow" not in whole
    assert "log.key" in {file.name for file in desk.folder.iterdir()}


def test_a_copy_is_for_reading_until_the_key_is_there(
    exported: tuple[Desk, Path], tmp_path: Path
) -> None:
    """With its key and a new pin the register moves; where the pin is, it is not doubled."""
    desk, files = exported
    key = desk.folder / "log.key"
    register.import_register(files, tmp_path / "copy", desk.trust)
    with pytest.raises(RegisterError, match="is for reading"):
        register.enter(tmp_path / "copy", "POL", {"kind": "nil"}, desk.place / "POL.key")
    with pytest.raises(RegisterError, match="two histories"):
        register.import_register(
            files, tmp_path / "twice", desk.trust, keys=[key], pin=desk.place / "pin"
        )
    moved = tmp_path / "moved"
    register.import_register(files, moved, desk.trust, keys=[key], pin=tmp_path / "pin")
    (tmp_path / "n.yaml").write_text(NIL, encoding="utf-8")
    entered = register.submit(tmp_path / "n.yaml", moved, "POL", desk.place / "POL.key")

    assert not (tmp_path / "twice").exists()
    assert entered.index == 9


def cut(file: Path) -> None:
    """Take the last byte of a file."""
    file.write_bytes(file.read_bytes()[:-1])


def relisted(change: Callable[[Path], object]) -> Callable[[Path], None]:
    """A change whose author has made the list of files anew."""

    def act(files: Path) -> None:
        change(files)
        listed = files / "contents.json"
        found = json.loads(listed.read_bytes()) | {"files": hashes(files)}
        listed.write_bytes(log.canonical(found) + b"\n")

    return act


def bundle(files: Path) -> Path:
    """The file that holds the entries."""
    return next(file for file in (files / "log/tile/entries").rglob("*") if file.is_file())


def altered(file: Path) -> None:
    """The same file with one letter changed."""
    file.write_bytes(file.read_bytes().replace(b"admitted", b"admittee", 1))


def altered_sealed(files: Path) -> None:
    """A sealed file with a byte more."""
    (file,) = (files / "sealed").iterdir()
    file.write_bytes(file.read_bytes() + b" ")


DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "entry": (lambda files: altered(bundle(files)), "entry"),
    "entry, relisted": (relisted(lambda files: altered(bundle(files))), "entry"),
    "entry gone": (lambda files: bundle(files).unlink(), "missing"),
    "entry gone, relisted": (relisted(lambda files: bundle(files).unlink()), "missing"),
    "head": (relisted(lambda files: cut(files / "log/checkpoint")), "form"),
    "older head": (
        relisted(lambda files: (files / "log/checkpoint").write_bytes(
            (files / "checkpoints/7").read_bytes())), "missing"),
    "heads swapped": (
        relisted(lambda files: (files / "checkpoints/8").write_bytes(
            (files / "checkpoints/7").read_bytes())), "fork"),
    "sealed file": (
        relisted(altered_sealed), "entry"),
    "file added": (lambda files: (files / "extra").write_bytes(b""), "entry"),
    "list": (lambda files: cut(files / "contents.json"), "form"),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGE)
def test_whatever_was_changed_in_an_export_is_noticed(
    exported: tuple[Desk, Path], tmp_path: Path, name: str
) -> None:
    """By the list of files, or by the proofs where that was made anew; nothing stands then."""
    desk, files = exported
    change, check = DAMAGE[name]
    change(files)
    with pytest.raises(VerificationError) as refused:
        register.import_register(files, tmp_path / "copy", desk.trust)

    assert refused.value.check == check
    assert not (tmp_path / "copy").exists()
    assert not (tmp_path / "copy.partial").exists()


def test_an_entry_that_no_party_signed_is_named_and_kept(
    parties_desk: Desk, tmp_path: Path
) -> None:
    """A register whose operator entered words of its own is evidence: it can be moved too."""
    opened = register.open_register(parties_desk.folder)
    opened.append([log.NewEntry(b"words of the operator", b"x")])
    opened.close()
    register.export_register(parties_desk.folder, tmp_path / "out")
    found = register.import_register(tmp_path / "out", tmp_path / "copy", parties_desk.trust)

    assert "Entry 7 is no statement" in str(found.slip)


def season(desk: Desk, *, objects: bool) -> None:
    """A notice in time, another's finding of more, and perhaps an objection to it."""
    desk.submit(NOTICE)
    desk.submit(FINDING, "DEU")
    if objects:
        desk.submit(OBJECTION)
    desk.paper()


def test_deeds_and_broken_words_become_acts(parties_desk: Desk) -> None:
    """In time is cooperation towards each; found otherwise a refusal – unless it is contested."""
    season(parties_desk, objects=False)
    found = register.register_deeds(parties_desk.folder, TODAY)
    rows = {tuple(row) for row in found.select("source", "target", "type").rows()}

    assert {("POL", "DEU", "COOPERATE"), ("POL", "FRA", "COOPERATE")} <= rows
    assert ("FRA", "POL", "COOPERATE") in rows
    assert ("POL", "DEU", "REJECT") in rows
    assert ("DEU", "POL", "ACCUSE") not in rows


def test_a_contested_finding_is_an_accusation_and_no_broken_word(parties_desk: Desk) -> None:
    """Who is right, nobody here says."""
    season(parties_desk, objects=True)
    found = register.register_deeds(parties_desk.folder, TODAY)
    about = {row[3]: row[:3] for row in found.select("source", "target", "type", "text").rows()
             if "troops" in row[3]}  # fmt: skip

    assert list(about.values()) == [("DEU", "POL", "ACCUSE")]


def test_figures_within_the_tolerance_keep_the_word(parties_desk: Desk) -> None:
    """Who counts a division to a tenth has not found it to be another."""
    season(parties_desk, objects=False)
    found = register.register_deeds(parties_desk.folder, TODAY, tolerance=0.6)
    rows = {tuple(row) for row in found.select("source", "target", "type", "text").rows()}

    assert ("POL", "DEU", "COOPERATE", "VD-V-1 Iron Meadow: troops 9500/14200") in rows


def test_acts_of_a_register_enter_a_record(parties_desk: Desk, tmp_path: Path) -> None:
    """As `longtin import` reads them: each row becomes an act."""
    season(parties_desk, objects=False)
    rows, into = tmp_path / "acts.csv", tmp_path / "my.duckdb"
    made = run("register", "export", parties_desk.folder, rows, "--what", "acts",
               "--as-of", str(TODAY))  # fmt: skip
    read = run("import", rows, "--into", into)

    assert made.exit_code == 0, made.stderr
    assert read.exit_code == 0, read.stderr
    with acts.Record.open(into) as record:
        kinds = record.acts("POL", "DEU", start="2026-11-01")["kind"].to_list()
    assert kinds.count("REJECT") == 1
    assert "COOPERATE" in kinds


PROMISES = """commitments:
- id: pol-doses
  by: POL
  to: UKR
  issue: epidemics
  made: 2026-11-02
  title: {en: Doses, vi: Liều vắc-xin}
  says: {en: Poland gives doses., vi: Ba Lan tặng vắc-xin.}
  stated: {document: {en: Letter, vi: Thư}, source: letter}
  rung: pledge
  amount: {value: 1000000, unit: doses}
  due: {on: 2027-06-30, said: by the middle of 2027}
positions:
- id: pol-epidemics-2026
  by: POL
  issue: epidemics
  on: 2026-11-02
  says: {en: Doses are for all., vi: Vắc-xin cho mọi người.}
  stated: {document: {en: Letter, vi: Thư}, source: letter}
  strength: active
sources:
  letter: {en: Letter of 2 November 2026, vi: Thư ngày 2/11/2026}
"""


def test_commitments_and_positions_go_in_and_come_out(parties_desk: Desk, tmp_path: Path) -> None:
    """Signed by their party; entered again with a delivery, the last one counts."""
    file, out = tmp_path / "p.yaml", tmp_path / "out.yaml"
    file.write_text(PROMISES, encoding="utf-8")
    key: list[str | Path] = ["--as", "POL", "--key", parties_desk.place / "POL.key"]
    reg: list[str | Path] = ["--register", parties_desk.folder]
    made = run("register", "submit", file, *reg, *key)
    delivered = PROMISES.partition("positions:")[0] + (
        "  deliveries: [{on: 2027-01-05, what: {en: x, vi: x}, amount: {value: 400000, unit: "
        "doses}, source: letter}]\nsources:" + PROMISES.partition("sources:")[2]
    )
    file.write_text(delivered, encoding="utf-8")
    again = run("register", "submit", file, *reg, *key)
    told = run("register", "export", parties_desk.folder, out, "--what", "statements")
    found = promises.read_statements(out)

    assert made.exit_code == 0, made.stderr
    assert made.stdout.split() == ["Entered", "as", "entry", "7.", "Entered", "as", "entry", "8."]
    assert again.exit_code == 0, again.stderr
    assert told.exit_code == 0, told.stderr
    assert set(found.positions) == {"pol-epidemics-2026"}
    (delivery,) = found.commitments["pol-doses"].deliveries
    assert delivery.amount is not None
    assert delivery.amount.value == 400000


def test_a_party_enters_its_own_promises_only(parties_desk: Desk, tmp_path: Path) -> None:
    """Nobody promises for another; nothing of the file is stored."""
    file = tmp_path / "p.yaml"
    file.write_text(PROMISES, encoding="utf-8")
    before = len(parties_desk.entries())
    with pytest.raises(LongtinError, match="DEU enters only its own"):
        register.submit_promised(file, parties_desk.folder, "DEU", parties_desk.place / "DEU.key")

    assert len(parties_desk.entries()) == before
    with pytest.raises(RegisterError, match="holds no commitments"):
        register.promised_file(register.register_statements(parties_desk.folder)[0])


def test_the_commands_export_and_import(exported: tuple[Desk, Path], tmp_path: Path) -> None:
    """As a secretariat types them, in both languages; a copy's status is the register's."""
    desk, _ = exported
    (tmp_path / "n.yaml").write_text(PAPER, encoding="utf-8")
    out = run("register", "export", desk.folder, tmp_path / "vd11", "--lang", "vi")
    read = run("register", "import", tmp_path / "vd11", tmp_path / "copy", "--trust", desk.trust)
    full = run("register", "export", desk.folder, tmp_path / "vd11")
    asked = ["--party", "FRA", "--as-of", str(TODAY), "--since", "2026-09-01", "--json"]
    one, two = (run("register", "status", "--register", each, *asked).stdout
                for each in (desk.folder, tmp_path / "copy"))  # fmt: skip

    assert "đã được ghi vào" in out.stdout, out.stderr
    assert "is rebuilt in" in read.stdout, read.stderr
    assert "It is for reading" in read.stdout
    assert (full.exit_code, "not empty" in full.stderr) == (2, True)
    assert one == two
