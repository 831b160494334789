"""The step with the highest stake is in no risk.

## What it looks at
The step with the highest stake, if that is 0.3 or more, and whether some risk names it
under `steps`.

## Why it matters
Registers fill with small, familiar risks. The one that matters most is where the most is
exposed.

## Breaks the rule
```yaml
risks: [{id: storm, what: a storm delays the visit, likelihood: low, impact: low, owner: navy,
    response: wait}]
steps:
  - {id: strip, measure: no-fire-strip, by: [VNM, PHL], start: 2027-01-04, end: 2027-06-30}
```

## Keeps the rule
```yaml
risks: [{id: shots, what: shots are fired in the strip, likelihood: low, impact: high,
    owner: navy, response: call, steps: [strip]}]
steps:
  - {id: strip, measure: no-fire-strip, by: [VNM, PHL], start: 2027-01-04, end: 2027-06-30}
```

## How to fix it
Ask what would happen if the other side cheated in this step, and write it down.

## Sources
- [Handbook 2024], pitfalls, risks misjudged
- [Kydd 2005], on the cost of being exploited
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule
from longtin.measures import HIGH_STAKE


class LT807(Rule):
    level = "advice"

    def check(self, case: Case) -> Iterator[Finding]:
        top = max(case.steps, key=lambda each: each.stake)
        named = {name for risk in case.programme.risks for name in risk.steps}
        if case.programme.risks and top.stake >= HIGH_STAKE and top.step.id not in named:
            yield self.finding(
                ("risks",),
                message("`{step}` stakes the most, {stake}, and no risk names it."),
                about=top.step.id,
                step=top.step.id,
                stake=top.stake,
            )
