"""Recovery: a world made by the model gives its parameters back when it is fitted."""

from functools import cache

import numpy as np
import polars as pl
import pytest

from longtin.errors import ModelError
from longtin.forums.world import fit_conduct, fit_rules, kernels, play
from longtin.forums.world.history_table import in_numbers, in_words
from tests.forums.world.worlds import alike

TEXT = """
title: To be fitted
start: 2020-01-01
steps: 60
states: [VNM, CHN, PHL, IDN]
belief: {trust: 0.7}
contact: {chance: 0.8}
conduct: {rule: RULE, mimicry: 0.4, trustworthy: 0.7}
noise: {slip: 0.04, misperception: 0.06}
leaders: {turnover: 0}
"""
CHANGING = TEXT.replace("turnover: 0}", "turnover: 0.8, new_course: 0.6, trustworthy: 0.3}")
"""The same with new leaders, whose new courses are less often to be trusted than the old ones."""

GIVEN = {"slip": 0.04, "misperception": 0.06, "mimicry": 0.4, "trustworthy": 0.7}


@cache
def history(rule: str, text: str = TEXT) -> pl.DataFrame:
    """Acts of many histories of a small world, as of as many states apart from each other."""
    world, parts = alike(text.replace("RULE", rule)), []
    for replicate in range(25):
        taken = list[pl.DataFrame]()

        def take(meetings: object, held: list[pl.DataFrame] = taken) -> None:
            held.append(in_numbers(world, meetings, 0))  # type: ignore[arg-type]

        play(world, 3, replicate, take)
        acts = in_words(world, pl.concat(taken))
        parts.append(acts.with_columns(pl.col("source", "target") + 1000 * replicate))
    return pl.concat(parts)


@pytest.mark.parametrize("rule", ["generous-tit-for-tat", "grim", "win-stay-lose-shift"])
def test_parameters_come_back(rule: str) -> None:
    """Noise, misperception, mimicry and trustworthiness, within three standard errors."""
    found = fit_conduct(history(rule), rule)

    for name, value in GIVEN.items():
        assert 0 < found.errors[name] < 0.06
        assert found.values[name] == pytest.approx(value, abs=3 * found.errors[name])


def test_parameters_come_back_where_leaders_change() -> None:
    """How often courses change and how often new ones are to be trusted, beside the rest."""
    world = alike(CHANGING.replace("RULE", "grim"))
    course = float(world.turnover[0] * world.numbers[kernels.NEW_COURSE])
    given = {**GIVEN, "course_a_step": course, "new_trustworthy": 0.3}

    found = fit_conduct(history("grim", CHANGING), "grim", leaders="month")

    assert course == pytest.approx(0.6 * (1 - np.exp(-0.8 / 12)))
    for name, value in given.items():
        assert 0 < found.errors[name] < 0.06
        assert found.values[name] == pytest.approx(value, abs=3 * found.errors[name])
    assert found.errors["course_a_step"] < course / 5


def test_the_rule_comes_back() -> None:
    """Of all that remember one round, acts are likeliest under the rule that made them."""
    assert fit_rules(history("grim"))[0].rule == "grim"


def test_what_cannot_be_fitted_is_refused() -> None:
    """A rule by belief has no likelihood of one round; and nothing comes of nothing."""
    acts = history("grim")

    with pytest.raises(ModelError, match="grit"):
        fit_conduct(acts, "grit")
    with pytest.raises(ModelError, match="two sides"):
        fit_conduct(acts.head(0), "grim")
