"""The command `longtin serve`."""

import sys
from pathlib import Path
from threading import Thread
from typing import Annotated

from longtin.cli.options import option
from longtin.cli.options.listening import free
from longtin.cli.options.parsers import whole_number
from longtin.cli.options.shared import Language, RecordFile, Tongue

TURN = 0.0005
"""Seconds for which one thread may hold the interpreter while others wait for it: who counts lets
who answers go first."""

SUMMARY = "The same answers in a browser, on this machine."
EXAMPLE = "Example: longtin serve --case my-case"

Port = Annotated[int, option("--port", "Where it listens.", "N", whole_number)]
Host = Annotated[
    str,
    option(
        "--host",
        "At which address; by default only this machine can reach it. With another, anyone who "
        "reaches it reads and writes as you do.",
        "ADDRESS",
    ),
]
Named = Annotated[
    list[str] | None,
    option("--allow-host", "A further name under which it may be asked.", "NAME"),
]
CaseDir = Annotated[
    Path | None, option("--case", "Folder that programmes are kept in; made if needed.", "FOLDER")
]
RegisterDir = Annotated[
    Path | None,
    option("--register", "A register to read; that in the case without, if it has one.", "FOLDER"),
]
Limit = Annotated[
    int, option("--upload-limit", "Megabytes that may be sent at once.", "N", whole_number)
]
Opens = Annotated[bool, option("--open", "Open the browser too.")]


def serve(
    port: Port = 8710,
    host: Host = "127.0.0.1",
    names: Named = None,
    record: RecordFile = None,
    case: CaseDir = None,
    folder: RegisterDir = None,
    upload_limit: Limit = 256,
    opens: Opens = False,
    language: Language = Tongue.en,
) -> None:
    """Open the workbench: every answer as a page in a browser, with nothing sent elsewhere."""
    from longtin._language import Language as Words
    from longtin.errors import LongtinError

    try:
        import uvicorn

        from longtin import web
    except ModuleNotFoundError as error:
        raise LongtinError(
            "The workbench needs the library {library}, which is not installed here. Install it "
            "with `pip install 'longtin[web]'`.",
            library=error.name,
        ) from error

    web.give_back_early()
    say = Words(language).say
    free(host, port)
    allowed = (*web.LOOPBACK, host, *(names or ()))
    application = web.application(
        web.Settings(record, case, folder, allowed, largest_upload=1_000_000 * upload_limit)
    )
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/?lang={language}"
    sys.stderr.write(say("Open {address} in a browser. Ctrl+C ends it.", address=address) + "\n")
    if host not in web.LOOPBACK:
        sys.stderr.write(
            say(
                "longtin: {host} can be reached from other machines. Whoever reaches it reads what "
                "you read and writes into your record and case; there is no password. Put it "
                "behind something that asks for one, and name it with --allow-host.",
                host=host,
            )
            + "\n"
        )
    if opens:
        import webbrowser

        webbrowser.open(address)
    sys.setswitchinterval(TURN)
    Thread(target=application.state.warm, daemon=True).start()
    uvicorn.run(application, host=host, port=port, log_level="warning", access_log=False)
