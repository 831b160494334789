"""The map: every state of a day has a place or is named as one that has none."""

import re
from datetime import date

import pytest

from longtin import actors
from longtin._language import Language
from longtin.web import world_map
from longtin.web.world_map import Shade

DAYS = (date(1950, 6, 1), date(1980, 1, 1), date(1995, 1, 1), date(2026, 11, 1))


def test_every_state_of_today_is_drawn() -> None:
    """Singapore and Tuvalu too, which the usual file lacks."""
    assert world_map.undrawable(date(2026, 11, 1)) == ()


@pytest.mark.parametrize("day", DAYS)
def test_each_state_of_a_day_is_drawn_or_named(day: date) -> None:
    """A map with holes that nobody mentions is a quiet error."""
    drawn = world_map.drawable(day)
    named = {state.ccode for state in world_map.undrawable(day)}

    assert drawn & named == set()
    assert drawn | named == set(actors.living(day))


def test_states_that_are_gone_are_named() -> None:
    """Two Germanies and two Viet Nams have no borders in a file of today."""
    named = {state.key for state in world_map.undrawable(date(1970, 1, 1))}

    assert {"DDR", "RVN", "YUG"} <= named


@pytest.mark.parametrize("code", ["en", "vi"])
def test_islands_take_the_colour_of_the_viewpoint_alone(code: str) -> None:
    """The viewpoint is a named setting; without one, islands are nobody's."""
    day = date(2026, 11, 1)
    state = actors.find("VNM")
    shades = {state.ccode: Shade("own", "")}
    of_none, of_one = (
        world_map.draw(shades, day, Language(code), title="", description="", view=view)
        for view in ("", "VNM")
    )

    isles = [re.findall(r'class="isle (\w+)"', drawn) for drawn in (of_none, of_one)]
    assert set(isles[0]) == {"qs"}
    assert isles[1].count("own") == sum("VNM" in each.claimed_by for each in world_map.islands())


def test_a_shape_leads_on_and_says_its_figure() -> None:
    """Click through, and hear what the eye sees."""
    state = actors.find("FRA")
    shades = {state.ccode: Shade("q3", "France: 0.70 (0.50–0.90)", "/dyad/FRA/VNM")}
    drawn = world_map.draw(shades, date(2026, 11, 1), Language("en"), title="", description="")

    assert '<a href="/dyad/FRA/VNM" aria-label="France: 0.70 (0.50–0.90)">' in drawn
    assert "Germany: no figure" in drawn
