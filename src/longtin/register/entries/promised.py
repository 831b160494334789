"""Commitments and positions as entries: whose they are, and that they are as a file has them."""

from datetime import date
from typing import Final

from longtin import promises
from longtin.errors import DataError, Phrase, RegisterError
from longtin.register import log
from longtin.register.entries.statement import Statement

COMMITMENT: Final = "commitment"
POSITION: Final = "position"
PROMISED: Final = (COMMITMENT, POSITION)

_KEYS: Final = frozenset({"holds", "kind", "sources"})


def check_promised(statement: Statement) -> None:
    """Refuse a commitment or position that is not its issuer's, or not as a file would have it.

    Raises:
        LongtinError: Why.
    """
    body = statement.body
    if set(body) != _KEYS or not isinstance(body["holds"], dict):
        raise log.malformed(
            Phrase("`{kind}`", kind=statement.kind),
            Phrase("it needs exactly {keys}", keys=", ".join(sorted(_KEYS))),
        )
    found = promises.one_statement(statement.kind, body["holds"], statement.kind)
    day = date.fromisoformat(statement.admitted[:10])
    by = found.by if isinstance(found.by, tuple) else (found.by,)
    if not any(statement.issuer in {party, *promises.members_of(party, day)} for party in by):
        raise RegisterError(
            "`{id}` is a statement of {by}, and {party} enters only its own",
            id=found.id,
            by=", ".join(by),
            party=statement.issuer,
        )
    _check_sources(body["sources"])


def _check_sources(sources: object) -> None:
    if not isinstance(sources, dict) or not all(
        isinstance(said, dict) and set(said) == {"en", "vi"} for said in sources.values()
    ):
        raise DataError("`sources` is no table of keys with `en` and `vi`. Write it so.")
