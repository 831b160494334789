"""Submission: one state beside each of several others, as a minister is told of them at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from longtin import game, trust
from longtin._dates import When
from longtin.acts import Record
from longtin.brief.values.brief import Brief, composed
from longtin.brief.values.reading import StateName
from longtin.errors import LongtinError
from longtin.measures import Phase
from longtin.page import in_notebook


@in_notebook(
    "longtin.brief._submission_document:submission_document",
    lambda told: (
        f"Submission for {told.here.key}, {told.as_of}: "
        + ", ".join(each.there.key for each in told.briefs)
    ),
)
@dataclass(frozen=True)
class Submission:
    """What a minister is told of several pairs at once.

    Attributes:
        as_of: Nothing later than this day has been read.
        here: The ministry's own state.
        briefs: Of the pair with each other state, in the order asked for.
    """

    as_of: date
    here: StateName
    briefs: tuple[Brief, ...]


def submission(  # noqa: PLR0913 - as `compose`
    record: Record,
    states: Sequence[str],
    *,
    as_of: When | None = None,
    stake: float | None = None,
    assumed: game.Assumptions | None = None,
    phase: Phase | None = None,
    draws: int = trust.PAIR_DRAWS,
    seed: int = 0,
    briefs: bool = True,
    annex: bool = False,
) -> Submission:
    """Write down all that a submission on several pairs says.

    Args:
        record: What to read.
        states: The ministry's own state, then those it is seen beside; codes or names.
        as_of: As `compose` takes it, and so are the others.
        stake: At which the 2×2 of each pair is drawn.
        assumed: What acts of cooperation are worth to each.
        phase: Where the conflicts stand; as `compose` takes it.
        draws: Draws behind each interval.
        seed: Of the draws.
        briefs: Whether the brief of each pair can be shown too; without, no act is marked on the
            charts of trust in the first state.
        annex: Whether what only the annexes show is counted too.

    Raises:
        ActorError: No such state on that day.
        RecordError: The record does not reach that day.
        LongtinError: Fewer than two states, one of them twice, or the stake cannot be.
    """
    if len(states) < 2:
        raise LongtinError("A brief takes two states or more. Name the other: longtin brief A B.")
    found = composed(
        record,
        states,
        as_of=as_of,
        stake=stake,
        assumed=assumed,
        phase=phase,
        draws=draws,
        seed=seed,
        annex=annex,
        charts=briefs,
    )
    return Submission(found[0].as_of, found[0].here, found)
