"""YAML written from plain values, so that the strict reader takes it back as it was."""

from typing import Any

import yaml

from longtin._data import PARTED, WrittenFloat, WrittenInt


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
