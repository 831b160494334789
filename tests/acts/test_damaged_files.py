"""Files of every archive, damaged in every way: an answer, never a traceback or half a record."""

import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings, strategies as st

from tests.acts.damages import (
    DAMAGES,
    DATA,
    FILES,
    answered,
    with_a_line_of_40_megabytes,
)


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=3)
@given(damage=st.sampled_from(sorted(DAMAGES)), chance=st.randoms(use_true_random=False))
def test_a_damaged_file_is_answered_and_accounted_for(
    name: str, damage: str, chance: random.Random
) -> None:
    """Refused as a whole with nothing changed, or read with every row accounted for."""
    content = DAMAGES[damage]((DATA / name).read_bytes(), chance)

    with TemporaryDirectory() as folder:
        answered(name, content, Path(folder))


@pytest.mark.parametrize("damage", sorted(DAMAGES))
@settings(max_examples=2)
@given(name=st.sampled_from(FILES), chance=st.randoms(use_true_random=False))
def test_every_damage_is_answered(damage: str, name: str, chance: random.Random) -> None:
    """Each at least a few times, whichever the archive."""
    content = DAMAGES[damage]((DATA / name).read_bytes(), chance)

    with TemporaryDirectory() as folder:
        answered(name, content, Path(folder))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["plain_cells_of_several_lines.csv", "polecat_as_published.txt"])
@settings(max_examples=2)
@given(chance=st.randoms(use_true_random=False))
def test_a_line_of_40_megabytes_is_answered(name: str, chance: random.Random) -> None:
    """Between commas, where quotation marks count, and between tabs, where they do not."""
    content = with_a_line_of_40_megabytes((DATA / name).read_bytes(), chance)

    with TemporaryDirectory() as folder:
        answered(name, content, Path(folder))


def test_a_whole_file_is_read() -> None:
    """What damages are measured against."""
    with TemporaryDirectory() as folder:
        for name in FILES:
            assert answered(name, (DATA / name).read_bytes(), Path(folder)) == "read"
            (Path(folder) / name).unlink()
