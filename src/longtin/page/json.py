"""JSON serializer: frozen values as data for programs, every field under its own name.

The key promise: keys are the names of the fields, in their order, after `schema`. Dates are
ISO 8601, and what is not known is `null`. Within a major version of `schema` keys are added but
never renamed or given another meaning.
"""

import json
from collections.abc import Mapping, Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from math import isfinite
from pathlib import PurePath
from typing import Any


def plain(value: object, language: str = "") -> Any:
    """Values as mappings, lists, text and numbers.

    Fields of dataclasses come under their own names; dates are ISO 8601; members of enumerations
    are their names; numbers that are not finite are `None`.

    Args:
        value: Frozen values, and what data files hold.
        language: In which words that stand in both are given; without one, in both, under `en`
            and `vi`.

    Raises:
        TypeError: A value has no place in JSON.
    """
    from longtin._data import Bilingual, Closed

    def inner(each: object) -> Any:
        return plain(each, language)

    match value:
        case Bilingual() if language:
            return value.of(language)
        case Closed():
            return {name: inner(each) for name, each in value}
        case Mapping():
            return {str(key): inner(each) for key, each in value.items()}
        case list() | tuple():
            return list(map(inner, value))
        case AbstractSet():
            return sorted(map(inner, value))
    if is_dataclass(value):
        return {each.name: inner(getattr(value, each.name)) for each in fields(value)}
    return _scalar(value)


def _scalar(value: object) -> str | float | None:
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if isfinite(value) else None
        case date():
            return value.isoformat()
        case PurePath():
            return str(value)
        case Enum():
            return value.name
        case _:
            raise TypeError(f"{value!r} has no place in JSON.")


def as_json(value: object, schema: str = "", *, language: str = "", indent: int | None = 2) -> str:
    """Values as JSON text, ending in a line feed.

    Args:
        value: What `plain` takes; one that becomes a mapping where there is a schema.
        schema: Name and major version of the keys, such as `longtin.brief/1`; comes first.
        language: As `plain` takes it.
        indent: Spaces; none for one line.
    """
    content = plain(value, language)
    if schema:
        content = {"schema": schema, **content}
    return json.dumps(content, ensure_ascii=False, indent=indent, allow_nan=False) + "\n"
