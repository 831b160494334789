"""What others saw or found, and the other side's reply beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from longtin.register.return_kinds import (
    OBSERVING,
)
from longtin.register.returns import (
    Return,
)

FindingState = Literal["undisputed", "disputed", "answered", "withdrawn"]
"""`answered`: objected to, and clarified or ruled on since."""


@dataclass(frozen=True)
class ContestedFinding:
    """An observation or a finding about a party, with every reply to it.

    Attributes:
        finding: What was seen or concluded.
        replies: Objections, clarifications, rulings and the withdrawal, in the order they came.
        state: How it stands.
    """

    finding: Return
    replies: tuple[Return, ...]
    state: FindingState


def contested_findings(papers: Sequence[Return]) -> tuple[ContestedFinding, ...]:
    """Observations and findings among the papers about a duty, each with its replies.

    A reply names the symbol of what it speaks of; one to a reply counts for the same finding.

    Args:
        papers: About one duty, in the order they came.
    """
    return tuple(_with_replies(each, papers) for each in papers if each.kind in OBSERVING)


def _with_replies(finding: Return, papers: Sequence[Return]) -> ContestedFinding:
    symbols = {finding.symbol} - {""}
    replies: list[Return] = []
    state: FindingState = "undisputed"
    for each in papers:
        if not each.refers or each.refers not in symbols:
            continue
        replies.append(each)
        symbols |= {each.symbol} - {""}
        if each.kind == "withdrawal" and each.refers == finding.symbol:
            state = "withdrawn"
        elif state == "withdrawn":
            continue
        elif each.kind == "objection":
            state = "disputed"
        elif state == "disputed" and each.kind in {"clarification", "ruling", "withdrawal"}:
            state = "undisputed" if each.kind == "withdrawal" else "answered"
    return ContestedFinding(finding, tuple(replies), state)
