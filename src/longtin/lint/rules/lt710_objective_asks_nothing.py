"""An objective asks for no change.

## What it looks at
Whether the target of an objective equals its baseline.

## Why it matters
An objective that is reached before the first step takes the credit for doing nothing.

## Breaks the rule
```yaml
objectives: [{id: calm, indicator: incidents at sea, baseline: 6, target: 6, by: 2027-06-30}]
```

## Keeps the rule
```yaml
objectives: [{id: calm, indicator: incidents at sea, baseline: 12, target: 6, by: 2027-06-30}]
```

## How to fix it
Set a target that differs from today, or, to hold a good state, say what would otherwise
happen.

## Sources
- [Handbook 2024], strategy 2, SMART goals
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT710(Rule):
    level = "error"

    def check(self, case: Case) -> Iterator[Finding]:
        for at, each in enumerate(case.programme.objectives):
            if each.target is not None and each.target == each.baseline:
                yield self.finding(
                    ("objectives", at, "target"),
                    message("The target of `{objective}` is what it is today."),
                    about=each.id,
                    objective=each.id,
                )
