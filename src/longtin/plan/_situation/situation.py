"""Situation of two states: today's trust both ways, how fast it turns over, what runs already."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Final

from longtin import actors, game
from longtin._data import Bilingual
from longtin._dates import DAYS_A_YEAR, When, asked
from longtin.acts import Record
from longtin.errors import ActorError, LongtinError, RecordError, Term
from longtin.measures import Catalogue, conditions_between, missing
from longtin.plan._situation.belief import Belief, belief_of, is_old, steps_a_year
from longtin.plan._situation.phase import phase_between
from longtin.plan._situation.relevance import NOTHING_KNOWN, Found
from longtin.plan._situation.running import RunningMeasure, running, suspended
from longtin.programme import in_sentence
from longtin.trust import Estimate, Model, estimate_pairs, members, reach

NOTHING_SAID: Final[Mapping[str, bool]] = MappingProxyType({})


@dataclass(frozen=True)
class Situation:
    """Two states on a day, from the side of the first.

    Attributes:
        here: Code of the state that plans.
        there: Code of the other.
        names: What both are called.
        ours: Our trust in them.
        theirs: Theirs in us.
        as_of: Day of the last evidence that trust was read from; `None` if it was all given.
        phase: `prevention`, `crisis_management` or `post_conflict`.
        channels: Measures that run between them already, channels and others.
        stage: Highest stage of a measure kept so far between the two.
        known: Where `channels` were taken from regimes in force, arrangements and precedents.
        lapsed: What was suspended between them, and may be revived.
        found: Conditions of geography, means, relation and problem that hold between them or not;
            empty where nobody looked.
        carried_to: Day to which trust was carried on since the last evidence, if it was.
    """

    here: str
    there: str
    names: tuple[Bilingual, Bilingual]
    ours: Belief
    theirs: Belief
    as_of: date | None
    phase: str = "prevention"
    channels: tuple[str, ...] = ()
    stage: int = 0
    known: tuple[RunningMeasure, ...] = ()
    lapsed: tuple[RunningMeasure, ...] = ()
    found: Found = field(default_factory=lambda: NOTHING_KNOWN)
    carried_to: date | None = None

    @property
    def said(self) -> tuple[Bilingual, Bilingual]:
        """Both names as they stand inside a sentence."""
        here, there = (in_sentence(each) for each in self.names)
        return here, there

    @property
    def stage_reached(self) -> int:
        """The stage taken as reached: what runs opens the second, a step of the plan the third."""
        return max(self.stage, int(bool(self.channels)))

    def turnover(self, days: float) -> dict[str, float]:
        """How trust of both sides changes over some days, as an outlook has it.

        By itself, by what is told of ordinary dealings, and by how much a step can show.
        """
        keep_them, win_them = self.ours.over(days)
        keep_us, win_us = self.theirs.over(days)
        return {
            "keep_them": keep_them,
            "win_them": win_them,
            "keep_us": keep_us,
            "win_us": win_us,
            "spread_them": self.ours.spread,
            "spread_us": self.theirs.spread,
            "news": self.ours.news(days),
        }


def situation(  # noqa: PLR0913 -- one question, each part of which has a plain answer
    record: Record,
    here: str,
    there: str,
    *,
    as_of: When | None = None,
    start: When | None = None,
    trust: Mapping[str, float] | None = None,
    phase: str | None = None,
    channels: tuple[str, ...] | Catalogue = (),
    estimate: Estimate | None = None,
    conditions: Mapping[str, bool] = NOTHING_SAID,
) -> Situation:
    """Read where two states stand.

    Args:
        record: Where acts are.
        here: The state that plans, by code or name.
        there: The other.
        as_of: Nothing later is read; up to the plan's first day without it.
        start: Day on which the plan begins; the last day read without it. Trust is carried on to
            it through time that no source speaks of, its interval only widening.
        trust: Trust of a truster in the other, by code or name, in place of the record's.
        phase: Where the conflict stands; as `phase_between` has it without.
        channels: Measures that run already; with a catalogue, those that regimes in force on the
            plan's first day (`start`, or the last day read), arrangements and precedents know of.
        estimate: Of both pairs, where one has been made already.
        conditions: Conditions by name that hold between them or not, whatever the shipped lists
            say.

    Raises:
        ActorError: No such state.
        RecordError: The record knows too little of them; give trust yourself.
        LongtinError: Both are the same, or trust is given for somebody else or is no probability.
    """
    begins = None if start is None else asked(start).start
    by, day = reach(record, begins if as_of is None else as_of)
    states = _two(here, there, day, by)
    given = _given(trust or {}, day, (states[0].ccode, states[1].ccode))
    pairs = [(states[0].ccode, states[1].ccode), (states[1].ccode, states[0].ccode)]
    known = estimate or estimate_pairs(record, pairs, by=by, until=day, model=Model.shipped())
    found = [belief_of(known, pair, given.get(pair[0])) for pair in pairs]
    beliefs = _told(found, states, day)
    ours, theirs = (carried := _carried(known, beliefs, pairs, begins)) or beliefs
    between = conditions_between(record, pairs[0], begins or day, said=conditions)
    runs, lapsed = _standing(channels, pairs[0], begins or day, between)
    return Situation(
        states[0].key,
        states[1].key,
        _names(states),
        ours,
        theirs,
        None if ours.given and theirs.given else _last_evidence(known),
        phase or phase_between(pairs[0], begins or day),
        tuple(one.id for one in runs) if isinstance(channels, Catalogue) else channels,
        known=runs,
        lapsed=lapsed,
        found=between,
        carried_to=(begins or day) if carried or _is_carried(ours, theirs) else None,
    )


def _names(states: tuple[actors.State, actors.State]) -> tuple[Bilingual, Bilingual]:
    here, there = (Bilingual(en=each.name_en, vi=each.name_vi) for each in states)
    return here, there


def _standing(
    channels: tuple[str, ...] | Catalogue, pair: tuple[int, int], day: date, found: Found
) -> tuple[tuple[RunningMeasure, ...], tuple[RunningMeasure, ...]]:
    """What runs and what was suspended, of measures that make sense between the two."""
    if not isinstance(channels, Catalogue):
        return (), ()
    there = (
        one
        for one in (*running(channels, pair, day, found), *suspended(channels, pair, day, found))
        if not missing(channels[one.id].needs, found)
    )
    known = tuple(there)
    return (
        tuple(one for one in known if one.until is None),
        tuple(one for one in known if one.until is not None),
    )


def _is_carried(*beliefs: Belief) -> bool:
    return any(belief.recorded is not None for belief in beliefs)


def _last_evidence(known: Estimate) -> date:
    """Day of the last evidence on either side, the end of the estimate where there is none."""
    days = known.frame(known.beliefs.ends[-1])["last_evidence"].drop_nulls().to_list()
    return max(days, default=known.beliefs.ends[-1])


def _two(here: str, there: str, day: date, by: str) -> tuple[actors.State, actors.State]:
    one, two = members((here, there), day, by)
    if one.ccode == two.ccode:
        raise LongtinError(
            "A plan is for two different states, and both are {state} here. Name another one.",
            state=_named(one),
        )
    return one, two


def _carried(
    known: Estimate,
    beliefs: tuple[Belief, Belief],
    pairs: Sequence[tuple[int, int]],
    start: date | None,
) -> tuple[Belief, Belief] | None:
    """Both beliefs on a day after the last that was read; `None` if it is no later."""
    if start is None or all(belief.given for belief in beliefs):
        return None
    steps = round((start - known.beliefs.ends[-1]).days * steps_a_year(known) / DAYS_A_YEAR)
    if steps < 1:
        return None
    ahead = known.forecast(steps, carried=True).sort("date")
    found = []
    for belief, (truster, trustee) in zip(beliefs, pairs, strict=True):
        if belief.given:
            found.append(belief)
            continue
        rows = ahead.filter((ahead["ccode1"] == truster) & (ahead["ccode2"] == trustee))
        last = rows.row(-1, named=True)
        recorded = belief.trust if belief.recorded is None else belief.recorded
        found.append(
            replace(belief, trust=last["trust"], low=last["low"], high=last["high"],
                    recorded=recorded, is_old=is_old(last, start), heard=last["last_evidence"])
        )  # fmt: skip
    return found[0], found[1]


def _told(
    found: Sequence[Belief | None], states: tuple[actors.State, actors.State], day: date
) -> tuple[Belief, Belief]:
    """Both beliefs, or a refusal that names the one the record does not know."""
    ours, theirs = found
    for state, other, belief in zip(states, reversed(states), found, strict=True):
        if belief is None:
            raise RecordError(
                "The record knows too little of {other} to say how far {state} trusts it on "
                "{day}. Give it yourself: --trust {one}=0.5,{two}=0.5.",
                other=_named(other),
                state=_named(state),
                day=day,
                one=states[0].key,
                two=states[1].key,
            )
    assert ours is not None  # noqa: S101 -- refused above
    assert theirs is not None  # noqa: S101
    return ours, theirs


def _named(state: actors.State) -> Term:
    return Term(actors.in_sentence(state.name_en, "en"), state.name_vi)


def payoffs_of(assumed: game.Assumptions, standing: Situation) -> tuple[game.Payoffs, game.Payoffs]:
    """Ours and theirs, by any name of the two states that the user's file goes by.

    Raises:
        LongtinError: The file speaks of a state that is not in this plan.
    """
    codes = (standing.here, standing.there)
    named = {actors.find(name, standing.as_of).key: one for name, one in assumed.parties.items()}
    for key in named:
        if key not in codes:
            raise LongtinError(
                "Payoffs were given for {state}, which is not in this plan.", state=key
            )
    ours, theirs = (named.get(code, assumed.both) for code in codes)
    return ours, theirs


def _given(trust: Mapping[str, float], day: date, ccodes: tuple[int, int]) -> dict[int, float]:
    found = {}
    for name, value in trust.items():
        state = actors.find(name, day)
        if state.ccode not in ccodes:
            raise LongtinError(
                "Trust was given for {state}, which is not in this plan.", state=_named(state)
            )
        if not 0.0 <= value <= 1.0:
            raise LongtinError(
                "The trust of {state} is {value}. Give a probability from 0 to 1.",
                state=_named(state),
                value=f"{value:g}",
            )
        found[state.ccode] = value
    return found


def from_record(
    opened: Callable[[], Record], day: date, *, strict: bool
) -> Callable[[str, str], float | None]:
    """Reads trust of one party in another for the rules that need it, each pair once.

    Args:
        opened: Opens the record.
        day: Nothing later is read.
        strict: Whether a day that the record does not reach is refused; otherwise nothing is known.
    """

    @cache
    def record() -> Record:
        return opened()

    @cache
    def measured(truster: str, trustee: str) -> float | None:
        try:
            return situation(record(), truster, trustee, as_of=day).ours.trust
        except ActorError:
            return None  # an organisation, of which no record speaks
        except RecordError:
            if strict:
                raise
            return None

    return measured
