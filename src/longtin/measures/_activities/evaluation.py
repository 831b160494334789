"""Evaluation of triggers in three values – yes, no, not known – with the trace of how."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from operator import eq, ge, gt, le, lt
from typing import Any, Final

from longtin._data import Certainty
from longtin._moments import elapsed_hours
from longtin.measures._activities.account import Account
from longtin.measures._regimes.groups import ccode
from longtin.measures._regimes.trigger import Formula, Trigger
from longtin.measures._regimes.vocabulary import vocabulary

COMPARE: Final[Mapping[str, Callable[[float, float], bool]]] = {
    ">": gt,
    ">=": ge,
    "<": lt,
    "<=": le,
    "==": eq,
}
DOUBT: Final[Mapping[Certainty, int]] = {"verified": 0, "memory": 1, "judgement": 2}


@dataclass(frozen=True)
class Evaluation:
    """What became of a condition.

    Attributes:
        holds: Yes, no, or not known.
        needs: What is lacking to know: `figure:tanks`, `parameter:close_proximity_km`, ….
        certainty: How sure the numbers are that decided it.
        trace: Every node with its values, for the record.
    """

    holds: bool | None
    needs: tuple[str, ...] = ()
    certainty: Certainty = "verified"
    trace: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class EvaluationContext:
    """What a condition is evaluated with.

    Attributes:
        seen: The activity in one account.
        parameters: What the user has fixed.
        owed: Whether another obligation is triggered, by its id.
        kept: Whether another obligation is unbroken so far, by its id.
        certainty: Of a number that says nothing else.
        source: Of a number that says nothing else.
        article: Of a node that says nothing else.
    """

    seen: Account
    parameters: Mapping[str, float]
    owed: Callable[[str], Evaluation]
    kept: Callable[[str], Evaluation]
    certainty: Certainty
    source: str
    article: str


def worst(*given: Certainty) -> Certainty:
    """The least sure of several."""
    return max(given, key=DOUBT.__getitem__, default="verified")


def evaluate(condition: Trigger | None, terms: EvaluationContext) -> Evaluation:
    """Evaluate a trigger in three values: yes, no, not known; none always holds."""
    if condition is None:
        return Evaluation(holds=True, trace={"form": "always", "holds": True})
    evaluation = _FORMS[condition.form](condition, terms)
    head = {"form": "not" if condition.form == "negated" else condition.form}
    paragraph = condition.paragraph or terms.article
    trace = {**head, **evaluation.trace, "holds": evaluation.holds, "paragraph": paragraph}
    if evaluation.needs:
        trace["needs"] = list(evaluation.needs)
    return replace(evaluation, trace=trace)


def _joined(condition: Trigger, terms: EvaluationContext) -> Evaluation:
    is_all = condition.all is not None
    parts = [evaluate(each, terms) for each in condition.all or condition.any or ()]
    ruling = not is_all  # one `True` settles `any`, one `False` settles `all`
    settled = [part for part in parts if part.holds is ruling]
    unknown = [part for part in parts if part.holds is None]
    trace = {"of": [dict(part.trace) for part in parts]}
    if settled:
        sure = min((part.certainty for part in settled), key=DOUBT.__getitem__)
        return Evaluation(ruling, (), sure, trace)
    sure = worst(*(part.certainty for part in parts))
    if unknown:
        needs = dict.fromkeys(need for part in unknown for need in part.needs)
        return Evaluation(None, tuple(needs), sure, trace)
    return Evaluation(not ruling, (), sure, trace)


def _negated(condition: Trigger, terms: EvaluationContext) -> Evaluation:
    assert condition.negated is not None  # noqa: S101 -- the form says so
    inner = evaluate(condition.negated, terms)
    holds = None if inner.holds is None else not inner.holds
    return Evaluation(holds, inner.needs, inner.certainty, {"of": [dict(inner.trace)]})


def _kind(condition: Trigger, terms: EvaluationContext) -> Evaluation:
    given = terms.seen.activity.kind
    return Evaluation(given == condition.kind, trace={"kind": condition.kind, "value": given})


def _fact(condition: Trigger, terms: EvaluationContext) -> Evaluation:
    return Evaluation(condition.fact in terms.seen.facts, trace={"fact": condition.fact})


def _quantity(condition: Trigger, terms: EvaluationContext) -> Evaluation:
    name = condition.quantity or ""
    return _compared(
        condition,
        terms,
        terms.seen.figure(name),
        f"figure:{name}",
        {"quantity": name, "unit": vocabulary().figures[name].unit},
    )


def _distance(condition: Trigger, terms: EvaluationContext) -> Evaluation:
    line = condition.distance_to or ""
    shown = {"distance_to": line, "unit": "kilometres", "view": terms.seen.viewer}
    return _compared(condition, terms, terms.seen.distance(line), f"distance:{line}", shown)


def _between(condition: Trigger, terms: EvaluationContext) -> Evaluation:
    first, last = condition.between or ("start", "end")
    moments = [terms.seen.moment(first), terms.seen.moment(last)]
    lacking = [
        f"moment:{anchor}"
        for anchor, found in zip((first, last), moments, strict=True)
        if found is None
    ]
    shown = {"between": [first, last], "unit": condition.unit}
    if lacking or moments[0] is None or moments[1] is None:
        return Evaluation(None, tuple(lacking), trace=shown)
    hours = elapsed_hours(moments[0], moments[1], terms.seen.clocks())
    least, most = (each if condition.unit == "hours" else each / 24 for each in hours)
    found = _compared(condition, terms, least, "", shown)
    if found.holds == _compared(condition, terms, most, "", shown).holds:
        return found
    bare = first if moments[0].instant is None else last
    return replace(found, holds=None, needs=(f"hour:{bare}",), trace={**found.trace, "value": None})


def _compared(
    condition: Trigger,
    terms: EvaluationContext,
    value: float | None,
    need: str,
    shown: Mapping[str, Any],
) -> Evaluation:
    limit, missing = _limit(condition.value, terms)
    sure = condition.certainty or terms.certainty
    needs = (*((need,) if value is None else ()), *((missing,) if missing else ()))
    trace = {
        **shown,
        "op": condition.op,
        "limit": limit,
        "value": _shown(value),
        "certainty": sure,
        "source": condition.source or terms.source,
    }
    if value is not None and not math.isfinite(value):
        return Evaluation(COMPARE[condition.op or "=="](value, 0), (), "verified", trace)
    if value is None or limit is None:
        return Evaluation(None, needs, sure, trace)
    return Evaluation(COMPARE[condition.op or "=="](value, limit), (), sure, trace)


def _shown(value: float | None) -> float | str | None:
    """A value as the record of a check has it."""
    if value is None or math.isfinite(value):
        return value
    return "none" if math.isnan(value) else "not near"


def _limit(
    value: float | str | Formula | None, terms: EvaluationContext
) -> tuple[float | None, str]:
    if isinstance(value, str):
        found = terms.parameters.get(value)
        return found, "" if found is not None else f"parameter:{value}"
    if isinstance(value, Formula):
        limit = value.limit(terms.seen.figures)
        return limit, "" if limit is not None else f"figure:{value.of}"
    return value, ""


def _season(condition: Trigger, terms: EvaluationContext) -> Evaluation:
    season = condition.season
    assert season is not None  # noqa: S101 -- the form says so
    first = terms.seen.day
    end = terms.seen.activity.end
    last = end.day if end else first
    touches = any(
        not (last < opens or closes < first)
        for year in range(first.year - 1, last.year + 1)
        for opens, closes in [_season_of(season.first, season.last, year)]
    )
    shown = {"season": [season.first, season.last], "value": [str(first), str(last)]}
    return Evaluation(touches, certainty=condition.certainty or terms.certainty, trace=shown)


def _season_of(first: str, last: str, year: int) -> tuple[date, date]:
    later = year + 1 if last < first else year
    return date.fromisoformat(f"{year}-{first}"), date.fromisoformat(f"{later}-{last}")


def _acting(condition: Trigger, terms: EvaluationContext) -> Evaluation:
    wanted = {ccode(code, terms.seen.day) for code in condition.acting or ()}
    holds = any(code in wanted for code in terms.seen.concerned)
    return Evaluation(holds, trace={"acting": list(condition.acting or ())})


def _owed(condition: Trigger, terms: EvaluationContext) -> Evaluation:
    found = terms.owed(condition.owed or "")
    shown = {"owed": condition.owed, "of": [dict(found.trace)]}
    return Evaluation(found.holds, found.needs, found.certainty, shown)


def _kept(condition: Trigger, terms: EvaluationContext) -> Evaluation:
    found = terms.kept(condition.kept or "")
    shown = {"kept": condition.kept, **found.trace}
    return Evaluation(found.holds, found.needs, found.certainty, shown)


_FORMS: Final[Mapping[str, Callable[[Trigger, EvaluationContext], Evaluation]]] = {
    "all": _joined,
    "any": _joined,
    "negated": _negated,
    "kind": _kind,
    "fact": _fact,
    "quantity": _quantity,
    "distance_to": _distance,
    "between": _between,
    "season": _season,
    "acting": _acting,
    "owed": _owed,
    "kept": _kept,
}
