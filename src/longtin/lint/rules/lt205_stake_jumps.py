"""The stake jumps.

## What it looks at
The stake of each step, beside the highest before it; a rise of more than 0.3 is a jump.

## Why it matters
What was kept at a small stake says little about a stake many times larger. Steps in between
buy the evidence at a price that can be borne.

## Breaks the rule
```yaml
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL], start: 2026-03-02, end: 2026-03-06}
  - {id: freeze, measure: freeze-occupation, by: [VNM, PHL], start: 2027-01-04,
     end: 2027-06-30}
```

## Keeps the rule
```yaml
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL], start: 2026-03-02, end: 2026-03-06}
  - {id: calendar, measure: exercise-calendar, by: [VNM, PHL], start: 2026-06-01,
     end: 2026-07-31}
  - {id: plans, measure: exchange-military-information, by: [VNM, PHL], start: 2026-10-01,
     end: 2026-12-15}
  - {id: freeze, measure: freeze-occupation, by: [VNM, PHL], start: 2027-01-04,
     end: 2027-06-30}
```

## How to fix it
Insert a step with a stake between the two, or divide this one into parts.

## Sources
- [Osgood 1962], on graduated steps
- [Kydd 2005], on the size of costly signals
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, PlacedStep, Rule


class LT205(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        highest: PlacedStep | None = None
        for placed in case.steps:
            if highest is not None and placed.stake - highest.stake > 0.3:
                yield self.finding_in(
                    placed,
                    message(
                        "`{step}` stakes {stake}; nothing before it staked more than {highest}."
                    ),
                    stake=placed.stake,
                    highest=highest.stake,
                )
            if highest is None or placed.stake > highest.stake:
                highest = placed
