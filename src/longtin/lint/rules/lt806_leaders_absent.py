"""Leaders never meet in a long programme.

## What it looks at
Programmes of two years or more, and whether leaders or ministers meet in any step.

## Why it matters
Officials carry a programme as far as their instructions go. A calendar of high-level
exchange renews the instructions.

## Breaks the rule
```yaml
until: 2028-06-30
steps:
  - {id: youth, measure: youth-exchange, by: [VNM, PHL], start: 2026-07-06, end: 2026-07-17,
     level: people}
```

## Keeps the rule
```yaml
until: 2028-06-30
steps:
  - {id: meet, measure: side-line-meeting, by: [VNM, PHL], start: 2026-09-21, end: 2026-09-21,
     level: ministers}
```

## How to fix it
Add a meeting of ministers or leaders each year, if only on the side-lines of another.

## Sources
- [Phương Hà 2021], Thúc đẩy hợp tác với ASEAN, regular high-level exchange
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT806(Rule):
    level = "advice"

    def check(self, case: Case) -> Iterator[Finding]:
        met = any(
            each.measure.domain == "summit" or each.step.level in {"leaders", "ministers"}
            for each in case.steps
        )
        if case.is_long and not met:
            yield self.finding(
                ("steps",),
                message("In {days} days no leaders or ministers meet."),
                days=case.days,
            )
