"""Canonical JSON (RFC 8785): one byte string for one value, and strict reading of it.

What is signed is bytes. JSON that is read leniently lets two readers see two values in the same
bytes: the last of two equal keys here, the first there; a number rounded here, kept there.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from longtin.errors import Phrase
from longtin.register.log.strict import malformed, shown

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]
"""What JSON can say."""

DEEPEST: Final = 64
"""How many lists and objects may stand within each other."""

_SAFE: Final = 2**53 - 1
"""The largest integer that every reader of JSON keeps exactly."""


def canonical(value: Json) -> bytes:
    """The canonical bytes of a value: UTF-8, keys in order, numbers as ECMAScript writes them.

    Raises:
        VerificationError: `form`: it holds what JSON cannot say in one way, such as NaN, integers
            beyond 2^53 or half of a surrogate pair.
    """
    written = _written(value)
    read_json(written)  # a float beyond 2^53 is written as an integer that not all readers keep
    return written


def _written(value: Json) -> bytes:
    import rfc8785

    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, RecursionError) as error:
        raise malformed(
            Phrase("JSON"), Phrase("it holds what not all readers read as the same")
        ) from error


def read_json(data: bytes, what: Phrase | str = "JSON") -> Any:
    """Read JSON strictly (RFC 8259 in UTF-8 without a mark before it, as RFC 7493 narrows it).

    Args:
        data: The bytes.
        what: What they are, for the refusal.

    Raises:
        VerificationError: `form`: not JSON, a key given twice, NaN or infinity, an integer beyond
            2^53, half of a surrogate pair, or more than `DEEPEST` levels.
    """
    try:
        value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=lambda pairs: _object(pairs, what),
            parse_constant=lambda word: _refuse(what, Phrase("`{text}` is no number", text=word)),
            parse_int=lambda digits: _integer(digits, what),
            parse_float=lambda digits: _float(digits, what),
        )
        _check_depth(value, what)
    except UnicodeDecodeError as error:
        raise malformed(what, Phrase("it is not UTF-8")) from error
    except json.JSONDecodeError as error:
        raise malformed(what, Phrase("it is not JSON at byte {n}", n=error.pos)) from error
    except RecursionError as error:
        raise malformed(what, Phrase("it has more than {n} levels", n=DEEPEST)) from error
    return value


def read_canonical(data: bytes, what: Phrase | str = "JSON") -> Any:
    """Read JSON that has to be canonical already.

    Raises:
        VerificationError: `form`: as `read_json`, or the same value has other canonical bytes.
    """
    value = read_json(data, what)
    if _written(value) != data:  # the same bytes were read strictly just before
        raise malformed(what, Phrase("it is JSON, and not in the canonical form of RFC 8785"))
    return value


def _refuse(what: Phrase | str, why: Phrase) -> Any:
    raise malformed(what, why)


def _object(pairs: list[tuple[str, Any]], what: Phrase | str) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise malformed(what, Phrase("the key `{key}` stands twice", key=shown(twice.encode())))
    for key in found:
        _whole_text(key, what)
    return found


def _integer(digits: str, what: Phrase | str) -> int | float:
    value = int(digits) if len(digits) < 18 else _SAFE + 1
    if abs(value) > _SAFE or digits == "-0":
        raise malformed(
            what, Phrase("`{text}` is no integer that all readers keep", text=digits[:40])
        )
    return value


def _float(digits: str, what: Phrase | str) -> int | float:
    value = float(digits)
    if value in {float("inf"), float("-inf")}:
        raise malformed(
            what, Phrase("`{text}` is no integer that all readers keep", text=digits[:40])
        )
    return value


def _whole_text(text: str, what: Phrase | str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise malformed(what, Phrase("a text holds half of a surrogate pair")) from error


def _check_depth(value: Any, what: Phrase | str, level: int = 0) -> None:
    if level > DEEPEST:
        raise malformed(what, Phrase("it has more than {n} levels", n=DEEPEST))
    if isinstance(value, str):
        _whole_text(value, what)
    elif isinstance(value, dict):
        for each in value.values():
            _check_depth(each, what, level + 1)
    elif isinstance(value, list):
        for each in value:
            _check_depth(each, what, level + 1)
