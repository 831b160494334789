"""Files of every archive, damaged in every way: an answer, never a traceback or half a record."""

import random
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings, strategies as st

from longtin.acts import Record, import_files
from longtin.errors import LongtinError
from tests.acts.test_import import adds_up
from tests.acts.test_readers import DATA

FILES = (
    "polecat_as_published.txt",
    "polecat_header_missing.txt",
    "gdelt2_as_published.export.CSV",
    "gdelt1_as_published.export.CSV",
    "icews_yearly_quoted_by_dataverse.tab",
    "mid_two_new_years.csv",
    "mid_dyadic_as_published.csv",
    "atop_directed.csv",
    "atop_undirected.csv",
    "unga_a_new_session.csv",
)
Damage = Callable[[bytes, random.Random], bytes]


def truncated(content: bytes, chance: random.Random) -> bytes:
    """A download that stopped."""
    return content[: chance.randrange(len(content))]


def with_columns_shuffled(content: bytes, chance: random.Random) -> bytes:
    """In another order; a header, if there is one, goes with them."""
    separator = b"\t" if b"\t" in content else b","
    rows = [line.split(separator) for line in content.splitlines()]
    order = list(range(max(map(len, rows))))
    chance.shuffle(order)
    return b"\n".join(
        separator.join(row[place] for place in order if place < len(row)) for row in rows
    )


def with_cells_swapped(content: bytes, chance: random.Random) -> bytes:
    """Values in columns they do not belong to."""
    separator = b"\t" if b"\t" in content else b","
    rows = [line.split(separator) for line in content.splitlines()]
    for row in rows[1:]:
        one, two = chance.randrange(len(row)), chance.randrange(len(row))
        row[one], row[two] = row[two], row[one]
    return b"\n".join(separator.join(row) for row in rows)


def in_another_encoding(content: bytes, chance: random.Random) -> bytes:
    """As programs of another age or country write it."""
    text = content.decode("utf-8").replace("a", chance.choice("äđ†а"))
    return text.encode(
        chance.choice(["utf-16", "utf-16-be", "cp1252", "cp1251", "utf-7"]), "replace"
    )


def with_a_huge_field(content: bytes, chance: random.Random) -> bytes:
    """A page in a cell, or a list without end."""
    place = chance.randrange(len(content))
    filler = chance.choice([b"x", b";USA", b"9", b'"', b"\xc3\xa9"]) * 100_000
    return content[:place] + filler + content[place:]


def with_binary(content: bytes, chance: random.Random) -> bytes:
    """A disk that forgot."""
    place = chance.randrange(len(content))
    return content[:place] + chance.randbytes(chance.randrange(1, 200)) + content[place:]


def with_strange_numbers(content: bytes, chance: random.Random) -> bytes:
    """Digits of other scripts, overflowing and negative numbers, other kinds of nothing."""
    strange = ["٣", "99999999999999999999", "-1", "1e9", "²", "NaN", "", "0x10", "2023-02-30"]
    text = content.decode("utf-8")
    for _ in range(6):
        found = chance.randrange(len(text))
        text = text[:found] + chance.choice(strange) + text[found + 1 :]
    return text.encode("utf-8")


DAMAGES: dict[str, Damage] = {
    damage.__name__: damage
    for damage in (
        truncated,
        with_columns_shuffled,
        with_cells_swapped,
        in_another_encoding,
        with_a_huge_field,
        with_binary,
        with_strange_numbers,
    )
}


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=8)
@given(damage=st.sampled_from(sorted(DAMAGES)), chance=st.randoms(use_true_random=False))
def test_a_damaged_file_is_answered_and_accounted_for(
    name: str, damage: str, chance: random.Random
) -> None:
    """Refused as a whole with no record made, or read with every row accounted for."""
    content = DAMAGES[damage]((DATA / name).read_bytes(), chance)
    with TemporaryDirectory() as folder:
        file, mine = Path(folder) / name, Path(folder) / "mine.duckdb"
        file.write_bytes(content)
        said = ""
        try:
            (ledger,) = import_files([file], mine)
        except LongtinError as refusal:
            said = str(refusal)
        if said:
            assert said.startswith(str(file))
            assert not mine.exists()
            assert [each.name for each in Path(folder).iterdir()] == [name]
            return

        assert adds_up(ledger)
        with Record.open(mine) as record:
            refused = record.refusals().filter(record.refusals()["dataset"] == ledger.dataset)
            assert refused.height == sum(ledger.refused.values())
            assert (refused["row"] >= 1).all()
            record.ties("alliance", [2, 20])
            record.votes_agreement([(2, 816)])
            record.coverage()
