"""Importing beside a slow, obvious way: split each line, ask the reader of it, look up the day."""

import gzip
import io
import re
import zipfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import duckdb
import polars as pl
import pytest
from hypothesis import given, strategies as st

from longtin import actors
from longtin.acts import EventReader, Ledger, Record, formats, import_files
from longtin.acts._affiliation import coded
from longtin.acts._reason import Remark
from longtin.acts._schema import MEANING
from longtin.acts.importing import batch, run, text_file
from longtin.acts.importing.classify import ARMED, EventStage
from longtin.acts.importing.layout import Layout, choose_layout
from longtin.acts.importing.text_file import open_tables
from longtin.acts.reader import NOTHING
from longtin.errors import ImportFileError
from tests.acts.conftest import ICEWS_SAMPLE
from tests.acts.test_import import adds_up, contents, met_again
from tests.acts.test_readers import DATA
from tests.drawn import few

HEADER, *SAMPLE = ICEWS_SAMPLE.read_text("utf-8").splitlines()
WIDTH = HEADER.count("\t") + 1
Cells = dict[str, Any]
Rows = dict[str, list[tuple[object, ...]]]
Ledgers = list[Ledger]
Known = dict[tuple[object, ...], str]

TICKED = st.sampled_from(range(60))
days = st.dates(date(1810, 1, 1), date(2026, 1, 1))
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


def obvious(files: list[Path]) -> Rows:
    """What files of events become, one after the other, a line at a time."""
    found: Rows = {"acts": [], "domestic": [], "refusals": []}
    known: Known = {}
    for file in files:
        layout = choose_layout(open_tables(file)[0], None)
        content = file.read_bytes()
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252")
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for row, line in enumerate(lines, 1):
            if (row == 1 and layout.headed) or not line.strip():
                continue
            for identity, became, *values in said_of(line, layout):
                key = (layout.reader.archive, identity, values[0])
                if known.get(key) in ("acts", became):
                    continue
                if became != "refusals":
                    known[key] = "acts"
                    found["refusals"] = [each for each in found["refusals"] if each[-1] != key]
                else:
                    known[key] = became
                found[became].append((file.stem, row, *values, key))
    return {part: sorted((each[:-1] for each in rows), key=str) for part, rows in found.items()}


def said_of(line: str, layout: Layout) -> list[tuple[Any, ...]]:
    """What a line becomes: by what it is known, as what, its day and the rest."""
    reader = layout.reader
    assert isinstance(reader, EventReader)
    cells, fault, _ = layout.cells(line)
    row = {
        column: None if not (cell := cells[place].strip()) or cell in NOTHING else cell
        for column, place in layout.places.items()
        if place < len(cells)
    }
    when, *_ = answers(reader, "days", row)
    sides = [answers(reader, side, row) for side in ("source", "target")]
    deed, *_ = answers(reader, "deed", row)
    whole = [side[0] for side in sides]
    refusal = fault or next(
        (each["refusal"] for each in (when, *whole, deed) if each["refusal"]), None
    )
    number = row.get(reader.number) if reader.number else None
    if number and re.fullmatch(r"0*[1-9][0-9]{0,17}([.]0+)?", number):
        number = str(int(number.split(".")[0]))
    content = tuple(row.get(column) or "" for column in reader.content)
    identity: object = ("line", line) if fault else number or content
    names = [side["name"] for side in whole]
    if refusal:
        return [(identity, "refusals", when["start"], str(Remark.read(refusal)), *names)]
    pairs = [
        (one, other)
        for one in (sides[0][1:] or sides[0])
        for other in (sides[1][1:] or sides[1])
        if one["country"] != other["country"] or len(sides[0]) == len(sides[1]) == 1
    ]
    became = []
    for one, other in pairs:
        several = len(sides[0]) > 1 or len(sides[1]) > 1
        known = (identity, one["country"], other["country"]) if several else identity
        became.append((known, *judged(reader, when, deed, one, other)))
    return became


