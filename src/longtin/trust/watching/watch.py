"""Watch: what changed for the worse between a state and every other, the gravest first."""

from datetime import date, timedelta

import polars as pl

from longtin import actors
from longtin._dates import When, asked, last_day
from longtin.acts import Record
from longtin.errors import RecordError
from longtin.trust._estimate import State
from longtin.trust._estimation import estimate_pairs, reach
from longtin.trust.evidence import dated_reports
from longtin.trust.model.beliefs import Model
from longtin.trust.watching import falls
from longtin.trust.watching.alert import Alert
from longtin.trust.watching.firsts import firsts
from longtin.trust.watching.silences import silences

DRAWS = 32
"""Draws by which a fall is told from doubt."""

LEAST_REPORTS, LEAST_EXCHANGED = 3, 100
"""Dated reports of another's conduct, or reports of exchanges with it, below which it is left out:
nothing could be concluded from them."""

BACK = timedelta(weeks=falls.BACK)


def watch(
    record: Record,
    state: State,
    since: When,
    until: When | None = None,
    *,
    model: Model | None = None,
) -> tuple[Alert, ...]:
    """Early warnings on all pairs of a state.

    What others did towards it: trust that fell further than doubt about the reading explains, first
    force, sanctions and threats after two years without; and regular contact, either way, that
    stopped while the sources still looked on.

    Args:
        record: Where acts are.
        state: Whose pairs are watched, by code or name.
        since: From this day on, as a date or as text; of a month or a year, its first.
        until: Up to this day; to the last of the record without it.
        model: Parameters and draws; the shipped ones with 32 draws without it.

    Returns:
        The gravest first; of equal ones the latest.

    Raises:
        ActorError: No such state.
        RecordError: There are no dated acts so early, or the days end before they begin.
    """
    first, last = asked(since).start, last_day(until)
    earliest = dated_reports.first_day(record)
    if first < earliest or (last is not None and last < first):
        raise RecordError(
            "Early warning goes by dated acts, from {earliest} on, and needs days that do not end "
            "before they begin: {first} to {last}. Give other days.",
            earliest=earliest,
            first=first,
            last=last or "…",
        )
    chosen = model or Model.shipped(draws=DRAWS)
    day = reach(record, last, "week")[1]
    ccode = actors.find(state, day).ccode
    pairs = [(ccode, other) for other in _spoken_of(record, ccode, first - BACK, day)]
    if not pairs:
        return ()
    found = estimate_pairs(record, pairs, by="week", until=day, model=chosen)
    ends = found.beliefs.ends
    steps = range(sum(end < first for end in ends), len(ends))
    told = (
        *falls.falls(found, steps),
        *firsts(found, first, ends[-1]),
        *silences(found, first, ends[-1]),
    )
    return tuple(
        sorted(told, key=lambda alert: (-alert.gravity, -alert.end.toordinal(), alert.trustee))
    )


def _spoken_of(record: Record, state: int, since: date, until: date) -> list[int]:
    """States of which enough is told for an alert to rest on, in order of code."""
    names = dated_reports.event_datasets(record)["dataset"].to_list()
    acts = record.acts(None, state, start=since, end=until, datasets=names)
    told = acts.group_by("source").agg(pl.col("count").sum())
    found = set(told.filter(pl.col("count") >= LEAST_REPORTS)["source"])
    exchanged = record.exchanges(state, None, start=since, end=until)
    other = pl.when(pl.col("state1") == state).then("state2").otherwise("state1")
    sums = exchanged.group_by(other.alias("other")).agg(pl.col("reports").sum())
    found |= set(sums.filter(pl.col("reports") >= LEAST_EXCHANGED)["other"])
    return sorted(found & set(actors.living(until)) - {state})
