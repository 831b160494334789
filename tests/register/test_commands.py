"""The commands of a register, as parties, witnesses and readers use them."""

import json
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from longtin import register
from longtin.register import log
from tests.cli.run import run

ORIGIN = "register.example/vd11"


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where pins are kept, of this test only."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


@pytest.fixture
def witnessed(tmp_path: Path, state: Path) -> Iterator[Path]:
    """A register with one witness of each side, served on this machine, and three entries."""
    folder, lines, servers = tmp_path / "reg", [], []
    for side in ("east", "west"):
        key = tmp_path / f"{side}.key"
        new = f"register key new {side}.example --for witness --json -o".split()
        made = run(*new, key)
        vkey = json.loads(made.stdout)["vkey"]
        lines.append((side, key, vkey))
    own = tmp_path / "log.only"
    run("register", "init", folder, "--origin", ORIGIN)
    own.write_bytes((folder / "trust.policy").read_bytes())
    text = own.read_text(encoding="utf-8").replace("quorum none\n", "")
    for side, key, vkey in lines:
        with_server = register.serving_witness([key], own, tmp_path / f"{side}.db", "127.0.0.1", 0)
        server = with_server.__enter__()
        threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
        servers.append((with_server, server))
        text += f"witness {side} {vkey} http://127.0.0.1:{server.server_port}\n"
    (folder / "trust.policy").write_text(
        text + "group both all east west\nquorum both\n", encoding="utf-8"
    )
    opened = register.open_register(folder)
    opened.append([log.NewEntry(b"entry %d" % number, b"%d" % number) for number in range(3)])
    opened.close()
    yield folder
    for with_server, server in servers:
        server.shutdown()
        with_server.__exit__(None, None, None)


def test_a_receipt_goes_from_the_register_to_a_reader_without_a_network(
    witnessed: Path, tmp_path: Path
) -> None:
    """The reader has two files and asks nobody; what is not proven stands beside what is."""
    receipt, trust = tmp_path / "notice.tlog-proof", tmp_path / "trust.policy"
    trust.write_bytes((witnessed / "trust.policy").read_bytes())

    made = run("register", "receipt", witnessed, "1", "--trust", trust, "-o", receipt)
    shown = run("register", "verify", receipt, "--trust", trust, "-o", tmp_path / "entry")
    data = json.loads(run("register", "verify", receipt, "--trust", trust, "--json").stdout)

    assert (made.exit_code, shown.exit_code) == (0, 0)
    assert (tmp_path / "entry").read_bytes() == b"entry 1"
    assert "Entry 1 stands in the log" in shown.stdout
    assert "Of `both` 2 of 2 have cosigned; 2 are asked for." in shown.stdout
    assert "It is not proven that this is the latest head" in shown.stdout
    assert (data["level"], data["entry"]["index"], data["is_latest"]) == ("quorum", 1, None)


def test_an_audit_tells_a_rollback_from_growth(witnessed: Path, tmp_path: Path) -> None:
    """Whoever keeps the last checkpoint sees what was dropped since."""
    trust, kept, files = witnessed / "trust.policy", tmp_path / "seen", tmp_path / "copy"
    first = run("register", "audit", witnessed, "--trust", trust, "--save", kept, "--copy", files)
    opened = register.open_register(witnessed)
    opened.append([log.NewEntry(b"more", b"more")])
    opened.close()

    grown = run("register", "audit", witnessed, "--trust", trust, "--since", kept, "--save", kept)
    dropped = run("register", "audit", files, "--trust", trust, "--since", kept)

    assert "Checked: 3 entries and" in first.stdout
    assert "It extends what was seen before, 3 entries" in grown.stdout
    assert dropped.exit_code == 2
    assert "The log shows 3 entries, and 4 were signed before." in dropped.stderr.replace("\n", " ")


def test_too_few_witnesses_are_never_passed_over_in_silence(
    witnessed: Path, tmp_path: Path
) -> None:
    """What is accepted without a quorum says so."""
    trust = (witnessed / "trust.policy").read_text(encoding="utf-8")
    bare, file = tmp_path / "bare", tmp_path / "trust.policy"
    opened = register.open_register(witnessed)
    kept = log.parse_note(opened.store.checkpoint() or b"")
    opened.close()
    own = [line for line in kept.signatures if line.name == ORIGIN]
    bare.write_bytes(bytes(log.Note(kept.text, tuple(own))))
    file.write_text(trust, encoding="utf-8")

    refused = run("register", "verify", bare, "--trust", file)
    allowed = run("register", "verify", bare, "--trust", file, "--allow-unwitnessed")

    assert refused.exit_code == 2
    assert "Too few have cosigned: –" in refused.stderr
    assert "no witness has cosigned" in allowed.stdout


