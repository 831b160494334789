"""Every step is in the same domain.

## What it looks at
The domains of the measures, in programmes of three steps or more.

## Why it matters
Small steps in several domains at once spread the risk and let progress in one carry another
over a bad month. A programme in a single domain stops with the first quarrel there.

## Breaks the rule
```yaml
steps:
  - {id: line, measure: fisheries-hotline, by: [VNM, PHL], start: 2026-02-02, end: 2026-03-31}
  - {id: code, measure: unplanned-encounter-code, by: [VNM, PHL], start: 2026-04-06,
     end: 2026-05-29}
  - {id: patrol, measure: joint-maritime-patrol, by: [VNM, PHL], start: 2027-03-01,
     end: 2027-03-12}
```

## Keeps the rule
```yaml
steps:
  - {id: line, measure: fisheries-hotline, by: [VNM, PHL], start: 2026-02-02, end: 2026-03-31}
  - {id: youth, measure: youth-exchange, by: [VNM, PHL], start: 2026-07-06, end: 2026-07-17}
  - {id: patrol, measure: joint-maritime-patrol, by: [VNM, PHL], start: 2027-03-01,
     end: 2027-03-12}
```

## How to fix it
Add a small step in another domain: economic, environmental, cultural or between scholars.

## Sources
- [Phạm Duy Thực], Biện pháp nhỏ, chi phí thấp, on several domains at once
- [OSCE 2012], the four groups of non-military measures
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT203(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        domains = {each.measure.domain for each in case.steps}
        if len(case.steps) >= 3 and len(domains) == 1:
            yield self.finding(
                ("steps",),
                message("All {n} steps are in one domain, `{domain}`."),
                n=len(case.steps),
                domain=domains.pop(),
            )
