"""A party's interests are not stated.

## What it looks at
Whether `interests` says anything of each acting party.

## Why it matters
Trust holds where interests overlap. A programme that does not say what the other side wants
cannot know whether the steps ask it to act against itself.

## Breaks the rule
```yaml
interests:
  VNM: {wants: safe fishing grounds, pursues_by: patrols and talks,
      fits: both sides lose boats and men}
```

## Keeps the rule
```yaml
interests:
  VNM: {wants: safe fishing grounds, pursues_by: patrols and talks,
      fits: both sides lose boats and men}
  PHL: {wants: calm at its reefs, pursues_by: presence and law,
      fits: fewer incidents serve both}
```

## How to fix it
Say under `interests` what this party wants, how it pursues it, and how that fits with the
others.

## Sources
- [Phạm Duy Thực], Song trùng về lợi ích quốc gia
- [Morgenthau 1951], on knowing the other's interest
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT102(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        for code in case.acting:
            if code not in case.programme.interests:
                yield self.finding(
                    ("interests",),
                    message("Nothing is said of the interests of {party}."),
                    about=code,
                    party=case.name(code),
                )
