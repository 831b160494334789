"""What goes over the wire: the shapes of requests and answers, as OpenAPI describes them."""

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from longtin.errors import Phrase
from longtin.register import log
from longtin.register.entries.statement import Statement
from longtin.register.sealed.sealing import LARGEST

MOST_AT_ONCE = 512
"""Statements of one request, and entries of one answer."""

LONGEST = 90_000
"""Characters of a payload or a signature: a whole entry in base64."""

Base64 = Annotated[str, Field(max_length=LONGEST, pattern=r"^[A-Za-z0-9+/]*={0,2}$")]
SealedFile = Annotated[
    str, Field(max_length=LARGEST * 4 // 3 + 4, pattern=r"^[A-Za-z0-9+/]*={0,2}$")
]
Index = Annotated[int, Field(ge=0, lt=2**53)]
Level = Annotated[str, Field(pattern="^(quorum|partial|log only)$")]


class Wired(BaseModel):
    """A value that goes over the wire: closed, so that a slip is refused and not passed over."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class WiredSignature(Wired):
    """Key id (SHA-256 of type and public key, hexadecimal) and bare signature in base64."""

    keyid: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    sig: Base64


class WiredEnvelope(Wired):
    """A signed statement: a DSSE envelope."""

    payload: Base64
    payloadType: Annotated[str, Field(max_length=128)]  # noqa: N815 - its name in DSSE
    signatures: Annotated[list[WiredSignature], Field(min_length=1, max_length=4)]

    def opened(self) -> log.Envelope:
        """The envelope, read strictly.

        Raises:
            VerificationError: `form`.
        """
        what = Phrase("signed statement")
        return log.Envelope(
            log.decode_base64(self.payload.encode(), what),
            self.payloadType,
            tuple(
                (each.keyid, log.decode_base64(each.sig.encode(), what)) for each in self.signatures
            ),
        )


class WiredSubmission(Wired):
    """What a party submits; of a sealed return its encrypted file too, in base64."""

    envelope: WiredEnvelope
    sealed: SealedFile | None = None

    def file(self) -> bytes | None:
        """The encrypted file, read strictly.

        Raises:
            VerificationError: `form`.
        """
        if self.sealed is None:
            return None
        return log.decode_base64(self.sealed.encode(), Phrase("sealed file"))


class WiredBatch(Wired):
    """Several at once; of one issuer each has to follow the one before."""

    statements: Annotated[list[WiredSubmission], Field(min_length=1, max_length=MOST_AT_ONCE)]


class WiredEntered(Wired):
    """Where a statement stands, and its receipt (C2SP tlog-proof), to be kept."""

    index: Index
    issuer: str
    number: int
    level: Level
    receipt: str


class WiredRefusal(Wired):
    """What went wrong: HTTP status, a sentence, the check that failed, the language."""

    status: int
    message: str
    check: str | None
    language: str


class WiredError(Wired):
    """Every refusal has this shape."""

    error: WiredRefusal


class WiredOutcome(Wired):
    """What came of one statement of several: entered, or refused."""

    entered: WiredEntered | None = None
    refused: WiredRefusal | None = None


class WiredOutcomes(Wired):
    """Of each, in the order they were sent."""

    outcomes: list[WiredOutcome]


class WiredRegister(Wired):
    """A register: its name, its rules, how far it has come."""

    origin: str
    regime: str | None
    rules: str | None
    size: Index
    root: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    level: Level
    writable: bool
    refusal: str | None
    open: bool


class WiredHead(Wired):
    """Size and root of the log, which a statement has to name as seen."""

    size: Index
    root: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class WiredPlace(Wired):
    """What an issuer's next statement has to say of where it stands."""

    origin: str
    regime: str
    issuer: str
    number: int
    previous: str
    seen: WiredHead
    paper: int


class WiredKey(Wired):
    """A key: whose, entered and revoked by which entries (null: by the trust file, not yet)."""

    party: str
    fingerprint: str
    vkey: str
    entered: int | None
    by: str
    revoked: int | None
    reason: str


class WiredKeys(Wired):
    """Every key of a register."""

    keys: list[WiredKey]


class WiredStatement(Wired):
    """An entry as the register serves it. Whoever relies on it verifies its receipt."""

    index: Index
    admitted: str
    issuer: str
    number: int
    kind: str
    body: dict[str, Any]
    envelope: WiredEnvelope


class WiredStatements(Wired):
    """Entries from a place on, and how many there are in all."""

    size: Index
    statements: list[WiredStatement]


class WiredDuty(BaseModel):
    """A duty of a party: how it stands, on four axes and without a verdict."""

    model_config = ConfigDict(extra="allow", frozen=True)

    party: str
    obligation: str
    article: str | None
    activity: str | None
    due: str | None
    standing: str
    timeliness: str
    days_late: int
    completeness: str
    consistency: str
    contest: str


class WiredStatus(BaseModel):
    """Who owes what by when, and what has come."""

    model_config = ConfigDict(extra="allow", frozen=True)

    regime: str
    as_of: date
    since: date
    until: date
    papers: int
    later: int
    outside: int
    duties: list[WiredDuty]
    alerts: list[dict[str, Any]]


def wired_statement(found: Statement) -> WiredStatement:
    """A statement of the log, for an answer."""
    envelope = found.envelope
    return WiredStatement(
        index=found.index,
        admitted=found.admitted,
        issuer=found.issuer,
        number=found.number,
        kind=found.kind,
        body=dict(found.body),
        envelope=WiredEnvelope(
            payload=log.encode_base64(envelope.payload).decode(),
            payloadType=envelope.type,
            signatures=[
                WiredSignature(keyid=name, sig=log.encode_base64(each).decode())
                for name, each in envelope.signatures
            ],
        ),
    )
