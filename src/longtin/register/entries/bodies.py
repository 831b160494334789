"""What a statement of each kind has to say: checked before it is let in, and by whoever reads.

`check_body` refuses and changes nothing; `keep_body` remembers what later statements are held
against. Both are asked in the order of the log.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

from longtin import measures
from longtin.errors import Phrase, RegisterError
from longtin.register import log
from longtin.register.entries.party_keys import ENTER, REVOKE
from longtin.register.entries.proceedings import Proceedings
from longtin.register.entries.statement import SECRETARIAT, Statement
from longtin.register.returns import COLUMNS, KINDS, Return, return_from

RULES: Final = "rulepack"
"""Under which rules the register is kept from here on."""

FORMED: Final = ("notification", "report", "invitation")
"""Kinds that have to hold all that the obligation asks for."""

FORM_KEYS: Final = frozenset(
    {
        *("kind", "obligation", "dated", "symbol", "about", "activity", "event", "period"),
        *("refers", "figures", "content", "remark"),
    }
)
"""Keys of the body of a return."""


def check_body(past: Proceedings, statement: Statement) -> None:
    """Refuse a statement that says what its kind cannot, or that is at odds with those before it.

    Raises:
        LongtinError: Why.
    """
    if statement.kind == RULES:
        _check_rules(statement)
        return
    if past.regime is None:
        raise RegisterError("no rules are entered before it")
    if statement.kind == ENTER:
        past.keys.check_entering(statement, past.regime)
    elif statement.kind == REVOKE:
        past.keys.check_revoking(statement)
    else:
        _check_return(past, statement, past.regime)


def keep_body(past: Proceedings, statement: Statement) -> None:
    """Remember of a statement that was checked what later ones are held against."""
    body = statement.body
    if statement.kind == RULES:
        past.rules = (body["regime"], body["rules"])
    past.keys.keep(statement)
    if symbol := str(body.get("symbol", "")):
        past.symbols[symbol] = statement.index
        past.papers.add((symbol, statement.issuer, str(body.get("obligation", ""))))


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
    measures.regime(body["regime"])


def _check_return(past: Proceedings, statement: Statement, regime: measures.Regime) -> None:
    body = statement.body
    if statement.kind not in KINDS:
        raise RegisterError("`{kind}` is no kind of statement.", kind=statement.kind)
    if statement.issuer == SECRETARIAT:
        raise RegisterError("the secretariat owes no return and makes none")
    _check_keys(body)
    told = return_of(statement, regime)
    _check_content(body, regime)
    if told.symbol and (at := past.symbols.get(told.symbol)) is not None:
        raise RegisterError(
            "the symbol {symbol} is that of entry {index} already. Give each paper its own.",
            symbol=told.symbol,
            index=at,
        )
    changed = (told.refers, statement.issuer, told.obligation)
    if told.kind in {"amendment", "cancellation"} and changed not in past.papers:
        raise RegisterError(
            "`refers` is {symbol}, and there is no paper of this party and duty by that symbol. "
            "Enter the paper that is changed too.",
            symbol=told.refers,
        )


def _check_keys(body: Mapping[str, Any]) -> None:
    figures, content = body.get("figures"), body.get("content")
    is_formed = (
        set(body) == FORM_KEYS
        and isinstance(figures, dict)
        and isinstance(content, dict)
        and all(type(value) in {int, float} for value in figures.values())
        and all(isinstance(value, str) for value in content.values())
        and all(isinstance(body[key], str) for key in FORM_KEYS - {"figures", "content"})
    )
    if not is_formed:
        raise log.malformed(
            Phrase("`{kind}`", kind=str(body.get("kind"))),
            Phrase("it needs exactly {keys}", keys=", ".join(sorted(FORM_KEYS))),
        )


def _check_content(body: Mapping[str, Any], regime: measures.Regime) -> None:
    """Refuse a form that lacks what the obligation asks to be told."""
    if body["kind"] not in FORMED:
        return
    duty = next(each for each in regime.obligations if each.id == body["obligation"])
    lacking = [key for key in duty.content if not body["content"].get(key, "").strip()]
    if lacking:
        raise RegisterError(
            "{id} asks for {lacking}. Write them under `content`.",
            id=duty.id,
            lacking=", ".join(f"`{key}`" for key in lacking),
        )


def return_of(statement: Statement, regime: measures.Regime) -> Return:
    """A statement as a return: received and entered when it was admitted.

    Raises:
        LongtinError: It cannot be placed under the regime.
    """
    body = statement.body
    row = {name: str(body.get(name, "")) for name in COLUMNS}
    row |= {
        "party": statement.issuer,
        "number": str(statement.number),
        "figures": "; ".join(f"{key}={value:.15g}" for key, value in body["figures"].items()),
        "content": "; ".join(body["content"]),
        "received": statement.admitted,
        "entered": statement.admitted,
    }
    return return_from(statement.index, row, regime)


def as_return(statement: Statement, regime: measures.Regime) -> Return | None:
    """A statement as a return; nothing where it is none, such as one about keys.

    Raises:
        LongtinError: It cannot be placed under the regime.
    """
    return return_of(statement, regime) if statement.kind in KINDS else None
