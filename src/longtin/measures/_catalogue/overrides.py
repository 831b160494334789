"""Overrides of the catalogue: the user's own judged values, and measures of their own."""

from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from longtin import actors
from longtin._data import Closed, document, line_of, read, text_of
from longtin.errors import ActorError, DataError, Listing
from longtin.measures._catalogue.catalogue import Catalogue, Override
from longtin.measures._catalogue.consistency import check_together
from longtin.measures._catalogue.measure import (
    JUDGED,
    Chance,
    Measure,
    Phase,
    Reciprocity,
    School,
    Share,
    Slug,
    Stage,
    Times,
    Weeks,
    Words,
)

FACTS = frozenset(Measure.model_fields) - set(JUDGED)


class Overrides(Closed):
    """How the user sees a measure: any of the judged values, and why."""

    reason: str = Field(min_length=3)
    source: str | None = None
    stage: Stage | None = None
    cost: Share | None = None
    yearly_cost: Share | None = None
    stake: Share | None = None
    reveals: Chance | None = None
    reciprocity: Reciprocity | None = None
    requires: tuple[Slug, ...] | None = None
    phases: tuple[Phase, ...] | None = Field(None, min_length=1)
    school: School | None = None
    weeks_to_set_up: Weeks | None = None
    weeks_a_time: Weeks | None = None
    times_a_year: Times | None = None


class OverrideFile(Closed):
    """A file of the user's own.

    Attributes:
        own: Version of the format.
        changes: By id or code, what is seen otherwise.
        measures: Measures to add.
        sources: What these rest on, by key.
    """

    own: Literal[1]
    changes: dict[str, Overrides] = Field(default_factory=dict)
    measures: tuple[Measure, ...] = ()
    sources: dict[str, Words] = Field(default_factory=dict)


def with_own(shipped: Catalogue, path: Path) -> Catalogue:
    """A catalogue with what a file of the user's own changes and adds.

    Raises:
        DataError: The file is not as it should be, changes a fact, or takes a name that is used.
        MeasureError: It changes a measure that is not there.
    """
    _check_no_fact_is_changed(path)
    own = read(path, OverrideFile)
    lines = document(path.read_text("utf-8-sig"), str(path))[1]

    def line(*place: Any) -> str:
        return line_of(lines, str(path), place)

    measures = {each.id: each for each in shipped.values()}
    for at, added in enumerate(own.measures):
        if added.id in measures:
            raise DataError(
                "{place}: the id `{id}` is used already. Choose another, or change its judged "
                "values under `changes`.",
                place=line("measures", at, "id"),
                id=added.id,
            )
        _check_parties(added, lambda *place, at=at: line("measures", at, *place))
        measures[added.id] = added
    changes: list[Override] = []
    for name, seen in own.changes.items():
        found = shipped[name]
        told = _changes(found, seen)
        if not told:
            raise DataError(
                "{place}: this changes nothing of `{id}`. Give one of {values}.",
                place=line("changes", name),
                id=found.id,
                values=Listing(JUDGED),
            )
        changes += told
        measures[found.id] = found.model_copy(update={each.value: each.after for each in told})
    sources = {**shipped.sources, **own.sources}
    places = {each.id: ("measures", at) for at, each in enumerate(own.measures)}
    named = {shipped[name].id: ("changes", name) for name in own.changes}
    check_together(
        measures, sources, lambda name, place: line(*(places | named).get(name, ()), *place)
    )
    return Catalogue(measures.values(), sources, changes, places)


def _changes(measure: Measure, seen: Overrides) -> list[Override]:
    values = {value: getattr(seen, value) for value in JUDGED}
    return [
        Override(measure.id, value, getattr(measure, value), after, seen.reason, seen.source)
        for value, after in values.items()
        if after is not None
    ]


def _check_no_fact_is_changed(path: Path) -> None:
    """Facts are not opinions: another precedent needs another measure, with its source."""
    if not path.is_file():
        return
    value, lines = document(text_of(path), str(path))
    changes = value.get("changes") if isinstance(value, dict) else None
    for name, seen in (changes or {}).items() if isinstance(changes, dict) else ():
        for key in sorted(FACTS & set(seen if isinstance(seen, dict) else ())):
            raise DataError(
                "{place}: `{key}` is not a judgement and cannot be changed. Change {values}, or "
                "add a measure of your own.",
                place=f"{path}:{lines['changes', name, key]}",
                key=key,
                values=Listing(JUDGED),
            )


def _check_parties(measure: Measure, line: Any) -> None:
    for at, precedent in enumerate(measure.precedents):
        for party in precedent.parties:
            if isinstance(party, str):
                try:
                    actors.find(party, precedent.day)
                except ActorError as error:
                    raise DataError(
                        "{place}: {why}", place=line("precedents", at, "parties"), why=error
                    ) from error
