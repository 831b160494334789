"""Fill a brief from a record: two states, a date, and nothing later than that date."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from longtin import actors, game, trust
from longtin._dates import When, year_before
from longtin._language import Language, band
from longtin.acts import Record
from longtin.brief import _moved, _swing
from longtin.brief._advice import advice
from longtin.brief._brief import (
    Brief,
    Change,
    Direction,
    Move,
    Opinion,
    Party,
    Reading,
    SchoolReading,
    Score,
)
from longtin.brief._compared import compared
from longtin.brief._cover import covers
from longtin.brief._readings import readings
from longtin.brief._rules import rules
from longtin.brief._standing import doubter, field, stand, two_states
from longtin.measures import Phase, School

CLEAR = 0.8
"""A change has a direction from the ICD 203 band `very likely` on; below, it is called steady."""

LEAST_DECIBANS = 3.0
"""A change by less than this, which is less than double or half the odds, is called steady too."""

SCHOOLS: tuple[School, ...] = ("interest", "norm", "affinity")
Pairs = tuple[trust.Pair, trust.Pair]


def compose(  # noqa: PLR0913 - each is a choice of the reader's, and all but two have a default
    record: Record,
    here: str,
    there: str,
    *,
    as_of: When | None = None,
    stake: float | None = None,
    assumed: game.Assumptions | None = None,
    phase: Phase = "prevention",
    language: str = "en",
    draws: int = 256,
    seed: int = 0,
) -> Brief:
    """Write down all that a brief on two states says.

    Args:
        record: What to read.
        here: The state whose office the brief is for; code or name.
        there: The other.
        as_of: The last day read, as a date or as text; that of dated acts without it.
        stake: At which the 2×2 is drawn, in (0, 1]; the reference stake without it.
        assumed: What acts of cooperation are worth to each; the shipped judgements without it.
        phase: Where the conflict stands, for what to do next.
        language: `en` or `vi`.
        draws: Draws behind each interval.
        seed: Of the draws.

    Raises:
        ActorError: No such state on that day.
        RecordError: The record does not reach that day.
        LongtinError: The two states are one, or the language or the stake cannot be.
    """
    Language(language)
    by, day = trust.reach(record, as_of)
    one, two = two_states(here, there, day)
    pairs = ((one.ccode, two.ccode), (two.ccode, one.ccode))
    models = [trust.Model.shipped(draws, seed, school) for school in (None, *SCHOOLS)]
    estimate, *alone = trust.estimate_under(record, pairs, by=by, until=day, models=models)
    parties = {state.ccode: _party(state, language) for state in (one, two)}
    first, second = _directions(estimate, _schools(alone, day), parties, day)
    stood = stand(estimate, parties, (first.path, second.path), assumed, stake, language)
    return Brief(
        language=language,
        as_of=day,
        here=first.truster,
        there=second.truster,
        cell=field(stood.sides, (first.now, second.now)),
        cell_year_before=field(stood.sides, (first.year_before, second.year_before)),
        doubter=doubter(stood),
        standing=stood,
        directions=(first, second),
        compared=compared(estimate, first, day, language),
        advice=advice(estimate, (first, second), phase, language),
        rules=rules((first.truster, second.truster), day, language),
        coverage=covers(record, pairs[0], day),
        scores=_scores(estimate.model),
        citations=tuple(citation.text for citation in record.cite()),
        method_version=estimate.method_version,
        record_version=record.version,
    )


def _directions(
    estimate: trust.Estimate,
    schools: dict[trust.Pair, tuple[SchoolReading, ...]],
    parties: dict[int, Party],
    day: date,
) -> tuple[Direction, Direction]:
    pairs = estimate.beliefs.pairs
    first, second = (
        replace(_direction(estimate, pair, parties, schools[pair], day), hindcast=known)
        for pair, known in zip(pairs, _hindcasts(estimate, year_before(day)), strict=True)
    )
    return first, second


def _party(state: actors.State, language: str) -> Party:
    return Party(state.ccode, state.key, state.name(language))


def _direction(
    estimate: trust.Estimate,
    pair: trust.Pair,
    parties: dict[int, Party],
    schools: tuple[SchoolReading, ...],
    day: date,
) -> Direction:
    column = estimate.column(*pair)
    before = year_before(day)
    path = readings(estimate, column)
    now, then = path[-1], _reading_on(estimate, column, path, before)
    known = now.trust is not None and then.trust is not None and then.date in estimate.beliefs.ends
    lines = _moved.of_last_year(estimate, column, before) if known else None
    return Direction(
        truster=parties[pair[0]],
        trustee=parties[pair[1]],
        now=now,
        year_before=then,
        effective_acts=float(estimate.beliefs.effective[-1, column]),
        floor=estimate.model.events.floor,
        reason=_reason(estimate, column, now),
        change=None if lines is None else _change(estimate, column, path, then.date),
        turn=None if lines is None else _moved.turn(lines, estimate.by),
        moved=() if lines is None else _moved.greatest_and_rest(lines),
        lasting=_moved.lasting(estimate, column) if now.trust is not None else None,
        hindcast=None,
        schools=schools if now.trust is not None else (),
        domains=() if lines is None else _moved.by_domain(lines),
        opinion=_opinion(estimate, pair, before, day),
        path=path,
        marks=_moved.marks(estimate, column) if now.trust is not None else (),
    )


def _hindcasts(estimate: trust.Estimate, before: date) -> tuple[trust.Hindcast | None, ...]:
    """How belief a year before forecast the year; nothing where the estimate begins later."""
    if not estimate.beliefs.ends[0] <= before < estimate.beliefs.ends[-1]:
        return (None,) * len(estimate.beliefs.pairs)
    return trust.hindcast(
        estimate.record, estimate.model, estimate.beliefs, estimate.held, estimate.step(before)
    )


def _reading_on(
    estimate: trust.Estimate, column: int, path: tuple[Reading, ...], day: date
) -> Reading:
    """The reading of the step that held on a day; by year before the weeks begin."""
    earlier = [reading for reading in path if reading.date <= day]
    if earlier and estimate.beliefs.ends[0] <= day:
        return earlier[-1]
    if estimate.by == "week" and day < estimate.beliefs.ends[0]:
        pair = estimate.beliefs.pairs[column]
        yearly = trust.estimate_pairs(
            estimate.record, [pair], by="year", until=date(day.year - 1, 12, 31),
            model=estimate.model,
        )  # fmt: skip
        return readings(yearly, 0)[-1]
    return Reading(day, "not covered", None, None, None)


def _change(
    estimate: trust.Estimate, column: int, path: tuple[Reading, ...], since: date
) -> Change:
    then = estimate.step(since)
    drawn = estimate.beliefs.drawn[:, column]
    fell = float((drawn[-1] < drawn[then]).mean())
    after = estimate.beliefs.path.after[:, column]
    moved = float(after[-1] - after[then]) * trust.DECIBANS
    chance = fell if moved < 0 else 1.0 - fell
    clear = chance >= CLEAR and abs(moved) >= LEAST_DECIBANS
    move: Move = "steady" if not clear else "fell" if moved < 0 else "rose"
    kept = min(max(chance, 0.01), 0.99)
    return Change(
        decibans=moved,
        move=move,
        chance=kept,
        phrase=band(kept),
        between=_swing.between(
            estimate, column, path, since, chance=CLEAR, decibans=LEAST_DECIBANS
        ),
        reports_before=_swing.reports_before(estimate, column, since),
    )


def _schools(
    estimates: Sequence[trust.Estimate], day: date
) -> dict[trust.Pair, tuple[SchoolReading, ...]]:
    """Belief of each pair by the evidence of each school alone."""
    found: dict[trust.Pair, list[SchoolReading]] = {}
    for school, alone in zip(SCHOOLS, estimates, strict=True):
        belief = trust.probability(alone.beliefs.path.after[-1])
        low, high = (end[-1] for end in alone.interval())
        for column, pair in enumerate(alone.beliefs.pairs):
            figures = (float(belief[column]), float(low[column]), float(high[column]))
            reading = SchoolReading(school, Reading(day, "estimated", *figures))
            found.setdefault(pair, []).append(reading)
    return {pair: tuple(readings) for pair, readings in found.items()}


def _opinion(estimate: trust.Estimate, pair: trust.Pair, before: date, day: date) -> Opinion | None:
    """Acts of the truster's society towards the trustee, this year and the year before."""
    if estimate.by == "year":
        return None
    now = _society(estimate, pair, before, day)
    if not now[0]:
        return None
    earlier = year_before(before)
    known = earlier >= estimate.beliefs.ends[0]
    then = _society(estimate, pair, earlier, before) if known else (None, None)
    return Opinion(now[0], now[1], *then)


def _society(
    estimate: trust.Estimate, pair: trust.Pair, after: date, until: date
) -> tuple[int, int]:
    acts = estimate.record.acts(pair[0], pair[1], start=after, end=until, spheres=("society", None))
    acts = acts.filter(pl.col("kind").is_not_null(), pl.col("start") > after)
    hostile = acts.filter(pl.col("quad") >= 3)
    return int(acts["count"].sum()), int(hostile["count"].sum())


def _reason(estimate: trust.Estimate, column: int, now: Reading) -> str:
    if now.status == "estimated":
        return ""
    if now.status == "not covered":
        return "not_a_state"
    return "thin" if estimate.beliefs.effective[-1, column] >= 0.05 else "no_acts"


def _scores(model: trust.Model) -> tuple[Score, ...]:
    written = [*model.annual.provenance["scores"], *model.events.provenance["scores"]]
    return tuple(
        Score(**{**score, "cut_off": date.fromisoformat(score["cut_off"])}) for score in written
    )
