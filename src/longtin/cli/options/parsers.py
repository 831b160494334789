"""Parsers of option values: what was typed, as a value or a refusal."""

from collections.abc import Callable
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from longtin.errors import Either, LongtinError, meant

Choice = TypeVar("Choice", bound=StrEnum)


def one_of(option: str, choices: type[Choice]) -> Callable[[str], Choice]:
    """Reads the value of an option that has few.

    Args:
        option: As it is typed.
        choices: What it may be; case does not matter.
    """

    def read(text: str) -> Choice:
        wanted = text.strip().lower()
        known = [each.value for each in choices]
        if wanted in known:
            return choices(wanted)
        raise LongtinError(
            "{option} cannot be '{text}'.{hint} Give {known}.",
            option=option,
            text=text,
            hint=meant(get_close_matches(wanted, known, n=1, cutoff=0.5), mark=""),
            known=Either(known),
        )

    return read


def whole_number(option: str, such_as: str = "0") -> Callable[[str], int]:
    """Reads the value of an option that is a whole number, not below zero."""

    def read(text: str) -> int:
        typed = str(text).strip()  # the default is a number already
        if not (typed.isascii() and typed.isdecimal()):
            raise LongtinError(
                "{option} cannot be '{text}'. Give a whole number from 0 up, such as {such_as}.",
                option=option,
                text=text,
                such_as=such_as,
            )
        return int(typed)

    return read


def share(option: str) -> Callable[[str], float]:
    """Reads the value of an option that is a share of one, from 0 to 1."""

    def read(text: str) -> float:
        typed = str(text).strip().replace(",", ".")
        try:
            value = float(typed)
        except ValueError:
            value = -1
        if not 0 <= value <= 1:
            raise LongtinError(
                "{option} cannot be '{text}'. Give a number from 0 to 1.", option=option, text=text
            )
        return value

    return read


def amount(option: str) -> Callable[[str], float]:
    """Reads the value of an option that is a number above 0."""

    def read(text: str) -> float:
        try:
            value = float(str(text).strip().replace(",", "."))
        except ValueError:
            value = -1.0
        if not 0.0 < value < 1e6:
            raise LongtinError(
                "{option} cannot be '{text}'. Give a number above 0.", option=option, text=text
            )
        return value

    return read


def named_shares(option: str, text: str | None) -> dict[str, float]:
    """`A=0.4,B=0.5` by name."""
    found = {}
    for part in (text or "").split(",") if text else ():
        name, sign, value = part.partition("=")
        if not sign or not name.strip():
            raise LongtinError(
                "{option} cannot be '{text}'. Write it as VNM=0.4,PHL=0.5.",
                option=option,
                text=text,
            )
        found[name.strip()] = share(option)(value)
    return found
