"""One fault in an append of a register: where, of which kind, and what has to hold afterwards."""

import os
import resource
import shutil
import signal
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from longtin.errors import LongtinError, RegisterError
from longtin.register import log
from longtin.register.log.checkpoint import parse_checkpoint
from longtin.register.log.cosignature import message
from longtin.register.log.keeping import log as log_module, pin as pin_module
from longtin.register.log.keeping.store_postgres import schema_of
from longtin.register.log.note import verify_note
from longtin.register.log.witness import HttpAnswer
from tests.register.log.postgres import memory

POINTS = ("store", "rows", "sign", "pin file", "pin", "witness", "publish")
"""What the fault hits: the append to the store, the rows before their commit, the signature, the
new pin before it takes its name, the pin, the witnesses, the published checkpoint."""

KINDS = ("error", "error after persisting", "kill -9", "disk full")
"""An error in place of what was to be done, or after it was done; the process ended at that
moment, before or after; no more room on the disk from that moment on."""

DATABASES = ("sqlite", "postgresql")
SIDES = ("east", "west")
RETURNED, REFUSED, KILLED = range(3)


class FaultError(RegisterError):
    """The error that is put in."""


class BrokenError(Exception):
    """What has to hold does not."""


def hold(holds: bool) -> None:
    """Refuse what does not hold.

    Raises:
        BrokenError: It does not.
    """
    if not holds:
        raise BrokenError


@dataclass(frozen=True)
class Case:
    """One case.

    Attributes:
        database: One of `DATABASES`.
        point: One of `POINTS`, or `any moment`: killed from outside at a random one.
        kind: One of `KINDS`.
        seed: Determines sizes, and moments.
    """

    database: str
    point: str
    kind: str
    seed: int

    @property
    def origin(self) -> str:
        """The register's name."""
        return f"faults.example/{self.database}/{self.point}/{self.kind}/{self.seed}".replace(
            " ", "-"
        )


class Fault:
    """Strikes once, at one point."""

    def __init__(self, case: Case, full: Callable[[], None]) -> None:
        self.case, self._full = case, full
        self._after = case.kind == "error after persisting" or (
            case.kind == "kill -9" and case.seed % 2 == 1
        )

    def at(self, point: str, *, after: bool) -> None:
        """Strike, if it is here and now."""
        if point != self.case.point or after != self._after:
            return
        if self.case.kind == "kill -9":
            os.kill(os.getpid(), signal.SIGKILL)
        if self.case.kind == "disk full":
            self._full()
        else:
            raise FaultError("A fault was put in at {point}.", point=point)


def fill_disk(case: Case, address: str) -> None:
    """From now on no file of this process may grow, and no row be inserted."""
    most = 8 if case.point in {"pin", "pin file"} else 4096
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    if case.database == "postgresql":
        filled_database(address, schema_of(case.origin))


def empty_disk(case: Case, address: str) -> None:
    """There is room again."""
    if case.database == "postgresql":
        import psycopg

        with psycopg.connect(address, autocommit=True) as admin:
            admin.execute(f"DROP FUNCTION IF EXISTS {schema_of(case.origin)}.full CASCADE")


