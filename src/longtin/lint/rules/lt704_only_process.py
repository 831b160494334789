"""Only activity is measured, not its effect.

## What it looks at
The `kind` of every objective: whether any is an outcome.

## Why it matters
Meetings held and calls tested can rise while incidents rise too. A programme that counts
only its own motion cannot learn.

## Breaks the rule
```yaml
objectives: [{id: talks, indicator: meetings held, kind: process, baseline: 1, target: 4,
    by: 2027-06-30}]
```

## Keeps the rule
```yaml
objectives:
  - {id: talks, indicator: meetings held, kind: process, baseline: 1, target: 4,
     by: 2027-06-30}
  - {id: calm, indicator: incidents at sea, kind: outcome, baseline: 12, target: 6,
     by: 2027-06-30}
```

## How to fix it
Add an objective about what should change in the world, with `kind: outcome`.

## Sources
- [Handbook 2024], FAQ, how effect is measured
- [Schadlow 2026], The limits of the global, process for outcomes
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT704(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        kinds = [each.kind for each in case.programme.objectives]
        if kinds and all(kind == "process" for kind in kinds):
            yield self.finding(
                ("objectives",), message("All {n} objectives count activity."), n=len(kinds)
            )
