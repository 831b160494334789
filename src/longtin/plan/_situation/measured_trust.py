"""Measured trust for the rules that need it, read from a record only if one of them asks."""

from collections.abc import Callable
from datetime import date
from functools import cache

from longtin.acts import Record
from longtin.errors import ActorError, RecordError
from longtin.plan._situation.situation import situation


def from_record(
    opened: Callable[[], Record], day: date, *, strict: bool
) -> Callable[[str, str], float | None]:
    """Reads trust of one party in another, each pair once.

    Args:
        opened: Opens the record.
        day: Nothing later is read.
        strict: Whether a day that the record does not reach is refused; otherwise nothing is known.
    """

    @cache
    def record() -> Record:
        return opened()

    @cache
    def measured(truster: str, trustee: str) -> float | None:
        try:
            return situation(record(), truster, trustee, as_of=day).ours.trust
        except ActorError:
            return None  # an organisation, of which no record speaks
        except RecordError:
            if strict:
                raise
            return None

    return measured
