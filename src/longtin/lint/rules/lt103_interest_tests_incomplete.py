"""One of the three tests of interest is missing.

## What it looks at
The three tests of each interest that is stated: what is wanted, how it is pursued, how it
fits.

## Why it matters
Two governments may want compatible things and collide in the way they pursue them. The
three questions catch different dangers, and one cannot stand in for another.

## Breaks the rule
```yaml
interests:
  VNM: {wants: safe fishing grounds, pursues_by: patrols and talks,
      fits: both sides lose boats and men}
  PHL: {wants: calm at its reefs}
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
Answer the questions that are missing, even if the answer is that nobody knows yet.

## Sources
- [Phạm Duy Thực], Song trùng về lợi ích quốc gia
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT103(Rule):
    level = "advice"

    def check(self, case: Case) -> Iterator[Finding]:
        for code, interest in case.programme.interests.items():
            missing = [f"`{name}`" for name, value in interest if value is None]
            if missing:
                yield self.finding(
                    ("interests", code),
                    message("Of the interests of {party}, {missing} is not answered."),
                    about=code,
                    party=case.name(code),
                    missing=missing,
                )
