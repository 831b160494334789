"""A high-stake step is set in the heat of a conflict.

## What it looks at
Steps with a stake of 0.3 or more while `phase` is crisis_management.

## Why it matters
In the heat of a crisis each side reads the other's moves at their worst and neither can
afford to be cheated. Measures do best before a conflict, less well after it, and least in
its midst.

## Breaks the rule
```yaml
phase: crisis_management
steps:
  - {id: strip, measure: no-fire-strip, by: [VNM, PHL], start: 2026-03-02, end: 2026-08-28}
```

## Keeps the rule
```yaml
phase: crisis_management
steps:
  - {id: report, measure: report-hazardous-incidents, by: [VNM, PHL], start: 2026-03-02,
     end: 2026-08-28}
```

## How to fix it
Keep to channels, clarification and restraint until the crisis has passed.

## Sources
- [Phạm Duy Thực], Thời điểm áp dụng
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule
from longtin.measures import HIGH_STAKE


class LT601(Rule):
    level = "error"

    def check(self, case: Case) -> Iterator[Finding]:
        for placed in case.steps:
            if case.programme.phase == "crisis_management" and placed.stake >= HIGH_STAKE:
                yield self.finding_in(
                    placed,
                    message("`{step}` stakes {stake} in the midst of a crisis."),
                    stake=placed.stake,
                )
