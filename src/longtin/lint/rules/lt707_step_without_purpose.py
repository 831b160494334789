"""A step serves no objective.

## What it looks at
Steps without `objectives`, in programmes that have some.

## Why it matters
What serves nothing is the first to be dropped when money is short, and the other side sees
only that a promise was dropped.

## Breaks the rule
```yaml
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL], start: 2026-03-02, end: 2026-03-06}
```

## Keeps the rule
```yaml
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL], start: 2026-03-02, end: 2026-03-06,
     objectives: [fewer-incidents]}
```

## How to fix it
Say under `objectives` what the step is for.

## Sources
- [Handbook 2024], strategy 2, SMART goals
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT707(Rule):
    level = "advice"

    def check(self, case: Case) -> Iterator[Finding]:
        if not case.programme.objectives:
            return  # LT701 says so
        for placed in case.steps:
            if not placed.step.objectives:
                yield self.finding_in(placed, message("`{step}` serves none of the objectives."))
