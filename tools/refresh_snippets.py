"""Refresh what pages say `longtin trust` and `longtin explain` print, after new parameters.

Where a page shows all of it, all is replaced; where it ends in `...`, as many lines as stood before
that, up to the first empty one of the new text that follows them. Other commands stay as they are:
their pages pick lines out by hand, and `tests/docs` says where they no longer hold.

Run: `python tools/refresh_snippets.py README.md docs/tutorial/*.md`
"""

import os
import re
import subprocess
import sys
from pathlib import Path

BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ASKED = re.compile(r"^\$ (longtin (?:trust|explain) .*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def printed(command: str) -> list[str]:
    """The lines a command prints without a terminal."""
    environment = {**os.environ, "COLUMNS": "", "NO_COLOR": "1"}
    done = subprocess.run(  # noqa: S603 -- words of our own pages
        command.split(), capture_output=True, text=True, check=False, env=environment
    )
    return done.stdout.rstrip("\n").split("\n")


def renewed(asked: re.Match[str]) -> str:
    """A command with what it prints now; one that shows nothing of it stays so."""
    command, shown = asked[1], asked[2].rstrip("\n").split("\n")
    if not any(shown) or shown[0] == "...":
        return asked[0]
    lines = printed(command)
    if shown[-1] == "...":
        kept = len(shown) - 1
        while kept < len(lines) and lines[kept - 1]:
            kept += 1
        lines = [*lines[:kept], "..."]
    return "\n".join([f"$ {command}", *lines, ""])


def refresh(page: Path) -> None:
    """Renew the console blocks of a page."""
    text = page.read_text(encoding="utf-8")
    new = BLOCK.sub(lambda block: block[0].replace(block[1], ASKED.sub(renewed, block[1])), text)
    if new != text:
        page.write_text(new, encoding="utf-8")
        sys.stdout.write(f"{page}: renewed\n")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        refresh(Path(name))
