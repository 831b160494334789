"""Nothing happens for more than a year.

## What it looks at
The time between the end of all steps so far and the start of the next.

## Why it matters
Trust decays when nothing renews it: officials move on, and the last act fades behind newer
quarrels.

## Breaks the rule
```yaml
until: 2028-06-30
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL], start: 2026-03-02, end: 2026-03-06}
  - {id: again, measure: ship-visits, by: [VNM, PHL], start: 2028-03-06, end: 2028-03-10}
```

## Keeps the rule
```yaml
until: 2028-06-30
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL], start: 2026-03-02, end: 2026-03-06}
  - {id: again, measure: ship-visits, by: [VNM, PHL], start: 2027-03-01, end: 2027-03-05}
```

## How to fix it
Put a small step into the gap.

## Sources
- [Phạm Duy Thực], Dài hạn và tiệm tiến
- [Handbook 2024], pitfalls, no long commitment
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT607(Rule):
    level = "advice"

    def check(self, case: Case) -> Iterator[Finding]:
        over = case.steps[0].step.end
        for placed in case.steps:
            gap = (placed.step.start - over).days
            if gap > 365:
                yield self.finding_in(
                    placed, message("Before `{step}` nothing happens for {days} days."), days=gap
                )
            over = max(over, placed.step.end)
