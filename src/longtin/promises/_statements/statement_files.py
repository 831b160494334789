"""Loading of statements: the shipped ones and those of a file or folder of one's own."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import Field

from longtin._data import Bilingual, Closed, Place, checked, document, line_of, read, text_of
from longtin._language import message
from longtin.errors import DataError, LongtinError, Phrase, UnknownIdError, meant
from longtin.promises._statements.commitment import Commitment, Contest
from longtin.promises._statements.party import party_name, party_named
from longtin.promises._statements.stated_position import StatedPosition
from longtin.promises._statements.vocabulary import DATA
from longtin.promises._statements.word_finding import FindingReply, WordFinding

Said = TypeVar("Said", Contest, FindingReply, WordFinding)


class StatementFile(Closed):
    """A file of statements.

    Attributes:
        commitments: Promises.
        positions: What was said of an issue.
        sources: Where they were read, by key; a file may use the shipped ones too.
    """

    commitments: tuple[Commitment, ...] = ()
    positions: tuple[StatedPosition, ...] = ()
    sources: dict[str, Bilingual] = Field(default_factory=dict)


class _Sources(Closed):
    sources: dict[str, Bilingual]


@dataclass(frozen=True)
class Statements:
    """Commitments and positions, and where they were read.

    Attributes:
        commitments: By id, in order of time.
        positions: By id, in order of time.
        sources: By key.
    """

    commitments: Mapping[str, Commitment]
    positions: Mapping[str, StatedPosition]
    sources: Mapping[str, Bilingual]

    def __repr__(self) -> str:
        """In short."""
        counts = f"{len(self.commitments)} commitments, {len(self.positions)} positions"
        return f"<Statements: {counts}>"


@cache
def shipped() -> Statements:
    """The statements of the package.

    Raises:
        DataError: A file is not as it should be; it is named with its line.
    """
    sources = read(DATA / "statement-sources.yaml", _Sources).sources
    return _joined(files_of(DATA / "statements"), sources)


def statements(own: Path | None = None) -> Statements:
    """The shipped statements and one's own beside them.

    Args:
        own: A file, or a folder with several that end in `.yaml`.

    Raises:
        DataError: A file is not as it should be; it is named with its line.
    """
    if own is None:
        return shipped()
    base = shipped()
    mine = _joined(files_of(own), base.sources, (base.commitments, base.positions))
    return Statements(
        _by_day({**base.commitments, **mine.commitments}, lambda each: each.made),
        _by_day({**base.positions, **mine.positions}, lambda each: each.on),
        MappingProxyType({**base.sources, **mine.sources}),
    )


def read_statements(path: Path) -> Statements:
    """Only the statements of one file or folder, checked as the shipped ones are.

    Raises:
        DataError: A file is not as it should be; it is named with its line.
    """
    base = shipped()
    return _joined(files_of(path), base.sources, (base.commitments, base.positions))


def commitment(name: str, among: Statements | None = None) -> Commitment:
    """One commitment, by its id.

    Raises:
        UnknownIdError: There is none of that name; the nearest is named.
    """
    known = (among or shipped()).commitments
    if name not in known:
        raise UnknownIdError(
            "There is no commitment `{name}`.{hint} `longtin commitments` lists them.",
            name=name,
            hint=meant(get_close_matches(name.lower(), known, n=1, cutoff=0.4)),
        )
    return known[name]


def one_statement(kind: str, value: Mapping[str, Any], where: str) -> Commitment | StatedPosition:
    """A commitment or position from plain values, as a file has them.

    Args:
        kind: `commitment` or `position`.
        value: Its keys.
        where: What to call it in refusals.

    Raises:
        DataError: It is not as it should be, or names a party that there is not.
    """
    model: type[Commitment | StatedPosition]
    model = Commitment if kind == "commitment" else StatedPosition
    found = checked(value, {}, model, where)
    day = found.made if isinstance(found, Commitment) else found.on
    for _, party in _parties(found):
        party_name(party, day, "en")
    return found


def files_of(path: Any) -> list[Any]:
    """The file itself, or those of a folder that end in `.yaml`, by name."""
    if isinstance(path, Path) and path.is_file():
        return [path]
    if isinstance(path, Path) and not path.is_dir():
        raise DataError(
            "{path} is neither a file nor a folder. Name one with commitments or positions.",
            path=path,
        )
    found = sorted(
        (each for each in path.iterdir() if each.name.endswith(".yaml")), key=lambda each: each.name
    )
    if not found:
        raise DataError("{path} holds no file that ends in .yaml.", path=path)
    return found


def _joined(
    files: Iterable[Any],
    sources: Mapping[str, Bilingual],
    others: tuple[Mapping[str, Any], Mapping[str, Any]] = ({}, {}),
) -> Statements:
    held: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
    known = dict(sources)
    whole = [(file, read(file, StatementFile)) for file in files]
    for _, one in whole:
        known |= one.sources
    everything = {
        each.id: each
        for each in (
            *others[0].values(),
            *(each for _, one in whole for each in one.commitments),
        )
    }
    for file, one in whole:
        for place, kind in enumerate(("commitments", "positions")):
            for row, each in enumerate(getattr(one, kind)):
                where = (kind, row)
                if each.id in held[place] or each.id in others[place]:
                    _refuse(file, (*where, "id"), message("there is `{value}` already"), each.id)
                _check(file, where, each, known, everything)
                held[place][each.id] = _by_keys(each)
    return Statements(
        _by_day(held[0], lambda each: each.made),
        _by_day(held[1], lambda each: each.on),
        MappingProxyType(known),
    )


def _by_day(found: Mapping[str, Any], day: Any) -> Mapping[str, Any]:
    return MappingProxyType(dict(sorted(found.items(), key=lambda item: (day(item[1]), item[0]))))


def _check(
    file: Any,
    where: Place,
    each: Commitment | StatedPosition,
    sources: Mapping[str, Bilingual],
    commitments: Mapping[str, Commitment],
) -> None:
    """Refuse what points at nothing."""
    for place, source in _sources(each):
        if source not in sources:
            why = message("`{value}` is no source; list it under `sources`")
            _refuse(file, (*where, *place), why, source)
    day = each.made if isinstance(each, Commitment) else each.on
    for place, party in _parties(each):
        try:
            party_named(party, day)
        except LongtinError as error:
            raise DataError(
                "{place}: {why}", place=_line(file, (*where, *place)), why=error
            ) from error
    for place, name in _references(each):
        if name not in commitments:
            _refuse(file, (*where, *place), message("there is no commitment `{value}`"), name)


def _sources(each: Commitment | StatedPosition) -> Iterator[tuple[Place, str]]:
    yield ("stated", "source"), each.stated.source
    parts: tuple[str, ...] = ("follows",)
    if isinstance(each, Commitment):
        parts = ("deliveries", "findings", "contests")
        for row, seen in enumerate(each.findings):
            if seen.reply is not None:
                yield ("findings", row, "reply", "source"), seen.reply.source
        if each.ended is not None:
            yield ("ended", "source"), each.ended.source
    for part in parts:
        for row, one in enumerate(getattr(each, part)):
            yield (part, row, "source"), one.source


def _parties(each: Commitment | StatedPosition) -> Iterator[tuple[Place, str]]:
    if isinstance(each, StatedPosition):
        yield ("by",), each.by
        return
    for name in ("by", "to"):
        for party in getattr(each, name):
            yield (name,), party
    for row, one in enumerate(each.contests):
        yield ("contests", row, "by"), one.by
    for row, seen in enumerate(each.findings):
        yield ("findings", row, "by"), seen.by
        if seen.reply is not None:
            yield ("findings", row, "reply", "by"), seen.reply.by


def _by_keys(each: Commitment | StatedPosition) -> Commitment | StatedPosition:
    """The same with its parties by their keys, so that `Việt Nam` and `VNM` are one."""
    if isinstance(each, StatedPosition):
        return each.model_copy(update={"by": party_named(each.by, each.on)})

    day = each.made

    def keyed(one: Said) -> Said:
        return one.model_copy(update={"by": party_named(one.by, day)})

    return each.model_copy(
        update={
            "by": tuple(party_named(party, day) for party in each.by),
            "to": tuple(party_named(party, day) for party in each.to),
            "contests": tuple(map(keyed, each.contests)),
            "findings": tuple(
                keyed(one).model_copy(update={"reply": one.reply and keyed(one.reply)})
                for one in each.findings
            ),
        }
    )


def _references(each: Commitment | StatedPosition) -> Iterator[tuple[Place, str]]:
    if isinstance(each, StatedPosition):
        for row, one in enumerate(each.follows):
            if one.commitment is not None:
                yield ("follows", row, "commitment"), one.commitment
        return
    for name in ("restates", "part_of"):
        if (value := getattr(each, name)) is not None:
            yield (name,), value
    for value in each.depends_on:
        yield ("depends_on",), value


def _refuse(file: Any, place: Place, why: str, value: str) -> None:
    raise DataError("{place}: {why}.", place=_line(file, place), why=Phrase(why, value=value))


def _line(file: Any, place: Place) -> str:
    name = str(file) if isinstance(file, Path) else file.name
    return line_of(document(text_of(file), name)[1], name, place)
