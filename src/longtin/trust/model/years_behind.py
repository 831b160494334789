"""Years behind weeks: what annual belief is read from where belief by week rests on it."""

from longtin.acts import Record
from longtin.trust.evidence.dated_reports import Weeks, told_since
from longtin.trust.evidence.panel import Panel, read_panel
from longtin.trust.model.beliefs import FIRST_YEAR, last_year


def years_behind(
    record: Record, held: Weeks, *, graded: bool, shift: tuple[float, ...] | None
) -> Panel:
    """What annual belief is read from, up to the year before the last week.

    Graded levels read the mix of dated reports where the complete counts have ended; two types end
    with those counts.

    Args:
        record: Where acts and ties are.
        held: The same pairs by weeks.
        graded: Whether levels are graded.
        shift: How dated reports differ from the complete counts, of the events parameters.
    """
    complete, last = last_year(record), held.ends[-1].year - 1
    panel = read_panel(record, held.pairs, FIRST_YEAR, last if graded else min(last, complete))
    if panel.years[-1] <= complete:
        return panel
    return told_since(panel, held, complete, shift)
