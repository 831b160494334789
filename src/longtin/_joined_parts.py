"""Joined parts: one Parquet file of several, whose pages are copied as they are.

Reading rows and writing them again would take longer than making them. A Parquet file is pages and
a footer that says where they stand: pages of one file after those of another need a new footer, and
nothing else. The footer is in Thrift's compact protocol, read here as far as it has to be.

Source:
    Apache Parquet, parquet.thrift, structures FileMetaData, RowGroup, ColumnChunk, ColumnMetaData;
    Apache Thrift, compact protocol.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

MAGIC = b"PAR1"

TRUE, FALSE, BYTE, I64, DOUBLE, BINARY, LIST, SET, MAP, STRUCT = 1, 2, 3, 6, 7, 8, 9, 10, 11, 12
"""Types of the compact protocol; 4 and 5 are whole numbers too, written as `I64` is."""

SCHEMA, ROWS, GROUPS, SAID = 2, 3, 4, 5
"""Fields of FileMetaData: columns, number of rows, row groups, and what the file says of itself."""

COLUMNS, GROUP_ROWS, GROUP_AT, ORDINAL = 1, 3, 5, 7
"""Fields of RowGroup."""

COLUMN_PLACES, COLUMN_META = (2, 4, 6), 3
"""Fields of ColumnChunk: where it and its indices stand, and what says more."""

PAGE_PLACES = (9, 10, 11, 14)
"""Fields of ColumnMetaData: where its pages and its filter stand."""

Fields = dict[int, tuple[int, Any]]
"""A structure: of each field by its number, type and value."""


def join_parts(parts: Iterable[Path], output: Path, said: Mapping[str, str]) -> None:
    """Write one Parquet file of the row groups of several, in their order.

    Args:
        parts: Of the same columns; at least one.
        output: Where it goes.
        said: What the file says of itself; what the parts do is left out, and with it types that
            Parquet does not have.

    Raises:
        ValueError: A part is no Parquet file, or has other columns.
    """
    groups, rows, first = list[bytes](), 0, Fields()
    with output.open("wb") as written:
        written.write(MAGIC)
        for part in parts:
            footer, length = _footer(part)
            first = first or footer
            if footer[SCHEMA] != first[SCHEMA]:
                raise ValueError(part)
            _, held = footer[GROUPS][1]
            moved = written.tell() - len(MAGIC)
            for group in held:
                _move(group, moved)
                rows += group[GROUP_ROWS][1]
                groups.append(_told(STRUCT, group))
            with part.open("rb") as read:
                read.seek(len(MAGIC))
                _copy(read, written, length)
        first[ROWS] = (I64, rows)
        first[SAID] = (LIST, (STRUCT, [_pair(*each) for each in said.items()]))
        first[GROUPS] = (LIST, (BINARY, []))
        end = _struct(first, {GROUPS: _list_head(len(groups), STRUCT) + b"".join(groups)})
        written.write(end + len(end).to_bytes(4, "little") + MAGIC)


def _footer(part: Path) -> tuple[Fields, int]:
    """The footer of a file, and how many bytes of pages stand before it."""
    with part.open("rb") as read:
        size = read.seek(0, 2)
        read.seek(max(size - 8, 0))
        long, mark = int.from_bytes(read.read(4), "little"), read.read(4)
        if mark != MAGIC or long + 12 > size:
            raise ValueError(part)
        read.seek(size - 8 - long)
        found, _ = _read(read.read(long), 0, STRUCT)
    return found, size - 12 - long


def _copy(read: Any, written: Any, length: int) -> None:
    """So many bytes from one file to another."""
    while length > 0:
        some = read.read(min(length, 1 << 22))
        length -= len(some)
        written.write(some)


def _move(group: Fields, by: int) -> None:
    """Let a row group stand so many bytes later."""
    group.pop(ORDINAL, None)
    _shift(group, (GROUP_AT,), by)
    for column in group[COLUMNS][1][1]:
        _shift(column, COLUMN_PLACES, by)
        _shift(column[COLUMN_META][1], PAGE_PLACES, by)


def _shift(fields: Fields, numbers: tuple[int, ...], by: int) -> None:
    for number in numbers:
        kind, place = fields.get(number, (0, 0))
        if place:
            fields[number] = (kind, place + by)


def _pair(key: str, value: str) -> Fields:
    return {1: (BINARY, key.encode()), 2: (BINARY, value.encode())}


def _read(held: bytes, at: int, kind: int) -> tuple[Any, int]:
    """A value of a type that begins at a place, and where the next begins."""
    if kind in {TRUE, FALSE}:
        return held[at] == TRUE, at + 1
    if kind == BYTE:
        return held[at], at + 1
    if kind == DOUBLE:
        return held[at : at + 8], at + 8
    if kind == BINARY:
        length, at = _read_size(held, at)
        return held[at : at + length], at + length
    if kind in {LIST, SET}:
        return _read_list(held, at)
    if kind == STRUCT:
        return _read_struct(held, at)
    if kind == MAP:
        raise ValueError("a map")  # Parquet's footer has none
    size, at = _read_size(held, at)
    return (size >> 1) ^ -(size & 1), at


def _read_size(held: bytes, at: int) -> tuple[int, int]:
    found = shift = 0
    while True:
        byte, at = held[at], at + 1
        found |= (byte & 0x7F) << shift
        if byte < 0x80:
            return found, at
        shift += 7


def _read_list(held: bytes, at: int) -> tuple[tuple[int, list[Any]], int]:
    size, kind, at = held[at] >> 4, held[at] & 15, at + 1
    if size == 15:
        size, at = _read_size(held, at)
    found = []
    for _ in range(size):
        each, at = _read(held, at, kind)
        found.append(each)
    return (kind, found), at


def _read_struct(held: bytes, at: int) -> tuple[Fields, int]:
    found, number = Fields(), 0
    while held[at]:
        step, kind, at = held[at] >> 4, held[at] & 15, at + 1
        if step:
            number += step
        else:
            number, at = _read(held, at, I64)
        if kind in {TRUE, FALSE}:
            found[number] = (kind, kind == TRUE)
        else:
            value, at = _read(held, at, kind)
            found[number] = (kind, value)
    return found, at + 1


def _told(kind: int, value: Any) -> bytes:
    """A value as bytes."""
    if kind in {TRUE, FALSE}:
        return bytes([TRUE if value else FALSE])
    if kind == BYTE:
        return bytes([value])
    if kind == DOUBLE:
        return bytes(value)
    if kind == BINARY:
        return _size(len(value)) + bytes(value)
    if kind in {LIST, SET}:
        of, values = value
        return _list_head(len(values), of) + b"".join(_told(of, each) for each in values)
    if kind == STRUCT:
        return _struct(value, {})
    return _size((value << 1) ^ (value >> 63))


def _size(number: int) -> bytes:
    found = bytearray()
    while number >= 0x80:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*found, number])


def _list_head(size: int, kind: int) -> bytes:
    return bytes([size << 4 | kind]) if size < 15 else bytes([15 << 4 | kind]) + _size(size)


def _struct(fields: Fields, told: Mapping[int, bytes]) -> bytes:
    """A structure as bytes; of some fields as told."""
    found, before = bytearray(), 0
    for number, (kind, value) in sorted(fields.items()):
        step = number - before
        found += bytes([step << 4 | kind]) if step < 16 else bytes([kind]) + _told(I64, number)
        if kind not in {TRUE, FALSE}:
            found += told[number] if number in told else _told(kind, value)
        before = number
    return bytes(found) + b"\0"
