"""Runs of many independent units of work: workers, resumption, progress, and the run record.

A unit of work is named by its number, and all it draws follows from the seed and that number, so
that neither the number of workers nor the order in which units end can change a result. Units leave
files in a folder; what is there already is not done again.
"""

import hashlib
import json
import os
import platform
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module, metadata
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType
from typing import Any, Final, Protocol

from longtin._files import write_whole
from longtin.errors import LongtinError, OutputError

AHEAD: Final = 2
"""Units handed to each worker beyond the one it is at, so that none waits and few are lost."""

RECORD: Final = "run.json"
"""File of a folder of units that says which run they belong to."""

DONE: Final = ".done"
"""Ending of the empty file that says a unit is whole."""


class UnitOfWork(Protocol):
    """What is done for one unit of work; has to be importable by name, for other processes."""

    def __call__(self, shared: Any, number: int, folder: Path, /) -> None:
        """Do the unit of this number and leave its files in the folder."""


@dataclass(frozen=True)
class Workers:
    """Who does the work.

    Attributes:
        processes: On this machine; 1 works in this process, `None` takes one a core.
        ray: Address of a Ray cluster to work on instead, `local` for one on this machine alone. It
            has to share the file system.

    Raises:
        LongtinError: There are none.
    """

    processes: int | None = 1
    ray: str | None = None

    def __post_init__(self) -> None:
        if self.processes is not None and self.processes < 1:
            raise LongtinError("{n} workers do no work. Give 1 or more.", n=self.processes)

    @property
    def count(self) -> int:
        """How many processes on this machine."""
        if self.processes is not None:
            return self.processes
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


ALONE: Final = Workers()
"""This process alone."""


def hypercube(ranges: Sequence[tuple[float, float]], samples: int, seed: int) -> Any:
    """A Latin hypercube: samples spread evenly over every range, shape (sample, range).

    Written out, since SciPy's takes longer to load than most of what is sampled.

    Args:
        ranges: Least and most of each.
        samples: How many.
        seed: Same seed, same samples.

    Source:
        [McKay 1979].
    """
    import numpy as np

    random = np.random.default_rng(seed)
    slices = random.permuted(np.tile(np.arange(samples), (len(ranges), 1)), axis=1).T
    low, high = np.array(ranges, np.float64).reshape(-1, 2).T
    return np.asarray(low + (slices + random.random(slices.shape)) / samples * (high - low))


def run_record(
    *, what: str, seed: int, parameters: Any, data: dict[str, str], units: int
) -> dict[str, Any]:
    """What has to be known to make a result again.

    Args:
        what: The kind of run.
        seed: Of all draws.
        parameters: Every parameter, as plain values.
        data: Versions of what was read, by name.
        units: How many units of work there are.

    Returns:
        These with the version and checksum of the code, and `key`, a checksum of it all.
    """
    held = {
        "what": what,
        "seed": seed,
        "units": units,
        "code": {"longtin": metadata.version("longtin"), "source": source_checksum()},
        "data": dict(sorted(data.items())),
        "parameters": parameters,
    }
    key = hashlib.sha256(json.dumps(held, sort_keys=True, default=str).encode()).hexdigest()
    return {"key": key, **held}


def environment() -> dict[str, str]:
    """Versions of what computes, which a result is not made to depend on."""
    names = ("numpy", "polars", "llvmlite")
    return {"python": platform.python_version()} | {name: metadata.version(name) for name in names}


def source_checksum() -> str:
    """Checksum of the package's Python source, so that two states of one version are told apart."""
    root, found = Path(__file__).parent, hashlib.sha256()
    for file in sorted(root.rglob("*.py")):
        found.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes())
    return found.hexdigest()


def prepared(folder: Path, record: dict[str, Any]) -> int:
    """Make the folder of a run, or find what an interrupted one of the same key has left.

    Returns:
        How many units are done already.

    Raises:
        OutputError: The folder cannot be made.
    """
    known = folder / RECORD
    try:
        if folder.is_dir() and _key(known) != record["key"]:
            shutil.rmtree(folder)
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(
            "{file} cannot be written: {why}. Check the folder's permissions and free space, or "
            "write elsewhere.",
            file=folder,
            why=error,
        ) from error
    write_whole(known, json.dumps(record, indent=1, default=str).encode())
    return len(list(folder.glob(f"*{DONE}")))


