"""A register with three parties, their keys and reading keys, made once, copied for each test."""

import json
import shutil
from pathlib import Path

from longtin import register
from longtin.register import PartySigner, log

ORIGIN = "register.example/vd11"
PARTIES = ("POL", "DEU", "FRA")

NOTICE = """kind: notification
obligation: VD-V-1
symbol: POL/1
activity: Iron Meadow
event: 2099-05-04
dated: 2026-03-09
figures: {troops: 9500}
content: {name: A, purpose: training, states: one, forces: a division, area: there, dates: May, \
command_level: corps}
"""
SEALED = NOTICE + "sealed: {to: [Germany]}\n"
NIL = "kind: nil\nobligation: VD-VII-1\nperiod: 2026\ndated: 2026-11-01\n"
PAPER = NIL + "received: 2026-11-03\nsymbol: FRA/7\n"


class Desk:
    """A register's folder with what its parties hold, as one test uses it.

    Args:
        place: Where `reg`, `POL.key`, `POL.reading` and so on lie.
    """

    def __init__(self, place: Path) -> None:
        self.place, self.folder = place, place / "reg"
        self.trust = self.folder / "trust.policy"

    def signer(self, party: str) -> PartySigner:
        """How a party signs."""
        key = None if party == register.SECRETARIAT else self.place / f"{party}.key"
        return PartySigner(party, key)

    def reading(self, party: str) -> Path:
        """A party's reading key."""
        return self.place / f"{party}.reading"

    def submit(self, text: str, party: str = "POL", **more: object) -> register.EnteredStatement:
        """Submit a text as a party."""
        file = self.place / "s.yaml"
        file.write_text(text, encoding="utf-8")
        key = self.signer(party).key
        return register.submit(file, self.folder, party, key, **more)  # type: ignore[arg-type]

    def paper(self, text: str = PAPER, whose: str = "FRA") -> register.EnteredStatement:
        """Enter a paper for a party."""
        return self.submit(text, register.SECRETARIAT, on_behalf=whose)

    def told(self, index: int, reader: register.SealReader | None = None) -> register.Return:
        """The return that an entry is read as."""
        found = register.read_statements(self.folder, reader)
        return next(each for each in found if each.line == index)

    def entries(self) -> list[bytes]:
        """What stands in the log."""
        store = register.read_folder(self.folder).store()
        try:
            return store.entries(0, store.head().size)
        finally:
            store.close()

    def enter(self, party: str, body: dict[str, object]) -> register.EnteredStatement:
        """Enter any body as a party."""
        return register.enter(self.folder, party, body, self.signer(party).key)


def made_desk(place: Path) -> Desk:
    """A register under the Vienna Document with three parties that have entered reading keys."""
    desk = Desk(place)
    register.init_register(desk.folder, ORIGIN, pin=place / "pin")
    for party in PARTIES:
        key = log.new_key(f"{party.lower()}.example")
        log.write_key(key, place / f"{party}.key")
        register.admit_party(desk.folder, party, key.verifier.vkey, "vienna-2011")
        register.make_reading_key(f"{party.lower()}.example", desk.reading(party))
        register.enter_reading_key(desk.folder, desk.signer(party), desk.reading(party))
    return desk


def copied_desk(made: Path, place: Path) -> Desk:
    """A copy of a register with a pin of its own."""
    shutil.copytree(made, place, dirs_exist_ok=True)
    settings = place / "reg" / "register.json"
    found = json.loads(settings.read_bytes())
    settings.write_bytes(log.canonical({**found, "pin": str(place / "pin")}) + b"\n")
    return Desk(place)
