"""Rivals of the forecasts: what the field would use instead, on the same cases.

Each is fitted on what was known up to the cut-off. A rival that is one number (a smoothed record,
agreement in votes, a list) is made a chance by a logistic curve, so that it is not beaten merely
for being on another scale.
"""

import csv
from collections import defaultdict
from functools import cache
from importlib.resources import files
from importlib.util import find_spec

import numpy as np

from longtin.errors import ModelError
from longtin.trust._arrays import Floats
from longtin.trust.evaluation.dispute_forecasts import Couples, regressed, usual

BOOSTING = {
    "learning_rate": 0.05,
    "max_iter": 100,
    "max_leaf_nodes": 8,
    "min_samples_leaf": 100,
    "l2_regularization": 1.0,
    "early_stopping": False,
    "random_state": 0,
}
"""The best of three settings on disputes of 1971–1980, fitted on the years to 1970; the library's
own defaults do far worse on events this rare."""


def check_boosting() -> None:
    """Refuse before any work is done.

    Raises:
        ModelError: scikit-learn, which the gradient boosting comes from, is not installed.
    """
    if find_spec("sklearn") is None:
        raise ModelError(
            "One of the annual rivals is gradient boosting, which needs scikit-learn, and it is "
            "not installed. Install it with `pip install 'longtin[backtest]'`."
        )


def dispute_rivals(couples: Couples, cut_off: int) -> dict[str, Floats]:
    """Chances that a dispute begins, by rival, of shape (year, couple) each.

    Args:
        couples: The cases.
        cut_off: Last year the rivals may see.

    Source:
        Beck, Katz & Tucker (1998) on peace years; Thompson, Sakuwa & Suhas (2021) for the list of
        rivals, which was written with hindsight.
    """
    known = usual(couples)
    recipes = {
        "ties_logit": couples.ties(),
        "peace_years": known,
        "persistence": couples.smoothed(),
        "voting_similarity": couples.votes(),
        "rivalry": couples.listed(listed_rivalries()),
    }
    chances = {name: regressed(couples, read, cut_off) for name, read in recipes.items()}
    return chances | {"gradient_boosting": _boosted(couples, known, cut_off)}


def _boosted(couples: Couples, covariates: Floats, cut_off: int) -> Floats:
    from sklearn.ensemble import HistGradientBoostingClassifier

    later = couples.after(cut_off)
    train, test = couples.quiet & ~later, couples.quiet & later
    trees = HistGradientBoostingClassifier(**BOOSTING)
    trees.fit(covariates[:, train].T, couples.disputed[train])
    chance = np.zeros(couples.quiet.shape)
    chance[test] = trees.predict_proba(covariates[:, test].T)[:, 1]
    return chance


@cache
def listed_rivalries() -> dict[tuple[int, int], list[tuple[int, int]]]:
    """First and last years of each couple's rivalries, the lower code first."""
    text = files("longtin.trust").joinpath("data/rivalries.csv").read_text("utf-8")
    found: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for row in csv.DictReader(text.splitlines()):
        couple = int(row["ccode1"]), int(row["ccode2"])
        found[couple].append((int(row["start"]), int(row["end"])))
    return dict(found)
