"""Time a register through its server: entries a second, receipts with five witnesses.

Run as `python benchmarks/register_served.py`; with `--write` the result is also kept, dated, under
`benchmarks/results/`. The server is a process of its own, asked over HTTP on this machine; clients
and the witnesses, each with its own file, run in this one. Beside each rate stands that of rows put
into one table of the same database in batches of the same size, and the processor time that the
server took.
"""

import argparse
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any

import httpx2

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks._kept import Kept, machine
from benchmarks.register import bare_postgres, bare_sqlite
from longtin import actors, measures, register
from longtin._dates import today
from longtin.register import log, server
from tests.register.log.postgres import Server, absent, serving
from tests.register.server.conftest import NIL

ORIGIN = "register.example/speed"
PARTIES = 24
"""How many send at once, each one statement after the other."""
WITNESSES = 5
REMARK = "x" * 300


@dataclass
class Served:
    """A register that is served.

    Attributes:
        folder: Its folder.
        address: Where.
        token: Lets in.
    """

    folder: Path
    address: str
    token: str

    def client(self) -> httpx2.Client:
        """Asks it."""
        headers = {"authorization": f"Bearer {self.token}"}
        return httpx2.Client(base_url=self.address, headers=headers, timeout=120)


@contextmanager
def witnesses(folder: Path, trust: Path) -> Iterator[None]:
    """Five witnesses of two sides, over HTTP, asked for by the trust file."""
    known = [each.key for each in log.parse_policy(trust.read_bytes()).logs]
    with ExitStack() as stack:
        lines = []
        for number in range(WITNESSES):
            own = log.new_key(f"w{number}.example", log.COSIGNATURE)
            witness = log.Witness(folder / f"w{number}.db", [own], known)
            http = log.witness_server(witness, "127.0.0.1", 0)
            threading.Thread(target=http.serve_forever, daemon=True).start()
            stack.callback(witness.close)
            stack.callback(http.server_close)
            stack.callback(http.shutdown)
            address = f"http://127.0.0.1:{http.server_port}"
            lines.append(f"witness w{number} {own.verifier.vkey} {address}\n")
        text = trust.read_text("utf-8").replace("quorum none\n", "") + "".join(lines)
        text += "group east any w0 w1\ngroup west any w2 w3 w4\ngroup both all east west\n"
        trust.write_text(f"{text}quorum both\n", encoding="utf-8")
        yield


@contextmanager
def served(folder: Path, database: str) -> Iterator[Served]:
    """A register of some parties with five witnesses, served by a process of its own."""
    register.init_register(folder, ORIGIN, database=database)
    parties = register.founding_parties("vienna-2011", parties_of("vienna-2011"))
    register.found_register(folder, "vienna-2011", parties)
    token = server.issue_token(folder, "secretariat")[1]
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    program = str(Path(sys.executable).with_name("longtin"))
    command = [program, "register", "serve", str(folder), "--port",
               str(port), "--rate", "1000000"]  # fmt: skip
    with witnesses(folder, folder / "trust.policy"):
        running = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        found = Served(folder, f"http://127.0.0.1:{port}", token)
        try:
            with found.client() as client:
                while running.poll() is None:
                    try:
                        client.get("/checkpoint")
                        break
                    except httpx2.TransportError:
                        threading.Event().wait(0.1)
            yield found
        finally:
            running.send_signal(signal.SIGINT)
            running.wait()


def parties_of(regime: str) -> list[str]:
    """Codes of some parties of a regime."""
    codes = measures.members(measures.regime(regime), today())
    return sorted(each.key for each in actors.on(today()) if each.ccode in codes)[:PARTIES]


def signed(served: Served, party: str, count: int) -> list[dict[str, Any]]:
    """Statements of a party, each behind the one before, as they go over the wire."""
    key = log.read_key(served.folder / "keys" / f"{party}.key")
    with served.client() as client:
        said = client.get(f"/api/v1/next/{party}").json()
    seen = log.Head(said["seen"]["size"], bytes.fromhex(said["seen"]["root"]))
    place = register.NextPlace(
        said["origin"], said["regime"], said["number"], said["previous"], seen
    )
    made = []
    for number in range(place.number, place.number + count):
        body = {**NIL, "remark": REMARK, "symbol": f"{party}/{number}"}
        envelope = register.signed_statement(place, party, body, key)
        made.append({"envelope": json.loads(bytes(envelope))})
        place = place.behind(envelope)
    return made


def in_threads(work: Callable[[str], object]) -> float:
    """Seconds until all parties have done it, each in a thread of its own."""
    threads = [threading.Thread(target=work, args=(party,)) for party in parties_of("vienna-2011")]
    begun = perf_counter()
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return perf_counter() - begun


