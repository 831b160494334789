"""Schemas of JSON: what `as_json` writes is what the schema of its class lets through."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Literal

import pytest
from jsonschema_rs import validator_for

from longtin._data import Bilingual
from longtin.page import JsonSchemas, as_json


class Rung(Enum):
    """A step of a ladder."""

    low = 1


@dataclass(frozen=True)
class Inner:
    """Something inside.

    Attributes:
        level: From 0 to 1,
            over two lines.
    """

    level: float


@dataclass(frozen=True)
class Outer:
    """Something of every kind."""

    day: date
    rung: Rung
    name: Bilingual
    pair: tuple[int, str]
    several: tuple[Inner, ...]
    by_key: Mapping[str, Inner | None]
    way: Literal["up", "down"]


WHOLE = Outer(
    date(2014, 8, 1), Rung.low, Bilingual(en="a", vi="b"), (1, "x"), (Inner(math.nan), Inner(0.5)),
    {"a": None, "b": Inner(1.0)}, "up",
)  # fmt: skip


def shape(kind: type, *, is_told: bool = False) -> Any:
    """Of a class, with all it leads to."""
    schemas = JsonSchemas(is_told=is_told, place="#/$defs/")
    return {**schemas.of(kind), "$defs": schemas.definitions}


@pytest.mark.parametrize("language", ["", "vi"])
def test_what_is_written_fits_its_schema(language: str) -> None:
    """In both languages or in one; not finite is null, a member of an enumeration its name."""
    written = json.loads(as_json(WHOLE, language=language))

    assert list(validator_for(shape(Outer, is_told=bool(language))).iter_errors(written)) == []
    assert written["rung"] == "low"
    assert written["several"][0]["level"] is None


@pytest.mark.parametrize(
    ("key", "wrong"),
    [("day", 1), ("rung", 1), ("pair", [1]), ("several", {}), ("way", "left"), ("name", "a")],
)
def test_what_is_not_promised_does_not_fit(key: str, wrong: object) -> None:
    """A schema that lets everything through says nothing."""
    written = json.loads(as_json(WHOLE)) | {key: wrong}

    assert not validator_for(shape(Outer)).is_valid(written)


def test_words_come_from_the_docstring() -> None:
    """The field is explained once."""
    told = shape(Inner)["$defs"]["Inner"]

    assert told["description"] == "Something inside."
    assert told["properties"]["level"]["description"] == "From 0 to 1, over two lines."


@pytest.mark.parametrize("hint", ["Any", complex])
def test_a_type_without_a_place_in_json_is_refused(hint: Any) -> None:
    """As the values themselves are."""
    with pytest.raises(TypeError, match="no place in JSON"):
        JsonSchemas().of(hint)
