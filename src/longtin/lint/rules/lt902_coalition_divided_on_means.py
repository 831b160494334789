"""Members of a forum disagree on means.

## What it looks at
The `means` that the members of each forum are said to want.

## Why it matters
Coalitions of the willing work when members agree on means as well as ends. One that wants
patrols and one that wants statements have a common enemy of both: time.

## Breaks the rule
```yaml
forums: [{id: guards, name: Coast guards, role: operate, decides: willing,
    means: {VNM: patrols, PHL: statements}}]
```

## Keeps the rule
```yaml
forums: [{id: guards, name: Coast guards, role: operate, decides: willing,
    means: {VNM: patrols, PHL: patrols}}]
```

## How to fix it
Settle the means before the step, or let those who agree go first.

## Sources
- [Schadlow 2026], Solid state, coalitions of the willing
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT902(Rule):
    level = "error"

    def check(self, case: Case) -> Iterator[Finding]:
        for at, forum in enumerate(case.programme.forums):
            wanted = sorted({*forum.means.values()})
            if len(wanted) > 1:
                yield self.finding(
                    ("forums", at, "means"),
                    message("In {forum} the members want different means: {means}."),
                    about=forum.id,
                    forum=forum.name,
                    means=wanted,
                )
