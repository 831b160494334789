"""A measure that takes two is done by one.

## What it looks at
Steps by a single party whose measure the catalogue calls simultaneous.

## Why it matters
A hotline with one telephone is not a hotline. Some measures exist only when all sides act
at once.

## Breaks the rule
```yaml
steps:
  - {id: line, measure: coast-guard-hotline, by: [VNM], start: 2026-02-02, end: 2026-03-31,
     answer: {from: PHL, within_days: 30}}
```

## Keeps the rule
```yaml
steps:
  - {id: line, measure: coast-guard-hotline, by: [VNM, PHL], start: 2026-02-02,
     end: 2026-03-31}
```

## How to fix it
Name under `by` everybody it takes, or choose a measure that one side can begin.

## Sources
- [Phạm Duy Thực], Minh bạch, có đi có lại
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT405(Rule):
    level = "error"

    def check(self, case: Case) -> Iterator[Finding]:
        for placed in case.steps:
            if placed.measure.reciprocity == "simultaneous" and len(placed.step.by) == 1:
                yield self.finding_in(
                    placed,
                    message("`{step}` takes all sides at once, and only {party} acts."),
                    key="by",
                    party=case.name(placed.step.by[0]),
                )
