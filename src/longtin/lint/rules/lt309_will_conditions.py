"""The two conditions of political will are not tested.

## What it looks at
Whether each will that is stated says what support of the programme does to the government's hold
on power, and what voters or the people gain.

## Why it matters
A leader commits himself where doing so strengthens his government, or at least does not endanger
it, and where the country and its people see a gain. Where either fails, will that was declared
abroad is taken back at home.

## Breaks the rule
```yaml
will:
  VNM: {decision_makers: prime minister and navy,
      shared_understanding: both lose by incidents, committed_support: budget voted,
      agreed_solution: hotline and code, level: 0.6}
```

## Keeps the rule
```yaml
will:
  VNM: {decision_makers: prime minister and navy,
      shared_understanding: both lose by incidents, committed_support: budget voted,
      agreed_solution: hotline and code, level: 0.6,
      holds_power: calm at sea helps the government deliver growth,
      people_gain: fishing families lose fewer boats}
```

## How to fix it
Write under `holds_power` what the commitment does to the government's position, and under
`people_gain` what the country and its people get; where one is a loss, lower `level`.

## Sources
- [Phạm Duy Thực], Ý chí chính trị, the two conditions
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT309(Rule):
    level = "advice"

    def check(self, case: Case) -> Iterator[Finding]:
        untested = [
            code
            for code, will in case.programme.will.items()
            if will.holds_power is None or will.people_gain is None
        ]
        if untested:
            yield self.finding(
                ("will",),
                message(
                    "It is not said what the commitment does to the government's position and "
                    "what the people gain: {parties}."
                ),
                parties=case.names(untested),
            )
