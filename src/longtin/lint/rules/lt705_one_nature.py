"""Only what can be counted is measured, or only what is judged.

## What it looks at
The `nature` of all objectives: quantity, quality or both.

## Why it matters
Numbers miss whether officers on the line trust each other; judgements miss whether anything
happened. Trust, capacity and stability are asked for in words, incidents and visits in
figures.

## Breaks the rule
```yaml
objectives:
  - {id: calm, indicator: incidents at sea, nature: quantity, baseline: 12, target: 6,
     by: 2027-06-30}
  - {id: calls, indicator: calls answered, nature: quantity, baseline: 2, target: 12,
     by: 2027-06-30}
```

## Keeps the rule
```yaml
objectives:
  - {id: calm, indicator: incidents at sea, nature: quantity, baseline: 12, target: 6,
     by: 2027-06-30}
  - {id: ease, indicator: how duty officers judge the line, nature: quality,
     baseline: unknown, target: reliable, by: 2027-06-30}
```

## How to fix it
Add an objective of the other kind, and say `nature` of each.

## Sources
- [Handbook 2024], FAQ, how effect is measured
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT705(Rule):
    level = "advice"

    def check(self, case: Case) -> Iterator[Finding]:
        natures = {each.nature for each in case.programme.objectives} - {None}
        if case.programme.objectives and len(natures) == 1:
            yield self.finding(
                ("objectives",),
                message("Every objective is of one nature, `{nature}`."),
                nature=f"{natures.pop()}",
            )
