"""The command `longtin register mirror`."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from longtin.cli.options import option
from longtin.cli.options.parsers import whole_number
from longtin.cli.options.register import (
    Password,
    TokenFile,
    Trust,
    read_password,
    read_token,
    serve_until_stopped,
)
from longtin.cli.options.shared import Language, Tongue
from longtin.errors import LongtinError

if TYPE_CHECKING:
    from longtin._language import Language as Words

SUMMARY = "Hold all of a register, cosign only what is held, and serve it."
EXAMPLE = (
    "Example: longtin register mirror --key pol-m.key --trust trust.policy --folder pol-mirror"
)


def mirror(
    key: Annotated[list[Path], option("--key", "The mirror's key; may be repeated.", "FILE")],
    trust: Trust,
    folder: Annotated[
        Path,
        option("--folder", "Where it keeps the log. Never bring it back from a copy.", "FOLDER"),
    ],
    follow: Annotated[
        str, option("--follow", "Take the log over from here, again and again.", "SOURCE")
    ] = "",
    every: Annotated[
        int, option("--every", "Seconds from one time to the next.", "N", whole_number)
    ] = 30,
    token: TokenFile = None,
    open_: Annotated[bool, option("--open", "Let anyone read entries.")] = False,
    read_token_file: Annotated[
        Path | None,
        option("--read-token-file", "A file with the token that lets read entries.", "FILE"),
    ] = None,
    host: Annotated[str, option("--host", "Where to listen.", "HOST")] = "127.0.0.1",
    port: Annotated[int, option("--port", "Where to listen.", "PORT")] = 8091,
    password: Password = None,
    language: Language = Tongue.en,
) -> None:
    """Run a mirror (C2SP tlog-mirror) until it is stopped.

    A register whose trust file names it sends each new entry with a proof, and the mirror cosigns a
    head once it durably holds all of it; --follow fetches by itself, with --token-file where that
    takes a token. It serves heads and hashes to anyone under /HASH, and entries with --open or to
    --read-token-file.
    """
    from longtin import register
    from longtin._language import Language as Words

    words = Words(language)
    there = register.MirrorSource(follow, read_token(token), every, _teller(words))
    with register.serving_mirror(
        key,
        trust,
        folder,
        host,
        port,
        password=read_password(password),
        token=None if open_ else read_token(read_token_file),
        follows=there if follow else None,
    ) as server:
        serve_until_stopped(server, host, words)


def _teller(words: "Words") -> Callable[[int | LongtinError], None]:
    """Says how many entries are held, or why not, where that is news."""
    from longtin._language import told
    from longtin.register import entries_said

    said = [""]

    def tell(found: int | LongtinError) -> None:
        before = said[0]
        if isinstance(found, LongtinError):
            said[0] = told(found, words)
        else:
            said[0] = words.say("Held and cosigned: {n}.", n=entries_said(found, words))
        if said[0] != before:
            sys.stderr.write(said[0] + "\n")

    return tell
