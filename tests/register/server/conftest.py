"""A register that is served in this process, with parties, tokens and a clock that stands."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from longtin import register
from longtin.register import log, server

NIL: Mapping[str, Any] = {
    "kind": "nil",
    "obligation": "VD-VII-1",
    "dated": "2026-11-01",
    "symbol": "",
    "about": "",
    "activity": "",
    "event": "",
    "period": "2026",
    "refers": "",
    "figures": {},
    "content": {},
    "remark": "",
}

HOST = "127.0.0.1"


DATABASE = ""
"""Where a register is kept: in its folder, unless a test says otherwise."""


@dataclass
class Office:
    """A register that is served, and those who ask it.

    Attributes:
        folder: The register's.
        client: Asks it.
        tokens: By role, and by party.
    """

    folder: Path
    client: TestClient
    tokens: dict[str, str] = field(default_factory=dict)

    def ask(self, path: str, who: str = "reader", *, send: object = None, **headers: str) -> Any:
        """Ask as somebody; `public` has no token."""
        given = {"host": HOST, **headers}
        if who != "public":
            given["authorization"] = f"Bearer {self.tokens[who]}"
        if send is None:
            return self.client.get(path, headers=given)
        return self.client.post(path, json=send, headers=given)

    def key(self, party: str) -> log.SigningKey:
        """The key of a party, or the secretariat's."""
        own = self.folder / "keys" / f"{party}.key"
        return log.read_key(own if own.is_file() else self.folder / "log.key")

    def place(self, party: str) -> register.NextPlace:
        """Where the next statement of a party stands, as the register says."""
        found = self.ask(f"/api/v1/next/{party}").json()
        seen = log.Head(found["seen"]["size"], bytes.fromhex(found["seen"]["root"]))
        return register.NextPlace(
            found["origin"], found["regime"], found["number"], found["previous"], seen
        )

    def signed(self, party: str, count: int = 1, key: str = "", **said: object) -> list[Any]:
        """Statements of a party, one behind the other, as they go over the wire."""
        place, made = self.place(party), []
        for number in range(place.number, place.number + count):
            body = {**NIL, "symbol": f"{party}/{number}", **said}
            envelope = register.signed_statement(place, party, body, self.key(key or party))
            made.append({"envelope": json.loads(bytes(envelope))})
            place = place.behind(envelope)
        return made


@contextmanager
def opened_office(folder: Path, **settings: Any) -> Iterator[Office]:
    """A register of two parties, served with these settings."""
    register.init_register(folder, "register.example/vd11", database=DATABASE)
    parties = register.founding_parties("vienna-2011", ["POL", "DEU"])
    register.found_register(folder, "vienna-2011", parties)
    tokens = {
        "reader": server.issue_token(folder, "reader")[1],
        "secretariat": server.issue_token(folder, "secretariat")[1],
        "POL": server.issue_token(folder, "party", "POL")[1],
        "DEU": server.issue_token(folder, "party", "DEU")[1],
    }
    made = server.application(server.ServerSettings(folder, (HOST,), **settings))
    with TestClient(made, raise_server_exceptions=False) as client:
        yield Office(folder, client, tokens)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """A register of two parties that is served, for one test."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with opened_office(tmp_path / "reg") as found:
        yield found


@pytest.fixture(scope="module")
def shared_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The same for a module that asks and changes nothing that others look at."""
    folder = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        with opened_office(folder / "reg", limits=server.ServerLimits(1e6, 1e6)) as found:
            yield found


@contextmanager
def listening(app: Any) -> Iterator[str]:
    """An application behind a real socket: its address."""
    import uvicorn

    config = server.server_config(app, "127.0.0.1", 0)
    config.lifespan = "off"
    served = uvicorn.Server(config)
    thread = threading.Thread(target=served.run, daemon=True)
    thread.start()
    while not served.started:
        thread.join(0.02)
    port = served.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        served.should_exit = True
        thread.join()
