"""Generous tit for tat (GTFT): tit for tat that lets one breach in three pass."""

from longtin._language import message
from longtin.game._strategy import MemoryOneStrategy, Response

STRATEGY = MemoryOneStrategy(
    name=message("Generous tit for tat"),
    first=1,
    after=Response(cc=1, cd=1 / 3, dc=1, dd=1 / 3),
    source=message("Nowak and Sigmund 1992; forgiving one time in three is that of their payoffs"),
)
