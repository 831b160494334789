"""Example programmes, shipped by name."""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from longtin.errors import UnknownIdError, meant

START = "example"
"""The small programme to begin from."""

UNDER_WAY = "under-way"
"""The same some months later, with what was reported of it, to be reviewed."""


@cache
def examples() -> Mapping[str, str]:
    """The YAML of every shipped programme by its name; the one to begin from stands first."""
    data = files("longtin.programme") / "data"
    found = {
        name: (data / f"{name}.yaml").read_text(encoding="utf-8") for name in (START, UNDER_WAY)
    }
    folder = data / "programmes"
    if folder.is_dir():
        for file in sorted(folder.iterdir(), key=lambda each: each.name):
            if file.name.endswith(".yaml"):
                found[file.name.removesuffix(".yaml")] = file.read_text(encoding="utf-8")
    return MappingProxyType(found)


def example(name: str) -> str:
    """The YAML of a shipped programme.

    Raises:
        UnknownIdError: There is none of that name; those there are, are named.
    """
    known = examples()
    if name not in known:
        near = get_close_matches(name, known, n=1, cutoff=0.5)
        raise UnknownIdError(
            "There is no example programme `{name}`.{hint} There are: {known}.",
            name=name,
            hint=meant(near),
            known=", ".join(known),
        )
    return known[name]
