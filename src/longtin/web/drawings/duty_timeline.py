"""Timelines of duties: when what an activity owes is due, and a year's duties by regime."""

from datetime import date, timedelta
from typing import Final

from longtin import measures
from longtin._language import axis_month
from longtin.page import Cell, Column, Figure, Section, Table
from longtin.page.charts import DueDay, due_days
from longtin.web.visit import Visit

MARGIN: Final = timedelta(days=10)
"""Beside the first day and the last."""


def timeline(visit: Visit, checked: measures.ComplianceReport) -> tuple[Section, ...]:
    """When what the activity owes is due, on a line each, around the activity itself."""
    say, language, activity = visit.say, visit.language, checked.activity
    dated = [each for each in checked.determinations if each.due is not None]
    if not dated:
        return ()
    lines, rows = [], list[list[str | Cell]]()
    for each in dated:
        due = each.due.day if each.due else activity.start.day
        name = f"{each.obligation.id} · {each.regime.name.of(visit.code)}"
        marks = [
            DueDay(due, f"{name}: {language.date(due)}", "late" if each.is_breach else "fixed")
        ]
        sent = each.sent.day if each.sent else None
        if sent:
            marks.append(DueDay(sent, say("sent {day}", day=language.date(sent)), "done"))
        lines.append((name, marks))
        rows.append([Cell(each.obligation.id, link=f"/regimes/{each.regime.id}"),
                     each.regime.name.of(visit.code), language.date(due),
                     language.date(sent) if sent else "–"])  # fmt: skip
    asked, begins, ends = (
        checked.today.day,
        activity.start.day,
        (activity.end or activity.start).day,
    )
    days = [asked, begins, ends, *(mark.day for _, marks in lines for mark in marks)]
    key = say("Dot: due. Diamond: broken or late. Tick: sent. Dashed: the day asked about, and the "
              "activity’s first and last.")  # fmt: skip
    drawn = due_days(
        say("What is due, by day"), lines, start=min(days) - MARGIN, end=max(days) + MARGIN,
        key=key, month=lambda day: axis_month(day, language),
        lines_at=[(asked, say("asked about")), (begins, say("begins")), (ends, say("ends"))],
    )  # fmt: skip
    title = say("What is due, by day")
    columns = [Column(say("Obligation")), Column(say("Regime")), Column(say("Due"), "figure"),
               Column(say("Sent"), "figure")]  # fmt: skip
    return (
        Section("timeline", title, figures=(Figure("due", key, key, drawn, is_wide=True),),
                figures_table=Table.of(say("The same as a table"), columns, rows)),
    )  # fmt: skip


def year_drawn(
    visit: Visit, found: tuple[measures.CalendarEntry, ...], year: int
) -> tuple[Figure, ...]:
    """The duties of a year, a line a regime."""
    say, language = visit.say, visit.language
    lines: dict[str, list[DueDay]] = {}
    for each in found:
        told = f"{measures.day_shown(each, language)}: {each.obligation.id}"
        mark = DueDay(each.day, told, "fixed" if each.is_fixed else "period")
        lines.setdefault(each.regime.name.of(visit.code), []).append(mark)
    if not lines:
        return ()
    key = say("Filled: a fixed day. Hollow: by the end of a period.")
    drawn = due_days(
        say("Duties by the calendar, {year}", year=year), tuple(lines.items()),
        start=date(year, 1, 1), end=date(year, 12, 31), key=key,
        month=lambda day: axis_month(day, language), lines_at=(),
    )  # fmt: skip
    return (Figure("year", key, key, drawn, is_wide=True),)
