"""Length of functions: those above 40 lines, the longest first.

Run as `python tools/long_functions.py`, or with another number of lines.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "longtin"
LONG = 40


def functions(module: ast.Module) -> Iterator[tuple[str, int]]:
    """Every function of a module with its lines, docstring included, decorators not."""
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            yield node.name, node.end_lineno - node.lineno + 1


def main(above: int) -> None:
    """Print what is longer."""
    found = sorted(
        (-lines, file.relative_to(SOURCE).as_posix(), name)
        for file in SOURCE.rglob("*.py")
        for name, lines in functions(ast.parse(file.read_text(encoding="utf-8")))
        if lines > above
    )
    for lines, file, name in found:
        print(f"{-lines:4}  {file}  {name}")
    print(f"{len(found)} functions above {above} lines")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else LONG)
