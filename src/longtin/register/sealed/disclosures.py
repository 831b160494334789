"""Salted commitments to single fields, each of which can be disclosed without the others.

In the manner of RFC 9901 (selective disclosure for JSON Web Tokens): a digest of salt, name and
value stands where the value would; whoever is given the three can check them, and nobody can guess
a value from its digest. Here a digest also holds which log, issuer and statement it belongs to, so
that nobody can pass another's commitment off as an own one.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from longtin.errors import Phrase, VerificationError
from longtin.register import log

SALT: Final = 16
"""Bytes of chance in each commitment."""

STEP: Final = 16
"""Commitments are made so many at a time; empty ones fill up, so that their number tells little."""

FORM: Final = "longtin-disclosure/1"


@dataclass(frozen=True)
class SealedPlace:
    """Which statement commitments belong to.

    Attributes:
        origin: The name of the log.
        issuer: Whose statement.
        number: Its number among the issuer's entries.
    """

    origin: str
    issuer: str
    number: int


@dataclass(frozen=True)
class Disclosure:
    """One field that was sealed, as it is disclosed.

    Attributes:
        salt: 22 letters, 16 bytes of chance in base64 with their padding.
        field: Its name: `remark`, or with a point within a table, `figures.troops`. Empty where it
            only fills up.
        value: Text or a number.
    """

    salt: str
    field: str
    value: str | int | float | None

    def digest(self, place: SealedPlace) -> str:
        """What stands in the log for it, in hexadecimal."""
        parts: list[str | int | float | None] = [FORM, place.origin, place.issuer, place.number]
        parts += self.parts
        return sha256(log.canonical(parts)).hexdigest()

    @property
    def parts(self) -> list[str | int | float | None]:
        """As files hold it."""
        return [self.salt, self.field, self.value]


def disclosures_of(fields: Mapping[str, str | int | float]) -> tuple[Disclosure, ...]:
    """Commitments to fields, filled up with empty ones.

    Args:
        fields: Values by name.
    """
    blank = -len(fields) % STEP or (0 if fields else STEP)
    named = [(name, value) for name, value in fields.items()]
    return tuple(
        Disclosure(log.encode_base64(secrets.token_bytes(SALT)).decode(), name, value)
        for name, value in (*named, *[("", None)] * blank)
    )


def read_disclosure(parts: object) -> Disclosure:
    """Salt, field and value as a file holds them.

    Raises:
        VerificationError: `form`.
    """
    what = Phrase("disclosed field")
    if not isinstance(parts, list) or len(parts) != 3:
        raise log.malformed(what, Phrase("it needs exactly salt, field and value"))
    salt, name, value = parts
    if not isinstance(salt, str) or not isinstance(name, str) or isinstance(value, bool):
        raise log.malformed(what, Phrase("it needs exactly salt, field and value"))
    if not isinstance(value, str | int | float) and (value is not None or name):
        raise log.malformed(what, Phrase("a value is a text or a number"))
    log.decode_base64(salt.encode("ascii", "replace"), what, SALT)
    return Disclosure(salt, name, value)


def check_disclosed(
    disclosed: Iterable[Disclosure], digests: Sequence[str], place: SealedPlace
) -> dict[str, Any]:
    """Hold disclosed fields against what stands in the log.

    Returns:
        The values by field.

    Raises:
        VerificationError: `entry`: a field is not what was sealed there. `form`: one stands twice.
    """
    found: dict[str, Any] = {}
    for each in disclosed:
        if each.digest(place) not in digests:
            raise VerificationError(
                "`{field}` is not what was sealed: its commitment does not stand in statement "
                "{number} of {issuer}. Ask for the disclosure of that statement.",
                check="entry",
                field=each.field or "–",
                number=place.number,
                issuer=place.issuer,
            )
        if each.field in found:
            raise log.malformed(
                Phrase("disclosed field"), Phrase("`{field}` stands twice", field=each.field)
            )
        if each.field:
            found[each.field] = each.value
    return found


def nested(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields with their tables: `figures.troops` within `figures`."""
    found: dict[str, Any] = {}
    for name, value in fields.items():
        table, point, key = name.partition(".")
        if point:
            found.setdefault(table, {})[key] = value
        else:
            found[table] = value
    return found


def flattened(body: Mapping[str, Any]) -> dict[str, Any]:
    """The other way round; what is empty is left out."""
    found: dict[str, Any] = {}
    for name, value in body.items():
        if isinstance(value, Mapping):
            found |= {f"{name}.{key}": each for key, each in value.items()}
        elif value not in ("", None):
            found[name] = value
    return found
