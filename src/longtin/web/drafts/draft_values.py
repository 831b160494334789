"""Values of a draft as controls show them, and as the YAML holds them."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from longtin import actors, measures
from longtin._data import document
from longtin._dates import period
from longtin._language import Language
from longtin.errors import ActorError, LongtinError
from longtin.programme import Programme, Step

DAY_LENGTH: Final = 10
"""Signs of a day, as ISO 8601 writes it."""

STEP_KEYS: Final = tuple(field.alias or name for name, field in Step.model_fields.items())
PROGRAMME_KEYS: Final = tuple(Programme.model_fields)

Said = Mapping[str, Any]


def held(text: str) -> Said | None:
    """What a text holds, whether or not it is a programme yet; nothing where it is no mapping."""
    try:
        value = document(text, "draft")[0]
    except LongtinError:
        return None
    return value if isinstance(value, dict) else None


def steps_of(draft: Said) -> list[Said]:
    """The steps of a draft, those that are mappings."""
    steps = draft.get("steps")
    if not isinstance(steps, list) or not all(isinstance(each, dict) for each in steps):
        return []
    return steps


def party_codes(draft: Said) -> tuple[str, ...]:
    """Whom a draft names as parties, as it names them."""
    parties = draft.get("parties")
    found = parties if isinstance(parties, list) else []
    return tuple(str(each["id"]) for each in found if isinstance(each, dict) and "id" in each)


def words_in(value: Any, code: str) -> str:
    """Words that may be in one language or in both."""
    if isinstance(value, dict):
        return str(value.get(code, ""))
    return "" if value is None else str(value)


def with_words(value: Any, typed: str, code: str) -> Any:
    """The same with other words in one language."""
    if isinstance(value, dict):
        return {**value, code: typed}
    if value in (None, "") or not typed:
        return typed or None
    other = "en" if code == "vi" else "vi"
    return dict(sorted({code: typed, other: str(value)}.items()))


def several(value: Any) -> tuple[str, ...]:
    """Names of a list, or the one that stands for itself."""
    if isinstance(value, list):
        return tuple(map(str, value))
    return () if value is None else (str(value),)


def day_shown(value: Any, language: Language) -> str:
    """A day as the reader writes it; anything else as it is."""
    text = "" if value is None else str(value)
    if language.code == "vi" and len(text) == DAY_LENGTH:
        try:
            return language.date(period(text).start)
        except LongtinError:
            return text
    return text


def day_written(typed: str, language: Language) -> str | None:
    """A day as files have it; what is none, as it was typed, for the check to tell of."""
    if not typed:
        return None
    try:
        found = period(typed, day_first=language.code == "vi")
    except LongtinError:
        return typed
    return found.start.isoformat() if found.start == found.end else typed


def number_written(typed: str) -> int | str | None:
    """A whole number, or what was typed."""
    if not typed:
        return None
    return int(typed) if typed.isdecimal() else typed


def measure_shown(value: Any, language: Language) -> str:
    """The name of a measure."""
    known = measures.catalogue()
    text = "" if value is None else str(value)
    return known[text].name.of(language.code) if text in known else text


def measure_written(typed: str) -> str | None:
    """The id of a measure that answers to what was typed; else that, for the check to tell of."""
    if not typed:
        return None
    try:
        return measures.catalogue().find(typed).id
    except LongtinError:
        return typed


def party_shown(code: str, language: Language) -> str:
    """The name of a party, if it is a state."""
    try:
        return actors.find(code).name(language.code)
    except ActorError:
        return code


def step_name(step: Said, language: Language) -> str:
    """What a step is called: its title, its measure, or its id."""
    return (
        words_in(step.get("title"), language.code)
        or measure_shown(step.get("measure"), language)
        or str(step.get("id", ""))
    )


def own_ids(steps: Sequence[Said]) -> list[str]:
    """The id of each step; its number where it has none."""
    return [str(each.get("id", at)) for at, each in enumerate(steps)]
