"""A forum has to operate and nobody in it brings means.

## What it looks at
Forums that operate and decide among the willing, and whether any member stands under
`resources`.

## Why it matters
Willing is not able. Coalitions that worked had one or two members with real power who paid
in advance.

## Breaks the rule
```yaml
resources: []
forums: [{id: guards, name: Coast guards, role: operate, decides: willing, members: [VNM,
    PHL]}]
```

## Keeps the rule
```yaml
resources: [{party: PHL, amount: 2, unit: ships}]
forums: [{id: guards, name: Coast guards, role: operate, decides: willing, members: [VNM,
    PHL]}]
```

## How to fix it
Say under `resources` what which member brings.

## Sources
- [Schadlow 2026], Solid state, on real power and compatible systems
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT908(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        paying = {each.party for each in case.programme.resources}
        for at, forum in enumerate(case.programme.forums):
            members = {*forum.members} or {*case.acting}
            if forum.role == "operate" and forum.decides == "willing" and not members & paying:
                yield self.finding(
                    ("forums", at),
                    message("No member of {forum} is said to bring any means."),
                    about=forum.id,
                    forum=forum.name,
                )
