"""A step is over and nobody has reported on it.

## What it looks at
Steps whose last day lies before today, and their `status`.

## Why it matters
What is not reported is soon taken as not done. The other side counts, even if nobody here
does.

## Breaks the rule
```yaml
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL], start: 2026-03-02, end: 2026-03-06,
     status: not_reported}
```

## Keeps the rule
```yaml
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL], start: 2026-03-02, end: 2026-03-06,
     status: 3}
```

## How to fix it
Give the step a `status`: 0 nothing, 1 little, 2 much, 3 all of it carried out.

## Sources
- [Joshi, Quinn & Regan 2015], on rating implementation
- [Lê Xuân Thuận 2024], seven principles, commitments are kept
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule
from longtin.programme import status_on


class LT610(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        for placed in case.steps:
            reported = isinstance(status_on(placed.step, case.today), int)
            if placed.step.end < case.today and not reported:
                yield self.finding_in(
                    placed,
                    message("`{step}` ended on {day}, and nobody has reported how it went."),
                    day=placed.step.end,
                )
