"""Reading of the context of weeks: what speaks of them beside the trustee's acts, and before."""

from collections.abc import Collection
from dataclasses import replace

from longtin.acts import Record
from longtin.trust.evidence.beside.monthly_counts import monthly_counts
from longtin.trust.evidence.beside.own_conduct import mirror
from longtin.trust.evidence.beside.third_parties import third_parties
from longtin.trust.evidence.context import Context
from longtin.trust.evidence.counting import Counting
from longtin.trust.evidence.dated_reports import Weeks, told_since
from longtin.trust.evidence.panel import FIRST_YEAR, Panel, last_year, read_panel


def with_context(record: Record, held: Weeks, counting: Counting, wanted: Collection[str]) -> Weeks:
    """Weeks beside which stands what else speaks of them.

    Args:
        record: What the weeks were read from.
        held: Pairs by weeks.
        counting: How reports count, as the weeks were read with.
        wanted: Of `third_parties`, `mirror` and `monthly`.
    """
    return replace(
        held,
        context=Context(
            third_parties=third_parties(record, held, counting)
            if "third_parties" in wanted
            else None,
            mirror=mirror(record, held, counting) if "mirror" in wanted else None,
            monthly=monthly_counts(record, held) if "monthly" in wanted else None,
        ),
    )


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
