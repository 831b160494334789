"""Noise of draws: one table, mirrored, whose rows are orthogonal, so that hardly a seed matters."""

import numpy as np
import pytest

from longtin.trust import _balanced_noise as balanced_noise
from longtin.trust.model.parameters import shipped
from longtin.trust.model.settings import PAIR_DRAWS

PARTS = ("events", "annual", "weeks", "years")


@pytest.mark.parametrize("draws", [1, 7, 64, PAIR_DRAWS])
@pytest.mark.parametrize("part", PARTS)
def test_noise_is_mirrored_and_begins_with_the_same(part: str, draws: int) -> None:
    """What is of an odd order cancels; a longer series begins like a shorter one."""
    half = (draws + 1) // 2

    noise = balanced_noise.rows(part, 60, draws, 5, (2, 710))

    assert noise.shape == (60, draws)
    np.testing.assert_array_equal(noise[:, half:], -noise[:, : draws - half])
    np.testing.assert_array_equal(balanced_noise.rows(part, 20, draws, 5, (2, 710)), noise[:20])


def test_products_of_any_two_rows_cancel() -> None:
    """Of the parameters of both models, of a hundred and fifty weeks and of seventy years."""
    counts = {
        **{part: len(shipped(part).values) for part in ("events", "annual")},
        "weeks": 150, "years": 70,
    }  # fmt: skip

    noise = np.concatenate(
        [
            balanced_noise.rows(part, count, PAIR_DRAWS, 3, (2, 710))
            for part, count in counts.items()
        ]
    )

    np.testing.assert_allclose(noise @ noise.T / PAIR_DRAWS, np.eye(len(noise)), atol=1e-12)


def test_few_draws_have_orthogonal_rows_part_by_part() -> None:
    """As many of them as half the draws."""
    noise = balanced_noise.rows("weeks", 32, 64, 3)

    np.testing.assert_allclose(noise @ noise.T / 64, np.eye(32), atol=1e-12)


def test_noise_looks_normal_and_hangs_on_seed_and_pair() -> None:
    """About one in twenty beyond two standard deviations; another seed or pair gives another."""
    one, seed, pair = (
        balanced_noise.rows("weeks", 150, PAIR_DRAWS, seed, of)
        for seed, of in ((1, (2, 710)), (2, (2, 710)), (1, (710, 2)))
    )

    assert 0.04 < (np.abs(one) > 1.96).mean() < 0.06
    for other in (seed, pair):
        assert abs(np.corrcoef(one.ravel(), other.ravel())[0, 1]) < 0.05


def test_there_are_no_draws_where_none_are_asked_for() -> None:
    """The estimate alone."""
    assert balanced_noise.rows("weeks", 10, 0, 1).shape == (10, 0)
