"""A high-stake step falls just before an election.

## What it looks at
Steps with a stake of 0.3 or more that start within 60 days before an election of a party
that acts in them.

## Why it matters
Before a vote every concession is a campaign issue, and a government that means well may
still have to break its word.

## Breaks the rule
```yaml
events: [{on: 2026-05-11, what: general election, kind: election, party: PHL}]
steps:
  - {id: plans, measure: exchange-military-information, by: [VNM, PHL], start: 2026-04-01,
     end: 2026-04-30}
```

## Keeps the rule
```yaml
events: [{on: 2026-05-11, what: general election, kind: election, party: PHL}]
steps:
  - {id: plans, measure: exchange-military-information, by: [VNM, PHL], start: 2026-09-01,
     end: 2026-09-30}
```

## How to fix it
Move the step after the election, or make its first part small.

## Sources
- [Fearon 1994], on audiences at home
- [Phạm Duy Thực], Thời điểm áp dụng
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule
from longtin.measures import HIGH_STAKE


class LT308(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        for event in case.programme.events:
            for placed in case.steps:
                waits = (event.on - placed.step.start).days
                its_own = event.party is None or event.party in placed.step.by
                if (
                    event.kind == "election"
                    and its_own
                    and placed.stake >= HIGH_STAKE
                    and 0 <= waits <= 60
                ):
                    yield self.finding_in(
                        placed,
                        message(
                            "`{step}` stakes {stake} and starts {days} days before an election."
                        ),
                        stake=placed.stake,
                        days=waits,
                    )
