"""There are words and no deed to check.

## What it looks at
Whether every step is a meeting, a channel or a declaration.

## Why it matters
Words cost a cheat as little as an honest side. Only a deed that one could have left undone
tells them apart.

## Breaks the rule
```yaml
steps:
  - {id: meet, measure: side-line-meeting, by: [VNM, PHL], start: 2026-03-02, end: 2026-03-02}
  - {id: pledge, measure: no-force-pledge, by: [VNM, PHL], start: 2026-09-07, end: 2026-09-07}
```

## Keeps the rule
```yaml
steps:
  - {id: meet, measure: side-line-meeting, by: [VNM, PHL], start: 2026-03-02, end: 2026-03-02}
  - {id: notice, measure: notify-below-threshold, by: [VNM, PHL], start: 2026-09-07,
     end: 2026-12-18}
```

## How to fix it
Add at least one step that somebody can see done: a notice given, a visit received, a post
withdrawn.

## Sources
- [Phạm Duy Thực], Giám sát và kiểm chứng, words held against deeds
- [Kydd 2005], on costly signals
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule
from longtin.measures import TALK_ONLY


class LT504(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        if all(each.measure.domain in TALK_ONLY for each in case.steps):
            yield self.finding(
                ("steps",),
                message("No step is a deed: all are meetings, channels or declarations."),
            )
