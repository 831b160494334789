"""Whether measures fit each other: codes, sources, and what comes before what."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from longtin._data import Bilingual, document
from longtin.errors import DataError
from longtin.measures._measure import JUDGED, Measure

Line = Callable[[str, tuple[Any, ...]], str]
"""Says where a place of a measure stands, as `file:line`."""


def line_of(text: str, where: str, place: tuple[Any, ...]) -> str:
    """Where a place of a YAML file stands, as `file:line`."""
    lines = document(text, where)[1]
    while place and place not in lines:
        place = place[:-1]
    return f"{where}:{lines.get(place, 1)}"


def check_together(
    measures: Mapping[str, Measure], sources: Mapping[str, Bilingual], line: Line
) -> None:
    """Refuse measures that do not fit each other.

    Args:
        measures: By the name they are filed under.
        sources: What they may rest on.
        line: Says where a place of the measure filed under a name stands.

    Raises:
        DataError: A code is taken, or a source, prerequisite or order is not possible.
    """
    ids = {measure.id for measure in measures.values()}
    codes: dict[str, str] = {}
    for name, measure in measures.items():
        if measure.code in codes:
            raise DataError(
                f"{line(name, ('code',))}: the code {measure.code} is that of "
                f"`{codes[measure.code]}` already. Choose another."
            )
        codes[measure.code] = measure.id
        for place, source in _sources_of(measure):
            if source not in sources:
                near = _near(source, sources)
                raise DataError(f"{line(name, place)}: there is no source `{source}`.{near}")
        for at, required in enumerate(measure.requires):
            if required not in ids:
                near = _near(required, ids)
                raise DataError(
                    f"{line(name, ('requires', at))}: there is no measure `{required}` to "
                    f"come first.{near}"
                )
    _check_order(measures, line)


def _sources_of(measure: Measure) -> Iterator[tuple[tuple[Any, ...], str]]:
    for value in JUDGED:
        yield ("judgement", value), getattr(measure.judgement, value)
    for at, precedent in enumerate(measure.precedents):
        if precedent.source:
            yield ("precedents", at, "source"), precedent.source


def _near(word: str, known: Iterable[str]) -> str:
    near = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f" Did you mean `{near[0]}`?" if near else " Write it, or take this out."


def _check_order(measures: Mapping[str, Measure], line: Line) -> None:
    """Refuse measures that come before themselves."""
    names = {measure.id: name for name, measure in measures.items()}
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        measure = measures[name]
        if measure.id in path:
            ring = " → ".join((*path[path.index(measure.id) :], measure.id))
            raise DataError(
                f"{line(name, ('requires',))}: `{measure.id}` would have to come before "
                f"itself ({ring}). Take one of these prerequisites out."
            )
        if measure.id in done:
            return
        for required in measure.requires:
            visit(names[required], (*path, measure.id))
        done.add(measure.id)

    for name in measures:
        visit(name, ())
