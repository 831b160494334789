"""Loading of regimes: one YAML file each, checked, in order of signature."""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from longtin._data import document, line_of, read, text_of
from longtin.errors import DataError, UnknownIdError, meant
from longtin.measures._regimes.consistency import ids_of, slips
from longtin.measures._regimes.regime import Regime
from longtin.measures._regimes.vocabulary import DATA


@cache
def regimes() -> Mapping[str, Regime]:
    """Every regime, by id, in order of signature.

    Raises:
        DataError: A file is not as it should be; it is named with its line.

    Example:
        >>> regimes()["vienna-2011"].force.since.isoformat()
        '2011-12-01'
    """
    found = [
        read_regime(file)
        for file in DATA.joinpath("regimes").iterdir()
        if file.name.endswith(".yaml")
    ]
    _check_ids(found)
    found.sort(key=lambda each: (each.force.signed, each.id))
    return MappingProxyType({each.id: each for each in found})


def regimes_with(folder: Path) -> Mapping[str, Regime]:
    """The shipped regimes, and those of a folder of one's own.

    Args:
        folder: A file `ID.yaml` for each, in the same form as the shipped ones.

    Raises:
        DataError: There is no such folder, no file in it, or a file is not as it should be.
    """
    if not folder.is_dir():
        raise DataError(
            "{folder} is no folder. Name one that holds a file ID.yaml for each regime.",
            folder=folder,
        )
    own = [read_regime(file) for file in sorted(folder.iterdir()) if file.suffix == ".yaml"]
    if not own:
        raise DataError(
            "{folder} holds no file that ends in .yaml. Write a regime as ID.yaml; "
            "`longtin regime schema --of regime` prints its form.",
            folder=folder,
        )
    for each in own:
        if each.id in regimes():
            raise DataError(
                "{place}: there is a regime `{id}` already. Give yours another id, and its file "
                "that name.",
                place=folder / f"{each.id}.yaml",
                id=each.id,
            )
    found = [*regimes().values(), *own]
    _check_ids(found)
    found.sort(key=lambda each: (each.force.signed, each.id))
    return MappingProxyType({each.id: each for each in found})


def regime(name: str, among: Mapping[str, Regime] | None = None) -> Regime:
    """One regime, by its id.

    Args:
        name: Its id.
        among: Those there are; the shipped ones without.

    Raises:
        UnknownIdError: There is none of that name; the nearest is named.
    """
    known = regimes() if among is None else among
    if name not in known:
        near = get_close_matches(name.lower(), known, n=1, cutoff=0.4)
        raise UnknownIdError(
            "There is no regime `{name}`.{hint} `longtin regime list` shows all.",
            name=name,
            hint=meant(near),
        )
    return known[name]


def read_regime(path: Path | Any) -> Regime:
    """One file as a regime, with everything it points at checked.

    Raises:
        DataError: It is not as it should be; the message names file, line, value and remedy.
    """
    where = str(path) if isinstance(path, Path) else path.name
    found = read(path, Regime)
    if path.name != f"{found.id}.yaml":
        raise DataError(
            "{place}: the id is `{id}`. Name the file {id}.yaml.", place=f"{where}:1", id=found.id
        )
    for place, why in slips(found):
        raise DataError(
            "{place}: {why}",
            place=line_of(document(text_of(path), where)[1], where, place),
            why=why,
        )
    return found


def _check_ids(found: list[Regime]) -> None:
    """An obligation's id names one obligation in all regimes."""
    seen: dict[str, str] = {}
    for each in found:
        for name in ids_of(each):
            if name in seen:
                raise DataError(
                    "`{name}` stands in {one}.yaml and in {other}.yaml. Rename one.",
                    name=name,
                    one=seen[name],
                    other=each.id,
                )
            seen[name] = each.id


def rows() -> Mapping[str, tuple[str, ...]]:
    """Every row put into code, with the regimes whose obligations come from it."""
    held: dict[str, dict[str, None]] = {}
    for each in regimes().values():
        own = [part.row or part.id for part in each.obligations]
        own += [rest.row for rest in each.suspended if rest.row]
        for row in (*own, *(part.row or part.id for part in each.exceptions)):
            held.setdefault(row, {})[each.id] = None
    return MappingProxyType({row: tuple(names) for row, names in held.items()})
