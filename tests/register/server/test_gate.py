"""What a served register refuses unread, what each answer carries, and what it never tells."""

import logging

import pytest

from longtin.register import server
from tests.register.server.conftest import HOST, Office


def test_haste_is_slowed_down_caller_by_caller() -> None:
    """A bucket that fills at a steady rate; one who is in haste does not slow down others."""
    now = [0.0]
    pace = server.Pace(server.ServerLimits(rate=2.0, burst=3.0), lambda: now[0])

    first = [pace.take("a", 1.0) for _ in range(4)]
    other = pace.take("b", 1.0)
    now[0] = 0.5
    later = [pace.take("a", 1.0) for _ in range(2)]

    assert first == [0.0, 0.0, 0.0, 0.5]
    assert (other, later) == (0.0, [0.0, 0.5])


def test_false_tokens_cost_more_than_none(office: Office) -> None:
    """Who guesses is stopped soon, and told when to ask again."""
    given = {"host": HOST, "authorization": "Bearer lt_00000000_" + "A" * 43}
    found = [office.client.get("/checkpoint", headers=given) for _ in range(12)]

    assert [each.status_code for each in found].count(401) == 10
    assert found[-1].status_code == 429
    assert int(found[-1].headers["retry-after"]) >= 1
    assert office.ask("/checkpoint", "POL").status_code == 200


def test_only_its_own_names_are_answered(office: Office) -> None:
    """A page from elsewhere that has its own name point here is refused."""
    answer = office.client.get("/checkpoint", headers={"host": "evil.example"})

    assert answer.status_code == 421
    assert "evil.example" in answer.json()["error"]["message"]


@pytest.mark.parametrize("is_told", [True, False])
def test_what_is_too_large_is_not_read(office: Office, is_told: bool) -> None:
    """Whether its length is told before or not."""

    def parts() -> "list[bytes]":
        return [b"x" * 1_000_000] * 5

    content = b"".join(parts()) if is_told else iter(parts())
    headers = {"host": HOST, "authorization": f"Bearer {office.tokens['POL']}",
               "content-type": "application/json"}  # fmt: skip
    answer = office.client.post("/api/v1/statements", content=content, headers=headers)

    assert answer.status_code == 413
    assert answer.json()["error"]["status"] == 413


@pytest.mark.parametrize(
    ("path", "status"),
    [("/checkpoint", 200), ("/tile/0/000.p/3", 200), ("/nowhere", 404), ("/api/v1/keys", 401)],
)
def test_every_answer_carries_its_headers(office: Office, path: str, status: int) -> None:
    """Nothing is run, framed, guessed at or shared with another site; no version is told."""
    answer = office.ask(path, "public")

    assert answer.status_code == status
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert not {"server", "x-powered-by", "access-control-allow-origin"} & set(answer.headers)
    assert ("immutable" in answer.headers["cache-control"]) == path.startswith("/tile")


def test_secrets_stand_in_no_log_and_no_refusal(
    office: Office, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """Not the token that let in, not one that did not, not a word of a statement."""
    caplog.set_level(logging.DEBUG)
    (made,) = office.signed("POL", remark="not for the log of the server")
    told = [
        office.ask("/api/v1/statements", "POL", send=made).status_code,
        office.ask("/api/v1/statements", "DEU", send=made).text,
        office.ask("/api/v1/statements", "POL", send={"envelope": {"payload": "SECRET"}}).text,
        office.ask("/api/v1/status?as_of=SECRET", "POL").text,
    ]
    output = caplog.text + "".join(capfd.readouterr()) + str(told)

    assert told[0] == 201
    assert "SECRET" not in output.replace("as_of=SECRET", "")
    assert "not for the log" not in output
    assert not any(token in output for token in office.tokens.values())


def test_a_fault_of_the_server_is_told_without_its_inside(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What went wrong inside is nobody's affair who asks from outside."""

    def broken(*_: object) -> None:
        raise RuntimeError("SECRET place on the disk")

    monkeypatch.setattr("longtin.register.server.addresses.keys_data", broken)
    answer = office.ask("/api/v1/keys")

    assert answer.status_code == 500
    assert "SECRET" not in answer.text
    assert answer.json()["error"]["status"] == 500


def test_refusals_speak_the_language_that_is_asked_for(office: Office) -> None:
    """By address or by what the browser says."""
    english = office.ask("/nowhere").json()["error"]
    by_address = office.ask("/nowhere?lang=vi").json()["error"]
    by_header = office.ask("/nowhere", **{"accept-language": "vi-VN,vi;q=0.9"}).json()["error"]

    assert english["message"].startswith("Nothing is served there")
    assert by_address == by_header
    assert (by_address["language"], by_address["message"] == english["message"]) == ("vi", False)


@pytest.mark.parametrize("day", ["0.0", "1796083200", "2026-2-30", "2026-11-30T00:00:00"])
def test_a_day_is_written_in_one_way(office: Office, day: str) -> None:
    """A number would be read as seconds since 1970, and another question be answered."""
    answer = office.ask(f"/api/v1/status?since={day}")

    assert answer.status_code == 422
    assert "`since`" in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/tile/0/" + "x999/" * 3000 + "000", id="a place that cannot be counted"),
        pytest.param("/api/v1/next/Poland", id="a party by another name than its code"),
        pytest.param("/api/v1/next/%00", id="no party at all"),
    ],
)
def test_what_is_not_there_is_not_found(office: Office, path: str) -> None:
    """Whatever is asked for, the server does not fail at it and makes nothing up."""
    assert office.ask(path).status_code == 404


def test_a_body_that_is_no_json_is_called_so(office: Office) -> None:
    """And not by the byte at which reading it stopped."""
    given = {"authorization": f"Bearer {office.tokens['POL']}", "host": HOST,
             "content-type": "application/json"}  # fmt: skip
    answer = office.client.post("/api/v1/statements", content=b"{", headers=given)
    assert answer.status_code == 422
    assert answer.json()["error"]["message"].endswith(": JSON.")
