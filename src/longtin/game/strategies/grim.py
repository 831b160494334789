"""Grim trigger: cooperates until the first breach, and never after it."""

from longtin._language import message
from longtin.game._strategy import MemoryOneStrategy, Response

STRATEGY = MemoryOneStrategy(
    name=message("Grim trigger"),
    first=1,
    after=Response(cc=1, cd=0, dc=0, dd=0),
    source=message("Friedman 1971"),
)
