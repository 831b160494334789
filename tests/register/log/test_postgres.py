"""A register in PostgreSQL keeps the promises of one in SQLite."""

import threading
from pathlib import Path

import pytest

from longtin.errors import RegisterError, VerificationError
from longtin.register import log
from tests.register.log.postgres import Server
from tests.register.log.world import ORIGIN, World, seeded, submission


def test_both_databases_hold_the_same_log(world: World, postgres: Server) -> None:
    """What is served does not depend on what keeps it."""
    there = log.PostgresStore(postgres.address, ORIGIN + "/same", create=True)
    here = log.SqliteStore(world.folder / "same.db", ORIGIN + "/same")
    for start in (0, 3, 260):
        batch = [submission(number) for number in range(start, start + 257)]
        assert there.append(batch) == here.append(batch)

    paths = ["tile/0/000", "tile/0/001", "tile/1/000.p/2", "tile/entries/001.p/100"]

    assert there.head() == here.head()
    assert [there.serve(path) for path in paths] == [here.serve(path) for path in paths]
    assert there.index_of(submission(5).identity) == 5
    there.close()


def test_an_append_becomes_a_receipt(world: World, postgres: Server) -> None:
    """The whole way, with witnesses."""
    register = world.log(log.PostgresStore(postgres.address, ORIGIN, create=True))

    register.append([submission(number) for number in range(20)])
    proven = log.verify_proof(b"entry 7", register.receipt(7), world.policy)

    assert (proven.index, proven.witnessing.level) == (7, "quorum")
    register.close()


def test_two_appenders_never_share_an_index(postgres: Server) -> None:
    """The head row is locked; no sequence leaves gaps."""
    stores = [log.PostgresStore(postgres.address, ORIGIN + "/two", create=True) for _ in range(2)]
    found: list[list[int]] = [[], []]

    def run(which: int) -> None:
        for number in range(20):
            found[which] += stores[which].append([submission(1000 * which + number)])

    threads = [threading.Thread(target=run, args=(which,)) for which in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(found[0] + found[1]) == list(range(40))
    for store in stores:
        store.close()


def test_a_killed_server_loses_nothing_that_was_confirmed(world: World, postgres: Server) -> None:
    """The connection breaks, the server comes back, and the same store goes on."""
    store = log.PostgresStore(postgres.address, ORIGIN + "/killed", create=True)
    store.append([submission(0)])
    postgres.stop(at_once=True)
    with pytest.raises(RegisterError, match="submit the same again"):
        store.append([submission(1)])
    postgres.start()

    assert store.append([submission(1)]) == [1]
    assert store.entries(0, 9) == [b"entry 0", b"entry 1"]
    store.close()


def test_two_registers_share_a_database(world: World, postgres: Server, tmp_path: Path) -> None:
    """Each in a schema of its own."""
    one = log.PostgresStore(postgres.address, ORIGIN + "/one", create=True)
    other = log.PostgresStore(postgres.address, ORIGIN + "/other", create=True)
    one.append([submission(0)])

    assert (one.head().size, other.head().size) == (1, 0)
    with pytest.raises(RegisterError, match="holds no register"):
        log.PostgresStore(postgres.address, ORIGIN + "/third")
    with pytest.raises(VerificationError, match="65535"):
        one.append([log.NewEntry(b"x" * 65_536, b"x")])
    one.close()
    other.close()


def test_the_key_of_the_log_names_it() -> None:
    """A name that no schema could hold is hashed."""
    from longtin.register.log.keeping.store_postgres import schema_of

    assert schema_of('x"; DROP SCHEMA public') != schema_of(seeded("x").name)
    assert schema_of('x"; DROP SCHEMA public').removeprefix("register_").isalnum()
