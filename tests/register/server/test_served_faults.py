"""A sample of the faults that `benchmarks/register_faults.py --served` puts into a server."""

import pytest

from benchmarks._register_fault import KILLED, Case
from benchmarks._served_fault import EACH, PARTIES, try_served
from tests.register.log.conftest import postgres as postgres
from tests.register.log.postgres import Server

ALL = EACH * len(PARTIES)


@pytest.mark.parametrize(
    ("point", "kind"),
    [("store", "error after persisting"), ("any moment", "kill -9")],
)
def test_what_a_party_holds_verifies_after_its_server_broke(point: str, kind: str) -> None:
    """Each statement is entered once, and its receipt is that of the log that was mended."""
    _, receipts = try_served(Case("sqlite", point, kind, 100))

    assert receipts == ALL


def test_what_a_party_holds_verifies_after_a_kill_beside_postgresql(postgres: Server) -> None:
    """The same, with a server of a database that stays up."""
    assert try_served(Case("postgresql", "publish", "kill -9", 101), postgres.address) == (
        KILLED,
        ALL,
    )
