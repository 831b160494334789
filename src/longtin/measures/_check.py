"""Holding an activity against the regimes that bind its states on its day."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final, get_args

from longtin._dates import Moment
from longtin.errors import DataError
from longtin.measures._account import Account, answer
from longtin.measures._activity import Activity, Seen, views
from longtin.measures._answer import BREACHES, Answer, Checked, Outcome, Unbound
from longtin.measures._parties import standing
from longtin.measures._regime import Obligation, Regime
from longtin.measures._regimes import regime, regimes
from longtin.measures._splitting import split
from longtin.measures._vocabulary import check_word, vocabulary
from longtin.measures._weigh import DOUBT

HARMLESS: Final = frozenset({"not_triggered", "done", "excused", "taken_up", "not_taken_up"})
"""Outcomes between which accounts may differ without a dispute about the rule."""

GRAVITY: Final = {outcome: at for at, outcome in enumerate(get_args(Outcome))}


def check(
    activity: Activity,
    today: date | Moment,
    parameters: Mapping[str, float] | None = None,
    only: Iterable[str] | None = None,
) -> Checked:
    """Hold an activity against every regime that binds its states on its day.

    Args:
        activity: An exercise, an incident, a request: see `read_activity`.
        today: The day asked about, or the hour. What was sent later is not yet known.
        parameters: What the texts leave open, such as `close_proximity_km`, by its name. Nothing
            is filled in: what is not given is asked for by an outcome `needs`.
        only: Regimes to look at, by id; all of them without.

    Returns:
        An answer for each obligation that the activity's kind can trigger.

    Raises:
        DataError: A state, a parameter or a regime is not known.
    """
    fixed = dict(parameters or {})
    for name in fixed:
        check_word(name, vocabulary().parameters, "parameter", activity.name)
    now = today if isinstance(today, Moment) else Moment(today)
    chosen = [regime(name) for name in only] if only is not None else list(regimes().values())
    own = next(iter(views(activity, frozenset()).values()))
    answers: list[Answer] = []
    unbound: list[Unbound] = []
    for each in chosen:
        bound, absent = _bound(each, own)
        matters = any(activity.kind in one.on for one in each.obligations)
        unbound.extend(absent if only is not None else _worth_saying(absent) if matters else [])
        if bound:
            answers.extend(_answers(each, activity, fixed, now))
        elif only is not None and absent:
            answers.extend(_unbound(each, activity, absent[0]))
    answers.sort(key=lambda each: GRAVITY[each.outcome])
    hints = split(tuple(answers), own, fixed)
    return Checked(activity, now, tuple(answers), tuple(unbound), tuple(hints))


def _bound(found: Regime, seen: Seen) -> tuple[bool, list[Unbound]]:
    if not seen.concerned:
        raise DataError(f"{seen.activity.name}: it says nobody's. Give `host` or `participants`.")
    standings = [(state, standing(found, state, seen.day)) for state in seen.concerned]
    absent = [Unbound(found, state, how) for state, how in standings if not how.bound]
    between = vocabulary().kinds[seen.activity.kind].between and len(standings) > 1
    return len(standings) - len(absent) >= (2 if between else 1), absent


def _worth_saying(absent: list[Unbound]) -> list[Unbound]:
    """Those who had, or will have, to do with the regime."""
    return [each for each in absent if each.standing.absence in ("left", "suspended")]


def _answers(
    found: Regime, activity: Activity, parameters: Mapping[str, float], now: Moment
) -> list[Answer]:
    triggers = [each.when for each in found.obligations if each.when]
    triggers += [each.when for each in found.exceptions]
    lines = frozenset(
        node.distance_to for when in triggers for node in when.nodes() if node.distance_to
    )
    accounts = {
        name: Account(found, seen, parameters, now) for name, seen in views(activity, lines).items()
    }
    return [_merged(each, accounts) for each in found.obligations if activity.kind in each.on]


def _merged(obligation: Obligation, accounts: Mapping[str, Account]) -> Answer:
    """One answer from all accounts; where they differ, that is the answer."""
    found = {name: _softened(answer(each, obligation)) for name, each in accounts.items()}
    first, *others = found.values()
    if all(other.outcome == first.outcome for other in others):
        return first
    if all(each.outcome in HARMLESS for each in found.values()):
        return next((each for each in found.values() if each.sent), first)
    gravest = min(found.values(), key=lambda each: GRAVITY[each.outcome])
    return replace(
        gravest,
        outcome="disputed",
        why=gravest.why,
        views={name: each.outcome for name, each in found.items()},
        certainty=max((each.certainty for each in found.values()), key=DOUBT.__getitem__),
        trace={"form": "views", "of": {name: dict(each.trace) for name, each in found.items()}},
    )


def _softened(found: Answer) -> Answer:
    """A voluntary row is taken up or not; it is never broken."""
    if found.binding != "VOL" or found.outcome not in BREACHES:
        return found
    return replace(found, outcome="not_taken_up")


def _unbound(found: Regime, activity: Activity, absent: Unbound) -> list[Answer]:
    return [
        Answer(
            found,
            each,
            "not_bound",
            why=absent.standing.absence or "",
            certainty=found.force.certainty,
        )
        for each in found.obligations
        if activity.kind in each.on
    ]
