"""No channel is open before the other steps begin.

## What it looks at
The day of the first step that is not itself a channel, and the channels open by then.

## Why it matters
Every other measure leans on somebody to call when something is misread. Without a line that
is already open, the first incident is interpreted in silence, and the measure meant to
reassure becomes one more cause of alarm.

## Breaks the rule
```yaml
channels: []
steps:
  - {id: visit, measure: ship-visits, by: [VNM, PHL], start: 2026-03-02, end: 2026-03-06}
```

## Keeps the rule
```yaml
channels: []
steps:
  - {id: line, measure: foreign-ministry-hotline, by: [VNM, PHL], start: 2026-01-05,
     end: 2026-02-27}
  - {id: visit, measure: ship-visits, by: [VNM, PHL], start: 2026-03-02, end: 2026-03-06}
```

## How to fix it
Open a channel first, or list under `channels` the one that is open already.

## Sources
- [Phạm Duy Thực], Kênh liên lạc
- [OSCE 2012], on opening a channel first and widening it later
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT101(Rule):
    level = "error"

    def check(self, case: Case) -> Iterator[Finding]:
        days = [each.since for each in case.programme.channels]
        days += [each.step.end for each in case.steps if each.is_channel]
        first = next((each for each in case.steps if not each.is_channel), None)
        if first is not None and not any(day <= first.step.start for day in days):
            yield self.finding_in(
                first,
                message(
                    "`{step}` starts on {day}, and no channel of communication is open by then."
                ),
                day=first.step.start,
            )
