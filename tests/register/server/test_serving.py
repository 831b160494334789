"""A register over HTTP: what is submitted is proven, what is read elsewhere is checked."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from longtin import register
from longtin.errors import RegisterError
from longtin.register import log
from tests.cli.run import run
from tests.register.log.conftest import postgres as postgres
from tests.register.log.postgres import Server
from tests.register.server.conftest import NIL, Office, listening, opened_office


def test_a_statement_gets_a_receipt_that_stands_by_itself(office: Office, tmp_path: Path) -> None:
    """The answer holds all that is needed offline; the same again is not entered twice."""
    (made,) = office.signed("POL")
    first = office.ask("/api/v1/statements", "POL", send=made).json()
    again = office.ask("/api/v1/statements", "POL", send=made).json()
    (tmp_path / "r.proof").write_text(first["receipt"], encoding="utf-8")

    proven = register.verify_file(tmp_path / "r.proof", office.folder / "trust.policy").proven

    assert proven is not None
    assert (first["index"], first["number"], again["index"]) == (3, 1, 3)
    assert office.ask("/api/v1/statements/3").json()["body"]["symbol"] == "POL/1"
    assert office.ask("/api/v1/statements/3/receipt").text.encode() == first["receipt"].encode()


def test_of_several_each_is_entered_or_refused_by_itself(office: Office) -> None:
    """A bad one in the middle takes those behind it of its party with it, and nobody else's."""
    polish, german = office.signed("POL", 3), office.signed("DEU", 2)
    polish[1]["envelope"]["signatures"][0]["sig"] = polish[0]["envelope"]["signatures"][0]["sig"]

    answer = office.ask(
        "/api/v1/batches", "secretariat", send={"statements": [*polish, *german]}
    ).json()["outcomes"]

    entered = [each["entered"] and each["entered"]["index"] for each in answer]
    assert entered == [3, None, None, 4, 5]
    assert [each["refused"]["status"] for each in answer[1:3]] == [422, 422]
    assert answer[1]["refused"]["check"] == "signature"


def test_many_at_once_lose_nothing_and_number_without_gaps(office: Office) -> None:
    """Requests come in any order; the chain of each party is whole."""
    office.client.app.state.site.is_open = True  # type: ignore[attr-defined]  # FastAPI's
    batches = [(party, {"statements": office.signed(party, 20)}) for party in ("POL", "DEU")]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda each: office.ask("/api/v1/batches", each[0], send=each[1]), batches))

    found, past = register.register_statements(office.folder)

    assert [each.number for each in found if each.issuer == "POL"] == list(range(1, 21))
    assert past.tip("DEU")[0] == 20


def test_what_others_append_to_the_folder_is_seen(office: Office, tmp_path: Path) -> None:
    """The command line and the server go on from each other."""
    form = tmp_path / "n.yaml"
    form.write_text(
        "kind: nil\nobligation: VD-VII-1\nperiod: 2026\ndated: 2026-11-01\n", encoding="utf-8"
    )
    (made,) = office.signed("POL")
    office.ask("/api/v1/statements", "POL", send=made)
    by_hand = register.submit(form, office.folder, "POL", office.folder / "keys" / "POL.key")
    (next_one,) = office.signed("POL")

    assert by_hand.number == 2
    assert office.ask("/api/v1/statements", "POL", send=next_one).json()["number"] == 3


