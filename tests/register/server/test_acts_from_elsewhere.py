"""What a party does at an address: all that it does in the folder, with its keys on its machine."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from longtin import register
from longtin.errors import LongtinError, RegisterError, VerificationError
from longtin.register import log, server
from tests.cli.run import run
from tests.register.conftest import parties_desk as parties_desk
from tests.register.desks import NIL, PAPER, SEALED, Desk
from tests.register.server.conftest import listening


@pytest.fixture
def elsewhere(parties_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a register of three parties, each with a token in a file of its name."""
    place = parties_desk.place
    monkeypatch.setenv("XDG_STATE_HOME", str(place / "state"))
    for name in ("POL", "DEU", "FRA"):
        made = server.issue_token(parties_desk.folder, "party", name)[1]
        (place / f"{name}.token").write_text(made, encoding="utf-8")
    made = server.issue_token(parties_desk.folder, "secretariat")[1]
    (place / "secretariat.token").write_text(made, encoding="utf-8")
    (place / "trust").write_bytes(parties_desk.trust.read_bytes())
    limits = server.ServerLimits(1e6, 1e6)
    settings = server.ServerSettings(parties_desk.folder, ("127.0.0.1",), limits=limits)
    made_app = server.application(settings)
    with listening(made_app) as address:
        yield address
        made_app.state.site.intake.close()
    made_app.state.site.intake.opened.close()


@pytest.fixture
def act(elsewhere: str, parties_desk: Desk) -> Callable[..., Any]:
    """Runs a command at the address as a party, and says what it answers as JSON."""
    place = parties_desk.place

    def acting(party: str, *words: str | Path, key: bool = True) -> Any:
        own = place / (f"{party}.key" if party != "secretariat" else "reg/log.key")
        told = run(
            *("register", *words, "--register", elsewhere, "--as", party, "--json"),
            *("--trust", place / "trust", "--token-file", place / f"{party}.token"),
            *(("--key", own) if key else ()),
        )
        assert told.exit_code == 0, told.stderr
        return json.loads(told.stdout) if told.stdout.strip() else None

    return acting


def form(desk: Desk, text: str) -> Path:
    """A form in a file."""
    file = desk.place / "form.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_every_act_of_a_party_works_at_an_address(
    act: Callable[..., Any], parties_desk: Desk
) -> None:
    """Papers countersigned, contents sealed, opened, disclosed, revealed and deleted."""
    desk = parties_desk
    reading = {name: desk.reading(name) for name in ("POL", "DEU")}
    paper = act("secretariat", "submit", form(desk, PAPER), "--on-behalf", "FRA")
    countersigned = act("FRA", "countersign", str(paper["index"]))
    sealed = str(act("POL", "submit", form(desk, SEALED))["index"])

    opened = act("DEU", "open", sealed, "--reading", reading["DEU"], key=False)
    field = ("--field", "figures.troops")
    disclosed = act("DEU", "disclose", sealed, "--reading", reading["DEU"], *field,
                    "-o", desk.place / "troops", key=False)  # fmt: skip
    act("POL", "reveal", sealed, "--reading", reading["POL"], *field)
    act("POL", "redact", sealed, "--reason", "over")
    register.make_reading_key("pol.example", desk.place / "second")
    act("POL", "key", "reader", desk.place / "second")

    assert opened["fields"]["figures.troops"] == 9500
    assert disclosed["disclosed"]["fields"] == {"figures.troops": 9500}
    assert desk.told(paper["index"]).attested == "countersigned"
    assert desk.told(int(sealed)).secrecy == "revealed"
    assert countersigned["level"] == "log only"
    with pytest.raises(RegisterError, match="not to be had here"):
        register.open_entry_of(desk.folder, int(sealed), "DEU", reading["DEU"])
    assert list((desk.folder / "sealed").iterdir()) == []


def test_a_register_that_shows_less_than_before_is_refused(
    elsewhere: str, parties_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a party has read of a register it remembers, and holds the next answer against it."""
    there = register.RegisterAddress(
        elsewhere, parties_desk.place / "trust",
        (parties_desk.place / "DEU.token").read_text(encoding="utf-8"),
    )  # fmt: skip
    older = log.SqliteStore.checkpoint
    with pytest.raises(RegisterError, match="not sealed"):
        register.open_entry_of(there, 3, "DEU", parties_desk.reading("DEU"))
    monkeypatch.setattr(
        log.SqliteStore, "checkpoint", lambda self, covering=None: older(self, covering or 0)
    )

    with pytest.raises(VerificationError) as refused:
        register.open_entry_of(there, 3, "DEU", parties_desk.reading("DEU"))

    assert refused.value.check == "rollback"


def test_a_sealed_file_that_the_server_swaps_or_keeps_is_noticed(
    elsewhere: str, parties_desk: Desk
) -> None:
    """Readers hold it against the entry; the server cannot show two of them two contents."""
    there = register.RegisterAddress(
        elsewhere, parties_desk.place / "trust",
        (parties_desk.place / "POL.token").read_text(encoding="utf-8"),
    )  # fmt: skip
    made = [
        register.submit(
            form(parties_desk, text), there, "POL", parties_desk.place / "POL.key"
        ).index
        for text in (SEALED, SEALED.replace("POL/1", "POL/2"))
    ]
    names = [parties_desk.told(index) for index in made]
    files = sorted((parties_desk.folder / "sealed").iterdir())
    swapped = [each.read_bytes() for each in files][::-1]
    for file, data in zip(files, swapped, strict=True):
        file.write_bytes(data)

    with pytest.raises(VerificationError, match="not the one that was entered"):
        register.open_entry_of(there, made[0], "POL", parties_desk.reading("POL"))
    for file in files:
        file.unlink()
    with pytest.raises(RegisterError, match="not to be had"):
        register.open_entry_of(there, made[1], "POL", parties_desk.reading("POL"))
    assert [each.secrecy for each in names] == ["sealed", "sealed"]


def test_nothing_is_sealed_to_keys_that_too_few_have_seen(
    elsewhere: str, parties_desk: Desk
) -> None:
    """Whoever keeps the register could show one party another key of its readers."""
    key = log.new_key("east.example", log.COSIGNATURE)
    trust = parties_desk.place / "trust"
    text = trust.read_text("utf-8").replace("quorum none\n", "")
    trust.write_text(f"{text}witness east {key.verifier.vkey}\nquorum east\n", encoding="utf-8")
    there = register.RegisterAddress(
        elsewhere, trust, (parties_desk.place / "POL.token").read_text(encoding="utf-8")
    )
    own = parties_desk.place / "POL.key"

    with pytest.raises(LongtinError, match="Too few have cosigned"):
        register.submit(form(parties_desk, SEALED), there, "POL", own)

    assert register.submit(form(parties_desk, NIL), there, "POL", own).level == "log only"
