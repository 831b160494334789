"""JSON Schema: what the values that `json` writes look like, from the values' own classes.

Types come from annotations and words from docstrings, so that what programs are told of a key is
what Python says of the field.
"""

import re
from collections.abc import Mapping, Sequence, Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from inspect import getdoc
from pathlib import PurePath
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

Schema = dict[str, Any]

NULL = {"type": "null"}
SCALARS: dict[type, Schema] = {
    NoneType: NULL,
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    str: {"type": "string"},
    date: {"type": "string", "format": "date"},
}
_FIELD = re.compile(r"^    (\w+): (.*(?:\n {8,}.*)*)", re.MULTILINE)


class JsonSchemas:
    """Schemas of classes, each defined once.

    Args:
        is_told: Whether what stands in two languages is given in one, as `plain` does for a
            language; else under `en` and `vi`.
        place: Where definitions will stand.

    Attributes:
        definitions: Of every class met so far, by its name.
    """

    def __init__(self, *, is_told: bool = False, place: str = "#/components/schemas/") -> None:
        self.is_told, self.place = is_told, place
        self.definitions: dict[str, Schema] = {}

    def of(self, hint: Any) -> Schema:
        """The schema of values of a type.

        Raises:
            TypeError: Values of it have no place in JSON.
        """
        if hint in (Any, object):
            return {}
        if hint in SCALARS:
            return dict(SCALARS[hint])
        if hint is float:
            return {"anyOf": [{"type": "number"}, NULL]}  # what is not finite is null
        origin, inner = get_origin(hint), get_args(hint)
        if origin is Literal:
            return {"enum": list(inner)}
        if origin in (Union, UnionType):
            return self._either(inner)
        if origin is not None and hasattr(hint, "__metadata__"):
            return self.of(inner[0])
        if isinstance(origin, type):
            return self._many(origin, inner)
        if isinstance(hint, TypeVar) or not isinstance(hint, type):
            raise TypeError(f"{hint!r} has no place in JSON.")
        return self._class(hint)

    def _either(self, inner: Sequence[Any]) -> Schema:
        found = [self.of(each) for each in inner]
        once = [each for place, each in enumerate(found) if each not in found[:place]]
        return once[0] if len(once) == 1 else {"anyOf": once}

    def _many(self, origin: type, inner: Sequence[Any]) -> Schema:
        if issubclass(origin, Mapping):
            return {"type": "object", "additionalProperties": self.of(inner[1])}
        if issubclass(origin, tuple) and inner[-1:] != (...,):
            length = {"minItems": len(inner), "maxItems": len(inner)}
            return {"type": "array", "items": self._either(inner), **length}
        if issubclass(origin, (Sequence, AbstractSet)):
            return {"type": "array", "items": self.of(inner[0])}
        raise TypeError(f"{origin!r} has no place in JSON.")

    def _class(self, kind: type) -> Schema:
        from longtin._data import Bilingual, Closed

        if issubclass(kind, Enum):
            return {"enum": [each.name for each in kind]}
        if issubclass(kind, PurePath):
            return {"type": "string"}
        if kind is Bilingual and self.is_told:
            return {"type": "string"}
        if is_dataclass(kind):
            return self._named(kind, [each.name for each in fields(kind)])
        if issubclass(kind, Closed):
            return self._named(kind, list(kind.model_fields))
        raise TypeError(f"{kind!r} has no place in JSON.")

    def _named(self, kind: type, names: Sequence[str]) -> Schema:
        if kind.__name__ not in self.definitions:
            told = self.definitions[kind.__name__] = {"type": "object", "required": list(names)}
            hints, words = get_type_hints(kind, localns=_late()), _told(kind)
            told["properties"] = {name: self._field(hints[name], words.get(name)) for name in names}
            if summary := (getdoc(kind) or "").partition("\n\n")[0]:
                told["description"] = " ".join(summary.split())
        return {"$ref": f"{self.place}{kind.__name__}"}

    def _field(self, hint: Any, words: str | None) -> Schema:
        return {**self.of(hint), **({"description": words} if words else {})}


def _late() -> dict[str, type]:
    """Names that modules know for checking types only."""
    from longtin._data import Bilingual

    return {"Bilingual": Bilingual}


def _told(kind: type) -> dict[str, str]:
    """What the docstring of a class says of its attributes."""
    _, _, listed = (getdoc(kind) or "").partition("Attributes:\n")
    return {name: " ".join(text.split()) for name, text in _FIELD.findall(listed)}
