"""Strict YAML loading: what is wrong is said with its file, line and value.

Files follow the core schema of YAML 1.2: `no`, `on` and `12:30` are words, dates are read by the
model that asks for them, and a key given twice is refused.
"""

import hashlib
import pickle
import re
from collections.abc import Hashable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from longtin import _kept_files
from longtin._files import read_some
from longtin._slips import UNREADABLE, Place as Place, line_of as line_of, misfits, slips as slips
from longtin.errors import DataError, LongtinError

Model = TypeVar("Model", bound=BaseModel)

DEEPEST, MOST_PARTS, LONGEST_NUMBER = 40, 200_000, 40
"""How deep a file may be nested, how many parts it may have, and how many figures a number."""

SUSPICIOUS = 5_000
"""Brackets and dashes from which the depth of a file is looked at before it is read."""


OWN: Final = Path(__file__).parent
"""The package, whose files are read once and kept as plain values."""


class Closed(BaseModel):
    """A value read from a file: frozen, and refusing keys it does not know.

    How it is checked is worked out when it is first read, so that importing a part costs little.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        defer_build=True,
        coerce_numbers_to_str=True,  # a code made of figures is a word where words belong
    )

    def __repr__(self) -> str:
        """In short where it has a name of its own; else with all its fields."""
        name = getattr(self, "id", None)
        return super().__repr__() if name is None else f"<{type(self).__name__} {name}>"


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


class WrittenInt(int):
    """A whole number of a file, with the figures it is written in: `020` is a code, not twenty."""

    written: str

    def __str__(self) -> str:
        """As written."""
        return self.written


class WrittenFloat(float):
    """A number with a point, of a file, with the figures it is written in."""

    written: str

    def __str__(self) -> str:
        """As written."""
        return self.written


PARTED: Final = re.compile(r"[-+]?[1-9]\d{0,2}\.\d{3}")
"""A number whose point may part thousands, as in much of the world, or tenths."""


def check_one_reading(written: str) -> None:
    """Refuse a number whose point may part thousands or tenths.

    Raises:
        LongtinError: It may; both ways to write it are named.
    """
    if PARTED.fullmatch(written):
        tenths = written.rstrip("0").rstrip(".")
        raise LongtinError(
            "`{written}` may be {thousands} or {tenths}. Write one of these.",
            written=written,
            thousands=written.replace(".", ""),
            tenths=f"{tenths}0" if PARTED.fullmatch(tenths) else tenths,
        )


_PARTS: Final = r"[.,\u00a0\u202f ]"
GROUPED: Final = re.compile(rf"([-+]?[1-9]\d{{0,2}})(?:({_PARTS})\d{{3}}(?:\2\d{{3}})*)")
"""A whole number in groups of three, parted by one sign throughout."""


def number_from(written: str) -> str:
    """A number as people write it, as a file should have it; other text as it is.

    `1.234.567`, `1,234,567` and `13 500` are whole numbers in groups, `13,5` is thirteen and a
    half.

    Raises:
        ValueError: It may be two numbers, as `13,500`; both ways to write it are named.
    """
    bare = written.strip()
    grouped = GROUPED.fullmatch(bare)
    if grouped:
        sign = grouped[2]
        if sign in ".," and bare.count(sign) == 1:
            try:
                check_one_reading(bare.replace(",", "."))
            except LongtinError as error:
                raise ValueError(error) from error
        return bare.replace(sign, "")
    return bare.replace(",", ".") if re.fullmatch(r"[-+]?\d+,\d+", bare) else written


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
    text = text_of(path)
    if not (isinstance(path, Path) and path.is_relative_to(OWN)):
        return parse(text, model, where)
    try:
        return model.model_validate(_plain_values(text, where))
    except ValidationError:
        return parse(text, model, where)  # which says what is wrong, and on which line


@cache
def _reader() -> bytes:
    """Source of what makes plain values of a text."""
    return Path(__file__).read_bytes()


def _plain_values(text: str, where: str) -> Any:
    """What `document` makes of a file of the package, kept from the first time on."""
    name = f"{hashlib.sha256(_reader() + text.encode()).hexdigest()}.pickle"
    for folder in _kept_files.folders():
        with suppress(OSError, EOFError, ValueError, pickle.UnpicklingError):
            return pickle.loads((folder / name).read_bytes())  # noqa: S301 -- written below
    value = document(text, where)[0]
    _kept_files.keep(name, pickle.dumps(value))
    return value


def text_of(path: Any) -> str:
    """The text of one file.

    Raises:
        DataError: It is not there, or not UTF-8.
    """
    where = str(path) if isinstance(path, Path) else path.name
    try:
        return str(read_some(path).decode("utf-8-sig"))
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
        raise DataError("{slips}", slips=misfits(error, model, lines, where)) from None


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
            why=UNREADABLE.get(str(error.problem), error.problem),
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
        written: set[str] = set()
        for key_node, value_node in node.value:
            key = _scalar(key_node, where)
            here = (*place, key)
            if key in found or str(key) in written:
                raise DataError(
                    "{place}: the key `{key}` is given a second time; the first is on line {line}. "
                    "Keep one.",
                    place=f"{where}:{key_node.start_mark.line + 1}",
                    key=key,
                    line=lines[here],
                )
            written.add(str(key))
            lines[here] = key_node.start_mark.line + 1
            if not isinstance(key, str):
                lines[*place, str(key)] = lines[here]
            found[key] = _plain(value_node, here, lines, where)
        return found
    if isinstance(node, yaml.SequenceNode):
        return [_plain(each, (*place, i), lines, where) for i, each in enumerate(node.value)]
    return _scalar(node, where)


_WORD: Final = "tag:yaml.org,2002:str"


def _scalar(node: yaml.Node, where: str) -> Any:
    if node.tag == _WORD:
        return node.value
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
            whole = int(node.value)
            return whole if str(whole) == node.value else _as_written(WrittenInt(whole), node)
        case "float":
            try:
                check_one_reading(node.value)
            except LongtinError as error:
                raise DataError("{place}: {why}", place=here, why=error) from None
            number = float(node.value)
            if repr(number) == node.value:
                return number
            return _as_written(WrittenFloat(node.value), node)
        case _:
            return node.value


Number = TypeVar("Number", WrittenInt, WrittenFloat)


def _as_written(number: Number, node: yaml.ScalarNode) -> Number:
    number.written = node.value
    return number
