"""The world: networks that say what they show, groups by any name, holes of the record."""

import re
from datetime import date

import pytest
from starlette.testclient import TestClient

from longtin import actors
from longtin._language import LANGUAGES, Language
from longtin.web.drawings import world_network
from longtin.web.drawings.record_strip import strip_of
from longtin.web.drawings.world_network import NetworkEdge, NetworkNode
from longtin.web.pages.world.listed_groups import ccodes_of, group_names

DAY = date(2026, 11, 1)


def _node(name: str, trust: float | None) -> NetworkNode:
    return NetworkNode(name, trust, f"{name}: told", f"/dyad/{name}/X", "q3")


def test_the_more_trust_the_nearer() -> None:
    """A picture that orders otherwise than its figures would mislead."""
    nodes = [_node("A", 1.0), _node("B", 0.5), _node("C", 0.0), _node("D", None)]
    drawn = world_network.around("X", nodes, "T", Language("en"))

    middle = world_network.SIZE / 2
    found = re.findall(r'<circle class="node q3" cx="([\d.]+)" cy="([\d.]+)"', drawn)
    away = [(float(x) - middle) ** 2 + (float(y) - middle) ** 2 for x, y in found]
    assert away == sorted(away)
    assert len(set(away)) == 4
    assert drawn.count('aria-label="') == 5


def test_every_two_of_a_group_have_a_line_that_leads_on() -> None:
    """Click through to the pair."""
    nodes = [_node(each, None) for each in "ABC"]
    edges = [NetworkEdge(a, b, f"{a}{b}", "q1", f"/dyad/{a}/{b}") for a in range(3)
             for b in range(a)]  # fmt: skip
    drawn = world_network.among(nodes, edges, "T")

    assert drawn.count("<line") == 3
    assert re.findall(r'href="/dyad/(\d)/(\d)"', drawn) == [("1", "0"), ("2", "0"), ("2", "1")]


@pytest.mark.parametrize(
    ("typed", "some", "size"),
    [("ASEAN", "VNM", 11), ("g7", "JPN", 7), ("BRICS", "IDN", 10), ("NATO", "SWE", 32),
     ("Việt Nam, PHL,Japan", "PHL", 3)],
)  # fmt: skip
def test_a_group_is_found_by_its_names_or_as_a_list(typed: str, some: str, size: int) -> None:
    """As on the day asked about."""
    found = ccodes_of(typed, DAY)

    assert len(found) == size
    assert actors.find(some).ccode in found
    if typed == "BRICS":
        assert len(ccodes_of(typed, date(2014, 1, 1))) == 5


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_every_group_that_is_offered_is_understood(code: str) -> None:
    """Names have commas in them too."""
    for name in group_names(Language(code)):
        assert len(ccodes_of(name, DAY)) >= 2


def test_holes_are_drawn_where_they_are() -> None:
    """From a tenth to a fifth of the time."""
    drawn = strip_of(
        date(2000, 1, 1), date(2010, 1, 1), [(date(2001, 1, 1), date(2002, 1, 1))], "T"
    )

    found = re.search(r'class="hole" x="([\d.]+)" y="0" width="([\d.]+)"', drawn)
    assert found
    assert [round(float(each) / 100) for each in found.groups()] == [1, 1]


def test_the_slider_says_where_the_record_has_holes(workbench: TestClient) -> None:
    """What a reader slides over without evidence is named."""
    page = workbench.get("/world?lang=en").text

    assert "Without acts by day: 1946–2004" in page
    assert page.count('class="hole"') >= 3
