"""How a step is verified is not said.

## What it looks at
Steps with `verification`, a stake of 0.1 or more and no `how`.

## Why it matters
“Jointly verified” can mean a photograph or an inspection. If the two sides mean different
things, the first report is the first quarrel.

## Breaks the rule
```yaml
steps:
  - {id: code, measure: air-encounter-rules, by: [VNM, PHL], start: 2026-03-02,
     end: 2026-08-28, verification: {by: joint}}
```

## Keeps the rule
```yaml
steps:
  - {id: code, measure: air-encounter-rules, by: [VNM, PHL], start: 2026-03-02,
     end: 2026-08-28,
     verification: {by: joint, how: radar records compared twice a year}}
```

## How to fix it
Say under `how` what is looked at, and how often.

## Sources
- [Phạm Duy Thực], Giám sát và kiểm chứng
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT506(Rule):
    level = "advice"

    def check(self, case: Case) -> Iterator[Finding]:
        for placed in case.steps:
            check = placed.step.verification
            if check is not None and check.how is None and placed.stake >= 0.1:
                yield self.finding_in(
                    placed,
                    message("It is not said how `{step}` is verified; usual is: {ways}."),
                    key="verification",
                    ways=placed.measure.verification,
                )
