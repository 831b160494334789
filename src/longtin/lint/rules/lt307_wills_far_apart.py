"""One side wants it much more than the other.

## What it looks at
The levels of will of the acting parties; a gap above 0.4 is wide.

## Why it matters
The keener side will pay for both and be disappointed by both. A gap in will is better met
by a smaller programme than by more persuasion.

## Breaks the rule
```yaml
will:
  VNM: {decision_makers: a, shared_understanding: b, committed_support: c, agreed_solution: d,
      level: 0.9}
  PHL: {decision_makers: a, shared_understanding: b, committed_support: c, agreed_solution: d,
      level: 0.4}
```

## Keeps the rule
```yaml
will:
  VNM: {decision_makers: a, shared_understanding: b, committed_support: c, agreed_solution: d,
      level: 0.7}
  PHL: {decision_makers: a, shared_understanding: b, committed_support: c, agreed_solution: d,
      level: 0.4}
```

## How to fix it
Fit the programme to the lower will, and let it grow by gates.

## Sources
- [Phạm Duy Thực], Ý chí chính trị
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT307(Rule):
    level = "advice"

    def check(self, case: Case) -> Iterator[Finding]:
        levels = {
            code: will.level for code, will in case.programme.will.items() if will.level is not None
        }
        if levels and max(levels.values()) - min(levels.values()) > 0.4:
            keen, cool = max(levels, key=levels.__getitem__), min(levels, key=levels.__getitem__)
            yield self.finding(
                ("will",),
                message("The will of {keen} stands at {high}, that of {cool} at {low}."),
                keen=case.name(keen),
                high=levels[keen],
                cool=case.name(cool),
                low=levels[cool],
            )
