"""A step starts before the one it follows is over.

## What it looks at
The days of each step and of those it names under `after`.

## Why it matters
A later step leans on what an earlier one has shown. If the two overlap, the later one is
decided before there is anything to go by.

## Breaks the rule
```yaml
steps:
  - {id: code, measure: unplanned-encounter-code, by: [VNM, PHL], start: 2026-03-02,
     end: 2026-10-30}
  - {id: drill, measure: joint-non-combat-exercise, by: [VNM, PHL], start: 2026-09-01,
     end: 2026-09-05, after: [code]}
```

## Keeps the rule
```yaml
steps:
  - {id: code, measure: unplanned-encounter-code, by: [VNM, PHL], start: 2026-03-02,
     end: 2026-08-28}
  - {id: drill, measure: joint-non-combat-exercise, by: [VNM, PHL], start: 2026-09-01,
     end: 2026-09-05, after: [code]}
```

## How to fix it
Move the later step, or end the earlier one sooner.

## Sources
- [Phạm Duy Thực], Dài hạn và tiệm tiến
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT209(Rule):
    level = "error"

    def check(self, case: Case) -> Iterator[Finding]:
        for placed in case.steps:
            for name in placed.step.after:
                before = case.by_id[name].step
                if before.end > placed.step.start:
                    yield self.finding_in(
                        placed,
                        message("`{step}` starts on {day}, before `{before}` is over on {end}."),
                        key="after",
                        day=placed.step.start,
                        before=name,
                        end=before.end,
                    )
