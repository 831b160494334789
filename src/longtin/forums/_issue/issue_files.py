"""Loading of issue files: the shipped scenarios by name and files of one's own."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from longtin import actors
from longtin._data import Place, checked, document, line_of, read, slips, text_of
from longtin.errors import LongtinError, Phrase, UnknownIdError, meant
from longtin.forums._issue.cooperation_problem import CooperationProblem, EveryState
from longtin.forums._issue.judged_number import JudgedNumber
from longtin.forums._issue.listed_states import listed, states_named
from longtin.promises import issue_named

SCENARIOS: Final[Any] = files("longtin.forums") / "data" / "scenarios"

FEWEST: Final = 2
"""States below which there is nothing to compare."""


def read_issue(path: Path) -> CooperationProblem:
    """One issue file of one's own.

    Raises:
        DataError: It is not as it should be: file, line, value and remedy of each slip.
    """
    return parse_issue(text_of(path), str(path))


def parse_issue(text: str, where: str) -> CooperationProblem:
    """An issue from YAML text.

    Args:
        text: The YAML.
        where: Name of the file, for refusals.

    Raises:
        DataError: As for `read_issue`.
    """
    value, lines = document(text, where)
    found = checked(value, lines, CooperationProblem, where)
    wrong = [(line_of(lines, where, place), slip) for place, slip in _slips(found)]
    if wrong:
        raise slips(wrong)
    return found


def scenarios() -> tuple[str, ...]:
    """Names of the shipped scenarios, in alphabetical order."""
    names = (each.name for each in SCENARIOS.iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


def scenario_text(name: str) -> str:
    """The YAML of one shipped scenario.

    Raises:
        UnknownIdError: There is none of that name.
    """
    return text_of(SCENARIOS / f"{scenario(name).id}.yaml")


@cache
def scenario(name: str) -> CooperationProblem:
    """One shipped scenario.

    Raises:
        UnknownIdError: There is none of that name (the nearest is named), or its file is not as it
            should be.
    """
    key = name.strip().lower()
    if key not in scenarios():
        raise UnknownIdError(
            "There is no scenario `{name}`.{hint} `longtin forum list` shows them.",
            name=name,
            hint=meant(_titled(key) or get_close_matches(key, scenarios(), n=1, cutoff=0.6)),
        )
    return read(SCENARIOS / f"{key}.yaml", CooperationProblem)


def _titled(words: str) -> list[str]:
    """Scenarios whose title or topic holds words, typed in either language, marks or none."""
    wanted = set(actors.bare(words).split())
    found = {name: scenario(name) for name in scenarios()}
    told = {name: f"{one.title.en} {one.title.vi} {one.topic}" for name, one in found.items()}
    return [
        name for name, text in told.items() if wanted and wanted <= set(actors.bare(text).split())
    ]


def members_of_problem(problem: CooperationProblem) -> tuple[int, ...]:
    """COW codes of the states that a problem concerns, in the order of its file."""
    if isinstance(problem.states, EveryState):
        left_out = set(listed(problem.states.without, problem.on))
        return tuple(each for each in actors.living(problem.on) if each not in left_out)
    return listed(problem.states, problem.on)


Slip = tuple[Place, object]


def _slips(found: CooperationProblem) -> Iterator[Slip]:
    """What is wrong with values that the schema lets through, and where."""
    unknown = list(_unknown_names(found))
    yield from unknown
    if unknown:
        return
    there = set(members_of_problem(found))
    if len(there) < FEWEST:
        yield ("states",), Phrase("`states` names fewer than two states. Name at least two.")
    yield from _strangers(found, there)
    yield from _sources(found)
    if found.topic is not None:
        try:
            issue_named(found.topic)
        except LongtinError as error:
            yield ("topic",), error


def _names(found: CooperationProblem) -> Iterator[tuple[Place, str]]:
    """Every name of states that a file holds besides `states`, and where it stands."""
    for key in ("core", "powers"):
        yield from (((key, row), name) for row, name in enumerate(getattr(found, key)))
    for row, name in enumerate(found.majority.veto):
        yield ("majority", "veto", row), name
    for key in ("values", "means", "costs"):
        yield from (((key, "given", name), name) for name in getattr(found, key).given)
    for row, given in enumerate(found.belief.given):
        yield ("belief", "given", row, "truster"), given.truster
        yield ("belief", "given", row, "trustee"), given.trustee


def _unknown_names(found: CooperationProblem) -> Iterator[Slip]:
    """Names that stand for nobody on the day of the file."""
    if isinstance(found.states, EveryState):
        own: list[tuple[Place, str]] = [
            (("states", "without", row), name) for row, name in enumerate(found.states.without)
        ]
    else:
        own = [(("states", row), name) for row, name in enumerate(found.states)]
    for place, name in (*own, *_names(found)):
        try:
            states_named(name, found.on)
        except LongtinError as error:
            yield place, error


def _strangers(found: CooperationProblem, there: set[int]) -> Iterator[Slip]:
    """States that a file says something of and does not list."""
    for place, name in _names(found):
        is_missing = place[0] != "powers" and not there & set(states_named(name, found.on))
        if is_missing:
            yield (
                place,
                Phrase("`{name}` is not among `states`. Add it there, or take it out.", name=name),
            )


def _sources(found: CooperationProblem) -> Iterator[Slip]:
    """Sources that are named and not listed."""
    for place, number in _numbers(found):
        if number.source is not None and number.source not in found.sources:
            near = meant(get_close_matches(number.source, found.sources, n=1, cutoff=0.5))
            yield (
                (*place, "source"),
                Phrase(
                    "`{key}` is not among `sources`.{hint} Add it there.",
                    key=number.source,
                    hint=near,
                ),
            )


def _numbers(found: CooperationProblem) -> Iterator[tuple[Place, JudgedNumber]]:
    """Every judged number of a file, and where it stands."""
    for key in type(found).model_fields:
        value = getattr(found, key)
        if isinstance(value, JudgedNumber):
            yield (key,), value
    for key in ("values", "means", "costs"):
        given: Mapping[str, JudgedNumber] = getattr(found, key).given
        yield from (((key, "given", name), number) for name, number in given.items())
