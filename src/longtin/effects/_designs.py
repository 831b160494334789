"""Four designs for one question: do disputes begin more rarely once pairs did a thing?

Raw rates, a pooled regression with the usual controls, the same pairs before and after, and these
beside pairs that never did it in the same calendar years. Each leaves something out that the next
one takes in; where they disagree in sign, no one of them is the answer.

Source:
    [Bremer 1992] for the controls; [Carter and Signorino 2010] for the cubic of peace years;
    indirect standardisation by calendar year as in epidemiology.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from longtin.effects._logit import LogitFit, logit
from longtin.effects.dyad_panel import Bools, DyadPanel, Floats
from longtin.effects.exposure import Exposure
from longtin.effects.posterior import NINETY

CONTROLS = ("land", "parity", "major", "allied", "peace", "peace2", "peace3")
"""Covariates of the pooled regression, to which `democracy` is added where the user has it."""

"""Standard errors to either side of a 90 % band."""

FEWEST = 5
"""Exposed pair-years with a dispute, and others, below which no regression is told."""


@dataclass(frozen=True)
class Rate:
    """Disputes begun per pair-year.

    Attributes:
        begun: How many began.
        years: Pair-years.
    """

    begun: int
    years: int

    @property
    def per_thousand(self) -> float:
        """Disputes begun per 1,000 pair-years; NaN without any."""
        return 1000.0 * self.begun / self.years if self.years else float("nan")


@dataclass(frozen=True)
class Ratio:
    """How many times as many as without it.

    Attributes:
        value: 1 is no difference; NaN where it cannot be told.
        low: Lower end of its 90 % band.
        high: Upper end.
    """

    value: float
    low: float
    high: float

    @property
    def sign(self) -> int:
        """-1 fewer, 1 more, 0 where it cannot be told."""
        return 0 if not np.isfinite(self.value) else int(np.sign(np.log(self.value)))

    @property
    def is_clear(self) -> bool:
        """Whether the band leaves out 1."""
        return bool(self.low > 1.0 or self.high < 1.0)


UNKNOWN = Ratio(float("nan"), float("nan"), float("nan"))


@dataclass(frozen=True)
class Designs:
    """Results of the designs on disputes begun between the two states.

    Attributes:
        exposed: Rate in exposed pair-years.
        unexposed: Rate in all others.
        by_alliance: The same two rates of allies (first) and of all others.
        raw: Their ratio.
        fit: The pooled regression on what ships; `None` where there is too little.
        pooled: Odds ratio of the exposure in it.
        fuller: The same with democracy among the controls; `None` without the user's own copy.
        with_democracy: Odds ratio of the exposure in that.
        before: Rate of the pairs in the years before the event.
        after: Rate after it.
        within: Their ratio.
        expected_before: Observed over expected before it, by the rate of pairs without it in the
            same years.
        expected_after: The same after it.
        calendar: Their ratio: change beside these pairs.
        pairs: How many pairs have an event in the span that the calendar design can use.
    """

    exposed: Rate
    unexposed: Rate
    by_alliance: tuple[tuple[Rate, Rate], tuple[Rate, Rate]]
    raw: Ratio
    fit: LogitFit | None
    pooled: Ratio
    fuller: LogitFit | None
    with_democracy: Ratio
    before: Rate
    after: Rate
    within: Ratio
    expected_before: float
    expected_after: float
    calendar: Ratio
    pairs: int

    @property
    def ratios(self) -> Mapping[str, Ratio]:
        """The answers by name of the design."""
        return {
            "raw": self.raw,
            "pooled": self.pooled,
            "with_democracy": self.with_democracy,
            "within": self.within,
            "calendar": self.calendar,
        }

    @property
    def signs_differ(self) -> bool:
        """Whether one design says fewer and another more."""
        return {-1, 1} <= {ratio.sign for ratio in self.ratios.values()}


@dataclass(frozen=True)
class Window:
    """Years compared.

    Attributes:
        before: So many before the event.
        after: So many after the year of the event, which itself belongs to neither.
    """

    before: int = 3
    after: int = 5


def designs(
    panel: DyadPanel,
    exposure: Exposure,
    window: Window,
    *,
    calendar: Window | None = None,
    since: int | None = None,
) -> Designs:
    """Put one exposure through the four designs.

    Args:
        panel: Pairs by year.
        exposure: Who did it, and when.
        window: Years of the within-pair design.
        calendar: Years of the calendar design, if others.
        since: First event year of the calendar design; the first with its years before covered.
    """
    exposed = _laid(panel, exposure)
    first, last = exposure.span
    years = (panel.years >= first) & (panel.years <= last)
    known = panel.relevant & np.isfinite(panel.onset) & years
    fit = _regression(panel, exposed, known)
    is_told = bool(np.isfinite(panel.democracy).any())
    fuller = _regression(panel, exposed, known, democracy=True) if is_told else None
    with_it, without = _rates(panel, exposed, known)
    beside = calendar or window
    starts = first + beside.before if since is None and exposure.is_series else since
    before, after = _within(panel, exposure, window)
    expected, calendar_ratio, pairs = _calendar(panel, exposure, beside, starts)
    return Designs(
        exposed=with_it,
        unexposed=without,
        by_alliance=(
            _rates(panel, exposed, known & panel.allied),
            _rates(panel, exposed, known & ~panel.allied),
        ),
        raw=_of_rates(with_it, without),
        fit=fit,
        pooled=_odds(fit),
        fuller=fuller,
        with_democracy=_odds(fuller),
        before=before,
        after=after,
        within=_of_rates(after, before),
        expected_before=expected[0],
        expected_after=expected[1],
        calendar=calendar_ratio,
        pairs=pairs,
    )


def _laid(panel: DyadPanel, exposure: Exposure) -> Bools:
    held = np.zeros(panel.alive.shape, bool)
    for pair, year in exposure.exposed:
        place = panel.row.get(pair)
        if place is not None and 0 <= panel.at(year) < len(panel.years):
            held[place, panel.at(year)] = True
    return held


def _rates(panel: DyadPanel, exposed: Bools, known: Bools) -> tuple[Rate, Rate]:
    with_it, without = known & exposed, known & ~exposed
    return (
        Rate(int(panel.onset[with_it].sum()), int(with_it.sum())),
        Rate(int(panel.onset[without].sum()), int(without.sum())),
    )


def _of_rates(one: Rate, other: Rate) -> Ratio:
    """Ratio of two rates with the band of its logarithm; unknown where either has no dispute."""
    if not (one.begun and other.begun):
        return UNKNOWN
    return _ratio(one.per_thousand / other.per_thousand, 1 / one.begun + 1 / other.begun)


def _ratio(value: float, variance: float) -> Ratio:
    wide = float(np.exp(NINETY * np.sqrt(variance)))
    return Ratio(value, value / wide, value * wide)


def _regression(
    panel: DyadPanel, exposed: Bools, known: Bools, *, democracy: bool = False
) -> LogitFit | None:
    names, columns = list(CONTROLS), [
        panel.land, panel.parity, panel.major, panel.allied, panel.peace, panel.peace**2,
        panel.peace**3,
    ]  # fmt: skip
    if democracy:
        names.append("democracy")
        columns.append(panel.democracy)
    columns.append(exposed)
    told = known & np.all([np.isfinite(column) for column in columns], axis=0)
    counted = [panel.onset[told & of].sum() for of in (exposed, ~exposed)]
    calm = (told & exposed & (panel.onset == 0)).sum()
    if min(*counted, calm) < FEWEST:
        return None
    inputs = np.column_stack([column[told].astype(float) for column in columns])
    return logit((*names, "exposed"), inputs, panel.onset[told], np.nonzero(told)[0])


def _odds(fit: LogitFit | None) -> Ratio:
    if fit is None:
        return UNKNOWN
    weight, _, error = fit.of("exposed")
    return _ratio(float(np.exp(weight)), error**2)


def _within(panel: DyadPanel, exposure: Exposure, window: Window) -> tuple[Rate, Rate]:
    """Rates of the same pairs before and after."""
    counts = np.zeros((2, 2))
    for event in exposure.events:
        for pair in event.pairs:
            place = panel.row.get(pair)
            if place is None:
                continue
            for side, column in _columns(panel, event.year, window):
                if _counts(panel, place, column):
                    counts[side] += panel.onset[place, column], 1
    before, after = (Rate(int(begun), int(years)) for begun, years in counts)
    return before, after


def _columns(panel: DyadPanel, year: int, window: Window) -> list[tuple[int, int]]:
    """Columns before (0) and after (1) an event, within the panel."""
    spans = (
        (0, range(year - window.before, year)),
        (1, range(year + 1, year + window.after + 1)),
    )
    return [
        (side, panel.at(each))
        for side, years in spans
        for each in years
        if 0 <= panel.at(each) < len(panel.years)
    ]


def _counts(panel: DyadPanel, place: int, column: int) -> bool:
    return bool(panel.relevant[place, column] and np.isfinite(panel.onset[place, column]))


def _calendar(
    panel: DyadPanel, exposure: Exposure, window: Window, since: int | None
) -> tuple[tuple[float, float], Ratio, int]:
    """Observed over expected before and after, their ratio, and of how many pairs."""
    never = _yearly_rate(panel, exposure)
    seen, expected, pairs = np.zeros(2), np.zeros(2), set()
    for event in exposure.events:
        if since is not None and event.year < since:
            continue
        for pair in event.pairs:
            place = panel.row.get(pair)
            if place is None:
                continue
            for side, column in _columns(panel, event.year, window):
                if _counts(panel, place, column) and np.isfinite(never[column]):
                    seen[side] += panel.onset[place, column]
                    expected[side] += never[column]
                    pairs.add(pair)
    with np.errstate(invalid="ignore", divide="ignore"):
        before, after = seen / expected
    ratio = _ratio(float(after / before), float((1 / seen).sum())) if seen.all() else UNKNOWN
    return (float(before), float(after)), ratio, len(pairs)


def _yearly_rate(panel: DyadPanel, exposure: Exposure) -> Floats:
    """Disputes begun per pair-year among pairs that never did it, by year.

    Where the source of the exposure speaks of some states only, pairs of these.
    """
    treated = exposure.treated
    never = np.array([pair not in treated for pair in panel.pairs])
    if exposure.covered:
        never &= np.array([set(pair) <= exposure.covered for pair in panel.pairs])
    known = panel.relevant & np.isfinite(panel.onset) & never[:, None]
    begun = np.where(known, panel.onset, 0.0).sum(axis=0)
    count = known.sum(axis=0)
    return np.where(count > 0, begun / np.maximum(count, 1), np.nan)