def test_a_register_is_made_once_and_made_whole(tmp_path: Path, state: Path) -> None:
    """The same words again change nothing; another name is refused."""
    folder = tmp_path / "reg"
    first = run("register", "init", folder, "--origin", ORIGIN, "--json")
    again = run("register", "init", folder, "--origin", ORIGIN, "--json")
    other = run("register", "init", folder, "--origin", "register.example/other")

    assert json.loads(first.stdout)["keys"] == json.loads(again.stdout)["keys"]
    assert json.loads(first.stdout)["pin"].startswith(str(state))
    assert (folder / "log.key").stat().st_mode & 0o077 == 0
    assert other.exit_code == 2
    assert "Name another place" in other.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("--origin", "with+plus"),
        ("--origin", ORIGIN, "--witnesses", "w"),
        ("--origin", ORIGIN, "--regime", "vienna-2010"),
        ("--origin", ORIGIN, "--db", "postgresql://nobody@127.0.0.1:1/nothing"),
    ],
)
def test_a_register_that_cannot_be_made_leaves_no_folder(
    words: tuple[str, ...], tmp_path: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is there looks begun; whoever tries again must not wonder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "w").write_text("witness a b\n", encoding="utf-8")

    refused = run("register", "init", "reg", *words, "--lang", "vi")

    assert refused.exit_code == 2
    assert "connection" not in refused.stderr
    assert not (tmp_path / "reg").exists()


def test_a_register_without_its_database_is_not_begun_anew(tmp_path: Path, state: Path) -> None:
    """An empty matrix would say that nobody has said anything."""
    folder = tmp_path / "reg"
    run("register", "init", folder, "--origin", ORIGIN)
    (folder / "register.db").write_bytes(b"no database at all, and long enough to be read")
    damaged = run("register", "status", "--register", folder, "--lang", "vi")
    (folder / "register.db").unlink()
    gone = [
        run("register", "status", "--register", folder, *more) for more in ([], ["--lang", "vi"])
    ]

    assert "đó không phải cơ sở dữ liệu" in damaged.stderr
    assert "it holds every entry" in gone[0].stderr
    assert "nơi giữ mọi mục" in gone[1].stderr
    assert not (folder / "register.db").exists()


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no file without an end here")
@pytest.mark.parametrize("words", [
    "register verify /dev/zero --trust t",
    "register verify t --trust /dev/zero",
    "register key show /dev/zero",
    "register key show k --password-file /dev/zero",
    "register status --returns /dev/zero --regime vienna-2011",
])  # fmt: skip
def test_a_file_without_an_end_is_refused(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would be read until the machine has no memory left."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t").write_text("quorum none\n", encoding="utf-8")

    refused = run(*words.split(), "--lang", "vi")

    assert refused.exit_code == 2
    assert "Tệp quá lớn" in refused.stderr


def test_keys_open_with_their_password_only(tmp_path: Path) -> None:
    """A key file that is stolen is of no use alone."""
    key, password = tmp_path / "pol.key", tmp_path / "password"
    password.write_text("correct horse\n", encoding="utf-8")
    made = run("register", "key", "new", "pol", "-o", key, "--password-file", password, "--json")

    shown = run("register", "key", "show", key, "--password-file", password, "--json")
    refused = run("register", "key", "show", key)
    twice = run("register", "key", "new", "pol", "-o", key)

    assert json.loads(made.stdout) == json.loads(shown.stdout)
    assert (refused.exit_code, twice.exit_code) == (2, 2)
    assert "password is missing" in refused.stderr
    assert "never overwritten" in twice.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("register verify nowhere --trust nowhere", "cannot be read"),
        ("register audit nowhere --trust t", "neither an address nor a folder"),
        ("register init r --origin o --db postgresql://me:secret@h/d", "holds a password"),
        ("register init r --origin with+plus", "cannot name a key"),
        ("register key new p --ml-dsa -o k", "Parties sign with Ed25519"),
        ("register witness --key k --trust t --memory m", "no key of a witness"),
        ("register receipt nowhere 1 --trust t -o r", "neither an address nor a folder"),
    ],
)
@pytest.mark.parametrize("language", ["en", "vi"])
def test_refusals_say_what_to_do(
    words: str, said: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the language that is spoken, and without the secret."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t").write_text("quorum none\n", encoding="utf-8")
    run("register", "key", "new", "p", "-o", "k")
    if "--ml-dsa" in words:
        (tmp_path / "k").unlink()

    refused = run(*words.split(), "--lang", language)

    assert refused.exit_code == 2
    assert (said in refused.stderr) == (language == "en")
    assert "secret@" not in refused.stderr


def test_what_is_proven_is_said_in_vietnamese(witnessed: Path, tmp_path: Path) -> None:
    """No English under `--lang vi`."""
    receipt, trust = tmp_path / "notice.tlog-proof", witnessed / "trust.policy"
    run("register", "receipt", witnessed, "1", "--trust", trust, "-o", receipt)

    shown = run("register", "verify", receipt, "--trust", trust, "--lang", "vi").stdout

    assert "Mục 1 nằm trong sổ ghi" in shown
    assert not any(word in shown for word in (" entry", " head", "cosigned", "proven"))


@pytest.mark.parametrize("words", ["verify a --trust b", "audit . --trust b", "init r --origin o"])
def test_without_its_libraries_a_command_says_what_to_install(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The register is an extra: whoever has not installed it is told how, and sees no traceback."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "nacl", None)

    refused = run("register", *words.split())

    assert refused.exit_code == 2
    assert "pip install 'longtin[register]'" in refused.stderr.replace("\n", " ")
