"""Extortioner (Extort-2): gains twice what the other gains above mutual cheating."""

from longtin._language import message
from longtin.game._strategy import MemoryOneStrategy, Response

STRATEGY = MemoryOneStrategy(
    name=message("Extortioner (zero-determinant)"),
    first=1,
    after=Response(cc=8 / 9, cd=1 / 2, dc=1 / 3, dd=0),
    source=message("Press and Dyson 2012; for payoffs 5, 3, 1, 0, Stewart and Plotkin 2012"),
)
