"""Backtest at rolling cut-offs: fit on what was known by then, forecast what came after.

Nothing from the future: parameters, the forecast's regression and every rival are fitted on data
up to the cut-off; each forecast after it reads what was known on its own day and no later. (The
parameters stand still after the cut-off, while the filter goes on reading.)
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from longtin._files import write_whole
from longtin.acts import Record
from longtin.errors import Listing, ModelError, OutputError, Phrase
from longtin.trust._arrays import Bools, Floats
from longtin.trust.evaluation import (
    conflict_forecasts,
    dispute_forecasts,
    mix_forecasts,
    rivals,
    scores,
)
from longtin.trust.evaluation.scores import OWN, Trial
from longtin.trust.evidence import dated_reports
from longtin.trust.evidence.panel import every_pair, read_panel, spoken_of
from longtin.trust.fitting import fit_graded, fit_record
from longtin.trust.fitting.posterior_mode import Progress
from longtin.trust.model.beliefs import FIRST_YEAR, last_year
from longtin.trust.model.parameters import Parameters, dump, load

Telling = Callable[[str], Progress]
"""Given the name of a fit, who is told of its iterations."""

CUT_OFFS: Mapping[str, tuple[int, ...]] = {"annual": (1980, 1990, 2000), "events": (2010, 2012)}
"""Cut-offs of each model: the end of these years."""

ROOMS = tuple(f"longtin.trust.{room}" for room in ("evidence", "model", "fitting"))
"""What a fit depends on."""

CHANCES, MIXES = 2, 9
"""Levels of the belief that forecasts read: of whether anything happens, of what reports will be
made of. Two types foretell onsets and nine levels mixes a little better; seen on what is scored."""

FEWEST_YEARS = 20
"""Fewest years to learn from at an annual cut-off."""

FEWEST_WEEKS = 13
"""Fewest weeks to score from for a horizon to be scored at all."""


@dataclass(frozen=True)
class Backtest:
    """How forecasts did after each cut-off.

    Attributes:
        scores: Every measure of every forecaster: `model, cut_off, target, measure, forecaster,
            role` (`longtin`, `rival`, or `ablation`: Longtin without one of its parts), `value,
            cases, happened`.
        reliability: Chances beside frequencies: `model, cut_off, target, forecaster, low, high,
            cases, forecast` (mean chance), `happened`.
        provenance: Record and method versions, and what was and was not scored.
    """

    scores: pl.DataFrame
    reliability: pl.DataFrame
    provenance: dict[str, Any]

    def verdicts(self) -> pl.DataFrame:
        """Longtin beside the best rival.

        Returns:
            `model, cut_off, target, measure, value, rival, rival_value, better` (at least as
            good), `bar` (whether it is asked of the model), `cases, happened`.
        """
        return scores.verdicts(self.scores)


def backtest(
    record: Record,
    *,
    models: Sequence[str] = ("annual", "events"),
    cut_offs: Sequence[int] | None = None,
    levels: int | None = None,
    work: Path | None = None,
    telling: Telling | None = None,
) -> Backtest:
    """Fit up to cut-offs, forecast what came after, and score it beside named rivals.

    Args:
        record: Where acts and ties are.
        models: `annual` (does a dispute begin next year?), `events` (any material conflict in the
            next weeks, and what will the reports be made of?), or both.
        cut_offs: Years whose end is a cut-off; those of `CUT_OFFS` without it. With both models,
            each takes those that lie in its reach.
        levels: 9 for graded levels, 2 for the types trustworthy and not. Without it what foretold
            best: two types of whether anything happens, nine levels of what reports are made of.
        work: An existing folder that keeps the fitted parameters of each cut-off, so that running
            again is quick. Files of another record or another version of the code are not read.
        telling: Given the name of each fit, who is told of its iterations.

    Raises:
        ModelError: A cut-off is out of reach, a fit did not converge, or scikit-learn is missing.
        OutputError: The folder does not exist.
    """
    chosen = {model: _reached(record, model, cut_offs, len(models) == 1) for model in models}
    if not any(chosen.values()):
        raise _out_of_reach(record, models, cut_offs or ())
    if work is not None and not work.is_dir():
        raise OutputError(
            "{folder}: there is no such folder. Make it first, or name another.", folder=work
        )
    if chosen.get("annual"):
        rivals.check_boosting()
    fits = _Fits(record, work, telling, levels or CHANCES)
    mixing = _Fits(record, work, telling, levels or MIXES)
    trials = [
        trial
        for model, run in (("annual", _disputes_trials), ("events", _conflicts_trials))
        if chosen.get(model)
        for trial in run(record, fits, chosen[model])
    ]
    table = pl.concat([scores.scored(trials), _mixes(record, mixing, chosen.get("events", ()))])
    wanted = [(m, y, h) for m, years in chosen.items() for y in years for h in TARGETS[m]]
    done = {
        (m, day.year, t) for m, day, t in table.select("model", "cut_off", "target").iter_rows()
    }
    provenance = {
        "command": "longtin backtest",
        "record": record.version,
        "methods": fits.versions | mixing.versions,
        "forecasts": f"{len(done)} of {len(wanted)}",
        "not scored": [f"{m} {y} {t}" for m, y, t in wanted if (m, y, t) not in done],
    }
    return Backtest(table, scores.reliability(trials), provenance)


TARGETS: Mapping[str, tuple[str, ...]] = {
    "annual": ("dispute_onset", "dispute_onset_relevant"),
    "events": tuple(
        f"{what}_{weeks}w"
        for what in ("conflict", *mix_forecasts.SHARES)
        for weeks in conflict_forecasts.HORIZONS
    ),
}
"""What each model forecasts."""


def _reach(record: Record, model: str) -> tuple[int, int]:
    """First and last year at whose end a model can be cut off."""
    if model == "annual":
        return FIRST_YEAR + FEWEST_YEARS - 1, last_year(record) - 1
    return dated_reports.first_day(record).year + 1, dated_reports.last_day(record).year - 1


def _reached(
    record: Record, model: str, cut_offs: Sequence[int] | None, alone: bool
) -> tuple[int, ...]:
    if model not in CUT_OFFS:
        raise ModelError(
            "There is no model '{model}' to test. Name annual, events or both.", model=model
        )
    first, last = _reach(record, model)
    asked = tuple(sorted(set(CUT_OFFS[model] if cut_offs is None else cut_offs)))
    within = tuple(year for year in asked if first <= year <= last)
    if cut_offs is not None and alone and within != asked:
        raise _out_of_reach(record, (model,), asked)
    return within


def _out_of_reach(record: Record, models: Sequence[str], asked: Sequence[int]) -> ModelError:
    spans = []
    for model in models:
        first, last = _reach(record, model)
        spans.append(Phrase("{model} from {first} to {last}", model=model, first=first, last=last))
    return ModelError(
        "Cut-offs {years} are out of reach. The record allows {spans}.",
        years=Listing(asked),
        spans=Listing(spans, last=" and "),
    )


class _Fits:
    """Parameters of each cut-off, fitted once and kept in the user's folder."""

    def __init__(
        self, record: Record, work: Path | None, telling: Telling | None, levels: int = 9
    ) -> None:
        self.record, self.work, self.telling, self.levels = record, work, telling, levels
        self.versions: dict[str, str] = {}
        self._held: dict[tuple[str, int], Parameters] = {}

    def annual(self, year: int) -> Parameters:
        def fit(progress: Progress | None) -> Parameters:
            asked: dict[str, Any] = {"until": year, "intervals": False, "progress": progress}
            if self.levels == 2:
                return fit_record.fit_annual(self.record, **asked)
            pairs = spoken_of(self.record, FIRST_YEAR, year)
            return fit_graded.fit_graded_annual(self.record, pairs=pairs, **asked)

        return self._kept("annual", year, fit)

    def events(self, year: int) -> Parameters:
        annual, last = self.annual(year), date(year, 12, 31)

        def fit(progress: Progress | None) -> Parameters:
            asked: dict[str, Any] = {"until": last, "intervals": False, "progress": progress}
            if self.levels == 2:
                return fit_record.fit_events(self.record, annual, **asked)
            return fit_graded.fit_graded_events(
                self.record, annual, counting=fit_graded.FORECAST,
                breaks=fit_graded.FORECAST_BREAK, **asked,
            )  # fmt: skip

        return self._kept("events", year, fit)

    def _kept(
        self, model: str, year: int, fit: Callable[[Progress | None], Parameters]
    ) -> Parameters:
        if (model, year) in self._held:
            return self._held[model, year]
        kind = "" if self.levels > 2 else "two-types-"
        name = f"{kind}{model}-{year}-{self.record.version}-{code_version()}.json"
        place = self.work / name if self.work else None
        if place and place.is_file():
            found = load(place.read_text("utf-8"))
        else:
            found = fit(self.telling(f"{model} model to {year}") if self.telling else None)
            if place:
                write_whole(place, dump(found).encode())
        self._held[model, year] = found
        of_levels = "" if self.levels == 2 else f", {self.levels} levels"
        self.versions[f"{model} {year}{of_levels}"] = found.version
        return found


