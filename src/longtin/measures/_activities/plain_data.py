"""Plain data of a compliance report: values for JSON, with keys that never change."""

from datetime import date
from typing import Any

from longtin.actors import near
from longtin.measures._activities.determination import ComplianceReport, Determination


def as_rows(checked: ComplianceReport) -> list[dict[str, Any]]:
    """Determinations as plain values: keys never change, words in both languages."""
    day = checked.activity.start.day
    return [
        {
            "regime": each.regime.id,
            "obligation": each.obligation.id,
            "row": each.obligation.row or each.obligation.id,
            "article": each.obligation.article,
            "duty": each.obligation.duty,
            "says": each.obligation.says.model_dump(),
            "outcome": each.outcome,
            "breach": each.is_breach,
            "binding": each.binding,
            "by": [_key(code, day) for code in each.by],
            "to": [_key(code, day) for code in each.to],
            "deadline": _deadline(each, checked),
            "due": str(each.due) if each.due else None,
            "sent": str(each.sent) if each.sent else None,
            "days_late": each.late_by,
            "needs": list(each.needs),
            "lacking": [_key(one, day) if isinstance(one, int) else one for one in each.lacking],
            "provisos": [
                {"id": one.id, "article": one.article, "excepts": list(one.excepts)}
                for one in each.provisos
            ],
            "count": each.nth,
            "accounts": dict(each.views),
            "why": each.why,
            "certainty": each.certainty,
            "sources": list(each.obligation.sources),
            "trace": dict(each.trace),
        }
        for each in checked.determinations
    ]


def _key(code: int, day: date) -> str:
    """A state's key on a day: ISO 3166, else Correlates of War."""
    return near(code, day).key


def _deadline(found: Determination, checked: ComplianceReport) -> dict[str, Any] | None:
    """The rule of a deadline with the moment it was counted from."""
    used = found.deadline
    if used is None:
        return None
    activity = checked.activity
    moments = {"start": activity.start, "end": activity.end, **activity.moments}
    anchor = moments.get(used.anchor) if used.anchor else None
    plain = used.model_dump(mode="json", exclude_none=True)
    return {**plain, "anchor_value": str(anchor) if anchor else None}


def as_json(checked: ComplianceReport) -> dict[str, Any]:
    """A whole check as plain values, for scripts; the form has a number of its own."""
    day = checked.activity.start.day
    return {
        "trace_version": 1,
        "activity": checked.activity.name,
        "today": str(checked.today),
        "answers": as_rows(checked),
        "not_bound": [
            {
                "regime": each.regime.id,
                "state": _key(each.state, day),
                "because": each.status.absence,
                "on": str(each.status.on) if each.status.on else None,
            }
            for each in checked.unbound
        ],
        "hints": [
            {
                "obligations": [one.obligation.id for one in each.determinations],
                "parts": list(each.parts),
                "figures": dict(each.figures),
            }
            for each in checked.aggregations
        ],
    }
