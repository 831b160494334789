"""An objective is due before its steps are over.

## What it looks at
The date of each objective, beside the last day of the steps that serve it, and of the
programme.

## Why it matters
An effect cannot be asked for before its cause. Measured too early, a good programme looks
like a failed one.

## Breaks the rule
```yaml
objectives:
  - {id: calm, indicator: incidents at sea, baseline: 12, target: 6, by: 2026-02-28}
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL], start: 2026-03-02, end: 2026-03-06,
     objectives: [calm]}
```

## Keeps the rule
```yaml
objectives:
  - {id: calm, indicator: incidents at sea, baseline: 12, target: 6, by: 2027-06-30}
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL], start: 2026-03-02, end: 2026-03-06,
     objectives: [calm]}
```

## How to fix it
Give the objective a later date.

## Sources
- [Handbook 2024], strategy 2, SMART goals
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT708(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        for at, each in enumerate(case.programme.objectives):
            serving = [one.step.end for one in case.steps if each.id in one.step.objectives]
            if each.by is not None and serving and each.by < max(serving):
                yield self.finding(
                    ("objectives", at, "by"),
                    message("`{objective}` is due on {day}; the steps that serve it end on {end}."),
                    about=each.id,
                    objective=each.id,
                    day=each.by,
                    end=max(serving),
                )
