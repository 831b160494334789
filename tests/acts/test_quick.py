"""Large files are read by spellings, small ones line by line: the result does not tell which."""

import gzip
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings, strategies as st

from longtin import actors
from longtin.acts import (
    Ledger,
    Record,
    _blocks,
    _contest,
    _import,
    _lots,
    _quick,
    _straight,
    import_files,
)
from longtin.acts._resolve import coded_names
from longtin.errors import ImportFileError
from tests.acts.conftest import ICEWS_SAMPLE
from tests.acts.test_import import adds_up, contents
from tests.acts.test_readers import DATA

HEADER, *SAMPLE = ICEWS_SAMPLE.read_text("utf-8").splitlines()
WIDTH = HEADER.count("\t") + 1
SLOW = 1 << 60
Outcome = tuple[Any, ...]

TICKED = st.sampled_from(range(60))
days = st.dates(date(1810, 1, 1), date(2026, 1, 1))
CODES = "gdelt_cameo"
ASKED = {"name": pl.String(), "country": pl.String(), "sectors": pl.String(), "day": pl.Date()}
NUMBERS = st.one_of(
    TICKED.map(str),
    TICKED.map(lambda number: f'"{number}"'),
    st.sampled_from(["007", "", " 12", "12 ", "Event ID", "1e3", "-4", "9" * 18, "9" * 19, "٣"]),
)
DAYS = st.sampled_from(
    ["2018-06-01", "2014-05-02", "2018-06-02 00:00:00", "2018-13-01", "", "1799-01-01", "2014-05"]
)
NAMES = st.sampled_from(
    [
        "Vietnam",
        "China",
        " China ",
        '"China"',
        "Barack Obama",
        "Foreign Affairs (France)",
        "Nobody at all",
        "Police (Hong Kong)",
        "Insurgents (Iraq)",
        "United Nations",
        "South Sudan",
        "Côte d’Ivoire",
        "",
        "NA",
        "\u00a0China",
        "a\x0bb",
        '"quoted ""twice"""',
    ]
)
SECTORS = st.sampled_from(["NA", "Government", "Military,Government", "Rebel", "", '"Government"'])
EVENTS = st.sampled_from(
    [
        ("Consult", "040"),
        ("Make statement", "10"),
        ("fight with small arms and light weapons", "193"),
        ("No such event", "040"),
        ("No such event", "999"),
        ("", ""),
    ]
)


@st.composite
def rows(draw: st.DrawFn) -> str:
    """A line of the archive with the parts drawn that matter."""
    text, code = draw(EVENTS)
    country = st.sampled_from(["Vietnam", "China", "NA", "", "Atlantis"])
    who = [draw(NAMES), draw(SECTORS), draw(country)]
    whom = [draw(NAMES), draw(SECTORS), draw(country)]
    rest = ["1", "2", "Reuters", "Hà Nội", "NA", "NA", "Vietnam", "21.0", "105.8"]
    return "\t".join([draw(NUMBERS), draw(DAYS), *who, text, code, "1", *whom, *rest])


