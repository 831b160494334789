"""The shipped record, opened once, and files to import."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from longtin import acts

ICEWS_SAMPLE = Path(__file__).parents[2] / "data" / "sources" / "icews_2018_sample.tab"


@pytest.fixture(scope="session")
def record() -> Iterator[acts.Record]:
    """The record inside the package."""
    with acts.Record.shipped() as shipped:
        yield shipped


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """Where a user's record may be written."""
    return tmp_path / "mine.duckdb"


@pytest.fixture
def plain_file(tmp_path: Path) -> Path:
    """Eight lines: three acts, one domestic act, one repeated line, three refusals."""
    file = tmp_path / "visits.csv"
    file.write_text(
        "date,source,type,target,count\n"
        "2014-05-02,VNM,ACCUSE,Trung Quốc,1\n"
        "2014-05-03,China,042,Viet Nam,\n"
        "2014-05,CHN,Make a visit,Foreign Affairs (France),3\n"
        "2014-05-04,VNM,PROTEST,VNM,1\n"
        "2014-05-03,China,042,Viet Nam,\n"
        "2014-05-05,Chnia,042,VNM,1\n"
        "2014-05-06,CHN,42,VNM,1\n"
        "2014-05-0",
        encoding="utf-8",
    )
    return file


@pytest.fixture
def icews_file() -> Path:
    """Two days of June 2018 in the archive's own layout."""
    return ICEWS_SAMPLE
