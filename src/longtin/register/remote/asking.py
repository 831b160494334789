"""Asks a register that is served elsewhere; what it answers is checked by whoever asked."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from longtin.errors import RegisterError
from longtin.register import log
from longtin.register.entry_desk import NextPlace
from longtin.register.folder import read_file

if TYPE_CHECKING:
    import httpx2

PATIENCE: Final = 60.0
"""Seconds to wait for a receipt: witnesses are asked before it is given."""

ATTEMPTS: Final = 3
"""How often the same statement is handed in where no answer comes."""


@dataclass(frozen=True)
class RegisterAddress:
    """Where a register is served, and what is believed of it.

    Attributes:
        url: `http://` or `https://`.
        trust: The trust file, had from somebody relied on.
        token: Lets in.
    """

    url: str
    trust: Path
    token: str = ""

    @property
    def policy(self) -> log.TrustPolicy:
        """What is believed.

        Raises:
            RegisterError: The file cannot be read.
            VerificationError: `form`: it is no trust file.
        """
        return log.parse_policy(read_file(self.trust))


class AskedRegister:
    """A register at an address, as one asks it.

    Args:
        client: Asks.
        url: The address.
        policy: What is believed of the register.
    """

    def __init__(self, client: "httpx2.Client", url: str, policy: log.TrustPolicy) -> None:
        self._client, self._url, self._policy = client, url.rstrip("/"), policy

    def place(self, issuer: str) -> NextPlace:
        """Where the next statement of an issuer stands, as the register says.

        Raises:
            RegisterError: It does not say, or is another register than the one that is believed.
        """
        return self._place(_answer(self._client.get(f"{self._url}/api/v1/next/{issuer}")))

    def submit(self, envelope: log.Envelope, sealed: bytes | None = None) -> bytes:
        """Hand in a statement; the same again where no answer came, which is not entered twice.

        Returns:
            The receipt, not checked.

        Raises:
            RegisterError: Why it is refused.
        """
        import httpx2

        sent: dict[str, Any] = {"envelope": log.read_json(bytes(envelope))}
        if sealed is not None:
            sent["sealed"] = log.encode_base64(sealed).decode()
        address = f"{self._url}/api/v1/statements"
        for _ in range(ATTEMPTS - 1):
            try:
                return _receipt(self._client.post(address, json=sent))
            except httpx2.TransportError:
                continue
        return _receipt(self._client.post(address, json=sent))

    def sealed(self, index: int) -> bytes | None:
        """The encrypted file of a sealed return; nothing where there is none for whoever asks.

        Raises:
            RegisterError: It is refused.
        """
        found = self._client.get(f"{self._url}/api/v1/statements/{index}/sealed")
        if found.status_code == HTTPStatus.NOT_FOUND:
            return None
        if found.status_code != HTTPStatus.OK:
            raise _refusal(found)
        return found.content

    def _place(self, answer: Mapping[str, Any]) -> NextPlace:
        try:
            seen = log.Head(int(answer["seen"]["size"]), bytes.fromhex(answer["seen"]["root"]))
            place = NextPlace(
                str(answer["origin"]),
                str(answer["regime"]),
                int(answer["number"]),
                str(answer["previous"]),
                seen,
                int(answer["paper"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise log.malformed("answer", str(error)) from error
        known: Sequence[str] = sorted({each.key.name for each in self._policy.logs})
        if place.origin not in known:
            raise RegisterError(
                "There the log {given} is kept, and the trust file names {known}. Nothing was "
                "signed.",
                given=place.origin,
                known=", ".join(known),
            )
        return place


def _receipt(found: "httpx2.Response") -> bytes:
    return str(_answer(found).get("receipt", "")).encode()


def _answer(found: "httpx2.Response") -> dict[str, Any]:
    if found.status_code in {HTTPStatus.OK, HTTPStatus.CREATED}:
        read = log.read_json(found.content, "answer")
        if isinstance(read, dict):
            return read
    raise _refusal(found)


def _refusal(found: "httpx2.Response") -> RegisterError:
    """A refusal in the register's own words, or by its status where it gave none."""
    try:
        read = log.read_json(found.content, "answer")
    except RegisterError:
        read = None
    error = read.get("error") if isinstance(read, dict) else None
    message = error.get("message") if isinstance(error, dict) else None
    return RegisterError("{why}", why=message or f"HTTP {found.status_code}")


@contextmanager
def asking(address: RegisterAddress, policy: log.TrustPolicy) -> Iterator[AskedRegister]:
    """Asks a register elsewhere, as long as the block runs.

    Raises:
        RegisterError: It does not answer.
    """
    import httpx2

    headers = {"authorization": f"Bearer {address.token}"} if address.token else {}
    try:
        with httpx2.Client(timeout=PATIENCE, follow_redirects=False, headers=headers) as client:
            yield AskedRegister(client, address.url, policy)
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise RegisterError(
            "{address} does not answer: {why}. Whether the statement was entered is not known; "
            "`longtin register audit` shows it.",
            address=address.url,
            why=log.not_reached(error),
        ) from error
