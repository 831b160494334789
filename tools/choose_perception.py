"""Print how much of what is reported in a crisis seems to be misread.

Run as `python tools/choose_perception.py`. Holds the shipped parameters fixed and climbs the exact
log-likelihood of the events model over the share of acts that is misread within eight weeks of a
reported material conflict; in other weeks it is nothing, by convention. Prints the log-likelihood
gained over none misread, and its slope, for some shares, and the share at which it is highest with
the interval within which it falls by less than 1.92.
"""

from scipy.optimize import brentq

from longtin.acts import Record
from longtin.trust.evidence import dated_reports
from longtin.trust.evidence.dated_reports import read_weeks
from longtin.trust.fitting import events_gradient
from longtin.trust.model import events_model
from longtin.trust.model.beliefs import FIRST_YEAR, Model, annual_beliefs, last_year
from longtin.trust.model.parameters import shipped

SHARES = (0.02, 0.05, 0.1, 0.15, 0.2, 0.3)
NEARLY_NONE = 1e-6
FALL = 1.92
"""Half the 95 % point of a chi-square with one degree of freedom."""


def main() -> None:
    """Print the table."""
    record = Record.shipped()
    annual, events = shipped("two_types_annual"), shipped("two_types_events")
    last = dated_reports.last_day(record)
    pairs = dated_reports.reported_pairs(record, last)
    held = read_weeks(record, pairs, last, events.counting)
    years = range(FIRST_YEAR, min(last.year - 1, last_year(record)) + 1)
    belief = annual_beliefs(record, pairs, years[-1], Model(annual, annual, draws=0))
    rest = events_model.resting(belief.path.after, years, held.ends)

    def score(share: float) -> tuple[float, float]:
        return events_gradient.noise_score(held, rest, events.values, share)

    none = score(NEARLY_NONE)[0]
    told = held.mass > 0
    print(f"{told.sum()} weeks with reports, {(told & events_model.tense(held)).sum()} in a crisis")
    print("misread     gained      slope")
    for share in SHARES:
        found, slope = score(share)
        print(f"   {share:4.2f} {found - none:10.2f} {slope:10.2f}")
    if score(NEARLY_NONE)[1] <= 0.0:
        print("best: none")
        return
    best = float(brentq(lambda share: score(share)[1], NEARLY_NONE, 0.9, xtol=1e-3))
    top = score(best)[0]
    ends = [
        float(brentq(lambda share: score(share)[0] - top + FALL, *span, xtol=1e-3))
        if score(span[0] if span[1] == best else span[1])[0] < top - FALL
        else NEARLY_NONE
        for span in ((NEARLY_NONE, best), (best, 0.9))
    ]
    print(f"best: {best:.3f} ({ends[0]:.3f} to {ends[1]:.3f}), gained {top - none:.2f}")


if __name__ == "__main__":
    main()
