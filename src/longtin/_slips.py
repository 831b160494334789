"""Validation errors as sentences: what is wrong with a file, with its line, value and remedy."""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, Final, TypeGuard, get_args, get_origin

from pydantic import BaseModel, ValidationError

from longtin.errors import DataError, Either, Listing, LongtinError, Phrase, Term, meant

Place = tuple[Hashable, ...]

MOST_TOLD: Final = 20
"""Slips of one file told at once."""

MOST_HOMES: Final = 3
DEEPEST: Final = 3
"""Places a stray key may belong that are told, and how deep they may lie."""


def slips(found: Iterable[tuple[str, object]]) -> DataError:
    """What is wrong in several places of a file, as one refusal, each told once.

    Args:
        found: Each place, as `file:line`, and what is wrong there: a phrase or a refusal.
    """
    told = {f"{place}: {slip}": (place, slip) for place, slip in found}
    return DataError(
        "{slips}",
        slips=Listing(
            (Phrase("{place}: {slip}", place=place, slip=slip) for place, slip in told.values()),
            between="\n",
        ),
    )


def line_of(lines: Mapping[Place, int], where: str, place: Place) -> str:
    """Where a place of a YAML file stands, as `file:line`; what holds it, if it is not there."""
    while place and place not in lines:
        place = place[:-1]
    return f"{where}:{lines.get(place, 1)}"


UNREADABLE: Final = {
    phrase.sentence: phrase
    for phrase in (
        Phrase("mapping values are not allowed in this context"),
        Phrase("mapping keys are not allowed in this context"),
        Phrase("block sequence entries are not allowed in this context"),
        Phrase("control characters are not allowed"),
        Phrase("could not find expected ':'"),
        Phrase("did not find expected key"),
        Phrase("did not find expected node content"),
        Phrase("did not find expected '-' indicator"),
        Phrase("did not find expected ',' or ']'"),
        Phrase("did not find expected <document start>"),
        Phrase("did not find expected comment or line break"),
        Phrase("did not find expected alphabetic or numeric character"),
        Phrase("did not find expected whitespace or line break"),
        Phrase("but found another document"),
        Phrase("found a tab character that violates indentation"),
        Phrase("found a tab character where an indentation space is expected"),
        Phrase("found character that cannot start any token"),
        Phrase("found duplicate anchor; first occurrence"),
        Phrase("found invalid Unicode character escape code"),
        Phrase("found undefined alias"),
        Phrase("found undefined tag handle"),
        Phrase("found unexpected ':'"),
        Phrase("found unexpected document indicator"),
        Phrase("found unexpected end of stream"),
        Phrase("found unknown directive name"),
        Phrase("found unknown escape character"),
    )
} | {"did not find expected ',' or '}'": Phrase("did not find expected ',' or closing brace")}
"""What the library says of text that is not YAML."""


def misfits(
    error: ValidationError, model: type[BaseModel], lines: Mapping[Place, int], where: str
) -> Listing:
    """What is wrong with values of a file, one sentence a line.

    Args:
        error: As pydantic found it.
        model: What the file should hold.
        lines: The line of each place.
        where: Name of the file.
    """
    found = error.errors(include_url=False)
    places: set[Place] = {tuple(each["loc"]) for each in found}
    slips = [_slip(each, model, lines, where) for each in found if not _is_echo(each, places)]
    told = list({str(slip): slip for slip in slips[:MOST_TOLD]}.values())
    if len(slips) > MOST_TOLD:
        more = len(slips) - MOST_TOLD
        told.append(Phrase("{file}: {n} more like these.", file=where, n=more))
    return Listing(told, "\n")


def _is_echo(slip: Any, places: set[Place]) -> bool:
    """Whether a list is called too short only because what stands in it has slips."""
    here = tuple(slip["loc"])
    return slip["type"] == "too_short" and any(
        len(other) > len(here) and other[: len(here)] == here for other in places
    )


def _slip(slip: Any, model: type[BaseModel], lines: Mapping[Place, int], where: str) -> Phrase:
    place = tuple(slip["loc"])
    here = line_of(lines, where, place)
    if slip["type"] == "extra_forbidden":
        return Phrase(
            "{place}: there is no key `{key}` here.{hint}",
            place=here,
            key=place[-1],
            hint=_remedy(str(place[-1]), place[:-1], model),
        )
    name = ".".join(str(part) for part in place if not _is_tag(part)) or Phrase("the file")
    if slip["type"] == "missing":
        return Phrase("{place}: `{key}` is missing. Write it.", place=here, key=name)
    why = _why(slip)
    if isinstance(slip["input"], dict | list):
        return Phrase("{place}: `{key}` {why}", place=here, key=name, why=why)
    return Phrase(
        "{place}: `{key}` is `{given}`: {why}", place=here, key=name, given=slip["input"], why=why
    )


