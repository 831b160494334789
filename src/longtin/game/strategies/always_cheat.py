"""Unconditional defection (ALLD): cheats whatever the other does."""

from longtin._language import message
from longtin.game._strategy import MemoryOneStrategy, Response

STRATEGY = MemoryOneStrategy(
    name=message("Always cheat"),
    first=0,
    after=Response(cc=0, cd=0, dc=0, dd=0),
    source=message("the limiting case"),
)
