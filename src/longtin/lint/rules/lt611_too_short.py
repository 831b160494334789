"""The programme is too short to build trust.

## What it looks at
Programmes of less than half a year.

## Why it matters
Trust comes from repetition. A few months show only whether anybody is in a hurry.

## Breaks the rule
```yaml
until: 2026-05-31
objectives: []
reviews: []
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL], start: 2026-03-02, end: 2026-03-06}
```

## Keeps the rule
```yaml
until: 2026-12-31
objectives: []
reviews: []
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL], start: 2026-03-02, end: 2026-03-06}
```

## How to fix it
Let it run longer, or call it the first part of something longer.

## Sources
- [Phạm Duy Thực], Dài hạn và tiệm tiến
- [Handbook 2024], pitfalls, short-term gain
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT611(Rule):
    level = "advice"

    def check(self, case: Case) -> Iterator[Finding]:
        if case.days < 183:
            yield self.finding(
                ("until",), message("The programme lasts {days} days."), days=case.days
            )
