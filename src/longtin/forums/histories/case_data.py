"""The tally and its cases as plain values, for scripts."""

from dataclasses import asdict
from typing import Any

from longtin.forums._issue.issue_files import scenario
from longtin.forums._pages.forum_names import FORUM_NAMES
from longtin.forums.histories.disagreements import why_history_disagrees
from longtin.forums.histories.tally import CaseCount, CaseTally


def tally_data(tally: CaseTally) -> dict[str, Any]:
    """The count, and every case under its name."""
    results, (forum, often) = tally.results, tally.constant()
    return {
        "computed": results.computed,
        "draws": results.draws,
        "seed": results.seed,
        "record": results.record,
        "count": {
            "cases": len(tally.cases),
            "best": {each: tally.best().get(each, 0) for each in FORUM_NAMES},
            "best_robust": {
                each: tally.best(only_robust=True).get(each, 0) for each in FORUM_NAMES
            },
            "agreement": dict(tally.agreements()),
            "agreement_robust": dict(tally.agreements(only_robust=True)),
            "agreement_of_sides": dict(tally.side_agreements()),
            "side": {chosen: dict(tally.sides(chosen)) for chosen in ("source", "added")},
            "by_lot": round(tally.chance(), 3),
            "always_the_same": {"forum": forum, "agrees": often},
        },
        "cases": {case.name: case_data(case) for case in tally.cases},
    }


def case_data(case: CaseCount) -> dict[str, Any]:
    """One case: what is computed, what happened, and how they compare."""
    problem = scenario(case.name)
    why = why_history_disagrees(case.history, case.name, case.result.best)
    return {
        "title": problem.title.model_dump(),
        "on": problem.on,
        "best": case.result.best,
        "share": case.result.share,
        "robust": case.is_robust,
        "forums": {each: asdict(gain) for each, gain in case.result.forums.items()},
        "agreement": case.agreement,
        "side_agreement": case.side_agreement,
        "why_not": why.model_dump() if why else None,
        "side": case.history.side,
        "history": case.history.model_dump(mode="json"),
        "sources": {key: each.model_dump(mode="json") for key, each in problem.sources.items()},
    }
