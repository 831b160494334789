"""A party brings nothing.

## What it looks at
Whether each party has an entry under `resources`, counted or in kind: `money`, `goods`,
`know_how`, `people`, `land`, `experience`. Guarantors, mediators and other helpers are left out.

## Why it matters
Who brings nothing has nothing to lose when the programme fails, and little say in it. States of
small means bring people, land and experience where others bring money and technique; said in
writing, that is a contribution too.

## Breaks the rule
```yaml
resources: [{party: VNM, amount: 2, unit: ships}]
```

## Keeps the rule
```yaml
resources:
  - {party: VNM, amount: 2, unit: ships}
  - {party: PHL, kind: land, what: berths and housing for the visitors}
```

## How to fix it
Say under `resources` what the party brings; what cannot be counted stands under `what`, with its
`kind`.

## Sources
- [Handbook 2024], strategy 4, capacity and technical support
- [Lê Xuân Thuận 2024], seven principles, own strength and means from outside
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT110(Rule):
    level = "advice"

    def check(self, case: Case) -> Iterator[Finding]:
        giving = {each.party for each in case.programme.resources}
        if not giving:
            return
        for code in case.acting:
            if code not in giving:
                yield self.finding(
                    ("resources",),
                    message(
                        "{party} brings neither money nor anything in kind: know-how, people, "
                        "land, experience."
                    ),
                    about=code,
                    party=case.name(code),
                )