def code_version() -> str:
    """Short hash of the source that a fit depends on."""
    digest = hashlib.sha256()
    for room in ROOMS:
        for file in sorted(Path(str(files(room))).rglob("*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:8]


def _disputes_trials(record: Record, fits: _Fits, years: Sequence[int]) -> Iterator[Trial]:
    last = last_year(record)
    held = read_panel(record, every_pair(FIRST_YEAR, last), FIRST_YEAR, last)
    couples = dispute_forecasts.Couples.of(held)
    for year in years:
        parameters = fits.annual(year)
        chances = {
            OWN: dispute_forecasts.forecast(couples, parameters, year),
            "belief_alone": dispute_forecasts.belief_chance(couples, parameters),
            "without_belief": dispute_forecasts.without_belief(couples, year),
        } | rivals.dispute_rivals(couples, year)
        cases = couples.quiet & couples.after(year)
        for target, which in zip(
            TARGETS["annual"], (cases, cases & couples.relevant()), strict=True
        ):
            yield _trial("annual", target, year, couples.disputed, chances, which)


def _conflicts_trials(record: Record, fits: _Fits, years: Sequence[int]) -> Iterator[Trial]:
    for year in years:
        annual, events = fits.annual(year), fits.events(year)
        cases = conflict_forecasts.DatedCases.of(record, events, date(year, 12, 31))
        expected = conflict_forecasts.ExpectedConflict.of(record, cases, annual, events)
        for ahead in conflict_forecasts.HORIZONS:
            learn, scored = cases.known(ahead)
            if scored.any(axis=1).sum() < FEWEST_WEEKS or not learn.any():
                continue
            chances = {
                OWN: conflict_forecasts.forecast(cases, expected, ahead),
                "belief_alone": conflict_forecasts.belief_alone(cases, expected, ahead),
                "without_belief": conflict_forecasts.without_belief(cases, ahead),
            } | conflict_forecasts.conflict_rivals(cases, ahead)
            yield _trial("events", f"conflict_{ahead}w", year, cases.coming(ahead), chances, scored)


def _mixes(record: Record, fits: _Fits, years: Sequence[int]) -> pl.DataFrame:
    """Scores of the forecasts of what reports are made of."""
    rows = [
        row
        for year in years
        for row in mix_forecasts.scored(
            record, fits.annual(year), fits.events(year), date(year, 12, 31)
        )
    ]
    return pl.DataFrame(rows, schema=scores.SCORES)


def _trial(
    model: str, target: str, year: int, happened: Bools, chances: Mapping[str, Floats],
    cases: Bools,
) -> Trial:  # fmt: skip
    return Trial(
        model, target, date(year, 12, 31), np.asarray(happened[cases]),
        {name: np.asarray(chance[cases]) for name, chance in chances.items()},
    )  # fmt: skip
