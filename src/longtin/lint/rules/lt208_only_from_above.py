"""Nothing comes from below.

## What it looks at
Who carries out the measures, in programmes of four steps or more: whether anybody besides
ministries and forces does.

## Why it matters
Top-down and bottom-up carry each other: scholars and societies go on talking when
governments fall silent, and find words that officials may use later.

## Breaks the rule
```yaml
steps:
  - {id: line, measure: fisheries-hotline, by: [VNM, PHL], start: 2026-02-02, end: 2026-03-31}
  - {id: talks, measure: defence-dialogue, by: [VNM, PHL], start: 2026-04-06, end: 2026-04-10}
  - {id: code, measure: unplanned-encounter-code, by: [VNM, PHL], start: 2026-06-01,
     end: 2026-07-31}
  - {id: patrol, measure: joint-maritime-patrol, by: [VNM, PHL], start: 2027-03-01,
     end: 2027-03-12}
```

## Keeps the rule
```yaml
steps:
  - {id: line, measure: fisheries-hotline, by: [VNM, PHL], start: 2026-02-02, end: 2026-03-31}
  - {id: scholars, measure: track-two-dialogue, by: [VNM, PHL], start: 2026-04-06,
     end: 2026-04-10}
  - {id: code, measure: unplanned-encounter-code, by: [VNM, PHL], start: 2026-06-01,
     end: 2026-07-31}
  - {id: patrol, measure: joint-maritime-patrol, by: [VNM, PHL], start: 2027-03-01,
     end: 2027-03-12}
```

## How to fix it
Add a track-two dialogue, an exchange between societies, or joint work of scientists.

## Sources
- [Phạm Duy Thực], CBMs ở châu Á - Thái Bình Dương, on the four channels
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT208(Rule):
    level = "advice"

    def check(self, case: Case) -> Iterator[Finding]:
        below = {"scholars", "culture", "science", "red_cross", "health"}
        reached = any(below & {*each.measure.carried_out_by} for each in case.steps)
        if len(case.steps) >= 4 and not reached:
            yield self.finding(
                ("steps",),
                message("All {n} steps are carried out by ministries and forces."),
                n=len(case.steps),
            )
