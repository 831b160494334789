"""No state is special: all that is known of one stands in dated, sourced rows of data."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.single_states import findings, names_a_state
from tests.architecture.source import FILES, SOURCE, relative, tree

# Numbers that happen to be a state's code and mean something else, wherever they stand.
PLAIN_NUMBERS = {
    100: "per cent",
    365: "days in a year",
}

# The same in one file: (file, constant) -> what it is there.
PLAIN_HERE: dict[tuple[str, int | str], str] = {
    ("page/style_sheet.py", 700): "weight of a typeface",
    ("cli/options/tournament.py", 200): "turns of a match",
    ("game/tournament/_tournament_setting.py", 200): "turns of a match",
    ("acts/readers/atop.py", 150): "how many states a whole year of alliances names",
} | {
    ("actors/_spelling.py", name): "takes an article in an English sentence"
    for name in ("Bahamas", "Comoros", "Congo", "Gambia", "Maldives", "Netherlands", "Philippines")
}


def constants_for_single_states(module: ast.Module, place: str = "") -> list[str]:
    """What the scan finds, less what is known to mean something else."""
    return [
        f"line {line}: {value!r}"
        for line, kind, value in findings(module)
        if kind == "state" or not (value in PLAIN_NUMBERS or (place, value) in PLAIN_HERE)
    ]


def test_no_constant_stands_for_a_single_state() -> None:
    """A secret multiplier for one country is how an index loses its readers' trust."""
    found = {
        relative(file): constants_for_single_states(tree(file), relative(file)) for file in FILES
    }

    assert {file: constants for file, constants in found.items() if constants} == {}


def test_every_exception_is_still_needed() -> None:
    """A stale exception would let a state in later."""
    found = {
        (relative(file), value)
        for file in FILES
        for _, kind, value in findings(tree(file))
        if kind != "state"
    }

    assert set(PLAIN_HERE) - found == set()


@pytest.mark.parametrize(
    "line",
    [
        "boost = {'VNM': 1.2}",
        "if name == 'Viet Nam': weight = 2",
        "weights = {816: 1.2, 710: 0.8}",
        "rows.filter(pl.col('source') == 2)",
        "rows.filter(pl.col('target').is_in([2, 365]))",
        "if act.ccode in (2, 20): pass",
        "belief(ccode=2)",
        "con.sql('select * from acts where source = 2')",
        "con.sql(\"select * from codes where code = 'CHN'\")",
        "match pair.truster:\n    case 2: pass",
    ],
)
def test_a_planted_state_is_found(line: str) -> None:
    """A guard that never fires guards nothing."""
    assert constants_for_single_states(ast.parse(line)) != []


@pytest.mark.parametrize(
    "line",
    [
        '"""Trust of VNM (816) in CHN."""',
        "help = 'Two states, such as VNM CHN.'",
        "share = 100 * part / whole",
        "days = 365 * years",
        "if len(states) == 2: pass",
        "quad = {1: 'verbal cooperation', 2: 'material cooperation'}",
    ],
)
def test_plain_code_is_left_alone(line: str) -> None:
    """A guard that cries wolf is switched off."""
    assert constants_for_single_states(ast.parse(line)) == []


def texts(value: object) -> Iterator[str]:
    """Every text in a JSON value, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from texts(item)


@pytest.mark.parametrize("file", sorted(SOURCE.glob("trust/data/**/*.json")), ids=relative)
def test_the_parameters_name_no_state(file: Path) -> None:
    """The model is fitted to all states together, and says nothing of any one by name."""
    parameters = json.loads(file.read_text(encoding="utf-8"))

    assert [text for text in texts(parameters) if names_a_state(text)] == []
