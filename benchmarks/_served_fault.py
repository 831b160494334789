"""One fault in a register that is served while parties submit over HTTP, and what has to hold."""

import os
import shutil
import signal
import socket
import tempfile
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Any

import httpx2

from benchmarks._register_fault import (
    KILLED,
    REFUSED,
    RETURNED,
    Case,
    Fault,
    FaultyPin,
    RecordingKey,
    empty_disk,
    faulty_store,
    fill_disk,
    hold,
)
from longtin import register
from longtin.register import log, server
from longtin.register.desk import entries_from, new_proceedings, proceedings, read_new
from longtin.register.entries.statement import open_entry
from longtin.register.log.checkpoint import parse_checkpoint
from longtin.register.server import addresses
from tests.register.log.postgres import free_port, memory

SERVED_POINTS = ("store", "rows", "sign", "pin file", "pin", "publish", "answer")
"""What the fault hits in the process of the server; `answer`: what a party is told at the end."""

PARTIES = ("POL", "DEU", "FRA")

EACH = 3
"""Statements that each party submits."""

DYING = 400
"""How often it is asked whether a process that kills itself is gone: parties find it silent before
a busy machine has put it away."""

TRIES = 3
"""How often a party sends the same statement again before it waits for the server to be mended."""

NIL: Mapping[str, Any] = {
    "kind": "nil",
    "obligation": "VD-VII-1",
    "dated": "2026-11-01",
    "period": "2026",
    **dict.fromkeys(("about", "activity", "event", "refers", "remark"), ""),
    "figures": {},
    "content": {},
}


class ServedFault(Fault):
    """Strikes at one of the first times that its point is reached, and then no more."""

    def __init__(self, case: Case, full: Any) -> None:
        super().__init__(case, full)
        self._left = 1 + case.seed % 4

    def at(self, point: str, *, after: bool) -> None:
        """See `Fault`."""
        if point == self.case.point and after == self._after:
            self._left -= 1
            if self._left == 0:
                super().at(point, after=after)


