"""A gate cannot be judged.

## What it looks at
Steps with a `gate`, and whether anything verified or a review comes before them.

## Why it matters
A condition that nobody looks at is either waved through or argued over. It needs a fact
that both sides have seen.

## Breaks the rule
```yaml
reviews: []
steps:
  - {id: code, measure: unplanned-encounter-code, by: [VNM, PHL], start: 2026-03-02,
     end: 2026-08-28}
  - {id: strip, measure: no-fire-strip, by: [VNM, PHL], start: 2027-01-04, end: 2027-06-30,
     gate: the code was kept}
```

## Keeps the rule
```yaml
reviews: [2026-12-01]
steps:
  - {id: code, measure: unplanned-encounter-code, by: [VNM, PHL], start: 2026-03-02,
     end: 2026-08-28}
  - {id: strip, measure: no-fire-strip, by: [VNM, PHL], start: 2027-01-04, end: 2027-06-30,
     gate: the code was kept}
```

## How to fix it
Verify an earlier step, or set a review before this one.

## Sources
- [Phạm Duy Thực], Giám sát và kiểm chứng
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT210(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        for placed in case.steps:
            day = placed.step.start
            seen = any(review <= day for review in case.programme.reviews) or any(
                each.step.verification is not None and each.step.start < day for each in case.steps
            )
            if placed.step.gate is not None and not seen:
                yield self.finding_in(
                    placed,
                    message(
                        "Before `{step}`, nothing is verified or reviewed by which its gate"
                        " is judged."
                    ),
                    key="gate",
                )
