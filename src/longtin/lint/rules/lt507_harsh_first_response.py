"""The first answer to a violation ends everything.

## What it looks at
Whether the first response under `on_violation` is to end or to reverse the step.

## Why it matters
Reports are noisy: some violations did not happen, some were accidents. A plan that ends at
the first of them ends sooner or later whatever the parties intend.

## Breaks the rule
```yaml
steps:
  - {id: code, measure: air-encounter-rules, by: [VNM, PHL], start: 2026-03-02,
     end: 2026-08-28, on_violation: {do: [end], within_days: 7}}
```

## Keeps the rule
```yaml
steps:
  - {id: code, measure: air-encounter-rules, by: [VNM, PHL], start: 2026-03-02,
     end: 2026-08-28, on_violation: {do: [clarify, suspend, end], within_days: 7}}
```

## How to fix it
Begin with a question or a consultation, and keep the end for last.

## Sources
- [Wu & Axelrod 1995], on generosity in the presence of noise
- [Handbook 2024], tactic 4, dispute settlement
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT507(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        for placed in case.steps:
            plan = placed.step.on_violation
            if plan is not None and plan.do[0] in {"end", "reverse"}:
                yield self.finding_in(
                    placed,
                    message("If `{step}` is violated, the first response is `{response}`."),
                    key="on_violation",
                    response=plan.do[0],
                )
