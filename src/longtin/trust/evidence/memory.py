"""Memory of clashes: how long those in them and third parties remember.

What *j* did to others speaks of *j* too. A state looks at what was done to those it is like: an
act of *j* against *k* reaches *i* at the weight s_ik, how far *i* and *k* vote alike beyond chance.
Three things make the memory of an act smaller than the act:

- it fades, to a third in `RECENT` years;
- it is a government's: with a new leader of the doer half of it goes;
- n clashes of one state in one year, as with a coalition, are not n stories: together they count
  as their root.

The two halves are round numbers, tried on outcomes up to 1980 alone. How much a reputation weighs
is fitted: it is a tie like others, and moves turnover. It is no evidence of its own, for a
likelihood raised to a power, which is what counting the same act again for every onlooker would be,
is no probability of anything, and could not be fitted.

Source:
    Kydd (2005), chapter 2, and Mercer (1996) against it, on whether reputation travels.
"""

import numpy as np

from longtin.trust._arrays import Bools, Floats

RECENT = 3.0
"""Years in which the memory of a clash falls to 1/e, about a third."""

ECHO = 0.5
"""n clashes of one state in a year count together as n to this power."""

LEADER = 0.5
"""What a new leader leaves of the memory of clashes."""

AWAY = 0.01
"""Share of friends wronged that is next to none: where the logarithm of shares begins."""


def faded(counts: Floats, years: float, forgot: Bools | None = None) -> Floats:
    """Sum over the years before each, older ones counting less by e every `years`.

    Args:
        counts: Shape (year, …).
        years: In how many the memory falls to 1/e.
        forgot: Where a new leader came the year before, and `LEADER` of the memory is left; of a
            shape like `counts`.
    """
    summed = np.zeros(counts.shape)
    for year in range(1, len(counts)):
        summed[year] = np.exp(-1.0 / years) * (summed[year - 1] + counts[year - 1])
        if forgot is not None:
            summed[year] *= np.where(forgot[year], LEADER, 1.0)
    return summed


def remembered(clashed: Bools, forgot: Bools) -> Floats:
    """What is left at the start of each year of what each trustee did to every state.

    Args:
        clashed: Shape (year, trustee, other).
        forgot: A new leader of the trustee came the year before. Shape (year, trustee).

    Returns:
        In [0, 1], of the shape of `clashed`.
    """
    told = np.maximum(clashed.sum(axis=2, keepdims=True), 1.0) ** (ECHO - 1.0)
    return np.minimum(faded(clashed * told, RECENT, forgot[..., None]), 1.0)


def share_wronged(liking: Floats, memory: Floats) -> Floats:
    """Share of those like each truster that each trustee is remembered to have wronged.

    Args:
        liking: How far each truster is like every state, in [0, 1]. Shape (truster, other).
        memory: Of `remembered`, one year. Shape (trustee, other).

    Returns:
        0 for none, by logarithm up to about 4.6 for all. Shape (truster, trustee).
    """
    share = liking @ memory.T / (1.0 + liking.sum(axis=1, keepdims=True))
    return np.asarray(np.log1p(share / AWAY))
