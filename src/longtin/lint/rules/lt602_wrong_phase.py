"""A measure does not suit the phase.

## What it looks at
The `phase` of the programme, beside the phases for which the catalogue thinks each measure
suitable.

## Why it matters
What reassures in quiet times may be impossible in a crisis, and what helps after a war may
be premature before one.

## Breaks the rule
```yaml
phase: crisis_management
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL], start: 2026-03-02, end: 2026-03-06}
```

## Keeps the rule
```yaml
phase: crisis_management
steps:
  - {id: report, measure: report-hazardous-incidents, by: [VNM, PHL], start: 2026-03-02,
     end: 2026-08-28}
```

## How to fix it
Choose another measure; `longtin measures --phase` lists those that suit.

## Sources
- [Phạm Duy Thực], Thời điểm áp dụng
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT602(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        for placed in case.steps:
            if case.programme.phase not in placed.measure.phases:
                yield self.finding_in(
                    placed,
                    message("“{measure}” (`{step}`) suits {phases}, and the phase is `{phase}`."),
                    key="measure",
                    measure=placed.measure.name,
                    phases=[f"`{phase}`" for phase in placed.measure.phases],
                    phase=case.programme.phase,
                )
