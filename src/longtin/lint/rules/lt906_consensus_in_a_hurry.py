"""A step that needs speed waits for consensus.

## What it looks at
Steps of crisis management, or with an answer to violations within a week, whose forum
decides by consensus.

## Why it matters
Where each may say no, the slowest sets the pace and the one accused may stop the answer.
Time decides in a crisis.

## Breaks the rule
```yaml
forums: [{id: arf, name: ASEAN Regional Forum, role: convene, decides: consensus}]
steps:
  - {id: report, measure: report-hazardous-incidents, by: [VNM, PHL], start: 2026-03-02,
     end: 2026-08-28, forum: arf}
```

## Keeps the rule
```yaml
forums: [{id: guards, name: Duty officers of both coast guards, role: operate,
    decides: bilateral}]
steps:
  - {id: report, measure: report-hazardous-incidents, by: [VNM, PHL], start: 2026-03-02,
     end: 2026-08-28, forum: guards}
```

## How to fix it
Let those concerned act at once and inform the forum afterwards.

## Sources
- [Schadlow 2026], The limits of the global, consensus as paralysis
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT906(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        slow = {each.id: each for each in case.programme.forums if each.decides == "consensus"}
        for placed in case.steps:
            plan = placed.step.on_violation
            hurried = placed.measure.domain == "crisis_management" or (
                plan is not None and plan.within_days is not None and plan.within_days <= 7
            )
            if placed.step.forum in slow and hurried:
                yield self.finding_in(
                    placed,
                    message("`{step}` needs speed, and {forum} decides by consensus."),
                    key="forum",
                    forum=slow[placed.step.forum].name,
                )
