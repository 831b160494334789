"""Leaders change and nobody meets the new ones.

## What it looks at
Successions under `events`, and whether a step in person among leaders or ministers follows
within half a year.

## Why it matters
Trust between leaders is personal and leaves with them. The first meeting with a successor
is the cheapest moment to carry it over.

## Breaks the rule
```yaml
events: [{on: 2026-04-07, what: a new president is elected by parliament, kind: succession,
    party: VNM}]
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL], start: 2026-06-01, end: 2026-06-05}
```

## Keeps the rule
```yaml
events: [{on: 2026-04-07, what: a new president is elected by parliament, kind: succession,
    party: VNM}]
steps:
  - {id: meet, measure: side-line-meeting, by: [VNM, PHL], start: 2026-06-01, end: 2026-06-01,
     contact: in_person, level: leaders}
```

## How to fix it
Plan a meeting with the new leaders within six months.

## Sources
- [Phương Hà 2021], Xây dựng lòng tin qua quan hệ cá nhân
- [Phạm Duy Thực], Lòng tin trong quan hệ quốc tế, on leaders
"""

from collections.abc import Iterator
from datetime import timedelta

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT305(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        for at, event in enumerate(case.programme.events):
            last = event.on + timedelta(days=183)
            met = any(
                each.step.level in {"leaders", "ministers"}
                and each.step.contact == "in_person"
                and event.on <= each.step.start <= last
                for each in case.steps
            )
            inside = case.programme.start <= event.on <= case.programme.until
            if event.kind == "succession" and inside and not met:
                yield self.finding(
                    ("events", at),
                    message("No leaders or ministers meet in person within half a year of {day}."),
                    day=event.on,
                )
