"""Reading YAML strictly: what is wrong is said with its file, line and value.

Files follow the core schema of YAML 1.2: `no`, `on` and `12:30` are words, dates are read by the
model that asks for them, and a key given twice is refused.
"""

import re
from collections.abc import Hashable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from longtin.errors import DataError, Either, Worded, meant, worded

Model = TypeVar("Model", bound=BaseModel)
Place = tuple[Hashable, ...]

MOST_TOLD: Final = 20
"""Slips of one file told at once."""

DEEPEST, MOST_PARTS, LONGEST_NUMBER = 40, 200_000, 40
"""How deep a file may be nested, how many parts it may have, and how many figures a number."""

SUSPICIOUS = 5_000
"""Brackets and dashes from which the depth of a file is looked at before it is read."""

FLATTER = "Write it out with fewer brackets and anchors."


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
            "{file} cannot be read: {why}. Check the name.", file=where, why=error.strerror or error
        ) from error
    except UnicodeDecodeError as error:
        raise DataError(
            "{file} is not UTF-8 text ({why}). Save it as UTF-8.", file=where, why=error.reason
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
        line = f":{mark.line + 1}" if mark else ""
        raise DataError(
            "{place}: this is not YAML: {why}. Check indentation, quotes and colons there.",
            place=f"{where}{line}",
            why=error.problem,
        ) from error
    except yaml.YAMLError as error:
        said = str(error).partition("\n")[0]
        raise DataError(
            "{file}: this is not YAML: {why}. Save it as UTF-8 text.", file=where, why=said
        ) from error
    if root is None:
        raise DataError("{file} is empty. Write the keys it should hold.", file=where)
    lines: dict[Place, int] = {}
    return _plain(root, (), lines, where), lines


def _check_depth(text: str, where: str) -> None:
    """Refuse nesting that would overrun the stack of the composer, which is written in C."""
    if sum(map(text.count, "[{-?")) < SUSPICIOUS:
        return
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            line = f":{event.start_mark.line + 1}" if event.start_mark else ""
            raise DataError(f"{where}{line}: this is nested too deeply to be read. {FLATTER}")


def _plain(node: yaml.Node, place: Place, lines: dict[Place, int], where: str) -> Any:
    if len(place) > DEEPEST or len(lines) > MOST_PARTS:
        raise DataError(
            f"{where}:{node.start_mark.line + 1}: this is too deep or too much for one file, or "
            f"repeats itself by an anchor. {FLATTER}"
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
    if not isinstance(node, yaml.ScalarNode):
        raise DataError(
            f"{where}:{node.start_mark.line + 1}: a key must be a word. Put it in quotes."
        )
    match node.tag.rpartition(":")[2]:
        case "null":
            return None
        case "bool":
            return node.value == "true"
        case "int" | "float" if len(node.value) > LONGEST_NUMBER:
            raise DataError(
                f"{where}:{node.start_mark.line + 1}: a number of {len(node.value)} figures is "
                "more than anything here can mean. Shorten it."
            )
        case "int":
            return int(node.value)
        case "float":
            return float(node.value)
        case _:
            return node.value


def _slips(
    error: ValidationError, model: type[BaseModel], lines: Mapping[Place, int], where: str
) -> Worded:
    found = error.errors(include_url=False)
    places: set[Place] = {tuple(each["loc"]) for each in found}
    told = [_slip(each, model, lines, where) for each in found if not _is_echo(each, places)]
    more = len(told) - MOST_TOLD
    rest = [Worded(f"{where}: {more} more like these.", f"{where}: còn {more} lỗi tương tự.")]
    shown = [*told[:MOST_TOLD], *(rest if more > 0 else [])]
    return Worded(
        *("\n".join(dict.fromkeys(one.of(code) for one in shown)) for code in ("en", "vi"))
    )


def _is_echo(slip: Any, places: set[Place]) -> bool:
    """Whether a list is called too short only because what stands in it has slips."""
    here = tuple(slip["loc"])
    return slip["type"] == "too_short" and any(
        len(other) > len(here) and other[: len(here)] == here for other in places
    )


def _slip(slip: Any, model: type[BaseModel], lines: Mapping[Place, int], where: str) -> Worded:
    place = tuple(slip["loc"])
    known = place
    while known and known not in lines:
        known = known[:-1]
    head = f"{where}:{lines.get(known, 1)}: "
    name = ".".join(str(part) for part in place if not _is_tag(part))
    match slip["type"]:
        case "extra_forbidden":
            near = get_close_matches(str(place[-1]), sorted(_names(model)), n=1, cutoff=0.6)
            hint = meant(near) or Worded(" Take it out.", " Hãy bỏ mục này.")
            return _both(
                f"{head}there is no key `{place[-1]}` here.",
                f"{head}ở đây không có mục `{place[-1]}`.",
                hint,
            )
        case "missing":
            return Worded(
                f"{head}`{name or 'the file'}` is missing. Write it.",
                f"{head}thiếu mục `{name or 'tệp'}`. Hãy ghi thêm.",
            )
        case _:
            is_part = isinstance(slip["input"], dict | list)
            given = ("", "") if is_part else (f" is `{slip['input']}`:", f" là `{slip['input']}`:")
            told = _told(slip)
            return Worded(
                f"{head}`{name or 'the file'}`{given[0]} {told.of('en')}",
                f"{head}`{name or 'tệp'}`{given[1]} {told.of('vi')}",
            )


def _both(en: str, vi: str, after: Worded | str) -> Worded:
    return Worded(en + worded(after, "en"), vi + worded(after, "vi"))


_PLAIN_VI = {
    "string_type": "ở đây cần ghi bằng chữ",
    "int_type": "cần là số nguyên",
    "int_parsing": "cần là số nguyên",
    "int_from_float": "cần là số nguyên",
    "float_type": "cần là số",
    "float_parsing": "cần là số",
    "bool_type": "cần là true hoặc false",
    "bool_parsing": "cần là true hoặc false",
    "dict_type": "ở đây cần các mục có giá trị, mỗi mục một dòng: `key: value`",
    "list_type": "ở đây cần một danh sách, mỗi dòng bắt đầu bằng `-`",
    "tuple_type": "ở đây cần một danh sách, mỗi dòng bắt đầu bằng `-`",
    "too_short": "danh sách cần có ít nhất {min_length} mục",
    "too_long": "danh sách chỉ được có nhiều nhất {max_length} mục",
    "greater_than": "cần lớn hơn {gt}",
    "greater_than_equal": "cần lớn hơn hoặc bằng {ge}",
    "less_than": "cần nhỏ hơn {lt}",
    "less_than_equal": "cần nhỏ hơn hoặc bằng {le}",
    "finite_number": "cần là số hữu hạn",
}
"""What pydantic says of values, in Vietnamese, by its names for what is wrong."""


def _told(slip: Any) -> Worded:
    context = slip.get("ctx") or {}
    if slip["type"] == "model_type":
        return Worded(
            "keys with values belong here, one a line: `key: value`.",
            "ở đây cần các mục có giá trị, mỗi mục một dòng: `key: value`.",
        )
    own = getattr(context.get("error"), "args", ("",))[:1]
    if own and isinstance(own[0], Worded):
        return _both(own[0].of("en").rstrip("."), own[0].of("vi").rstrip("."), ".")
    said = str(context.get("error") or slip["msg"]).removeprefix("Value error, ").rstrip(".")
    en, vi = said[:1].lower() + said[1:], said[:1].lower() + said[1:]
    if slip["type"] in {"literal_error", "enum"}:
        accepted = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        vi = f"cần là {Either(accepted).of('vi')}" if accepted else vi
        near = get_close_matches(str(slip["input"]), accepted, n=1, cutoff=0.5)
        if near and isinstance(slip["input"], str):
            return _both(f"{said}.", f"{vi}.", meant(near))
    elif slip["type"] in _PLAIN_VI:
        vi = _PLAIN_VI[slip["type"]].format(**context)
    return Worded(f"{en}.", f"{vi}.")


def _is_tag(part: object) -> bool:
    """Whether a part of a place is pydantic's own name for a branch."""
    return isinstance(part, str) and ("[" in part or "(" in part)


def _names(model: type[BaseModel]) -> set[str]:
    """Every key a model and those in it know."""
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return {name for part in parts for name in part.get("properties", {})}
