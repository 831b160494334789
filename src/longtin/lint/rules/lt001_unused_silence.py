"""A silence silences nothing.

## What it looks at
The entries of `silence` whose rule has nothing to say of this programme.

## Why it matters
A reason outlives what it excused. The next real finding of that rule would be swallowed by a
silence that nobody remembers.

## Breaks the rule
```yaml
silence: [{rule: LT801, why: risks are kept in another file}]
```

## Keeps the rule
```yaml
risks: []
silence: [{rule: LT801, why: risks are kept in another file}]
```

## How to fix it
Take the entry out.

## Sources
- [Handbook 2024], pitfalls, no transparency
"""

from collections.abc import Iterator

from longtin.lint._rule import Case, Finding, Rule


class LT001(Rule):
    level = "advice"

    def check(self, case: Case) -> Iterator[Finding]:  # noqa: ARG002 - judged after the others
        """Nothing by itself: `lint` asks it once the other rules have spoken."""
        return iter(())
