"""A step starts before it can be ready.

## What it looks at
The weeks from the start of the programme, or of the step's talks, to the step, beside half
the weeks its measure takes to set up.

## Why it matters
A hotline without staff, data without an agreed format: a measure launched unready fails for
reasons that have nothing to do with trust, and is remembered as a broken promise.

## Breaks the rule
```yaml
steps:
  - {id: zone, measure: joint-development, by: [VNM, PHL], start: 2026-04-06, end: 2027-06-30}
```

## Keeps the rule
```yaml
steps:
  - {id: zone, measure: joint-development, by: [VNM, PHL], start: 2027-03-01, end: 2027-06-30}
```

## How to fix it
Start later, begin the talks earlier, or say under `talks` when they began.

## Sources
- [Handbook 2024], pitfalls, unprepared
- [Schadlow 2026], Solid state, on means
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT612(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        for placed in case.steps:
            talks = placed.step.talks
            begun = min(case.programme.start, talks.start) if talks else case.programme.start
            weeks = (placed.step.start - begun).days // 7
            if weeks < placed.measure.weeks_to_set_up / 2:
                yield self.finding_in(
                    placed,
                    message(
                        "`{step}` starts after {weeks} weeks; its measure takes about {needed}."
                    ),
                    key="start",
                    weeks=weeks,
                    needed=placed.measure.weeks_to_set_up,
                )
