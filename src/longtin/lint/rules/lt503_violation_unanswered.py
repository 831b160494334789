"""Nothing is planned for a violation.

## What it looks at
Steps with a stake of 0.1 or more, and whether `on_violation` says what is done.

## Why it matters
Violations come, often by accident. Without an agreed answer the injured side improvises in
anger, and a slip ends the programme.

## Breaks the rule
```yaml
steps:
  - {id: code, measure: air-encounter-rules, by: [VNM, PHL], start: 2026-03-02,
     end: 2026-08-28}
```

## Keeps the rule
```yaml
steps:
  - {id: code, measure: air-encounter-rules, by: [VNM, PHL], start: 2026-03-02,
     end: 2026-08-28,
     on_violation: {do: [clarify, consult, suspend], within_days: 7}}
```

## How to fix it
List under `on_violation` what is done, mildest first, and within how many days.

## Sources
- [Phạm Duy Thực], Giám sát và kiểm chứng, on plans for violations
- [Handbook 2024], tactic 4, dispute settlement
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT503(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        for placed in case.steps:
            if placed.step.on_violation is None and placed.stake >= 0.1:
                yield self.finding_in(
                    placed, message("Nothing is said of what follows if `{step}` is violated.")
                )
