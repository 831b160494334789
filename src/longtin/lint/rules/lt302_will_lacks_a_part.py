"""A part of political will is missing.

## What it looks at
The four parts of each will that is stated: enough decision makers, a shared understanding
of the problem, committed support, an agreed solution.

## Why it matters
Will is not a feeling but four conditions that hold together. A government whose decision
makers agree on the problem and not on the way out will begin and not go on.

## Breaks the rule
```yaml
will:
  VNM: {decision_makers: prime minister and navy,
      shared_understanding: both lose by incidents, committed_support: budget voted,
      agreed_solution: hotline and code, level: 0.6}
  PHL: {decision_makers: president, level: 0.6}
```

## Keeps the rule
```yaml
will:
  VNM: {decision_makers: prime minister and navy,
      shared_understanding: both lose by incidents, committed_support: budget voted,
      agreed_solution: hotline and code, level: 0.6}
  PHL: {decision_makers: president, shared_understanding: both lose by incidents,
      committed_support: ships assigned, agreed_solution: hotline and code, level: 0.6}
```

## How to fix it
Write down the parts that are missing, or what would have to happen for them to be there.

## Sources
- [Post, Raile & Raile 2010], the four components
- [Phạm Duy Thực], Ý chí chính trị
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT302(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        parts = ("decision_makers", "shared_understanding", "committed_support", "agreed_solution")
        for code, will in case.programme.will.items():
            missing = [f"`{part}`" for part in (*parts, "level") if getattr(will, part) is None]
            if missing:
                yield self.finding(
                    ("will", code),
                    message("The will of {party} lacks {missing}."),
                    about=code,
                    party=case.name(code),
                    missing=missing,
                )
