"""A sample of the faults that `benchmarks/register_faults.py` puts into appends."""

import pytest

from benchmarks._register_fault import KINDS, POINTS, Case, try_case
from tests.register.log.postgres import Server

PAIRS = zip(POINTS, KINDS * 2, strict=False)
SAMPLE = [(point, kind, number) for number, (point, kind) in enumerate(PAIRS)]


@pytest.mark.parametrize(("point", "kind", "seed"), SAMPLE)
def test_no_receipt_is_lost_in_sqlite(point: str, kind: str, seed: int) -> None:
    """Whatever breaks, what was confirmed stays, and nothing is signed twice."""
    _, receipts = try_case(Case("sqlite", point, kind, 100 + seed))

    assert receipts > 0


@pytest.mark.parametrize(("point", "kind", "seed"), [each for each in SAMPLE if each[2] % 2])
def test_no_receipt_is_lost_in_postgresql(
    point: str, kind: str, seed: int, postgres: Server
) -> None:
    """The same, with a server."""
    _, receipts = try_case(Case("postgresql", point, kind, 100 + seed), postgres.address)

    assert receipts > 0


def test_no_receipt_is_lost_by_a_kill_at_any_moment() -> None:
    """The process is ended from outside while it appends and hands out receipts."""
    _, receipts = try_case(Case("sqlite", "any moment", "kill -9", 7))

    assert receipts > 0
