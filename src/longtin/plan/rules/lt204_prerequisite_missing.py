"""LT204."""

from collections.abc import Iterator

from longtin._language import message
from longtin.plan._rule import Case, Finding, Rule


class LT204(Rule):
    """What a step requires is missing or comes later.

    ## What it looks at
    The measures that a step's measure requires, and whether each is in force under `channels`
    or starts before it.

    ## Why it matters
    A measure leans on those below it: inspections need data to inspect, patrols a line to call.
    Out of order it can only be kept in form.

    ## Breaks the rule
    ```yaml
    channels: [{measure: foreign-ministry-hotline, parties: [VNM, PHL], since: 2011-10-26}]
    steps:
      - {id: patrol, measure: joint-maritime-patrol, by: [VNM, PHL], start: 2027-03-01,
         end: 2027-03-12}
    ```

    ## Keeps the rule
    ```yaml
    channels: [{measure: coast-guard-hotline, parties: [VNM, PHL], since: 2013-08-23}]
    steps:
      - {id: patrol, measure: joint-maritime-patrol, by: [VNM, PHL], start: 2027-03-01,
         end: 2027-03-12}
    ```

    ## How to fix it
    Add the measure as an earlier step, or list it under `channels` if it is in force.

    ## Sources
    - [Phạm Duy Thực], Dài hạn và tiệm tiến
    """

    level = "error"

    def check(self, case: Case) -> Iterator[Finding]:
        """What is amiss."""
        for placed in case.steps:
            for required in placed.measure.requires:
                in_force = any(
                    case.catalogue[each.measure].id == required and each.since <= placed.step.start
                    for each in case.programme.channels
                )
                earlier = any(
                    each.measure.id == required and each.step.start < placed.step.start
                    for each in case.steps
                )
                if not (in_force or earlier):
                    yield self.finding(
                        placed.place,
                        message("`{step}` needs “{required}” (`{measure}`) before it."),
                        about=placed.step.id,
                        step=placed.step.id,
                        required=case.catalogue[required].name,
                        measure=required,
                    )
