"""The next concession comes before the answer to the last.

## What it looks at
One-sided steps of the same party: whether one starts before the answer to the one before is
due.

## Why it matters
Giving again before the first answer is due tells the other side that answering makes no
difference.

## Breaks the rule
```yaml
steps:
  - {id: release, measure: detainee-lists, by: [PHL], start: 2026-03-02, end: 2026-03-06,
     answer: {from: [VNM], within_days: 90}}
  - {id: second, measure: notify-below-threshold, by: [PHL], start: 2026-04-01,
     end: 2026-04-10, answer: {from: [VNM], within_days: 90}}
```

## Keeps the rule
```yaml
steps:
  - {id: release, measure: detainee-lists, by: [PHL], start: 2026-03-02, end: 2026-03-06,
     answer: {from: [VNM], within_days: 20}}
  - {id: second, measure: notify-below-threshold, by: [PHL], start: 2026-04-01,
     end: 2026-04-10, answer: {from: [VNM], within_days: 90}}
```

## How to fix it
Wait until the answer is due, or shorten its deadline.

## Sources
- [Osgood 1962], on the rhythm of initiatives
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT406(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        alone = [each for each in case.steps if case.passive(each)]
        for before, after in pairwise(alone):
            answer = before.step.answer
            if answer is None or answer.within_days is None or before.step.by != after.step.by:
                continue
            due = before.step.end + timedelta(days=answer.within_days)
            if after.step.start < due:
                yield self.finding_in(
                    after,
                    message(
                        "`{step}` starts on {day}; the answer to `{before}` is due only on {due}."
                    ),
                    day=after.step.start,
                    before=before.step.id,
                    due=due,
                )
