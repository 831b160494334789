"""Papers that the secretariat enters for a party, and the party's countersignature of them.

A paper entered so stands in the log over the secretariat's signature. It counts from the day it was
received, and it is marked until its party has countersigned it or said that it is none of its own.
"""

from typing import TYPE_CHECKING, Any, Final

from longtin._moments import moment
from longtin.errors import Phrase, RegisterError
from longtin.register import log
from longtin.register.entries.statement import SECRETARIAT, Statement

if TYPE_CHECKING:
    from longtin.register.entries.proceedings import Proceedings

COUNTERSIGNATURE: Final = "countersignature"

PAPER_KEYS: Final = frozenset({"on_behalf", "paper", "received"})
"""Keys of a return that the secretariat enters for a party, beside those of the form."""

_PAPERS: Final = "papers"
"""Where the proceedings keep, by entry, whose paper stands there and its hash."""


def party_of(statement: Statement) -> str:
    """Whose return it is: of its issuer, or of the party for which the secretariat enters it."""
    return str(statement.body.get("on_behalf") or statement.issuer)


def check_paper(statement: Statement) -> None:
    """Refuse a return of the secretariat that is not entered for a party, and the reverse.

    Raises:
        LongtinError: Why.
    """
    body = statement.body
    if statement.issuer != SECRETARIAT:
        if found := PAPER_KEYS & set(body):
            raise RegisterError(
                "`{key}` is for papers that the secretariat enters. Leave it out.",
                key=min(found),
            )
        return
    if not body.get("received"):
        raise RegisterError("`received` is empty. Write the day on which the paper came.")
    if moment(str(body["received"])).day.isoformat() > statement.admitted[:10]:
        raise RegisterError(
            "`received` is {day}, and that is after the day of entry.", day=body["received"]
        )
    scan = body.get("paper", "")
    if scan and (len(scan) != 64 or set(scan) - set("0123456789abcdef")):
        raise log.malformed(Phrase("`paper`"), Phrase("a digest has 64 hexadecimal digits"))


def keep_paper(past: "Proceedings", statement: Statement) -> None:
    """Remember a paper that waits for its party's countersignature."""
    if statement.issuer == SECRETARIAT and statement.body.get("on_behalf"):
        papers = past.kept.setdefault(_PAPERS, {})
        papers[str(statement.index)] = [statement.body["on_behalf"], statement.hash]


def countersignature_body(past: "Proceedings", entry: int, *, agrees: bool, remark: str
                          ) -> dict[str, Any]:  # fmt: skip
    """The body by which a party says of a paper entered for it whether it is its own.

    Raises:
        RegisterError: No such paper waits for it.
    """
    _, found = _waiting(past, entry)
    return {
        "agrees": agrees,
        "entry": entry,
        "kind": COUNTERSIGNATURE,
        "payload": found,
        "remark": remark,
    }


def check_countersignature(past: "Proceedings", statement: Statement) -> None:
    """Refuse a countersignature of what is no paper of its party, or was countersigned before.

    Raises:
        LongtinError: Why.
    """
    body = statement.body
    formed = {"agrees": bool, "entry": int, "kind": str, "payload": str, "remark": str}
    check_formed(statement, formed)
    party, found = _waiting(past, body["entry"])
    if (party, found) != (statement.issuer, body["payload"]):
        raise RegisterError(
            "entry {index} is a paper of {party}, and only that party countersigns it, as it "
            "stands there",
            index=body["entry"],
            party=party,
        )
    if not body["agrees"] and not body["remark"].strip():
        raise RegisterError("`remark` is empty. Say why the paper is not countersigned.")


def keep_countersignature(past: "Proceedings", statement: Statement) -> None:
    """The paper no longer waits."""
    past.kept[_PAPERS].pop(str(statement.body["entry"]))


def _waiting(past: "Proceedings", entry: int) -> tuple[str, str]:
    found = past.kept.get(_PAPERS, {}).get(str(entry))
    if found is None:
        raise RegisterError(
            "Entry {index} is no paper that waits for a countersignature. `longtin register "
            "status` marks those that do.",
            index=entry,
        )
    return found[0], found[1]


def check_formed(statement: Statement, formed: dict[str, type]) -> None:
    """Refuse a body that has not exactly these keys with values of these kinds.

    Raises:
        VerificationError: `form`.
    """
    body = statement.body
    if set(body) != set(formed) or any(type(body[key]) is not kind for key, kind in formed.items()):
        raise log.malformed(
            Phrase("`{kind}`", kind=statement.kind),
            Phrase("it needs exactly {keys}", keys=", ".join(sorted(formed))),
        )
