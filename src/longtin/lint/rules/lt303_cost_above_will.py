"""A step costs more than the stated will bears.

## What it looks at
The cost of each step, beside the `level` of will of each party that acts in it.

## Why it matters
A government pays in money, in staff and at home. Where a step asks more than it is ready to
give, it will be put off, and the other side will draw its own conclusion.

## Breaks the rule
```yaml
will:
  VNM: {decision_makers: a, shared_understanding: b, committed_support: c, agreed_solution: d,
      level: 0.7}
  PHL: {decision_makers: a, shared_understanding: b, committed_support: c, agreed_solution: d,
      level: 0.3}
steps:
  - {id: zone, measure: joint-development, by: [VNM, PHL], start: 2026-09-01, end: 2027-06-30}
```

## Keeps the rule
```yaml
will:
  VNM: {decision_makers: a, shared_understanding: b, committed_support: c, agreed_solution: d,
      level: 0.7}
  PHL: {decision_makers: a, shared_understanding: b, committed_support: c, agreed_solution: d,
      level: 0.3}
steps:
  - {id: youth, measure: youth-exchange, by: [VNM, PHL], start: 2026-09-01, end: 2026-09-11}
```

## How to fix it
Choose a cheaper measure, share the cost, or win more support at home first.

## Sources
- [Phạm Duy Thực], Ý chí chính trị, on the two conditions
- [Putnam 1988], on what can be ratified at home
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT303(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        for placed in case.steps:
            for code in placed.step.by:
                will = case.programme.will.get(code)
                if will is not None and will.level is not None and placed.cost > will.level:
                    yield self.finding_in(
                        placed,
                        message(
                            "`{step}` costs {cost}, and the will of {party} stands at {level}."
                        ),
                        cost=placed.cost,
                        party=case.name(code),
                        level=will.level,
                    )
