"""Kinds of return, what its party says of one that was entered for it, and who reads it."""

from typing import Final, Literal, get_args

ReturnKind = Literal[
    "notification",
    "report",
    "nil",
    "unchanged",
    "reply",
    "invitation",
    "amendment",
    "cancellation",
    "request",
    "observation",
    "finding",
    "clarification",
    "objection",
    "ruling",
    "withdrawal",
]
"""`nil`: nothing to declare. `unchanged`: nothing new since the return that is referred to.
`observation`: what others saw; `finding`: what an inspection concludes. `withdrawal`: of an own
paper that speaks about another's duty."""

Attestation = Literal["", "awaited", "countersigned", "disowned"]
"""What its party says of a paper that was entered for it; nothing where it entered it itself."""

Secrecy = Literal["open", "sealed", "opened", "revealed", "deleted"]
"""Who reads it: all; named readers; a reader is reading; all since it was revealed; nobody any
more."""

KINDS: Final[tuple[str, ...]] = get_args(ReturnKind)
ANSWERING: Final = ("notification", "report", "nil", "unchanged", "reply", "invitation")
"""Kinds that do a duty."""

ABOUT_OTHERS: Final = ("request", "observation", "finding", "ruling")
OBSERVING: Final = ("observation", "finding")
"""Kinds that tell what others saw."""

REFERRING: Final = (
    *("unchanged", "amendment", "cancellation", "clarification", "objection", "withdrawal"),
)
CHANGING: Final = ("amendment", "cancellation", "withdrawal")
"""Kinds that speak about an own paper under the same duty."""

CLOSED: Final = ("sealed", "deleted")
"""Whose contents are not read here."""
