"""Nobody follows what the public thinks.

## What it looks at
In programmes of four years or more with objectives: whether any indicator names public
opinion, an opinion poll or an opinion survey (“dư luận”).

## Why it matters
Such a programme outlives the governments that agreed to it, and what the next ones can keep
is what their public will bear. Opinion moves before policy does, and can be measured.

## Breaks the rule
```yaml
until: 2030-12-31
objectives: [{id: calm, indicator: incidents at sea, baseline: 12, target: 6, by: 2030-06-30}]
```

## Keeps the rule
```yaml
until: 2030-12-31
objectives:
  - {id: calm, indicator: incidents at sea, baseline: 12, target: 6, by: 2030-06-30}
  - {id: views, indicator: public opinion of the other side in a yearly survey, baseline: 0.4,
     target: 0.5, by: 2030-06-30}
```

## How to fix it
Add an objective on public opinion on both sides, asked with the same questions every year.

## Sources
- [Putnam 1988], on what can be ratified at home
"""

from collections.abc import Iterator
from typing import Final

from longtin._data import Bilingual
from longtin._language import LANGUAGES, Language, message
from longtin.lint._rule import Case, Finding, Rule

TERM: Final = 4 * 365
"""Days of a usual term of office."""

OPINION: Final = (
    message("public opinion"),
    message("opinion poll"),
    message("opinion survey"),
)


class LT711(Rule):
    level = "advice"

    def check(self, case: Case) -> Iterator[Finding]:
        told = [each.indicator for each in case.programme.objectives if each.indicator]
        if case.days >= TERM and told and not any(map(_names_opinion, told)):
            yield self.finding(
                ("objectives",),
                message("In {n} years no indicator is public opinion."),
                n=case.days // 365,
            )


def _names_opinion(indicator: Bilingual) -> bool:
    return any(
        Language(code).say(word) in indicator.of(code).casefold()
        for code in LANGUAGES
        for word in OPINION
    )
