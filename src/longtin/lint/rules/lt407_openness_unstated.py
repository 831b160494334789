"""Nobody says who knows the aim.

## What it looks at
Whether `openness` is given.

## Why it matters
Parties that have not agreed what may be said in public will say different things, and each
will read the other's words as bad faith.

## Breaks the rule
```yaml
openness: null
```

## Keeps the rule
```yaml
openness: public
```

## How to fix it
Write `openness: public` or `openness: parties`.

## Sources
- [Handbook 2024], pitfalls, no transparency
- [Phạm Duy Thực], Minh bạch, có đi có lại
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT407(Rule):
    level = "advice"

    def check(self, case: Case) -> Iterator[Finding]:
        if case.programme.openness is None:
            yield self.finding(
                ("aim",), message("It is not said who knows the aim of the programme.")
            )
