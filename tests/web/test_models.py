"""Forums, lessons and simulated worlds: what is assumed can be changed, and is in the address."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from longtin import forums
from longtin._language import LANGUAGES, Language
from longtin.errors import LongtinError
from longtin.web.pages.forum.assumption_controls import PREFIX, changed, controls, read, with_typed

PROBLEM = forums.scenario("mekong-water")


@pytest.mark.parametrize("name", forums.scenarios())
@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_assumptions_that_nobody_touched_are_those_of_the_file(name: str, code: str) -> None:
    """What a form shows and sends back asks for nothing else."""
    problem, language = forums.scenario(name), Language(code)
    sent = {each.name: each.value for each in controls(problem, {}, language)}

    assert set(sent) >= {f"{PREFIX}{each}" for each in forums.assumptions_of(problem)}
    assert changed(problem, sent, language) == {}


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [("4", (4, 4, 4)), ("2,5 (1–6)", (2.5, 1, 6)), ("0.1 (−0.3–0.4)", (0.1, -0.3, 0.4)),
     ("2 (1-3)", (2, 1, 3))],
)  # fmt: skip
def test_a_number_is_read_with_its_range(typed: str, wanted: tuple[float, ...]) -> None:
    """As people of either language write it."""
    found = read(typed, "x")

    assert (found.at, found.least, found.most) == pytest.approx(wanted)


def test_what_was_typed_changes_the_problem_and_nothing_else() -> None:
    """By name, for the whole and for a single state."""
    typed = {"benefit_cost": "4 (2–5)", "values.VNM": "2", "belief.level": "0.5"}

    found = with_typed(PROBLEM, typed)

    assert (found.benefit_cost.at, found.benefit_cost.most) == (4, 5)
    assert found.values.given["VNM"].at == 2
    assert found.belief.level is not None
    same = {"benefit_cost", "values", "belief"}
    assert found.model_dump(exclude=same) == PROBLEM.model_dump(exclude=same)


@pytest.mark.parametrize("typed", ["much", "1 2", "3 (1–2)", "9000"])
def test_what_means_nothing_is_refused(typed: str) -> None:
    """In words, before anything is counted."""
    with pytest.raises(LongtinError, match="benefit_cost"):
        with_typed(PROBLEM, {"benefit_cost": typed})


def test_an_address_keeps_only_what_was_changed(workbench: TestClient) -> None:
    """So that it can be read, shared, and gives the same page again."""
    language = Language("en")
    sent = {each.name: each.value for each in controls(PROBLEM, {}, language)}
    sent |= {"scenario": PROBLEM.id, f"{PREFIX}benefit_cost": "4", "lang": "en"}

    answer = workbench.get("/forums", params=sent, follow_redirects=False)

    assert answer.status_code == 303
    assert re.findall(r"assume\.([\w.]+)=", answer.headers["location"]) == ["benefit_cost"]


def test_a_match_is_shown_move_by_move(workbench: TestClient) -> None:
    """Without slips, tit for tat never leaves cooperation, unless it begins by cheating."""
    asked = "/lesson/match?one=tit-for-tat&two=tit-for-tat&noise=0&rounds=10&lang=en"

    kind, unkind = (workbench.get(f"{asked}{first}").text for first in ("", "&first=cheating"))

    assert "100 %" in kind.replace("\xa0", " ")
    assert kind.count(">C</text>") == 20
    assert unkind.count(">D</text>") == 20


def test_a_world_is_played_kept_and_read(workbench: TestClient, case: Path) -> None:
    """From a file to what came of it, and a brief from one of its histories."""
    page = workbench.get("/worlds?lang=en").text
    token = re.findall(r'name="token" value="(\w+)"', page)[0]
    text = re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)[0]
    text = text.replace("steps: 36", "steps: 9")
    sent = {"token": token, "text": text, "histories": "2", "name": "storm", "lang": "en"}

    played = workbench.post("/worlds", data=sent, follow_redirects=False)
    again = workbench.post("/worlds", data=sent)

    assert played.headers["location"] == "/worlds/storm"
    assert (case / "worlds" / "storm.parquet").exists()
    assert again.status_code == 400
    shown = workbench.get("/worlds/storm?lang=en").text
    assert "2 histories of 5 states" in shown
    brief = workbench.get("/worlds/storm/brief?here=PHL&there=CHN&history=2&lang=en").text
    assert "None of it happened" in brief
    assert workbench.get("/worlds/none").status_code == 404
