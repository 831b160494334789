"""An activity described in a form: what was typed is what a file of it says, and stays."""

import html
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from longtin import measures
from longtin._language import LANGUAGES, Language
from longtin.web.activities.shown_activity import values_of
from longtin.web.activities.typed_activity import typed_activity, yaml_of
from longtin.web.pages.activity import example

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "activities").glob("*.yaml"))
HOURS = """\
activity: 1
name: Flight
kind: observation_flight
asking: Poland
asked: Belarus
start: 2027-09-10T09:30+03:00
moments: {arrival: 2027-09-10 07:30 Europe/Minsk, end: 2027-09-10T12:00Z}
figures: {optical_resolution_cm: 13.1250}
notices: [{duty: accept, by: Belarus, to: [Poland], on: 2027-09-01, content: [dates]}]
"""
"""Hours, a number whose point might part thousands, and an end among the moments."""
TYPED = {
    "en": {"host": "Poland", "start": "10 September 2027", "end": "2027-09-16",
           "notice-0-on": "2 August 2027", "figure-troops": "9 000", "at": "2027-08-05"},
    "vi": {"host": "Ba Lan", "start": "10/9/2027", "end": "16/09/2027",
           "notice-0-on": "ngày 2 tháng 8 năm 2027", "figure-troops": "9000", "at": "05/8/2027"},
}  # fmt: skip
"""The shipped example as a reader of each language may type it."""


@pytest.fixture
def token(workbench: TestClient) -> str:
    """Of this reader's visit."""
    found = re.search(r'name="token" value="(\w+)"', workbench.get("/regimes/check").text)
    assert found
    return found[1]


def told(page: str) -> str:
    """What is said above the form."""
    return page.partition('<div id="told">')[2].partition("<form")[0]


@pytest.mark.parametrize("code", sorted(LANGUAGES))
@pytest.mark.parametrize("text", [*(each.read_text("utf-8") for each in EXAMPLES), HOURS],
                         ids=[*(each.stem for each in EXAMPLES), "hours"])  # fmt: skip
def test_an_activity_comes_through_the_form_as_it_was(text: str, code: str) -> None:
    """Whatever a file says can be seen, sent and taken along again."""
    activity = measures.activity_from(text)
    typed = typed_activity(values_of(activity, Language(code)), Language(code))

    assert typed.slips == {}
    assert measures.activity_from(yaml_of(typed)) == activity


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_a_form_is_told_what_its_yaml_is_told(workbench: TestClient, token: str, code: str) -> None:
    """One answer, however it was asked for; days and names as the reader writes them."""
    form = {"kind": "exercise", "name": "Autumn North", "figure-divisions": "1", "unstated": "none",
            "notice-0-duty": "notify", "notice-0-by": "POL", **TYPED[code]}  # fmt: skip
    asked = f"/regimes/check?lang={code}"
    by_form = workbench.post(asked, data={"token": token, **form})
    by_text = workbench.post(
        asked, data={"token": token, "text": example(), "at": TYPED[code]["at"]}
    )

    assert by_form.status_code == by_text.status_code == 200
    assert "VD-V-1" in told(by_form.text)
    assert told(by_form.text) == told(by_text.text)


