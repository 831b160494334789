"""A party acts in a forum it does not belong to.

## What it looks at
Who acts in each step with a `forum`, beside the forum's `members`.

## Why it matters
What is decided where one is absent binds nobody who was not there, and is resented by those
who were not asked.

## Breaks the rule
```yaml
forums: [{id: guards, name: Coast guards, role: operate, decides: willing, members: [VNM]}]
steps:
  - {id: patrol, measure: joint-maritime-patrol, by: [VNM, PHL], start: 2027-03-01,
     end: 2027-03-12, forum: guards}
```

## Keeps the rule
```yaml
forums: [{id: guards, name: Coast guards, role: operate, decides: willing, members: [VNM,
    PHL]}]
steps:
  - {id: patrol, measure: joint-maritime-patrol, by: [VNM, PHL], start: 2027-03-01,
     end: 2027-03-12, forum: guards}
```

## How to fix it
Bring the party into the forum, or hold the step elsewhere.

## Sources
- [Schadlow 2026], Solid state, coalitions of the willing
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT907(Rule):
    level = "error"

    def check(self, case: Case) -> Iterator[Finding]:
        forums = {each.id: each for each in case.programme.forums}
        for placed in case.steps:
            forum = forums.get(placed.step.forum or "")
            if forum is None or not forum.members:
                continue
            outside = [code for code in placed.step.by if code not in forum.members]
            if outside:
                yield self.finding_in(
                    placed,
                    message("{party} acts in `{step}` and does not belong to {forum}."),
                    key="forum",
                    party=case.names(outside),
                    forum=forum.name,
                )