def filled_database(address: str, schema: str) -> None:
    """Have a schema of a database refuse new rows as a full disk would."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as admin:
        admin.execute(
            f"CREATE FUNCTION {schema}.full() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = 'disk_full'; END $$"
        )
        for table in ("entry", "checkpoint"):
            admin.execute(
                f"CREATE TRIGGER full BEFORE INSERT ON {schema}.{table} "
                f"FOR EACH ROW EXECUTE FUNCTION {schema}.full()"
            )


def faulty_store(store: log.Store, fault: Fault) -> log.Store:
    """A store whose append and publication may fail."""
    kind: Any = type(store)

    class Faulty(kind):  # type: ignore[misc]  # either of two
        """The same, with faults."""

        def append(self, entries: Sequence[log.NewEntry]) -> list[int]:
            fault.at("store", after=False)
            found: list[int] = super().append(entries)
            fault.at("store", after=True)
            return found

        def _append(self, entries: Sequence[log.NewEntry]) -> list[int]:
            fault.at("rows", after=False)
            found: list[int] = super()._append(entries)
            fault.at("rows", after=True)
            return found

        def publish(self, size: int, note: bytes) -> None:
            fault.at("publish", after=False)
            super().publish(size, note)
            fault.at("publish", after=True)

    store.__class__ = Faulty
    return store


class RecordingKey(log.SigningKey):
    """A key that writes down what it signs, before it signs it."""

    journal: Path
    fault: Fault | None = None

    def sign(self, text: bytes) -> bytes:
        """See `SigningKey`."""
        if self.fault:
            self.fault.at("sign", after=False)
        with self.journal.open("ab") as file:
            file.write(sha256(text).hexdigest().encode() + b" " + text.hex().encode() + b"\n")
        signed = super().sign(text)
        if self.fault:
            self.fault.at("sign", after=True)
        return signed


class FaultyPin(log.Pin):
    """A pin whose replacement may fail."""

    fault: Fault

    def swap(self, known: bytes | None, note: bytes) -> None:
        """See `Pin`."""
        sync = os.fsync

        def synced(handle: int) -> None:
            sync(handle)
            self.fault.at("pin file", after=True)

        self.fault.at("pin", after=False)
        self.fault.at("pin file", after=False)
        pin_module.os.fsync = synced  # type: ignore[attr-defined]
        try:
            super().swap(known, note)
        finally:
            pin_module.os.fsync = sync  # type: ignore[attr-defined]
        self.fault.at("pin", after=True)


class OneAfterTheOther:
    """Asks witnesses in turn: a process that had threads is not forked safely."""

    def __init__(self, _most: int) -> None:
        pass

    def __enter__(self) -> "OneAfterTheOther":
        return self

    def __exit__(self, *_error: object) -> None:
        pass

    def map(self, work: Callable[[Any], Any], each: Sequence[Any]) -> list[Any]:
        """What comes of each."""
        return list(map(work, each))


class Trial:
    """A register in a folder of its own, which a case is tried on."""

    def __init__(self, case: Case, address: str | None) -> None:
        self.case, self.address = case, address
        self.folder = Path(tempfile.mkdtemp(prefix="longtin-faults-", dir=memory()))
        seed = sha256(case.origin.encode()).digest()
        self.drawn = seed
        key = log.new_key(case.origin, log.ED25519, seed)
        self.key = RecordingKey(key.name, key.kind, key._private)  # noqa: SLF001 - the same key
        object.__setattr__(self.key, "journal", self.folder / "signed")
        self.witness_keys = {
            side: log.new_key(
                f"{side}.example", log.COSIGNATURE, sha256(seed + side.encode()).digest()
            )
            for side in SIDES
        }
        ends = {side: log.Endpoint(side, key.verifier) for side, key in self.witness_keys.items()}
        self.ends = ends
        sides = {f"{side}-side": [ends[side]] for side in SIDES}
        self.policy = log.parse_policy(
            log.write_policy([log.Endpoint(case.origin, key.verifier)], sides)
        )

    def store(self) -> log.Store:
        """Its store."""
        if self.case.database == "sqlite":
            return log.SqliteStore(self.folder / "register.db", self.case.origin)
        return log.PostgresStore(str(self.address), self.case.origin, create=True)

    def opened(self, fault: Fault | None = None) -> log.Log:
        """The register, with a fault or without."""
        witnesses = {
            side: log.Witness(self.folder / side, [key], [self.key.verifier])
            for side, key in self.witness_keys.items()
        }

        def ask(side: str, path: str, body: bytes | None) -> HttpAnswer:
            if body is None:
                return witnesses[side].latest(path.partition("/")[0])
            if fault:
                fault.at("witness", after=False)
            found = witnesses[side].add_checkpoint(body)
            if fault:
                fault.at("witness", after=True)
            return found

        clients = [log.WitnessClient(self.ends[side], partial(ask, side)) for side in SIDES]
        store, pin = self.store(), log.Pin(self.folder / "pin")
        if fault:
            store, pin = faulty_store(store, fault), FaultyPin(self.folder / "pin")
            pin.fault = fault
            object.__setattr__(self.key, "fault", fault)
        found = log.Log(store, pin, [self.key], self.policy, clients)
        self._held = witnesses
        return found

    def close(self, register: log.Log) -> None:
        """Let go of everything."""
        register.close()
        for witness in self._held.values():
            witness.close()

    def entries(self, part: int, count: int) -> list[log.NewEntry]:
        """The entries of a part of the trial."""
        texts = [f"{self.case.seed} {part} {number}".encode() for number in range(count)]
        return [log.NewEntry(text, sha256(text).digest()) for text in texts]

    def release(self, register: log.Log, indexes: Sequence[int]) -> None:
        """Hand out receipts, as a server would: they are on paper from then on."""
        for index in indexes:
            receipt = bytes(register.receipt(index))
            with (self.folder / "released").open("ab") as file:
                file.write(receipt.hex().encode() + b"\n")

    def fill_disk(self) -> None:
        """From now on no file may grow, and no row be inserted."""
        fill_disk(self.case, str(self.address))

    def empty_disk(self) -> None:
        """There is room again."""
        empty_disk(self.case, str(self.address))

    def struck(self, count: int) -> int:
        """Append with the fault in a process of its own; how that ended."""
        child = os.fork()
        if child == 0:
            status = REFUSED
            try:
                register = self.opened(Fault(self.case, self.fill_disk))
                self.release(register, register.append(self.entries(1, count)).indexes)
                status = RETURNED
            except (LongtinError, OSError):
                pass
            finally:
                os._exit(status)
        _, status = os.waitpid(child, 0)
        return os.WEXITSTATUS(status) if os.WIFEXITED(status) else KILLED

    def struck_at_any_moment(self) -> int:
        """Append again and again in a process of its own, and kill that from outside."""
        import time

        child = os.fork()
        if child == 0:
            try:
                register = self.opened()
                for number in range(1000):
                    entry = f"{self.case.seed} moment {number}".encode()
                    made = register.append([log.NewEntry(entry, sha256(entry).digest())])
                    self.release(register, made.indexes)
            finally:
                os._exit(RETURNED)
        time.sleep(0.005 + self.drawn[2] / 1000)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return KILLED

    def check(self, sent: Sequence[log.NewEntry]) -> int:
        """What has to hold after all was brought back; how many receipts were verified.

        Raises:
            BrokenError: Something does not hold.
            LongtinError: Likewise.
        """
        self.empty_disk()
        object.__setattr__(self.key, "fault", None)
        register = self.opened()
        hold(register.refusal is None)
        register.publish()
        again = register.append(sent).indexes if sent else ()
        size = register.store.head().size
        stored = register.store.entries(0, size)
        hold(len(set(stored)) == len(stored) == size)
        hold([stored[index] for index in again] == [each.entry for each in sent])
        audited = log.audit(register.store.serve, self.policy).witnessing
        receipts = self._receipts()
        for receipt in receipts:
            proven = log.verify_proof(receipt.extra or b"", receipt, self.policy, quorum=False)
            hold(stored[proven.index] == proven.entry)
        self._check_signed(register.store, audited.signed.checkpoint.size)
        self.close(register)
        return len(receipts)

    def _receipts(self) -> list[log.LogProof]:
        released = self.folder / "released"
        if not released.exists():
            return []
        lines = released.read_bytes().split(b"\n")[:-1]
        return [log.parse_proof(bytes.fromhex(line.decode())) for line in lines]

    def _check_signed(self, store: log.Store, size: int) -> None:
        """No two roots of one size, and every head signed is a head of this log."""
        roots: dict[int, bytes] = {}
        for line in (self.folder / "signed").read_bytes().split(b"\n"):
            if len(line.split(b" ")) == 2:
                head = parse_checkpoint(bytes.fromhex(line.split(b" ")[1].decode()))
                hold(roots.setdefault(head.size, head.root) == head.root)
                hold(head.size <= size)
                hold(store.root(head.size) == head.root)
        for side, key in self.witness_keys.items():
            known = self._held[side].latest(sha256(self.case.origin.encode()).hexdigest())
            verify_note(log.parse_note(known.body), [key.verifier], message)
            head = parse_checkpoint(log.parse_note(known.body).text)
            hold(store.root(head.size) == head.root)
            hold(self._held[side].evidence(self.case.origin) == [])

    def clear(self) -> None:
        """Throw it away."""
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.case.database == "postgresql":
            import psycopg

            with psycopg.connect(str(self.address), autocommit=True) as admin:
                admin.execute(f"DROP SCHEMA IF EXISTS {schema_of(self.case.origin)} CASCADE")


def try_case(case: Case, address: str | None = None) -> tuple[int, int]:
    """Try one case.

    Args:
        case: Which.
        address: Of the PostgreSQL server.

    Returns:
        How the append with the fault ended, and how many receipts were verified afterwards.

    Raises:
        BrokenError: What has to hold does not.
        LongtinError: Likewise.
    """
    trial = Trial(case, address)
    threads: Any = vars(log_module)["ThreadPoolExecutor"]
    vars(log_module)["ThreadPoolExecutor"] = OneAfterTheOther
    try:
        register = trial.opened()
        before = trial.entries(0, 1 + trial.drawn[0] % 4)
        trial.release(register, register.append(before).indexes)
        trial.close(register)
        count = (1, 3, 40)[trial.drawn[1] % 3]
        moment = case.point == "any moment"
        ended = trial.struck_at_any_moment() if moment else trial.struck(count)
        return ended, trial.check([] if moment else trial.entries(1, count))
    finally:
        vars(log_module)["ThreadPoolExecutor"] = threads
        trial.clear()
