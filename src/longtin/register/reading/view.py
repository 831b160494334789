"""A register opened for reading: every statement verified once, and what they come to."""

from dataclasses import dataclass, field
from pathlib import Path

from longtin import actors, measures
from longtin.errors import RegisterError
from longtin.register import log
from longtin.register.entries.party_keys import PartyKey, key_entries
from longtin.register.entries.proceedings import Proceedings
from longtin.register.entries.statement import SECRETARIAT, Statement
from longtin.register.folder import TRUST, read_file, read_folder
from longtin.register.returns import Return
from longtin.register.submitting import register_statements, returns_of


@dataclass(frozen=True)
class RegisterView:
    """What stands in a register, each signature and chain checked.

    Attributes:
        folder: The register's.
        origin: The name of its log.
        statements: All of them, by their place in the log.
        returns: Those that are returns; `line` is the place.
        regime: Under which it is kept; nothing where its log names none.
        parties: Those with a key, by Correlates of War code, in the order of their entry.
        keys: Every key, those of the trust file first.
        witnessing: The published head, and who has cosigned it; nothing where none is published.
        trust: The trust file.
    """

    folder: Path
    origin: str
    statements: tuple[Statement, ...]
    returns: tuple[Return, ...]
    regime: measures.Regime | None
    parties: tuple[int, ...]
    keys: tuple[PartyKey, ...]
    witnessing: log.Witnessing | None
    trust: bytes = field(repr=False)

    def entry(self, index: int) -> Statement:
        """What stands at a place.

        Raises:
            RegisterError: There is no such entry.
        """
        if not 0 <= index < len(self.statements):
            raise RegisterError(
                "There is no entry {index}: the register has {n}, numbered from 0.",
                index=index,
                n=len(self.statements),
            )
        return self.statements[index]

    def return_at(self, index: int) -> Return | None:
        """The return that an entry is; nothing where it is none."""
        return next((each for each in self.returns if each.line == index), None)

    def at(self, symbol: str) -> int | None:
        """The entry of a document symbol."""
        found = (each.line for each in self.returns if symbol and each.symbol == symbol)
        return next(found, None)


def read_register(folder: Path) -> RegisterView:
    """Read a register whole, and check every statement of it.

    Raises:
        RegisterError: An entry is no statement, its chain does not fit, or it is signed by a key
            that was not valid there; or the folder holds no register.
    """
    log.check_installed()
    found = read_folder(folder)
    statements, past = register_statements(folder)
    store = found.store()
    try:
        note = store.checkpoint()
    finally:
        store.close()
    head = None if note is None else log.verify_witnessed(note, found.trust, quorum=False)
    return RegisterView(
        folder, found.origin, statements, returns_of(statements, past), past.regime,
        _parties(past), tuple(past.keys), head, read_file(folder / TRUST),
    )  # fmt: skip


def keys_of_entry(found: RegisterView, index: int) -> list[int]:
    """The entries by which the key that has signed an entry became its party's.

    Raises:
        RegisterError: There is no such entry.
    """
    return key_entries(
        found.keys,
        str(found.entry(index).said["key"]),
        lambda at: str(found.entry(at).said["key"]),
    )


def head_of(folder: Path) -> tuple[int, bytes]:
    """Size and root of a register now: what was read of it before holds as long as they do."""
    store = read_folder(folder).store()
    try:
        head = store.head()
        return head.size, (store.checkpoint() or b"") + head.root
    finally:
        store.close()


def _parties(past: Proceedings) -> tuple[int, ...]:
    codes = dict.fromkeys(each.party for each in past.keys if each.party != SECRETARIAT)
    return tuple(actors.find(each).ccode for each in codes)
