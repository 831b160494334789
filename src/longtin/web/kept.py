"""What maps cost to count, on disk: named by all that it was made from."""

from contextlib import suppress
from datetime import date
from hashlib import sha256

from longtin import trust
from longtin._kept_files import folders, keep as keep_file

DRAWN = "2"
"""Of what is kept; another number forgets what was kept before."""


def name_of(record_version: str, ccode: int, way: str, by: str, last: date) -> str:
    """The name of a kept table of trust in or of a state."""
    model = trust.Model.shipped(draws=0)
    versions = (model.events.version, model.annual.version)
    made_from = "/".join((DRAWN, record_version, *versions, str(ccode), way, by, str(last)))
    return f"world-{sha256(made_from.encode()).hexdigest()[:24]}.parquet"


def read(name: str) -> bytes | None:
    """What is kept under a name, if anything."""
    for folder in folders():
        with suppress(OSError):
            return (folder / name).read_bytes()
    return None


def keep(name: str, content: bytes) -> None:
    """Keep something for the next time the workbench is started."""
    keep_file(name, content)
