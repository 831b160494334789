"""What happened elsewhere: one measure's precedents, or all of the catalogue's."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from longtin import acts, measures
from longtin.acts import Record
from longtin.effects._designs import Designs, Window, designs
from longtin.effects._informativeness import (
    Informativeness,
    SubsequentConduct,
    conduct,
    informativeness,
)
from longtin.effects._yearly_belief import yearly_belief
from longtin.effects.dyad_panel import DyadPanel, pairs_of, read_panel
from longtin.effects.estimates import informativeness_of, shipped
from longtin.effects.event_study import Study, studies
from longtin.effects.exposure import (
    OBLIGATIONS,
    SERIES,
    Exposure,
    of_exercises,
    of_measure,
    of_pacts,
)
from longtin.effects.matching import OUTCOMES
from longtin.effects.pooling import PooledEffect, Pooling, pool
from longtin.errors import Listing, LongtinError
from longtin.page import in_notebook

Told = Callable[[int, int], None]

EXERCISES = "exercises"
DEMOCRACY = "democracy"
DISPUTES = "disputes"
"""Names of the user's own copies, as `longtin validation-data` lists them."""


@in_notebook(
    "longtin.effects.page:effect_page",
    lambda found: f"Effect of {found.exposure.key}: evidence {found.evidence}",
)
@dataclass(frozen=True)
class Effect:
    """One measure's effect, by every design.

    Attributes:
        exposure: Who did it, and when.
        designs: Disputes between the two states by four designs.
        studies: Beside matched pairs, by outcome.
        pooled: After partial pooling with the measures of its domain, by outcome; empty for a
            series, which is not pooled.
        domain: Its domain after pooling, by outcome.
        bundle: Other measures that the same pairs began in the same years.
        informativeness: How well keeping it tells whom to trust; `None` for a series.
        window: Years compared.
        seed: Of the placebo events.
        record: Version of the record.
        disputes: Which list of disputes.
    """

    exposure: Exposure
    designs: Designs
    studies: Mapping[str, Study]
    pooled: Mapping[str, PooledEffect]
    domain: Mapping[str, PooledEffect]
    bundle: tuple[str, ...]
    informativeness: Informativeness | None
    window: Window
    seed: int
    record: str
    disputes: str

    @property
    def evidence(self) -> str:
        """`none` where no dated precedent can be told of, else how many there are.

        `precedents` or `series`.
        """
        if not any(study.effects for study in self.studies.values()):
            return "none"
        return "series" if self.exposure.is_series else "precedents"

    @property
    def signs_differ(self) -> bool:
        """Whether designs on disputes between the two states disagree in sign.

        The matched design is one of them.
        """
        signs = {ratio.sign for ratio in self.designs.ratios.values()}
        value = self.studies["incidents"].value
        signs |= {1} if value > 0 else {-1} if value < 0 else set()
        return {-1, 1} <= signs


@in_notebook(
    "longtin.effects.overview_page:effects_page",
    lambda found: f"Effects of {len(found.measures)} measures",
)
@dataclass(frozen=True)
class Effects:
    """Effects of the whole catalogue.

    Attributes:
        measures: By id, in the order of the catalogue.
        pooling: By outcome.
    """

    measures: Mapping[str, Effect]
    pooling: Mapping[str, Pooling]


def effect(
    record: Record,
    name: str,
    *,
    catalogue: measures.Catalogue | None = None,
    window: Window | None = None,
    data: str | Path | None = None,
    seed: int = 0,
    told: Told | None = None,
) -> Effect:
    """What happened where a measure was tried, beside pairs that did not try it.

    Args:
        record: Where disputes, ties and acts are.
        name: A measure by id, code or name, or one of `SERIES`.
        catalogue: Of measures; the shipped one without it.
        window: Years compared; three before and five after without it.
        data: A folder with the user's own copies of `exercises`, `disputes` or `democracy`.
        seed: Of the placebo events.
        told: Called with how much of the work is done, and how much there is.

    Raises:
        LongtinError: There is no such measure or series.
        RecordError: The series needs a copy that is not in the folder.
    """
    held, years = catalogue or measures.catalogue(), window or Window()
    if name in SERIES:
        exposure = _series(record, name, data)
        panel = _panel(record, [exposure], data, told)
        return _one(panel, exposure, years, seed, record.version)
    asked = _find(held, name)
    if _is_shipped(record, asked, years, data, seed):
        return _with_shipped(record, held, asked, told)
    return _all(record, held, years, data, seed, told).measures[asked.id]


def effects(
    record: Record,
    *,
    catalogue: measures.Catalogue | None = None,
    window: Window | None = None,
    data: str | Path | None = None,
    seed: int = 0,
    told: Told | None = None,
) -> Effects:
    """The same of every measure of the catalogue, pooled together.

    Args:
        record: As in `effect`, with `catalogue`, `window`, `data`, `seed` and `told`.
        catalogue: See there.
        window: See there.
        data: See there.
        seed: See there.
        told: See there.
    """
    held = catalogue or measures.catalogue()
    return _all(record, held, window or Window(), data, seed, told)


