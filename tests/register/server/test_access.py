"""Who may ask for what: every role at every address, and what no role may do."""

import itertools
import json
from pathlib import Path

import pytest
from fastapi.routing import APIRoute

from longtin.register import server
from longtin.register.server.addresses import api, tiles
from tests.cli.run import run
from tests.register.server.conftest import HOST, Office

EVERYONE = ("public", "reader", "POL", "DEU", "secretariat")
KNOWN = EVERYONE[1:]

READ = {
    "/checkpoint": EVERYONE,
    "/{origin_hash}/checkpoint": EVERYONE,
    "/tile/{place:path}": EVERYONE,
    "/tile/entries/{place:path}": KNOWN,
    "/api/v1/register": EVERYONE,
    "/api/v1/trust": EVERYONE,
    "/api/v1/keys": KNOWN,
    "/api/v1/statements": KNOWN,
    "/api/v1/statements/{index}": KNOWN,
    "/api/v1/statements/{index}/receipt": KNOWN,
    "/api/v1/statements/{index}/sealed": ("POL", "DEU", "secretariat"),
    "/api/v1/next/{issuer}": KNOWN,
    "/api/v1/status": KNOWN,
}
"""By address, who may read there."""

WRITE = {"/api/v1/statements": 201, "/api/v1/batches": 200}
"""By address, what is answered to who may submit there."""

PLACES = {
    "{origin_hash}": "37a1d42a2f65bb35a01cc0cd6b8e8a8b6fcd6e16dbd49c62b4ea3ca1ad9a5c9c",
    "entries/{place:path}": "entries/000.p/3",
    "{place:path}": "0/000.p/3",
    "{index}": "1",
    "{issuer}": "POL",
}


def filled(path: str) -> str:
    """An address that exists."""
    for name, value in PLACES.items():
        path = path.replace(name, value)
    return path


def test_every_address_is_in_the_matrix() -> None:
    """A new address is given its readers here before it is served."""
    found = {
        (method, route.path)
        for router in (api, tiles)
        for route in router.routes
        if isinstance(route, APIRoute)
        for method in route.methods or ()
    }

    assert found == {("GET", path) for path in READ} | {("POST", path) for path in WRITE}


@pytest.mark.parametrize(("path", "who"), list(itertools.product(READ, EVERYONE)))
def test_each_role_reads_what_it_may(shared_office: Office, path: str, who: str) -> None:
    """The public sees that a register stands and how far it goes; statements take a token."""
    status = shared_office.ask(filled(path), who).status_code

    expected = {200, 404} if path.startswith("/{origin") or path.endswith("/sealed") else {200}
    assert status in (expected if who in READ[path] else {401, 403})


@pytest.mark.parametrize(
    ("path", "who", "issuer"),
    list(itertools.product(WRITE, EVERYONE, ("POL", "DEU", "secretariat"))),
)
def test_each_role_hands_in_what_it_may(
    shared_office: Office, path: str, who: str, issuer: str
) -> None:
    """A party hands in its own; the secretariat hands in for all; nobody else does."""
    own = {} if issuer != "secretariat" else {"kind": "key.revoke"}
    (made,) = shared_office.signed(issuer, **own)  # type: ignore[arg-type]  # texts
    is_batch = path.endswith("batches")
    answer = shared_office.ask(path, who, send={"statements": [made]} if is_batch else made)

    may = who in {"secretariat", issuer}
    if not may and not (is_batch and who in {"POL", "DEU"}):
        assert answer.status_code == {"public": 401}.get(who, 403)
        return
    refused = answer.json().get("outcomes", [{}])[0].get("refused") if is_batch else None
    if issuer == "secretariat" and may:  # signed by the secretariat, and not what it may say
        assert (refused or answer.json()["error"])["status"] == 422
    elif not may:
        assert refused is not None
        assert refused["status"] == 403
    else:
        assert answer.status_code == WRITE[path]
        assert refused is None


@pytest.mark.parametrize("who", ["POL", "DEU", "secretariat"])
@pytest.mark.parametrize("key", ["DEU", "secretariat"])
def test_a_login_alone_creates_no_entry(shared_office: Office, who: str, key: str) -> None:
    """Whoever has every token and not the key of a party enters nothing in its name."""
    before = shared_office.ask("/api/v1/register").json()["size"]
    (made,) = shared_office.signed("POL", key=key)

    answer = shared_office.ask("/api/v1/statements", who, send=made)

    assert answer.status_code in {403, 422}
    assert shared_office.ask("/api/v1/register").json()["size"] == before


def test_a_cookie_is_no_login(shared_office: Office) -> None:
    """A browser sends cookies by itself; a token has to be sent on purpose (no forged requests)."""
    (made,) = shared_office.signed("POL")
    token = shared_office.tokens["POL"]

    answer = shared_office.client.post(
        "/api/v1/statements",
        json=made,
        headers={"host": HOST, "cookie": f"authorization=Bearer {token}"},
    )

    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "header",
    [
        "Bearer nonsense",
        "Bearer lt_00000000_" + "A" * 43,
        "Basic bHQ6bHQ=",
        "",
        "Bearer",
    ],
)
def test_a_token_that_is_none_is_refused_everywhere(shared_office: Office, header: str) -> None:
    """It is not passed over as if nobody had asked."""
    given = {"host": HOST, "authorization": header}
    answer = shared_office.client.get("/checkpoint", headers=given)

    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


def test_tokens_are_kept_as_hashes_and_end(office: Office) -> None:
    """What lies on the disk lets nobody in; a revoked token ends at once."""
    kept = (office.folder / "tokens.json").read_text("utf-8")
    assert not any(token.split("_", 2)[2] in kept for token in office.tokens.values())
    assert (office.folder / "tokens.json").stat().st_mode & 0o077 == 0
    assert office.ask("/api/v1/keys", "POL").status_code == 200

    server.revoke_token(office.folder, office.tokens["POL"].split("_")[1])

    assert office.ask("/api/v1/keys", "POL").status_code == 401
    assert office.ask("/api/v1/keys", "DEU").status_code == 200


def test_where_reading_is_open_only_handing_in_takes_a_token(office: Office) -> None:
    """Set by whoever runs it."""
    office.client.app.state.site.is_open = True  # type: ignore[attr-defined]  # FastAPI's

    assert office.ask("/api/v1/statements", "public").status_code == 200
    (made,) = office.signed("POL")
    assert office.ask("/api/v1/statements", "public", send=made).status_code == 401


@pytest.mark.parametrize("language", ["en", "vi"])
def test_tokens_are_issued_listed_and_revoked_by_command(office: Office, language: str) -> None:
    """The secret is shown once; a list shows whose it is and until when."""
    own: list[str | Path] = ["--register", office.folder, "--lang", language]
    file = office.folder / "a.token"
    made = run("register", "token", "new", *own, "--role", "party", "--party", "POL", "-o", file)
    token = file.read_text("utf-8").strip()
    listed = run("register", "token", "list", *own)
    ended = run("register", "token", "revoke", token.split("_")[1], *own)

    assert made.exit_code == listed.exit_code == ended.exit_code == 0
    assert token not in made.stdout + listed.stdout
    assert ("revoked" in ended.stdout) == (language == "en")
    assert len(json.loads(run("register", "token", "list", *own, "--json").stdout)["tokens"]) == 5
    for words, said in (
        ("--role party", "names it"),
        ("--role reader --party POL", "Others name none"),
        ("--role party --party FRA", "no key in this register"),
    ):
        refused = run("register", "token", "new", *own, *words.split())
        assert refused.exit_code == 2
        assert (said in refused.stderr.replace("\n", " ")) == (language == "en")
