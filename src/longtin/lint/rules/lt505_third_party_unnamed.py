"""The third party that verifies is not named.

## What it looks at
Steps verified by a third party, and whether `who` says which.

## Why it matters
A monitor both sides accept is hard to find and takes months to deploy. “A third party” in a
plan is often nobody in the field.

## Breaks the rule
```yaml
steps:
  - {id: strip, measure: no-fire-strip, by: [VNM, PHL], start: 2027-01-04, end: 2027-06-30,
     verification: {by: third_party}}
```

## Keeps the rule
```yaml
steps:
  - {id: strip, measure: no-fire-strip, by: [VNM, PHL], start: 2027-01-04, end: 2027-06-30,
     verification: {by: third_party, who: observers of the ASEAN chair}}
```

## How to fix it
Name under `who` a body that both sides accept and that has agreed.

## Sources
- [Phạm Duy Thực], Giám sát và kiểm chứng
- [Fortna 2003], on monitors
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT505(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        for placed in case.steps:
            check = placed.step.verification
            if check is not None and check.by == "third_party" and check.who is None:
                yield self.finding_in(
                    placed,
                    message("A third party is to verify `{step}`, and it is not said which."),
                    key="verification",
                )
