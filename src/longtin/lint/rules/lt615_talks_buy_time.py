"""Talks may only buy time.

## What it looks at
Talks of more than half a year for a step that is not carried out yet, while which no other
step of all sides begins.

## Why it matters
Talks during which nothing has to be done cost nothing to a government that means to use the time.
They raise no trust, and after coercion they lower it: the other side sees tactics. A small step
early shows which talks are meant.

## Breaks the rule
```yaml
steps:
  - {id: strip, measure: no-fire-strip, by: [VNM, PHL], start: 2027-01-04, end: 2027-06-30,
     talks: {start: 2026-01-05, end: 2026-10-30}}
```

## Keeps the rule
```yaml
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL], start: 2026-03-02, end: 2026-03-06}
  - {id: strip, measure: no-fire-strip, by: [VNM, PHL], start: 2027-01-04, end: 2027-06-30,
     talks: {start: 2026-01-05, end: 2026-10-30}}
```

## How to fix it
Agree on a small step of both sides within the first half year of the talks, and on a day on which
the talks end or are judged.

## Sources
- [Phạm Duy Thực], Minh bạch, có đi có lại, on playing for time
- [Schadlow 2026], The limits of the global, on process in place of results
"""

from collections.abc import Iterator
from typing import Final

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule

HALF_A_YEAR: Final = 183


class LT615(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        for placed in case.steps:
            talks = placed.step.talks
            if talks is None or (talks.end - talks.start).days <= HALF_A_YEAR:
                continue
            if isinstance(placed.step.status, int) and placed.step.status > 0:
                continue
            meanwhile = any(
                not case.passive(other) and talks.start <= other.step.start <= talks.end
                for other in case.steps
                if other is not placed
            )
            if not meanwhile:
                yield self.finding_in(
                    placed,
                    message(
                        "The talks for `{step}` last {days} days, and no step of all sides is "
                        "done meanwhile: they may only buy time."
                    ),
                    key="talks",
                    days=(talks.end - talks.start).days,
                )
