"""The aim is hidden from the other side.

## What it looks at
Whether `openness` says that only one side knows the aim.

## Why it matters
A measure whose aim is hidden is read as stalling or manipulation as soon as it is
suspected, and all that was built goes with it.

## Breaks the rule
```yaml
openness: one_side
```

## Keeps the rule
```yaml
openness: parties
```

## How to fix it
Tell the other side the aim; it may stay confidential between the parties.

## Sources
- [Phạm Duy Thực], Minh bạch, có đi có lại
- [OSCE 2012], on making aims clear
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT403(Rule):
    level = "error"

    def check(self, case: Case) -> Iterator[Finding]:
        if case.programme.openness == "one_side":
            yield self.finding(
                ("openness",), message("Only one side knows the aim of the programme.")
            )
