"""Results: printed as they come, and kept with their date if asked for."""

import os
from pathlib import Path

from longtin._dates import today

RESULTS = Path(__file__).parent / "results"


class Kept:
    """Lines that have been printed."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def say(self, line: str) -> None:
        """Print a line and remember it."""
        print(line, flush=True)
        self.lines.append(line)

    def write(self, name: str) -> None:
        """Keep all lines under `results/`, with today's date in the file's name."""
        RESULTS.mkdir(exist_ok=True)
        text = "\n".join(self.lines) + "\n"
        (RESULTS / f"{today()}-{name}.txt").write_text(text, encoding="utf-8")


def machine() -> str:
    """The day, the cores, and what else they are busy with."""
    load = os.getloadavg()[0]
    return f"{today()}, {os.cpu_count()} cores, load by other work {load:.1f}."
