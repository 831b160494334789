"""A binding step has nobody to settle disputes.

## What it looks at
Binding steps, and whether a third party stands among the responses to a violation.

## Why it matters
An obligation read in two ways needs a reader. High councils, commissions and good offices
exist for the day when direct talks fail.

## Breaks the rule
```yaml
norms: [{name: UN Convention on the Law of the Sea, binding: true}]
steps:
  - {id: line, measure: coast-guard-hotline, by: [VNM, PHL], start: 2026-02-02,
     end: 2026-03-31, binding: true,
     on_violation: {do: [consult], within_days: 7}}
```

## Keeps the rule
```yaml
norms: [{name: UN Convention on the Law of the Sea, binding: true}]
steps:
  - {id: line, measure: coast-guard-hotline, by: [VNM, PHL], start: 2026-02-02,
     end: 2026-03-31, binding: true,
     on_violation: {do: [consult, third_party], within_days: 7}}
```

## How to fix it
Add `third_party` to the responses, and name the body under `how`.

## Sources
- [Handbook 2024], tactic 4, dispute settlement
- [TAC 1976], articles 13 to 17
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT508(Rule):
    level = "advice"

    def check(self, case: Case) -> Iterator[Finding]:
        for placed in case.steps:
            plan = placed.step.on_violation
            if placed.step.binding and (plan is None or "third_party" not in plan.do):
                yield self.finding_in(
                    placed,
                    message(
                        "`{step}` is binding, and no third party could settle a dispute over it."
                    ),
                )
