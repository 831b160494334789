"""A high-stake step is verified only by those who act.

## What it looks at
Steps with a stake of 0.3 or more whose `verification` is `by: acting`.

## Why it matters
Where much is at stake, a party's own word is what is in question. Self-reporting adds
nothing that its conduct has not said already.

## Breaks the rule
```yaml
steps:
  - {id: strip, measure: no-fire-strip, by: [VNM, PHL], start: 2027-01-04, end: 2027-06-30,
     verification: {by: acting}}
```

## Keeps the rule
```yaml
steps:
  - {id: strip, measure: no-fire-strip, by: [VNM, PHL], start: 2027-01-04, end: 2027-06-30,
     verification: {by: joint}}
```

## How to fix it
Let the counterpart, a joint team or a third party look.

## Sources
- [Phạm Duy Thực], Giám sát và kiểm chứng
- [Fortna 2003], on verification and durable peace
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule
from longtin.measures import HIGH_STAKE


class LT502(Rule):
    level = "error"

    def check(self, case: Case) -> Iterator[Finding]:
        for placed in case.steps:
            check = placed.step.verification
            if check is not None and check.by == "acting" and placed.stake >= HIGH_STAKE:
                yield self.finding_in(
                    placed,
                    message("`{step}` stakes {stake} and is verified only by those who act."),
                    key="verification",
                    stake=placed.stake,
                )
