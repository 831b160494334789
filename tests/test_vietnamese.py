"""Vietnamese as an official writes it: words that must not come back, in what is shown."""

import re
from collections.abc import Mapping

import pytest
from typer.testing import CliRunner

from longtin._language import _catalogue
from longtin.cli import app

FORBIDDEN = ("ăn miếng trả miếng", "thăm viếng", "đê-xi-ben")
"""What no office writes of dealings between states: *có đi có lại*, *chuyến thăm*."""

COMMANDS = (
    ("explain", "VNM", "CHN", "--at", "2014-05", "--lang", "vi"),
    ("acts", "VNM", "CHN", "--from", "2014-05-07", "--to", "2014-05-14", "--lang", "vi"),
    ("trust", "VNM", "CHN", "--as-of", "2014-05-31", "--lang", "vi"),
    ("contacts", "VNM", "CHN", "--from", "2022", "--lang", "vi"),
)

ENGLISH = re.compile(
    r"\b(?:the|of the|with|and the|from the|towards|Make|Express|intent|Engage|Foreign Affairs|"
    r"Head of Government|Ministry)\b"
)


def translations() -> Mapping[str, tuple[str, ...]]:
    """Every message in Vietnamese."""
    return _catalogue("vi")


def test_no_message_uses_a_word_no_office_would() -> None:
    """A phrase of the playground in a minister's paper discredits the figure beside it."""
    said = [text for texts in translations().values() for text in texts]

    assert [text for text in said if any(word in text.lower() for word in FORBIDDEN)] == []


def test_percentages_are_written_as_vietnamese_does() -> None:
    """No space before the sign."""
    said = [text for texts in translations().values() for text in texts]

    assert [text for text in said if re.search(r"\d\s%(?!\()", text)] == []


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0] + command[1])
def test_an_answer_in_vietnamese_has_no_english_sentence(command: tuple[str, ...]) -> None:
    """What archives call acts, and who acts, is told in the language asked for."""
    answer = CliRunner().invoke(app, list(command), env={"COLUMNS": "250"})

    assert answer.exit_code == 0
    assert ENGLISH.findall(answer.stdout) == []
