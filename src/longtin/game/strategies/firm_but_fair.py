"""Firm but fair (FBF): tit for tat that mostly makes peace after both have cheated."""

from longtin._language import message
from longtin.game._strategy import MemoryOneStrategy, Response

STRATEGY = MemoryOneStrategy(
    name=message("Firm but fair"),
    first=1,
    after=Response(cc=1, cd=0, dc=1, dd=2 / 3),
    source=message("Frean 1994"),
)
