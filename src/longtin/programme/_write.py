"""Serializer of programmes: YAML text that reads back as the same programme."""

from typing import Any

import yaml

from longtin._data import PARTED, WrittenFloat, WrittenInt
from longtin.programme._programme import Programme

SCHEMA_LINE = "# yaml-language-server: $schema=programme.schema.json\n"
"""Tells editors where the schema is, if `longtin check --schema` has been kept beside the file."""


class _Dumper(yaml.SafeDumper):
    """YAML in which no point may part thousands: `1.125` is written `1.1250`."""

    def number(self, value: float) -> yaml.ScalarNode:
        """A number with a point."""
        node = self.represent_float(value)
        if PARTED.fullmatch(node.value):
            node.value += "0"
        return node

    def written(self, value: WrittenInt | WrittenFloat) -> yaml.ScalarNode:
        """A number of a file, with the figures it was written in."""
        kind = "int" if isinstance(value, int) else "float"
        return self.represent_scalar(f"tag:yaml.org,2002:{kind}", value.written)


_Dumper.add_representer(float, _Dumper.number)
_Dumper.add_representer(WrittenInt, _Dumper.written)
_Dumper.add_representer(WrittenFloat, _Dumper.written)


def plain_yaml(value: Any, *, flow: bool = False) -> str:
    """Plain values as YAML in the way of these files.

    Args:
        value: What is written.
        flow: On one line, in brackets.
    """
    return str(
        yaml.dump(
            value,
            Dumper=_Dumper,
            allow_unicode=True,
            sort_keys=False,
            width=10_000 if flow else 98,
            default_flow_style=True if flow else None if isinstance(value, list) else False,
        )
    )


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
