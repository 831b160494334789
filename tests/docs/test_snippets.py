"""What the documentation tells a reader to try works."""

import contextlib
import doctest
import io
import shlex
import sys
from pathlib import Path

import pytest

from tests.docs.snippets import Block, Command, blocks, commands
from tests.once import asked_once

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
COMPARE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder and a plain terminal, as a reader might have."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    return tmp_path


@pytest.fixture(autouse=True)
def once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What many pages ask for, in many formats, is worked out once."""
    asked_once(monkeypatch)


def run_command(words: str, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str, str]:
    """Exit status and what is printed, in this process so that data are read once."""
    from longtin.cli import main

    monkeypatch.setattr(sys, "argv", shlex.split(words))
    printed, complained = io.StringIO(), io.StringIO()
    status: object = 0
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(complained):
        try:
            main()
        except SystemExit as end:
            status = end.code or 0
    return (status if isinstance(status, int) else 1), printed.getvalue(), complained.getvalue()


def check_command(
    command: Command, block: Block, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command ends as the page says, and prints what the page shows."""
    place = f"{page.relative_to(ROOT)}:{command.line} `{command.words}`"
    status, printed, complained = run_command(command.words, monkeypatch)
    assert status == block.status, f"{place} ended with {status}\n{printed}{complained}"
    if command.shown.strip():
        checker = doctest.OutputChecker()
        matches = checker.check_output(command.shown, printed + complained, COMPARE)
        assert matches, (
            f"{place} printed\n{printed}{complained}\nand the page shows\n{command.shown}"
        )


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_snippets_of_a_page_run_in_order(
    page: Path, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page whose commands fail sends its reader away."""
    names: dict[str, object] = {"__name__": "snippet"}
    for block in blocks(page):
        if block.title:
            (desk / block.title).parent.mkdir(parents=True, exist_ok=True)
            (desk / block.title).write_text(block.body, encoding="utf-8")
        elif block.language == "python":
            code = compile("\n" * (block.line - 1) + block.body, str(page), "exec")
            exec(code, names)  # noqa: S102  our own pages
        elif block.language == "console":
            for command in commands(block):
                if command.words.startswith("longtin "):
                    check_command(command, block, page, monkeypatch)


def test_a_console_block_is_read_line_by_line() -> None:
    """The reader of the pages is itself tested: a block it skipped would never fail."""
    body = "$ longtin a\nshown\n...\n$ longtin b\n"
    block = Block(line=10, language="console", title="", body=body, status=0)

    found = list(commands(block))

    assert found == [Command(10, "longtin a", "shown\n...\n"), Command(13, "longtin b", "")]


def test_every_kind_of_block_is_found(tmp_path: Path) -> None:
    """Titles, exit statuses and line numbers are all read."""
    page = tmp_path / "page.md"
    page.write_text(
        '# A\n\n```csv title="a.csv"\nx\n```\n\n<!-- exit: 2 -->\n```console\n$ longtin\n```\n',
        encoding="utf-8",
    )

    found = list(blocks(page))

    assert found == [
        Block(4, "csv", "a.csv", "x\n", 0),
        Block(9, "console", "", "$ longtin\n", 2),
    ]
