"""Draws of belief as a NetCDF file that ArviZ and xarray open as they open any posterior.

The file follows the InferenceData schema: a group `posterior` with `chain` and `draw` as first
dimensions, and a group `constant_data` for what is the same in every draw. A cell is filled where
the pair is in the estimate and has a figure; chunks that hold no cell take no room.

Source:
    InferenceData schema specification, ArviZ documentation; CF conventions 1.11 for `time` and
    flags.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from longtin import actors
from longtin._files import whole, writer
from longtin.errors import ModelError, Phrase
from longtin.trust._arrays import Bools, Floats
from longtin.trust._log_odds import probability
from longtin.trust.model.beliefs import Beliefs
from longtin.trust.output.tidy import COVERED, NOT_COVERED, NOT_OBSERVED, STATUS

CELL = ("source", "target", "time")
BESIDE = "source_ccode source_name target_ccode target_name"
"""Coordinates that stand beside the keys."""

TEXTS = {
    "trust": "how far conduct towards the target stands from an enemy in arms (0) to an ally (1)",
    "log_odds": "natural log-odds of trust",
    "estimate": "trust under the estimated parameters themselves",
    "smoothed": "trust on the date, from all acts up to the last date",
    "effective_acts": "independent acts behind the belief, each discounted by the turnovers since",
}
DIRECTION = (
    "`source` is the state that acted and is trusted (the trustee), `target` the state it acted "
    "towards, which trusts (the truster). Draws of the same number share their parameters, so "
    "pairs may be compared draw by draw. Draws are independent of each other: there is one chain."
)


def write_netcdf(
    beliefs: Beliefs,
    status: NDArray[np.int64],
    attributes: Mapping[str, str | int],
    path: Path,
) -> None:
    """Write draws as `Estimate.to_netcdf` says; cells of status 0, (step, pair), have a figure."""
    if not beliefs.drawn.shape[3]:
        raise ModelError(
            "The estimate was made without draws, so it has no posterior to write. Estimate with "
            "`model=Model.shipped()`."
        )
    h5netcdf = writer("h5netcdf", "netcdf", Phrase("A NetCDF file"))
    with whole(path) as part, h5netcdf.File(part, "w") as file:
        file.attrs.update({"Conventions": "CF-1.11", **attributes})
        draws = file.create_group("posterior")
        draws.attrs.update({"comment": DIRECTION, **attributes})
        _draws(draws, beliefs, status)
        _constants(file.create_group("constant_data"), beliefs, status)


def _draws(group: Any, beliefs: Beliefs, status: NDArray[np.int64]) -> None:
    group.dimensions = {"chain": 1, "draw": beliefs.drawn.shape[3], **_sizes(beliefs)}
    _coordinates(group, beliefs)
    for name in ("chain", "draw"):
        group.create_variable(name, (name,), data=np.arange(group.dimensions[name].size))
    kept = {name: _empty(group, name, ("chain", "draw", *CELL)) for name in ("trust", "log_odds")}
    for column, (source, target) in _places(beliefs):
        drawn = np.where(_has_interval(status[:, column, None]), beliefs.draws[:, column], np.nan)
        kept["log_odds"][0, :, source, target, :] = drawn.T
        kept["trust"][0, :, source, target, :] = probability(drawn.T.astype(np.float64))


def _has_interval(status: NDArray[np.int64]) -> Bools:
    return np.asarray((status == COVERED) | (status == NOT_OBSERVED))


def _constants(group: Any, beliefs: Beliefs, status: NDArray[np.int64]) -> None:
    flags = [*STATUS, "not estimated"]
    group.dimensions = _sizes(beliefs)
    _coordinates(group, beliefs)
    answer = np.full(tuple(_sizes(beliefs).values()), len(STATUS), dtype=np.int8)
    known: dict[str, Floats] = {
        "estimate": probability(beliefs.path.after),
        "smoothed": probability(beliefs.smoothed),
        "effective_acts": beliefs.effective,
    }
    kept = {name: _empty(group, name, CELL) for name in known}
    for column, (source, target) in _places(beliefs):
        own = status[:, column]
        answer[source, target] = own
        for name, values in known.items():
            told = own != NOT_COVERED if name == "effective_acts" else _has_interval(own)
            kept[name][source, target, :] = np.where(told, values[:, column], np.nan)
    coverage = group.create_variable("coverage", CELL, data=answer, compression="gzip")
    coverage.attrs.update(
        {
            "long_name": "whether there is evidence; without it trust is carried on, or empty",
            "flag_values": np.arange(len(flags), dtype=np.int8),
            "flag_meanings": " ".join(flag.replace(" ", "_") for flag in flags),
            "coordinates": BESIDE,
        }
    )


def _empty(group: Any, name: str, dims: tuple[str, ...]) -> Any:
    """A variable that is NaN throughout; a chunk is one pair's whole path."""
    sizes = {dim: group.dimensions[dim].size for dim in dims}
    chunks = tuple(1 if dim in ("source", "target") else size for dim, size in sizes.items())
    made = group.create_variable(
        name, dims, "f4", fillvalue=np.float32(np.nan), chunks=chunks, compression="gzip",
        shuffle=True,
    )  # fmt: skip
    made.attrs.update({"long_name": TEXTS[name], "coordinates": BESIDE})
    return made


def _coordinates(group: Any, beliefs: Beliefs) -> None:
    day = beliefs.ends[-1]
    for name, ccodes in zip(("source", "target"), _states(beliefs), strict=True):
        states = [actors.near(ccode, day) for ccode in ccodes]
        text = writer("h5py", "netcdf", Phrase("A NetCDF file")).string_dtype()
        keys = _labels([state.key for state in states], ccodes)
        group.create_variable(name, (name,), text, data=keys)
        group.create_variable(f"{name}_ccode", (name,), data=np.array(ccodes, dtype=np.int16))
        names = np.array([state.name_en for state in states], dtype=object)
        group.create_variable(f"{name}_name", (name,), text, data=names)
        group[f"{name}_ccode"].attrs["long_name"] = "Correlates of War country code"
    days = [(end - date(1970, 1, 1)).days for end in beliefs.ends]
    time = group.create_variable("time", ("time",), data=np.array(days, dtype=np.int32))
    time.attrs.update(
        {
            "long_name": "last day of the step",
            "units": "days since 1970-01-01",
            "calendar": "proleptic_gregorian",
        }
    )


def _labels(keys: Sequence[str], ccodes: Sequence[int]) -> NDArray[np.object_]:
    """Keys of states, with the COW code where two states of different times share one."""
    return np.array(
        [
            f"{key}-{ccode}" if keys.count(key) > 1 else key
            for key, ccode in zip(keys, ccodes, strict=True)
        ],
        dtype=object,
    )


def _states(beliefs: Beliefs) -> tuple[list[int], list[int]]:
    """Trustees (sources of acts) and trusters (their targets), in order of their codes."""
    return (
        sorted({trustee for _, trustee in beliefs.pairs}),
        sorted({truster for truster, _ in beliefs.pairs}),
    )


def _sizes(beliefs: Beliefs) -> dict[str, int]:
    return dict(zip(CELL, (*map(len, _states(beliefs)), len(beliefs.ends)), strict=True))


def _places(beliefs: Beliefs) -> list[tuple[int, tuple[int, int]]]:
    """Where each pair stands: its column, and its source and target."""
    sources, targets = _states(beliefs)
    return [
        (column, (sources.index(trustee), targets.index(truster)))
        for column, (truster, trustee) in enumerate(beliefs.pairs)
    ]
