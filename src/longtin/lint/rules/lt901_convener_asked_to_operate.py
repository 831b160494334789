"""An operating task is given to a body that convenes.

## What it looks at
Steps with `task: operate`, and the `role` of their forum.

## Why it matters
Universal bodies convene, inform and coordinate. Patrols, inspections and aid need
authority, money and people, which a forum of dialogue does not have.

## Breaks the rule
```yaml
forums: [{id: arf, name: ASEAN Regional Forum, role: convene, decides: consensus}]
steps:
  - {id: patrol, measure: joint-maritime-patrol, by: [VNM, PHL], start: 2027-03-01,
     end: 2027-03-12, forum: arf, task: operate}
```

## Keeps the rule
```yaml
forums: [{id: guards, name: Joint coast guard committee, role: operate, decides: bilateral}]
steps:
  - {id: patrol, measure: joint-maritime-patrol, by: [VNM, PHL], start: 2027-03-01,
     end: 2027-03-12, forum: guards, task: operate}
```

## How to fix it
Let the forum convene and inform, and give the work to those who have ships, inspectors or
money.

## Sources
- [Schadlow 2026], Course correction
- [Schadlow 2026], Solid state
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT901(Rule):
    level = "error"

    def check(self, case: Case) -> Iterator[Finding]:
        forums = {each.id: each for each in case.programme.forums}
        for placed in case.steps:
            forum = forums.get(placed.step.forum or "")
            if forum is not None and placed.step.task == "operate" and forum.role == "convene":
                yield self.finding_in(
                    placed,
                    message("`{step}` has to be operated, and {forum} convenes."),
                    key="forum",
                    forum=forum.name,
                )
