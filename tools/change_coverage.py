"""How often the 90 % interval of a change of trust holds the change that was simulated.

Levels and acts are drawn from the fitted model as `longtin.trust.validation.simulated_truth` does,
belief is read from them, and the interval of the change is reckoned from those of the two readings
as `longtin.brief.difference` does. Prints a line a step and a span: about fifteen seconds.

    python tools/change_coverage.py
"""

from dataclasses import replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from longtin import actors, trust
from longtin.acts import Record
from longtin.trust.evidence.beside.read_context import years_behind
from longtin.trust.evidence.dated_reports import read_weeks
from longtin.trust.evidence.panel import FIRST_YEAR, read_panel
from longtin.trust.model import graded_levels
from longtin.trust.model.beliefs import (
    INTERVAL,
    Beliefs,
    Model,
    believed_by_week,
    believed_by_year,
)
from longtin.trust.validation import simulated_truth

STATES = ("VNM", "CHN", "USA", "JPN", "PHL", "IND", "RUS", "GBR", "IDN", "AUS", "KOR", "THA")
UNTIL = date(2014, 12, 31)
SPANS = {"week": (52, 260), "year": (1, 5)}
"""Steps between the two readings: a year and five."""


def main() -> None:
    """Print the share of simulated changes inside their intervals."""
    generator = np.random.default_rng(1)
    ccodes = [actors.find(each).ccode for each in STATES]
    pairs = [(one, two) for one in ccodes for two in ccodes if one != two]
    shipped = trust.Model.shipped(draws=16)
    model = Model(shipped.annual, shipped.events, shipped.draws, shipped.seed)
    with Record.shipped() as record:
        panel = read_panel(record, pairs, FIRST_YEAR, UNTIL.year)
        levels, years = simulated_truth._simulated_years(panel, model, generator)  # noqa: SLF001
        _told("year", believed_by_year(years, model), levels, model, generator)
        held = replace(read_weeks(record, pairs, UNTIL, model.events.counting), partial=())
        behind = years_behind(record, held, graded=True, shift=model.events.shift)
        levels, weeks = simulated_truth._simulated_weeks(held, behind, model, generator)  # noqa: SLF001
        _told("week", believed_by_week(weeks, behind, model), levels, model, generator)


def _told(
    step: str, beliefs: Beliefs, levels: NDArray[np.int64], model: Model,
    generator: np.random.Generator,
) -> None:  # fmt: skip
    """A line for each span: its share, and how many changes are clear."""
    borders = np.arange(graded_levels.LEVELS + 1) / graded_levels.LEVELS
    belief = beliefs.drawn.mean(axis=3, dtype=np.float64)
    low, high = (graded_levels.quantile(belief, borders, end) for end in INTERVAL)
    trusted = np.einsum("sln,l->sn", belief, (borders[1:] + borders[:-1]) / 2)
    truth = borders[levels] + generator.random(levels.shape) / graded_levels.LEVELS
    known = beliefs.observed & (beliefs.effective >= model.events.floor)
    for span in SPANS[step]:
        now, then = slice(span, None), slice(None, -span)
        both = known[now] & known[then]
        by = trusted[now] - trusted[then]
        down = np.hypot(trusted[now] - low[now], high[then] - trusted[then])
        up = np.hypot(high[now] - trusted[now], trusted[then] - low[then])
        true = truth[now] - truth[then]
        inside = (by - down <= true) & (true <= by + up)
        clear = ((by > down) | (-by > up)) & both
        print(
            f"by {step}, {span} steps apart: {inside[both].mean():.3f} of {both.sum()} changes "
            f"inside; {clear.sum() / both.sum():.3f} clear"
        )


if __name__ == "__main__":
    main()
