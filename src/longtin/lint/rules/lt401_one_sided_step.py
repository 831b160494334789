"""A one-sided step expects no answer.

## What it looks at
Steps in which not every party acts, and whether `answer` says what the others should do.

## Why it matters
A concession without an invitation teaches nothing: silence in return may be refusal or
simply not having been asked. Measures build trust when they are reciprocal.

## Breaks the rule
```yaml
steps:
  - {id: release, measure: detainee-lists, by: [PHL], start: 2026-03-02, end: 2026-03-06}
```

## Keeps the rule
```yaml
steps:
  - {id: release, measure: detainee-lists, by: [PHL], start: 2026-03-02, end: 2026-03-06,
     answer: {from: [VNM], within_days: 60, how: the same for fishermen held in Viet Nam}}
```

## How to fix it
Say under `answer` who should do what, and within how many days.

## Sources
- [Phạm Duy Thực], Minh bạch, có đi có lại
- [Osgood 1962], on inviting reciprocation
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT401(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        for placed in case.steps:
            waiting = case.passive(placed)
            if waiting and placed.step.answer is None:
                yield self.finding_in(
                    placed,
                    message(
                        "In `{step}` only {acting} acts, and nothing is expected of {waiting}."
                    ),
                    acting=case.names(placed.step.by),
                    waiting=case.names(waiting),
                )
