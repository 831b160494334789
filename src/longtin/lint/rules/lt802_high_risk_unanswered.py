"""A high risk has no response.

## What it looks at
Risks of which one of likelihood and impact is high and the other at least medium, and
whether `response` says what is done.

## Why it matters
A high risk that everybody knows and nobody has answered will be met by whoever is on duty
that night.

## Breaks the rule
```yaml
risks: [{id: collision, what: a collision during a patrol, likelihood: medium, impact: high,
    owner: both coast guards}]
```

## Keeps the rule
```yaml
risks: [{id: collision, what: a collision during a patrol, likelihood: medium, impact: high,
    owner: both coast guards, response: call the hotline}]
```

## How to fix it
Agree what is done and write it as `response`, or change the programme so that the risk is
lower.

## Sources
- [Handbook 2024], tactic 4, risk management
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT802(Rule):
    level = "error"

    def check(self, case: Case) -> Iterator[Finding]:
        grade = {"low": 1, "medium": 2, "high": 3}
        for at, risk in enumerate(case.programme.risks):
            if grade[risk.likelihood] * grade[risk.impact] >= 6 and risk.response is None:
                yield self.finding(
                    ("risks", at),
                    message("Nothing is planned for the risk `{risk}`: {what}."),
                    about=risk.id,
                    risk=risk.id,
                    what=risk.what,
                )
