"""A user's own payoffs: what is given counts, what is wrong is refused."""

from pathlib import Path

import pytest

from longtin.errors import DataError
from longtin.game import assumptions, read_assumptions


def own(folder: Path, text: str) -> Path:
    """A user's file."""
    path = folder / "payoffs.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_not_given_stays_as_shipped(tmp_path: Path) -> None:
    """Somebody who doubts one number need not restate all."""
    read = read_assumptions(own(tmp_path, "both: {reputation: 0.5}\n"))

    assert read.both.reputation == 0.5
    assert read.both.vulnerability == assumptions().both.vulnerability
    assert read.reference_stake == assumptions().reference_stake


def test_a_party_differs_from_both_in_what_it_says(tmp_path: Path) -> None:
    """The weaker side has more to lose from the same stake."""
    text = "both: {reputation: 0.5}\nparties:\n  Alpha: {vulnerability: 6}\n"

    read = read_assumptions(own(tmp_path, text))

    assert read.parties["Alpha"].vulnerability == 6
    assert read.parties["Alpha"].reputation == 0.5
    assert read.both.vulnerability == assumptions().both.vulnerability


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("both: {vulnerabilty: 6}\n", "Did you mean `vulnerability`"),
        ("both: {gain: 3}\n", "`cheating` is 2; it must be above the gain, 3"),
        ("parties: {Alpha: {dread: 0}}\n", "`Alpha`: `dread` is 0"),
        ("reference_stake: 2\n", "The reference stake is 2"),
    ],
)
def test_a_slip_is_told_with_its_file(tmp_path: Path, text: str, told: str) -> None:
    """A refusal teaches."""
    with pytest.raises(DataError, match=r"payoffs\.yaml") as refusal:
        read_assumptions(own(tmp_path, text))

    assert told in str(refusal.value)