def judged(
    reader: EventReader, when: Cells, deed: Cells, one: Cells, other: Cells
) -> tuple[object, ...]:
    """An act, a domestic act or a refusal of two actors whose row has no fault."""
    names = [one["name"], other["name"]]
    start = when["start"]
    whose = [
        reader.whose(side["name"], side["country"], side["sectors"], start) for side in (one, other)
    ]
    refusal = whose[0][2] or whose[1][2]
    if not refusal and whose[0][0] != whose[1][0] and "armed" in (whose[0][1], whose[1][1]):
        refusal = ARMED.code
    if refusal:
        return ("refusals", start, str(Remark.read(refusal)), *names)
    part = "domestic" if whose[0][0] == whose[1][0] else "acts"
    states = [each for pair in zip(*(side[:2] for side in whose), strict=True) for each in pair]
    return (part, start, when["end"], *states, *(deed[name] for name in MEANING), *names)


def answers(reader: EventReader, part: str, row: Cells) -> list[Cells]:
    """What the reader says of a part of a row: of a side all of it, then each of its states."""
    values = {column: row.get(column) for column in getattr(reader, part)}
    return asked(reader.format, part, tuple(values.items()))


@cache
def asked(form: str, part: str, cells: tuple[tuple[str, str | None], ...]) -> list[Cells]:
    """The same, once for all rows that are alike in it."""
    reader = formats()[form]
    assert isinstance(reader, EventReader)
    values = pl.DataFrame([dict(cells)], dict.fromkeys(dict(cells), pl.String))
    if part == "days":
        (told,) = reader.when(values).to_dicts()
        if told["start"] and told["start"].year < 1800:
            told["refusal"] = told["refusal"] or "long-ago"
        return [told]
    if part == "deed":
        return reader.what(values).to_dicts()
    short = {
        name: "name" if name == part else name.removeprefix(f"{part}_") for name in dict(cells)
    }
    found = reader.actor(values.rename(short), part)
    return (found.sort("place") if reader.several else found).to_dicts()


def kept(mine: Path) -> Rows:
    """What a record holds of events, in the form of `obvious`."""
    named = "split_part(origin, ':', 1), split_part(origin, ':', 2)::INTEGER"
    listed = ", ".join(f'"{name}"' for name in MEANING)
    columns = (
        f'{named}, start, "end", source, target, source_sphere, target_sphere, {listed}, '
        "source_name, target_name"
    )
    with duckdb.connect(str(mine), read_only=True) as record:
        found = {
            part: record.table(part).project(columns).fetchall() for part in ("acts", "domestic")
        }
        refusals = record.execute(
            "SELECT d.dataset, h.row, h.start, concat_ws(' ', r.reason, r.details), s.word, t.word "
            "FROM held_refusals AS h JOIN datasets AS d ON d.number = h.file "
            "JOIN reasons AS r ON r.number = h.reason "
            "LEFT JOIN words AS s ON s.number = h.source_name "
            "LEFT JOIN words AS t ON t.number = h.target_name"
        ).fetchall()
    found["refusals"] = [(*each[:3], str(Remark.read(each[3])), *each[4:]) for each in refusals]
    return {part: sorted(rows, key=str) for part, rows in found.items()}


def same(contents: list[bytes], chunk: int = 1 << 20, batch: int = 1 << 26) -> Ledgers:
    """Ledgers of files imported one after the other, if all is as the obvious way has it."""
    with TemporaryDirectory() as name, ExitStack() as stack:
        stack.enter_context(patch.object(text_file, "_CHUNK", chunk))
        stack.enter_context(patch.object(text_file, "_GLIMPSED", max(chunk, 1 << 12)))
        stack.enter_context(patch.object(text_file, "BATCH", batch))
        folder = Path(name)
        files = [folder / f"file{place}.tab" for place in range(len(contents))]
        for file, content in zip(files, contents, strict=True):
            file.write_bytes(content)
        mine = folder / "mine.duckdb"
        ledgers = [import_files([file], mine)[0] for file in files]
        assert all(adds_up(ledger) for ledger in ledgers)
        assert kept(mine) == obvious(files)
        return ledgers