def test_an_append_that_fails_enters_nothing_and_the_next_goes_on(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The refusal says so; the number is free again."""
    append = log.SqliteStore.append

    def full(*_: object) -> None:
        raise RegisterError("The disk is full.")

    monkeypatch.setattr(log.SqliteStore, "append", full)
    (made,) = office.signed("POL")
    refused = office.ask("/api/v1/statements", "POL", send=made)
    monkeypatch.setattr(log.SqliteStore, "append", append)
    entered = office.ask("/api/v1/statements", "POL", send=made)

    assert (refused.status_code, refused.json()["error"]["message"]) == (422, "The disk is full.")
    assert (entered.status_code, entered.json()["number"]) == (201, 1)


def test_the_status_is_that_of_the_command_line(office: Office) -> None:
    """One computation, two doors."""
    (made,) = office.signed("POL", period="2026", dated="2026-11-01")
    office.ask("/api/v1/statements", "POL", send=made)
    words = ["--party", "POL", "--party", "DEU", "--as-of", "2098-01-01", "--json"]
    shown = run("register", "status", "--register", office.folder, *words)

    served = office.ask("/api/v1/status?as_of=2098-01-01").json()

    assert served["duties"]
    assert {"regime": served["regime"], "papers": served["papers"]} == {
        "regime": "vienna-2011",
        "papers": 1,
    }
    assert f'"papers": {served["papers"]}' in shown.stdout


def test_a_party_submits_from_elsewhere_and_an_auditor_checks_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key stays where it is; the log is audited over the same address, and a copy is kept."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    form, token, trust = tmp_path / "n.yaml", tmp_path / "token", tmp_path / "trust.policy"
    form.write_text(
        "kind: nil\nobligation: VD-VII-1\nperiod: 2026\ndated: 2026-11-01\n", encoding="utf-8"
    )
    with opened_office(tmp_path / "reg") as office:
        token.write_text(office.tokens["POL"] + "\n", encoding="utf-8")
        trust.write_bytes((office.folder / "trust.policy").read_bytes())
        with listening(office.client.app) as address:
            words: list[str | Path] = ["--register", address, "--as", "Poland", "--trust", trust]
            words += ["--token-file", token, "--key", office.folder / "keys" / "POL.key"]
            made = run("register", "submit", form, *words, "-o", tmp_path / "r.proof")
            audited = run(
                *("register", "audit", address, "--trust", trust, "--token-file", token),
                *("--copy", tmp_path / "copy", "--allow-unwitnessed"),
            )
            closed = run("register", "audit", address, "--trust", trust, "--allow-unwitnessed")

    assert made.exit_code == 0, made.stderr
    assert "number 1 of this party" in made.stdout
    assert audited.exit_code == 0, audited.stderr
    assert "Checked: 4 entries" in audited.stdout
    assert "4 statements, each signed by a key that was valid at its place." in audited.stdout
    assert "Duties under vienna-2011 on" in audited.stdout
    assert (tmp_path / "copy" / "checkpoint").is_file()
    assert closed.exit_code == 2
    assert "--token-file" in closed.stderr


@contextmanager
def witnessing(folder: Path, *sides: str) -> Iterator[dict[str, str]]:
    """A witness of each side over HTTP on this machine; lines of a trust file, by side."""
    trust = folder / "log.only"
    trust.write_bytes((folder / "reg" / "trust.policy").read_bytes())
    with ExitStack() as stack:
        lines = {}
        for side in sides:
            key = register.make_key(f"{side}.example", "witness", folder / f"{side}.key")
            serving = register.serving_witness(
                [folder / f"{side}.key"], trust, folder / f"{side}.memory", "127.0.0.1", 0
            )
            served = stack.enter_context(serving)
            threading.Thread(target=served.serve_forever, daemon=True).start()
            stack.callback(served.shutdown)
            lines[side] = f"witness {side} {key.vkey} http://127.0.0.1:{served.server_port}\n"
        yield lines


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_receipts_show_what_the_witnesses_of_the_parties_have_seen(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """Each side runs its own; a receipt reaches the quorum, or says how far it got."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    if database == "postgresql":
        running: Server = request.getfixturevalue("postgres")
        monkeypatch.setattr("tests.register.server.conftest.DATABASE", running.address)
    with opened_office(tmp_path / "reg") as office:
        alone = office.ask("/api/v1/statements", "POL", send=office.signed("POL")[0]).json()
    with witnessing(tmp_path, "east", "west") as lines:
        trust = tmp_path / "reg" / "trust.policy"
        text = trust.read_text("utf-8").replace("quorum none\n", "") + "".join(lines.values())
        silent = lines["west"].replace("http://", "http://nobody.")
        trust.write_text(f"{text}group both all east west\nquorum both\n", encoding="utf-8")
        with opened_office(tmp_path / "reg") as office:
            both = office.ask("/api/v1/statements", "DEU", send=office.signed("DEU")[0]).json()
        trust.write_text(
            f"{text.replace(lines['west'], silent)}group both all east west\nquorum both\n",
            encoding="utf-8",
        )
        with opened_office(tmp_path / "reg") as office:
            one = office.ask("/api/v1/statements", "DEU", send=office.signed("DEU")[0]).json()
            level = office.ask("/api/v1/register", "public").json()["level"]

    assert [alone["level"], both["level"], one["level"], level] == [
        "log only",
        "quorum",
        "partial",
        "partial",
    ]
    (tmp_path / "r.proof").write_text(both["receipt"], encoding="utf-8")
    assert register.verify_file(tmp_path / "r.proof", trust).witnessing.level == "quorum"


def test_a_receipt_of_another_statement_is_noticed_by_whoever_submitted(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that enters something else, and proves that, has proven nothing to the party."""
    other = office.ask("/api/v1/statements/1/receipt").text
    monkeypatch.setattr("longtin.register.server.addresses._entered", lambda *_: {
        "index": 1, "issuer": "POL", "number": 1, "level": "log only", "receipt": other,
    })  # fmt: skip
    with (
        listening(office.client.app) as address,
        pytest.raises(RegisterError, match="another statement"),
    ):
        register.enter(
            register.RegisterAddress(address, office.folder / "trust.policy", office.tokens["POL"]),
            "POL",
            NIL,
            office.folder / "keys" / "POL.key",
        )