_MISFITS: Final = MappingProxyType(
    {
        "string_type": Phrase("input should be a valid string."),
        "string_too_short": Phrase("string should have at least {min_length} characters."),
        "string_pattern_mismatch": Phrase("string should match pattern '{pattern}'."),
        "date_from_datetime_parsing": Phrase("input should be a valid date."),
        "int_type": Phrase("input should be a valid integer."),
        "int_parsing": Phrase(
            "input should be a valid integer, unable to parse string as an integer."
        ),
        "int_from_float": Phrase(
            "input should be a valid integer, got a number with a fractional part."
        ),
        "float_type": Phrase("input should be a valid number."),
        "float_parsing": Phrase(
            "input should be a valid number, unable to parse string as a number."
        ),
        "bool_type": Phrase("input should be a valid boolean."),
        "bool_parsing": Phrase("input should be a valid boolean, unable to interpret input."),
        "dict_type": Phrase("input should be a valid dictionary."),
        "list_type": Phrase("input should be a valid list."),
        "tuple_type": Phrase("input should be a valid tuple."),
        "too_short": Phrase("this list needs at least {min_length} entries."),
        "too_long": Phrase("this list may have at most {max_length} entries."),
        "greater_than": Phrase("input should be greater than {gt}."),
        "greater_than_equal": Phrase("input should be greater than or equal to {ge}."),
        "less_than": Phrase("input should be less than {lt}."),
        "less_than_equal": Phrase("input should be less than or equal to {le}."),
        "finite_number": Phrase("input should be a finite number."),
        "model_type": Phrase("keys with values belong here, one a line: `key: value`."),
    }
)
"""What is wrong with a value, by pydantic's name for it."""


def _why(slip: Any) -> Phrase:
    """What is wrong with a value, as the end of a sentence and any remedy."""
    context = slip.get("ctx") or {}
    own = (getattr(context.get("error"), "args", None) or [None])[0]
    if isinstance(own, LongtinError | Phrase):
        return Phrase(own.sentence, **own.values)
    if slip["type"] in _MISFITS:
        return Phrase(_MISFITS[slip["type"]].sentence, **context)
    if slip["type"] in {"literal_error", "enum"}:
        accepted = re.split(r", | or ", str(context["expected"]))
        bare = [each.strip("'") for each in accepted]
        given = slip["input"]
        near = get_close_matches(str(given), bare, n=1, cutoff=0.5)
        hint: Phrase | str = meant(near) if isinstance(given, str) else ""
        if isinstance(given, str) and given in bare:
            hint = Phrase(" Take the quotation marks away.")
        return Phrase(
            "input should be {accepted}.{hint}",
            accepted=Either(map(Term, accepted, bare)),
            hint=hint,
        )
    said = str(context.get("error") or slip["msg"]).rstrip(".")
    return Phrase("{why}.", why=said[:1].lower() + said[1:])


def _is_tag(part: object) -> bool:
    """Whether a part of a place is pydantic's own name for a branch."""
    return isinstance(part, str) and ("[" in part or "(" in part)


def _remedy(key: str, place: Place, model: type[BaseModel]) -> Phrase | str:
    """What to do with a key that does not belong at a place: its right place or its right name."""
    steps = tuple(part for part in place if isinstance(part, str) and not _is_tag(part))
    if homes := list(dict.fromkeys(_homes(model, key, ())))[:MOST_HOMES]:
        return Phrase(" It belongs under {places}.", places=Either(homes, mark="`"))
    here = {name for found in _models_at(model, steps) for name in _keys(found)}
    return meant(get_close_matches(key, sorted(here), n=1, cutoff=0.6)) or Phrase(" Take it out.")


def _keys(model: type[BaseModel]) -> dict[str, Any]:
    """The keys of a model as files write them, and what each holds."""
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _is_model(kind: Any) -> TypeGuard[type[BaseModel]]:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _models_at(kind: Any, place: tuple[str, ...]) -> Iterator[type[BaseModel]]:
    """The models that may stand at a place, entries of lists not counted."""
    if _is_model(kind):
        if not place:
            yield kind
        elif place[0] in _keys(kind):
            yield from _models_at(_keys(kind)[place[0]], place[1:])
        return
    is_mapping = isinstance(origin := get_origin(kind), type) and issubclass(origin, Mapping)
    for each in get_args(kind):
        yield from _models_at(each, place[1:] if is_mapping else place)


def _homes(kind: Any, key: str, path: tuple[str, ...]) -> Iterator[str]:
    """Where a key belongs, as `steps.answer`; what is reached twice is looked at once."""
    if not _is_model(kind):
        for each in get_args(kind):
            yield from _homes(each, key, path)
        return
    if key in _keys(kind) and path:
        yield ".".join(path)
    if len(path) < DEEPEST:
        for name, held in _keys(kind).items():
            yield from _homes(held, key, (*path, name))
