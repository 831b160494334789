"""Early warning: what a desk officer would want to be told, and nothing that they would not."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from longtin import trust
from longtin.acts import Record
from longtin.errors import RecordError
from longtin.trust import Alert
from longtin.trust.watching.alert import ACTS
from longtin.trust.watching.silences import _silence


@pytest.fixture(scope="module")
def poland(record: Record) -> tuple[Alert, ...]:
    """Poland, from the summer of 2021 to that of 2022."""
    return trust.watch(record, "POL", "2021-07", "2022-06")


def of(found: tuple[Alert, ...], trustee: int) -> dict[str, Alert]:
    """Alerts on one state, by kind."""
    return {alert.kind: alert for alert in found if alert.trustee == trustee}


def test_the_crises_of_the_year_are_seen(poland: tuple[Alert, ...]) -> None:
    """The war of Russia, the border of Belarus, the quarrel with Israel over restitution."""
    war, border, quarrel = (of(poland, trustee)["fall"] for trustee in (365, 370, 666))

    assert war.after is not None
    assert war.after < 0.2
    assert war.gravity == 5
    assert date(2021, 7, 1) < border.end < date(2022, 1, 1)
    assert set(quarrel.acts["what"]) <= {"SANCTION", "ACCUSE", "REJECT", "REQUEST", "EXCHANGE"}
    assert date(2021, 4, 1) < quarrel.start < quarrel.end < date(2021, 12, 31)


def test_quiet_pairs_and_allies_are_not_told_of(poland: tuple[Alert, ...]) -> None:
    """Troops that allies send are no show of force against their host."""
    assert len(poland) <= 8
    for ally in (2, 200, 20, 366, 367, 368):
        assert "force" not in of(poland, ally)


def test_every_alert_has_its_acts_and_the_gravest_comes_first(
    poland: tuple[Alert, ...],
) -> None:
    """Whoever doubts it reads the rows."""
    assert [alert.gravity for alert in poland] == sorted(
        (alert.gravity for alert in poland), reverse=True
    )
    for alert in poland:
        assert alert.acts.height > 0
        assert alert.acts["origin"].null_count() == 0
        assert alert.acts.schema == pl.Schema(ACTS)


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [
        ([1] * 30 + [0] * 10, (29, 39)),  # regular, then silent to the end
        ([1, 0, 0] * 10 + [0] * 10, None),  # never regular
        ([1] * 30 + [0] * 5, None),  # too short
        ([1] * 20 + [0] * 10, None),  # too little to judge by
    ],
)
def test_a_silence_is_told_where_contact_was_regular(
    spoken: list[int], expected: tuple[int, int] | None
) -> None:
    """Against what came before, not against what one expects."""
    weeks = np.array(spoken, bool)
    found = _silence(np.ones(len(weeks), bool), weeks, 0)

    assert (found and found[:2]) == expected


def test_a_hole_in_the_record_is_no_silence() -> None:
    """Nobody looked on."""
    weeks = np.array([True] * 30 + [False] * 12)
    seen = np.array([True] * 30 + [False] * 6 + [True] * 6)

    assert _silence(seen, weeks, 0) is None


def test_days_without_dated_acts_are_refused(record: Record) -> None:
    """And days turned round."""
    with pytest.raises(RecordError, match="from 2005-01-01 on"):
        trust.watch(record, "POL", "1999")
    with pytest.raises(RecordError, match="do not end before they begin"):
        trust.watch(record, "POL", "2022-06", "2022-01")
