"""What a step requires is missing or comes later.

## What it looks at
The measures that a step's measure requires, and whether each is in force under `channels`,
or starts no later.

## Why it matters
A measure leans on those below it: inspections need data to inspect, patrols a line to call.
Out of order it can only be kept in form.

## Breaks the rule
```yaml
channels: [{measure: foreign-ministry-hotline, parties: [VNM, PHL], since: 2011-10-26}]
steps:
  - {id: patrol, measure: joint-maritime-patrol, by: [VNM, PHL], start: 2027-03-01,
     end: 2027-03-12}
```

## Keeps the rule
```yaml
channels: [{measure: coast-guard-hotline, parties: [VNM, PHL], since: 2013-08-23}]
steps:
  - {id: patrol, measure: joint-maritime-patrol, by: [VNM, PHL], start: 2027-03-01,
     end: 2027-03-12}
```

## How to fix it
Add the measure as an earlier step, or list it under `channels` if it is in force.

## Sources
- [Phạm Duy Thực], Dài hạn và tiệm tiến
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, PlacedStep, Rule


class LT204(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        for placed in case.steps:
            missing = [
                each for each in placed.measure.requires if not _is_there(case, each, placed)
            ]
            if missing:
                yield self.finding_in(
                    placed,
                    message("`{step}` leans on what is not there before it: {required}."),
                    required=[case.catalogue[each].name for each in missing],
                )


def _is_there(case: Case, required: str, placed: PlacedStep) -> bool:
    """Whether a measure is in force when a step begins, or begins with it at the latest."""
    day = placed.step.start
    return any(
        case.catalogue[each.measure].id == required and each.since <= day
        for each in case.programme.channels
    ) or any(each.measure.id == required and each.step.start <= day for each in case.steps)
