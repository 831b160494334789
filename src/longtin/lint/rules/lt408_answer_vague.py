"""What the other side should do is not said.

## What it looks at
Steps with an `answer`, and whether `how` says what would count as one.

## Why it matters
If only one side knows what it is waiting for, it will be disappointed by anything else.

## Breaks the rule
```yaml
steps:
  - {id: release, measure: detainee-lists, by: [PHL], start: 2026-03-02, end: 2026-03-06,
     answer: {from: [VNM], within_days: 60}}
```

## Keeps the rule
```yaml
steps:
  - {id: release, measure: detainee-lists, by: [PHL], start: 2026-03-02, end: 2026-03-06,
     answer: {from: [VNM], within_days: 60, how: the same for those it holds}}
```

## How to fix it
Say under `how` which deed would count as an answer.

## Sources
- [Osgood 1962], on inviting reciprocation
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT408(Rule):
    level = "advice"

    def check(self, case: Case) -> Iterator[Finding]:
        for placed in case.steps:
            answer = placed.step.answer
            if answer is not None and answer.how is None:
                yield self.finding_in(
                    placed,
                    message("It is not said what {party} should do in answer to `{step}`."),
                    key="answer",
                    party=case.names(answer.of),
                )
