"""Walls of size: files, functions, classes and folders stay short enough to be taken in at once."""

import ast
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath

from long_functions import functions
from tests.architecture.source import FILES, SOURCE, relative, tree

LONGEST_FUNCTION = 60
LONGEST_FILE = 400
MOST_METHODS = 12
MOST_FILES = 20

# One thing a file, found by being there: a folder that grows with what is known, not with code.
CATALOGUES = ("game/strategies", "lint/rules")


def test_no_function_passes_the_wall() -> None:
    """A function that needs scrolling is two functions."""
    assert {relative(file): found for file in FILES if (found := long_functions(tree(file)))} == {}


def test_a_long_function_is_noticed() -> None:
    """A guard that never fires guards nothing."""
    body = "    x = 1\n" * LONGEST_FUNCTION

    assert long_functions(ast.parse(f"def f():\n{body}")) == [("f", LONGEST_FUNCTION + 1)]
    assert long_functions(ast.parse(f"def f():\n{body[10:]}")) == []


def long_functions(module: ast.Module) -> list[tuple[str, int]]:
    """Functions beyond the wall, with their lines."""
    return [(name, lines) for name, lines in functions(module) if lines > LONGEST_FUNCTION]


def test_no_file_passes_the_wall() -> None:
    """A file holds one idea."""
    texts = {relative(file): file.read_text(encoding="utf-8") for file in FILES}

    assert [name for name, text in texts.items() if is_long(text)] == []


def test_a_long_file_is_noticed() -> None:
    """A guard that never fires guards nothing."""
    assert is_long("x = 1\n" * (LONGEST_FILE + 1))
    assert not is_long("x = 1\n" * LONGEST_FILE)


def is_long(text: str) -> bool:
    """Whether a file is beyond the wall."""
    return len(text.splitlines()) > LONGEST_FILE


def test_no_folder_is_crowded() -> None:
    """A newcomer reads a folder's names before its files; more than twenty are not read."""
    files = [PurePosixPath(relative(file)) for file in FILES]

    assert crowded(files) == {}


def test_a_crowded_folder_is_noticed() -> None:
    """A guard that never fires guards nothing."""
    names = [PurePosixPath(f"trust/f{number}.py") for number in range(MOST_FILES + 1)]
    rules = [PurePosixPath(f"lint/rules/lt{number}.py") for number in range(MOST_FILES + 1)]

    assert crowded(names + rules) == {"trust": MOST_FILES + 1}
    assert crowded(names[1:]) == {}


def crowded(files: Iterable[PurePosixPath]) -> dict[str, int]:
    """Folders with more files of code than are taken in at once."""
    counted = Counter(file.parent.as_posix() for file in files)
    return {
        folder: count
        for folder, count in counted.items()
        if count > MOST_FILES and folder not in CATALOGUES
    }


def test_the_catalogues_are_there() -> None:
    """An exception for a folder that is gone would excuse the next one of its name."""
    assert [folder for folder in CATALOGUES if not (SOURCE / folder).is_dir()] == []


def methods(node: ast.ClassDef) -> list[str]:
    """Public methods, without properties and other ways to make one."""
    return [
        item.name
        for item in node.body
        if isinstance(item, ast.FunctionDef)
        and not item.name.startswith("_")
        and not item.decorator_list
    ]


def wide_classes(module: ast.Module) -> list[str]:
    """Classes with more methods than one thing needs."""
    return [
        node.name
        for node in ast.walk(module)
        if isinstance(node, ast.ClassDef) and len(methods(node)) > MOST_METHODS
    ]


def test_no_class_does_everything() -> None:
    """Work on tables and beliefs is done by functions, not by one class with ninety methods."""
    assert {relative(file): found for file in FILES if (found := wide_classes(tree(file)))} == {}


def test_a_class_that_does_everything_is_noticed() -> None:
    """A guard that never fires guards nothing."""
    body = "".join(f"    def f{number}(self): ...\n" for number in range(MOST_METHODS + 1))

    assert wide_classes(ast.parse(f"class Wide:\n{body}")) == ["Wide"]
