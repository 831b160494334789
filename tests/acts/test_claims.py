"""Territorial claims from the user's own file: ties beside those that ship."""

from datetime import date
from pathlib import Path

import pytest

from longtin.acts import Ledger, Record, import_files, standing_relations
from tests.acts.test_import import adds_up

DATA = Path(__file__).parents[1] / "data"
USA, MEXICO, CHINA, JAPAN, VIET_NAM = 2, 70, 710, 740, 816
TODAY = date(2026, 11, 1)


@pytest.fixture
def claims(mine: Path) -> Ledger:
    """Import our hand-made file."""
    (ledger,) = import_files([DATA / "icow_claims.csv"], mine)
    assert adds_up(ledger)
    return ledger


def test_claims_become_ties_of_challenger_and_target(claims: Ledger, mine: Path) -> None:
    """What was open when the list was closed has no end; a month not known fills its year."""
    with Record.open(mine) as record:
        found = record.ties("claim").select("state1", "state2", "start", "end", "value", "detail")

    assert (claims.format, claims.ties) == ("icow", 3)
    assert found.rows() == [
        (MEXICO, USA, date(1884, 11, 1), date(1972, 12, 31), 4.0, "Rio Grande Bancos"),
        (CHINA, JAPAN, date(1972, 5, 1), None, 6.0, "Diaoyu/Senkaku Islands"),
        (
            CHINA,
            VIET_NAM,
            date(1957, 1, 1),
            date(1999, 12, 31),
            5.0,
            "China-Vietnam Border Regions",
        ),
    ]


def test_claims_that_cannot_be_are_refused_with_their_reason(claims: Ledger, mine: Path) -> None:
    """Line by line, so that the user can look."""
    with Record.open(mine) as record:
        reasons = record.refusals(claims.dataset)["reason"].to_list()

    assert reasons == [
        "a beginning that is not a month as YYYYMM",
        "an end that is no month as YYYYMM, or before the beginning",
        "a code that the list of states does not have",
        "a claim of a state on itself",
    ]


def test_claims_take_nothing_away(claims: Ledger, mine: Path) -> None:
    """A user's file of claims is no update of alliances or borders."""
    assert claims.ties == 3
    with Record.open(mine) as record, Record.shipped() as shipped:
        ours, theirs = (
            standing_relations(each, (CHINA, JAPAN), TODAY, TODAY) for each in (record, shipped)
        )
    beside = ours.filter(ours["tie"] != "claim")

    assert beside.equals(theirs)
    assert ours.height == theirs.height + 1


def test_a_beginning_in_no_year_is_refused(mine: Path, tmp_path: Path) -> None:
    """A damaged line gave the year 0, in which no date is."""
    header, line, *_ = (DATA / "icow_claims.csv").read_text("utf-8").splitlines()
    begin = line.split(",")[header.lower().split(",").index("begclaim")]
    file = tmp_path / "claims.csv"
    file.write_text(f"{header}\n{line.replace(begin, '4')}\n", "utf-8")

    (ledger,) = import_files([file], mine)

    assert ledger.refused == {"a beginning that is not a month as YYYYMM": 1}
