"""Tit for tat (TFT): cooperates first, and then does what the other did last."""

from longtin._language import message
from longtin.game._strategy import MemoryOneStrategy, Response

STRATEGY = MemoryOneStrategy(
    name=message("Tit for tat"),
    first=1,
    after=Response(cc=1, cd=0, dc=1, dd=0),
    source=message("Axelrod 1984"),
)
