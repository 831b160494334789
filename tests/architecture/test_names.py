"""Names of classes and files, and what modules say of themselves: one word for one thing."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Mapping

from tests.architecture.source import FILES, ROOT, relative, tree

# A file name that stands in several parts -> what it means in each of them.
MEANS: Mapping[str, str] = {
    "activity": "what is held against regimes: an exercise, a flight, an incident, a request",
    "assumptions": "values that are judged, as shipped and as a file of the user's own has them",
    "json": "what is answered, as plain values whose keys other programs can rely on",
    "kernels": "formulas, each written once, and the compiled loops over them",
    "page": "the answer of the part as a document, which every renderer shows",
    "plan": "what to do first between two states, and why",
    "schema": "the form that a file or a table has to have",
    "vocabulary": "the closed list of words that the part's data may use",
}


def classes(modules: Iterable[tuple[str, ast.Module]]) -> dict[str, list[str]]:
    """Every class at the top of a module, with the files it stands in."""
    found = defaultdict(list)
    for file, module in modules:
        for node in module.body:
            if isinstance(node, ast.ClassDef):
                found[node.name].append(file)
    return found


def several(found: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Names that stand for more than one thing."""
    return {name: sorted(where) for name, where in found.items() if len(list(where)) > 1}


def parts_by_file_name(files: Iterable[str]) -> dict[str, set[str]]:
    """The parts in which a file name stands; commands and pages are named after what they ask."""
    found = defaultdict(set)
    for file in files:
        part, *folders, name = file.split("/") if "/" in file else ("", file)
        is_door = (part, *folders[:1]) in {("cli", "commands"), ("web", "pages")}
        if part and name != "__init__.py" and not is_door:
            found[name.removesuffix(".py").lstrip("_")].add(part)
    return found


def test_a_class_name_stands_once() -> None:
    """Two things of one name are told apart by nobody who reads a traceback or searches."""
    twice = several(classes((relative(file), tree(file)) for file in FILES))

    assert twice == {}


def test_a_second_class_of_one_name_is_noticed() -> None:
    """A guard that never fires guards nothing."""
    module = ast.parse("class Party: ...")

    assert several(classes([("a.py", module), ("b.py", module)])) == {"Party": ["a.py", "b.py"]}
    assert several(classes([("a.py", module)])) == {}


def test_a_file_name_means_the_same_in_every_part() -> None:
    """Who has read one `schema` knows what to find in the next."""
    twice = several(parts_by_file_name(relative(file) for file in FILES))

    assert {name: where for name, where in twice.items() if name not in MEANS} == {}


def test_a_file_name_of_two_parts_is_noticed() -> None:
    """A guard that never fires guards nothing."""
    files = [
        "acts/importing/blocks.py",
        "trust/_blocks.py",
        "cli/commands/trust.py",
        "trust/trust.py",
    ]

    assert several(parts_by_file_name(files)) == {"blocks": ["acts", "trust"]}


def first_lines(modules: Iterable[tuple[str, ast.Module]]) -> dict[str, list[str]]:
    """What each module says it is, with the modules that say so."""
    found = defaultdict(list)
    for file, module in modules:
        found[(ast.get_docstring(module) or "").partition("\n")[0]].append(file)
    return found


def test_every_module_says_what_it_is() -> None:
    """The first line is what a newcomer sees of a file; two that say the same say nothing."""
    beside = [*ROOT.glob("tools/*.py"), *ROOT.glob("benchmarks/*.py")]
    modules = [(relative(file), tree(file)) for file in FILES]
    modules += [(file.relative_to(ROOT).as_posix(), tree(file)) for file in beside]
    said = first_lines(modules)

    assert said.get("", []) == []
    assert several(said) == {}


def test_a_module_that_says_nothing_is_noticed() -> None:
    """A guard that never fires guards nothing."""
    dumb, told = ast.parse("x = 1"), ast.parse('"""A record.\n\nAnd more."""')

    assert first_lines([("a.py", dumb)]) == {"": ["a.py"]}
    assert several(first_lines([("a.py", told), ("b.py", told)])) == {"A record.": ["a.py", "b.py"]}


def test_no_exception_is_stale() -> None:
    """A name excused for what is mended would let the next one in."""
    shared = several(parts_by_file_name(relative(file) for file in FILES))

    assert MEANS.keys() - set(shared) == set()