class ServedTrial:
    """A register in a folder of its own, served by processes that are broken."""

    def __init__(self, case: Case, address: str | None) -> None:
        self.case, self.address = case, address
        self.folder = Path(tempfile.mkdtemp(prefix="longtin-served-", dir=memory()))
        self.reg = self.folder / "reg"
        database = str(address) if case.database == "postgresql" else ""
        register.init_register(self.reg, case.origin, database=database, pin=self.folder / "pin")
        asked = register.founding_parties("vienna-2011", PARTIES)
        register.found_register(self.reg, "vienna-2011", asked)
        self.founded = 1 + len(PARTIES)
        self.tokens = {party: server.issue_token(self.reg, "party", party)[1] for party in PARTIES}
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.condition = threading.Condition()
        self.is_mended = False
        self.waiting: set[str] = set()
        self.done: set[str] = set()
        self.sent: dict[str, list[log.Envelope]] = {party: [] for party in PARTIES}
        self.receipts: list[tuple[log.Envelope, bytes]] = []
        self.broken: list[str] = []

    def start(self, fault: Fault | None) -> int:
        """A process that serves, with the fault or without; its id."""
        child = os.fork()
        if child:
            self._reached(child)
            return child
        try:
            self._serve(fault)
        finally:
            os._exit(0)

    def _reached(self, child: int) -> None:
        """Wait until it answers, or has ended."""
        while os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
                return
            time.sleep(0.02)

    def _serve(self, fault: Fault | None) -> None:
        import uvicorn

        found = register.read_folder(self.reg)
        read = log.read_key(self.reg / "log.key")
        key = RecordingKey(read.name, read.kind, read._private)  # noqa: SLF001 - the same key
        object.__setattr__(key, "journal", self.folder / "signed")
        store, pin = found.store(), log.Pin(found.pin)
        if fault:
            store, pin = faulty_store(store, fault), FaultyPin(found.pin)
            pin.fault = fault
            object.__setattr__(key, "fault", fault)
            self._fault_answers(fault)
        opened = log.Log(store, pin, [key], found.trust)
        limits = server.ServerLimits(1e6, 1e6)
        settings = server.ServerSettings(self.reg, ("127.0.0.1",), limits=limits)
        made = server.application(settings, opened=opened)
        config = server.server_config(made, "127.0.0.1", self.port)
        config.log_level = "critical"
        config.configure_logging()
        uvicorn.Server(config).run()

    def _fault_answers(self, fault: Fault) -> None:
        entered: Any = vars(addresses)["_entered"]

        def answering(*given: Any) -> Any:
            fault.at("answer", after=False)
            found = entered(*given)
            fault.at("answer", after=True)
            return found

        vars(addresses)["_entered"] = answering

    def submit_all(self, party: str) -> None:
        """What a party does: place, signature, submission, and the same again where that fails."""
        key = log.read_key(self.reg / "keys" / f"{party}.key")
        headers = {"authorization": f"Bearer {self.tokens[party]}", "host": "127.0.0.1"}
        try:
            with httpx2.Client(base_url=self.url, headers=headers, timeout=30) as client:
                for number in range(1, EACH + 1):
                    place = self._asked(party, partial(_place, client, party))
                    body = {**NIL, "symbol": f"{party}/{number}", "number": number}
                    envelope = register.signed_statement(place, party, body, key)
                    self.sent[party].append(envelope)
                    receipt = self._asked(party, partial(_entered, client, envelope))
                    self.receipts.append((envelope, receipt))
        except Exception as error:  # noqa: BLE001 - whatever it is, the case is broken
            self.broken.append(f"{party}: {error!r}")
        with self.condition:
            self.done.add(party)
            self.condition.notify_all()

    def _asked(self, party: str, ask: Any) -> Any:
        """What is answered, perhaps only when the server is mended."""
        for last in (False, True):
            for _ in range(TRIES):
                try:
                    return ask()
                except (httpx2.HTTPError, RefusalError):
                    continue
            with self.condition:
                if last or self.is_mended:
                    break
                self.waiting.add(party)
                self.condition.notify_all()
                self.condition.wait_for(lambda: self.is_mended)
        raise RefusalError

    def run(self, fault: Fault | None) -> int:
        """Serve with the fault, mend it, serve on; how the faulty process ended."""
        first = self.start(fault)
        clients = [threading.Thread(target=self.submit_all, args=[each]) for each in PARTIES]
        for each in clients:
            each.start()
        if self.case.point == "any moment":
            time.sleep(0.05 + sha256(self.case.origin.encode()).digest()[2] / 500)
            os.kill(first, signal.SIGKILL)
        with self.condition:
            self.condition.wait_for(lambda: self.waiting | self.done >= set(PARTIES))
        ended = self._ended(first)
        self.empty_disk()
        second = self.start(None)
        with self.condition:
            self.is_mended = True
            self.condition.notify_all()
        for each in clients:
            each.join()
        os.kill(second, (signal.SIGKILL, signal.SIGTERM)[self.case.seed % 2])
        os.waitpid(second, 0)
        return ended

    def _ended(self, child: int) -> int:
        """How a process stands: killed by the fault, or refusing, or all was returned; ended."""
        for _ in range(DYING if self.waiting and self.case.kind == "kill -9" else 1):
            if os.waitpid(child, os.WNOHANG)[0]:
                return KILLED
            time.sleep(0.05)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if self.case.point == "any moment":
            return KILLED
        return REFUSED if self.waiting else RETURNED

    def fill_disk(self) -> None:
        """From now on no file of this process may grow, and no row be inserted."""
        fill_disk(self.case, str(self.address))

    def empty_disk(self) -> None:
        """There is room again."""
        empty_disk(self.case, str(self.address))

    def check(self) -> int:
        """What has to hold after all of it; how many receipts were verified.

        Raises:
            BrokenError: Something does not hold.
            LongtinError: Likewise.
        """
        hold(not self.broken)
        found = register.read_folder(self.reg)
        store = found.store()
        try:
            head = log.audit(store.serve, found.trust).witnessing.signed.checkpoint
            past = new_proceedings(found)
            read_new(past, store)
            entries = list(entries_from(store, 0))
            sent = [bytes(each) for party in PARTIES for each in self.sent[party]]
            stored = [bytes(open_entry(at, each).envelope) for at, each in enumerate(entries)]
            hold(head.size == past.size == len(entries) == self.founded + len(sent))
            hold(sorted(stored[self.founded :]) == sorted(sent))
            hold(proceedings(found, store).written(b"") == past.written(b""))
            hold(len(self.receipts) == len(sent))
            for envelope, receipt in self.receipts:
                read = log.parse_proof(receipt)
                proven = log.verify_proof(read.extra or b"", read, found.trust, quorum=False)
                hold(entries[proven.index] == proven.entry)
                hold(stored[proven.index] == bytes(envelope))
            self._check_signed(store)
        finally:
            store.close()
        return len(self.receipts)

    def _check_signed(self, store: log.Store) -> None:
        """No two roots of one size, and every head signed is a head of this log."""
        roots: dict[int, bytes] = {}
        for line in (self.folder / "signed").read_bytes().split(b"\n"):
            if len(line.split(b" ")) == 2:
                head = parse_checkpoint(bytes.fromhex(line.split(b" ")[1].decode()))
                hold(roots.setdefault(head.size, head.root) == head.root)
                hold(store.root(head.size) == head.root)

    def clear(self) -> None:
        """Throw it away."""
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.case.database == "postgresql":
            store = log.PostgresStore(str(self.address), self.case.origin)
            store.drop()
            store.close()


class RefusalError(Exception):
    """What a party was not answered."""


def _place(client: httpx2.Client, party: str) -> register.NextPlace:
    found = client.get(f"/api/v1/next/{party}")
    if found.status_code != HTTPStatus.OK:
        raise RefusalError
    said = found.json()
    seen = log.Head(said["seen"]["size"], bytes.fromhex(said["seen"]["root"]))
    return register.NextPlace(
        said["origin"], said["regime"], said["number"], said["previous"], seen
    )


def _entered(client: httpx2.Client, envelope: log.Envelope) -> bytes:
    wire = {"envelope": log.read_json(bytes(envelope))}
    found = client.post("/api/v1/statements", json=wire)
    if found.status_code != HTTPStatus.CREATED:
        raise RefusalError
    return str(found.json()["receipt"]).encode()


def try_served(case: Case, address: str | None = None) -> tuple[int, int]:
    """Try one case with a server.

    Args:
        case: Which; its point is one of `SERVED_POINTS`, or `any moment`.
        address: Of the PostgreSQL server.

    Returns:
        How the faulty process ended, and how many receipts were verified afterwards.

    Raises:
        BrokenError: What has to hold does not.
        LongtinError: Likewise.
    """
    trial = ServedTrial(case, address)
    try:
        fault = None if case.point == "any moment" else ServedFault(case, trial.fill_disk)
        ended = trial.run(fault)
        return ended, trial.check()
    finally:
        trial.clear()
