"""Files of every archive, damaged in every way: an answer, never a traceback or half a record."""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acts.damages import DAMAGES, DATA, FILES, answered, with_a_line_of_40_megabytes


def cases() -> Iterator[tuple[str, str]]:
    """Two damages a file, in turn; `tools/fuzz_imports.py` draws others, and many more."""
    kinds = sorted(DAMAGES)
    for place, name in enumerate(FILES):
        first = 2 * place + 2 * place // len(kinds)
        for turn in range(2):
            yield name, kinds[(first + turn) % len(kinds)]


@pytest.mark.parametrize(("name", "damage"), list(cases()))
def test_a_damaged_file_is_answered_and_accounted_for(
    name: str, damage: str, tmp_path: Path
) -> None:
    """Refused as a whole with nothing changed, or read with every row accounted for."""
    chance = random.Random(f"{name} {damage}")  # noqa: S311 - cases, not secrets
    content = DAMAGES[damage]((DATA / name).read_bytes(), chance)

    answered(name, content, tmp_path)


def test_every_damage_is_met() -> None:
    """However many files and kinds there come to be."""
    met = Counter(damage for _, damage in cases())

    assert set(met) == set(DAMAGES)
    assert min(met.values()) >= 2


@pytest.mark.slow
@pytest.mark.parametrize("name", ["plain_cells_of_several_lines.csv", "polecat_as_published.txt"])
def test_a_line_of_40_megabytes_is_answered(name: str, tmp_path: Path) -> None:
    """Between commas, where quotation marks count, and between tabs, where they do not."""
    chance = random.Random(name)  # noqa: S311 - cases, not secrets
    content = with_a_line_of_40_megabytes((DATA / name).read_bytes(), chance)

    answered(name, content, tmp_path)


@pytest.mark.parametrize("name", FILES)
def test_a_whole_file_is_read(name: str, tmp_path: Path) -> None:
    """What damages are measured against."""
    assert answered(name, (DATA / name).read_bytes(), tmp_path) == "read"
