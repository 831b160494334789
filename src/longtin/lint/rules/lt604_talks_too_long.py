"""Negotiations outlast the time there is.

## What it looks at
The days of `talks`, beside the start of the step and the length of the programme.

## Why it matters
Time decides. A negotiation that takes more than half the programme leaves too little to
carry out what it agrees, and long talks are themselves a way of not acting.

## Breaks the rule
```yaml
steps:
  - {id: strip, measure: no-fire-strip, by: [VNM, PHL], start: 2027-01-04, end: 2027-06-30,
     talks: {start: 2026-01-05, end: 2027-03-01}}
```

## Keeps the rule
```yaml
steps:
  - {id: strip, measure: no-fire-strip, by: [VNM, PHL], start: 2027-01-04, end: 2027-06-30,
     talks: {start: 2026-01-05, end: 2026-06-30}}
```

## How to fix it
Agree on less and sooner, or give the step and the programme more time.

## Sources
- [Schadlow 2026], Solid state, on time
- [Schadlow 2026], The limits of the global
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT604(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        for placed in case.steps:
            talks = placed.step.talks
            if talks is None:
                continue
            length = (talks.end - talks.start).days
            if talks.end > placed.step.start:
                yield self.finding_in(
                    placed,
                    message("The talks for `{step}` go on until {end}, and it starts on {day}."),
                    key="talks",
                    end=talks.end,
                    day=placed.step.start,
                )
            elif length > case.days / 2:
                yield self.finding_in(
                    placed,
                    message("The talks for `{step}` take {days} of the programme's {all} days."),
                    key="talks",
                    days=length,
                    all=case.days,
                )
