"""A binding step has no legal frame.

## What it looks at
Steps marked `binding`, and whether any of the `norms` binds in law.

## Why it matters
An obligation without an instrument to rest on can be denied later in good faith. A solid
legal frame says who is bound, from when, and what counts as breach.

## Breaks the rule
```yaml
norms: [Declaration on the Conduct of Parties]
steps:
  - {id: line, measure: coast-guard-hotline, by: [VNM, PHL], start: 2026-02-02,
     end: 2026-03-31, binding: true}
```

## Keeps the rule
```yaml
norms: [{name: UN Convention on the Law of the Sea, binding: true}]
steps:
  - {id: line, measure: coast-guard-hotline, by: [VNM, PHL], start: 2026-02-02,
     end: 2026-03-31, binding: true}
```

## How to fix it
Name under `norms` the treaty the step rests on, with `binding: true`, or make the step a
political undertaking.

## Sources
- [Handbook 2024], strategy 5, a solid legal frame
- [Abbott & Snidal 2000], on what hard law adds
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT104(Rule):
    level = "error"

    def check(self, case: Case) -> Iterator[Finding]:
        if any(norm.binding for norm in case.programme.norms):
            return
        for placed in case.steps:
            if placed.step.binding:
                yield self.finding_in(
                    placed,
                    message("`{step}` is binding, and no norm relied on binds in law."),
                    key="binding",
                )
