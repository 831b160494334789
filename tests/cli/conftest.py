"""Files to give to the command line."""

from pathlib import Path

import pytest

from tests.once import asked_once


@pytest.fixture(autouse=True)
def once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What many commands show is worked out once."""
    asked_once(monkeypatch)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The empty folder in which commands run."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def reports(desk: Path) -> Path:
    """Three acts after the record's end, and one row of nobody we know."""
    file = desk / "reports.csv"
    file.write_text(
        "date,source,type,target\n"
        "2016-05-23,United States,CONSULT,Viet Nam\n"
        "2016-05-23,United States,AGREE,Viet Nam\n"
        "2016-09-12,Viet Nam,CONSULT,China\n"
        "2016-10-30,Viet Nam,CONSULT,Atlantis\n",
        encoding="utf-8",
    )
    return file
