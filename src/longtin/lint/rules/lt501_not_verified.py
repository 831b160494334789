"""Nobody verifies a step.

## What it looks at
Steps that are not channels, and whether `verification` says by whom it is known that they
were done.

## Why it matters
Trust grows from deeds that were seen. A step that nobody looks at can be kept and bring
nothing, or be broken and be denied.

## Breaks the rule
```yaml
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL], start: 2026-03-02, end: 2026-03-06}
```

## Keeps the rule
```yaml
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL], start: 2026-03-02, end: 2026-03-06,
     verification: {by: joint, how: a common communiqué after the visit}}
```

## How to fix it
Say under `verification` who checks it and how; the catalogue lists the usual ways for each
measure.

## Sources
- [Phạm Duy Thực], Giám sát và kiểm chứng
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT501(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        for placed in case.steps:
            if placed.step.verification is None and not placed.is_channel:
                yield self.finding_in(
                    placed,
                    message("Nobody checks whether `{step}` is carried out; usual is: {ways}."),
                    ways=placed.measure.verification,
                )
