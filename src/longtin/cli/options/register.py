"""Option types of the commands of the register."""

from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Annotated

import typer

from longtin._files import read_some
from longtin.cli.options import option
from longtin.errors import RegisterError

if TYPE_CHECKING:
    from http.server import HTTPServer

    from longtin._language import Language as Words
    from longtin.register import RegisterAddress

Trust = Annotated[
    Path,
    option("--trust", "The trust file, had from somebody you rely on (C2SP tlog-policy).", "FILE"),
]
Unwitnessed = Annotated[
    bool,
    option("--allow-unwitnessed", "Accept what too few have cosigned; the answer says how many."),
]
Password = Annotated[
    Path | None,
    option("--password-file", "A file with the password of the keys, in one line.", "FILE"),
]
TokenFile = Annotated[
    Path | None,
    option("--token-file", "A file with the token that lets in at an address.", "FILE"),
]
KeyPassword = Annotated[
    Path | None,
    option("--key-password-file", "A file with the password of the party's key.", "FILE"),
]

Database = Annotated[
    str, option("--db", "A PostgreSQL database; SQLite in the folder without it.", "ADDRESS")
]
Folder = Annotated[Path, option("--register", "The folder of the register.", "FOLDER")]
Place = Annotated[
    str, option("--register", "The folder of the register, or its address.", "FOLDER|ADDRESS")
]
TrustThere = Annotated[
    Path | None,
    option("--trust", "At an address: the trust file it is held to (C2SP tlog-policy).", "FILE"),
]


def reached(place: str, trust: Path | None, token: Path | None) -> "Path | RegisterAddress":
    """A register by its folder or its address, from the options of a command.

    Raises:
        RegisterError: An address is given without a trust file, or the token cannot be read.
    """
    if not place.startswith(("http://", "https://")):
        return Path(place)
    from longtin import register

    if trust is None:
        raise RegisterError(
            "A register elsewhere is checked by its trust file. Give it with --trust."
        )
    return register.RegisterAddress(place, trust, read_token(token))


def read_password(file: Path | None) -> bytes | None:
    """The password in a file; none where no file is given.

    Raises:
        RegisterError: The file cannot be read.
    """
    if file is None:
        return None
    try:
        return read_some(file).removesuffix(b"\n").removesuffix(b"\r")
    except OSError as error:
        raise RegisterError("{file} cannot be read: {why}.", file=file, why=error) from error


def read_token(file: Path | None) -> str:
    """The token in a file; an empty one where no file is given.

    Raises:
        RegisterError: The file cannot be read.
    """
    return (read_password(file) or b"").decode("utf-8", "replace").strip()


def serve_until_stopped(server: "HTTPServer", host: str, words: "Words") -> None:
    """Serve until the user ends it, and say where and when."""
    address = f"http://{host}:{server.server_port}"
    typer.echo(words.say("Listening at {address}. Stop with Ctrl-C.", address=address), err=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        typer.echo(words.say("Stopped."), err=True)


def served() -> ModuleType:
    """The part that serves a register.

    Raises:
        RegisterError: A library that it needs is not installed.
    """
    try:
        import uvicorn  # noqa: F401 - it runs what that part makes

        return import_module("longtin.register.server")
    except ModuleNotFoundError as error:
        raise RegisterError(
            "The register needs the library {library}, which is not installed here. Install it "
            "with `pip install 'longtin[register]'`.",
            library=error.name,
        ) from error
