"""Draws beside the estimate: noise that hardly depends on its seed."""

import numpy as np
import pytest

from longtin.trust.model.parameters import mirrored


@pytest.mark.parametrize("columns", [0, 1, 7, 64])
def test_noise_is_mirrored_and_its_rows_are_orthogonal(columns: int) -> None:
    """First and second moments of neighbouring rows are those of independent standard normals."""
    half = (columns + 1) // 2

    noise = mirrored(np.random.default_rng(5), (max(2 * half, 3), columns))

    assert noise.shape == (max(2 * half, 3), columns)
    np.testing.assert_array_equal(noise[:, half:], -noise[:, : columns - half])
    if columns > 1 and columns % 2 == 0:
        near = noise[3 : 3 + half]
        np.testing.assert_allclose(near @ near.T / columns, np.eye(half), atol=1e-12)


def test_noise_looks_normal_and_hangs_on_the_seed() -> None:
    """About one in twenty beyond two standard deviations; another seed gives another."""
    one, other = (mirrored(np.random.default_rng(seed), (300, 256)) for seed in (1, 2))

    assert 0.04 < (np.abs(one) > 1.96).mean() < 0.06
    assert abs(np.corrcoef(one.ravel(), other.ravel())[0, 1]) < 0.05
