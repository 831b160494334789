"""A register on disk: a folder that says where its store, its pin and its keys are."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Any, Final

from longtin._files import read_some, write_whole
from longtin._language import Language, told
from longtin.errors import RegisterError, VerificationError
from longtin.register import log
from longtin.register.log.keys import check_name

SETTINGS: Final = "register.json"
"""What says where everything is."""

TRUST: Final = "trust.policy"
"""Whom the readers of the register believe (C2SP tlog-policy); to be handed to each of them."""

DATABASE: Final = "register.db"
KEY: Final = "log.key"
ML_DSA_KEY: Final = "log-ml-dsa.key"
VERSION: Final = "1"

_PASSWORD: Final = re.compile(r"//[^/@]*:[^/@]*@|[?&]password=")


@dataclass(frozen=True)
class RegisterFolder:
    """Where the parts of a register are.

    Attributes:
        folder: The folder.
        origin: The name of its log.
        database: `register.db`, or the address of a PostgreSQL database.
        pin: The file that holds its last signed head, apart from the store.
        keys: Files of the log's keys, within the folder.
    """

    folder: Path
    origin: str
    database: str
    pin: Path
    keys: tuple[str, ...]

    @property
    def trust(self) -> log.TrustPolicy:
        """Whom its readers believe.

        Raises:
            RegisterError: The file is not there.
            VerificationError: `form`.
        """
        return log.parse_policy(read_file(self.folder / TRUST))

    def store(self) -> log.Store:
        """Its store, opened.

        Raises:
            RegisterError: It does not open.
        """
        if self.database.startswith("postgres"):
            return log.PostgresStore(self.database, self.origin)
        file = self.folder / self.database
        if not file.exists():
            raise RegisterError(
                "{file} is not there, and it holds every entry. Bring it back from a copy.",
                file=file,
            )
        return log.SqliteStore(file, self.origin)


def default_pins() -> Path:
    """Where pins are kept if nobody says otherwise: apart from registers, one folder a user."""
    own = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(own) / "longtin" / "pins"


def read_file(file: Path) -> bytes:
    """The bytes of a file.

    Raises:
        RegisterError: It cannot be read.
    """
    try:
        return read_some(file)
    except OSError as error:
        raise RegisterError("{file} cannot be read: {why}.", file=file, why=error) from error


def file_hash(file: Path) -> str:
    """SHA-256 of a file, in hexadecimal.

    Raises:
        RegisterError: It cannot be read, or is no file with an end.
    """
    try:
        if file.exists() and not file.is_file():
            raise RegisterError("{file} is no file. Give a scan, such as a PDF.", file=file)
        with file.open("rb") as opened:
            return file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise RegisterError("{file} cannot be read: {why}.", file=file, why=error) from error


def read_folder(folder: Path) -> RegisterFolder:
    """Read where the parts of a register are.

    Raises:
        RegisterError: There is no register, or it is of another version.
    """
    if not (folder / SETTINGS).is_file():
        raise RegisterError(
            "There is no register at {file}. Make one with `longtin register init`.", file=folder
        )
    try:
        read = log.read_canonical(read_file(folder / SETTINGS).removesuffix(b"\n"), SETTINGS)
        if read["format"] != VERSION:
            raise RegisterError(
                "{where} is no register of format {known}, but {given}. Open it with the version "
                "of Longtin that wrote it, and export it.",
                where=folder,
                known=VERSION,
                given=read["format"],
            )
        return RegisterFolder(
            folder, read["origin"], read["database"], Path(read["pin"]), tuple(read["keys"])
        )
    except (VerificationError, KeyError, TypeError) as error:
        raise RegisterError(
            "{file} is damaged: {why}. Bring it back from a copy; it holds no entries.",
            file=folder / SETTINGS,
            why=error,
        ) from error


def init_register(
    folder: Path,
    origin: str,
    *,
    database: str = "",
    pin: Path | None = None,
    witnesses: bytes = b"",
    ml_dsa: bool = False,
    password: bytes | None = None,
) -> log.Appended:
    """Make a register: keys, store, pin, trust file, and a first signed head without entries.

    It may be called again where it was cut short; nothing that is there is made anew.

    Args:
        folder: Where; made if it is not there.
        origin: The name of its log, best an address without `https://`.
        database: The address of a PostgreSQL database; by default an SQLite file in the folder.
        pin: The file that holds its last signed head: on another disk than the store, never in the
            same backup.
        witnesses: Lines of a trust file: witnesses, groups and the quorum; without them it asks
            for no witness.
        ml_dsa: Sign with a key of ML-DSA-44 beside that of Ed25519.
        password: Encrypts the keys.

    Returns:
        The first head, and which witnesses have cosigned it.

    Raises:
        RegisterError: There is a register of another name, the address holds a password, or a disk
            or database refuses.
        VerificationError: `form`: the lines are no trust file.
    """
    log.check_installed()
    check_address(database)
    _check_new(folder, origin, witnesses)
    if database:
        _make_store(folder, database, origin)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    own = _make_keys(folder, origin, ml_dsa=ml_dsa, password=password)
    if not (folder / TRUST).is_file():
        lines = "".join(f"log {key.vkey}\n" for key in own.values()).encode()
        lines += witnesses or b"quorum none\n"
        log.parse_policy(lines)
        write_whole(folder / TRUST, lines)
    if not (folder / SETTINGS).is_file():
        place = pin or default_pins() / log.pin_name(own[KEY])
        _write_settings(folder, origin, database or DATABASE, place, list(own))
    if not database:
        _make_store(folder, DATABASE, origin)
    opened = open_register(folder, password=password)
    try:
        return opened.publish()
    finally:
        opened.close()


def _check_new(folder: Path, origin: str, witnesses: bytes) -> None:
    """Refuse what no register can be made of, before anything is made."""
    if (folder / SETTINGS).is_file() and (there := read_folder(folder)).origin != origin:
        raise RegisterError(
            "{where} holds the log `{given}`, not `{origin}`. Name another place for this one.",
            where=folder,
            given=there.origin,
            origin=origin,
        )
    check_name(origin)
    log.parse_policy(witnesses or b"quorum none\n")


def _make_keys(
    folder: Path, origin: str, *, ml_dsa: bool, password: bytes | None
) -> dict[str, log.VerifierKey]:
    kinds = {KEY: log.ED25519, **({ML_DSA_KEY: log.ML_DSA} if ml_dsa else {})}
    for name, kind in kinds.items():
        if not (folder / name).is_file():
            log.write_key(log.new_key(origin, kind), folder / name, password)
    return {name: log.read_key(folder / name, password).verifier for name in kinds}


def _write_settings(folder: Path, origin: str, database: str, pin: Path, keys: list[str]) -> None:
    pin.parent.mkdir(parents=True, exist_ok=True)
    settings = {
        "database": database,
        "format": VERSION,
        "keys": keys,
        "origin": origin,
        "pin": str(pin.absolute()),
    }
    write_whole(folder / SETTINGS, log.canonical(settings) + b"\n")


def _make_store(folder: Path, database: str, origin: str) -> None:
    if database.startswith("postgres"):
        log.PostgresStore(database, origin, create=True).close()
    else:
        log.SqliteStore(folder / database, origin).close()


def check_address(database: str) -> None:
    """Refuse the address of a database that holds a password.

    Raises:
        RegisterError: It does.
    """
    if _PASSWORD.search(database):
        raise RegisterError(
            "The address of the database holds a password, which would be kept in a file. Leave it "
            "out, and give it by PGPASSFILE or PGPASSWORD."
        )


def open_register(
    folder: Path,
    *,
    password: bytes | None = None,
    clients: Callable[[log.TrustPolicy], Sequence[log.WitnessClient]] | None = None,
) -> log.Log:
    """Open a register to append to it; its witnesses are those of its trust file with an address.

    Args:
        folder: The register's.
        password: Of its keys.
        clients: How witnesses are asked; over HTTP at their addresses by default.

    Returns:
        The log. Where `refusal` is set, it is for reading only.

    Raises:
        RegisterError: It is not there, or does not open.
    """
    log.check_installed()
    found = read_folder(folder)
    if not found.keys:
        raise RegisterError(
            "{folder} is a copy that is for reading: the key of its log did not come along. Enter "
            "where the register is kept, or import it again with --key.",
            folder=folder,
        )
    keys = [log.read_key(folder / name, password) for name in found.keys]
    trust = found.trust
    asked = clients(trust) if clients else with_addresses(trust)
    return log.Log(found.store(), log.Pin(found.pin), keys, trust, asked)


def adopt_register(folder: Path, *, password: bytes | None = None) -> None:
    """Make the pin of a register again where it is lost, on the word of its witnesses.

    Raises:
        VerificationError: `quorum`: too few witnesses know it; or it is not what they know.
        RegisterError: It has its pin, or does not open.
    """
    opened = open_register(folder, password=password)
    try:
        opened.adopt()
    finally:
        opened.close()


def with_addresses(trust: log.TrustPolicy) -> list[log.WitnessClient]:
    """The witnesses of a trust file that say where they answer."""
    return [log.WitnessClient(each) for each in trust.witnesses if each.address]


def folder_data(found: RegisterFolder, made: log.Appended) -> dict[str, Any]:
    """A register that was made, as plain values; keys are a promise."""
    keys = [each.key for each in found.trust.logs]
    return {
        "origin": found.origin,
        "folder": str(found.folder),
        "pin": str(found.pin),
        "keys": [{"vkey": key.vkey, "fingerprint": key.fingerprint} for key in keys],
        "level": made.witnessing.level,
        "silent": sorted(made.silent),
    }


def folder_lines(found: RegisterFolder, made: log.Appended, words: Language) -> Iterator[str]:
    """A register that was made, in sentences, and which witnesses did not cosign."""
    say = words.say
    yield say(
        "The register {origin} is made in {folder}.", origin=found.origin, folder=found.folder
    )
    yield say("Its pin: {file}", file=found.pin)
    yield say("Its trust file, for every party: {file}", file=found.folder / TRUST)
    for each in found.trust.logs:
        yield say("Fingerprint of its key: {text}", text=each.key.fingerprint)
    for name, error in sorted(made.silent.items()):
        yield say("{name} has not cosigned: {why}", name=name, why=told(error, words))
