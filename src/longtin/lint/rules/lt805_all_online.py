"""People never meet in person.

## What it looks at
The `contact` of all steps: whether all that have any are online.

## Why it matters
Face to face, people signal and read what a screen leaves out; personal ties are made there.
Online contact keeps ties alive and seldom makes them.

## Breaks the rule
```yaml
steps:
  - {id: talks, measure: defence-dialogue, by: [VNM, PHL], start: 2026-03-02, end: 2026-03-06,
     contact: online}
```

## Keeps the rule
```yaml
steps:
  - {id: talks, measure: defence-dialogue, by: [VNM, PHL], start: 2026-03-02, end: 2026-03-06,
     contact: in_person}
```

## How to fix it
Hold at least the first meeting of each kind in person.

## Sources
- [Phương Hà 2021], Ưu thế của tương tác “face to face”
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT805(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        ways = [each.step.contact for each in case.steps if each.step.contact not in {None, "none"}]
        if ways and all(way == "online" for way in ways):
            yield self.finding(("steps",), message("All contact in the programme is online."))
