"""JSON serializer: frozen values as data for programs, every field under its own name.

The key promise: keys are the names of the fields, in their order, after `schema`. Dates are
ISO 8601, and what is not known is `null`. Within a major version of `schema` keys are added but
never renamed or given another meaning.
"""

import json
from collections.abc import Mapping, Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import date
from math import isfinite
from pathlib import PurePath
from typing import Any


def plain(value: object) -> Any:
    """Values as mappings, lists, text and numbers.

    Fields of dataclasses come under their own names; dates are ISO 8601; numbers that are not
    finite are `None`.

    Raises:
        TypeError: A value has no place in JSON.
    """
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if isinstance(value, AbstractSet):
        return sorted(map(plain, value))
    if isinstance(value, PurePath):
        return str(value)
    raise TypeError(f"{value!r} has no place in JSON.")


def as_json(value: object, schema: str = "", *, indent: int | None = 2) -> str:
    """Values as JSON text, ending in a line feed.

    Args:
        value: What `plain` takes; one that becomes a mapping where there is a schema.
        schema: Name and major version of the keys, such as `longtin.brief/1`; comes first.
        indent: Spaces; none for one line.
    """
    content = plain(value)
    if schema:
        content = {"schema": schema, **content}
    return json.dumps(content, ensure_ascii=False, indent=indent, allow_nan=False) + "\n"
