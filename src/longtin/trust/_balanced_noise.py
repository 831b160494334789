"""Balanced noise: what draws beside the estimate are made of, so that ends of intervals stay put.

Each draw is the estimate and noise: of the parameters of both models, and of the reports of every
year and week, which might have been others as likely. Independent noise would move the ends of an
interval from seed to seed by what is linear in it, by its squares and by products of one noise with
another. Here all of it comes from one table of orthogonal rows, mirrored: the second half of the
draws has the noise of the first with its sign turned. What is linear, or of any odd order, cancels;
so do products of any two rows, above all those of the weight of an act and of how many such acts
were told, and those of two weeks near each other.

A table has as many rows as half the draws. Parameters have rows of their own, years and weeks take
turns with theirs, in an order and with signs of the pair, so that years and weeks far apart may be
each other's likeness. Where draws are few, each part has a table to itself.

Source:
    Hammersley & Morton (1956) for antithetic variates; Barraquand (1995) for second moments.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np

from longtin.trust._arrays import Floats

PARAMETERS = {"events": (4, 48), "annual": (8, 40)}
"""Rows of each model's parameters: a part of the table, and the most that there are."""

FEW = 96
"""Rows below which a table is too small for all parts."""

WEEKS, YEARS = "weeks", "years"
"""What takes turns with two rows in three of those left, and with the others."""


def rows(part: str, count: int, draws: int, seed: int, of: Sequence[int] = ()) -> Floats:
    """Standard normal numbers of a part, (count, draw).

    Asked for more of them, it begins with the same.

    Args:
        part: The model whose parameters they are for, or `WEEKS` or `YEARS`.
        count: How many rows.
        draws: How many columns.
        seed: Same seed, same numbers.
        of: Of the pair: each has its own, whichever others are asked for.
    """
    if not draws:
        return np.empty((count, 0))
    half = (draws + 1) // 2
    places = _places(half)
    salt = list(places).index(part)
    own = _table(half, seed, 0)[places[part]] if half >= FEW else _table(half, seed, 1 + salt)
    generator = np.random.default_rng([seed, salt, *of])
    order = generator.permutation(len(own))
    signs = np.where(generator.random(count) < 0.5, -1.0, 1.0)
    found = signs[:, None] * own[order[np.arange(count) % len(own)]]
    return np.concatenate([found, -found], axis=1)[:, :draws]


@cache
def _places(half: int) -> dict[str, slice]:
    """Where the rows of each part stand."""
    found, first = {}, 0
    for part, (share, most) in PARAMETERS.items():
        found[part] = slice(first, first + min(half // share, most))
        first = found[part].stop
    weeks = slice(first, first + 2 * (half - first) // 3)
    return found | {WEEKS: weeks, YEARS: slice(weeks.stop, half)}


@cache
def _table(size: int, seed: int, salt: int) -> Floats:
    """A square table whose entries look standard normal, and whose rows are orthogonal."""
    normal = np.random.default_rng([seed, salt]).standard_normal((size, size))
    table, _ = np.linalg.qr(normal)
    return np.asarray(table * np.sqrt(size))
