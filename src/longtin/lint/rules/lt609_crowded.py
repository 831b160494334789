"""Too many steps begin at once.

## What it looks at
How many steps of one party begin within 30 days; more than four is crowded.

## Why it matters
The same few officials carry most steps. Started together they are done badly together, and
nobody can say which of them worked.

## Breaks the rule
```yaml
steps:
  - {id: a, measure: ship-visits, by: [VNM, PHL], start: 2026-03-02, end: 2026-04-30}
  - {id: b, measure: youth-exchange, by: [VNM, PHL], start: 2026-03-02, end: 2026-04-30}
  - {id: c, measure: defence-dialogue, by: [VNM, PHL], start: 2026-03-09, end: 2026-04-30}
  - {id: d, measure: track-two-dialogue, by: [VNM, PHL], start: 2026-03-16, end: 2026-04-30}
  - {id: e, measure: share-river-data, by: [VNM, PHL], start: 2026-03-23, end: 2026-04-30}
```

## Keeps the rule
```yaml
steps:
  - {id: a, measure: ship-visits, by: [VNM, PHL], start: 2026-03-02, end: 2026-04-30}
  - {id: b, measure: youth-exchange, by: [VNM, PHL], start: 2026-06-01, end: 2026-07-31}
  - {id: c, measure: defence-dialogue, by: [VNM, PHL], start: 2026-09-07, end: 2026-09-11}
  - {id: d, measure: track-two-dialogue, by: [VNM, PHL], start: 2026-11-02, end: 2026-11-06}
  - {id: e, measure: share-river-data, by: [VNM, PHL], start: 2027-01-04, end: 2027-03-31}
```

## How to fix it
Spread the beginnings over several months.

## Sources
- [Handbook 2024], pitfalls, unprepared
- [Lê Xuân Thuận 2024], the four weaknesses, experts
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT609(Rule):
    level = "advice"

    def check(self, case: Case) -> Iterator[Finding]:
        for code in case.acting:
            own = [each for each in case.steps if code in each.step.by]
            for placed, fifth in zip(own, own[4:], strict=False):
                if (fifth.step.start - placed.step.start).days <= 30:
                    yield self.finding(
                        placed.place,
                        message("{party} begins more than four steps in the 30 days from {day}."),
                        about=placed.step.id,
                        party=case.name(code),
                        day=placed.step.start,
                    )
                    break