LINES = st.one_of(
    rows(),
    st.sampled_from(SAMPLE[:50]),
    st.sampled_from(["", "   ", "\t" * (WIDTH - 1), "\t" * WIDTH, HEADER, "a\tb", "\u2003"]),
    rows().map(lambda line: line + "\t"),
    rows().map(lambda line: line + "\tmore"),
    rows().map(lambda line: line.replace("\t", "\r", 1)),
    rows().map(lambda line: line[: len(line) // 2]),
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40),
)


def outcome(
    files: list[Path], mine: Path, large: int, block: int, lot: int = 1 << 18, **asked: Any
) -> Outcome:
    """Ledgers and record, or the refusal, with files of so many bytes read by spellings."""
    with (
        patch.object(_quick, "LARGE", large),
        patch.object(_blocks, "BLOCK", block),
        patch.object(_lots, "LINES", lot),
        patch.object(_straight, "AT_ONCE", lot),
        patch.object(_contest, "AT_ONCE", lot),
    ):
        try:
            ledgers = [import_files([file], mine, **asked)[0] for file in files]
        except ImportFileError as refusal:
            return (str(refusal), mine.exists())
    assert all(adds_up(ledger) for ledger in ledgers)
    return (
        [replace(ledger, seconds=0.0) for ledger in ledgers],
        _without_seconds(contents(mine)) if mine.exists() else None,
    )


def _without_seconds(held: dict[str, list[tuple[object, ...]]]) -> Any:
    return held | {"datasets": [row[:19] + row[20:] for row in held["datasets"]]}


def same(contents: list[bytes], block: int = 1 << 22, lot: int = 1 << 18, **asked: Any) -> Outcome:
    """What both ways make of files one after the other, if it is the same."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = [folder / f"file{place}.tab" for place in range(len(contents))]
        for file, content in zip(files, contents, strict=True):
            file.write_bytes(content)
        quick = outcome(files, folder / "quick.duckdb", 0, block, lot, **asked)
        slow = outcome(files, folder / "slow.duckdb", SLOW, block, lot, **asked)
    assert quick == slow
    return quick


ends = st.sampled_from(["\n", "\r\n", "\r"])


@settings(max_examples=60)
@given(
    files=st.lists(st.lists(LINES, max_size=12), min_size=1, max_size=2),
    end=ends,
    last=st.booleans(),
    mark=st.booleans(),
    block=st.sampled_from([400, 1_000, 3_000, 1 << 22]),
    lot=st.sampled_from([1, 2, 5, 1 << 18]),
)
def test_any_mixture_of_lines_gives_one_record_and_one_ledger(
    files: list[list[str]], end: str, last: bool, mark: bool, block: int, lot: int
) -> None:
    """Whole lines, broken ones, blanks, duplicates in a file and across files, in lots of any size.

    Tables, keys, refusals with their lines and every count of the ledger are compared.
    """
    texts = [end.join([HEADER, *lines]) + end * last for lines in files]

    same([("\ufeff" * mark + text).encode("utf-8") for text in texts], block, lot)


@settings(max_examples=25)
@given(content=st.binary(max_size=300), cut=st.integers(0, 400))
def test_any_bytes_behind_a_good_start_are_answered_alike(content: bytes, cut: int) -> None:
    """Letters of another encoding or zero bytes deep in the file are found at its end."""
    good = "\n".join([HEADER, *SAMPLE[:3]]).encode("utf-8")

    with patch("longtin.acts._lines._CHUNK", 1 << 11):
        same([good + b"\n" + content[:cut] + b"\n" + good])


GDELT = (DATA / "gdelt2_as_published.export.CSV").read_text("utf-8").splitlines()
CELLS = st.sampled_from(
    ["", "USA", "FRA", "SUN", "SCG", "ZZZ", "COP", "REB", "GOV", "042", "04", "20140502", "710"]
)


@st.composite
def gdelt_rows(draw: st.DrawFn) -> str:
    """A published line with some of the cells that matter put in another's place."""
    cells = draw(st.sampled_from(GDELT)).split("\t")
    cells[0] = draw(st.one_of(NUMBERS, st.just(cells[0])))
    for place in draw(
        st.lists(st.sampled_from([1, 6, 7, 9, 12, 16, 17, 22, 26, 27, 59]), max_size=3)
    ):
        cells[place] = draw(st.one_of(CELLS, st.just("Paul \tof")))
    return "\t".join(cells)


@settings(max_examples=40)
@given(lines=st.lists(gdelt_rows(), max_size=10))
def test_any_mixture_of_gdelt_gives_one_record_and_one_ledger(lines: list[str]) -> None:
    """No header, sixty-one columns, days of entry and codes of countries that came and went."""
    same(["\n".join([*GDELT[:3], *lines]).encode("utf-8")])


@pytest.mark.parametrize("name", sorted(path.name for path in DATA.glob("gdelt*")))
def test_every_published_layout_gives_the_same_rows(name: str) -> None:
    """Fifty-seven, fifty-eight and sixty-one columns, with names and without."""
    same([(DATA / name).read_bytes()])


@given(
    code=st.sampled_from(
        ["SUN", "RUS", "YUG", "SCG", "SRB", "DEU", "VNM", "345", "340", "816", "?"]
    ),
    on=days,
)
def test_between_two_turns_a_code_is_whose_it_was(code: str, on: date) -> None:
    """Codes outlive states, and states change codes."""
    turned = max((day for day in actors.code_turns("gdelt_cameo", code) if day <= on), default=None)

    asked = [("somebody", code, "GOV", day) for day in (on, turned or date(1, 1, 1))]
    answers = coded_names(pl.DataFrame(asked, ASKED, orient="row"), CODES, "state")

    assert answers.select("ccode", "sphere", "reason").n_unique() == 1


def test_a_whole_sample_gives_the_same_rows() -> None:
    """Every spelling of two days of the archive."""
    (ledgers, held) = same([ICEWS_SAMPLE.read_bytes()])

    assert (
        ledgers[0].received
        == len(SAMPLE)
        == sum(len(held[t]) for t in ("acts", "domestic", "refusals"))
    )


def test_a_dry_run_reads_as_quickly_and_writes_as_little() -> None:
    """Ledgers alone."""
    (ledgers, held) = same([ICEWS_SAMPLE.read_bytes()], dry_run=True)

    assert ledgers[0].dry_run
    assert held is None


def test_the_same_large_file_twice_is_once(icews_file: Path, mine: Path) -> None:
    """Every row is contested then, and none is new."""
    first = outcome([icews_file], mine, 0, 1 << 22)

    (again,), held = outcome([icews_file], mine, 0, 1 << 22)

    assert held == first[1]
    assert (again.duplicates, again.dataset) == (again.received, "")


def test_rows_lie_in_the_order_of_their_lines(icews_file: Path, mine: Path) -> None:
    """However many threads wrote them: the same files give the same record."""
    outcome([icews_file], mine, 0, 1 << 14)

    with duckdb.connect(str(mine), read_only=True) as record:
        for table in ("held_acts", "held_domestic", "held_refusals"):
            lines = record.table(table).order("rowid").project("row").fetchall()
            assert lines == sorted(lines)
            assert lines


@pytest.mark.parametrize("byte", range(32))
def test_no_byte_but_tabs_and_ends_of_lines_parts_fields(byte: int) -> None:
    """Eight bytes are looked at together; what follows a tab must not pass for another."""
    line = SAMPLE[0].split("\t")
    line[1:3] = [line[1], chr(byte) + "\x0e" + chr(byte)]

    same(["\n".join([HEADER, *SAMPLE[1:9], "\t".join(line), SAMPLE[9]]).encode()])


def test_a_week_within_a_year_adds_nothing(tmp_path: Path) -> None:
    """The weekly file first or last, either read either way."""
    week = "\n".join([HEADER, *SAMPLE[100:200]]).encode()
    year = "\n".join([HEADER, *SAMPLE[:900]]).encode()

    (one, two), _ = same([week, year])
    (three, four), _ = same([year, week])

    assert (one.duplicates, two.duplicates) == (0, 100)
    assert (three.duplicates, four.duplicates) == (0, 100)


def test_numbers_too_far_apart_to_tick_off_are_still_told_apart() -> None:
    """Pages for ticking are bounded; beyond them the data base settles it."""
    far = [f"{number * 10**13}\t{SAMPLE[number].split(chr(9), 1)[1]}" for number in range(1, 40)]

    (ledger,), _ = same(["\n".join([HEADER, *far, *far[:5]]).encode()])

    assert ledger.duplicates == 5


def wrapped(content: bytes, kind: str) -> bytes:
    """A file of a kind with the table in it."""
    if kind == "gzip":
        return gzip.compress(content)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("events.tab", content)
        if kind == "two tables":
            archive.writestr("more.tab", content.replace(b"\t1\t", b"\t2\t"))
    return packed.getvalue()


@pytest.mark.parametrize("kind", ["zip", "two tables", "gzip"])
@pytest.mark.parametrize("cut", [0, 900])
def test_wrapped_files_are_read_as_others(kind: str, cut: int) -> None:
    """As the archive publishes its years; also when a download was cut short."""
    content = wrapped(ICEWS_SAMPLE.read_bytes(), kind)

    found = same([content[: len(content) - cut]])

    assert ("cut short or damaged" in found[0]) == (cut > 0)


def test_a_wrapped_file_is_not_read_line_by_line(mine: Path, tmp_path: Path) -> None:
    """Years of events come zipped; that must not make them slow."""
    file = tmp_path / "events.zip"
    file.write_bytes(wrapped(ICEWS_SAMPLE.read_bytes(), "zip"))

    with patch.object(_quick, "LARGE", 0), patch.object(_import, "stage", None):
        (ledger,) = import_files([file], mine)

    assert ledger.received == len(SAMPLE)
    assert ledger.sha256 == sha256(file.read_bytes()).hexdigest()


@pytest.mark.parametrize("length", [70, 16_000, 40_000, 700_000])
def test_lines_of_any_length_are_read_whole(length: int) -> None:
    """Longer than what is looked at together, and than the stretches a block is read in."""
    cells = SAMPLE[3].split("\t")
    cells[13] = "é" * length

    (ledger,), _ = same(["\n".join([HEADER, *SAMPLE[:3], "\t".join(cells), SAMPLE[4]]).encode()])

    assert (ledger.received, ledger.refused) == (5, {})


def test_an_earlier_line_put_right_keeps_its_number() -> None:
    """A row that went straight into the record gives way to an earlier one read with care."""
    later = SAMPLE[0].split("\t")
    later[5:7] = SAMPLE[5].split("\t")[5:7]

    (ledger,), held = same(["\n".join([HEADER, SAMPLE[0] + "\t", "\t".join(later)]).encode()])

    assert (ledger.received, ledger.duplicates) == (2, 1)
    assert [act[-2] for act in held["acts"]] == ["file0:2"]


def test_a_number_given_twice_is_told_apart_by_its_day() -> None:
    """The archive's file of 2013 shares its numbers with the first weeks of 2014."""
    other = SAMPLE[0].split("\t")
    other[1] = "2013-11-12"
    lines = [HEADER, SAMPLE[0], "\t".join(other), SAMPLE[0]]

    (ledger,), held = same(["\n".join(lines).encode()])

    assert (ledger.acts, ledger.duplicates) == (2, 1)
    assert sorted(str(act[2]) for act in held["acts"]) == ["2013-11-12", "2018-06-01"]


def test_the_year_that_was_published_otherwise() -> None:
    """2017: days with the month first, and no column of codes."""

    def otherwise(line: str) -> str:
        cells = line.split("\t")
        if cells[1][:1].isdigit():
            year, month, day = cells[1].split("-")
            cells[1] = f"{int(month)}/{int(day)}/{year}"
        return "\t".join(cells[:6] + cells[7:])

    (usual,), _ = same([ICEWS_SAMPLE.read_bytes()])

    (ledger,), _ = same(["\n".join(map(otherwise, [HEADER, *SAMPLE])).encode()])

    assert replace(ledger, file=usual.file, sha256=usual.sha256) == usual


def test_progress_reaches_the_last_line(icews_file: Path, mine: Path) -> None:
    """A bar that ends at 97 % looks like a program that hangs. Nothing is read line by line."""
    seen: list[tuple[int, int]] = []

    with patch.object(_quick, "LARGE", 0), patch.object(_import, "stage", None):
        import_files([icews_file], mine, progress=lambda done, total: seen.append((done, total)))

    assert seen[-1][0] == len(SAMPLE)


def test_a_failure_half_way_leaves_no_record(icews_file: Path, mine: Path) -> None:
    """The disk is full, the program is stopped: nothing has changed."""

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with (
        patch.object(_quick, "LARGE", 0),
        patch.object(_import, "put_dataset", fail),
        pytest.raises(ImportFileError, match="could not be written"),
    ):
        import_files([icews_file], mine)

    assert list(mine.parent.glob("*")) == []


def test_a_failure_half_way_changes_no_record(icews_file: Path, mine: Path, tmp_path: Path) -> None:
    """Rows that went straight in are taken back with all the others."""
    more = tmp_path / "more.tab"
    more.write_text("\n".join([HEADER, *(f"9{line}" for line in SAMPLE[:50])]), "utf-8")
    outcome([icews_file], mine, 0, 1 << 22)
    before = contents(mine)

    def fail(*_: object) -> None:
        raise duckdb.IOException("No space left on device")

    with (
        patch.object(_quick, "LARGE", 0),
        patch.object(_straight, "AT_ONCE", 7),
        patch.object(_import, "merge", fail),
        pytest.raises(ImportFileError, match="could not be written"),
    ):
        import_files([more], mine)

    assert contents(mine) == before
    assert outcome([more], mine, 0, 1 << 22)[0][0].acts > 0


@settings(max_examples=60)
@given(
    line=st.sampled_from(SAMPLE),
    side=st.sampled_from([2, 8]),
    gap=st.integers(0, 80_000),
)
def test_between_two_turns_an_actor_is_whose_it_was(line: str, side: int, gap: int) -> None:
    """What lets one look-up stand for every day until the next turn."""
    cells = line.split("\t")
    name, sectors, country = cells[side : side + 3]
    on = date(1800, 1, 1) + timedelta(days=gap)
    turned = max((day for day in actors.turns(name, country) if day <= on), default=date.min)

    answers: list[Callable[[date], object]] = [
        lambda day: [
            (one.ccode, one.sphere)
            for one in actors.affiliations(name, country, sectors)
            if (one.start or date.min) <= day <= (one.end or date.max)
        ],
        lambda day: actors.why_unresolved(name, day),
    ]
    assert all(answer(on) == answer(turned) for answer in answers)


def test_second_look(icews_file: Path, mine: Path) -> None:
    """A record written by spellings is read as any other."""
    with patch.object(_quick, "LARGE", 0):
        (ledger,) = import_files([icews_file], mine)

    assert isinstance(ledger, Ledger)
    with Record.open(mine) as record:
        assert record.acts(datasets=[ledger.dataset], spheres=None).height == ledger.acts
