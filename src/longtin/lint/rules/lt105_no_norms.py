"""No norm is relied on.

## What it looks at
Whether `norms` names any agreed rule or text.

## Why it matters
Measures that fit rules both sides have accepted are read as keeping faith; measures that
fit none are read as tactics. Shared norms also say what a violation is.

## Breaks the rule
```yaml
norms: []
```

## Keeps the rule
```yaml
norms: [UN Charter, Treaty of Amity and Cooperation]
```

## How to fix it
List the treaties, declarations or principles that both sides have accepted and that the
programme follows.

## Sources
- [Phạm Duy Thực], Phù hợp với quy chuẩn, luật lệ quốc tế
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT105(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        if not case.programme.norms:
            yield self.finding(
                ("norms",), message("The programme relies on no agreed rule or text.")
            )
