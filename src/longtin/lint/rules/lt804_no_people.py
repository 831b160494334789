"""A long programme has nothing between peoples.

## What it looks at
Programmes of two years or more, and whether any step is socio-cultural or among people.

## Why it matters
Governments change and return; what societies think of each other moves slowly and outlasts
them. Culture and exchange carry a programme over bad years.

## Breaks the rule
```yaml
until: 2028-06-30
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL], start: 2026-03-02, end: 2026-03-06}
```

## Keeps the rule
```yaml
until: 2028-06-30
steps:
  - {id: youth, measure: youth-exchange, by: [VNM, PHL], start: 2026-07-06, end: 2026-07-17}
```

## How to fix it
Add an exchange of students, fishermen, artists or veterans.

## Sources
- [Handbook 2024], tactic 1, cultural and public diplomacy
- [OSCE 2012], the socio-cultural group
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT804(Rule):
    level = "advice"

    def check(self, case: Case) -> Iterator[Finding]:
        met = any(
            each.measure.domain == "socio_cultural" or each.step.level == "people"
            for each in case.steps
        )
        if case.is_long and not met:
            yield self.finding(
                ("steps",),
                message("In {days} days no step brings peoples together."),
                days=case.days,
            )
