"""Serializer of programmes: YAML text that reads back as the same programme."""

from typing import Any

import yaml

from longtin._data import PARTED
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


_Dumper.add_representer(float, _Dumper.number)


def to_yaml(programme: Programme) -> str:
    """The YAML of a programme, without what is not said."""
    plain = programme.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    text = yaml.dump(
        _short({"programme": programme.programme, **plain}),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=98,
    )
    return SCHEMA_LINE + text


def _short(value: Any) -> Any:
    """Words that are the same in both languages, written once."""
    if isinstance(value, dict):
        if set(value) == {"en", "vi"} and value["en"] == value["vi"]:
            return value["en"]
        return {key: _short(each) for key, each in value.items()}
    return [_short(each) for each in value] if isinstance(value, list) else value
