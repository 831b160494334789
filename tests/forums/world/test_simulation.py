"""Simulations: the same bytes however they are run, taken up again, and read as a record."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from longtin import trust
from longtin._runs import Workers
from longtin.acts import Record, check_acts
from longtin.errors import DataError, LongtinError, RecordError
from longtin.forums.world import simulation
from longtin.forums.world.simulation import HistoryBatch, Simulation, play_batch, simulate_world
from tests.forums.world.worlds import CALMER, SMALL, alike, world, written

FILES = (
    "parquet", "steps.parquet", "watched.parquet", "pairs.parquet", "forums.parquet",
    "programmes.parquet", "run.json",
)  # fmt: skip


def run(folder: Path, replicates: int = 12, **more: Any) -> Simulation:
    """A run of the small world whose files go into a folder."""
    return simulate_world(
        world(), {}, {}, replicates=replicates, seed=7, output=folder / "out.parquet", **more
    )


def content(folder: Path) -> list[bytes]:
    """All that a run has written."""
    return [(folder / f"out.{each}").read_bytes() for each in FILES]


@pytest.fixture(autouse=True)
def _small_units(monkeypatch: pytest.MonkeyPatch) -> None:
    """Units of three histories, so that there is something to share out."""
    monkeypatch.setattr(simulation, "MOST_A_UNIT", 3)


def test_the_same_bytes_for_any_number_of_workers(tmp_path: Path) -> None:
    """Who does the work must not be seen in what comes of it."""
    found = []

    for workers in (1, 2, 4):
        folder = tmp_path / str(workers)
        folder.mkdir()
        run(folder, workers=Workers(workers))
        found.append(content(folder))

    assert found[0] == found[1] == found[2]


def test_an_interrupted_run_goes_on_where_it_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What took an hour is not lost with the second, and the whole is what it would have been."""
    played: list[int] = []

    def stops(shared: HistoryBatch, number: int, folder: Path) -> None:
        if number == 2 and 2 not in played:
            played.append(number)
            raise KeyboardInterrupt
        played.append(number)
        play_batch(shared, number, folder)

    (tmp_path / "whole").mkdir()
    run(tmp_path / "whole")
    monkeypatch.setattr(simulation, "play_batch", stops)
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path)

    assert not (tmp_path / "out.parquet").exists()
    run(tmp_path)

    assert played == [0, 1, 2, 2, 3]
    assert content(tmp_path) == content(tmp_path / "whole")
    assert {each.name for each in tmp_path.iterdir()} == {"whole", *(f"out.{e}" for e in FILES)}


def test_more_histories_leave_the_first_as_they_were(tmp_path: Path) -> None:
    """A history is its seed and its number; a thousand of them begin with the same hundred."""
    for name, number in (("few", 2), ("many", 7)):
        (tmp_path / name).mkdir()
        run(tmp_path / name, number)

    few, many = (pl.read_parquet(tmp_path / name / "out.parquet") for name in ("few", "many"))

    assert many.filter(pl.col("dataset").is_in(["world-1", "world-2"])).equals(few)
    counted = many.group_by("dataset", maintain_order=True).agg("origin")
    assert counted["dataset"].to_list() == [f"world-{number}" for number in range(1, 8)]
    for title, origins in counted.iter_rows():
        assert origins == [f"{title}:{row}" for row in range(1, len(origins) + 1)]


def test_acts_of_a_history_are_a_record(tmp_path: Path) -> None:
    """What reads the record reads a world: what happened up to its first day, then its acts."""
    run(tmp_path, 2)
    frame = check_acts(pl.read_parquet(tmp_path / "out.parquet"))

    with Record.open(tmp_path / "out.parquet#2") as record:
        shown = record.acts("VNM", "CHN", start="2020-01-01")
        before = record.acts("VNM", "CHN", end="2019-12-31")
        belief = trust.estimate(record, "CHN", "VNM", until="2021-12-31").frame(at="2021-12-31")
        covered = record.covered("world-2", 816, shown["start"][0])
    with Record.shipped() as shipped:
        real = shipped.acts("VNM", "CHN", end="2019-12-31")

    ours = frame.filter(
        (pl.col("dataset") == "world-2") & (pl.col("source") == 816) & (pl.col("target") == 710)
    )
    assert shown.height == ours.height > 0
    assert before.equals(real)
    assert belief["last_evidence"][0] > ours["start"].min()
    assert covered


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("out.parquet#9", "2 histories"),
        ("out.parquet#none", "no number of a history"),
        ("none.parquet", "no such file"),
        ("out.steps.parquet", "holds no simulated acts"),
    ],
)
def test_a_history_that_is_not_there_is_refused(tmp_path: Path, name: str, said: str) -> None:
    """A slip in the name must not read another history."""
    run(tmp_path, 2)

    with pytest.raises(RecordError, match=said):
        Record.open(tmp_path / name)