def in_batches(kept: Kept, name: str, found: Served, each: int, size: int, bare: float) -> None:
    """Entries a second where each party sends batches, one behind the other."""
    batches = {
        party: [statements[at : at + size] for at in range(0, each, size)]
        for party in parties_of("vienna-2011")
        if (statements := signed(found, party, each))
    }

    def send(party: str) -> None:
        with found.client() as client:
            for batch in batches[party]:
                answer = client.post("/api/v1/batches", json={"statements": batch}).json()
                refused = [it for it in answer["outcomes"] if it.get("entered") is None]
                if refused:
                    raise RuntimeError(str(refused[0]))

    taken = in_threads(send)
    count = each * PARTIES
    kept.say(
        f"{name:<11} through the server, {PARTIES} parties at once, {size} statements a "
        f"request: {count / taken:6.0f} entries/s ({count} entries), the bare table {bare:6.0f}"
    )


def one_by_one(kept: Kept, name: str, found: Served, each: int, pace: float, bare: float) -> None:
    """From handing a statement in to its receipt, each party sending one after the other.

    Args:
        kept: Takes the result down.
        name: Of the database.
        found: The register.
        each: Statements of each party.
        pace: Statements a second of all parties together at most; without end if 0.
        bare: Rows a second of the bare table.
    """
    ready = {party: signed(found, party, each) for party in parties_of("vienna-2011")}
    waited: list[float] = []
    levels: set[str] = set()
    begun = perf_counter()

    def send(party: str) -> None:
        with found.client() as client:
            for number, statement in enumerate(ready[party]):
                due = begun + number * PARTIES / pace if pace else 0.0
                if due > perf_counter():
                    threading.Event().wait(due - perf_counter())
                start = perf_counter()
                answer = client.post("/api/v1/statements", json=statement).json()
                waited.append(perf_counter() - start)
                levels.add(answer["level"])

    taken = in_threads(send)
    cuts = quantiles(waited, n=100)
    kept.say(
        f"{name:<11} through the server, one statement a request"
        f"{f', at most {pace:.0f}/s' if pace else ''}: {len(waited) / taken:6.0f} entries/s, "
        f"receipt median {cuts[49]:.2f} s, p95 {cuts[94]:.2f} s, longest {max(waited):.2f} s, "
        f"level {' '.join(sorted(levels))}, the bare table {bare:6.0f}"
    )


def rows(folder: Path, address: str, size: int, count: int) -> float:
    """Rows a second of the bare table, in batches of a size."""
    texts = [b"%012d" % at + b"x" * 1600 for at in range(count)]
    entries = [log.NewEntry(text, text[:12] + bytes([size % 251])) for text in texts]
    batches: Sequence[list[log.NewEntry]] = [
        entries[at : at + size] for at in range(0, count, size)
    ]
    if address:
        return count / bare_postgres(address, list(batches))
    own = Path(tempfile.mkdtemp(dir=folder))
    return count / bare_sqlite(own, list(batches))


def measured(kept: Kept, name: str, folder: Path, address: str, each: int) -> None:
    """All figures of one database."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with served(folder / "reg", address) as found:
        alone = rows(folder, address, 1, 100)
        one_by_one(kept, name, found, 20, 0.0, alone)
        one_by_one(kept, name, found, 20, 50.0, alone)
        in_batches(kept, name, found, each, 64, rows(folder, address, 64, 2048))
        with found.client() as client:
            size = client.get("/api/v1/register").json()["size"]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    kept.say(
        f"{name:<11} the server took {spent:.1f} s of processor time in all, its start included, "
        f"for {size} entries: {1000 * spent / size:.1f} ms an entry"
    )
    begun = perf_counter()
    told = register.audit_register(
        str(folder / "reg"), folder / "reg" / "trust.policy", today(), quorum=False
    )
    kept.say(
        f"{name:<11} audit with every party's signature and all duties: {told.statements} "
        f"statements in {perf_counter() - begun:.1f} s"
    )


def main() -> None:
    """Time all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=192, help="statements of each party, batched")
    parser.add_argument("--folder", type=Path, help="on the disk to time; the system's own without")
    parser.add_argument("--only", choices=("sqlite", "postgresql"), help="one database alone")
    parser.add_argument("--write", action="store_true", help="keep the result under results/")
    asked = parser.parse_args()
    kept, why = Kept(), absent()
    kept.say(f"A register through its server, {WITNESSES} witnesses. {machine()}")
    with tempfile.TemporaryDirectory(dir=asked.folder) as name, ExitStack() as stack:
        folder = Path(name)
        folder.chmod(0o755)  # the database server runs as another user
        os.environ["XDG_STATE_HOME"] = str(folder / "state")
        for database in ("sqlite", "postgresql"):
            if asked.only in {None, database} and (database == "sqlite" or not why):
                running = stack.enter_context(
                    serving(folder) if database == "postgresql" else nullcontext()
                )
                address = running.address if isinstance(running, Server) else ""
                (folder / database).mkdir()
                measured(kept, database, folder / database, address, asked.each)
        if why:
            kept.say(f"PostgreSQL left out: {why}.")
    if asked.write:
        kept.write("register-served")


if __name__ == "__main__":
    main()
