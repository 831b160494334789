"""A stage-3 step comes before any simpler success.

## What it looks at
Steps of stage 3 of the catalogue, and whether some step of stage 1 or 2 is over, and not
failed, before they start.

## Why it matters
Joint and demanding measures rest on experience of smaller ones kept. Begun cold, they are
likely to fail in public, and a public failure costs more trust than the measure could have
brought.

## Breaks the rule
```yaml
steps:
  - {id: patrol, measure: joint-maritime-patrol, by: [VNM, PHL], start: 2026-03-02,
     end: 2026-03-13}
```

## Keeps the rule
```yaml
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL], start: 2026-03-02, end: 2026-03-06}
  - {id: patrol, measure: joint-maritime-patrol, by: [VNM, PHL], start: 2026-09-07,
     end: 2026-09-18}
```

## How to fix it
Put a simple, symbolic step first and let this one follow its success.

## Sources
- [Phạm Duy Thực], Dài hạn và tiệm tiến
- [Phạm Duy Thực], Biện pháp nhỏ, chi phí thấp
- [Osgood 1962], on graduated steps
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT201(Rule):
    level = "error"

    def check(self, case: Case) -> Iterator[Finding]:
        for placed in case.steps:
            simpler = any(
                each.measure.stage < 3
                and each.step.end <= placed.step.start
                and each.step.status != 0
                for each in case.steps
            )
            if placed.measure.stage == 3 and not simpler:
                yield self.finding_in(
                    placed,
                    message(
                        "`{step}` is of stage 3, and no simpler step has been carried out "
                        "before {day}."
                    ),
                    day=placed.step.start,
                )
