"""Brief: frozen values, counted once from a record, that each language and format shows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from longtin import actors, game, trust
from longtin._dates import When
from longtin.acts import Record, SimulatedHistory, simulated_history
from longtin.brief.values.advice import Advice, advice
from longtin.brief.values.binding_rules import BindingRules, rules
from longtin.brief.values.comparison import Comparison, comparison
from longtin.brief.values.direction import SCHOOLS, Direction, directions
from longtin.brief.values.dossier import Dossier, dossier
from longtin.brief.values.forecast_scores import ForecastScore, scores
from longtin.brief.values.other_readings import OtherReading, other_readings
from longtin.brief.values.position import Position, Quadrant, doubter, field, stand, two_states
from longtin.brief.values.reading import FEW, StateName
from longtin.brief.values.source_coverage import SourceCoverage, acts_until, covers
from longtin.errors import LongtinError
from longtin.measures import Phase
from longtin.page import in_notebook


@in_notebook(
    "longtin.brief._brief_document:document",
    lambda told: f"Brief of {told.here.key} and {told.there.key}, {told.as_of}",
)
@dataclass(frozen=True)
class Brief:
    """Everything a brief says.

    Attributes:
        as_of: Nothing later than this day has been read.
        cell: Where the pair stands in the 2×2 of belief; `None` if either is unknown.
        other_readings: Trust on another basis: by a year's complete counts, with ties counted.
        compared: The pair beside its neighbours and ten years before; `None` if nothing is known.
        advice: What to do next; `None` without a figure for both, or where it was not asked for.
        rules: What binds both; `None` if no regime on file does.
        doubter: Whose trust is not enough when the cell is `fragile`.
        standing: What the 2×2 is drawn at: the stake, what it takes of both, and how sure it is.
        acts_until: Last day up to `as_of` on which a source of dated acts covers the pair; later
            evidence names no acts. `None` where none ever did.
        method_version: Of the parameters and code behind the numbers.
        record_version: Of the record.
        dossier: Who decides on the other side, what comes, last contacts and words.
        citations: Full references of every source used, in alphabetical order.
        annexed: Whether what only the annex shows has been counted; without it, sources, scores,
            comparisons, other readings, domains, schools, lasting weights and dossier are empty.
        simulated: Which history of which world the record is; `None` of what happened.
    """

    as_of: date
    here: StateName
    there: StateName
    cell: Quadrant | None
    cell_year_before: Quadrant | None
    doubter: StateName | None
    standing: Position
    directions: tuple[Direction, Direction]
    acts_until: date | None
    compared: Comparison | None
    other_readings: tuple[OtherReading, ...]
    advice: Advice | None
    rules: BindingRules | None
    coverage: tuple[SourceCoverage, ...]
    scores: tuple[ForecastScore, ...]
    citations: tuple[str, ...]
    method_version: str
    record_version: str
    dossier: Dossier | None = None
    annexed: bool = True
    simulated: SimulatedHistory | None = None


def compose(  # noqa: PLR0913 - what a brief hangs on, each with a default
    record: Record,
    here: str,
    there: str,
    *,
    as_of: When | None = None,
    stake: float | None = None,
    assumed: game.Assumptions | None = None,
    phase: Phase | None = None,
    draws: int = trust.PAIR_DRAWS,
    seed: int = 0,
    annex: bool = True,
    advised: bool = True,
) -> Brief:
    """Write down all that a brief on two states says.

    Args:
        record: What to read.
        here: The state whose office the brief is for; code or name.
        there: The other.
        as_of: The last day read, as a date or as text; that of dated acts without it.
        stake: At which the 2×2 is drawn, in (0, 1]; the reference stake without it.
        assumed: What acts of cooperation are worth to each; the shipped judgements without it.
        phase: Where the conflict stands, for what to do next; by default crisis management while a
            listed crisis of the two goes on, else prevention.
        draws: Draws behind each interval.
        seed: Of the draws.
        annex: Whether what only the annex shows is counted too; it takes as long again.
        advised: Whether what to do next is planned too; it takes a third of the rest.

    Raises:
        ActorError: No such state on that day.
        RecordError: The record does not reach that day.
        LongtinError: The two states are one, or the stake cannot be.
    """
    return composed(
        record,
        (here, there),
        as_of=as_of,
        stake=stake,
        assumed=assumed,
        phase=phase,
        draws=draws,
        seed=seed,
        annex=annex,
        charts=True,
        advised=advised,
    )[0]


def composed(  # noqa: PLR0913 - as `compose`
    record: Record,
    states: Sequence[str],
    *,
    as_of: When | None,
    stake: float | None,
    assumed: game.Assumptions | None,
    phase: Phase | None,
    draws: int,
    seed: int,
    annex: bool,
    charts: bool,
    advised: bool = True,
) -> tuple[Brief, ...]:
    """A brief of the first state with each of the others; the record is read once for all."""
    by, day = trust.reach(record, as_of)
    both = [two_states(states[0], there, day, by) for there in states[1:]]
    _check_apart(states, [there for _, there in both])
    pairs = [pair for a, b in both for pair in ((a.ccode, b.ccode), (b.ccode, a.ccode))]
    models = _models(draws, seed) if annex else _models(draws, seed)[:1]
    found = list(trust.estimate_under(record, pairs, by=by, until=day, models=models))
    scored = scores(found[0].model) if annex else ()
    cited = tuple(citation.text for citation in record.cite()) if annex else ()
    told = []
    for at, two in zip(range(0, len(pairs), 2), both, strict=True):
        parties = {state.ccode: StateName.of(state) for state in two}
        estimate, *others = (_of_two(each, at) for each in found)
        ways = directions(estimate, others[:-1], parties, day, annex=annex, charts=charts)
        first, second = ways
        stood = stand(estimate, parties, (first.path, second.path), assumed, stake)
        own = Brief(
            as_of=day,
            here=first.truster,
            there=second.truster,
            cell=field(stood.sides, (first.now, second.now)),
            cell_year_before=field(stood.sides, (first.year_before, second.year_before)),
            doubter=doubter(stood),
            standing=stood,
            directions=ways,
            acts_until=acts_until(record, pairs[at], day),
            compared=comparison(estimate, first, day) if annex else None,
            other_readings=other_readings(estimate, others[-1], day) if annex else (),
            advice=advice(estimate, ways, phase, annex=annex) if advised else None,
            rules=rules((first.truster, second.truster), day),
            coverage=covers(record, pairs[at], day) if annex else (),
            scores=scored,
            citations=cited,
            method_version=estimate.method_version,
            record_version=record.version,
            dossier=dossier(
                record, first.truster, first.trustee, day, acts_until(record, pairs[at], day)
            )
            if annex
            else None,
            annexed=annex,
            simulated=simulated_history(record.path),
        )
        told.append(own)
    return tuple(told)


def _check_apart(states: Sequence[str], found: Sequence[actors.State]) -> None:
    """Refuse a state named twice.

    Raises:
        LongtinError: Two names stand for one.
    """
    typed: dict[int, str] = {}
    for name, state in zip(states[1:], found, strict=True):
        if state.ccode in typed:
            raise LongtinError(
                "`{one}` and `{two}` are one state. Name each once.",
                one=typed[state.ccode],
                two=name,
            )
        typed[state.ccode] = name


def _of_two(estimate: trust.Estimate, first: int) -> trust.Estimate:
    """Of two of its pairs, next to each other, as if no other had been asked for."""
    columns, place = slice(first, first + 2), pl.col("column")
    beliefs = estimate.beliefs.of(columns)
    if estimate.held is None:
        return replace(estimate, beliefs=beliefs)
    told = [
        each.filter(place.is_between(first, first + 1)).with_columns(
            column=(place - first).cast(each.schema["column"])
        )
        for each in (estimate.held.acts, estimate.held.exchanged)
    ]
    held = replace(estimate.held.of(columns), acts=told[0], exchanged=told[1])
    return replace(estimate, beliefs=beliefs, held=held)


def _models(draws: int, seed: int) -> list[trust.Model]:
    """The model, the evidence of each school alone, and the model with ties between states."""
    whole = trust.Model.shipped(draws, seed)
    alone = [trust.Model.shipped(min(FEW, draws), seed, school) for school in SCHOOLS]
    return [whole, *alone, replace(whole.with_ties(), draws=0)]
