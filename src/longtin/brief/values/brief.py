"""Brief: frozen values, counted once from a record, that each language and format shows."""

from dataclasses import dataclass, replace
from datetime import date

from longtin import game, trust
from longtin._dates import When
from longtin.acts import Record
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
from longtin.measures import Phase


@dataclass(frozen=True)
class Brief:
    """Everything a brief says.

    Attributes:
        as_of: Nothing later than this day has been read.
        cell: Where the pair stands in the 2×2 of belief; `None` if either is unknown.
        other_readings: Trust on another basis: by a year's complete counts, with ties counted.
        compared: The pair beside its neighbours and ten years before; `None` if nothing is known.
        advice: What to do next; `None` without a figure for both.
        rules: What binds both; `None` if no regime on file does.
        doubter: Whose trust is not enough when the cell is `fragile`.
        standing: What the 2×2 is drawn at: the stake, what it takes of both, and how sure it is.
        acts_until: Last day up to `as_of` on which a source of dated acts covers the pair; later
            evidence names no acts. `None` where none ever did.
        method_version: Of the parameters and code behind the numbers.
        record_version: Of the record.
        dossier: Who decides on the other side, what comes, last contacts and words.
        citations: Full references of every source used, in alphabetical order.
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


def compose(
    record: Record,
    here: str,
    there: str,
    *,
    as_of: When | None = None,
    stake: float | None = None,
    assumed: game.Assumptions | None = None,
    phase: Phase = "prevention",
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
        draws: Draws behind each interval.
        seed: Of the draws.

    Raises:
        ActorError: No such state on that day.
        RecordError: The record does not reach that day.
        LongtinError: The two states are one, or the stake cannot be.
    """
    by, day = trust.reach(record, as_of)
    one, two = two_states(here, there, day, by)
    pairs = ((one.ccode, two.ccode), (two.ccode, one.ccode))
    estimate, *alone, tied = trust.estimate_under(
        record, pairs, by=by, until=day, models=_models(draws, seed)
    )
    parties = {state.ccode: StateName.of(state) for state in (one, two)}
    first, second = directions(estimate, alone, parties, day)
    stood = stand(estimate, parties, (first.path, second.path), assumed, stake)
    return Brief(
        as_of=day,
        here=first.truster,
        there=second.truster,
        cell=field(stood.sides, (first.now, second.now)),
        cell_year_before=field(stood.sides, (first.year_before, second.year_before)),
        doubter=doubter(stood),
        standing=stood,
        directions=(first, second),
        acts_until=acts_until(record, pairs[0], day),
        compared=comparison(estimate, first, day),
        other_readings=other_readings(estimate, tied, day),
        advice=advice(estimate, (first, second), phase),
        rules=rules((first.truster, second.truster), day),
        coverage=covers(record, pairs[0], day),
        scores=scores(estimate.model),
        citations=tuple(citation.text for citation in record.cite()),
        method_version=estimate.method_version,
        record_version=record.version,
        dossier=dossier(record, first.truster, first.trustee, day),
    )


def _models(draws: int, seed: int) -> list[trust.Model]:
    """The model, the evidence of each school alone, and the model with ties between states."""
    whole = trust.Model.shipped(draws, seed)
    alone = [trust.Model.shipped(min(FEW, draws), seed, school) for school in SCHOOLS]
    return [whole, *alone, replace(whole.with_ties(), draws=0)]