SLIPS = [
    ("slip: 0.05", "slip: 0.7", "`noise.slip` is `0.7`: input should be less than"),
    ("noise:", "nois:", "there is no key `nois` here. Did you mean `noise`?"),
    ("PHL, IDN]\nbelief", "PHL, ATL]\nbelief", "No state 'ATL'"),
    ("PHL, IDN]\nbelief", "PHL, PHL]\nbelief", "`PHL` stands here twice"),
    (
        "PHL, IDN]\nbelief",
        "PHL, ASEN]\nbelief",
        "There is neither a state nor a group 'ASEN'. Did you mean `asean`?",
    ),
    (
        "[VNM, PHL, IDN]",
        "[VNM, BRIX]",
        "There is neither a state nor a group 'BRIX'. Did you mean `BRIC`?",
    ),
    ("[VNM, PHL, IDN]", "mekong-water", "No state 'mekong-water'"),
    ("[VNM, PHL, IDN]", "cfe", "no member of `cfe` is a state of this world"),
    (
        "CHN: grit",
        "CHN: grits",
        "No state of a world follows the rule `grits`. Did you mean `grit`?",
    ),
    ("truster: VNM", "truster: USA", "`USA` is no state of this world"),
    ("trustee: CHN", "trustee: VNM", "`VNM` is both of the two"),
    ("[notify-large-exercise]", "[notify]", ""),
    ("on: 2021-01-15", "on: 2019-01-15", "the shock begins on 2019-01-15"),
    ("on: 2021-01-15", "on: 2021-01-15, rate: 1", ""),
    ("hearsay: 0.1", "kept: 0.4", "`observers` `cheated` is 0.5 and `kept` 0.4"),
    ("steps: 24", "steps: 0", "`steps` is `0`"),
    ("way: willing", "way: unwilling", "`forums.0.way` is `unwilling`"),
]


@pytest.mark.parametrize(("right", "wrong", "said"), SLIPS)
def test_a_slip_is_told_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], right: str, wrong: str, said: str
) -> None:
    """Who writes a world by hand is told where, what and how else; nothing is written."""
    from longtin.cli import app

    file = tmp_path / "world.yaml"
    file.write_text(SMALL.replace(right, wrong, 1), encoding="utf-8")
    (tmp_path / "calmer.yaml").write_text(CALMER, encoding="utf-8")
    assert right in SMALL

    with pytest.raises(SystemExit) as ended:
        app(["simulate", str(file), "-o", str(tmp_path / "out.parquet")])

    assert ended.value.code == 2
    line = SMALL[: SMALL.index(right)].count("\n") + 1
    assert f"{file}:{line}: {said}" in capsys.readouterr().err.replace("\n", " ")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["calmer.yaml", "world.yaml"]


def test_a_forum_may_name_a_group() -> None:
    """Of its members those that the world has belong to the forum."""
    named = SMALL.replace("[VNM, PHL, IDN], every: 6", "asean, every: 6")

    assert alike(named).forums[0].states.tolist() == alike(SMALL).forums[0].states.tolist()


def test_what_cannot_be_run_is_refused(tmp_path: Path) -> None:
    """Before anything is played or written."""
    with pytest.raises(LongtinError, match="replicates"):
        run(tmp_path, 0)
    with pytest.raises(LongtinError, match=r"\.parquet"):
        simulate_world(world(), {}, {}, replicates=1, seed=1, output=tmp_path / "out.csv")
    with pytest.raises(LongtinError, match="seed"):
        simulate_world(world(), {}, {}, replicates=1, seed=-1)
    with pytest.raises(LongtinError, match="workers"):
        Workers(0)
    with pytest.raises(DataError, match="is empty"):
        written("")
