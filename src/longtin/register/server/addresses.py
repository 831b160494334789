"""The addresses of a register: tiles (C2SP), and an API for parties, secretariat and readers."""

import re
from concurrent.futures import Future
from datetime import UTC, date, datetime
from hashlib import sha256
from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Path as InPath, Query, Request
from fastapi.security import HTTPBearer
from pydantic import BeforeValidator
from starlette.responses import Response

from longtin.errors import LongtinError, Phrase
from longtin.register import log
from longtin.register.entries.statement import SECRETARIAT, open_entry, read_payload
from longtin.register.entries.withheld import sealed_file
from longtin.register.folder import TRUST, read_file
from longtin.register.key_lists import keys_data
from longtin.register.server import wire
from longtin.register.server.access import AccessRole, Caller
from longtin.register.server.intake import Intake, TakenIn
from longtin.register.server.refusing import RefusedError, language_of, refusal_data
from longtin.register.server.register_reader import RegisterReader

READERS: Final[tuple[AccessRole, ...]] = ("reader", "party", "secretariat")
SUBMITTERS: Final[tuple[AccessRole, ...]] = ("party", "secretariat")

FOR_EVER: Final = "public, max-age=31536000, immutable"
"""A full tile never changes."""

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PLAIN: Final[dict[int | str, dict[str, Any]]] = {
    HTTPStatus.OK: {"content": {"text/plain": {"schema": {"type": "string"}}}}
}
_BYTES: Final[dict[int | str, dict[str, Any]]] = {
    HTTPStatus.OK: {"content": {"application/octet-stream": {"schema": {"type": "string"}}}}
}
bearer = HTTPBearer(auto_error=False, description="A token of the secretariat.")


class RegisterSite:
    """What the addresses answer from.

    Args:
        intake: Appends.
        reader: Reads.
        is_open: Whether anyone may read statements.
    """

    def __init__(self, intake: Intake, reader: RegisterReader, *, is_open: bool) -> None:
        self.intake, self.reader, self.is_open = intake, reader, is_open


def site_of(request: Request) -> RegisterSite:
    """What is answered from."""
    found: RegisterSite = request.app.state.site
    return found


def reading(request: Request, _: Annotated[object, Depends(bearer)] = None) -> RegisterSite:
    """The site, for those who may read statements."""
    site = site_of(request)
    return site if site.is_open else _allowed(request, READERS)


def submitting(request: Request, _: Annotated[object, Depends(bearer)] = None) -> RegisterSite:
    """The site, for those who may hand in statements."""
    return _allowed(request, SUBMITTERS)


def _allowed(request: Request, roles: tuple[AccessRole, ...]) -> RegisterSite:
    caller: Caller = request.state.caller
    if caller.role == "public":
        raise RefusedError(
            Phrase("This needs a token. Ask the secretariat for one."),
            status=HTTPStatus.UNAUTHORIZED,
        )
    if caller.role not in roles:
        raise RefusedError(
            Phrase("Your token does not let you do this."), status=HTTPStatus.FORBIDDEN
        )
    return site_of(request)


def asked_rightly(
    request: Request,
    lang: Annotated[str | None, Query(pattern="^(en|vi)$", description="Of refusals.")] = None,  # noqa: ARG001 - read where a refusal is told
) -> None:
    """Refuse what is asked besides: a slip in a name would be passed over in silence."""
    own = request.scope["route"].dependant.query_params
    known = {"lang", *(each.alias for each in own)}
    for name in request.query_params:
        if name not in known:
            raise RefusedError(
                Phrase(
                    "`{name}` is not asked for there. It takes {known}.",
                    name=name[:40],
                    known=", ".join(f"`{each}`" for each in sorted(known)),
                ),
                status=HTTPStatus.UNPROCESSABLE_ENTITY,
            )


Site = Annotated[RegisterSite, Depends(site_of)]
Reading = Annotated[RegisterSite, Depends(reading)]
Submitting = Annotated[RegisterSite, Depends(submitting)]


def _written_day(text: object) -> object:
    """A day as it has to be written; a bare number would be read as seconds since 1970."""
    if isinstance(text, str) and not _DAY.fullmatch(text):
        raise ValueError(Phrase("`{given}` is no day. Write it as 2027-05-04.", given=text))
    return text


Day = Annotated[
    date,
    BeforeValidator(_written_day),
    Query(
        ge=date(1951, 1, 1),
        lt=date(2100, 1, 1),
        json_schema_extra={"pattern": "^(19[5-9][1-9]|20[0-8][0-9])-[0-9]{2}-[0-9]{2}$"},
    ),
]
At = Annotated[int, InPath(ge=0, lt=2**53)]

tiles = APIRouter(tags=["log"], dependencies=[Depends(asked_rightly)])
api = APIRouter(prefix="/api/v1", tags=["register"], dependencies=[Depends(asked_rightly)])


