"""Strict YAML loading: what is wrong is said with its file, line and value.

Files follow the core schema of YAML 1.2: `no`, `on` and `12:30` are words, dates are read by the
model that asks for them, and a key given twice is refused.
"""

import re
from collections.abc import Hashable, Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from longtin.errors import DataError, Either, Listing, LongtinError, Phrase, Term, meant

Model = TypeVar("Model", bound=BaseModel)
Place = tuple[Hashable, ...]

MOST_TOLD: Final = 20
"""Slips of one file told at once."""

DEEPEST, MOST_PARTS, LONGEST_NUMBER = 40, 200_000, 40
"""How deep a file may be nested, how many parts it may have, and how many figures a number."""

SUSPICIOUS = 5_000
"""Brackets and dashes from which the depth of a file is looked at before it is read."""


class Closed(BaseModel):
    """A value read from a file: frozen, and refusing keys it does not know.

    How it is checked is worked out when it is first read, so that importing a part costs little.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)


class Bilingual(Closed):
    """Words in both languages.

    Attributes:
        en: English.
        vi: Vietnamese.
    """

    en: str
    vi: str

    def of(self, language: str) -> str:
        """The words in a language, by its code."""
        return self.vi if language == "vi" else self.en

    def __str__(self) -> str:
        """The English words."""
        return self.en


Certainty = Literal["verified", "memory", "judgement"]
"""Seen in a source, recalled and not checked, or somebody's opinion."""


