"""Alerts in words, one sentence or two each, and as plain values."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from longtin import actors, measures
from longtin._language import Language, told
from longtin.register.returns import Return
from longtin.register.status_matrix import (
    FigureDifference,
    QuotaUse,
    StatusAlert,
    StatusMatrix,
    ThresholdMargin,
)
from longtin.register.status_words import (
    WORDS,
    duty_shown,
    figure_shown,
    moment_shown,
    party_key,
    party_name,
)


def alert_lines(matrix: StatusMatrix, language: Language) -> tuple[str, ...]:
    """What to look at, in the order of the alerts; parties that owe the same stand together."""
    return tuple(
        alert_line(first, matrix, language, [each.party for each in (first, *others)])
        for _, (first, *others) in groupby(matrix.alerts, key=_together)
    )


def _together(alert: StatusAlert) -> tuple[object, ...]:
    """What alerts have in common that are told in one sentence."""
    duty = alert.duty
    if alert.kind not in {"overdue", "due_soon"} or duty is None:
        return (id(alert),)
    return (alert.kind, duty.obligation.id, duty.activity, duty.due, alert.days)


def alert_line(
    alert: StatusAlert,
    matrix: StatusMatrix,
    language: Language,
    parties: Sequence[int | None] = (),
) -> str:
    """One alert: whose it is, what it says, and the figures.

    Args:
        alert: The alert.
        matrix: Where it stands.
        language: Of the words.
        parties: All whose it is; its own party without.
    """
    if alert.log is not None:
        return told(alert.log.told, language)
    whose = [each for each in parties if each] or [alert.party or 0]
    party = language.list([party_name(each, matrix, language) for each in whose])
    if alert.margin is not None:
        return _near(party, alert.margin, matrix, language)
    if alert.quota is not None:
        return _quota(party, alert.quota, matrix, language)
    if alert.paper is not None:
        return _paper(party, alert, alert.paper, language)
    if alert.duty is None:
        numbers = [str(one) if one == two else f"{one}–{two}" for one, two in alert.numbers]
        return language.say(
            "{party}: its running numbers lack {numbers}.",
            party=party, numbers=language.list(numbers),
        )  # fmt: skip
    if alert.difference is not None:
        return _differs(party, alert, alert.difference, matrix, language)
    duty, due = duty_shown(alert.duty), moment_shown(alert.duty.due, language)
    if alert.kind == "overdue":
        return language.count(
            "{party}, {duty}: nothing is entered, and it was due by {due}, {n} day ago.",
            "{party}, {duty}: nothing is entered, and it was due by {due}, {n} days ago.",
            alert.days, party=party, duty=duty, due=due,
        )  # fmt: skip
    return language.count(
        "{party}, {duty}: due by {due}, in {n} day.",
        "{party}, {duty}: due by {due}, in {n} days.",
        alert.days, party=party, duty=duty, due=due,
    )  # fmt: skip


def _paper(party: str, alert: StatusAlert, paper: Return, language: Language) -> str:
    name = paper.symbol or paper.obligation
    if alert.kind == "uncountersigned":
        return language.say(
            "{party}: {paper} was entered for it on {day} and is not countersigned (entry "
            "{index}).",
            party=party,
            paper=name,
            day=language.date(paper.entered.day) if paper.entered else "–",
            index=paper.line,
        )
    return language.count(
        "{party}: {paper} was to stay sealed until {n} day ago and is not revealed (entry "
        "{index}).",
        "{party}: {paper} was to stay sealed until {n} days ago and is not revealed (entry "
        "{index}).",
        alert.days, party=party, paper=name, index=paper.line,
    )  # fmt: skip


def _differs(
    party: str,
    alert: StatusAlert,
    other: FigureDifference,
    matrix: StatusMatrix,
    language: Language,
) -> str:
    assert alert.duty is not None  # noqa: S101 -- a difference is of a duty
    said = language.say(
        "{party}, {duty}: {figure} notified {told}, observed by {observer} {seen}, difference "
        "{difference}; {contest}.",
        party=party,
        duty=duty_shown(alert.duty),
        figure=_figure(other.figure, language),
        told=figure_shown(other.notified, language),
        observer=_inside(other.observer, matrix, language),
        seen=figure_shown(other.observed, language),
        difference=figure_shown(other.difference, language, signed=True),
        contest=language.say(WORDS[alert.duty.contest]),
    )
    limits = [
        language.say(
            "{limit} ({ids})",
            limit=figure_shown(limit, language), ids=", ".join(ids),
        )
        for limit, ids in alert.crossed.items()
    ]  # fmt: skip
    if not limits:
        return said
    between = language.say("Between the two lies {limits}.", limits=language.list(limits))
    return f"{said} {between}"


def _near(party: str, margin: ThresholdMargin, matrix: StatusMatrix, language: Language) -> str:
    said = language.say(
        "{party}, {activity}: {figure} declared {value}, {short} under the {limit} of {ids}.",
        party=party,
        activity=margin.activity,
        figure=_figure(margin.figure, language),
        value=figure_shown(margin.value, language),
        short=figure_shown(margin.limit - margin.value, language),
        limit=figure_shown(margin.limit, language),
        ids=language.list(list(margin.obligations)),
    )
    if margin.observed is None or margin.observer is None:
        return said
    seen = language.say(
        "{observer} observed {seen}.",
        observer=party_name(margin.observer, matrix, language),
        seen=figure_shown(margin.observed, language),
    )
    return f"{said} {seen}"


def _quota(party: str, quota: QuotaUse, matrix: StatusMatrix, language: Language) -> str:
    first, last = language.date(quota.window.start), language.date(quota.window.end)
    if quota.at_once:
        said = language.say(
            "{party}, {id}: {used} of {most} at the same time from {first} to {last}: {names}.",
            party=party, id=quota.row, used=quota.used, most=quota.most,
            first=first, last=last, names=language.list(quota.activities),
        )  # fmt: skip
        if quota.unended:
            said += " " + language.say(
                "How long {names} goes on is not told; it counts on its first day.",
                names=language.list(quota.unended),
            )
    elif quota.asking is None:
        said = language.say(
            "{party}, {id}: {used} of {most} are used from {first} to {last}.",
            party=party, id=quota.row, used=quota.used, most=quota.most,
            first=first, last=last,
        )  # fmt: skip
    else:
        said = language.say(
            "{party}, {id}: {used} of {most} with {asking} are used from {first} to {last}.",
            party=party, id=quota.row, used=quota.used, most=quota.most,
            asking=_inside(quota.asking, matrix, language),
            first=first, last=last,
        )  # fmt: skip
    return f"{said} {quota.says.of(language.code)}"


def _figure(key: str, language: Language) -> str:
    return measures.vocabulary().figures[key].of(language.code)


def _inside(code: int, matrix: StatusMatrix, language: Language) -> str:
    """A party's name as it stands inside a sentence."""
    return actors.in_sentence(party_name(code, matrix, language), language.code)


