"""Assumptions of a problem as controls: shown with their ranges, and read back as typed."""

import re
from collections.abc import Mapping

from longtin import forums
from longtin._language import Language, sentence_case
from longtin.errors import LongtinError
from longtin.forums import CooperationProblem, JudgedNumber
from longtin.web.answer import Control

PREFIX = "assume."
LEVEL = "belief.level"
_NUMBER = re.compile(r"[-−]?\d+(?:[.,]\d+)?")
_RANGE = re.compile(r"(?<=\d)\s*[-–—]\s*(?=\d)")


def shown(number: JudgedNumber, language: Language) -> str:
    """A judged number as a control shows it: the value, and the range in brackets."""
    at = language.number(number.at)
    if number.is_sure:
        return at
    return f"{at} ({language.number(number.least)}–{language.number(number.most)})"


def read(typed: str, name: str) -> JudgedNumber:
    """A judged number as typed.

    Raises:
        LongtinError: It is neither one number nor one with the two ends of its range.
    """
    found = [
        float(each.replace("−", "-").replace(",", "."))
        for each in _NUMBER.findall(_RANGE.sub(" ", typed))
    ]
    if len(found) not in {1, 3} or not min(found[1:] or found) <= found[0] <= max(
        found[1:] or found
    ):
        raise LongtinError(
            "'{typed}' is no value of `{name}`. Write a number, or one inside its range: 2 (1–3).",
            typed=typed,
            name=name,
        )
    at, *ends = found
    low, high = ends or (None, None)
    return JudgedNumber(at=at, low=low, high=high)


def controls(
    problem: CooperationProblem, typed: Mapping[str, str], language: Language
) -> tuple[Control, ...]:
    """A control for each assumption, with what was typed or what the file has."""
    known = dict(forums.assumptions_of(problem))
    found = [_control(problem, name, known[name], typed, language) for name in known]
    if LEVEL not in known:
        found.insert(0, _control(problem, LEVEL, None, typed, language))
    return tuple(found)


def _control(
    problem: CooperationProblem,
    name: str,
    number: JudgedNumber | None,
    typed: Mapping[str, str],
    language: Language,
) -> Control:
    held = "" if number is None else shown(number, language)
    because = number.because.of(language.code) if number and number.because else ""
    if number is None:
        because = language.say("From the record without it; a share from 0 to 1.")
    label = sentence_case(forums.assumption_name(name, problem, language))
    return Control(f"{PREFIX}{name}", label, value=typed.get(name, held), help=because)


def changed(
    problem: CooperationProblem, query: Mapping[str, str], language: Language
) -> dict[str, str]:
    """Assumptions of an address that are not as the file has them, as typed."""
    known = forums.assumptions_of(problem)
    found = {}
    for key, value in query.items():
        name = key.removeprefix(PREFIX)
        if not key.startswith(PREFIX) or not value.strip():
            continue
        if name not in known and name != LEVEL:
            continue
        if name not in known or value.strip() != shown(known[name], language):
            found[name] = value.strip()
    return found


def with_typed(problem: CooperationProblem, typed: Mapping[str, str]) -> CooperationProblem:
    """The problem with what was typed.

    Raises:
        LongtinError: One is no number, or lies outside what means anything.
    """
    if not typed:
        return problem
    return forums.with_assumptions(
        problem, {name: read(value, name) for name, value in typed.items()}
    )