def refused(content: bytes) -> str:
    """Why a file is refused as a whole, and no record made."""
    with TemporaryDirectory() as name:
        file, mine = Path(name) / "file.tab", Path(name) / "mine.duckdb"
        file.write_bytes(content)
        with pytest.raises(ImportFileError) as refusal:
            import_files([file], mine)
        assert not mine.exists()
        return str(refusal.value)


ends = st.sampled_from(["\n", "\r\n", "\r"])


@few(12)
@given(
    files=st.lists(st.lists(LINES, max_size=12), min_size=1, max_size=2),
    end=ends,
    last=st.booleans(),
    mark=st.booleans(),
    chunk=st.sampled_from([50, 400, 3_000, 1 << 20]),
    batch=st.sampled_from([1, 1_000, 1 << 26]),
)
def test_any_mixture_of_lines_gives_one_record_and_one_ledger(
    files: list[list[str]], end: str, last: bool, mark: bool, chunk: int, batch: int
) -> None:
    """Whole lines, broken ones, blanks, duplicates in a file and across files, in any batches.

    Every column of every row and refusals with their lines and reasons are compared.
    """
    texts = [end.join([HEADER, *lines]) + end * last for lines in files]

    same([("\ufeff" * mark + text).encode("utf-8") for text in texts], chunk, batch)


@few(8)
@given(content=st.binary(max_size=300), cut=st.integers(0, 400))
def test_any_bytes_behind_a_good_start_are_answered(content: bytes, cut: int) -> None:
    """Letters of another encoding or zero bytes deep in the file are found at its end."""
    good = "\n".join([HEADER, *SAMPLE[:30]]).encode("utf-8")
    whole = good + b"\n" + content[:cut] + b"\n" + good

    if b"\x00" in content[:cut]:
        assert "zero bytes" in refused(whole)
        return
    try:
        whole.decode("utf-8")
        encoding = "utf-8"
    except UnicodeDecodeError:
        encoding = "cp1252"
    if encoding == "cp1252" and set(content[:cut]) & UNKNOWN:
        assert "the text is damaged" in refused(whole)
        return
    (ledger,) = same([whole], 1 << 11, 1_000)
    assert ledger.encoding == encoding


UNKNOWN = {0x81, 0x8D, 0x8F, 0x90, 0x9D}
"""Bytes that Windows-1252 does not know."""


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


@few(8)
@given(lines=st.lists(gdelt_rows(), max_size=9))
def test_any_mixture_of_gdelt_gives_one_record_and_one_ledger(lines: list[str]) -> None:
    """No header, sixty-one columns, days of entry and codes of countries that came and went."""
    same(["\n".join([*GDELT, *lines]).encode("utf-8")])


POLECAT = (DATA / "polecat_as_published.txt").read_text("utf-8").splitlines()
STATES = st.sampled_from(
    [
        "USA",
        "USA;JPN",
        "USA; USA",
        "KOR;USA;KOR",
        "None",
        "",
        "ZZZ",
        ";",
        "usa",
        "A;B;C;D;E;F;G;H;I;J;K;L;M",
    ]
)
WHO = st.sampled_from(["Joe Biden", "Joe Biden; Fumio Kishida", "None", "", "Government", ";"])


@st.composite
def polecat_rows(draw: st.DrawFn) -> str:
    """A published line with other states, names and sectors on its sides."""
    cells = draw(st.sampled_from(POLECAT[1:])).split("\t")
    cells[0] = draw(st.sampled_from([cells[0], "1", "a", "None", ""]))
    for name, country, raw in ((7, 8, 13), (15, 16, 21)):
        cells[name], cells[country] = draw(WHO), draw(STATES)
        cells[raw] = draw(WHO)
    for place in draw(st.lists(st.sampled_from([1, 2, 3, 5, 6, 9, 10, 11, 34]), max_size=2)):
        cells[place] = draw(st.sampled_from(["", "None", "2023-01-05", "CONSULT", "2", "2.0;740"]))
    return "\t".join(cells)


@few(8)
@given(lines=st.lists(polecat_rows(), max_size=8))
def test_any_mixture_of_polecat_gives_each_pair_once(lines: list[str]) -> None:
    """Several states on a side, named twice, unnamed, with names as many or fewer."""
    same(["\n".join([*POLECAT[:3], *lines]).encode("utf-8")])


