"""An answer is due after the programme ends.

## What it looks at
The deadline of each answer, beside the last day of the programme.

## Why it matters
What comes after the end is nobody's to judge. The last concession would be made without
knowing whether it was returned.

## Breaks the rule
```yaml
steps:
  - {id: release, measure: detainee-lists, by: [PHL], start: 2027-05-03, end: 2027-05-07,
     answer: {from: [VNM], within_days: 90}}
```

## Keeps the rule
```yaml
steps:
  - {id: release, measure: detainee-lists, by: [PHL], start: 2027-03-01, end: 2027-03-05,
     answer: {from: [VNM], within_days: 90}}
```

## How to fix it
Move the step forward, shorten the deadline, or let the programme run longer.

## Sources
- [Phạm Duy Thực], Minh bạch, có đi có lại
"""

from collections.abc import Iterator
from datetime import timedelta

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT606(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        for placed in case.steps:
            answer = placed.step.answer
            if answer is None or answer.within_days is None:
                continue
            due = placed.step.end + timedelta(days=answer.within_days)
            if due > case.programme.until:
                yield self.finding_in(
                    placed,
                    message("The answer to `{step}` is due on {due}; the programme ends on {end}."),
                    key="answer",
                    due=due,
                    end=case.programme.until,
                )
