"""A step clashes with a stated principle.

## What it looks at
What each party's `principles` rule out: measures, domains, binding steps.

## Why it matters
A state that acts against its own declared principle pays twice: at home for the breach,
abroad for being unpredictable.

## Breaks the rule
```yaml
principles: [{party: VNM, says: no joint patrols with forces of others,
    measures: [joint-maritime-patrol]}]
steps:
  - {id: patrol, measure: joint-maritime-patrol, by: [VNM, PHL], start: 2027-03-01,
     end: 2027-03-12}
```

## Keeps the rule
```yaml
principles: [{party: VNM, says: no joint patrols with forces of others,
    measures: [joint-maritime-patrol]}]
steps:
  - {id: rescue, measure: joint-non-combat-exercise, by: [VNM, PHL], start: 2027-03-01,
     end: 2027-03-12}
```

## How to fix it
Choose a step within the principle, or let the party restate it first.

## Sources
- [Lê Xuân Thuận 2024], seven principles
- [Phạm Duy Thực], CBMs ở châu Á - Thái Bình Dương, the ASEAN way
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT905(Rule):
    level = "error"

    def check(self, case: Case) -> Iterator[Finding]:
        for principle in case.programme.principles:
            ruled_out = {case.catalogue[name].id for name in principle.measures}
            for placed in case.steps:
                clash = (
                    placed.measure.id in ruled_out
                    or placed.measure.domain in principle.domains
                    or (principle.binding and placed.step.binding)
                )
                if clash and principle.party in placed.step.by:
                    yield self.finding_in(
                        placed,
                        message("`{step}` goes against what {party} has said: {principle}."),
                        party=case.name(principle.party),
                        principle=principle.says,
                    )
