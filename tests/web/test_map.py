"""The map: every state of a day has a place or is named as one that has none."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import build_map
from longtin import actors
from longtin._language import Language
from longtin.web import Settings, application, world_map
from longtin.web.site import Site
from longtin.web.world_map import Shade

WORLD = Path(world_map.__file__).parent / "data" / "world.json"

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


def test_islands_lie_where_their_source_says_and_are_drawn_there() -> None:
    """A place from memory is named as such; none is left."""
    drawn = json.loads(WORLD.read_text("utf-8"))["islands"]

    assert all(each.source for each in world_map.islands())
    assert drawn == dict(build_map.islands())


@pytest.mark.parametrize("code", ["en", "vi"])
def test_the_map_opens_with_a_state_and_says_whose_boundaries_it_shows(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At once, with every pair's shipped belief: an empty map tells nothing."""
    monkeypatch.setattr(Site, "later", lambda *_: None)
    with TestClient(application(Settings(hosts=("testserver",), patience=600))) as client:
        opened = client.get("/world", params={"lang": code}).text
        first = client.get("/world", params={"lang": code, "state": "FRA"})

    assert len(re.findall(r'class="(?:land|dot) q[0-4]', opened)) > 100
    assert "Natural Earth" in opened
    assert "CIA World Factbook" in opened
    assert "data-refresh" not in opened
    assert first.status_code == 202
    assert len(re.findall(r'class="(?:land|dot) q[0-4]', first.text)) > 100