def _find(catalogue: measures.Catalogue, name: str) -> measures.Measure:
    try:
        return catalogue.find(name)
    except LongtinError as error:
        raise LongtinError(
            "{why} Or ask for a series: {series}.", why=error, series=Listing(SERIES)
        ) from error


def _is_shipped(
    record: Record, measure: measures.Measure, window: Window, data: object, seed: int
) -> bool:
    """Whether the shipped estimates are those that would be reckoned."""
    made = shipped()
    asked = (record.version, [window.before, window.after], seed)
    return (
        data is None
        and asked == (made["record"], made["window"], made["seed"])
        and measure == measures.catalogue().get(measure.id)
    )


def _with_shipped(
    record: Record, catalogue: measures.Catalogue, measure: measures.Measure, told: Told | None
) -> Effect:
    """One measure, with what the shipped estimates of the others say of it."""
    exposures = {name: of_measure(catalogue[name]) for name in catalogue}
    panel = _panel(record, exposures.values(), None, told)
    one = _one(panel, exposures[measure.id], Window(), 0, record.version)
    made, rows = shipped(), shipped()["measures"].get(measure.id, {})
    fields = made["domains"].get(measure.domain, {})
    return replace(
        one,
        pooled={name: _read(rows[name]) for name in OUTCOMES if name in rows},
        domain={name: _read(fields.get(name, made["elsewhere"][name])) for name in OUTCOMES},
        bundle=_bundle(measure.id, exposures),
        informativeness=informativeness_of(measure),
    )


def _read(row: Mapping[str, float]) -> PooledEffect:
    return PooledEffect(row["mean"], row["deviation"], int(row["precedents"]), int(row["pairs"]))


def _bundle(name: str, exposures: Mapping[str, Exposure]) -> tuple[str, ...]:
    """Measures that the same pairs began in the same years."""
    mine = {(event.year, event.pairs) for event in exposures[name].events}
    return tuple(
        other
        for other, exposure in exposures.items()
        if other != name and any((event.year, event.pairs) in mine for event in exposure.events)
    )


def _series(record: Record, name: str, data: str | Path | None) -> Exposure:
    if name in OBLIGATIONS:
        return of_pacts(record, name)
    return of_exercises(acts.validation_data(EXERCISES, data))


def _panel(
    record: Record, exposures: Iterable[Exposure], data: str | Path | None, told: Told | None
) -> DyadPanel:
    """Pairs that could clash, and those of two-party precedents."""
    also = {
        event.pairs[0]
        for exposure in exposures
        if not exposure.is_series
        for event in exposure.events
        if len(event.pairs) == 1
    }
    pairs = pairs_of(record, also)
    belief = yearly_belief(record, pairs, told)
    own = acts.validation_data(DISPUTES, data) if acts.has_copy(DISPUTES, data) else None
    panel = read_panel(record, pairs, belief, own)
    if acts.has_copy(DEMOCRACY, data):
        return panel.with_democracy(acts.validation_data(DEMOCRACY, data))
    return panel


def _one(panel: DyadPanel, exposure: Exposure, window: Window, seed: int, version: str) -> Effect:
    return Effect(
        exposure=exposure,
        designs=designs(panel, exposure, window),
        studies=studies(panel, exposure, before=window.before, after=window.after, seed=seed),
        pooled={},
        domain={},
        bundle=(),
        informativeness=None,
        window=window,
        seed=seed,
        record=version,
        disputes=panel.disputes,
    )


def _all(
    record: Record,
    catalogue: measures.Catalogue,
    window: Window,
    data: str | Path | None,
    seed: int,
    told: Told | None,
) -> Effects:
    exposures = {name: of_measure(catalogue[name]) for name in catalogue}
    panel = _panel(record, exposures.values(), data, told)
    found: dict[str, Effect] = {}
    for number, (name, exposure) in enumerate(exposures.items()):
        found[name] = _one(panel, exposure, window, seed, record.version)
        if told:
            told(number + 1, len(exposures))
    length = window.before + window.after
    pooling = {outcome: _pooled(found, outcome, length) for outcome in OUTCOMES}
    conducts = {name: conduct(panel, exposure) for name, exposure in exposures.items()}
    return Effects(
        {
            name: _finished(one, catalogue[name], pooling, conducts, exposures)
            for name, one in found.items()
        },
        pooling,
    )


def _pooled(found: Mapping[str, Effect], outcome: str, length: int) -> Pooling:
    return pool(
        [
            (name, one.exposure.domain, each)
            for name, one in found.items()
            for each in one.studies[outcome].effects
        ],
        length,
    )


def _finished(
    one: Effect,
    measure: measures.Measure,
    pooling: Mapping[str, Pooling],
    conducts: Mapping[str, SubsequentConduct],
    exposures: Mapping[str, Exposure],
) -> Effect:
    """A measure's effect with what the others say of it."""
    return replace(
        one,
        pooled={
            outcome: held.measures[measure.id]
            for outcome, held in pooling.items()
            if measure.id in held.measures
        },
        domain={
            outcome: held.domains.get(measure.domain, held.elsewhere)
            for outcome, held in pooling.items()
        },
        bundle=_bundle(measure.id, exposures),
        informativeness=informativeness(measure.reveals, conducts[measure.id], conducts.values()),
    )
