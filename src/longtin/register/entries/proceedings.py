"""The proceedings: what a log has said so far, as far as the next statement is held against it.

It is a pure function of the entries and of the keys of the trust file: whoever reads the same log
holds the same proceedings, and names the same entry where one does not follow.
"""

import json
from collections.abc import Iterable
from typing import Any, Final

from longtin import measures
from longtin.errors import LongtinError
from longtin.register import log
from longtin.register.entries.party_keys import PartyKeys

INDEX_FORMAT: Final = "1"


class Proceedings:
    """What a log has said so far, as far as later statements are held against it.

    Args:
        origin: The log's name.
        founding: The log's keys, which sign for the secretariat.

    Attributes:
        size: Entries read.
        keys: Whose keys are valid.
        rules: The regime's id and the hash of its rules; nothing before they are entered.
        symbols: By document symbol, the entry that bears it.
        papers: Symbol, issuer and obligation of each paper that can be changed.
        admitted: When the last entry was let in.
        tips: By issuer, number and hash of its last statement.
        kept: Whatever else a kind of statement has to remember; values of JSON.
    """

    def __init__(self, origin: str, founding: Iterable[log.VerifierKey]) -> None:
        self.origin, self.size, self.admitted = origin, 0, ""
        self.keys = PartyKeys(founding)
        self.rules: tuple[str, str] | None = None
        self.symbols: dict[str, int] = {}
        self.papers: set[tuple[str, str, str]] = set()
        self.kept: dict[str, Any] = {}
        self.tips: dict[str, tuple[int, str]] = {}

    @property
    def regime(self) -> measures.Regime | None:
        """The regime that the register is kept under."""
        return None if self.rules is None else measures.regime(self.rules[0])

    def tip(self, issuer: str) -> tuple[int, str]:
        """Number and hash of an issuer's last statement; 0 and nothing before the first."""
        return self.tips.get(issuer, (0, ""))

    def written(self, root: bytes) -> str:
        """The proceedings as the text of an index, to go on from.

        Args:
            root: Of the log at this size.
        """
        found = {
            "format": INDEX_FORMAT,
            "origin": self.origin,
            "size": self.size,
            "root": root.hex(),
            "admitted": self.admitted,
            "rules": self.rules,
            "tips": self.tips,
            "symbols": self.symbols,
            "papers": sorted(self.papers),
            "keys": self.keys.as_data(),
            "kept": self.kept,
        }
        return json.dumps(found, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_index(cls, text: str, origin: str) -> tuple["Proceedings", bytes] | None:
        """What an index holds, and the root of the log it was made of; nothing if it is another's.

        An index is made of the log and can be thrown away at any time.
        """
        try:
            found = json.loads(text)
            if (found["format"], found["origin"]) != (INDEX_FORMAT, origin):
                return None
            made = cls(origin, ())
            made.size, made.admitted = found["size"], found["admitted"]
            made.rules = tuple(found["rules"]) if found["rules"] else None
            made.tips = {issuer: (number, tip) for issuer, (number, tip) in found["tips"].items()}
            made.symbols, made.kept = found["symbols"], found["kept"]
            made.papers = {(symbol, issuer, duty) for symbol, issuer, duty in found["papers"]}
            made.keys = PartyKeys.from_data(found["keys"])
            return made, bytes.fromhex(found["root"])
        except (ValueError, KeyError, TypeError, LongtinError):
            return None