@pytest.mark.parametrize(
    ("code", "typed", "said"),
    [
        ("en", {"host": "Poladn"}, "did you mean POL (Poland)?"),
        ("vi", {"participants": "Việt Nam, Lào, Cămpuchia x"}, "Cămpuchia x"),
        ("en", {"figure-troops": "13.500"}, "may be 13500 or 13.5"),
        ("vi", {"figure-troops": "nhiều"}, "không phải là số"),
        ("en", {"figure-tanks": "1.5"}, "Give a whole number"),
        ("en", {"end": "2027-09-09"}, "It ends before it begins"),
        ("en", {"start": ""}, "Say on which day it begins"),
        ("vi", {"start": "10/9/2027 07:30"}, "Asia/Ho_Chi_Minh"),
        ("en", {"start": "10 September 2207"}, "Give a year from 1945 to 2100."),
        ("en", {"notice-0-by": "Poland"}, "Say what was done."),
        ("vi", {"claim-0-figure-troops": "7"}, "Hãy nêu thông tin này của bên nào."),
        ("en", {"line-lac": "India 60; near"}, "one for each view"),
    ],
)  # fmt: skip
def test_a_slip_stands_beside_its_control_and_nothing_typed_is_lost(
    workbench: TestClient, token: str, code: str, typed: dict[str, str], said: str
) -> None:
    """With the nearest that may have been meant, in the reader's language."""
    form = {"kind": "exercise", "host": "Poland", "start": "2027-09-10", "place": "Drawsko",
            **typed}  # fmt: skip
    answer = workbench.post(f"/regimes/check?lang={code}", data={"token": token, **form})

    assert answer.status_code == 200
    assert said in html.unescape(told(answer.text))
    wrong = re.findall(r'name="([\w-]+)"[^>]*aria-invalid="true"', answer.text)
    assert wrong
    shown = dict(re.findall(r'<input id="g-[\w-]+" name="([\w-]+)"[^>]* value="([^"]*)"',
                            answer.text))  # fmt: skip
    for name, value in form.items():
        if name != "kind":
            assert html.unescape(shown[name]) == value


def test_yaml_that_cannot_be_read_stays_as_typed(workbench: TestClient, token: str) -> None:
    """The box stands open, with what was typed in it."""
    sent = {"token": token, "text": "activity: 1\nkind: excercise\n"}
    answer = workbench.post("/regimes/check?lang=en", data=sent)

    assert answer.status_code == 200
    assert "Did you mean `exercise`?" in re.sub(r"</?code>", "`", html.unescape(told(answer.text)))
    assert '<details class="folded" open>' in answer.text
    assert "kind: excercise" in answer.text


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_what_was_typed_is_taken_along_as_yaml(
    workbench: TestClient, token: str, code: str
) -> None:
    """Also before it is whole; what is empty is left out."""
    form = {"kind": "exercise", "name": "Đông 1", "place": "", **TYPED[code], "figure-troops": ""}
    sent = {"token": token, "do": "yaml", **form}
    answer = workbench.post(f"/regimes/check?lang={code}", data=sent)

    assert answer.headers["content-disposition"].startswith("attachment")
    lines = answer.text.splitlines()
    assert "start: 2027-09-10" in lines
    assert "name: Đông 1" in lines
    assert not any(line.startswith(("place", "figures")) for line in lines)


def test_the_form_asks_what_binds_those_concerned(workbench: TestClient, token: str) -> None:
    """Of Poland the Vienna Document's figures; of India the line; and what is stated stays."""
    sent = {"token": token, "do": "fields", "kind": "exercise", "start": "2027-09-10"}
    poland = workbench.post("/regimes/check?lang=en", data={**sent, "host": "Poland",
                                                            "figure-corps": "1"})  # fmt: skip
    india = workbench.post("/regimes/check?lang=en", data={**sent, "host": "India"})

    assert 'name="figure-tanks"' in poland.text
    assert 'name="figure-corps"' in poland.text
    assert 'name="line-lac"' not in poland.text
    assert "Vienna Document 2011" in poland.text
    assert 'name="line-lac"' in india.text
    assert 'name="figure-tanks"' not in india.text


def test_rows_are_added_and_taken_out(workbench: TestClient, token: str) -> None:
    """Messages, other activities and accounts: as many as there are."""
    sent = {"token": token, "kind": "exercise", "host": "Poland", "start": "2027-09-10",
            "notice-0-by": "Poland", "notice-3-by": "Germany", "other-0-name": "South"}  # fmt: skip
    more = workbench.post("/regimes/check", data={**sent, "do": "add-notice"}).text
    less = workbench.post("/regimes/check", data={**sent, "do": "remove-notice-0"}).text

    def held(page: str) -> list[str]:
        return re.findall(r'name="notice-(\d)-by"', page)

    assert held(more) == ["0", "3", "4"]
    assert held(less) == ["3"]
    assert 'value="South"' in less
