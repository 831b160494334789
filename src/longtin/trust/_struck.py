"""Trust by the whole record, beside an estimate from which rows were struck."""

from dataclasses import replace

from longtin.acts import whole
from longtin.trust._arrays import Pair
from longtin.trust._estimate import Estimate
from longtin.trust._estimation import estimate_pairs


def with_struck_rows(estimate: Estimate) -> dict[Pair, float | None]:
    """Trust at the last step with the rows that were struck from the estimate's record.

    Args:
        estimate: Made from a record of `acts.without`.

    Returns:
        In [0, 1] by ordered pair; `None` where there is too little to say.
    """
    pairs = list(estimate.beliefs.pairs)
    with whole(estimate.record) as record:
        all_rows = estimate_pairs(
            record, pairs, by=estimate.by, until=estimate.beliefs.ends[-1],
            model=replace(estimate.model, draws=0),
        )  # fmt: skip
        found = all_rows.frame(carried=True)
    last = found.filter(found["date"] == found["date"].max())
    figures = {(a, b): trust for a, b, trust in last.select("ccode1", "ccode2", "trust").rows()}
    return {pair: figures.get(pair) for pair in pairs}
