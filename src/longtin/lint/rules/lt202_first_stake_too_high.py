"""The first step stakes more than today's trust supports.

## What it looks at
The stake of each acting party's first step, and the largest stake its trust supports in the
reassurance game with the shipped payoffs.

## Why it matters
A side cooperates at a stake only if it thinks the other trustworthy enough for it. Above
that, even a well-meaning government had better not move, so the step will be refused or
kept for show.

## Breaks the rule
```yaml
trust: {VNM: 0.3, PHL: 0.3}
steps:
  - {id: plans, measure: exchange-military-information, by: [VNM, PHL], start: 2026-03-02,
     end: 2026-03-31}
```

## Keeps the rule
```yaml
trust: {VNM: 0.3, PHL: 0.3}
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL], start: 2026-03-02, end: 2026-03-06}
  - {id: plans, measure: exchange-military-information, by: [VNM, PHL], start: 2026-09-07,
     end: 2026-09-30}
```

## How to fix it
Begin with a smaller stake; `longtin measures --stake-at-most` lists measures below a limit.

## Sources
- [Kydd 2005], on thresholds of trust
- [Phạm Duy Thực], Biện pháp nhỏ, chi phí thấp
"""

from collections.abc import Iterator

from longtin import game
from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT202(Rule):
    level = "error"

    def check(self, case: Case) -> Iterator[Finding]:
        payoffs = game.assumptions().both
        for code in case.acting:
            first = next((each for each in case.steps if code in each.step.by), None)
            trust = case.trust(code)
            if first is None or trust is None:
                continue
            needed = game.threshold(payoffs, first.stake)
            if not game.is_enough(trust, needed):
                yield self.finding_in(
                    first,
                    message(
                        "The first step of {party}, `{step}`, stakes {stake}; its trust of {trust} "
                        "supports {most}. This stake would take trust of {needed}."
                    ),
                    party=case.name(code),
                    stake=first.stake,
                    trust=trust,
                    most=game.supported_stake(payoffs, trust),
                    needed=needed,
                )
