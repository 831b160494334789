"""An answer is expected at no time.

## What it looks at
Steps with an `answer`, and whether it says `within_days`.

## Why it matters
Without a date nobody knows when silence has become an answer. One side still waits while
the other has drawn its conclusion.

## Breaks the rule
```yaml
steps:
  - {id: release, measure: detainee-lists, by: [PHL], start: 2026-03-02, end: 2026-03-06,
     answer: {from: [VNM]}}
```

## Keeps the rule
```yaml
steps:
  - {id: release, measure: detainee-lists, by: [PHL], start: 2026-03-02, end: 2026-03-06,
     answer: {from: [VNM], within_days: 60}}
```

## How to fix it
Agree a number of days and write it as `within_days`.

## Sources
- [Phạm Duy Thực], Minh bạch, có đi có lại
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT404(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        for placed in case.steps:
            answer = placed.step.answer
            if answer is not None and answer.within_days is None:
                yield self.finding_in(
                    placed, message("The answer to `{step}` has no deadline."), key="answer"
                )
