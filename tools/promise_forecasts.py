"""Score forecasts of verbal promises and write the table of `what-a-word-is-worth.md`.

Run as `python tools/promise_forecasts.py`; it takes about two minutes. All directed pairs of states
of the shipped record are read.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from longtin import Record, actors, promises

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "what-a-word-is-worth.md"
FIRST = date(1995, 1, 1)
SINCE = (date(2011, 1, 1), date(2006, 1, 1), date(2016, 1, 1))
NAMES = {
    "chance": "how often such acts come anyway",
    "kind": "the kind of promise",
    "pair": "the pair's own record",
    "pair over chance": "both",
}
HEADS = ("Forecast by", "Brier score", "Logarithmic score", "Gain (95 % band)")


def read(record: Record) -> Mapping[tuple[int, int], tuple[promises.VerbalPromise, ...]]:
    """All promises of the record by (promiser, other)."""
    until = max(day for (day,) in record.density.select("end").iter_rows())
    codes = sorted({state.ccode for state in actors.on(until)})
    return {
        (promiser, other): own
        for promiser in codes
        for other, own in promises.promises_of(record, promiser, codes, FIRST, until).items()
        if own and other != promiser
    }


def told(found: promises.PromiseForecasts) -> Iterator[str]:
    """The lines of one day from which forecasts are scored."""
    yield (
        f"Scored from {found.since:%-d %B %Y}: {found.promises:,} promises of {found.pairs:,} "
        f"directed pairs, {found.kept:.0%} of them kept."
    )
    yield ""
    yield f"| {' | '.join(HEADS)} |"
    yield "|---|---:|---:|---:|"
    for name, score in found.scores.items():
        band = f"{score.gain:+.4f} ({score.low:+.4f} to {score.high:+.4f})"
        gain = "–" if name == "chance" else band
        yield f"| {NAMES[name]} | {score.brier:.4f} | {score.logarithmic:.4f} | {gain} |"
    yield ""


def main() -> None:
    """Write the tables."""
    with Record.shipped() as record:
        found = read(record)
    lines = [
        line for since in SINCE for line in told(promises.promise_forecasts(found, since, seed=0))
    ]
    text = PAGE.read_text(encoding="utf-8")
    block = "\n".join(["<!-- table -->", "", *lines, "<!-- end -->"])
    PAGE.write_text(re.sub(r"<!-- table -->.*<!-- end -->", lambda _: block, text, flags=re.DOTALL),
                    encoding="utf-8")  # fmt: skip
    print("\n".join(lines))


if __name__ == "__main__":
    main()
