"""One party stakes much more than another.

## What it looks at
The sum of stakes of each acting party over all its steps; more than twice another's is out
of balance.

## Why it matters
The side that risks more is the first to feel used. Balance need not mean the same deeds,
but it means burdens that each could defend at home.

## Breaks the rule
```yaml
steps:
  - {id: freeze, measure: freeze-occupation, by: [PHL], start: 2026-06-01, end: 2026-12-31,
     answer: {from: VNM}}
  - {id: visit, measure: ship-visits, by: [VNM], start: 2027-02-01, end: 2027-02-05,
     answer: {from: PHL}}
```

## Keeps the rule
```yaml
steps:
  - {id: freeze, measure: freeze-occupation, by: [PHL, VNM], start: 2026-06-01,
     end: 2026-12-31}
  - {id: visit, measure: ship-visits, by: [VNM], start: 2027-02-01, end: 2027-02-05,
     answer: {from: PHL}}
```

## How to fix it
Let the other side take a step of similar stake, or share this one.

## Sources
- [Phạm Duy Thực], Minh bạch, có đi có lại
- [OSCE 2012], on balance
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT402(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        totals = {
            code: sum(each.stake for each in case.steps if code in each.step.by)
            for code in case.acting
        }
        most, least = max(totals, key=totals.__getitem__), min(totals, key=totals.__getitem__)
        if totals[most] > 2 * totals[least] and totals[most] - totals[least] > 0.3:
            yield self.finding(
                ("steps",),
                message("{most} stakes {high} in all, {least} {low}."),
                most=case.name(most),
                high=totals[most],
                least=case.name(least),
                low=totals[least],
            )
