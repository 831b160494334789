"""Who may ask a register for what: tokens of parties, secretariat and readers, kept as hashes.

A token lets in; it never speaks. What is entered is what a party's key has signed.
"""

import hmac
import re
import secrets
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Literal, get_args

from longtin._files import write_whole
from longtin._language import Language
from longtin.errors import Either, RegisterError, VerificationError
from longtin.register import log
from longtin.register.folder import read_file, read_folder

AccessRole = Literal["party", "secretariat", "reader", "public"]
"""`party` submits in its own name and reads, `secretariat` submits for all and reads, `reader`
reads, `public` has no token."""

WITH_TOKEN: Final = tuple(role for role in get_args(AccessRole) if role != "public")

TOKENS: Final = "tokens.json"
"""Hashes of tokens, in the folder of a register."""

_TOKEN: Final = re.compile(r"lt_(?P<id>[0-9a-f]{8})_(?P<secret>[0-9A-Za-z_-]{43})")


@dataclass(frozen=True)
class AccessToken:
    """A token as it is kept: its secret is not.

    Attributes:
        id: Names it, in lists and logs; no secret.
        role: What it lets do.
        party: Whose it is, of a party.
        hash: SHA-256 of the whole token: 256 random bits need no slower one.
        made: When (ISO 8601, UTC).
        until: Until when it counts; empty for ever.
        revoked: When it was revoked; empty if it was not.
    """

    id: str
    role: AccessRole
    party: str
    hash: str
    made: str
    until: str = ""
    revoked: str = ""

    def is_valid(self, now: str) -> bool:
        """Whether it counts at a moment."""
        return not self.revoked and (not self.until or now < self.until)


@dataclass(frozen=True)
class Caller:
    """Whoever asks.

    Attributes:
        role: As what.
        party: For which party.
        id: Of the token; empty without one.
    """

    role: AccessRole
    party: str = ""
    id: str = ""


PUBLIC: Final = Caller("public")


def _now() -> str:
    return datetime.now(UTC).replace(microsecond=0).isoformat()


def read_tokens(folder: Path) -> tuple[AccessToken, ...]:
    """The tokens of a register, in the order they were issued.

    Raises:
        RegisterError: There is no register, or the file is damaged.
    """
    read_folder(folder)
    return tuple(_read(folder).values())


def _read(folder: Path) -> dict[str, AccessToken]:
    file = folder / TOKENS
    if not file.is_file():
        return {}
    try:
        found = log.read_canonical(read_file(file).removesuffix(b"\n"), TOKENS)
        tokens = [AccessToken(**each) for each in found["tokens"]]
    except (VerificationError, KeyError, TypeError) as error:
        raise RegisterError(
            "{file} is damaged: {why}. Delete it and issue the tokens anew; till then nobody gets "
            "in.",
            file=file,
            why=error,
        ) from error
    return {each.id: each for each in tokens}


def _write(folder: Path, tokens: Mapping[str, AccessToken]) -> None:
    rows = [dict(vars(each)) for each in tokens.values()]
    file = folder / TOKENS
    write_whole(file, log.canonical({"tokens": rows}) + b"\n")
    file.chmod(0o600)


LONGEST: Final = 36_500
"""Days that a token with an end may count for: a hundred years."""


def issue_token(folder: Path, role: str, party: str = "", days: int = 0) -> tuple[AccessToken, str]:
    """Issue a token.

    Args:
        folder: The register's.
        role: `party`, `secretariat` or `reader`.
        party: The party's code in the register; for a party only.
        days: For how long; 0 for ever.

    Returns:
        How it is kept, and the token itself, which is shown once and kept nowhere.

    Raises:
        RegisterError: No such role, or the party is missing, or it has no key in the register, or
            more than `LONGEST` days.
    """
    from longtin.register.key_lists import register_keys

    if role not in WITH_TOKEN:
        raise RegisterError("`{role}` is no role. Give {known}.", role=role,
                            known=Either(WITH_TOKEN, mark="`"))  # fmt: skip
    if (role == "party") != bool(party):
        raise RegisterError("A token of a party names it: `--role party --party STATE`. Others "
                            "name none.")  # fmt: skip
    if days > LONGEST:
        raise RegisterError("A token counts for at most {n} days; 0 is without end.", n=LONGEST)
    parties = {each.party for each in register_keys(folder)} if party else set()
    if party and party not in parties:
        raise RegisterError(
            "{party} has no key in this register. Admit it first: `longtin register admit`.",
            party=party,
        )
    name, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
    token = f"lt_{name}_{secret}"
    until = (datetime.now(UTC) + timedelta(days=days)).replace(microsecond=0).isoformat()
    kept = AccessToken(name, role, party, _hash(token), _now(), until if days else "")  # type: ignore[arg-type]  # of WITH_TOKEN
    _write(folder, {**_read(folder), name: kept})
    return kept, token


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def revoke_token(folder: Path, name: str) -> AccessToken:
    """Revoke a token; a server that runs notices at the next request.

    Raises:
        RegisterError: There is none of this id.
    """
    tokens = _read(folder)
    if name not in tokens:
        raise RegisterError(
            "There is no token {id}. `longtin register token list` shows all.", id=name
        )
    tokens[name] = replace(tokens[name], revoked=_now())
    _write(folder, tokens)
    return tokens[name]


class TokenBook:
    """The tokens of a register, read again when the file changes.

    Args:
        folder: The register's.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._lock = folder, threading.Lock()
        self._stamp: tuple[int, int] | None = None
        self._tokens: Mapping[str, AccessToken] = {}

    def caller(self, header: str | None) -> Caller | None:
        """Who asks, by an `Authorization` header; nothing where the token is none that counts."""
        if header is None:
            return PUBLIC
        scheme, _, token = header.partition(" ")
        found = _TOKEN.fullmatch(token.strip())
        if scheme.lower() != "bearer" or found is None:
            return None
        kept = self._current().get(found["id"])
        given = _hash(token.strip())
        is_same = hmac.compare_digest(given, kept.hash if kept else "0" * 64)
        if kept is None or not is_same or not kept.is_valid(_now()):
            return None
        return Caller(kept.role, kept.party, kept.id)

    def _current(self) -> Mapping[str, AccessToken]:
        file = self._folder / TOKENS
        with self._lock:
            try:
                found = file.stat()
            except OSError:
                self._stamp, self._tokens = None, {}
                return self._tokens
            stamp = (found.st_mtime_ns, found.st_ino)
            if stamp != self._stamp:
                self._stamp, self._tokens = stamp, _read(self._folder)
            return self._tokens


def tokens_data(found: Iterable[AccessToken]) -> list[dict[str, Any]]:
    """Tokens as plain values, without their hashes; the names are a promise."""
    return [{name: value for name, value in vars(each).items() if name != "hash"} for each in found]


def tokens_lines(found: Iterable[AccessToken], words: Language) -> Iterator[str]:
    """Tokens in sentences, a line each."""
    say = words.say
    names = {
        "party": say("party"),
        "secretariat": say("Secretariat"),
        "reader": say("reader"),
    }
    for each in found:
        until = say("until {day}", day=each.until) if each.until else say("without end")
        if each.revoked:
            until = say("revoked on {day}", day=each.revoked)
        who = f"{names[each.role]} {each.party}".strip()
        yield f"{each.id}  {who}  {until}"