class _Loader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """YAML with the plain words of YAML 1.2."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 -- the library's own form


for _tag, _pattern, _first in (
    ("null", r"(?:null|~|)$", ["n", "~", ""]),
    ("bool", r"(?:true|false)$", ["t", "f"]),
    ("int", r"[-+]?[0-9]+$", list("-+0123456789")),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", list("-+.0123456789")),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first)


def read(path: Any, model: type[Model]) -> Model:
    """One file as a value.

    Args:
        path: A `Path`, or a resource of the package.
        model: What it should hold.

    Raises:
        DataError: It is not there, not UTF-8, not YAML, or not what the model asks for.
    """
    where = str(path) if isinstance(path, Path) else path.name
    return parse(text_of(path), model, where)


def text_of(path: Any) -> str:
    """The text of one file.

    Raises:
        DataError: It is not there, or not UTF-8.
    """
    where = str(path) if isinstance(path, Path) else path.name
    try:
        return str(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise DataError(
            "{file} cannot be read: {why}. Check the name.", file=where, why=error
        ) from error
    except UnicodeDecodeError as error:
        raise DataError(
            "{file} is not UTF-8 text (at byte {place}). Save it as UTF-8.",
            file=where,
            place=error.start + 1,
        ) from error


def parse(text: str, model: type[Model], where: str) -> Model:
    """YAML text as a value.

    Args:
        text: The YAML.
        model: What it should hold.
        where: Name of the file, for refusals.

    Raises:
        DataError: It is not YAML, or not what the model asks for.
    """
    value, lines = document(text, where)
    return checked(value, lines, model, where)


def checked(value: Any, lines: Mapping[Place, int], model: type[Model], where: str) -> Model:
    """What `document` returned as a value of a model.

    Raises:
        DataError: It is not what the model asks for.
    """
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise DataError("{slips}", slips=_slips(error, model, lines, where)) from None


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


def document(text: str, where: str) -> tuple[Any, Mapping[Place, int]]:
    """YAML text as plain values, and the line on which each stands, by its place.

    Raises:
        DataError: It is not YAML, has a key twice, or is empty.
    """
    try:
        _check_depth(text, where)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise DataError(
            "{place}: this is not YAML: {why}. Check indentation, quotes and colons there.",
            place=f"{where}:{mark.line + 1}" if mark else where,
            why=_UNREADABLE.get(str(error.problem), error.problem),
        ) from error
    except yaml.reader.ReaderError as error:
        raise DataError(
            "{file}: this is not YAML: unacceptable character #x{code}: control characters are not "
            "allowed. Save it as UTF-8 text.",
            file=where,
            code=f"{error.character:04x}",
        ) from error
    if root is None:
        raise DataError("{file} is empty. Write the keys it should hold.", file=where)
    lines: dict[Place, int] = {}
    return _plain(root, (), lines, where), lines


def line_of(lines: Mapping[Place, int], where: str, place: Place) -> str:
    """Where a place of a YAML file stands, as `file:line`; what holds it, if it is not there."""
    while place and place not in lines:
        place = place[:-1]
    return f"{where}:{lines.get(place, 1)}"


_UNREADABLE: Final = {
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


def _check_depth(text: str, where: str) -> None:
    """Refuse nesting that would overrun the stack of the composer, which is written in C."""
    if sum(map(text.count, "[{-?")) < SUSPICIOUS:
        return
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise DataError(
                "{place}: this is nested too deeply to be read. Write it out with fewer brackets "
                "and anchors.",
                place=f"{where}:{mark.line + 1}" if (mark := event.start_mark) else where,
            )


def _plain(node: yaml.Node, place: Place, lines: dict[Place, int], where: str) -> Any:
    if len(place) > DEEPEST or len(lines) > MOST_PARTS:
        raise DataError(
            "{place}: this is too deep or too much for one file, or repeats itself by an anchor. "
            "Write it out with fewer brackets and anchors.",
            place=f"{where}:{node.start_mark.line + 1}",
        )
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        found: dict[Hashable, Any] = {}
        for key_node, value_node in node.value:
            key = _scalar(key_node, where)
            here = (*place, key)
            if key in found:
                raise DataError(
                    "{place}: the key `{key}` is given a second time; the first is on line {line}. "
                    "Keep one.",
                    place=f"{where}:{key_node.start_mark.line + 1}",
                    key=key,
                    line=lines[here],
                )
            lines[here] = key_node.start_mark.line + 1
            found[key] = _plain(value_node, here, lines, where)
        return found
    if isinstance(node, yaml.SequenceNode):
        return [_plain(each, (*place, i), lines, where) for i, each in enumerate(node.value)]
    return _scalar(node, where)


def _scalar(node: yaml.Node, where: str) -> Any:
    here = f"{where}:{node.start_mark.line + 1}"
    if not isinstance(node, yaml.ScalarNode):
        raise DataError("{place}: a key must be a word. Put it in quotes.", place=here)
    match node.tag.rpartition(":")[2]:
        case "null":
            return None
        case "bool":
            return node.value == "true"
        case "int" | "float" if len(node.value) > LONGEST_NUMBER:
            raise DataError(
                "{place}: a number of {n} figures is more than anything here can mean. Shorten it.",
                place=here,
                n=len(node.value),
            )
        case "int":
            return int(node.value)
        case "float":
            return float(node.value)
        case _:
            return node.value


def _slips(
    error: ValidationError, model: type[BaseModel], lines: Mapping[Place, int], where: str
) -> Listing:
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
        near = get_close_matches(str(place[-1]), sorted(_names(model)), n=1, cutoff=0.6)
        return Phrase(
            "{place}: there is no key `{key}` here.{hint}",
            place=here,
            key=place[-1],
            hint=meant(near) or Phrase(" Take it out."),
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
        near = get_close_matches(str(slip["input"]), bare, n=1, cutoff=0.5)
        return Phrase(
            "input should be {accepted}.{hint}",
            accepted=Either(map(Term, accepted, bare)),
            hint=meant(near) if isinstance(slip["input"], str) else "",
        )
    said = str(context.get("error") or slip["msg"]).rstrip(".")
    return Phrase("this does not fit: {why}.", why=said[:1].lower() + said[1:])


def _is_tag(part: object) -> bool:
    """Whether a part of a place is pydantic's own name for a branch."""
    return isinstance(part, str) and ("[" in part or "(" in part)


def _names(model: type[BaseModel]) -> set[str]:
    """Every key a model and those in it know."""
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return {name for part in parts for name in part.get("properties", {})}
