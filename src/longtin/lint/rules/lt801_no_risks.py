"""There is no register of risks.

## What it looks at
Whether `risks` lists anything.

## Why it matters
Misjudged risk is one of the commonest ways in which cooperation fails. The risks that were
written down are the ones somebody is watching.

## Breaks the rule
```yaml
risks: []
```

## Keeps the rule
```yaml
risks: [{id: collision, what: a collision during a patrol, likelihood: low, impact: high,
    owner: both coast guards, response: call the hotline}]
```

## How to fix it
List under `risks` what could go wrong, how likely and how grave it is, who watches it and
what is done.

## Sources
- [Handbook 2024], tactic 4, risk management
- [Handbook 2024], pitfalls, risks misjudged
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT801(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        if not case.programme.risks:
            yield self.finding(("risks",), message("Nothing is said of what could go wrong."))
