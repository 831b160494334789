"""A step starts on a public holiday.

## What it looks at
The first day of each step, beside the public holidays of the states that act in it.

## Why it matters
On a holiday the duty officer is junior, the minister is away, and a launch goes unnoticed.
Choosing another's New Year also shows that nobody looked.

## Breaks the rule
```yaml
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL], start: 2026-02-17, end: 2026-02-20}
```

## Keeps the rule
```yaml
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL], start: 2026-03-02, end: 2026-03-06}
```

## How to fix it
Begin on a working day of all who act.

## Sources
- [Handbook 2024], pitfalls, culture ignored
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule
from longtin.programme import holiday


class LT605(Rule):
    level = "advice"

    def check(self, case: Case) -> Iterator[Finding]:
        for placed in case.steps:
            for code in placed.step.by:
                held = holiday(code, placed.step.start)
                if held:
                    yield self.finding_in(
                        placed,
                        message("`{step}` starts on {day}, a public holiday of {party} ({name})."),
                        key="start",
                        day=placed.step.start,
                        party=case.name(code),
                        name=held,
                    )
                    break
