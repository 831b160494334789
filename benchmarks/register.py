"""Time a register: appends, receipts with five witnesses, mirrors, audits; beside bare databases.

Run as `python benchmarks/register.py`; with `--write` the result is also kept, dated, under
`benchmarks/results/`. PostgreSQL is started from the system's binaries; without them it is left
out, and the result says so. Witnesses answer over HTTP on this machine, each with its own file.
"""

import argparse
import sqlite3
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from hashlib import sha256
from pathlib import Path
from statistics import quantiles
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks._kept import Kept, machine
from longtin.register import log
from longtin.register.log.databases import open_sqlite
from tests.register.log.postgres import Server, absent, serving

ORIGIN = "register.example/speed"
ENTRY = b"x" * 1200
"""About as long as a signed notification."""


def entries(start: int, count: int) -> list[log.NewEntry]:
    """Entries that differ."""
    texts = [b"%012d" % number + ENTRY for number in range(start, start + count)]
    return [log.NewEntry(text, sha256(text).digest()) for text in texts]


@contextmanager
def witnessed(folder: Path, key: log.SigningKey, count: int) -> Iterator[list[log.Endpoint]]:
    """Witnesses over HTTP on this machine."""
    with ExitStack() as stack:
        ends = []
        for number in range(count):
            own = log.new_key(f"w{number}.example", log.COSIGNATURE)
            witness = log.Witness(folder / f"w{number}.db", [own], [key.verifier])
            server = log.witness_server(witness, "127.0.0.1", 0)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            stack.callback(witness.close)
            stack.callback(server.server_close)
            stack.callback(server.shutdown)
            address = f"http://127.0.0.1:{server.server_port}"
            ends.append(log.Endpoint(f"w{number}", own.verifier, address))
        yield ends


def opened(
    folder: Path, store: log.Store, key: log.SigningKey, ends: list[log.Endpoint]
) -> log.Log:
    """A register with these witnesses, the first two of one side."""
    sides = {"east": ends[:2], "west": ends[2:]} if ends else {}
    policy = log.parse_policy(log.write_policy([log.Endpoint(ORIGIN, key.verifier)], sides))
    return log.Log(
        store, log.Pin(folder / "pin"), [key], policy, list(map(log.WitnessClient, ends))
    )


def timed(work: Callable[[], object]) -> float:
    """Seconds that it takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def bare_sqlite(folder: Path, batches: list[list[log.NewEntry]]) -> float:
    """Rows put into a table, a transaction a batch, in the same settings."""
    database = open_sqlite(folder / "bare.db")
    database.execute(
        "CREATE TABLE IF NOT EXISTS bare (idx INTEGER PRIMARY KEY, identity BLOB UNIQUE, data BLOB)"
    )

    def insert() -> None:
        for batch in batches:
            database.execute("BEGIN IMMEDIATE")
            rows = [(each.identity, each.entry) for each in batch]
            database.executemany("INSERT INTO bare (identity, data) VALUES (?, ?)", rows)
            database.execute("COMMIT")

    taken = timed(insert)
    database.close()
    return taken


def bare_postgres(address: str, batches: list[list[log.NewEntry]]) -> float:
    """Likewise."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as database:
        database.execute(
            "CREATE TABLE bare (idx bigserial PRIMARY KEY, identity bytea UNIQUE, data bytea)"
        )

        def insert() -> None:
            for batch in batches:
                rows = [(each.identity, each.entry) for each in batch]
                with database.transaction(), database.cursor() as cursor:
                    cursor.executemany("INSERT INTO bare (identity, data) VALUES (%s, %s)", rows)

        taken = timed(insert)
        database.execute("DROP TABLE bare")
    return taken


def appends(
    kept: Kept,
    name: str,
    register: log.Log,
    bare: Callable[[list[list[log.NewEntry]]], float],
    plan: tuple[tuple[int, int], ...],
) -> None:
    """Entries a second, and how many the bare database takes in the same run."""
    start = register.store.head().size
    for batch, times in plan:
        batches = [entries(start + at * batch, batch) for at in range(times)]
        start += batch * times
        floor = bare(batches)
        taken = timed(lambda: [register.append(each) for each in batches])  # noqa: B023 - now
        count = batch * times
        kept.say(
            f"{name:<11} batches of {batch:>4}: {count / taken:8.0f} entries/s, the bare table "
            f"{count / floor:8.0f} ({taken / floor:4.1f} times as long), "
            f"{len(register.witnesses)} witnesses"
        )


