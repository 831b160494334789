"""An objective has no baseline.

## What it looks at
Whether each objective says under `baseline` where its indicator stands today.

## Why it matters
“Six incidents a year” is progress from twelve and a setback from three.

## Breaks the rule
```yaml
objectives: [{id: calm, indicator: incidents at sea, target: 6, by: 2027-06-30}]
```

## Keeps the rule
```yaml
objectives: [{id: calm, indicator: incidents at sea, baseline: 12, target: 6, by: 2027-06-30}]
```

## How to fix it
Measure it once before the first step, and write it as `baseline`.

## Sources
- [Handbook 2024], FAQ, how effect is measured
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT703(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        for at, each in enumerate(case.programme.objectives):
            if each.baseline is None:
                yield self.finding(
                    ("objectives", at),
                    message("Nobody says where `{objective}` stands before the programme."),
                    about=each.id,
                    objective=each.id,
                )
