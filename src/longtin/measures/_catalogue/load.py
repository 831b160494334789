"""Loading of the catalogue, as shipped and with a file of the user's own."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import RootModel

from longtin._data import Bilingual, document, line_of, read
from longtin.errors import DataError
from longtin.measures._catalogue.catalogue import Catalogue
from longtin.measures._catalogue.consistency import check_together
from longtin.measures._catalogue.measure import Measure
from longtin.measures._catalogue.overrides import with_own


@cache
def shipped() -> Catalogue:
    """The catalogue as it is shipped.

    Raises:
        DataError: A file of it is not as it should be.
    """
    folder = files("longtin.measures") / "data"
    sources = read(folder / "sources.yaml", RootModel[dict[str, Bilingual]]).root
    places = {
        path.name.removesuffix(".yaml"): path
        for path in sorted((folder / "measures").iterdir(), key=lambda path: path.name)
        if path.name.endswith(".yaml")
    }
    measures = {name: read(path, Measure) for name, path in places.items()}

    def line(name: str, place: tuple[Any, ...]) -> str:
        where = places[name].name
        return line_of(document(places[name].read_text("utf-8"), where)[1], where, place)

    for name, measure in measures.items():
        if measure.id != name:
            raise DataError(
                "{place}: the file is called {name} and the measure `{id}`. Give both one name.",
                place=line(name, ("id",)),
                name=name,
                id=measure.id,
            )
    check_together(measures, sources, line)
    return Catalogue(measures.values(), sources)


def catalogue(own: Path | None = None) -> Catalogue:
    """The catalogue of measures.

    Args:
        own: A file of the user's own that changes judged values or adds measures.

    Raises:
        DataError: The file is not as it should be.

    Example:
        >>> catalogue()["NOT-01"].id
        'notify-large-exercise'
    """
    if own is None:
        return shipped()
    return with_own(shipped(), own)
