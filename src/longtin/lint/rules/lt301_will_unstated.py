"""A party's political will is not stated.

## What it looks at
Whether `will` says anything of each acting party.

## Why it matters
Measures are carried out by governments that want them. Where will is not written down, its
absence is discovered at the first difficult step, by the other side.

## Breaks the rule
```yaml
will:
  VNM: {decision_makers: prime minister and navy,
      shared_understanding: both lose by incidents, committed_support: budget voted,
      agreed_solution: hotline and code, level: 0.6}
```

## Keeps the rule
```yaml
will:
  VNM: {decision_makers: prime minister and navy,
      shared_understanding: both lose by incidents, committed_support: budget voted,
      agreed_solution: hotline and code, level: 0.6}
  PHL: {decision_makers: president and coast guard,
      shared_understanding: both lose by incidents, committed_support: ships assigned,
      agreed_solution: hotline and code, level: 0.6}
```

## How to fix it
State the party's will under `will`: its four parts and a level from 0 to 1.

## Sources
- [Phạm Duy Thực], Ý chí chính trị
- [Post, Raile & Raile 2010], the definition of political will
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT301(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        for code in case.acting:
            if code not in case.programme.will:
                yield self.finding(
                    ("will",),
                    message("Nothing is said of the political will of {party}."),
                    about=code,
                    party=case.name(code),
                )
