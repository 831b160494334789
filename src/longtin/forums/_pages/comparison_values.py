"""Comparisons as plain values, for JSON."""

from longtin.forums.comparison.compare_forums import ForumComparison
from longtin.forums.institutions.carry_out import FORUMS
from longtin.page import plain


def comparison_values(found: ForumComparison) -> dict[str, object]:
    """A comparison as plain values, without what actually happened."""
    there = found.situation
    return {
        "format": "longtin.forum-comparison/1",
        "issue": there.problem.id,
        "title": {"en": there.problem.title.en, "vi": there.problem.title.vi},
        "on": there.problem.on.isoformat(),
        "states": [state.key for state in there.states],
        "for": found.for_state,
        "aggregation": there.problem.aggregation,
        "divergence": found.divergence,
        "order": list(found.order),
        "results": {name: plain(found.results[name]) for name in FORUMS},
        "venues": plain(found.venues),
        "influences": plain(found.influences),
        "pivotal": dict(found.pivotal),
        "least_willing": list(found.least_willing),
        "assumptions": [
            {
                "name": each.name,
                "at": each.number.at,
                "low": each.number.least,
                "high": each.number.most,
                "given": each.is_given,
            }
            for each in there.uncertain_numbers
        ],
        "notes": [{"about": code, **dict(values)} for code, values in there.notes],
        "is_forecast": False,
        "draws": found.draws,
        "seed": found.seed,
        "record": found.record_version,
    }
