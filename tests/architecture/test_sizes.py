"""Files and functions stay short enough to be read in one go."""

import ast
from pathlib import Path

import pytest

from tests.architecture.source import FILES, relative, tree

LONGEST_FUNCTION = 60
LONGEST_FILE = 500
MOST_METHODS = 12


@pytest.mark.parametrize("file", FILES, ids=relative)
def test_no_function_passes_the_wall(file: Path) -> None:
    """A function that needs scrolling is two functions."""
    long = [
        f"{node.name} has {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]

    assert long == []


@pytest.mark.parametrize("file", FILES, ids=relative)
def test_no_file_passes_the_wall(file: Path) -> None:
    """A file holds one idea."""
    assert len(file.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


def methods(node: ast.ClassDef) -> list[str]:
    """Public methods, without properties and other ways to make one."""
    return [
        item.name
        for item in node.body
        if isinstance(item, ast.FunctionDef)
        and not item.name.startswith("_")
        and not item.decorator_list
    ]


@pytest.mark.parametrize("file", FILES, ids=relative)
def test_no_class_does_everything(file: Path) -> None:
    """Work on tables and beliefs is done by functions, not by one class with ninety methods."""
    wide = [
        node.name
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ClassDef) and len(methods(node)) > MOST_METHODS
    ]

    assert wide == []
