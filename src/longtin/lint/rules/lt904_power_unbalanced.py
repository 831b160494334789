"""A great power is left out of balance.

## What it looks at
The powers that a party says under `balance` it must keep on terms with, whether each is a
party of the programme, and for the others whether `how` says what is done.

## Why it matters
Cooperation with one power is read by the other. A state that balances without choosing
sides tells each what the step is, and what it is not.

## Breaks the rule
```yaml
balance: [{party: VNM, power: CHN}]
```

## Keeps the rule
```yaml
balance: [{party: VNM, power: CHN,
    how: told of the patrols beforehand through the party channel}]
```

## How to fix it
Say under `how` what the power is told or offered, and by whom.

## Sources
- [Lê Xuân Thuận 2024], the four weaknesses, pressure in balancing
- [Phương Hà 2021], Xây dựng lòng tin qua quan hệ cá nhân, compete and cooperate
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT904(Rule):
    level = "warning"

    def check(self, case: Case) -> Iterator[Finding]:
        inside = {each.id for each in case.programme.parties}
        for at, each in enumerate(case.programme.balance):
            if each.power not in inside and each.how is None:
                yield self.finding(
                    ("balance", at),
                    message("{party} has to keep on terms with {power}, and it is not said how."),
                    about=each.party,
                    party=case.name(each.party),
                    power=case.name(each.power),
                )
