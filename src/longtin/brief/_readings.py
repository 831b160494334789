"""Readings of an estimate, as a brief shows them."""

from longtin import trust
from longtin.brief._brief import Reading, Status

STATUS: dict[str, Status] = {
    "covered": "estimated",
    "too little": "too little",
    "not covered": "not covered",
}


def readings(estimate: trust.Estimate, column: int) -> tuple[Reading, ...]:
    """A pair's trust through time, from its first covered step on."""
    beliefs = estimate.beliefs.of(slice(column, column + 1))
    alone = trust.Estimate(estimate.record, estimate.by, estimate.model, beliefs, estimate.held)
    rows = alone.frame().select("date", "coverage", "trust", "low", "high").iter_rows()
    found = [Reading(day, STATUS[coverage], *figures) for day, coverage, *figures in rows]
    covered = [place for place, r in enumerate(found) if r.status != "not covered"]
    return tuple(found[covered[0] :] if covered else found[-1:])
