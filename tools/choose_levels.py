"""Print what other ways to learn annual levels would give: the bars they meet, and the pairs.

Run as `python tools/choose_levels.py --into docs/explanation/levels.csv`. Each way is fitted on all
years, without intervals, and read by year. Columns: area under the curve (AUC) of the crises after
2010 among neighbours and major powers, and of strategic rivals; rank correlation with the share of
cooperation in the next year's complete counts, in 2018 and in 2021–23; orderings of expert rows two
tiers apart; share of pairs above 0.95, and from 0.2 to 0.8; medians of the tiers from the highest;
and the named case that a truster's belief keeps below a bound, in years. None of these is used in
a fit; that they were all looked at makes any choice by them a decision. Lines that the file has
already are kept, so that a run that was stopped goes on.
"""

import argparse
import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import judge_levels
from longtin import trust
from longtin.acts import Record
from longtin.trust import Counting
from longtin.trust.fitting.fit_graded import FORCED, REACHED, YEARLY, YEARLY_BREAK
from longtin.trust.fitting.fit_record import ANNUAL_ECHO
from longtin.trust.model.parameters import Parameters
from longtin.trust.validation import outside, readings

YEARS = range(2008, 2015)

ECHO = Counting(ANNUAL_ECHO)
ENDS = (FORCED, REACHED)


@dataclass(frozen=True)
class Way:
    """One way to learn levels, as `trust.fit_graded_annual` takes it."""

    name: str
    counting: Counting
    in_two: bool = True
    breaks: float | None = None
    reached: tuple[float, float] | None = None


WAYS = (
    Way("as shipped", YEARLY, breaks=YEARLY_BREAK, reached=ENDS),
    Way("in one step", ECHO, in_two=False),
    Way("in one step, echo 0.3", Counting(0.3), in_two=False),
    Way("in two steps", ECHO),
    Way("in two steps, stories bounded", Counting(most=YEARLY.most)),
    Way("the same, police work a quarter", YEARLY),
    Way("the same, levels that last", YEARLY, breaks=YEARLY_BREAK),
)

HEADS = (
    "", "crises", "rivals", "next year", "2018", "2021–23", "orderings", "above 0.95", "0.2 to 0.8",
    "tiers 5 to 1", "bounded case",
)  # fmt: skip


def fitted(record: Record, way: Way) -> Parameters:
    """The annual parameters of a way; those of the package for the first."""
    if way is WAYS[0]:
        return trust.Model.shipped(draws=0).annual
    return trust.fit_graded_annual(
        record, counting=way.counting, in_two=way.in_two, breaks=way.breaks, reached=way.reached,
        intervals=False,
    )  # fmt: skip


def row(record: Record, annual: Parameters) -> list[str]:
    """One line of the table, without its name."""
    model = trust.Model(annual, annual, draws=0)
    told = readings.by_year(record, {readings.OWN: model}, YEARS, None, lambda _done, _all: None)
    held = outside.Outside(record, told, None)
    found = {
        (check.name, check.where, check.span): check.values[readings.OWN]
        for each in (outside.crises, outside.rivalries, outside.next_year, outside.later_years)
        for check in each(held)
    }
    levels = {check.name: check.values[readings.OWN] for check in outside.saturation(told)}
    reader = judge_levels.Reader(record, "year", model)
    orderings = judge_levels.orderings(reader)
    return [
        *(f"{_of(found, name, where):.3f}" for name, where in (
            ("crises", "near"), ("rivalries", "all"), ("next_year", "all"))),
        *(f"{found['later_years', 'all', span]:.3f}" for span in ("2018", "2021–2023")),
        f"{orderings.right:.3f}", f"{levels['share_above']:.3f}", f"{levels['share_between']:.3f}",
        " · ".join(f"{value:.2f}" for value in orderings.medians), bounded(reader),
    ]  # fmt: skip


def _of(found: dict[tuple[str, str, str], float], name: str, where: str) -> float:
    """The only check by a name and place."""
    return next(value for key, value in found.items() if key[:2] == (name, where))


def bounded(reader: judge_levels.Reader) -> str:
    """Of the cases that must stay below a bound, in how many years they do."""
    kept, years = 0, 0
    for case in judge_levels.rows("named_cases"):
        if case["by"] == reader.by and case["rule"] == "at most":
            span = judge_levels.path(reader, case)
            kept, years = kept + int((span <= float(case["bound"])).sum()), years + len(span)
    return f"{kept} of {years}"


def written(lines: Sequence[Sequence[str]], file: Path) -> None:
    """Write what there is so far."""
    with file.open("w", encoding="utf-8", newline="") as told:
        csv.writer(told, lineterminator="\n").writerows(lines)


def main() -> None:
    """Fit, read and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, help="file to write the table to")
    asked = parser.parse_args()
    lines: list[Sequence[str]] = [HEADS]
    if asked.into and asked.into.exists():
        lines = list(csv.reader(asked.into.read_text("utf-8").splitlines()))
    done = {line[0] for line in lines}
    with Record.shipped() as record:
        for way in WAYS:
            if way.name in done:
                continue
            annual = fitted(record, way)
            lines.append((way.name, *row(record, annual)))
            print(" | ".join(lines[-1]), annual.anchors, flush=True)
            if asked.into:
                written(lines, asked.into)


if __name__ == "__main__":
    main()
