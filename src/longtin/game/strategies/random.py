"""Random: cooperates with an even chance, whatever has been."""

from longtin._language import message
from longtin.game._strategy import MemoryOneStrategy, Response

STRATEGY = MemoryOneStrategy(
    name=message("Random"),
    first=0.5,
    after=Response(cc=0.5, cd=0.5, dc=0.5, dd=0.5),
    source=message("Axelrod 1980"),
)
