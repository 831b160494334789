"""Composition of a brief from a record: two states, a date, and nothing later than that date."""

from longtin import game, trust
from longtin._dates import When
from longtin.acts import Record
from longtin.brief.values.advice import advice
from longtin.brief.values.binding_rules import rules
from longtin.brief.values.brief import Brief
from longtin.brief.values.comparison import comparison
from longtin.brief.values.direction import SCHOOLS, directions
from longtin.brief.values.forecast_scores import scores
from longtin.brief.values.position import doubter, field, stand, two_states
from longtin.brief.values.reading import StateName
from longtin.brief.values.source_coverage import covers
from longtin.measures import Phase


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
    one, two = two_states(here, there, day)
    pairs = ((one.ccode, two.ccode), (two.ccode, one.ccode))
    models = [trust.Model.shipped(draws, seed, school) for school in (None, *SCHOOLS)]
    estimate, *alone = trust.estimate_under(record, pairs, by=by, until=day, models=models)
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
        compared=comparison(estimate, first, day),
        advice=advice(estimate, (first, second), phase),
        rules=rules((first.truster, second.truster), day),
        coverage=covers(record, pairs[0], day),
        scores=scores(estimate.model),
        citations=tuple(citation.text for citation in record.cite()),
        method_version=estimate.method_version,
        record_version=record.version,
    )
