"""Suspicious tit for tat (STFT): tit for tat that cheats first."""

from longtin._language import message
from longtin.game._strategy import MemoryOneStrategy, Response

STRATEGY = MemoryOneStrategy(
    name=message("Suspicious tit for tat"),
    first=0,
    after=Response(cc=1, cd=0, dc=1, dd=0),
    source=message("Axelrod 1984, with a first move of distrust"),
)
