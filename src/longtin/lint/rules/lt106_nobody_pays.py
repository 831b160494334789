"""Nobody pays for a costly step.

## What it looks at
Steps whose cost is 0.3 or more, and whether any entry of `resources` pays for them.

## Why it matters
Will without means ends in delay, and delay is read as bad faith. Means may be a party's own
or a third party's, but somebody has to have promised them.

## Breaks the rule
```yaml
resources: []
steps:
  - {id: patrol, measure: joint-maritime-patrol, by: [VNM, PHL], start: 2027-03-01,
     end: 2027-03-12}
```

## Keeps the rule
```yaml
resources: [{party: VNM, amount: 2, unit: ships, pays_for: [patrol]}]
steps:
  - {id: patrol, measure: joint-maritime-patrol, by: [VNM, PHL], start: 2027-03-01,
     end: 2027-03-12}
```

## How to fix it
Say under `resources` who pays for the step, how much and of what.

## Sources
- [Phạm Duy Thực], Ý chí chính trị, on material means
- [Handbook 2024], strategy 4, capacity and technical support
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule
from longtin.measures import COSTLY


class LT106(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        paid = case.programme.resources
        for placed in case.steps:
            covered = any(not each.pays_for or placed.step.id in each.pays_for for each in paid)
            if placed.cost >= COSTLY and not covered:
                yield self.finding_in(
                    placed,
                    message(
                        "`{step}` costs {cost} on a scale to 1, and nobody is said to pay for it."
                    ),
                    cost=placed.cost,
                )
