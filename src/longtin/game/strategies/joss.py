"""Joss: tit for tat that cheats one time in ten where it would cooperate."""

from longtin._language import message
from longtin.game._strategy import MemoryOneStrategy, Response

STRATEGY = MemoryOneStrategy(
    name=message("Joss (sly tit for tat)"),
    first=1,
    after=Response(cc=0.9, cd=0, dc=0.9, dd=0),
    source=message("Axelrod 1980"),
)
