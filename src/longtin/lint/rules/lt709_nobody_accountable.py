"""Nobody answers for an objective.

## What it looks at
Whether each objective has an `owner`.

## Why it matters
Targets that belong to everybody belong to nobody. Global goals fail less often for want of
agreement than for want of someone who is asked about them.

## Breaks the rule
```yaml
objectives: [{id: calm, indicator: incidents at sea, baseline: 12, target: 6, by: 2027-06-30}]
```

## Keeps the rule
```yaml
objectives: [{id: calm, indicator: incidents at sea, baseline: 12, target: 6, by: 2027-06-30,
    owner: joint coast guard committee}]
```

## How to fix it
Name under `owner` the office that will be asked.

## Sources
- [Schadlow 2026], The growth of the global, on accountability
- [Schadlow 2026], Solid state
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT709(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        for at, each in enumerate(case.programme.objectives):
            if each.owner is None:
                yield self.finding(
                    ("objectives", at),
                    message("Nobody is named who answers for `{objective}`."),
                    about=each.id,
                    objective=each.id,
                )