def receipts(kept: Kept, name: str, register: log.Log, count: int, rate: float) -> None:
    """From handing an entry in to the receipt in hand, entries coming at a steady rate."""
    sequencer = log.Sequencer(register)
    found: list[float] = []
    start = register.store.head().size

    def send(entry: log.NewEntry) -> None:
        begun = perf_counter()
        register.receipt(sequencer.submit(entry).result().indexes[0])
        found.append(perf_counter() - begun)

    threads = []
    begun = perf_counter()
    for number, entry in enumerate(entries(start, count)):
        wait = begun + number / rate - perf_counter()
        if wait > 0:
            threading.Event().wait(wait)
        thread = threading.Thread(target=send, args=(entry,))
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    taken = perf_counter() - begun
    sequencer.close()
    cuts = quantiles(found, n=100)
    kept.say(
        f"{name:<11} receipts: {count} entries at {count / taken:.0f}/s with "
        f"{len(register.witnesses)} witnesses: median {cuts[49]:.2f} s, p95 {cuts[94]:.2f} s, "
        f"longest {max(found):.2f} s"
    )


def audits(kept: Kept, folder: Path, size: int) -> None:
    """A whole audit of a log of many short entries, as files."""
    key = log.new_key(ORIGIN)
    store = log.SqliteStore(folder / "large.db", ORIGIN)
    register = opened(folder, store, key, [])
    register.publish()
    texts = (b"%012d" % number for number in range(size))
    for _ in range(0, size, 10_000):
        batch = [text for _, text in zip(range(min(10_000, size)), texts, strict=False)]
        store.append([log.NewEntry(text, text) for text in batch])
    note = register.publish().witnessing.signed.note
    log.write_log(store.serve, folder / "files", note)
    fetch = log.from_folder(folder / "files")
    taken = timed(lambda: log.audit(fetch, register.policy))
    kept.say(f"audit of {size:,} entries from files: {taken:.1f} s")
    taken = timed(lambda: log.audit(store.serve, register.policy))
    kept.say(f"audit of {size:,} entries from SQLite: {taken:.1f} s")
    register.close()


def mirrored(kept: Kept, folder: Path, size: int) -> None:
    """A mirror that takes a whole log over over HTTP, each package proven, stored and answered."""
    key, own = log.new_key(ORIGIN), log.new_key("mirror.example", log.COSIGNATURE)
    place = folder / "mirrored"
    place.mkdir()
    store = log.SqliteStore(place / "register.db", ORIGIN)
    register = opened(place, store, key, [])
    for start in range(0, size, 10_000):
        store.append(entries(start, min(10_000, size - start)))
    note = register.publish().witnessing.signed.note
    mirror = log.LogMirror(place / "mirror", [own], [key.verifier])
    server = log.mirror_server(mirror, "127.0.0.1", 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    end = log.Endpoint("mirror", own.verifier, f"http://127.0.0.1:{server.server_port}")
    client = log.WitnessClient(end, most=size)
    taken = timed(lambda: client.cosign(note, size, store.node(), store.entries))
    kept.say(
        f"a mirror takes over {size:,} entries of {len(ENTRY) + 12:,} bytes: {taken:.1f} s, "
        f"{size / taken:,.0f} entries/s"
    )
    for each in (client, register, mirror):
        each.close()
    server.shutdown()
    server.server_close()


def main() -> None:
    """Time all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--audit", type=int, default=1_000_000, help="entries of the audited log")
    parser.add_argument("--mirror", type=int, default=50_000, help="entries of a mirrored log")
    parser.add_argument(
        "--folder", type=Path, help="on the disk to time; the system's own by default"
    )
    parser.add_argument("--write", action="store_true", help="keep the result under results/")
    asked = parser.parse_args()
    kept, why = Kept(), absent()
    kept.say(f"A register, SQLite {sqlite3.sqlite_version}. {machine()}")
    with tempfile.TemporaryDirectory(dir=asked.folder) as name, ExitStack() as stack:
        folder, key = Path(name), log.new_key(ORIGIN)
        folder.chmod(0o755)  # the server runs as another user
        server = stack.enter_context(serving(folder) if not why else nullcontext())
        for database in ("sqlite", "postgresql")[: 1 if why else 2]:
            own = folder / database
            own.mkdir()
            ends = stack.enter_context(witnessed(own, key, 5))
            if database == "sqlite":
                store: log.Store = log.SqliteStore(own / "register.db", ORIGIN)
                bare = lambda batches, own=own: bare_sqlite(own, batches)  # noqa: E731
                plan: tuple[tuple[int, int], ...] = ((1, 60), (64, 5))
            else:
                assert isinstance(server, Server)  # noqa: S101 - it is there
                address = server.address
                store = log.PostgresStore(address, ORIGIN, create=True)
                bare = lambda batches, address=address: bare_postgres(address, batches)  # noqa: E731
                plan = ((1, 60), (128, 8), (512, 4))
            register = opened(own, store, key, ends)
            appends(kept, database, register, bare, plan)
            receipts(kept, database, register, 200, 50.0)
            register.close()
        if why:
            kept.say(f"PostgreSQL left out: {why}.")
        mirrored(kept, folder, asked.mirror)
        audits(kept, folder, asked.audit)
    if asked.write:
        kept.write("register")


if __name__ == "__main__":
    main()