NUMBERED = [path.name for path in DATA.iterdir() if path.name.startswith(("g", "icews", "po"))]


@pytest.mark.parametrize("name", sorted(NUMBERED))
def test_every_published_layout_gives_the_same_rows(name: str) -> None:
    """Of GDELT, ICEWS and POLECAT, with names and without."""
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

    answers = {
        coded("somebody", code, "GOV", day, "gdelt_cameo", "state")
        for day in (on, turned or date(1, 1, 1))
    }

    assert len(answers) == 1


def test_a_whole_sample_gives_the_same_rows() -> None:
    """Every spelling of two days of the archive."""
    content = "\n".join([HEADER, *SAMPLE[::7]]).encode()

    (ledger,) = same([content])

    assert ledger.received == len(SAMPLE[::7])


def test_the_same_file_twice_is_once() -> None:
    """Every row is known then, and none is new."""
    content = "\n".join([HEADER, *SAMPLE[:99]]).encode()

    _, again = same([content, content], batch=3_000)

    assert (again.acts, again.domestic, again.dataset) == (0, 0, "")
    assert again.duplicates + sum(again.refused.values()) == again.received


def test_rows_lie_in_the_order_of_their_lines(icews_file: Path, mine: Path) -> None:
    """However many threads wrote them: the same files give the same record."""
    with patch.object(text_file, "BATCH", 200_000), patch.object(text_file, "_CHUNK", 100_000):
        import_files([icews_file], mine)

    with duckdb.connect(str(mine), read_only=True) as record:
        for table in ("held_acts", "held_domestic", "held_refusals"):
            lines = record.table(table).order("rowid").project("row").fetchall()
            assert lines == sorted(lines)
            assert lines


def test_the_same_file_gives_the_same_record(icews_file: Path, mine: Path) -> None:
    """Numbers of words and meanings and all rows, but for the time it took."""
    held = []
    for name in ("one", "other"):
        record = mine.with_name(f"{name}.duckdb")
        import_files([icews_file], record)
        with duckdb.connect(str(record), read_only=True) as connection:
            names = [table for (table,) in connection.execute("SHOW TABLES").fetchall()]
            tables = {table: connection.table(table).fetchall() for table in names}
        tables["datasets"] = [row[:19] + row[20:] for row in tables["datasets"]]
        held.append(tables)

    assert held[0] == held[1]


def test_no_byte_but_tabs_and_ends_of_lines_parts_fields() -> None:
    """Control characters are part of a name; a zero byte is none of a text."""
    parting = [ord("\t"), ord("\n"), ord("\r")]

    same([_with_bytes([byte for byte in range(1, 32) if byte not in parting])])
    for byte in parting:
        same([_with_bytes([byte])])
    assert "zero bytes" in refused(_with_bytes([0]))


def _with_bytes(asked: list[int]) -> bytes:
    """A file with each byte in a name of a row of its own."""
    rows = [line.split("\t") for line in SAMPLE[: len(asked)]]
    named = [[row[0], row[1], f"{chr(byte)}\x0e{chr(byte)}", *row[3:]]
             for row, byte in zip(rows, asked, strict=True)]  # fmt: skip
    return "\n".join([HEADER, *SAMPLE[40:48], *map("\t".join, named), SAMPLE[48]]).encode()


def test_a_week_within_a_year_adds_nothing() -> None:
    """The weekly file first or last."""
    week = "\n".join([HEADER, *SAMPLE[100:200]]).encode()
    year = "\n".join([HEADER, *SAMPLE[:300]]).encode()

    one, two = same([week, year])
    three, four = same([year, week])

    assert one.duplicates == three.duplicates == 0
    assert two.duplicates == four.duplicates == one.acts + one.domestic
    assert met_again(four) == 100


