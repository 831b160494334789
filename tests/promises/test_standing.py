"""Standing of commitments: what was known on a day, in time, in full, and never a verdict."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies as st

from longtin import promises
from longtin.errors import LongtinError
from longtin.promises import Amount, Commitment

DAY = date(2026, 11, 30)
WORDS = {"en": "a promise", "vi": "một lời hứa"}


def promise(**changes: Any) -> Commitment:
    """A promise of a hundred dollars by the end of 2020."""
    base: dict[str, Any] = {
        "id": "one",
        "by": "VNM",
        "issue": "climate",
        "made": date(2018, 1, 1),
        "title": WORDS,
        "says": WORDS,
        "stated": {"document": WORDS, "source": "recalled"},
        "amount": {"value": 100, "unit": "USD"},
        "due": {"on": date(2020, 12, 31), "said": "by 2020"},
    }
    return Commitment.model_validate(base | changes)


def done(day: date, amount: float | None = None, **more: Any) -> dict[str, Any]:
    """Something that was done."""
    told: dict[str, Any] = {"on": day, "what": WORDS, "source": "recalled"}
    if amount is not None:
        told["amount"] = {"value": amount, "unit": "USD"}
    return told | more


def test_a_promise_without_amount_date_or_addressee_says_so() -> None:
    """Many promises name none of the three; nothing is made up for them."""
    bare = promise(amount=None, due=None)

    stands = promises.standing(bare, DAY)

    assert (stands.status, stands.timeliness, stands.completeness) == (
        "undated",
        "no_date",
        "none_reported",
    )
    assert stands.share is None
    assert not stands.is_overdue


@given(st.dates(date(2018, 1, 1), date(2040, 1, 1)))
def test_nothing_is_overdue_without_a_date(day: date) -> None:
    """However long ago it was said."""
    assert not promises.standing(promise(due=None), day).is_overdue


def test_a_day_that_passed_without_news_is_no_breach() -> None:
    """Nobody looked, or somebody looked and found no report: both are told, neither condemns."""
    silent = promise()
    looked = promise(looked_until=date(2021, 6, 30))

    assert promises.standing(silent, DAY).status == "not_looked_for"
    assert promises.standing(looked, DAY).status == "no_delivery_reported"
    assert promises.standing(looked, date(2020, 6, 1)).status == "not_due"


def test_part_whole_and_late_are_told_apart() -> None:
    """The share is of the least that keeps the promise; lateness ends with the last part."""
    late = promise(deliveries=[done(date(2020, 6, 1), 40), done(date(2021, 3, 1), 100)])

    before = promises.standing(late, date(2020, 12, 31))
    after = promises.standing(late, DAY)

    assert (before.status, before.share) == ("under_way", 0.4)
    assert (after.status, after.timeliness, after.days_late) == ("kept", "late", 60)
    assert promises.standing(late, date(2021, 1, 10)).status == "short"


def test_parts_add_up_and_totals_do_not() -> None:
    """A report of all so far stands for what was told before; an addition comes on top."""
    parts = [
        done(date(2019, 1, 1), 30, is_total=False),
        done(date(2019, 6, 1), 30, is_total=False),
        done(date(2020, 1, 1), 70),
    ]

    assert promises.standing(promise(deliveries=parts[:2]), DAY).delivered == 60
    assert promises.standing(promise(deliveries=parts), DAY).delivered == 70


def test_a_range_is_kept_by_its_least() -> None:
    """'26 to 28 %' is kept at 26."""
    spread = promise(
        amount={"low": 26, "high": 28, "unit": "USD"}, deliveries=[done(date(2020, 1, 1), 26)]
    )

    assert promises.standing(spread, DAY).status == "kept"


@given(
    st.lists(
        st.tuples(st.dates(date(2018, 2, 1), date(2030, 1, 1)), st.floats(0, 500)), max_size=6
    ),
    st.dates(date(2018, 1, 1), date(2031, 1, 1)),
    st.integers(0, 2000),
)
def test_nothing_later_leaks_in(told: list[tuple[date, float]], day: date, later: int) -> None:
    """What stands on a day is the same whatever is added after it."""
    rows = [done(when, amount) for when, amount in sorted(told)]
    more = [*rows, done(date(2031, 1, 2) + timedelta(days=later), 1000.0)]

    assert (
        promises.standing(promise(deliveries=rows), day).status
        == promises.standing(promise(deliveries=more), day).status
    )


def test_what_was_said_again_is_counted_once() -> None:
    """The same billion, promised three times, is a billion."""
    first = promise(id="a", made=date(2018, 1, 1))
    again = promise(id="b", made=date(2019, 1, 1), restates="a", entry="restatement")
    third = promise(id="c", made=date(2020, 1, 1), restates="b", entry="restatement")
    known = {each.id: each for each in (first, again, third)}

    stands = [promises.standing(each, DAY, known) for each in known.values()]

    assert [each.status for each in stands] == ["restated", "restated", "not_looked_for"]
    (row,) = promises.ladder(stands)
    assert (row.amount, row.count) == (100, 1)
    then = [promises.standing(known[one], date(2018, 6, 1), known) for one in ("a",)]
    assert then[0].restated_by is None


def test_a_part_counts_within_its_whole() -> None:
    """A member's share of a joint promise is no second promise."""
    whole, part = promise(id="a"), promise(id="b", part_of="a")
    known = {"a": whole, "b": part}

    rows = promises.ladder(promises.standing(each, DAY, known) for each in known.values())

    assert [row.amount for row in rows] == [100]


