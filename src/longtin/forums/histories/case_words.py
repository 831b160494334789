"""Words for grades, sides and what history says of them."""

from types import MappingProxyType
from typing import Final

from longtin._language import message

GRADE_WORDS: Final = MappingProxyType(
    {
        "delivered": message("delivered"),
        "partly": message("delivered in part"),
        "failed": message("failed"),
    }
)
"""How far a forum delivered."""

SIDE_WORDS: Final = MappingProxyType(
    {
        "universal": message("universal bodies"),
        "states": message("states by themselves"),
        "both": message("both alike"),
        "neither": message("neither"),
    }
)
"""Which side of the argument did better."""

AGREEMENT_WORDS: Final = MappingProxyType(
    {
        "agrees": message("agrees"),
        "disagrees": message("disagrees"),
        "silent": message("cannot say"),
    }
)
"""What history says of the forum said to be best."""

ROBUST_WORDS: Final = MappingProxyType(
    {
        "strong": message("generally shared"),
        "contested": message("disputed"),
        "open": message("too early to tell"),
    }
)
"""How far the reading of history is shared."""
