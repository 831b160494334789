"""Returns as entries: their form, their numbers and symbols, and what they change."""

from collections.abc import Mapping
from typing import Any, Final

from longtin import measures
from longtin.errors import Phrase, RegisterError
from longtin.register import log
from longtin.register.entries.numbers import check_number, keep_number
from longtin.register.entries.paper_entries import PAPER_KEYS, check_paper, keep_paper, party_of
from longtin.register.entries.proceedings import Proceedings
from longtin.register.entries.statement import SECRETARIAT, Statement
from longtin.register.entries.withheld import check_sealed, keep_sealed
from longtin.register.return_kinds import CHANGING, KINDS, Secrecy
from longtin.register.returns import COLUMNS, Return, return_from

FORMED: Final = ("notification", "report", "invitation")
"""Kinds that have to hold all that the obligation asks for."""

TEXTS: Final = frozenset(
    {
        *("kind", "obligation", "dated", "symbol", "about", "activity", "event", "period"),
        *("refers", "remark"),
    }
)
FORM_KEYS: Final = TEXTS | {"figures", "content"}
"""Keys of the body of a return."""

MORE_KEYS: Final = PAPER_KEYS | {"number", "sealed"}
"""Keys that some of them have."""


def check_return(past: Proceedings, statement: Statement, regime: measures.Regime) -> None:
    """Refuse a return that is not whole, or at odds with those before it.

    Raises:
        LongtinError: Why.
    """
    body = statement.body
    if statement.kind not in KINDS:
        raise RegisterError("`{kind}` is no kind of statement.", kind=statement.kind)
    if statement.issuer == SECRETARIAT and not body.get("on_behalf"):
        raise RegisterError(
            "the secretariat owes no return and makes none. Say whose paper it is: --on-behalf."
        )
    _check_keys(body)
    check_paper(statement)
    check_number(past, statement)
    if "sealed" in body:
        check_sealed(past, statement)
    told = return_of(statement, regime)
    if "sealed" not in body:
        _check_content(body, regime)
    if told.symbol and (at := past.symbols.get(told.symbol)) is not None:
        raise RegisterError(
            "the symbol {symbol} is that of entry {index} already. Give each paper its own.",
            symbol=told.symbol,
            index=at,
        )
    changed = (told.refers, party_of(statement), told.obligation)
    if told.kind in CHANGING and changed not in past.papers:
        raise RegisterError(
            "`refers` is {symbol}, and there is no paper of this party and duty by that symbol. "
            "Enter the paper that is changed too.",
            symbol=told.refers,
        )


def keep_return(past: Proceedings, statement: Statement) -> None:
    """Remember of a return what later ones are held against."""
    body = statement.body
    if symbol := str(body["symbol"]):
        past.symbols[symbol] = statement.index
        past.papers.add((symbol, party_of(statement), str(body["obligation"])))
    keep_number(past, statement)
    keep_paper(past, statement)
    keep_sealed(past, statement)


def _check_keys(body: Mapping[str, Any]) -> None:
    figures, content = body.get("figures"), body.get("content")
    is_formed = (
        set(body) >= FORM_KEYS
        and set(body) <= FORM_KEYS | MORE_KEYS
        and isinstance(figures, dict)
        and isinstance(content, dict)
        and all(type(value) in {int, float} for value in figures.values())
        and all(isinstance(value, str) for value in content.values())
        and all(isinstance(body[key], str) for key in (TEXTS | PAPER_KEYS) & set(body))
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


def row_of(statement: Statement, body: Mapping[str, Any]) -> dict[str, str]:
    """A statement as a row of a table of returns: entered when it was admitted.

    What its party sent itself was received then; a paper, when the secretariat says it came.

    Args:
        statement: The statement.
        body: What it says, with what is known of its sealed fields.
    """
    row = {name: str(body.get(name, "")) for name in COLUMNS}
    return row | {
        "party": party_of(statement),
        "number": str(body.get("number", "")),
        "figures": "; ".join(f"{key}={value:.15g}" for key, value in body["figures"].items()),
        "content": "; ".join(body["content"]),
        "received": str(body.get("received") or statement.admitted),
        "entered": statement.admitted,
    }


def return_of(statement: Statement, regime: measures.Regime) -> Return:
    """A statement as a return, as it was entered.

    Raises:
        LongtinError: It cannot be placed under the regime.
    """
    secrecy: Secrecy = "sealed" if "sealed" in statement.body else "open"
    return return_from(statement.index, row_of(statement, statement.body), regime, secrecy)
