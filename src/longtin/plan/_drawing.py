"""Charts of a plan, as SVG: a fan of trust in drawn futures, a Gantt chart of the programme."""

from collections.abc import Callable, Sequence
from datetime import date
from html import escape
from typing import Final

from longtin._language import Language
from longtin.page.style import on_paper
from longtin.plan._plan import Plan
from longtin.plan.decision.simulate import Projection
from longtin.programme import Programme

WIDTH: Final = 720


def fan_chart(plan: Plan, language: Language) -> str:
    """Trust along the plan and without it: the middle, and nine of ten futures."""
    left, right, top, height = 46, 128, 12, 192
    fans = (("plan", "--here"), ("nothing", "--there"))
    steps = plan.policy.problem.horizon
    wide = WIDTH - left - right

    def at(step: int, trust: float) -> str:
        return f"{left + wide * step / steps:.1f},{top + height * (1.0 - trust):.1f}"

    found = [
        f'<line x1="{left}" x2="{left + wide}" y1="{top + height * (1 - mark):.1f}" '
        f'y2="{top + height * (1 - mark):.1f}" stroke="var(--line)"/>'
        + _text(
            left - 8,
            top + height * (1 - mark) + 4,
            language.number(mark, 1),
            "--muted",
            anchor="end",
        )
        for mark in (0.0, 0.5, 1.0)
    ]
    ends, names = [], {"plan": language.say("with the plan"), "nothing": language.say("without")}
    for name, colour in fans:
        fan = plan.fans[name]
        found.append(_band(fan, at, colour))
        line = " ".join(at(step, float(row[2])) for step, row in enumerate(fan.trust))
        found.append(
            f'<polyline points="{line}" fill="none" stroke="var({colour})" stroke-width="2"/>'
        )
        ends.append(top + height * (1.0 - float(fan.trust[-1, 2])) + 4)
    for (name, colour), y in zip(fans, _apart(ends), strict=True):
        found.append(_text(left + wide + 8, y, names[name], colour, 13))
    months = language.count("after {n} step", "after {n} steps", steps)
    found.append(_text(left + wide, top + height + 22, months, "--muted", anchor="end"))
    title = language.say("Trust in drawn futures: the middle, and nine of ten around it")
    return _svg(top + height + 30, title, "".join(found))


def _band(fan: Projection, point: Callable[[int, float], str], colour: str) -> str:
    upper = [point(step, float(row[4])) for step, row in enumerate(fan.trust)]
    lower = [point(step, float(row[0])) for step, row in enumerate(fan.trust)]
    around = " ".join([*upper, *reversed(lower)])
    return f'<polygon points="{around}" fill="var({colour})" opacity="0.15"/>'


def _apart(places: Sequence[float], least: float = 16.0) -> list[float]:
    """Places of labels that would stand on each other, moved apart."""
    one, two = places
    if abs(one - two) >= least:
        return [one, two]
    middle, sign = (one + two) / 2.0, 1.0 if one >= two else -1.0
    return [middle + sign * least / 2.0, middle - sign * least / 2.0]


def gantt(programme: Programme, language: Language) -> str:
    """Preparation pale, the step itself dark, one line each; reviews as ticks above."""
    left, row, top = 250, 24, 30
    steps = sorted(programme.steps, key=lambda one: (one.start, one.id))
    days = max(1, (programme.until - programme.start).days)
    wide = WIDTH - left - 10
    height = top + row * len(steps)

    def x(day: date) -> float:
        return left + wide * (day - programme.start).days / days

    found = [
        f'<line x1="{x(mark):.1f}" x2="{x(mark):.1f}" y1="{top - 6}" y2="{height}" '
        'stroke="var(--line)"/>'
        + _text(x(mark), top - 12, f"{mark.month}/{mark.year}", "--muted", 11, anchor="middle")
        for mark in _quarters(programme.start, programme.until)
    ]
    for at, step in enumerate(steps):
        y = top + row * at
        title = step.title.of(language.code) if step.title else step.id
        short = title if len(title) <= 38 else title[:37].rstrip() + "…"
        begun = step.talks.start if step.talks else step.start
        found.append(
            f"<g><title>{escape(title)}: {escape(language.span(step.start, step.end))}</title>"
            + _text(left - 8, y + 15, short, "--ink", anchor="end")
            + _bar(x(begun), y + 5, max(1.0, x(step.start) - x(begun)), 0.25)
            + _bar(x(step.start), y + 5, max(2.0, x(step.end) - x(step.start)), 1.0)
            + "</g>"
        )
    for day in programme.reviews:
        told = f"{language.say('Review')}: {language.date(day)}"
        found.append(
            f'<path d="M{x(day):.1f} {height} l-4 7 h8 z" fill="var(--there)">'
            f"<title>{escape(told)}</title></path>"
        )
    key = language.say(
        "Pale: preparation. Dark: until it is seen whether it was kept. Triangles: reviews."
    )
    found.append(_text(8, height + 24, key, "--muted"))
    return _svg(height + 32, programme.title.of(language.code), "".join(found))


def _text(
    x: float, y: float, words: str, colour: str, size: int = 12, *, anchor: str = "start"
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" '
        f'fill="var({colour})">{escape(words)}</text>'
    )


def _bar(x: float, y: float, width: float, opacity: float) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="12" fill="var(--here)" '
        f'opacity="{opacity}"/>'
    )


def _quarters(start: date, until: date) -> list[date]:
    found = []
    year, month = start.year, start.month
    while date(year, month, 1) <= until:
        if month % 3 == 1 and date(year, month, 1) >= start:
            found.append(date(year, month, 1))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found


def _svg(height: float, title: str, inside: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" '
        f'viewBox="0 0 {WIDTH} {height:.0f}" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title>{inside}</svg>"
    )


def standalone(svg: str) -> str:
    """A drawing as a file of its own, on paper."""
    head, rest = on_paper(svg).split(">", 1)
    return f'{head} font-family="sans-serif">{rest}\n'
