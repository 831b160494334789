"""Trust by the whole record, beside an estimate from which rows were struck."""

from longtin.acts import whole
from longtin.trust._estimate import Estimate
from longtin.trust._estimation import estimate_pairs


def with_struck_rows(estimate: Estimate) -> Estimate:
    """The same estimate with the rows that were struck from its record.

    Args:
        estimate: Made from a record of `acts.without`.
    """
    pairs = list(estimate.beliefs.pairs)
    with whole(estimate.record) as record:
        return estimate_pairs(
            record, pairs, by=estimate.by, until=estimate.beliefs.ends[-1], model=estimate.model
        )
