"""The notice a regime asks for cannot be given in time.

## What it looks at
The military `activity` of each step, held against every regime that binds those who act:
deadlines that lie before the programme begins.

## Why it matters
A step meant to build trust that begins with a missed notice builds the opposite: the first
thing it shows is that a promise already given was not kept.

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
    start: 2026-01-20
    end: 2026-01-30
    activity: {kind: exercise, host: DEU, zones: [vienna], figures: {troops: 9000,
        brigades: 2}, unstated: none}
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
    start: 2026-01-20
    end: 2026-01-30
    activity: {kind: exercise, host: DEU, zones: [vienna], figures: {troops: 8999,
        brigades: 2}, unstated: none}
```

## How to fix it
Start the step later, make it smaller, or put the notice that was sent under `activity`;
`longtin regime check` says what is owed to whom.

## Sources
- [Vienna Document 2011], chapter V, prior notification
- [Phạm Duy Thực], Phù hợp với quy chuẩn, luật lệ quốc tế
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule
from longtin.programme import owed


class LT603(Rule):
    level = "error"

    def check(self, case: Case) -> Iterator[Finding]:
        for placed in case.steps:
            for answer in owed(placed.step, case.programme.start):
                due = None if answer.due is None else answer.due.day
                if answer.is_breach and due is not None and due < case.programme.start:
                    yield self.finding_in(
                        placed,
                        message(
                            "For `{step}`, {regime} ({row}) asks for notice by {due}, before the "
                            "programme begins."
                        ),
                        key="activity",
                        regime=answer.regime.name,
                        row=answer.obligation.id,
                        due=due,
                    )
