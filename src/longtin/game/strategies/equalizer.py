"""Equalizer (ZD-SET-2): sets the other's score at 2, whatever the other does."""

from longtin._language import message
from longtin.game._strategy import MemoryOneStrategy, Response

STRATEGY = MemoryOneStrategy(
    name=message("Equalizer (zero-determinant)"),
    first=1,
    after=Response(cc=3 / 4, cd=1 / 4, dc=1 / 2, dd=1 / 4),
    source=message("Press and Dyson 2012; for payoffs 5, 3, 1, 0, Stewart and Plotkin 2012"),
)
