"""Parts meet at their public names only; `lint-imports` checks the direction."""

import ast
from collections.abc import Iterator

from tests.architecture.source import FILES, PARTS, exports, part_of, relative, tree


def imported(module: ast.Module) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every imported name with its line, as steps: `("longtin", "trust", "_filter", "smooth")`."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, tuple(alias.name.split("."))
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield node.lineno, (*node.module.split("."), alias.name)


def inner_names_opened(module: ast.Module, own_part: str) -> list[str]:
    """Names that a module of `own_part` imports from inside others, whose folders keep them in."""
    return [
        f"line {line} opens {'.'.join(path)}"
        for line, path in imported(module)
        if path[0] == "longtin" and path[1:2] != (own_part,) and len(path) > 2
        if path[1] in PARTS and path[-1] not in exports("/".join(path[1:-1]))
    ]


def test_only_public_names_cross_between_parts() -> None:
    """A part can be rewritten inside as long as its public names keep their promise."""
    opened = {relative(file): inner_names_opened(tree(file), part_of(file)) for file in FILES}

    assert {file: names for file, names in opened.items() if names} == {}


def test_an_inner_name_of_another_part_is_noticed() -> None:
    """A guard that never fires guards nothing."""
    module = ast.parse(
        "from longtin.trust.model.kernels import warm\n"
        "from longtin.acts import _schema\n"
        "from longtin.trust import estimate\n"
        "from longtin.page.charts import fan\n"
    )

    found = inner_names_opened(module, "brief")

    assert found == [
        "line 1 opens longtin.trust.model.kernels.warm",
        "line 2 opens longtin.acts._schema",
    ]
