"""Charts of every page, from plain values: Vega-Lite specifications, drawn as SVG.

Each kind loads when it is first asked for.
"""

from typing import TYPE_CHECKING

from longtin._lazy import lazily
from longtin.page.style_sheet import HERE as HERE, INK as INK, MUTED as MUTED, THERE as THERE

if TYPE_CHECKING:
    from longtin.page.charts.due_days_chart import DueDay as DueDay, due_days as due_days
    from longtin.page.charts.event_study_chart import (
        EventPath as EventPath,
        event_study as event_study,
    )
    from longtin.page.charts.fan_chart import FanLine as FanLine, fan as fan
    from longtin.page.charts.gantt_chart import Bar as Bar, gantt as gantt
    from longtin.page.charts.heat_chart import heat as heat
    from longtin.page.charts.interval_chart import Interval as Interval, intervals as intervals
    from longtin.page.charts.phase_chart import PhaseCell as PhaseCell, phases as phases
    from longtin.page.charts.quadrant_chart import (
        Quadrants as Quadrants,
        Stop as Stop,
        quadrant as quadrant,
    )
    from longtin.page.charts.ranking_chart import RankedFigure as RankedFigure, ranking as ranking
    from longtin.page.charts.strip_chart import strip as strip
    from longtin.page.charts.svg import (
        draw as draw,
        draw_inline as draw_inline,
        draw_pixels as draw_pixels,
        standalone as standalone,
        start as start,
    )
    from longtin.page.charts.theme import Point as Point
    from longtin.page.charts.time_series_chart import (
        SeriesMark as SeriesMark,
        TimeSeries as TimeSeries,
        time_series as time_series,
    )
    from longtin.page.charts.timeline_chart import (
        Mark as Mark,
        Track as Track,
        timeline as timeline,
    )
else:
    __getattr__ = lazily(
        __name__,
        "svg",
        "theme",
        "due_days_chart",
        "event_study_chart",
        "fan_chart",
        "gantt_chart",
        "heat_chart",
        "interval_chart",
        "phase_chart",
        "quadrant_chart",
        "ranking_chart",
        "strip_chart",
        "time_series_chart",
        "timeline_chart",
    )
