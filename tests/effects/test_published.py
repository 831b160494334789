"""Six results on joint exercises and non-aggression pacts, worked out apart from this code.

They rest on the user's own copies of exercises (MME), disputes (GML) and democracy (V-Dem), which
may not be passed on: give their folder in LONGTIN_COPIES. What ships is held beside them.
"""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from longtin import acts, effects
from longtin.acts import Record

COPIES = Path(os.environ.get("LONGTIN_COPIES", "copies"))
NEEDED = ("exercises", "disputes", "democracy")

pytestmark = pytest.mark.slow

without_copies = pytest.mark.skipif(
    not all((COPIES / f"{name}.parquet").is_file() for name in NEEDED),
    reason="no copies of exercises, disputes and democracy: give their folder in LONGTIN_COPIES",
)


@pytest.fixture(scope="module")
def panel() -> effects.DyadPanel:
    """Pairs with the user's disputes and democracy."""
    with Record.shipped() as record:
        pairs = effects.pairs_of(record)
        told = effects.yearly_belief(record, pairs)
        disputes = acts.validation_data("disputes", COPIES)
        held = effects.read_panel(record, pairs, told, disputes)
    return held.with_democracy(acts.validation_data("democracy", COPIES))


@pytest.fixture(scope="module")
def exercises(panel: effects.DyadPanel) -> effects.Designs:
    """Joint exercises by every design."""
    exposure = effects.of_exercises(acts.validation_data("exercises", COPIES))
    ten, five = effects.Window(10, 10), effects.Window(5, 5)
    return effects.designs(panel, exposure, ten, calendar=five, since=1985)


@without_copies
def test_raw_rates(exercises: effects.Designs) -> None:
    """16.8 disputes per 1,000 pair-years with an exercise in three years, 19.2 without."""
    assert exercises.exposed.per_thousand == pytest.approx(16.8, rel=0.1)
    assert exercises.unexposed.per_thousand == pytest.approx(19.2, rel=0.1)


@without_copies
def test_raw_rates_by_alliance(exercises: effects.Designs) -> None:
    """Allied 16.7 against 30.3, not allied 17.0 against 17.6."""
    rates = [rate.per_thousand for both in exercises.by_alliance for rate in both]

    assert rates == pytest.approx([16.7, 30.3, 17.0, 17.6], rel=0.1)


@without_copies
def test_the_pooled_logit_says_more(exercises: effects.Designs) -> None:
    """+0.365 (0.100), an odds ratio of 1.44, with democracy among the controls."""
    assert exercises.fuller is not None
    weight, error, _ = exercises.fuller.of("exposed")

    assert weight == pytest.approx(0.365, rel=0.1)
    assert error == pytest.approx(0.100, rel=0.1)
    assert exercises.with_democracy.value == pytest.approx(1.44, rel=0.1)


@without_copies
def test_the_same_pairs_say_fewer(exercises: effects.Designs) -> None:
    """21.9 before the first exercise, 15.7 after it, −28 %."""
    assert exercises.before.per_thousand == pytest.approx(21.9, rel=0.1)
    assert exercises.after.per_thousand == pytest.approx(15.7, rel=0.1)
    assert exercises.within.value - 1 == pytest.approx(-0.28, rel=0.1)


@without_copies
def test_beside_pairs_without_it_there_is_no_clear_effect(exercises: effects.Designs) -> None:
    """Observed over expected 1.26 and 1.08: 0.86, from 0.62 to 1.19 at 95 %, of 882 pairs."""
    wide = (exercises.calendar.high / exercises.calendar.value) ** (1.96 / 1.645)

    assert exercises.expected_before == pytest.approx(1.26, rel=0.1)
    assert exercises.expected_after == pytest.approx(1.08, rel=0.1)
    assert exercises.calendar.value == pytest.approx(0.86, rel=0.1)
    assert exercises.calendar.value / wide == pytest.approx(0.62, rel=0.1)
    assert exercises.calendar.value * wide == pytest.approx(1.19, rel=0.1)
    assert exercises.pairs == pytest.approx(882, rel=0.1)
    assert exercises.signs_differ


@without_copies
def test_the_pact_looks_harmful_in_the_pooled_logit(panel: effects.DyadPanel) -> None:
    """+0.332 (0.093) in the same years: former rivals sign it."""
    with Record.shipped() as record:
        pacts = replace(effects.of_pacts(record, "non-aggression-pact"), span=(1983, 2010))

    found = effects.designs(panel, pacts, effects.Window()).fuller

    assert found is not None
    assert found.of("exposed")[:2] == pytest.approx((0.332, 0.093), rel=0.1)


@pytest.fixture(scope="module")
def shipped() -> effects.DyadPanel:
    """Pairs with what ships."""
    with Record.shipped() as record:
        pairs = effects.pairs_of(record)
        return effects.read_panel(record, pairs, effects.yearly_belief(record, pairs))


def test_the_shipped_record_shows_the_same_trap_in_pacts(shipped: effects.DyadPanel) -> None:
    """The raw rate and the pooled logit call pacts harmful; pairs beside their likes do not."""
    with Record.shipped() as record:
        pacts = effects.of_pacts(record, "non-aggression-pact")

    found = effects.designs(shipped, pacts, effects.Window())

    assert found.raw.low > 1
    assert found.pooled.low > 1
    assert not found.within.is_clear
    assert not found.calendar.is_clear


def test_the_shipped_list_of_disputes_is_read_as_its_publisher_codes_it(
    shipped: effects.DyadPanel,
) -> None:
    """Beginnings are told by the month: all of them are, but for a January after a dispute."""
    begun = int(shipped.onset[shipped.relevant & (shipped.onset == 1)].sum())

    assert 1800 <= begun <= 1907  # 1,907 in the publisher's column, over the same pairs


def test_controls_have_the_signs_that_everyone_finds(shipped: effects.DyadPanel) -> None:
    """A land border and even power go with disputes, years of peace against them."""
    with Record.shipped() as record:
        pacts = effects.of_pacts(record, "non-aggression-pact")

    found = effects.designs(shipped, pacts, effects.Window()).fit

    assert found is not None
    assert found.of("land")[0] > 0.5
    assert found.of("parity")[0] > 0.3
    assert found.of("peace")[0] < 0
