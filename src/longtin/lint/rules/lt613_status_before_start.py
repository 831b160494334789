"""A step is reported before it began.

## What it looks at
Steps that start after today, and whether their `status` says that something was carried
out.

## Why it matters
A report of what has not happened is either a slip or a falsehood, and the other side will
assume the second.

## Breaks the rule
```yaml
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL], start: 2027-03-01, end: 2027-03-05,
     status: 3}
```

## Keeps the rule
```yaml
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL], start: 2027-03-01, end: 2027-03-05,
     status: not_due}
```

## How to fix it
Correct the day, or write `status: not_due`.

## Sources
- [Joshi, Quinn & Regan 2015], on rating implementation
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT613(Rule):
    level = "error"

    def check(self, case: Case) -> Iterator[Finding]:
        for placed in case.steps:
            if isinstance(placed.step.status, int) and placed.step.start > case.today:
                yield self.finding_in(
                    placed,
                    message("`{step}` has status {status} and starts only on {day}."),
                    key="status",
                    status=placed.step.status,
                    day=placed.step.start,
                )
