"""No step serves an objective.

## What it looks at
The objectives that no step names under `objectives`.

## Why it matters
A target without a delivery mechanism is a wish. Somebody has to do something that could
bring it about.

## Breaks the rule
```yaml
objectives:
  - {id: fewer-incidents, indicator: incidents at sea, baseline: 12, target: 6,
     by: 2027-06-30}
  - {id: trade, indicator: crossings a month, baseline: 100, target: 200, by: 2027-06-30}
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL], start: 2026-03-02, end: 2026-03-06,
     objectives: [fewer-incidents]}
```

## Keeps the rule
```yaml
objectives:
  - {id: fewer-incidents, indicator: incidents at sea, baseline: 12, target: 6,
     by: 2027-06-30}
  - {id: trade, indicator: crossings a month, baseline: 100, target: 200, by: 2027-06-30}
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL], start: 2026-03-02, end: 2026-03-06,
     objectives: [fewer-incidents]}
  - {id: roads, measure: open-trade-routes, by: [VNM, PHL], start: 2026-10-05,
     end: 2027-06-30, objectives: [trade]}
```

## How to fix it
Name the objective under the steps that should bring it about, add such a step, or drop it.

## Sources
- [Schadlow 2026], Solid state, on delivery
- [Handbook 2024], strategy 2, SMART goals
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT706(Rule):
    level = "error"

    def check(self, case: Case) -> Iterator[Finding]:
        served = {name for each in case.steps for name in each.step.objectives}
        for at, each in enumerate(case.programme.objectives):
            if each.id not in served:
                yield self.finding(
                    ("objectives", at),
                    message("No step serves `{objective}`."),
                    about=each.id,
                    objective=each.id,
                )
