"""Two parties have no channel between them.

## What it looks at
Every pair of acting parties, and whether some channel, open or planned, joins the two.

## Why it matters
In a group of three, two good lines leave one pair that hears of each other only through the
third, who may not be neutral.

## Breaks the rule
```yaml
parties: [{id: VNM}, {id: PHL}, {id: MYS}]
channels:
  - {measure: coast-guard-hotline, parties: [VNM, PHL], since: 2013-08-23}
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL, MYS], start: 2026-03-02, end: 2026-03-06}
```

## Keeps the rule
```yaml
parties: [{id: VNM}, {id: PHL}, {id: MYS}]
channels:
  - {measure: contact-point-network, parties: [VNM, PHL, MYS], since: 2013-08-23}
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL, MYS], start: 2026-03-02, end: 2026-03-06}
```

## How to fix it
Add a channel that joins the two, or bring both into one that is open.

## Sources
- [Phạm Duy Thực], Kênh liên lạc
"""

from collections.abc import Iterator
from itertools import combinations

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT108(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        joined = [set(each.parties) for each in case.programme.channels]
        joined += [{*each.step.by} for each in case.steps if each.is_channel]
        if not joined:
            return  # LT101 says so
        for one, other in combinations(case.acting, 2):
            if not any({one, other} <= group for group in joined):
                yield self.finding(
                    ("channels",),
                    message("No channel joins {one} and {other}."),
                    about=one,
                    one=case.name(one),
                    other=case.name(other),
                )
