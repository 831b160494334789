"""Charts of a plan: a fan of trust in drawn futures, and its programme along the calendar."""

from collections.abc import Iterator
from datetime import timedelta

from longtin import measures
from longtin._language import Language, axis_month
from longtin.page import Figure
from longtin.page.charts import Bar, FanLine, fan, gantt as bars_of_steps
from longtin.plan._plan import Plan
from longtin.plan.decision.projection import Projection
from longtin.programme import Programme, Step

WIDTH, HEIGHT = 550, 180  # pixels of the fan's plotting area


def fans(plan: Plan, language: Language) -> Iterator[Figure]:
    """Trust along the plan and without it: the middle, and nine of ten futures."""
    start = plan.wishes.start or plan.situation.as_of
    if start is None:
        return  # nothing says when the first step is
    days = [
        start + timedelta(days=round(plan.days * step))
        for step in range(plan.policy.problem.horizon + 1)
    ]
    ways = (
        _line(language.say("with the plan"), plan.fans["plan"]),
        _line(language.say("without"), plan.fans["nothing"]),
    )
    title = language.say("Trust in drawn futures: the mean, and nine of ten around it")
    drawn = fan(days, ways, width=WIDTH, height=HEIGHT)
    yield Figure("futures", title, title, drawn, is_wide=True)


def _line(name: str, found: Projection) -> FanLine:
    low, *_, high = (tuple(map(float, column)) for column in found.trust.T)
    return FanLine(name, low, tuple(map(float, found.mean)), high)


def step_name(step: Step, language: Language) -> str:
    """What a step is called: its title, its measure, or its id where there is neither."""
    if step.title:
        return step.title.of(language.code)
    catalogue = measures.catalogue()
    known = step.measure in catalogue
    return catalogue[step.measure].name.of(language.code) if known else step.id


def gantt(programme: Programme, language: Language) -> str:
    """A programme along the calendar, as SVG in the variables of the style sheet.

    Args:
        programme: Its steps with their preparation, and its reviews.
        language: To name things in.
    """
    bars = []
    for step in sorted(programme.steps, key=lambda one: (one.start, one.id)):
        title = step_name(step, language)
        begun = step.talks.start if step.talks else step.start
        told = f"{title}: {language.span(step.start, step.end)}"
        bars.append(Bar(title, told, begun, step.start, step.end))
    return bars_of_steps(
        programme.title.of(language.code),
        bars,
        start=programme.start,
        end=programme.until,
        reviews=[
            (day, f"{language.say('Review')}: {language.date(day)}") for day in programme.reviews
        ],
        key=language.say(
            "Pale: preparation. Dark: until it is seen whether it was kept. Triangles: reviews."
        ),
        month=lambda day: axis_month(day, language),
    )