def test_rungs_directions_and_currencies_are_never_added() -> None:
    """A pledge in euros and a payment in dollars are two rows, and so is what comes in."""
    rows = promises.ladder(
        promises.standing(each, DAY)
        for each in (
            promise(id="a"),
            promise(id="b", rung="commitment"),
            promise(id="c", direction="incoming"),
            promise(id="d", amount={"value": 7, "unit": "EUR"}),
            promise(id="e", amount={"value": 2, "unit": "percent_of_gdp"}),
        )
    )

    assert {(row.rung, row.direction, row.unit, row.amount) for row in rows} == {
        ("pledge", "outgoing", "USD", 100),
        ("commitment", "outgoing", "USD", 100),
        ("pledge", "incoming", "USD", 100),
        ("pledge", "outgoing", "EUR", 7),
    }


def test_a_promise_that_hangs_on_others_names_those_not_kept() -> None:
    """Commitment for commitment: who waits for whom is shown, and who is right is not."""
    ours = promise(id="a", depends_on=["b"])
    theirs = promise(id="b", by="CHN")

    stands = promises.standing(ours, DAY, {"a": ours, "b": theirs})

    assert stands.hangs_on == ("b",)


def test_an_ending_is_told_with_its_cause_or_as_unknown() -> None:
    """A broken word has a cause that its promiser gives; without one it is unknown."""
    ended = promise(ended={"how": "withdrawn", "on": date(2019, 1, 1), "source": "recalled"})

    assert promises.standing(ended, DAY).status == "ended"
    assert promises.standing(ended, date(2018, 6, 1)).status == "not_due"


@pytest.mark.parametrize("word", ["violation", "breach", "violat", "vi phạm"])
def test_no_status_is_a_verdict(word: str) -> None:
    """Four axes are told; guilt is not."""
    from longtin.promises._pages import in_words

    tables = (in_words.STATUSES, in_words.TIMELINESS, in_words.COMPLETENESS, in_words.CONTEST)

    assert not any(word in text for table in tables for text in table.values())


def test_in_kind_units_stand_beside_money() -> None:
    """Doses are counted, and never beside dollars."""
    rows = promises.ladder(
        [promises.standing(promise(amount={"value": 5e6, "unit": "doses"}), DAY)]
    )

    assert [(row.unit, row.amount) for row in rows] == [("doses", 5e6)]
    with pytest.raises(ValueError, match="unit"):
        Amount(value=1, unit="dozes")


def test_the_observation_status_tells_missing_from_none() -> None:
    """Not reported, not looked for and not countable are three codes of SDMX."""
    of = promises.observation_status

    assert of(promises.standing(promise(amount=None), DAY)) == "M"
    assert of(promises.standing(promise(), DAY)) == "L"
    assert of(promises.standing(promise(looked_until=DAY), DAY)) == "O"
    told = promise(deliveries=[done(date(2020, 1, 1), 100)])
    assert of(promises.standing(told, DAY)) == "A"


def test_an_unknown_commitment_names_the_nearest() -> None:
    """A slip of the hand is answered with what was meant."""
    with pytest.raises(LongtinError, match="vnm-net-zero-2050"):
        promises.commitment("vnm-net-zero-2500")
