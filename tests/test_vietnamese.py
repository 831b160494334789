"""Vietnamese as an official writes it: words that must not come back, in what is shown."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner

from longtin._language import _catalogue
from longtin.cli import app

SOURCE = Path(__file__).parents[1] / "src" / "longtin"

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


PARTS = ("acts", "lint", "measures", "plan", "programme")
"""Whose shipped texts reach a brief or a plan."""

SECOND_MONTHS = re.compile(
    r"[Tt]háng (?:\d{1,2}[-–])?\d{1,2}/(?:19|20)\d\d|tháng [12] năm \d|ngày \d{1,2} tháng \d"
)
"""A month in a second spelling: `tháng 5 năm 2014`."""

SECOND_NAMES = re.compile(
    r"(?:Ô-xtrây|Ốt-xtrây|Ma-lai|Mi-an-ma|Ix-ra|I-xra|Gioóc-|Pa-le-x|Xu-đăng|Căm-pu|Xinh-ga|"
    r"Phi-líp|In-đô-nê|Ca-na-đa|I-ta-li|Pa-ki-x|Áp-ga|I-rắc|U-crai|Ukraina|Gruzia|Liban|Maroc|"
    r"Mát-xcơ|Phnôm|sông Nile|Mê Kông|phiếu bầu)\w*"
)
"""A state, a place or a term in a second spelling: Australia and sông Nin are the house's."""

KNOWN_NAMES = ("bodies.csv", "names.csv", "territories.csv")
"""Files by which a second name is recognised."""


def _hits(pattern: re.Pattern[str], folder: Path) -> dict[str, list[str]]:
    files = [path for path in folder.rglob("*") if path.suffix in {".yaml", ".csv", ".po"}]
    found = {path.name: pattern.findall(path.read_text("utf-8")) for path in files}
    return {name: hits for name, hits in found.items() if hits}


@pytest.mark.parametrize("part", PARTS)
def test_shipped_texts_write_months_as_the_rest_does(part: str) -> None:
    """One document may quote ten files; in it a month has one form."""
    assert _hits(SECOND_MONTHS, SOURCE / part / "data") == {}


def test_shipped_texts_have_one_name_for_a_state_and_a_place() -> None:
    """Whoever types one of two names has to be found; whoever reads both thinks of two places."""
    found = _hits(SECOND_NAMES, SOURCE)

    assert {name: hits for name, hits in found.items() if name not in KNOWN_NAMES} == {}


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0] + command[1])
def test_an_answer_in_vietnamese_has_no_english_sentence(command: tuple[str, ...]) -> None:
    """What archives call acts, and who acts, is told in the language asked for."""
    answer = CliRunner().invoke(app, list(command), env={"COLUMNS": "250"})

    assert answer.exit_code == 0
    assert ENGLISH.findall(answer.stdout) == []
