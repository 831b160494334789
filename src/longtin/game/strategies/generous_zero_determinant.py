"""Generous zero-determinant (ZD-GTFT-2): loses twice what the other loses below cooperation."""

from longtin._language import message
from longtin.game._strategy import MemoryOneStrategy, Response

STRATEGY = MemoryOneStrategy(
    name=message("Generous zero-determinant"),
    first=1,
    after=Response(cc=1, cd=1 / 8, dc=1, dd=1 / 4),
    source=message("Stewart and Plotkin 2012, for payoffs 5, 3, 1, 0"),
)
