"""A principle is not served.

## What it looks at
What each party's `principles` ask under `asks`: one office that leads, the interest stated, a text
of law, no vote against its will, a part in a body, steps that somebody pays for, a partner that
brings know-how or money, work both pair by pair and in bodies, means of its own and of others,
regimes it is bound by.

## Why it matters
A principle that a state holds to is more than what it rules out. A programme that cannot show how
it serves the principles of a party will be stopped at home, however good it is abroad.

## Breaks the rule
```yaml
principles: [{party: VNM, says: an active part in regional bodies, asks: [takes_part]}]
```

## Keeps the rule
```yaml
principles: [{party: VNM, says: an active part in regional bodies, asks: [takes_part]}]
forums: [{id: arf, name: ASEAN Regional Forum, role: convene, decides: consensus}]
steps:
  - {id: contacts, measure: contact-point-network, by: [VNM, PHL], start: 2026-03-02,
     end: 2026-03-06, forum: arf, task: convene}
```

## How to fix it
Add what the principle asks for, or say why this programme is not the place for it with `silence`.
`longtin check --principles viet-nam` holds a programme against principles that ship.

## Sources
- [Lê Xuân Thuận 2024], seven principles
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from longtin import actors, measures
from longtin._data import Bilingual
from longtin._language import Language, message
from longtin.errors import ActorError
from longtin.lint._rule import Case, Finding, Rule
from longtin.measures import COSTLY
from longtin.programme import PRINCIPLE_QUESTIONS, PrincipleQuestion


class LT910(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        for at, principle in enumerate(case.programme.principles):
            for question in principle.asks:
                if not SERVED[question](case, principle.party):
                    text = PRINCIPLE_QUESTIONS[question]
                    yield self.finding(
                        ("principles", at),
                        message(
                            "{party} holds to this: {principle}. Nothing here shows it: {asked}."
                        ),
                        about=principle.party,
                        party=case.name(principle.party),
                        principle=principle.says,
                        asked=Bilingual(en=text, vi=Language("vi").say(text)),
                    )


def _in_forum(case: Case, party: str) -> bool:
    return any(party in each.step.by and each.step.forum for each in case.steps)


def _is_lead(case: Case, party: str) -> bool:
    return any(each.id == party and each.lead is not None for each in case.programme.parties)


def _has_interest(case: Case, party: str) -> bool:
    held = case.programme.interests.get(party)
    return held is not None and held.wants is not None


def _has_law(case: Case, party: str) -> bool:  # noqa: ARG001 - one form for all
    return any(each.binding or each.regime for each in case.programme.norms)


def _consents(case: Case, party: str) -> bool:
    outvoted = {each.id for each in case.programme.forums if each.decides == "majority"}
    return not any(party in each.step.by and each.step.forum in outvoted for each in case.steps)


def _is_paid(case: Case, party: str) -> bool:
    paid = case.programme.resources
    return all(
        any(not each.pays_for or placed.step.id in each.pays_for for each in paid)
        for placed in case.steps
        if party in placed.step.by and placed.cost >= COSTLY
    )


def _strong_help(case: Case, party: str) -> bool:
    return any(
        each.kind in {"know_how", "experience", "money"} or each.party == party
        for each in case.programme.resources
    )


def _both_ways(case: Case, party: str) -> bool:
    alone = any(party in each.step.by and not each.step.forum for each in case.steps)
    return alone and _in_forum(case, party)


def _own(case: Case, party: str) -> bool:
    return any(each.party == party for each in case.programme.resources)


def _outside(case: Case, party: str) -> bool:
    return any(each.party != party for each in case.programme.resources)


def _is_bound(case: Case, party: str) -> bool:
    """Whether the party is bound by every regime that the programme relies on."""
    day = case.programme.start
    try:
        ccode = actors.find(party, day).ccode
    except ActorError:
        return True
    named = [each.regime for each in case.programme.norms if each.regime]
    return all(ccode in measures.members(measures.regime(name), day) for name in named)


SERVED: Final[Mapping[PrincipleQuestion, Callable[[Case, str], bool]]] = {
    "lead_office": _is_lead,
    "interest_stated": _has_interest,
    "rests_on_law": _has_law,
    "by_consent": _consents,
    "takes_part": _in_forum,
    "within_means": _is_paid,
    "strong_partners": _strong_help,
    "both_ways": _both_ways,
    "own_means": _own,
    "outside_means": _outside,
    "keeps_commitments": _is_bound,
}
"""How a programme shows that it serves what a principle asks."""
