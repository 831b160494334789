"""The snippets of a page, in order, as a reader would try them.

- A block with a title (```` ```csv title="reports.csv" ````) is a file that the reader has.
- A `python` block is run; blocks of one page share their names.
- In a `console` block each line `$ longtin …` is run, and what stands below it is compared with
  what it prints, `...` standing for anything. With nothing below, only the exit status counts.
- `<!-- exit: 2 -->` above a console block is the exit status its commands end with.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BLOCK = re.compile(
    r"(?:^<!-- exit: (?P<status>\d+) -->\n)?"
    r"^```(?P<language>\w+)(?: title=\"(?P<title>[^\"]+)\")?\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Block:
    """One fenced block.

    Attributes:
        line: Where its body begins, counted from 1.
        title: Name of the file it stands for; empty when it stands for none.
        status: Exit status its commands end with.
    """

    line: int
    language: str
    title: str
    body: str
    status: int


@dataclass(frozen=True)
class Command:
    """One command of a console block, and what the page says it prints."""

    line: int
    words: str
    shown: str


def blocks(page: Path) -> Iterator[Block]:
    """Every fenced block of a page, in order."""
    text = page.read_text(encoding="utf-8")
    for match in BLOCK.finditer(text):
        yield Block(
            line=text.count("\n", 0, match.start("body")) + 1,
            language=match["language"],
            title=match["title"] or "",
            body=match["body"],
            status=int(match["status"] or 0),
        )


def commands(block: Block) -> Iterator[Command]:
    """Every `$ ` line of a console block, with the lines below it."""
    for match in re.finditer(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block.body, re.MULTILINE):
        line = block.line + block.body.count("\n", 0, match.start())
        yield Command(line, match[1], match[2])
