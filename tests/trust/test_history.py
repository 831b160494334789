"""Belief follows what is known to have happened: claims written down with their sources."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from longtin import trust
from longtin.acts import Record

Floats = NDArray[np.float64]
CLAIMS = list(
    csv.DictReader((Path(__file__).parent / "history.csv").read_text("utf-8").splitlines())
)


def falls(decibans: Floats, value: float) -> bool:
    """From the first step to the last by at least so many decibans."""
    return bool(decibans[0] - decibans[-1] >= value)


def rises(decibans: Floats, value: float) -> bool:
    """From the first step to the last by at least so many decibans."""
    return falls(-decibans, value)


def regains(decibans: Floats, value: float) -> bool:
    """Of the way down from the first step to the lowest, at least this share is made good."""
    lowest = decibans.min()
    return bool(
        decibans[0] - lowest > 10 and decibans[-1] - lowest >= value * (decibans[0] - lowest)
    )


def below(decibans: Floats, value: float) -> bool:
    """On average over the steps, trust is lower than this."""
    return bool(_trust(decibans).mean() < value)


def mostly_above(decibans: Floats, value: float) -> bool:
    """On average over the steps, trust is higher than this."""
    return bool(_trust(decibans).mean() > value)


def above(decibans: Floats, value: float) -> bool:
    """At every step, trust is higher than this."""
    return bool(_trust(decibans).min() > value)


def _trust(decibans: Floats) -> Floats:
    return trust.probability(decibans / trust.DECIBANS)


HOLDS: dict[str, Callable[[Floats, float], bool]] = {
    "falls": falls,
    "rises": rises,
    "regains": regains,
    "below": below,
    "above": above,
    "mostly above": mostly_above,
}


@pytest.mark.parametrize(
    "claim",
    CLAIMS,
    ids=lambda row: "-".join((row["truster"], row["trustee"], row["claim"], row["start"][:4])),
)
def test_belief_follows_history(record: Record, claim: dict[str, str]) -> None:
    """Each with its source in history.csv."""
    last = date.fromisoformat(claim["end"])
    found = trust.estimate(
        record, claim["trustee"], claim["truster"], by=claim["by"], until=last,
        model=trust.Model.shipped(draws=0),
    )  # fmt: skip
    first = found.step(date.fromisoformat(claim["start"]))
    decibans = found.beliefs.path.after[first : found.step(last) + 1, 0] * trust.DECIBANS

    assert HOLDS[claim["claim"]](decibans, float(claim["value"])), np.round(decibans, 1)
