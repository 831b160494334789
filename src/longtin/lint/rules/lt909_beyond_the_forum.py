"""A step outruns a forum that moves by consensus.

## What it looks at
Steps in a forum with `decides: consensus`: those that bind in law, and those of stage 2 or 3
before which nothing of the stage below was done.

## Why it matters
Such forums move at a pace comfortable to all, by consultation, and name no member. The ASEAN
Regional Forum set itself three stages: confidence-building, then preventive diplomacy, then the
resolution of conflicts. Who leaps a stage, or asks for law where the others agreed to talk, is
answered with silence.

## Breaks the rule
```yaml
forums: [{id: arf, name: ASEAN Regional Forum, role: convene, decides: consensus}]
steps:
  - {id: patrol, measure: joint-maritime-patrol, by: [VNM, PHL], start: 2027-03-01,
     end: 2027-03-12, forum: arf, task: coordinate}
```

## Keeps the rule
```yaml
forums: [{id: arf, name: ASEAN Regional Forum, role: convene, decides: consensus}]
steps:
  - {id: contacts, measure: contact-point-network, by: [VNM, PHL], start: 2026-03-02,
     end: 2026-03-06, forum: arf, task: convene}
```

## How to fix it
Begin in the forum with a step of the first stage, voluntary; take what binds, and what is joint,
to those who are willing, and keep the forum informed.

## Sources
- [Phạm Duy Thực], CBMs ở châu Á - Thái Bình Dương, the ASEAN way and the Regional Forum
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT909(Rule):
    level = "advice"

    def check(self, case: Case) -> Iterator[Finding]:
        named = {
            each.id: each.name for each in case.programme.forums if each.decides == "consensus"
        }
        reached = 0
        for placed in case.steps:
            forum = placed.step.forum
            if forum in named and placed.step.binding:
                yield self.finding_in(
                    placed,
                    message("`{step}` binds in law, and {forum} moves by consensus."),
                    key="binding",
                    forum=named[forum],
                )
            elif forum in named and placed.measure.stage > reached + 1:
                yield self.finding_in(
                    placed,
                    message(
                        "`{step}` is of stage {stage}, and nothing of the stage below was done "
                        "before {forum} takes it up."
                    ),
                    key="forum",
                    stage=placed.measure.stage,
                    forum=named[forum],
                )
            reached = max(reached, placed.measure.stage)
