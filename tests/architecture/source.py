"""The package's source as syntax trees, for the tests of its shape."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "longtin"
FILES = tuple(sorted(SOURCE.rglob("*.py")))
PARTS = tuple(sorted(path.parent.name for path in SOURCE.glob("*/__init__.py")))


@cache
def tree(file: Path) -> ast.Module:
    """One file, parsed."""
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


def relative(file: Path) -> str:
    """A file's place below `src/longtin`, as the name of a test."""
    return file.relative_to(SOURCE).as_posix()


def part_of(file: Path) -> str:
    """The folder or file directly below `src/longtin` that a file belongs to."""
    return file.relative_to(SOURCE).parts[0].removesuffix(".py")


@cache
def exports(folder: str) -> tuple[str, ...]:
    """What a part, or a folder in it, exports: the names its `__init__` imports as themselves."""
    door = SOURCE / folder / "__init__.py"
    names = [
        alias.asname
        for node in (ast.walk(tree(door)) if door.exists() else ())
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname is not None and alias.asname == alias.name
    ]
    return tuple(sorted(names))