@tiles.get("/checkpoint", response_class=Response, responses=_PLAIN)
def checkpoint(site: Site) -> Response:
    """The last signed head with its cosignatures (C2SP tlog-checkpoint)."""
    return _text(site.intake.opened.store.serve("checkpoint"))


@tiles.get("/{origin_hash}/checkpoint", response_class=Response, responses=_PLAIN)
def monitored(
    site: Site, origin_hash: Annotated[str, InPath(pattern=r"^[0-9a-f]{64}$")]
) -> Response:
    """The same, where a monitor looks for it: by SHA-256 of the log's name (C2SP tlog-witness)."""
    store = site.intake.opened.store
    if origin_hash != sha256(store.origin.encode()).hexdigest():
        raise RefusedError(Phrase("No log of that name is kept here."), status=HTTPStatus.NOT_FOUND)
    return _text(store.serve("checkpoint"))


@tiles.get("/tile/entries/{place:path}", response_class=Response, responses=_BYTES)
def entries(site: Reading, place: str) -> Response:
    """A bundle of entries (C2SP tlog-tiles), for those who may read statements."""
    return _tile(site, f"tile/entries/{place}", "private, max-age=31536000, immutable")


@tiles.get("/tile/{place:path}", response_class=Response, responses=_BYTES)
def tile(site: Site, place: str) -> Response:
    """A tile of hashes (C2SP tlog-tiles), for everyone: hashes tell nothing of what is said."""
    if place.startswith("entries"):
        raise RefusedError(Phrase("No tile has this path."), status=HTTPStatus.NOT_FOUND)
    return _tile(site, f"tile/{place}", FOR_EVER)


def _tile(site: RegisterSite, path: str, kept: str) -> Response:
    try:
        data = site.intake.opened.store.serve(path)
    except LongtinError as error:
        raise RefusedError(error, status=HTTPStatus.NOT_FOUND) from error
    return Response(data, media_type="application/octet-stream", headers={"cache-control": kept})


def _text(data: bytes) -> Response:
    return Response(data, media_type="text/plain", headers={"cache-control": "no-cache"})


@api.get("/register")
def register(site: Site, request: Request) -> wire.WiredRegister:
    """The register: name, rules, published head, and whether statements are taken."""
    opened = site.intake.opened
    signed = log.verify_witnessed(
        opened.store.serve("checkpoint"), opened.policy, quorum=False
    )  # its own, held against its own trust file
    refused, rules = opened.refusal, site.intake.past.rules
    head = signed.signed.checkpoint
    message = refusal_data(refused, language_of(request.scope))["message"] if refused else None
    return wire.WiredRegister(
        origin=head.origin,
        regime=rules[0] if rules else None,
        rules=rules[1] if rules else None,
        size=head.size,
        root=head.root.hex(),
        level=signed.level,
        writable=refused is None,
        refusal=None if message is None else str(message),
        open=site.is_open,
    )


@api.get("/trust", response_class=Response, responses=_PLAIN)
def trust(site: Site) -> Response:
    """The trust file. Have it by another way too, and compare: it is what decides."""
    return _text(read_file(site.intake.found.folder / TRUST))


@api.get("/keys")
def keys(site: Reading) -> wire.WiredKeys:
    """Every key: whose, entered by whom and where, revoked where."""
    return wire.WiredKeys.model_validate({"keys": keys_data(site.intake.past.keys)})


@api.get("/statements")
def statements(
    site: Reading,
    start: Annotated[int, Query(ge=0, lt=2**53)] = 0,
    limit: Annotated[int, Query(ge=1, le=wire.MOST_AT_ONCE)] = 100,
) -> wire.WiredStatements:
    """Entries from a place on, in the order of the log."""
    store = site.intake.opened.store
    size = _published(site)
    found = store.entries(start, min(size, start + limit)) if start < size else []
    shown = [wire.wired_statement(open_entry(at, each)) for at, each in enumerate(found, start)]
    return wire.WiredStatements(size=size, statements=shown)


@api.get("/statements/{index}")
def statement(site: Reading, index: At) -> wire.WiredStatement:
    """One entry."""
    found = site.intake.opened.store.entries(index, index + 1) if index < _published(site) else []
    if not found:
        raise RefusedError(
            Phrase("There is no entry {index}.", index=index), status=HTTPStatus.NOT_FOUND
        )
    return wire.wired_statement(open_entry(index, found[0]))


@api.get("/statements/{index}/receipt", response_class=Response, responses=_PLAIN)
def receipt(site: Reading, index: At) -> Response:
    """The receipt of an entry (C2SP tlog-proof), with its entry; verified offline."""
    if index >= _published(site):
        raise RefusedError(
            Phrase("There is no entry {index}.", index=index), status=HTTPStatus.NOT_FOUND
        )
    return _text(bytes(site.intake.opened.receipt(index)))


