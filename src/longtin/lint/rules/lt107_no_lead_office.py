"""A party has no lead office.

## What it looks at
Whether each acting party names under `lead` the office that answers for the programme.

## Why it matters
Where foreign ministry, defence and coast guard each believe that another leads, promises
fall between them. Poor coordination between agencies is one of the commonest weaknesses of
cooperation on new security threats.

## Breaks the rule
```yaml
parties: [{id: VNM, lead: Ministry of Foreign Affairs}, {id: PHL}]
```

## Keeps the rule
```yaml
parties: [{id: VNM, lead: Ministry of Foreign Affairs}, {id: PHL,
    lead: Department of Foreign Affairs}]
```

## How to fix it
Name the office under `lead` of the party.

## Sources
- [Lê Xuân Thuận 2024], the four weaknesses, coordination
"""

from collections.abc import Iterator

from longtin._language import message
from longtin.lint._rule import Case, Finding, Rule


class LT107(Rule):
    level = "advice"

    def check(self, case: Case) -> Iterator[Finding]:
        for at, party in enumerate(case.programme.parties):
            if party.id in case.acting and party.lead is None:
                yield self.finding(
                    ("parties", at),
                    message(
                        "No office of {party} is named as the one that answers for the programme."
                    ),
                    about=party.id,
                    party=case.name(party.id),
                )
