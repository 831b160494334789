"""What a statement of each kind has to say: checked before it is let in, and by whoever reads.

`check_body` refuses and changes nothing; `keep_body` remembers what later statements are held
against. Both are asked in the order of the log.
"""

from hashlib import sha256
from re import fullmatch
from typing import Any, Final

from longtin import measures
from longtin.errors import Phrase, RegisterError
from longtin.register import log
from longtin.register.entries.paper_entries import (
    COUNTERSIGNATURE,
    check_countersignature,
    keep_countersignature,
)
from longtin.register.entries.party_keys import ENTER, REVOKE
from longtin.register.entries.proceedings import Proceedings
from longtin.register.entries.promised import PROMISED, check_promised
from longtin.register.entries.return_bodies import check_return, keep_return, return_of
from longtin.register.entries.statement import SECRETARIAT, Statement
from longtin.register.entries.withheld import (
    READER,
    REDACTION,
    REVEAL,
    check_reader,
    check_redaction,
    check_reveal,
    keep_reader,
    keep_redaction,
)
from longtin.register.return_kinds import KINDS
from longtin.register.returns import Return

RULES: Final = "rulepack"
"""Under which rules the register is kept from here on."""


def check_body(past: Proceedings, statement: Statement) -> None:
    """Refuse a statement that says what its kind cannot, or that is at odds with those before it.

    Raises:
        LongtinError: Why.
    """
    kind, regime = statement.kind, past.regime
    if kind == RULES:
        _check_rules(statement)
        return
    if regime is None:
        raise RegisterError("no rules are entered before it")
    if kind == ENTER:
        past.keys.check_entering(statement, regime)
    elif kind == REVOKE:
        past.keys.check_revoking(statement)
    elif kind == READER:
        check_reader(statement)
    elif kind == COUNTERSIGNATURE:
        check_countersignature(past, statement)
    elif kind == REVEAL:
        check_reveal(past, statement)
    elif kind == REDACTION:
        check_redaction(past, statement)
    elif kind in PROMISED:
        check_promised(statement)
    else:
        check_return(past, statement, regime)


def keep_body(past: Proceedings, statement: Statement) -> None:
    """Remember of a statement that was checked what later ones are held against."""
    body, kind = statement.body, statement.kind
    past.keys.keep(statement)
    if kind == RULES:
        past.rules = (body["regime"], body["rules"])
    elif kind == READER:
        keep_reader(past, statement)
    elif kind == COUNTERSIGNATURE:
        keep_countersignature(past, statement)
    elif kind == REDACTION:
        keep_redaction(past, statement)
    elif kind in KINDS:
        keep_return(past, statement)


def rules_hash(regime: measures.Regime) -> str:
    """SHA-256 of the canonical JSON of a regime: which rules exactly are meant."""
    found = regime.model_dump(mode="json", exclude_defaults=True, by_alias=True)
    return sha256(log.canonical(found)).hexdigest()


def rules_body(regime: measures.Regime) -> dict[str, Any]:
    """The body of the statement by which a register is put under a regime."""
    return {"kind": RULES, "regime": regime.id, "rules": rules_hash(regime)}


def _check_rules(statement: Statement) -> None:
    body = statement.body
    texts = all(isinstance(value, str) for value in body.values())
    if set(body) != {"kind", "regime", "rules"} or not texts:
        raise log.malformed(
            Phrase("`{kind}`", kind=RULES), Phrase("it needs exactly {keys}", keys="kind, regime, "
            "rules")
        )  # fmt: skip
    if statement.issuer != SECRETARIAT:
        raise RegisterError("only the secretariat enters rules")
    if not fullmatch(r"[0-9a-f]{64}", body["rules"]):
        raise log.malformed(Phrase("`rules`"), Phrase("a digest has 64 hexadecimal digits"))
    measures.regime(body["regime"])


def as_return(statement: Statement, regime: measures.Regime) -> Return | None:
    """A statement as a return; nothing where it is none, such as one about keys.

    Raises:
        LongtinError: It cannot be placed under the regime.
    """
    return return_of(statement, regime) if statement.kind in KINDS else None
