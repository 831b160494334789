"""Consistency of measures: codes, sources, and what comes before what."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from longtin._data import Bilingual
from longtin.errors import DataError, Phrase, meant
from longtin.measures._catalogue.measure import JUDGED, Measure
from longtin.measures._conditions.condition import alternatives, conditions

Line = Callable[[str, tuple[Any, ...]], str]
"""Says where a place of a measure stands, as `file:line`."""


def check_together(
    measures: Mapping[str, Measure], sources: Mapping[str, Bilingual], line: Line
) -> None:
    """Refuse measures, by the name they are filed under, that do not fit each other.

    Raises:
        DataError: A code is taken, or a source, prerequisite or order is not possible.
    """
    ids = {measure.id for measure in measures.values()}
    codes: dict[str, str] = {}
    for name, measure in measures.items():
        if measure.code in codes:
            raise DataError(
                "{place}: the code {code} is that of `{other}` already. Choose another.",
                place=line(name, ("code",)),
                code=measure.code,
                other=codes[measure.code],
            )
        codes[measure.code] = measure.id
        for place, source in _sources_of(measure):
            if source not in sources:
                raise DataError(
                    "{place}: there is no source `{source}`.{hint}",
                    place=line(name, place),
                    source=source,
                    hint=_near(source, sources),
                )
        for condition in (each for need in measure.needs for each in alternatives(need)):
            if condition not in conditions():
                raise DataError(
                    "{place}: there is no condition `{condition}`.{hint}",
                    place=line(name, ("needs",)),
                    condition=condition,
                    hint=_near(condition, conditions()),
                )
        for at, required in enumerate(measure.requires):
            if required not in ids:
                raise DataError(
                    "{place}: there is no measure `{measure}` to come first.{hint}",
                    place=line(name, ("requires", at)),
                    measure=required,
                    hint=_near(required, ids),
                )
    _check_order(measures, line)


def _sources_of(measure: Measure) -> Iterator[tuple[tuple[Any, ...], str]]:
    for value in JUDGED:
        yield ("judgement", value), getattr(measure.judgement, value)
    for at, precedent in enumerate(measure.precedents):
        if precedent.source:
            yield ("precedents", at, "source"), precedent.source


def _near(word: str, known: Iterable[str]) -> Phrase | str:
    near = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return meant(near) or Phrase(" Write it, or take this out.")


def _check_order(measures: Mapping[str, Measure], line: Line) -> None:
    """Refuse measures that come before themselves."""
    names = {measure.id: name for name, measure in measures.items()}
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        measure = measures[name]
        if measure.id in path:
            raise DataError(
                "{place}: `{measure}` would have to come before itself ({ring}). Take one of these "
                "prerequisites out.",
                place=line(name, ("requires",)),
                measure=measure.id,
                ring=" → ".join((*path[path.index(measure.id) :], measure.id)),
            )
        if measure.id in done:
            return
        for required in measure.requires:
            visit(names[required], (*path, measure.id))
        done.add(measure.id)

    for name in measures:
        visit(name, ())