@api.get("/statements/{index}/sealed", response_class=Response, responses=_BYTES)
def sealed(site: Submitting, request: Request, index: At) -> Response:
    """The encrypted file of a sealed return, for its readers and the secretariat."""
    found = site.intake.opened.store.entries(index, index + 1) if index < _published(site) else []
    said = open_entry(index, found[0]).body.get("sealed") if found else None
    caller: Caller = request.state.caller
    is_reader = said is not None and caller.party in said["readers"]
    file = None
    if said is not None and (is_reader or caller.role == "secretariat"):
        file = sealed_file(site.intake.found.folder, said)
    if file is None:
        raise RefusedError(
            Phrase("Nothing is sealed for you in entry {index}, or it was deleted.", index=index),
            status=HTTPStatus.NOT_FOUND,
        )
    return Response(file, media_type="application/octet-stream",
                    headers={"cache-control": "private, no-store"})  # fmt: skip


def _published(site: RegisterSite) -> int:
    """Entries of the published head; what is not covered by it is not served."""
    found = log.parse_note(site.intake.opened.store.serve("checkpoint"))
    return log.parse_checkpoint(found.text).size


@api.get("/next/{issuer}")
def next_place(
    site: Reading, issuer: Annotated[str, InPath(min_length=1, max_length=64)]
) -> wire.WiredPlace:
    """What the next statement of an issuer has to say of where it stands, before it is signed."""
    place = site.intake.place(issuer)
    if not site.intake.past.keys.history(issuer):
        raise RefusedError(
            Phrase("{party} has no key here. Name a party by its code, such as POL.", party=issuer),
            status=HTTPStatus.NOT_FOUND,
        )
    return wire.WiredPlace(
        origin=place.origin,
        regime=place.regime,
        issuer=issuer,
        number=place.number,
        previous=place.previous,
        seen=wire.WiredHead(size=place.seen.size, root=place.seen.root.hex()),
        paper=place.paper,
    )


@api.post("/statements", status_code=HTTPStatus.CREATED)
def submit(
    site: Submitting, request: Request, submission: wire.WiredSubmission
) -> wire.WiredEntered:
    """Submit a signed statement. It counts because its party has signed it, not because of a token.

    The answer comes when a published head covers it. The same sent again is not entered twice.
    """
    return _entered(site, _handed_in(site, request, submission).result())


@api.post("/batches")
def submit_batch(site: Submitting, request: Request, batch: wire.WiredBatch) -> wire.WiredOutcomes:
    """Submit several; each is entered or refused by itself."""
    waiting: list[Future[TakenIn] | LongtinError] = []
    for each in batch.statements:
        try:
            waiting.append(_handed_in(site, request, each))
        except LongtinError as error:
            waiting.append(error)
    return wire.WiredOutcomes(outcomes=[_outcome(site, request, each) for each in waiting])


def _outcome(
    site: RegisterSite, request: Request, waiting: Future[TakenIn] | LongtinError
) -> wire.WiredOutcome:
    try:
        if isinstance(waiting, LongtinError):
            raise waiting
        return wire.WiredOutcome(entered=_entered(site, waiting.result()))
    except LongtinError as error:
        data = refusal_data(error, language_of(request.scope))
        return wire.WiredOutcome(refused=wire.WiredRefusal.model_validate(data))


def _handed_in(
    site: RegisterSite, request: Request, submission: wire.WiredSubmission
) -> Future[TakenIn]:
    caller: Caller = request.state.caller
    envelope = submission.envelope.opened()
    issuer = read_payload(envelope)["issuer"]
    if caller.role == "party" and caller.party != issuer:
        raise RefusedError(
            Phrase(
                "Your token is of {party}, and the statement of {other}. Each party hands in its "
                "own.",
                party=caller.party,
                other=issuer if issuer == SECRETARIAT else issuer[:20],
            ),
            status=HTTPStatus.FORBIDDEN,
        )
    return site.intake.submit(envelope, submission.file())


def _entered(site: RegisterSite, taken: TakenIn) -> wire.WiredEntered:
    return wire.WiredEntered(
        index=taken.index,
        issuer=taken.issuer,
        number=taken.number,
        level=taken.level,
        receipt=bytes(site.intake.opened.receipt(taken.index)).decode(),
    )


@api.get("/status")
def status(
    site: Reading,
    as_of: Day | None = None,
    party: Annotated[list[str] | None, Query(max_length=60)] = None,
    since: Day | None = None,
    ahead: Annotated[int, Query(ge=0, le=3660)] = 60,
) -> wire.WiredStatus:
    """Who owes what by when, and what has come: party by duty, without a verdict."""
    day = as_of or datetime.now(UTC).date()
    found = site.reader.status(day, party or (), since, ahead)
    return wire.WiredStatus.model_validate(found)
