"""Serializer of programmes: YAML text that reads back as the same programme."""

from typing import Any

from longtin._plain_yaml import plain_yaml
from longtin.programme._programme import Programme

SCHEMA_LINE = "# yaml-language-server: $schema=programme.schema.json\n"
"""Tells editors where the schema is, if `longtin check --schema` has been kept beside the file."""


def to_yaml(programme: Programme) -> str:
    """The YAML of a programme, without what is not said."""
    plain = programme.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return SCHEMA_LINE + plain_yaml(_short({"programme": programme.programme, **plain}))


def _short(value: Any) -> Any:
    """Words that are the same in both languages, written once."""
    if isinstance(value, dict):
        if set(value) == {"en", "vi"} and value["en"] == value["vi"]:
            return value["en"]
        return {key: _short(each) for key, each in value.items()}
    return [_short(each) for each in value] if isinstance(value, list) else value
