"""Every step waits for all parties.

## What it looks at
Programmes of three or more acting parties: whether any step is taken by fewer than all, or any
measure under `channels` is kept by fewer.

## Why it matters
What all must do together begins when the slowest is ready. Two can begin sooner, others join
when they have seen it work, and a network of such pairs becomes multilateral by itself.

## Breaks the rule
```yaml
parties: [{id: VNM}, {id: PHL}, {id: MYS}]
channels: []
steps:
  - {id: line, measure: contact-point-network, by: [VNM, PHL, MYS], start: 2026-03-02,
     end: 2026-08-28}
  - {id: visit, measure: ship-visits, by: [VNM, PHL, MYS], start: 2026-10-05, end: 2026-10-09}
```

## Keeps the rule
```yaml
parties: [{id: VNM}, {id: PHL}, {id: MYS}]
channels: []
steps:
  - {id: line, measure: contact-point-network, by: [VNM, PHL, MYS], start: 2026-03-02,
     end: 2026-08-28}
  - {id: visit, measure: ship-visits, by: [VNM, MYS], start: 2026-10-05, end: 2026-10-09,
     answer: {from: PHL, within_days: 180, how: a visit of its own}}
```

## How to fix it
Let two parties begin with a step that the others can join.

## Sources
- [Phạm Duy Thực], Biện pháp nhỏ, chi phí thấp, on bilateral networks
- [Schadlow 2026], Solid state, coalitions of the willing
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT211(Rule):
    level = "advice"

    def check(self, case: Case) -> Iterator[Finding]:
        n = len(case.acting)
        begun = any(len(each.parties) < n for each in case.programme.channels)
        begun = begun or any(map(case.passive, case.steps))
        if n >= 3 and len(case.steps) > 1 and not begun:
            yield self.finding(
                ("steps",), message("Every step is taken by all {n} parties at once."), n=n
            )