def test_numbers_far_apart_are_told_apart() -> None:
    """The archive numbers as it likes."""
    far = [f"{number * 10**13}\t{SAMPLE[number].split(chr(9), 1)[1]}" for number in range(1, 40)]

    (ledger,) = same(["\n".join([HEADER, *far, *far[:5]]).encode()])

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
def test_wrapped_files_are_read_as_others(kind: str, cut: int, tmp_path: Path) -> None:
    """As the archive publishes its years; also when a download was cut short."""
    content = wrapped("\n".join([HEADER, *SAMPLE[:400]]).encode(), kind)
    if cut:
        assert "cut short or damaged" in refused(content[: len(content) - cut])
        return
    file, mine = tmp_path / "file0.tab", tmp_path / "mine.duckdb"
    file.write_bytes(content)

    ledgers = import_files([file], mine)

    assert [ledger.received for ledger in ledgers] == [400] * len(ledgers)
    if kind != "two tables":
        assert ledgers[0].sha256 == sha256(content).hexdigest()
        assert len(contents(mine)["acts"]) == ledgers[0].acts > 0


@pytest.mark.parametrize("length", [70, 40_000, 3_000_000, 40_000_000])
def test_lines_of_any_length_are_read_whole(length: int) -> None:
    """Longer than what is read or worked on together."""
    cells = SAMPLE[3].split("\t")
    cells[13] = "é" * length

    (ledger,) = same(["\n".join([HEADER, *SAMPLE[:3], "\t".join(cells), SAMPLE[4]]).encode()])

    assert (ledger.received, ledger.refused) == (5, {})


def test_a_line_of_millions_of_fields_is_a_row_too_wide() -> None:
    """Split into fields it would fill the memory."""
    wide = SAMPLE[3] + "\t" * 5_000_000

    (ledger,) = same(["\n".join([HEADER, *SAMPLE[:3], wide, SAMPLE[4]]).encode()])

    assert (ledger.received, sum(ledger.refused.values())) == (5, 1)


def test_a_line_without_end_is_no_row() -> None:
    """A file of one line as long as a disk must not fill the memory."""
    good = "\n".join([HEADER, *SAMPLE[:20]]).encode()

    with patch.object(text_file, "LONGEST", 5_000), patch.object(text_file, "_CHUNK", 1_000):
        message = refused(good + b"\n" + b"x" * 9_000)

    assert "line 22 has more than 0 million characters" in message


def test_an_earlier_line_put_right_keeps_its_number() -> None:
    """Lines that are put right join the others in their place."""
    later = SAMPLE[0].split("\t")
    later[5:7] = SAMPLE[5].split("\t")[5:7]

    lines = [HEADER, SAMPLE[0] + "\t", "\t".join(later)]
    (ledger,) = same(["\n".join(lines).encode()])

    assert (ledger.received, ledger.acts, ledger.duplicates) == (2, 1, 1)


def test_a_number_given_twice_is_told_apart_by_its_day() -> None:
    """The archive's file of 2013 shares its numbers with the first weeks of 2014."""
    other = SAMPLE[0].split("\t")
    other[1] = "2013-11-12"
    lines = [HEADER, SAMPLE[0], "\t".join(other), SAMPLE[0]]

    (ledger,) = same(["\n".join(lines).encode()])

    assert (ledger.acts, ledger.duplicates) == (2, 1)
    assert (ledger.first, ledger.last) == (date(2013, 11, 12), date(2018, 6, 1))


def test_the_year_that_was_published_otherwise() -> None:
    """2017: days with the month first, and no column of codes."""

    def otherwise(line: str) -> str:
        cells = line.split("\t")
        if cells[1][:1].isdigit():
            year, month, day = cells[1].split("-")
            cells[1] = f"{int(month)}/{int(day)}/{year}"
        return "\t".join(cells[:6] + cells[7:])

    (usual,) = same(["\n".join([HEADER, *SAMPLE[:400]]).encode()])

    (ledger,) = same(["\n".join(map(otherwise, [HEADER, *SAMPLE[:400]])).encode()])

    assert replace(ledger, file=usual.file, sha256=usual.sha256, seconds=usual.seconds) == usual


