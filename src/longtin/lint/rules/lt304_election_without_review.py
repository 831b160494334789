"""An election in the window has no review after it.

## What it looks at
Elections under `events`, and whether a review follows each within half a year.

## Why it matters
A new government inherits promises it did not make. A date on which it is asked to look at
them turns inheritance into a decision.

## Breaks the rule
```yaml
events: [{on: 2026-05-11, what: general election, kind: election, party: PHL}]
reviews: [2027-06-01]
```

## Keeps the rule
```yaml
events: [{on: 2026-05-11, what: general election, kind: election, party: PHL}]
reviews: [2026-09-01]
```

## How to fix it
Add a review within six months after the election.

## Sources
- [Phạm Duy Thực], Lòng tin trong quan hệ quốc tế, on leaders
- [Phạm Duy Thực], Ý chí chính trị
"""

from collections.abc import Iterator
from datetime import timedelta

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT304(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        programme = case.programme
        for at, event in enumerate(programme.events):
            last = event.on + timedelta(days=183)
            inside = programme.start <= event.on <= programme.until
            reviewed = any(event.on <= review <= last for review in programme.reviews)
            if event.kind == "election" and inside and not reviewed:
                yield self.finding(
                    ("events", at),
                    message("No review follows the election of {day} within half a year."),
                    day=event.on,
                )
