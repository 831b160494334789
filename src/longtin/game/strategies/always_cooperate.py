"""Unconditional cooperation (ALLC): cooperates whatever the other does."""

from longtin._language import message
from longtin.game._strategy import MemoryOneStrategy, Response

STRATEGY = MemoryOneStrategy(
    name=message("Always cooperate"),
    first=1,
    after=Response(cc=1, cd=1, dc=1, dd=1),
    source=message("the limiting case"),
)
