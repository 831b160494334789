"""A hard-line declaration is planned beside a step.

## What it looks at
Declarations in a hard tone under `will`, and steps of the same party within 30 days of
them.

## Why it matters
What is said loudly at home is heard abroad, ties the speaker's hands, and makes the deed
beside it look like a trick or a weakness.

## Breaks the rule
```yaml
will:
  VNM: {decision_makers: a, shared_understanding: b, committed_support: c, agreed_solution: d,
      level: 0.6}
  PHL: {decision_makers: a, shared_understanding: b, committed_support: c, agreed_solution: d,
      level: 0.6,
        declarations: [{on: 2026-03-10, what: not one inch, tone: hard_line}]}
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL], start: 2026-03-02, end: 2026-03-06}
```

## Keeps the rule
```yaml
will:
  VNM: {decision_makers: a, shared_understanding: b, committed_support: c, agreed_solution: d,
      level: 0.6}
  PHL: {decision_makers: a, shared_understanding: b, committed_support: c, agreed_solution: d,
      level: 0.6,
        declarations: [{on: 2026-03-10, what: our ships are welcome, tone: conciliatory}]}
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL], start: 2026-03-02, end: 2026-03-06}
```

## How to fix it
Move the declaration or the step, or agree a common public line first.

## Sources
- [Phạm Duy Thực], Ý chí chính trị, on hard-line declarations
- [Fearon 1994], on audiences at home
"""

from collections.abc import Iterator
from datetime import timedelta

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT306(Rule):
    level = "error"

    def check(self, case: Case) -> Iterator[Finding]:
        near = timedelta(days=30)
        for code, will in case.programme.will.items():
            for at, said in enumerate(will.declarations):
                beside = [
                    each
                    for each in case.steps
                    if code in each.step.by
                    and each.step.start - near <= said.on <= each.step.end + near
                ]
                if said.tone == "hard_line" and beside:
                    yield self.finding(
                        ("will", code, "declarations", at),
                        message("{party} means to speak in a hard tone on {day}, beside `{step}`."),
                        about=code,
                        party=case.name(code),
                        day=said.on,
                        step=beside[0].step.id,
                    )
