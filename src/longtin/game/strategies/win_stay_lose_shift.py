"""Win-stay, lose-shift (Pavlov): repeats what went well and changes what did not."""

from longtin._language import message
from longtin.game._strategy import MemoryOneStrategy, Response

STRATEGY = MemoryOneStrategy(
    name=message("Win-stay, lose-shift (Pavlov)"),
    first=1,
    after=Response(cc=1, cd=0, dc=0, dd=1),
    source=message("Nowak and Sigmund 1993"),
)
