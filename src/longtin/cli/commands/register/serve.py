"""The command `longtin register serve`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from longtin.cli.options import option
from longtin.cli.options.listening import free
from longtin.cli.options.parsers import whole_number
from longtin.cli.options.register import Password, read_password, served
from longtin.cli.options.shared import Language, Tongue

SUMMARY = "Serve a register over HTTP: tiles, and an API for its parties."
EXAMPLE = "Example: longtin register serve reg --port 8720"

Host = Annotated[
    str, option("--host", "At which address; by default only this machine can reach it.", "ADDRESS")
]
Port = Annotated[int, option("--port", "Where it listens.", "N", whole_number)]
Named = Annotated[
    list[str] | None,
    option("--allow-host", "A further name under which it may be asked.", "NAME"),
]
Open = Annotated[
    bool, option("--open", "Let anyone read statements; without it that takes a token.")
]
Rate = Annotated[
    int,
    option(
        "--rate", "Requests a second of one address; with a token ten times as many.", "N",
        whole_number,
    ),
]  # fmt: skip
Limit = Annotated[
    int, option("--upload-limit", "Megabytes that may be sent at once.", "N", whole_number)
]


def serve(
    folder: Annotated[Path, typer.Argument(help="The folder of the register.", metavar="FOLDER")],
    port: Port = 8720,
    host: Host = "127.0.0.1",
    names: Named = None,
    open_: Open = False,
    rate: Rate = 20,
    upload_limit: Limit = 4,
    password: Password = None,
    language: Language = Tongue.en,
) -> None:
    """Serve a register: its log (C2SP tiles) for witnesses and auditors, an API for its parties.

    A token lets in (`longtin register token new`); what is entered is what a party's key has
    signed. It speaks plain HTTP: put a proxy with TLS before it, and name it with --allow-host.
    """
    from longtin._language import Language as Words

    server = served()
    import uvicorn

    free(host, port)
    settings = server.ServerSettings(
        folder,
        (*server.LOOPBACK, host, *(names or ())),
        is_open=open_,
        limits=server.ServerLimits(rate, 5.0 * rate, 1_000_000 * upload_limit),
    )
    application = server.application(settings, password=read_password(password))
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    say = Words(language).say
    for line in server.serving_lines(application, address, Words(language)):
        sys.stderr.write(line + "\n")
    uvicorn.Server(server.server_config(application, host, port)).run()
    sys.stderr.write(say("Stopped.") + "\n")