def progress_of(output: Path) -> tuple[int, int]:
    """How many units of a run that writes there are done, and how many there are; 0 of 0 if none.

    Args:
        output: As `run_folder` took it.
    """
    folder = _folder_of(output)
    try:
        units = int(json.loads((folder / RECORD).read_bytes())["units"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0, 0
    return len(list(folder.glob(f"*{DONE}"))), units


def _folder_of(output: Path) -> Path:
    return output.with_name(f".{output.name}.run")


def _key(known: Path) -> str | None:
    try:
        return str(json.loads(known.read_bytes())["key"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


@contextmanager
def run_folder(output: Path | None) -> Iterator[Path]:
    """Where units leave their files: beside the output, where an interrupted run finds them.

    It goes once the run is over; without an output it is a passing one.
    """
    if output is None:
        with tempfile.TemporaryDirectory(prefix="longtin-run-") as passing:
            yield Path(passing)
        return
    folder = _folder_of(output)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def run_units(
    unit: UnitOfWork,
    shared: Any,
    units: int,
    folder: Path,
    *,
    workers: Workers = ALONE,
    told: Callable[[int, int], None] | None = None,
) -> None:
    """Do all units that are not done yet.

    Args:
        unit: What is done for each; a function at the top of a module.
        shared: What all need, handed to each worker once.
        units: How many.
        folder: Where they leave their files.
        workers: Who does them.
        told: Called with how many are done and how many there are.

    Raises:
        LongtinError: Ray is not installed or the cluster cannot be reached.
    """
    left = [number for number in range(units) if not _mark(folder, number).exists()]
    if told:
        told(units - len(left), units)
    if workers.ray is not None:
        ended = _on_ray(unit, shared, left, folder, workers.ray)
    elif workers.count == 1 or len(left) <= 1:
        ended = _here(unit, shared, left, folder)
    else:
        ended = _in_processes(unit, shared, left, folder, min(workers.count, len(left)))
    for done, _ in enumerate(ended, units - len(left) + 1):
        if told:
            told(done, units)


def _mark(folder: Path, number: int) -> Path:
    return folder / f"{number:06}{DONE}"


def done(unit: UnitOfWork, shared: Any, number: int, folder: Path) -> int:
    """Do one unit and mark it whole."""
    unit(shared, number, folder)
    _mark(folder, number).touch()
    return number


def _here(unit: UnitOfWork, shared: Any, left: Sequence[int], folder: Path) -> Iterator[int]:
    for number in left:
        yield done(unit, shared, number, folder)


_HELD: Final[dict[str, Any]] = {}
"""What this worker process was handed when it began; empty in every other process."""


def _begin(shared: Any) -> None:
    _HELD["shared"] = shared


def _do(unit: UnitOfWork, number: int, folder: Path) -> int:
    return done(unit, _HELD["shared"], number, folder)


def _in_processes(
    unit: UnitOfWork, shared: Any, left: Sequence[int], folder: Path, workers: int
) -> Iterator[int]:
    """Processes of their own, begun anew, so that no thread or lock of this one comes along."""
    waiting = list(reversed(left))
    with ProcessPoolExecutor(
        workers, get_context("spawn"), initializer=_begin, initargs=(shared,)
    ) as pool:
        running: set[Future[int]] = set()
        try:
            while waiting or running:
                while waiting and len(running) < workers * AHEAD:
                    running.add(pool.submit(_do, unit, waiting.pop(), folder))
                ended, running = wait(running, return_when=FIRST_COMPLETED)
                for each in ended:
                    yield each.result()
        finally:
            for each in running:
                each.cancel()


def _on_ray(
    unit: UnitOfWork, shared: Any, left: Sequence[int], folder: Path, address: str
) -> Iterator[int]:
    """Tasks of a Ray cluster; what all need is put there once."""
    ray = _ray()
    try:
        ray.init(
            address=None if address == "local" else address,
            log_to_driver=False,
            logging_level="error",
            include_dashboard=False,
        )
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise LongtinError(
            "The Ray cluster {address} cannot be reached: {why}. Start it with `ray start --head`, "
            "or leave --ray out to work on this machine.",
            address=address,
            why=str(error).partition("\n")[0],
        ) from error
    try:
        held, task = ray.put(shared), ray.remote(done)
        ahead = max(2, AHEAD * int(ray.cluster_resources().get("CPU", 1)))
        waiting, running = list(reversed(left)), list[Any]()
        while waiting or running:
            while waiting and len(running) < ahead:
                running.append(task.remote(unit, held, waiting.pop(), folder.resolve()))
            ended, running = ray.wait(running)
            for each in ended:
                yield ray.get(each)
    finally:
        ray.shutdown()


def _ray() -> ModuleType:
    try:
        return import_module("ray")
    except ImportError as error:
        raise LongtinError(
            "A Ray cluster needs the library ray, which is not installed here. Install it with "
            "`pip install 'longtin[ray]'`, or leave --ray out to work on this machine."
        ) from error
