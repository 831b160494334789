"""Damages that files of every archive meet, and what an import owes a damaged file."""

import random
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from longtin._language import Language, told
from longtin.acts import Record, import_files
from longtin.errors import LongtinError
from tests.acts.test_import import adds_up

DATA = Path(__file__).parents[1] / "data"
FILES = tuple(sorted(path.name for path in DATA.iterdir()))
Damage = Callable[[bytes, random.Random], bytes]


def truncated(content: bytes, chance: random.Random) -> bytes:
    """A download that stopped."""
    return content[: chance.randrange(len(content))]


def with_columns_shuffled(content: bytes, chance: random.Random) -> bytes:
    """In another order; a header, if there is one, goes with them."""
    separator, rows = _rows(content)
    order = list(range(max(map(len, rows))))
    chance.shuffle(order)
    return b"\n".join(
        separator.join(row[place] for place in order if place < len(row)) for row in rows
    )


def with_rows_shuffled(content: bytes, chance: random.Random) -> bytes:
    """Sorted by somebody, the header among the rows."""
    rows = content.splitlines()
    chance.shuffle(rows)
    return b"\n".join(rows)


def with_cells_swapped(content: bytes, chance: random.Random) -> bytes:
    """Values in columns they do not belong to."""
    separator, rows = _rows(content)
    for row in rows[1:]:
        one, two = chance.randrange(len(row)), chance.randrange(len(row))
        row[one], row[two] = row[two], row[one]
    return b"\n".join(separator.join(row) for row in rows)


def in_another_encoding(content: bytes, chance: random.Random) -> bytes:
    """As programs of another age or country write it."""
    text = content.decode("utf-8", "replace").replace("a", chance.choice("äđ†а"))
    encodings = ["utf-16", "utf-16-be", "utf-32", "cp1252", "cp1258", "cp1251", "gb18030", "utf-7"]
    return text.encode(chance.choice(encodings), "replace")


def in_mixed_encodings(content: bytes, chance: random.Random) -> bytes:
    """Two files, of two programs, put into one."""
    text = content.decode("utf-8", "replace").replace("e", "é")
    place = chance.randrange(len(text) + 1)
    first, second = chance.sample(["utf-8", "utf-8-sig", "cp1252", "cp1251", "utf-16-le"], 2)
    return text[:place].encode(first, "replace") + text[place:].encode(second, "replace")


def with_a_huge_field(content: bytes, chance: random.Random) -> bytes:
    """A page in a cell, or a list without end."""
    return _with(content, chance, [b"x", b";USA", b"9", b'"', b"\xc3\xa9"], 100_000)


def with_binary(content: bytes, chance: random.Random) -> bytes:
    """A disk that forgot."""
    place = chance.randrange(len(content) + 1)
    return content[:place] + chance.randbytes(chance.randrange(1, 200)) + content[place:]


def with_zero_bytes(content: bytes, chance: random.Random) -> bytes:
    """A disk that was never written to."""
    return _with(content, chance, [b"\x00"], chance.randrange(1, 9))


def with_ends_of_lines(content: bytes, chance: random.Random) -> bytes:
    """Carriage returns, line feeds and other ends, where none belongs."""
    ends = [b"\r", b"\n", b"\r\n", b"\n\r", b"\x0b", b"\x0c", b"\x1c", b"\xc2\x85", b"\xe2\x80\xa8"]
    for _ in range(chance.randrange(1, 6)):
        content = _with(content, chance, ends, 1)
    return content


def with_quotes(content: bytes, chance: random.Random) -> bytes:
    """Quotation marks left open, doubled, or round a line break."""
    for _ in range(chance.randrange(1, 6)):
        content = _with(content, chance, [b'"', b'""', b'"\n"', b',"', b'",', b'\t"', b'"\t'], 1)
    return content


def with_strange_numbers(content: bytes, chance: random.Random) -> bytes:
    """Digits of other scripts, overflowing and negative numbers, other kinds of nothing."""
    strange = ["٣", "99999999999999999999", "-1", "1e9", "²", "NaN", "", "0x10", "2023-02-30"]
    text = content.decode("utf-8", "replace")
    for _ in range(6):
        found = chance.randrange(len(text) + 1)
        text = text[:found] + chance.choice(strange) + text[found + 1 :]
    return text.encode("utf-8")


DAMAGES: dict[str, Damage] = {
    damage.__name__: damage
    for damage in (
        truncated,
        with_columns_shuffled,
        with_rows_shuffled,
        with_cells_swapped,
        in_another_encoding,
        in_mixed_encodings,
        with_a_huge_field,
        with_binary,
        with_zero_bytes,
        with_ends_of_lines,
        with_quotes,
        with_strange_numbers,
    )
}


def with_a_line_of_40_megabytes(content: bytes, chance: random.Random) -> bytes:
    """Longer than what is read or worked on together."""
    return _with(content, chance, [b"x", b'"', b";USA", b"\xc3\xa9", b","], 40_000_000)


def _rows(content: bytes) -> tuple[bytes, list[list[bytes]]]:
    separator = b"\t" if b"\t" in content else b","
    return separator, [line.split(separator) for line in content.splitlines()] or [[b""]]


def _with(content: bytes, chance: random.Random, what: list[bytes], times: int) -> bytes:
    place = chance.randrange(len(content) + 1)
    filler = chance.choice(what)
    return content[:place] + filler * (times // len(filler) or 1) + content[place:]


@cache
def _two_acts() -> bytes:
    """A record that has two acts."""
    with TemporaryDirectory() as folder:
        first, mine = Path(folder) / "first.csv", Path(folder) / "mine.duckdb"
        first.write_text("date,source,type,target\n2014-05-02,VNM,AGREE,CHN\n2014,2,AID,816\n")
        import_files([first], mine)
        return mine.read_bytes()


def answered(name: str, content: bytes, folder: Path) -> str:
    """Import a file into a record that has two acts, and hold what happens against what is owed.

    Args:
        name: What the file is called.
        content: What is in it.
        folder: An empty one.

    Returns:
        `refused` if it was refused as a whole, else `read`.
    """
    file, mine, before = folder / name, folder / "mine.duckdb", _two_acts()
    mine.write_bytes(before)
    file.write_bytes(content)
    refusal = None
    try:
        (ledger,) = import_files([file], mine)
    except LongtinError as error:
        refusal = error
    if refusal is not None:
        assert str(refusal).startswith(str(file))
        assert told(refusal, Language("vi"))
        assert mine.read_bytes() == before
        assert {each.name for each in folder.iterdir()} == {file.name, mine.name}
        return "refused"
    assert adds_up(ledger)
    lines = content.count(b"\n") + content.count(b"\r") + 1
    for (reason, count), (line, *_) in zip(ledger.refusals, ledger.examples, strict=True):
        assert reason.said(Language("vi"))
        assert count >= 1
        assert 1 <= line <= lines
    with Record.open(mine) as record:
        ours = record.acts(datasets=[ledger.dataset], spheres=None) if ledger.acts else None
        assert ours is None or ours.height >= ledger.acts
        record.ties("alliance", [2, 20])
        record.votes_agreement([(2, 816)])
        record.coverage()
    return "read"
