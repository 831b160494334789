"""Files of each version of the register's formats, kept for ever.

`python -m tests.register.golden` is run once for a new version, into files of its number; those of
older versions are never made again.
"""

import shutil
import tempfile
from pathlib import Path
from typing import Final

from longtin import register
from tests.register.desks import NIL, SEALED, made_desk

KEPT: Final = Path(__file__).parent / "formats"
SEALED_AT, PAPER_AT = 7, 8


def make(version: str) -> None:
    """Write a register of all kinds of entry, disclosed fields and a reading key."""
    desk = made_desk(Path(tempfile.mkdtemp()))
    desk.submit(SEALED)
    desk.paper()
    register.countersign(desk.folder, PAPER_AT, desk.signer("FRA"))
    signer, reading = desk.signer("POL"), desk.reading("POL")
    register.reveal(desk.folder, SEALED_AT, signer, reading, fields=["activity"])
    desk.submit(SEALED.replace("POL/1", "POL/9"))
    register.redact(desk.folder, 11, signer, "outdated")
    desk.submit(NIL, "DEU")
    register.export_register(desk.folder, KEPT / f"register-{version}")
    reading = desk.reading("DEU")
    fields = register.disclose(desk.folder, SEALED_AT, "DEU", reading, ["figures.troops"])
    (KEPT / f"fields-{version}.json").write_bytes(fields)
    shutil.copy(reading, KEPT / f"reading-{version}.key")


if __name__ == "__main__":
    make("1")
