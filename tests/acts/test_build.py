"""The shipped record is what its sources and our tables of actors give."""

import hashlib
from pathlib import Path

import polars as pl
import pytest

import build_kinds
import build_record
from longtin import acts


@pytest.mark.slow
def test_building_again_gives_the_shipped_record() -> None:
    """A table of actors that changed without a new record would change no figure, in silence."""
    built = build_record.build(build_record.SOURCES)

    for name, rows in built.tables.items():
        shipped = pl.read_parquet(build_record.RECORD / f"{name}.parquet")
        assert rows.equals(shipped), f"{name} differs; run `python tools/build_record.py`."
    assert {file.stem for file in build_record.RECORD.glob("*.parquet")} == set(built.tables)


def test_the_sources_are_those_the_record_names(record: acts.Record) -> None:
    """A checksum in a report must lead to the file."""
    for file, checksum in record.datasets().select("file", "sha256").iter_rows():
        whole = b"".join((build_record.SOURCES / one).read_bytes() for one in file.split("; "))
        assert hashlib.sha256(whole).hexdigest() == checksum, file


def test_every_source_file_is_named_in_its_provenance() -> None:
    """Origin, version, terms: beside the data, for each file."""
    told = (build_record.SOURCES / "PROVENANCE.md").read_text("utf-8")

    for file in build_record.SOURCES.iterdir():
        assert file.name == "PROVENANCE.md" or f"`{file.name}`" in told, file.name


def test_the_table_of_codes_is_what_its_sources_give(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody edits a generated table by hand."""
    kept = build_kinds.TARGET.read_bytes()
    monkeypatch.setattr(build_kinds, "TARGET", tmp_path / "cameo.csv")
    monkeypatch.setattr(build_kinds, "ROOT", tmp_path)
    build_kinds.main()

    assert (tmp_path / "cameo.csv").read_bytes() == kept


def test_ties_lose_no_row_of_their_sources(record: acts.Record) -> None:
    """Rows in = ties + refusals, for sources that are not turned into spells."""
    for dataset, tie, factor in (
        ("cow_contiguity", "contiguity", 1),
        ("cow_igo", "igo", 2),
        ("cow_capabilities", "capability", 1),
        ("archigos", "leader", 1),
        ("plad", "leader", 1),
        ("reign", "leader", 1),
        ("us_troops", "troops", 1),
        ("vdem", "democracy", 1),
        ("cow_majors", "major", 1),
        ("cow_capitals", "capital", 1),
    ):
        file = record.datasets().filter(pl.col("dataset") == dataset)["file"][0]
        first, *_ = file.split("; ")
        rows = pl.read_parquet(build_record.SOURCES / first).height
        refused = record.refusals(dataset).height
        kept = record.ties(tie).filter(pl.col("dataset") == dataset).height

        assert kept == factor * (rows - refused), dataset
