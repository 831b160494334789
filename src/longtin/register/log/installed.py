"""Whether the libraries of the register are there: they come with the extra `register`."""

from importlib.util import find_spec
from typing import Final

from longtin.errors import RegisterError

LIBRARIES: Final = ("cryptography", "nacl", "rfc8785", "psycopg")
"""As they are imported."""


def check_installed() -> None:
    """Refuse to go on without the libraries that sign, verify and store.

    Raises:
        RegisterError: One is not installed.
    """
    missing = [name for name in LIBRARIES if find_spec(name) is None]
    if missing:
        raise RegisterError(
            "The register needs {names}, which is not installed here. Install it with `pip install "
            "'longtin[register]'`.",
            names=", ".join(missing),
        )
