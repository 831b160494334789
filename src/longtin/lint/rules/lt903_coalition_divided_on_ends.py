"""Members of a forum disagree on ends.

## What it looks at
The `ends` to which the members of each forum are said to act.

## Why it matters
A shared means to different ends lasts until the first success, when the members learn that
they wanted different things from it.

## Breaks the rule
```yaml
forums: [{id: guards, name: Coast guards, role: operate, decides: willing, ends: {VNM: safety,
    PHL: sovereignty}}]
```

## Keeps the rule
```yaml
forums: [{id: guards, name: Coast guards, role: operate, decides: willing, ends: {VNM: safety,
    PHL: safety}}]
```

## How to fix it
Write down the end all of them accept, even if it is smaller.

## Sources
- [Schadlow 2026], Solid state, coalitions of the willing
- [Phạm Duy Thực], Song trùng về lợi ích quốc gia
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT903(Rule):
    level = "error"

    def check(self, case: Case) -> Iterator[Finding]:
        for at, forum in enumerate(case.programme.forums):
            wanted = sorted({*forum.ends.values()})
            if len(wanted) > 1:
                yield self.finding(
                    ("forums", at, "ends"),
                    message("In {forum} the members act to different ends: {ends}."),
                    about=forum.id,
                    forum=forum.name,
                    ends=wanted,
                )
