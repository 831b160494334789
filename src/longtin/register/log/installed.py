"""Whether the libraries of the register are there: they come with the extra `register`."""

from importlib.util import find_spec
from typing import Final

from longtin.errors import RegisterError

LIBRARIES: Final = ("cryptography", "nacl", "rfc8785", "psycopg")
"""As they are imported."""


def _is_there(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ValueError:  # taken out of this process
        return False


def check_installed() -> None:
    """Refuse to go on without the libraries that sign, verify and store.

    Raises:
        RegisterError: One is not installed.
    """
    missing = [name for name in LIBRARIES if not _is_there(name)]
    if missing:
        raise RegisterError(
            "The register needs {names}, which is not installed here. Install it with `pip install "
            "'longtin[register]'`.",
            names=", ".join(missing),
        )
