"""Nobody says how far the parties trust each other today.

## What it looks at
Whether `trust` gives each acting party's trust in the others, or a record covers it.

## Why it matters
How large a first step may be depends on today's trust. Where it is unknown, LT202 cannot
judge, and the first step is chosen blind.

## Breaks the rule
```yaml
trust: {VNM: 0.45}
```

## Keeps the rule
```yaml
trust: {VNM: 0.45, PHL: 0.5}
```

## How to fix it
State the trust under `trust`, from `longtin trust` or as your own judgement, or give
`--record FILE`.

## Sources
- [Kydd 2005], on trust and the size of reassurance
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT109(Rule):
    level = "advice"

    def check(self, case: Case) -> Iterator[Finding]:
        for code in case.acting:
            if case.trust(code) is None:
                yield self.finding(
                    ("trust",),
                    message("Today's trust of {party} in the others is not known."),
                    about=code,
                    party=case.name(code),
                )
