"""The stakes stay too small to reveal anything.

## What it looks at
The highest stake in a programme of two years or more; below 0.1 nothing is learnt.

## Why it matters
A government that means to exploit will gladly keep promises that cost it nothing. Years of
such steps look like success and leave both sides no wiser.

## Breaks the rule
```yaml
until: 2028-06-30
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL], start: 2026-03-02, end: 2026-03-06}
  - {id: youth, measure: youth-exchange, by: [VNM, PHL], start: 2027-07-05, end: 2027-07-16}
```

## Keeps the rule
```yaml
until: 2028-06-30
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL], start: 2026-03-02, end: 2026-03-06}
  - {id: patrol, measure: joint-maritime-patrol, by: [VNM, PHL], start: 2027-07-05,
     end: 2027-07-16}
```

## How to fix it
Let the last steps stake more, once the first ones have been kept.

## Sources
- [Kydd 2005], on signals too cheap to separate
- [Phạm Duy Thực], Dài hạn và tiệm tiến
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT207(Rule):
    level = "advice"

    def check(self, case: Case) -> Iterator[Finding]:
        highest = max(each.stake for each in case.steps)
        if case.is_long and highest < 0.1:
            yield self.finding(
                ("steps",),
                message("In {days} days no step stakes more than {stake}."),
                days=case.days,
                stake=highest,
            )
