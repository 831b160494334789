"""The user's own file: judged values seen otherwise, and measures of their own."""

from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from longtin import actors
from longtin._data import Closed, document, read, text_of
from longtin.errors import ActorError, DataError
from longtin.measures._catalogue import Catalogue, Change
from longtin.measures._checks import check_together, line_of
from longtin.measures._measure import (
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


class Seen(Closed):
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


class Own(Closed):
    """A file of the user's own.

    Attributes:
        own: Version of the format.
        changes: By id or code, what is seen otherwise.
        measures: Measures to add.
        sources: What these rest on, by key.
    """

    own: Literal[1]
    changes: dict[str, Seen] = Field(default_factory=dict)
    measures: tuple[Measure, ...] = ()
    sources: dict[str, Words] = Field(default_factory=dict)


def with_own(shipped: Catalogue, path: Path) -> Catalogue:
    """A catalogue with what a file of the user's own changes and adds.

    Raises:
        DataError: The file is not as it should be, changes a fact, or takes a name that is used.
        MeasureError: It changes a measure that is not there.
    """
    _check_no_fact_is_changed(path)
    own = read(path, Own)
    text = path.read_text("utf-8-sig")

    def line(*place: Any) -> str:
        return line_of(text, str(path), place)

    measures = {each.id: each for each in shipped.values()}
    for at, added in enumerate(own.measures):
        if added.id in measures:
            raise DataError(
                f"{line('measures', at, 'id')}: the id `{added.id}` is used already. "
                "Choose another, or change its judged values under `changes`."
            )
        _check_parties(added, lambda *place, at=at: line("measures", at, *place))
        measures[added.id] = added
    changes: list[Change] = []
    for name, seen in own.changes.items():
        found = shipped[name]
        told = _changes(found, seen)
        if not told:
            raise DataError(
                f"{line('changes', name)}: this changes nothing of `{found.id}`. Give one of "
                f"{', '.join(JUDGED)}."
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


def _changes(measure: Measure, seen: Seen) -> list[Change]:
    values = {value: getattr(seen, value) for value in JUDGED}
    return [
        Change(measure.id, value, getattr(measure, value), after, seen.reason, seen.source)
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
                f"{path}:{lines['changes', name, key]}: `{key}` is not a judgement and cannot "
                f"be changed. Change {', '.join(JUDGED)}, or add a measure of your own."
            )


def _check_parties(measure: Measure, line: Any) -> None:
    for at, precedent in enumerate(measure.precedents):
        for party in precedent.parties:
            if isinstance(party, str):
                try:
                    actors.find(party, precedent.day)
                except ActorError as error:
                    raise DataError(f"{line('precedents', at, 'parties')}: {error}") from error
