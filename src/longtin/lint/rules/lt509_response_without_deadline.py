"""The answer to a violation has no deadline.

## What it looks at
Plans under `on_violation`, and whether `within_days` is given.

## Why it matters
The hours after an incident decide how it is remembered. Regimes that work name them: 24
hours, 48 hours, 15 days.

## Breaks the rule
```yaml
steps:
  - {id: code, measure: air-encounter-rules, by: [VNM, PHL], start: 2026-03-02,
     end: 2026-08-28, on_violation: {do: [consult]}}
```

## Keeps the rule
```yaml
steps:
  - {id: code, measure: air-encounter-rules, by: [VNM, PHL], start: 2026-03-02,
     end: 2026-08-28, on_violation: {do: [consult], within_days: 2}}
```

## How to fix it
Write `within_days`; two days is what the Vienna Document gives.

## Sources
- [Vienna Document 2011], chapter III, risk reduction
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT509(Rule):
    level = "advice"

    def check(self, case: Case) -> Iterator[Finding]:
        for placed in case.steps:
            plan = placed.step.on_violation
            if plan is not None and plan.within_days is None:
                yield self.finding_in(
                    placed,
                    message("It is not said how soon a violation of `{step}` is answered."),
                    key="on_violation",
                )
