"""Nobody reviews how it goes.

## What it looks at
Programmes of half a year or more, and whether `reviews` has a day after the first step is
over.

## Why it matters
A plan is wrong in ways that show only on the way. Without a date on which the parties look
together, each corrects it alone and tells the other afterwards.

## Breaks the rule
```yaml
reviews: []
```

## Keeps the rule
```yaml
reviews: [2026-10-01]
```

## How to fix it
Add a review after the first steps, and one before the stakes rise.

## Sources
- [Handbook 2024], strategy 3, flexibility
- [Vienna Document 2011], chapter XI, annual implementation assessment
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT608(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        first = min(each.step.end for each in case.steps)
        if case.days >= 183 and not any(review >= first for review in case.programme.reviews):
            yield self.finding(
                ("reviews",),
                message("In {days} days there is no review after the first step."),
                days=case.days,
            )
