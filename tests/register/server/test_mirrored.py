"""A register that is served, and a delegation's mirror of it: pushed to, and fetching by itself."""

import threading
from hashlib import sha256
from pathlib import Path

import pytest

from longtin import register
from longtin.errors import LongtinError
from tests.cli.run import run
from tests.register.server.conftest import listening, opened_office


def test_a_delegation_holds_it_all_and_receipts_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It fetches what was there, is sent what comes, and is audited in the register's place."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    trust, held = tmp_path / "reg" / "trust.policy", threading.Event()
    key = register.make_key("pol.example/m1", "mirror", tmp_path / "m.key")

    def told(found: int | LongtinError) -> None:
        if found == 3:
            held.set()

    with opened_office(tmp_path / "reg") as office, listening(office.client.app) as address:
        source = register.MirrorSource(address, office.tokens["reader"], 0.05, told)
        with register.serving_mirror(
            [tmp_path / "m.key"], trust, tmp_path / "m1", "127.0.0.1", 0, follows=source
        ):
            held.wait()
    with register.serving_mirror(
        [tmp_path / "m.key"], trust, tmp_path / "m1", "127.0.0.1", 0, token=None
    ) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        there = f"http://127.0.0.1:{server.server_port}"
        own = trust.read_text("utf-8").replace("quorum none\n", "")
        trust.write_text(
            f"{own}witness pol {key.vkey} {there}\ngroup mirrors any pol\nquorum mirrors\n",
            encoding="utf-8",
        )
        with opened_office(tmp_path / "reg") as office:
            made = office.ask("/api/v1/statements", "POL", send=office.signed("POL")[0]).json()
        place = f"{there}/{sha256(b'register.example/vd11').hexdigest()}"
        audited = run("register", "audit", place, "--trust", trust)
        server.shutdown()
        thread.join()
    (tmp_path / "r.proof").write_text(made["receipt"], encoding="utf-8")
    shown = run("register", "verify", tmp_path / "r.proof", "--trust", trust)

    assert made["level"] == "quorum"
    assert audited.exit_code == 0, audited.stderr
    assert "Checked: 4 entries" in audited.stdout
    assert "Of `mirrors` 1 of 1 have cosigned" in shown.stdout
    assert "all of its entries were kept there" in shown.stdout
