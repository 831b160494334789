"""Belief follows what is known to have happened: claims written down with their sources.

The second round was written, and committed, before any of it was run. Each claim keeps what came of
it, `held` or `missed`; a miss that begins to hold is to be recorded like a claim that fails.
`LONGTIN_GOLDEN=refresh` records what comes of them now.
"""

import csv
import os
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from longtin import actors, trust
from longtin.acts import Record

Floats = NDArray[np.float64]
PLACE = Path(__file__).parent / "history.csv"
CLAIMS = list(csv.DictReader(PLACE.read_text("utf-8").splitlines()))


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
    ids=lambda row: "-".join((row["truster"], row["trustee"], row["claim"], row["start"])),
)
def test_belief_follows_history(record: Record, claim: dict[str, str]) -> None:
    """Each with its source, and what came of it, in history.csv."""
    decibans = believed(record, claim)
    outcome = "held" if HOLDS[claim["claim"]](decibans, float(claim["value"])) else "missed"
    if os.environ.get("LONGTIN_GOLDEN") == "refresh":
        keep(claim, outcome)

    assert outcome == claim["outcome"], np.round(decibans, 1)


def test_there_are_enough_cases_of_each_model() -> None:
    """Twenty by year and twenty by week, each with a source; half held, nearly so of each."""
    cases = Counter((claim["by"], claim["outcome"]) for claim in CLAIMS)

    assert all(claim["source"] for claim in CLAIMS)
    assert all(claim["remark"] for claim in CLAIMS if claim["outcome"] == "missed")
    for by in ("year", "week"):
        assert cases[by, "held"] + cases[by, "missed"] >= 20
        assert cases[by, "held"] >= 0.8 * cases[by, "missed"]
    assert 2 * sum(claim["outcome"] == "held" for claim in CLAIMS) >= len(CLAIMS)


def keep(claim: dict[str, str], outcome: str) -> None:
    """Write down what came of a claim."""
    claim["outcome"] = outcome
    with PLACE.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(claim), lineterminator="\n")
        table.writeheader()
        table.writerows(CLAIMS)


def believed(record: Record, claim: dict[str, str]) -> Floats:
    """Belief in decibans at each step of the claim."""
    last = date.fromisoformat(claim["end"])
    found = estimated(record, *asked(claim))
    first = found.step(date.fromisoformat(claim["start"]))
    return np.asarray(found.beliefs.path.after[first : found.step(last) + 1, 0] * trust.DECIBANS)


@cache
def estimated(record: Record, truster: int, trustee: int, by: str) -> trust.Estimate:
    """One state's trust in the other to the end of its last claim: none before changes."""
    last = max(claim["end"] for claim in CLAIMS if asked(claim) == (truster, trustee, by))
    return trust.estimate(
        record, trustee, truster, by=by, until=date.fromisoformat(last),
        model=trust.Model.shipped(draws=0),
    )  # fmt: skip


def asked(claim: dict[str, str]) -> tuple[int, int, str]:
    """Who trusts, who is trusted, and by which steps: states as they were at the claim's end."""
    last = date.fromisoformat(claim["end"])
    truster, trustee = (actors.find(claim[side], last).ccode for side in ("truster", "trustee"))
    return truster, trustee, claim["by"]
