"""A regime in force forbids a step.

## What it looks at
The military `activity` of each step, held against every regime that binds those who act:
what is forbidden outright.

## Why it matters
Nothing that breaks a treaty reassures anybody, whatever it is meant to show.

## Breaks the rule
```yaml
parties: [{id: DEU}, {id: POL}]
interests: {}
channels: []
will: {}
resources: []
trust: {}
steps:
  - id: drill
    measure: joint-non-combat-exercise
    by: [DEU, POL]
    start: 2026-09-07
    end: 2026-09-18
    activity:
      kind: exercise
      host: DEU
      zones: [vienna]
      figures: {troops: 40001, divisions: 3}
      unstated: none
```

## Keeps the rule
```yaml
parties: [{id: DEU}, {id: POL}]
interests: {}
channels: []
will: {}
resources: []
trust: {}
steps:
  - id: drill
    measure: joint-non-combat-exercise
    by: [DEU, POL]
    start: 2026-09-07
    end: 2026-09-18
    activity:
      kind: exercise
      host: DEU
      zones: [vienna]
      figures: {troops: 40000, divisions: 3}
      unstated: none
```

## How to fix it
Make the activity smaller, announce it as the regime asks, or hold it elsewhere.

## Sources
- [Vienna Document 2011], chapter VIII, constraining provisions
- [Phạm Duy Thực], Phù hợp với quy chuẩn, luật lệ quốc tế
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule
from longtin.programme import owed


class LT614(Rule):
    level = "error"

    def check(self, case: Case) -> Iterator[Finding]:
        for placed in case.steps:
            for answer in owed(placed.step, case.programme.start):
                if answer.outcome == "forbidden":
                    yield self.finding_in(
                        placed,
                        message("{regime} ({row}) forbids `{step}` as it is planned."),
                        key="activity",
                        regime=answer.regime.name,
                        row=answer.obligation.id,
                    )
