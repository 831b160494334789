"""The command `longtin register witness`."""

from pathlib import Path
from typing import Annotated

from longtin.cli.options import option
from longtin.cli.options.register import Password, Trust, read_password, serve_until_stopped
from longtin.cli.options.shared import Language, Tongue

SUMMARY = "Cosign heads of a register, each only if it extends the one before."
EXAMPLE = (
    "Example: longtin register witness --key pol.key --trust trust.policy --memory pol.witness"
)


def witness(
    key: Annotated[list[Path], option("--key", "The witness's key; may be repeated.", "FILE")],
    trust: Trust,
    memory: Annotated[
        Path, option("--memory", "What it has cosigned. Never bring it back from a copy.", "FILE")
    ],
    host: Annotated[str, option("--host", "Where to listen.", "HOST")] = "127.0.0.1",
    port: Annotated[int, option("--port", "Where to listen.", "PORT")] = 8090,
    password: Password = None,
    language: Language = Tongue.en,
) -> None:
    """Run a witness (C2SP tlog-witness) until it is stopped.

    It answers the register at /add-checkpoint, and anyone at /HASH/checkpoint: the last head it
    has cosigned, by which parties can check each other and the register.
    """
    from longtin import register
    from longtin._language import Language as Words

    words = Words(language)
    with register.serving_witness(
        key, trust, memory, host, port, password=read_password(password)
    ) as server:
        serve_until_stopped(server, host, words)