def test_progress_reaches_the_last_line(icews_file: Path, mine: Path) -> None:
    """A bar that ends at 97 % looks like a program that hangs."""
    seen: list[tuple[int, int]] = []

    with patch.object(text_file, "BATCH", 200_000), patch.object(text_file, "_CHUNK", 100_000):
        import_files([icews_file], mine, progress=lambda done, total: seen.append((done, total)))

    assert len(seen) > 3
    assert seen == sorted(seen)
    assert seen[-1][0] == len(SAMPLE)


def test_a_failure_half_way_leaves_no_record(icews_file: Path, mine: Path) -> None:
    """The disk is full, the program is stopped: nothing has changed."""

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with (
        patch.object(run, "put_dataset", fail),
        pytest.raises(ImportFileError, match="could not be written"),
    ):
        import_files([icews_file], mine)

    assert list(mine.parent.glob("*")) == []


def test_a_failure_half_way_changes_no_record(icews_file: Path, mine: Path, tmp_path: Path) -> None:
    """Rows that were written already are taken back with all the others."""
    more = tmp_path / "more.tab"
    more.write_text("\n".join([HEADER, *(f"9{line}" for line in SAMPLE[:50])]), "utf-8")
    import_files([icews_file], mine)
    before = contents(mine)

    def fail(*_: object) -> None:
        raise duckdb.IOException("No space left on device")

    with (
        patch.object(run, "put_dataset", fail),
        pytest.raises(ImportFileError, match="could not be written"),
    ):
        import_files([more], mine)

    assert contents(mine) == before
    assert import_files([more], mine)[0].acts > 0


def test_a_failure_while_a_batch_is_split_ahead_leaves_the_record_free(
    icews_file: Path, mine: Path, tmp_path: Path
) -> None:
    """The connection beside would have kept it open until somebody forgot the error."""
    import_files([icews_file], mine)
    more = tmp_path / "more.tab"
    more.write_text("\n".join([HEADER, *(f"9{line}" for line in SAMPLE[:500])]), "utf-8")

    def fail(*_: object) -> None:
        raise duckdb.IOException("No space left on device")

    with (
        patch.object(text_file, "BATCH", 20_000),
        patch.object(text_file, "_CHUNK", 20_000),
        patch.object(EventStage, "put", fail),
        pytest.raises(ImportFileError, match="there is no room left on the disk") as refusal,
    ):
        import_files([more], mine)

    assert import_files([more], mine)[0].acts > 0
    assert str(mine) in str(refusal.value)


@few(40)
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
    """What was imported is read as any other."""
    (ledger,) = import_files([icews_file], mine)

    assert isinstance(ledger, Ledger)
    with Record.open(mine) as record:
        assert record.acts(datasets=[ledger.dataset], spheres=None).height == ledger.acts


WRITTEN = (
    *("China", '"China"', '""', "", '"', '"a, b; c|d"', '"say ""x"" twice"', 'a "mark" within'),
    *('"closed"too early', ' "after a space"', '"left open', '""""', '"a\rb"', "a\rb", "Hà Nội"),
)
"""Ways to write a cell, well formed and not."""


@pytest.mark.parametrize("separator", [",", ";", "|"])
def test_quotation_is_split_in_sql_as_line_by_line(
    separator: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a spreadsheet quotes throughout would take a hundred times as long in Python."""
    file = tmp_path / "quoted.csv"
    header = separator.join(("date", "source", "type", "target", "text", "remark"))
    lines = [
        separator.join(("2014-05-02", *sides, *cells))
        for one, two in product(WRITTEN, WRITTEN)
        for sides, cells in (
            ((one, "CONSULT", two), ("", "")),
            (("China", "CONSULT", "VNM"), (one, two)),
        )
    ]
    file.write_text("\n".join((header, *lines)), "utf-8", newline="\n")

    import_files([file], tmp_path / "sql.duckdb")
    monkeypatch.setattr(batch, "LONGEST_QUOTED", 0)
    import_files([file], tmp_path / "python.duckdb")

    sql, python = (contents(tmp_path / f"{way}.duckdb") for way in ("sql", "python"))
    assert {part: sql[part] for part in ("acts", "domestic", "refusals")} == {
        part: python[part] for part in ("acts", "domestic", "refusals")
    }
    assert len(python["acts"]) > 4
    assert python["domestic"]
