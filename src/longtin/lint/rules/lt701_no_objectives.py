"""The programme has no objectives.

## What it looks at
Whether `objectives` lists anything.

## Why it matters
Without objectives every outcome can be called a success, and no gate, review or report has
anything to measure by.

## Breaks the rule
```yaml
objectives: []
```

## Keeps the rule
```yaml
objectives: [{id: calm, indicator: incidents at sea, baseline: 12, target: 6, by: 2027-06-30}]
```

## How to fix it
Write down what should be different at the end, and how anybody would see it.

## Sources
- [Handbook 2024], strategy 2, SMART goals
- [Lê Xuân Thuận 2024], the four weaknesses, unclear aims
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT701(Rule):
    level = "error"

    def check(self, case: Case) -> Iterator[Finding]:
        if not case.programme.objectives:
            yield self.finding(("objectives",), message("The programme has no objectives."))
