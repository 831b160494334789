"""Nothing later than the day that is asked about stands in any answer."""

import json
from datetime import date
from pathlib import Path

import pytest

from longtin import promises
from tests.cli.run import run

DAYS = (date(2001, 6, 30), date(2015, 12, 31), date(2021, 8, 1))


@pytest.mark.parametrize("day", DAYS)
def test_no_later_delivery_contest_or_ending_is_in_a_standing(day: date) -> None:
    """Whoever writes it as JSON gets the commitment as it was known, not only its status."""
    for each in promises.commitments(as_of=day):
        one = each.commitment
        told = [one.made, *(d.on for d in one.deliveries), *(c.on for c in one.contests)]
        told += [day for day in (one.looked_until, one.ended and one.ended.on) if day]
        assert max(told) <= day, one.id


@pytest.mark.parametrize("day", DAYS)
def test_what_followed_later_on_a_position_is_not_told(day: date) -> None:
    """Neither in the table nor on the page."""
    found = promises.positions(as_of=day)

    assert all(f.on <= day for each in found for f in each.follows)
    assert any(promises.statements().positions[each.id].follows for each in found)


def test_something_was_left_out() -> None:
    """A guard that never fires guards nothing."""
    early, known = promises.positions(as_of=DAYS[1]), promises.statements().positions

    assert any(len(each.follows) < len(known[each.id].follows) for each in early)


def test_figures_of_an_issue_are_of_years_that_were_over() -> None:
    """Their trend, and who is worst hit, were told later."""
    _, then = promises.issue("climate", date(2020, 5, 1))
    _, now = promises.issue("climate")

    assert all(each.year < 2020 and each.trend == "unknown" for each in then.indicators)
    assert then.worst_hit == ()
    assert len(then.indicators) < len(now.indicators)
    assert then.indicators


def test_a_promise_that_nobody_had_made_is_refused() -> None:
    """Its life begins with it."""
    told = run("commitment", "vnm-net-zero-2050", "--as-of", "2020-01-01")
    known = run("commitment", "usa-covax-4bn", "--as-of", "2021-07-14", "--json")

    assert told.exit_code != 0
    assert "2021-11-01" in told.output
    assert "2022" not in json.dumps(json.loads(known.stdout)["commitment"]["deliveries"])


def test_flows_end_with_the_day(tmp_path: Path) -> None:
    """Of an aid file, what was paid later is left out."""
    file = tmp_path / "aid.csv"
    file.write_text(
        "Year,DonorName,RecipientName,USD_Commitment,USD_Disbursement\n"
        "2012,Australia,Viet Nam,4,1\n2014,Australia,Viet Nam,2,3\n",
        "utf-8",
    )

    (early,) = json.loads(run("import-commitments", file, "--as-of", "2013-06-01", "--json").stdout)

    assert (early["committed"], early["paid"]) == (4e6, 1e6)
