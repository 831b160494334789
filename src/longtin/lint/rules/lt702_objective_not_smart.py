"""An objective cannot be measured.

## What it looks at
Whether each objective has an indicator, a target and a date.

## Why it matters
Specific, measurable, dated objectives can be missed, which is why they are useful. The
others can only be praised.

## Breaks the rule
```yaml
objectives: [{id: calm, indicator: a better atmosphere}]
```

## Keeps the rule
```yaml
objectives: [{id: calm, indicator: incidents at sea, baseline: 12, target: 6, by: 2027-06-30}]
```

## How to fix it
Add what is missing: `indicator`, `target`, `by`.

## Sources
- [Handbook 2024], strategy 2, SMART goals
- [Doran 1981]
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT702(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        for at, each in enumerate(case.programme.objectives):
            wanted = ("indicator", "target", "by")
            missing = [f"`{name}`" for name in wanted if getattr(each, name) is None]
            if missing:
                yield self.finding(
                    ("objectives", at),
                    message("The objective `{objective}` lacks {missing}."),
                    about=each.id,
                    objective=each.id,
                    missing=missing,
                )
