"""A high-stake step has no gate.

## What it looks at
Steps with a stake of 0.3 or more, and whether `gate` says on what condition one goes on to
them.

## Why it matters
Without a condition agreed beforehand, going on is decided by hope and stopping looks like
hostility. A gate makes both of them ordinary.

## Breaks the rule
```yaml
steps:
  - {id: strip, measure: no-fire-strip, by: [VNM, PHL], start: 2027-01-04, end: 2027-06-30}
```

## Keeps the rule
```yaml
steps:
  - {id: strip, measure: no-fire-strip, by: [VNM, PHL], start: 2027-01-04, end: 2027-06-30,
     gate: the hotline was answered within an hour on every test of 2026}
```

## How to fix it
Write under `gate` what must have been seen before this step begins.

## Sources
- [Phạm Duy Thực], Dài hạn và tiệm tiến
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule
from longtin.measures import HIGH_STAKE


class LT206(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        for placed in case.steps:
            if placed.stake >= HIGH_STAKE and placed.step.gate is None:
                yield self.finding_in(
                    placed,
                    message(
                        "`{step}` stakes {stake}, and nothing says on what condition to go "
                        "on to it."
                    ),
                    stake=placed.stake,
                )
