"""Wrong addresses, wrong states, wrong days: a clear page in the reader's language."""

import pytest
from starlette.testclient import TestClient

REFUSED = (
    ("/dyad/VTN/CHN", "en", 404, "did you mean"),
    ("/dyad/VTN/CHN", "vi", 404, "có phải"),
    ("/dyad/DDR/CHN?at=2014", "en", 404, "not a member of the state system"),
    ("/dyad/VNM/VNM", "en", 404, "same state"),
    ("/dyad/VNM/CHN?at=2999", "en", 400, "has not come yet"),
    ("/dyad/VNM/CHN?at=tomorrow", "en", 400, "tomorrow"),
    ("/brif", "en", 404, "/brief"),
    ("/dyad/VNM/CHN/nothing", "vi", 404, "không có trang"),
)


@pytest.mark.parametrize(("path", "code", "status", "said"), REFUSED)
def test_a_refusal_says_what_to_do(
    workbench: TestClient, path: str, code: str, status: int, said: str
) -> None:
    """What was given, what is accepted, what may have been meant."""
    query = {"lang": code} | _query(path)
    answer = workbench.get(path.partition("?")[0], params=query)

    assert answer.status_code == status
    assert said in answer.text
    assert f'<html lang="{code}"' in answer.text


def _query(path: str) -> dict[str, str]:
    """What stands behind the question mark, which the client would drop."""
    return dict(part.split("=") for part in path.partition("?")[2].split("&") if part)


def test_the_api_refuses_in_one_shape(workbench: TestClient) -> None:
    """Programs read one thing, whatever went wrong."""
    for path, status in (
        ("/api/v1/trust/VTN/CHN", 404),
        ("/api/v1/nothing", 404),
        ("/api/v1/search", 422),
        ("/api/v1/trust/VNM/CHN?at=never", 400),
        ("/api/v1/ties/VNM/CHN?from=2015&at=2014", 400),
        ("/api/v1/portfolio/VTN", 404),
        ("/api/v1/positions?issue=climte", 404),
    ):
        answer = workbench.get(path)
        error = answer.json()["error"]

        assert answer.status_code == status
        assert set(error) == {"status", "message", "language"}
        assert error["status"] == status


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("measures/notify-large-exercize", "notify-large-exercise"),
        ("regimes/viena-2011", "vienna-2011"),
        ("commitments/vnm-net-zero-205", "vnm-net-zero-2050"),
        ("issues/climte", "climate"),
        ("forums/mekong-watter", "mekong-water"),
    ],
)
def test_an_unknown_id_is_answered_with_the_nearest(
    workbench: TestClient, typed: str, meant: str
) -> None:
    """By the API and by the page alike: it is not there, and something like it is."""
    answer = workbench.get(f"/api/v1/{typed}?lang=vi")

    assert answer.status_code == 404
    assert meant in answer.json()["error"]["message"]
    assert answer.json()["error"]["language"] == "vi"
    part, _, name = typed.partition("/")
    page = {"commitments": "promises", "issues": "promises/issues?issue="}.get(part, part)
    if part != "forums":
        shown = workbench.get(f"/{page}{'' if page.endswith('=') else '/'}{name}?lang=en")
        assert shown.status_code == 404
        assert meant in shown.text


def test_a_fault_of_ours_is_told_without_its_insides(
    workbench: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A trace is for the terminal, not for the page."""
    import longtin.web.pages.find as page

    def fail(_: str) -> None:
        raise RuntimeError("insides")

    monkeypatch.setattr(page, "search", fail)
    answer = workbench.get("/search?q=unasked&lang=en")

    assert answer.status_code == 500
    assert "the fault is ours" in answer.text
    assert "insides" not in answer.text


@pytest.mark.parametrize("code", ["en", "vi"])
@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        ("/brief/file", "stake", "much"),
        ("/brief", "at", "2026-02-31"),
        ("/state/VNM", "at", "\x00"),
        ("/regimes/calendar", "party", "<script>alert(1)</script>"),
        ("/world", "view", "../../etc/passwd"),
        ("/programme/draft", "name", "../../etc/passwd"),
    ],
)
def test_what_nobody_would_type_is_refused_in_words(
    workbench: TestClient, path: str, name: str, value: str, code: str
) -> None:
    """A value from outside ends in a sentence, never in an error of ours or in the page's code."""
    answer = workbench.get(path, params={"lang": code, name: value, "here": "VNM", "there": "CHN"})

    assert answer.status_code in (400, 404)
    assert f'<html lang="{code}"' in answer.text
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize(("year", "status"), [("0000", 404), ("9999", 200), ("x", 200)])
def test_a_year_out_of_bounds_is_the_nearest_inside(
    workbench: TestClient, year: str, status: int
) -> None:
    """A hand goes too far; in the first year not every state was there."""
    answer = workbench.get("/regimes/calendar", params={"party": "VNM", "year": year})

    assert answer.status_code == status