def alert_data(alert: StatusAlert, matrix: StatusMatrix) -> dict[str, Any]:
    """An alert as plain values; keys are a promise, and those of other kinds are empty."""
    duty, other = alert.duty, alert.difference
    margin, quota, found = alert.margin, alert.quota, alert.log
    figure = other.figure if other else margin.figure if margin else None
    return {
        "kind": alert.kind,
        "party": None if alert.party is None else party_key(alert.party, matrix),
        "obligation": duty.obligation.id if duty else quota.row if quota else None,
        "activity": (duty.activity or None) if duty else margin.activity if margin else None,
        "days": alert.days if alert.kind in {"due_soon", "overdue"} or alert.paper else None,
        "entry": alert.paper.line if alert.paper else None,
        "missing": [list(each) for each in alert.numbers],
        "figure": figure,
        "difference": other.difference if other else None,
        "crossed": [{"limit": limit, "obligations": ids} for limit, ids in alert.crossed.items()],
        "threshold": margin
        and {
            "declared": margin.value,
            "limit": margin.limit,
            "obligations": margin.obligations,
            "observed": margin.observed,
        },
        "quota": quota
        and {
            "used": quota.used,
            "most": quota.most,
            "since": quota.window.start,
            "until": quota.window.end,
            "activities": quota.activities,
            "asking": None if quota.asking is None else party_key(quota.asking, matrix),
            "at_once": quota.at_once,
            "length_not_told": quota.unended,
        },
        "log": found
        and {
            "check": found.check or None,
            "witness": found.witness or None,
            "size": found.size,
            "time": found.time,
            "told": str(found.told),
        },
    }
