"""Draw plans for pairs of states and write the table of `docs/explanation/what-a-plan-is-worth.md`.

Run as `python tools/plan_worth.py`; it takes some minutes. The pairs were chosen beforehand, for
their variety: rivals, neighbours after a war, allies, great powers, states with little evidence.
"""

import re
from datetime import date
from pathlib import Path

from longtin import Record, measures, plan
from longtin._language import Language
from longtin.errors import LongtinError

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "what-a-plan-is-worth.md"
START, UNTIL = date(2026, 12, 1), date(2027, 11, 30)
PAIRS = (
    "VNM CHN", "VNM USA", "VNM KHM", "IND PAK", "IND CHN", "KOR PRK", "JPN CHN", "USA CHN",
    "USA PRK", "ARM AZE", "THA KHM", "POL RUS", "GRC TUR", "ETH ERI", "SRB KOS", "COL VEN",
    "ISR EGY", "DEU FRA",
)  # fmt: skip
HEADS = (
    "Pair", "Trust", "First step", "Plan", "If it also changes", "Nothing", "More than nothing",
    "Breaks even at", "Waiting best", "Crisis: plan, nothing", "Worst in twenty",
)  # fmt: skip
ALIGNED = ("---", "---", "---", *["---:"] * 8)


def row(record: Record, catalogue: measures.Catalogue, pair: str, language: Language) -> list[str]:
    """What a plan of one pair comes to."""
    standing = plan.situation(record, *pair.split(), start=START, channels=catalogue)
    wishes = plan.Wishes(start=START, until=UNTIL)
    found = plan.dated(plan.propose(standing, catalogue, wishes), plan.Calendar(START, UNTIL))
    worth, ours = found.worth, standing.ours
    reveal, change = worth.reveal[worth.proposed], worth.change[worth.proposed]
    idle, tried = worth.reveal["nothing"], found.robustness
    name = plan.words.name_of(found, found.first.move, language)
    percent = language.percent
    return [
        "–".join(each.of("en") for each in standing.names),
        f"{language.level(ours.low)}–{language.level(ours.high)}",
        name if worth.verdict != "wait" else "wait",
        f"{percent(reveal.value)} ({percent(reveal.low)} to {percent(reveal.high)})",
        percent(change.value),
        percent(idle.value),
        f"{percent(reveal.over_nothing, 1)} ± {percent(reveal.error, 1)}",
        percent(reveal.breaks_even),
        percent(dict(tried.instead).get("wait", 0.0)) if tried else "–",
        f"{percent(reveal.crisis)}, {percent(idle.crisis)}",
        percent(reveal.worst),
    ]


def main() -> None:
    """Write the table and count for how many pairs the plan is better."""
    catalogue, language = measures.catalogue(), Language("en")
    rows, better, told = [], 0, 0
    with Record.shipped() as record:
        for pair in PAIRS:
            try:
                found = row(record, catalogue, pair, language)
            except LongtinError as error:
                print(f"{pair}: {error}")
                continue
            rows.append(found)
            told += 1
            better += found[2] != "wait"
            print(" | ".join(found))
    lines = [" | ".join(line) for line in (HEADS, ALIGNED, *rows)]
    said = (
        f"For {better} of {told} pairs the plan beats doing nothing beyond the error of the draws."
    )
    table = "\n".join(
        ["<!-- table -->", said, "", *(f"| {line} |" for line in lines), "<!-- end -->"]
    )
    text = PAGE.read_text(encoding="utf-8")
    made = re.sub(r"<!-- table -->.*?<!-- end -->", lambda _: table, text, flags=re.DOTALL)
    PAGE.write_text(made, encoding="utf-8")
    print(said)


if __name__ == "__main__":
    main()
