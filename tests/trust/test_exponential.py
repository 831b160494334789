"""The exponential of plain arithmetic is that of the machine's library to the last digits."""

import numpy as np
from hypothesis import given, strategies as st

from longtin.trust._arrays import Floats
from longtin.trust._exponential import exponential, halved

POWERS = st.lists(st.floats(-700.0, 700.0), min_size=1, max_size=50).map(np.array)


@given(POWERS)
def test_it_is_the_librarys_to_two_units_in_the_last_place(power: Floats) -> None:
    """Each of the two is within less than one and a half of the true one."""
    expected = np.exp(power)

    assert (abs(exponential(power) - expected) <= 2.0 * np.spacing(expected)).all()


def test_nothing_seen_is_certain_and_no_number_stays_none() -> None:
    """A step without evidence changes no belief by even a bit."""
    np.testing.assert_array_equal(exponential(np.array([0.0, -0.0, np.nan])), [1.0, 1.0, np.nan])


@given(st.floats(1e-290, 1e290))
def test_a_number_is_its_factor_times_a_power_of_two(number: float) -> None:
    """To the last bit."""
    factor, power = halved(np.float64(number))

    assert 1.0 <= factor < 2.0
    assert factor * 2.0**power == number
    assert np.isnan(halved(np.float64(np.nan))[1])
