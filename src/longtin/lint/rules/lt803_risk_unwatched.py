"""Nobody watches a risk.

## What it looks at
Whether each risk has an `owner`.

## Why it matters
Risks grow slowly and are noticed late by people with other work. An owner looks because it
is his to look.

## Breaks the rule
```yaml
risks: [{id: collision, what: a collision during a patrol, likelihood: low, impact: high,
    response: call the hotline}]
```

## Keeps the rule
```yaml
risks: [{id: collision, what: a collision during a patrol, likelihood: low, impact: high,
    response: call the hotline, owner: both coast guards}]
```

## How to fix it
Name an `owner`.

## Sources
- [Handbook 2024], tactic 4, risk management
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT803(Rule):
    level = "advice"

    def check(self, case: Case) -> Iterator[Finding]:
        for at, risk in enumerate(case.programme.risks):
            if risk.owner is None:
                yield self.finding(
                    ("risks", at),
                    message("Nobody is named who watches the risk `{risk}`."),
                    about=risk.id,
                    risk=risk.id,
                )
