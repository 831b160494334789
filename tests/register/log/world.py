"""A register with witnesses of two sides on this machine, made the same way each time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from longtin.register import log
from longtin.register.log.witness import HttpAnswer

ORIGIN = "register.example/vd11"


def seeded(name: str, kind: int = log.ED25519) -> log.SigningKey:
    """The key of a name: the same in every run, and of nobody."""
    return log.new_key(name, kind, sha256(f"{kind}{name}".encode()).digest())


def submission(number: int) -> log.NewEntry:
    """The entry of a number."""
    entry = b"entry %d" % number
    return log.NewEntry(entry, sha256(entry).digest())


def asked(witness: log.Witness) -> Callable[[str, bytes | None], HttpAnswer]:
    """Asks a witness without a network."""

    def ask(path: str, body: bytes | None) -> HttpAnswer:
        if body is not None:
            return witness.add_checkpoint(body)
        return witness.latest(path.partition("/")[0])

    return ask


@dataclass
class World:
    """A register, its witnesses, and whom its readers believe.

    Attributes:
        folder: Where everything is.
        names: Witnesses by side.
        keys: The log's keys.
        time: What every clock shows.
    """

    folder: Path
    names: dict[str, Sequence[str]] = field(
        default_factory=lambda: {"east": ["e1", "e2"], "west": ["w1", "w2"]}
    )
    keys: tuple[log.SigningKey, ...] = (seeded(ORIGIN),)
    time: float = 1_800_000_000.0

    def __post_init__(self) -> None:
        self.witness_keys = {
            name: seeded(f"{name}.example", log.COSIGNATURE)
            for side in self.names.values()
            for name in side
        }
        self.witnesses = {name: self.witness(name) for name in self.witness_keys}
        ends = {name: log.Endpoint(name, key.verifier) for name, key in self.witness_keys.items()}
        logs = [log.Endpoint(ORIGIN, self.keys[0].verifier)]
        sides = {side: [ends[name] for name in names] for side, names in self.names.items()}
        self.trust = log.write_policy(logs, sides)
        self.policy = log.parse_policy(self.trust)
        self.ends = ends

    def witness(self, name: str, keys: Sequence[log.VerifierKey] = ()) -> log.Witness:
        """A witness with its memory in the folder."""
        known = [*(key.verifier for key in self.keys), *keys]
        file = self.folder / f"{name}.witness"
        return log.Witness(file, [self.witness_keys[name]], known, lambda: self.time)

    def clients(self, *names: str) -> list[log.WitnessClient]:
        """How the log asks its witnesses: these, or all."""
        return [
            log.WitnessClient(self.ends[name], asked(self.witnesses[name]))
            for name in names or self.witnesses
        ]

    def store(self, name: str = "register") -> log.Store:
        """A store in the folder."""
        return log.SqliteStore(self.folder / f"{name}.db", ORIGIN)

    def pin(self) -> log.Pin:
        """The register's pin."""
        return log.Pin(self.folder / log.pin_name(self.keys[0].verifier))

    def log(
        self,
        store: log.Store | None = None,
        clients: Sequence[log.WitnessClient] | None = None,
        watch: Callable[[str], object] = str,
    ) -> log.Log:
        """The register, opened."""
        return log.Log(
            store or self.store(),
            self.pin(),
            self.keys,
            self.policy,
            self.clients() if clients is None else clients,
            lambda: self.time,
            watch,
        )
