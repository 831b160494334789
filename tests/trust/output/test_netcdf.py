"""A posterior written here opens elsewhere, with the same figures and nothing filled in."""

import sys
import warnings
from datetime import date
from pathlib import Path
from types import ModuleType

import numpy as np
import polars as pl
import pytest

from longtin import trust
from longtin.acts import Record
from longtin.errors import ModelError, OutputError
from longtin.trust import STATUS, Estimate, Model

DRAWS = 16


def peer(name: str) -> ModuleType:
    """A library of other people that reads the file; the test is skipped where it is missing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # announcements made on import
        found: ModuleType = pytest.importorskip(name, reason=f"{name} is not installed")
    return found


@pytest.fixture(scope="module")
def estimate(record: Record) -> Estimate:
    """Both ways between Viet Nam and China, and South Sudan's trust in China: no grid."""
    pairs = [(816, 710), (710, 816), (626, 710)]
    until, model = date(2014, 12, 31), Model.shipped(draws=DRAWS)
    return trust.estimate_pairs(record, pairs, by="week", until=until, model=model)


@pytest.fixture(scope="module")
def file(estimate: Estimate, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where it was written."""
    path = tmp_path_factory.mktemp("netcdf") / "posterior.nc"
    estimate.to_netcdf(path)
    return path


@pytest.mark.slow
def test_arviz_finds_chains_draws_and_named_pairs(file: Path, estimate: Estimate) -> None:
    """The dimensions are those that users of posteriors expect, in the older and the newer."""
    arviz = peer("arviz")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        opened = arviz.from_netcdf(str(file))
        drawn = opened["posterior"]["log_odds"]
        here = drawn.sel(source="CHN", target="VNM").isel(time=-1)
        mean, dims, sizes = float(here.mean()), drawn.dims, drawn.shape

    assert dims == ("chain", "draw", "source", "target", "time")
    assert sizes == (1, DRAWS, 2, 3, len(estimate.beliefs.ends))
    assert mean == pytest.approx(float(estimate.beliefs.draws[-1, 0].mean()), abs=1e-4)


def test_xarray_reads_the_draws_of_the_estimate(file: Path, estimate: Estimate) -> None:
    """Cell by cell what the estimate holds, on the same dates."""
    xarray = peer("xarray")
    with xarray.open_dataset(file, group="posterior", engine="h5netcdf") as posterior:
        drawn = posterior.log_odds.sel(source="CHN", target="VNM", chain=0).to_numpy()
        days = posterior.time.to_numpy().astype("datetime64[D]")
        chance = posterior.trust.sel(source="CHN", target="VNM", chain=0).to_numpy()

    assert (days == np.array(estimate.beliefs.ends, dtype="datetime64[D]")).all()
    np.testing.assert_allclose(drawn, estimate.beliefs.draws[:, 0].T, atol=1e-5)
    np.testing.assert_allclose(chance, 1 / (1 + np.exp(-drawn.astype(float))), atol=1e-6)


def test_what_has_no_figure_is_missing_and_says_why(file: Path, estimate: Estimate) -> None:
    """South Sudan before 2011 and a pair never asked for are not zeros."""
    xarray = peer("xarray")
    frame = estimate.frame()
    with (
        xarray.open_dataset(file, group="posterior", engine="h5netcdf") as posterior,
        xarray.open_dataset(file, group="constant_data", engine="h5netcdf") as constant,
    ):
        flags = [*STATUS, "not estimated"]
        coverage = constant.coverage.sel(source="CHN", target="SSD").to_numpy()
        shown = posterior.trust.sel(source="CHN", target="SSD").notnull().any(["chain", "draw"])
        never = constant.coverage.sel(source="VNM", target="SSD").to_numpy()
        empty = posterior.trust.sel(source="VNM", target="SSD")
        own = constant.estimate.sel(source="CHN", target="VNM").to_numpy()
        meanings = constant.coverage.attrs["flag_meanings"].split()

        assert [flags[code] for code in coverage] == (
            frame.filter(pl.col("truster") == "SSD")["coverage"].to_list()
        )
        assert (shown.to_numpy() == (coverage == 0)).all()
        assert {flags[code] for code in never} == {"not estimated"}
        assert bool(empty.isnull().all())
    assert meanings == [flag.replace(" ", "_") for flag in flags]
    mine = frame.filter(pl.col("truster") == "VNM")["trust"].fill_null(np.nan)
    np.testing.assert_allclose(own, mine.to_numpy(), atol=1e-6)


def test_the_file_says_where_it_came_from(file: Path, estimate: Estimate) -> None:
    """Versions, sources and codes travel with the draws."""
    xarray = peer("xarray")
    with xarray.open_dataset(file, group="posterior", engine="h5netcdf") as posterior:
        told, codes = dict(posterior.attrs), posterior.target_ccode.to_numpy().tolist()

    assert told["method_version"] == estimate.method_version
    assert told["record_version"] == estimate.record.version
    assert all(citation.text in told["references"] for citation in estimate.record.cite())
    assert codes == [626, 710, 816]


def test_without_draws_there_is_no_posterior(record: Record, tmp_path: Path) -> None:
    """A file of one draw would pretend to certainty."""
    bare = trust.estimate(record, "CHN", "VNM", by="year", model=Model.shipped(draws=0))

    with pytest.raises(ModelError, match="without draws"):
        bare.to_netcdf(tmp_path / "posterior.nc")
    assert list(tmp_path.iterdir()) == []


def test_without_the_library_it_says_what_to_install(
    estimate: Estimate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library is an extra; nothing is left behind."""
    monkeypatch.setitem(sys.modules, "h5netcdf", None)

    with pytest.raises(OutputError, match=r"longtin\[netcdf\]"):
        estimate.to_netcdf(tmp_path / "posterior.nc")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_refused(estimate: Estimate, tmp_path: Path) -> None:
    """In the words that every writer uses."""
    with pytest.raises(OutputError, match="does not exist"):
        estimate.to_netcdf(tmp_path / "none" / "posterior.nc")
