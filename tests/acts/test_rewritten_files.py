"""Files as programs and people rewrite them: what was lost is put back or refused, never guessed.

Each fault was met by people who handle such data elsewhere; the rows are our own.
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from unittest.mock import patch

import polars as pl
import pytest
from hypothesis import example, given, settings, strategies as st

from longtin._language import Language, told
from longtin.acts import Ledger, Record, formats, import_files
from longtin.acts.importing import text_file
from longtin.acts.importing.encodings import single_bytes
from longtin.acts.importing.quoted_breaks import TextBlock, records
from longtin.errors import ImportFileError
from tests.acts.conftest import ICEWS_SAMPLE
from tests.acts.test_import import adds_up, met_again
from tests.acts.test_readers import DATA, read, seen

VIET_NAM, CHINA, USA, NAMIBIA = 816, 710, 2, 565
HEADER = "date,source,type,target"


def table(folder: Path, *rows: str, header: str = HEADER, name: str = "own.csv") -> Path:
    """A table of one's own."""
    file = folder / name
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return file


def ledger(file: Path, mine: Path, today: date | None = None) -> Ledger:
    """What became of a file."""
    (found,) = import_files([file], mine, today=today)
    assert adds_up(found)
    return found


def acts_of(mine: Path, dataset: str = "own") -> pl.DataFrame:
    """Its acts in the order of its rows."""
    with Record.open(mine) as record:
        found = record.acts(datasets=[dataset], spheres=None)
    return found.sort(pl.col("origin").str.split(":").list.last().cast(pl.Int32))


# --- contradictions inside a row ------------------------------------------------------------------


def with_columns_changed(file: Path, into: Path, changed: dict[str, object]) -> Path:
    """A tab-separated file with some of its columns changed by functions of the row."""
    header, *lines = file.read_text("utf-8").splitlines()
    names = header.split("\t")
    rows = [dict(zip(names, line.split("\t"), strict=True)) for line in lines]
    for row in rows:
        row.update({name: change(row) for name, change in changed.items()})  # type: ignore[operator]
    text = "\n".join(["\t".join(names), *("\t".join(row.values()) for row in rows)])
    into.write_text(text, encoding="utf-8")
    return into


CODES = ("EventCode", "EventBaseCode", "EventRootCode")


def test_gdelt_codes_read_as_numbers_mean_what_they_meant(tmp_path: Path, mine: Path) -> None:
    """018 was made 18, “make an empathetic comment” became ASSAULT, and nobody was told."""
    whole = DATA / "gdelt2_with_a_header.tsv"
    file = with_columns_changed(
        whole,
        tmp_path / "numbers.tsv",
        {name: lambda row, name=name: row[name].lstrip("0") for name in CODES},
    )

    as_numbers = ledger(file, mine)

    lines = whole.read_text("utf-8").splitlines()[1:]
    lost = sum(line.split("\t")[26].startswith("0") for line in lines)
    assert as_numbers.note == f"{lost} lines with a code whose lost leading zero was put back"
    other = tmp_path / "other.duckdb"
    assert read(whole.name, other).acts == as_numbers.acts
    assert seen(mine, "numbers") == seen(other, "gdelt2_with_a_header")


def test_a_gdelt_code_that_its_row_contradicts_is_refused(tmp_path: Path, mine: Path) -> None:
    """Nothing in the row says which of the two is the slip."""
    file = with_columns_changed(
        DATA / "gdelt2_with_a_header.tsv",
        tmp_path / "odd.tsv",
        {
            "EventCode": lambda _: "190",
            "EventRootCode": lambda _: "19",
            "QuadClass": lambda _: "1",
        },
    )

    found = ledger(file, mine)

    assert found.acts == 0
    odd = "`EventCode` says 190, against `QuadClass`, which says 1, in the same row"
    assert found.refused[odd] > 0


def test_the_published_class_of_protest_is_no_contradiction(tmp_path: Path, mine: Path) -> None:
    """GDELT has CAMEO's 14 in class 3, and publishes it so."""
    file = with_columns_changed(
        DATA / "gdelt2_with_a_header.tsv",
        tmp_path / "protest.tsv",
        {
            "EventCode": lambda _: "141",
            "EventBaseCode": lambda _: "141",
            "EventRootCode": lambda _: "14",
            "QuadClass": lambda _: "3",
        },
    )

    found = ledger(file, mine)

    assert found.acts > 0
    assert not any("against" in reason for reason in found.refused)


@pytest.mark.parametrize(
    ("text", "code", "refused"),
    [
        ("Consult", "040", ""),
        ("Consult", "40", ""),
        ("Consult", "40.0", ""),
        ("Consult", "190", "`CAMEO Code` says 190, against `Event Text`, which says Consult"),
        ("Make statement", "10", ""),
        ("Words in no list", "18", "a code that may have lost a zero: 18"),
        ("Words in no list", "042", ""),
    ],
)
def test_words_and_code_of_icews_agree(
    text: str, code: str, refused: str, tmp_path: Path, mine: Path
) -> None:
    """The words decide; a code of another root beside them is a contradiction."""
    header, *lines = ICEWS_SAMPLE.read_text("utf-8").splitlines()
    cells = next(line for line in lines if "\tConsult\t" in line).split("\t")
    cells[5:7] = [text, code]
    cells[2:5] = cells[8:11] = ["China", "NA", "China"]
    file = tmp_path / "one.tab"
    file.write_text("\n".join([header, "\t".join(cells)]), encoding="utf-8")

    found = ledger(file, mine)

    assert bool(found.refused) == bool(refused)
    assert refused in "".join(found.refused)


def test_type_and_class_of_polecat_agree(tmp_path: Path, mine: Path) -> None:
    """A visit that is material conflict is one or the other."""
    file = with_columns_changed(
        DATA / "polecat_as_published.txt",
        tmp_path / "odd.txt",
        {"Event Type": lambda _: "CONSULT", "Quad Code": lambda _: "MATERIAL CONFLICT"},
    )

    found = ledger(file, mine)

    odd = "`Event Type` says CONSULT, against `Quad Code`, which says MATERIAL CONFLICT"
    assert found.acts == 0
    assert any(reason.startswith(odd) for reason in found.refused)


def test_a_vote_is_cast_in_a_year_of_its_session(tmp_path: Path, mine: Path) -> None:
    """1920 for 2020: a slip that would make a General Assembly before there was one."""
    header, *lines = (DATA / "unga_a_new_session.csv").read_text("utf-8").splitlines()
    place = header.split(",").index("date")
    rows = [line.split(",") for line in lines]
    for row in rows:
        row[place] = "19" + row[place][2:]
    file = tmp_path / "slip.csv"
    file.write_text("\n".join([header, *map(",".join, rows)]), encoding="utf-8")

    found = ledger(file, mine)

    assert found.votes == 0
    assert any("`session`" in reason for reason in found.refused)


# --- whole columns --------------------------------------------------------------------------------


@pytest.fixture
def small_batches() -> Iterator[None]:
    """Files of a few lines that are worked on in many batches."""
    with patch.object(text_file, "BATCH", 60), patch.object(text_file, "_CHUNK", 50):
        yield


@pytest.mark.usefixtures("small_batches")
def test_two_orders_anywhere_in_a_file_leave_neither(tmp_path: Path, mine: Path) -> None:
    """Each piece decided for itself, and one date was 5 June and 6 May."""
    filler = [f"2016-06-{day:02},USA,CONSULT,JPN" for day in range(1, 29)]
    file = table(
        tmp_path,
        *("23/06/2016,USA,CONSULT,VNM", "05/06/2016,USA,CONSULT,VNM"),
        *filler,
        *("06/23/2016,USA,CONSULT,PHL", "05/06/2016,USA,CONSULT,PHL"),
    )

    found = ledger(file, mine)

    assert found.acts == 30
    (reason,) = found.refused
    assert reason.startswith("`date` written as '00/00/0000', which may be two days")
    assert found.refused[reason] == 2
    assert found.examples == ((3, "USA", "VNM"),)


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize(
    ("last", "day"), [("23/06/2018", date(2018, 6, 5)), ("06/23/2018", date(2018, 5, 6))]
)
def test_the_last_row_of_an_archive_says_how_the_first_was_written(
    last: str, day: date, tmp_path: Path, mine: Path
) -> None:
    """A file of ICEWS saved again in Europe has the day first, whatever is published."""
    header, *lines = ICEWS_SAMPLE.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if "\tVietnam\t" in line or "\tChina\t" in line][:9]
    for row in rows:
        row[1] = "05/06/2018"
    rows[-1][1] = last
    file = tmp_path / "saved.tab"
    file.write_text("\n".join([header, *map("\t".join, rows)]), encoding="utf-8")

    found = ledger(file, mine)

    assert day in (found.first, found.last)
    assert {found.first, found.last} <= {day, date(2018, 6, 23)}


def test_a_code_that_may_have_lost_its_zero_is_asked_back(tmp_path: Path, mine: Path) -> None:
    """18 is ASSAULT, or “make an empathetic comment” after a spreadsheet."""
    found = ledger(table(tmp_path, "2016-05-23,USA,18,VNM", "2016-05-24,USA,193,VNM"), mine)

    assert found.acts == 1
    assert list(found.refused) == [
        "the type '18' may be 018, whose leading zero spreadsheet programs drop; write 018 or 180"
    ]


@pytest.mark.usefixtures("small_batches")
def test_a_zero_kept_anywhere_in_the_column_says_that_none_was_lost(
    tmp_path: Path, mine: Path
) -> None:
    """The last row speaks for the first."""
    filler = [f"2016-06-{day:02},USA,CONSULT,JPN" for day in range(1, 29)]
    file = table(tmp_path, "2016-05-23,USA,18,VNM", *filler, "2016-07-01,USA,042,VNM")

    assert ledger(file, mine).refused == {}
    assert acts_of(mine)["kind"][0] == "ASSAULT"


# --- days that cannot be --------------------------------------------------------------------------


@pytest.mark.parametrize("file", sorted(path.name for path in DATA.iterdir()))
def test_nothing_has_happened_yet_in_any_archive(file: str, mine: Path) -> None:
    """Seen from 1850 all of it lies ahead; none becomes an act, a tie or a vote."""
    found = ledger(DATA / file, mine, date(1850, 1, 1))

    assert found.acts == found.domestic == found.ties == found.votes == 0
    assert found.refused["a day in the future"] > 0
    assert (found.first, found.last, found.replaced) == (None, None, 0)


def test_tomorrow_may_have_begun_and_a_year_may_go_on(tmp_path: Path, mine: Path) -> None:
    """News of Tokyo reach Los Angeles the day before; a count of this year ends in December."""
    today = date(2026, 11, 29)
    file = table(
        tmp_path,
        *("2026-11-30,USA,CONSULT,VNM,", "2026,USA,CONSULT,VNM,", "2026-12-01,USA,CONSULT,VNM,"),
        *("2016-05-23,USA,CONSULT,VNM,2106-05-24", "1799-12-31,USA,CONSULT,VNM,"),
        header=f"{HEADER},end",
    )

    found = ledger(file, mine, today)

    assert acts_of(mine)["start"].to_list() == [date(2026, 11, 30), date(2026, 1, 1)]
    assert found.refused == {"a day in the future": 2, "a day before 1800": 1}


# --- what is missing ------------------------------------------------------------------------------


def test_a_word_for_nothing_is_no_state(tmp_path: Path, mine: Path) -> None:
    """R writes NA for what is missing, and NA is a state's code."""
    file = table(
        tmp_path,
        *("2016-05-23,NAM,CONSULT,VNM", "2016-05-24,NA,CONSULT,VNM", "2016-05-25,USA,CONSULT,NA"),
        *("NA,USA,CONSULT,VNM", "2016-05-27,USA,NA,VNM", "2016-05-28,NULL,CONSULT,VNM"),
    )

    found = ledger(file, mine)

    assert acts_of(mine)["source"].to_list() == [NAMIBIA]
    asked = "'NA' is how programs write that a cell is empty, and may be Namibia: write NAM"
    assert found.refused == {asked: 2, "no date": 1, "no type": 1, "no source": 1}


@pytest.mark.parametrize("nothing", ["NA", "", "NULL", "None", "NaN", ".", " NA "])
def test_a_word_for_nothing_in_a_column_that_may_be_empty(
    nothing: str, tmp_path: Path, mine: Path
) -> None:
    """A row was refused for the date of an end it does not have."""
    rows = ",".join(["2016-05-23,USA,CONSULT,VNM", *[nothing] * 4])
    file = table(tmp_path, rows, header=f"{HEADER},end,count,domain,text")

    assert ledger(file, mine).refused == {}
    (act,) = acts_of(mine).iter_rows(named=True)
    assert (act["end"], act["count"], act["domain"]) == (date(2016, 5, 23), 1, None)


def test_a_reason_names_the_column(tmp_path: Path, mine: Path) -> None:
    """Of two columns of days, it was the other."""
    file = table(tmp_path, "2016-05-23,USA,CONSULT,VNM,soon", header=f"{HEADER},end")

    (reason,) = ledger(file, mine).refused
    assert reason.startswith("`end` written as 'soon', which is no day")


def test_pairs_at_peace_say_nothing(mine: Path) -> None:
    """In another list of disputes they were refused, by the hundred thousand."""
    found = read("mid_gml_with_pairs_at_peace.csv", mine)

    assert (found.format, found.acts, found.silent) == ("mid", 1, 4)
    assert found.refused == {"hostility missing": 1}


@pytest.mark.parametrize("file", ["mid_dyadic_as_published.csv", "atop_directed.csv"])
def test_years_filled_with_zeros_are_no_years_of_the_file(
    file: str, tmp_path: Path, mine: Path
) -> None:
    """Programs lay pairs of states out up to today, where the data end years before."""
    text = (DATA / file).read_text("utf-8")
    header = text.split("\n", 1)[0].split(",")
    pair = dict.fromkeys(("ccode1", "statea", "stateA"), "2")
    pair |= dict.fromkeys(("ccode2", "stateb", "stateB"), "20") | {"year": "2024"}
    zeros = [pair.get(name, "0") for name in header]
    longer = tmp_path / file
    longer.write_text(text.rstrip("\n") + "\n" + ",".join(zeros) + "\n")

    found = ledger(longer, mine)

    assert found.silent > 0
    with Record.open(mine) as record:
        told = record.datasets().filter(pl.col("dataset") == found.dataset)
    assert told["end"][0].year < 2024


# --- one act, however it is spelt -----------------------------------------------------------------


def test_a_table_saved_again_adds_nothing(tmp_path: Path, mine: Path) -> None:
    """Every act counted twice from then on."""
    once = table(
        tmp_path, "2016-05-23,United States,CONSULT,Viet Nam", "2016-09-12,Việt Nam,042,China"
    )
    again = table(
        tmp_path,
        "5/23/2016 0:00,2.0,consult,VNM",
        "9/12/2016 0:00,816,make a visit,Trung Quốc",
        name="again.csv",
    )
    import_files([once], mine)

    found = ledger(again, mine)

    assert (found.acts, found.duplicates, found.dataset) == (0, 2, "")


def test_different_people_of_one_state_stay_apart(tmp_path: Path, mine: Path) -> None:
    """The same kind of act on the same day by a minister and by the head is two acts."""
    file = table(
        tmp_path,
        "2014-05-23,Barack Obama,CONSULT,VNM",
        "2014-05-23,John Kerry,CONSULT,VNM",
        "2014-05-23,United States,CONSULT,VNM",
        "2014-05-23, john  kerry ,CONSULT,VNM",
    )

    found = ledger(file, mine)

    assert (found.acts, found.duplicates, found.refused) == (3, 1, {})


@pytest.mark.parametrize("in_one_file", [True, False])
def test_a_count_that_differs_is_said(in_one_file: bool, tmp_path: Path, mine: Path) -> None:
    """Three reports were dropped in silence."""
    header = f"{HEADER},count"
    rows = [f"2016-05-23,USA,CONSULT,VNM,{count}" for count in (1, 3)]
    if in_one_file:
        files = [table(tmp_path, *rows, header=header)]
    else:
        files = [table(tmp_path, row, header=header, name=f"{n}.csv") for n, row in enumerate(rows)]
    said = "the same act stands in an earlier row or in the record with another count"
    for file in files:
        found = ledger(file, mine)
    assert found.refused == {said: 1}

    again = ledger(files[-1], mine)

    assert again.refused == {said: 1}
    assert (again.acts, again.dataset) == (0, "")


def test_floats_are_whole_numbers(tmp_path: Path, mine: Path) -> None:
    """A column with one gap is a column of floats in most programs."""
    file = table(
        tmp_path,
        *("2016-05-23,2.0,CONSULT,816.0,2.0", "2016-05-24,002,193.0,816,"),
        header=f"{HEADER},count",
    )

    assert ledger(file, mine).refused == {}
    found = acts_of(mine)
    assert found["source"].to_list() == [USA, USA]
    assert found["target"].to_list() == [VIET_NAM, VIET_NAM]
    assert found["count"].to_list() == [2, 1]


def test_a_number_is_shown_as_the_state_it_means(tmp_path: Path, mine: Path) -> None:
    """“710 → 816” tells a reader nothing."""
    ledger(table(tmp_path, "2016-05-23,710,CONSULT,816"), mine)

    (act,) = acts_of(mine).iter_rows(named=True)
    assert (act["source_name"], act["target_name"]) == ("China", "Viet Nam")


@pytest.mark.parametrize("given", ["9.1E+07", "9.10001e+07"])
def test_a_number_that_a_spreadsheet_cut_is_no_number(
    given: str, tmp_path: Path, mine: Path
) -> None:
    """Events far apart got one number, and all but the first were dropped as known."""
    header, *lines = ICEWS_SAMPLE.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines[:3]]
    for row in rows:
        row[0] = given
    file = tmp_path / "cut.tab"
    file.write_text("\n".join([header, *map("\t".join, rows)]), encoding="utf-8")

    found = ledger(file, mine)

    assert found.refused == {f"an event number that a spreadsheet has cut: '{given}'": 3}


def test_an_event_number_is_known_as_a_float(tmp_path: Path, mine: Path) -> None:
    """Statistics programs write 91000051.0 for it."""
    header, *lines = ICEWS_SAMPLE.read_text("utf-8").splitlines()
    file, floats = tmp_path / "one.tab", tmp_path / "two.tab"
    file.write_text("\n".join([header, *lines[:40]]), encoding="utf-8")
    changed = [line.replace("\t", ".0\t", 1) for line in lines[:40]]
    floats.write_text("\n".join([header, *changed]), encoding="utf-8")
    import_files([file], mine)

    found = ledger(floats, mine)

    assert met_again(found) == found.received
    assert found.dataset == ""


# --- line breaks in cells -------------------------------------------------------------------------


def test_a_cell_of_several_lines_is_one_cell(mine: Path) -> None:
    """A note became an act of assault."""
    found = read("plain_cells_of_several_lines.csv", mine)

    assert (found.expected, found.acts, found.refused) == (2, 2, {})
    acts = acts_of(mine, found.dataset)
    assert acts["kind"].to_list() == ["CONSULT", "CONSULT"]
    assert acts["text"][0] == "two visits: 2017-11-12,x,USA,ASSAULT,VNM,no shots"
    assert acts["origin"].str.split(":").list.last().to_list() == ["2", "4"]


CELLS = st.lists(st.text(st.sampled_from('ab",;\n '), max_size=6), min_size=2, max_size=3)


@settings(max_examples=200)
@given(rows=st.lists(CELLS, max_size=8), size=st.integers(1, 40), separator=st.sampled_from(",;"))
@example(rows=[["a", '"\n']], size=1, separator=",")
def test_records_are_those_of_any_reader_of_csv(
    rows: list[list[str]], size: int, separator: str
) -> None:
    """In blocks of any length, and every record on the line on which it begins."""
    written = io.StringIO()
    csv.writer(written, delimiter=separator, lineterminator="\n").writerows(rows)
    lines = written.getvalue().removesuffix("\n").split("\n")
    cut = [lines[place : place + size] for place in range(0, len(lines), size)]
    blocks = [TextBlock(n * size, "\n".join(part)) for n, part in enumerate(cut)]

    found = [
        (block.before + place, line)
        for block in records(blocks, separator)
        for place, line in enumerate(block.text.split("\n"))
    ]

    assert [place for place, _ in found] == list(range(len(lines)))
    spaced = [[cell.replace("\n", " ") for cell in row] for row in rows]
    told = [next(csv.reader([line], delimiter=separator)) for _, line in found if line]
    assert told == [row for row in spaced if row]


@settings(max_examples=200)
@given(
    text=st.text(st.sampled_from('ab",\n'), max_size=80),
    size=st.integers(1, 9),
)
def test_no_line_is_lost_or_moved_whatever_the_quotes(text: str, size: int) -> None:
    """Marks left open, doubled, in the middle of a word."""
    lines = text.split("\n")
    cut = [lines[place : place + size] for place in range(0, len(lines), size)]
    blocks = [TextBlock(n * size, "\n".join(part)) for n, part in enumerate(cut)]

    found = [line for block in records(blocks, ",") for line in block.text.split("\n")]

    assert len(found) == len(lines)
    assert "".join(found).replace(" ", "") == "".join(lines)


# --- encodings ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "encoding"),
    [
        ("plain_vietnamese_in_windows_1258.csv", "cp1258"),
        ("plain_vietnamese_in_tcvn3.csv", "tcvn3"),
    ],
)
def test_vietnamese_before_unicode_is_read(file: str, encoding: str, mine: Path) -> None:
    """Codes of states hid that every other letter was misread."""
    found = read(file, mine)

    assert (found.encoding, found.acts, found.refused) == (encoding, 2, {})
    assert found.note.startswith("not in UTF-8: read as ")
    assert acts_of(mine, found.dataset)["text"].to_list() in (
        ["Họp Ủy ban hỗn hợp về hợp tác song phương", "Ký thỏa thuận về cửa khẩu biên giới"],
        ["Họp ủy ban hỗn hợp về hợp tác song phương", "Ký thỏa thuận về cửa khẩu biên giới"],
    )


@pytest.mark.parametrize(
    "text",
    [
        "São Tomé e Príncipe não são irmã mãe",
        "può così ciò però città più è già là",
        "thé été né dés là où",
        "sí qué él tú mí José Perú está más",
        "Österreich über für schön Straße Größe",
        "Þingvellir það við ný sögð maður",
    ],
)
def test_letters_of_western_europe_stay_what_they_are(text: str) -> None:
    """They are the same bytes."""
    assert single_bytes(text.encode("cp1252")) == "cp1252"


@pytest.mark.parametrize("encoding", ["utf-32", "utf-16"])
def test_wide_encodings_are_told_apart(encoding: str, tmp_path: Path, mine: Path) -> None:
    """UTF-32 begins as UTF-16 does, and was read as it."""
    file = tmp_path / "own.csv"
    file.write_bytes(f"{HEADER}\n2016-05-23,Việt Nam,CONSULT,Côte d’Ivoire\n".encode(encoding))

    found = ledger(file, mine)

    assert (found.encoding, found.acts, found.note) == (encoding, 1, "")


def test_letters_of_another_encoding_far_down_are_noticed(tmp_path: Path, mine: Path) -> None:
    """A file is judged by its beginning, and then proves to be something else."""
    vietnamese = (DATA / "plain_vietnamese_in_tcvn3.csv").read_bytes()
    filler = "\n".join(f"2016-06-{day:02},USA,CONSULT,JPN,talks" for day in range(1, 29))
    header, _, rest = vietnamese.partition(b"\n")
    file = tmp_path / "own.csv"
    file.write_bytes(header + b"\n" + filler.encode() + b"\n" + rest)

    with patch.object(text_file, "_GLIMPSED", 200):
        found = ledger(file, mine)

    assert (found.encoding, found.acts) == ("tcvn3", 30)


# --- what is no table -----------------------------------------------------------------------------


def refusal(file: Path, mine: Path) -> ImportFileError:
    """Why a file is refused as a whole."""
    with pytest.raises(ImportFileError) as refused:
        import_files([file], mine)
    return refused.value


def test_an_empty_zip_is_called_one(tmp_path: Path, mine: Path) -> None:
    """It was said to be a text table with zero bytes."""
    file = tmp_path / "empty.zip"
    with zipfile.ZipFile(file, "w"):
        pass

    assert "this zip file is empty" in str(refusal(file, mine))


@pytest.mark.parametrize("inside", ["xl/workbook.xml", "content.xml"])
def test_a_spreadsheet_is_called_one(inside: str, tmp_path: Path, mine: Path) -> None:
    """Nobody who gives one thinks of it as a zip file."""
    file = tmp_path / "own.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(inside, "<a/>")

    assert "this is a spreadsheet. Save its sheet as CSV" in str(refusal(file, mine))


def test_a_table_is_not_written_over_as_a_record(tmp_path: Path) -> None:
    """It was called a DuckDB file of another program."""
    file = table(tmp_path, "2016-05-23,USA,CONSULT,VNM")
    before = file.read_bytes()

    said = str(refusal(file, file))

    assert "this file is no record, and is not written over" in said
    assert "own.duckdb" in said
    assert file.read_bytes() == before


@pytest.mark.parametrize("damage", ["gzip", "zip", "password"])
def test_damage_is_told_in_vietnamese_alone(damage: str, tmp_path: Path, mine: Path) -> None:
    """What a library said of it stood in English in the middle of the sentence."""
    file = tmp_path / "own.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("own.csv", f"{HEADER}\n" + "2016-05-23,USA,CONSULT,VNM\n" * 99)
    content = bytearray(file.read_bytes())
    match damage:
        case "gzip":
            content = bytearray(b"\x1f\x8b\x08\x00broken")
        case "zip":
            content = content[: len(content) // 2]
        case "password":
            content[6] |= 1
            content[content.rfind(b"PK\x01\x02") + 8] |= 1
    file.write_bytes(content)

    words = told(refusal(file, mine), Language("vi"))

    assert "(" not in words
    assert "tệp" in words


# --- columns under another name -------------------------------------------------------------------


def test_a_renamed_column_is_named_with_the_nearest(tmp_path: Path, mine: Path) -> None:
    """A new version of an archive is refused, not read by half."""
    text = (DATA / "polecat_as_published.txt").read_text("utf-8")
    file = tmp_path / "new.txt"
    lines = text.replace("Event Type", "Event Types", 1).splitlines()
    file.write_text("\n".join(f"new\t{line}" for line in lines), encoding="utf-8")

    said = str(refusal(file, mine))

    assert "the header lacks Event Type (polecat format)" in said
    assert "Is 'Event Types' the Event Type?" in said


def test_a_renamed_column_that_may_be_missing_is_said(tmp_path: Path, mine: Path) -> None:
    """Who acts for the state stood in a column that was no longer read."""
    text = (DATA / "polecat_as_published.txt").read_text("utf-8")
    file = tmp_path / "new.txt"
    file.write_text(
        text.replace("Primary Actor Sector", "Primary Actor Sector Code", 1), encoding="utf-8"
    )

    assert ledger(file, mine).note == (
        "the column 'Primary Actor Sector Code' is not read: is it Primary Actor Sector under a "
        "new name?"
    )


def test_columns_of_the_other_side_are_no_renamed_ones(mine: Path) -> None:
    """`hiact2` is not a new name of `hiact1`."""
    for file in DATA.glob("mid_*"):
        assert ledger(file, mine.with_name(f"{file.name}.duckdb")).note == ""


def test_the_help_names_every_reader() -> None:
    """It named two of seven."""
    help_of = Path("src/longtin/cli/commands/import_.py").resolve()
    text = " ".join(help_of.read_text("utf-8").split())
    listed = ", ".join(sorted(formats())[:-1])

    assert listed in text


def test_a_ledger_as_json_names_what_was_refused(tmp_path: Path, mine: Path) -> None:
    """Scripts read the line and the names from it."""
    found = ledger(table(tmp_path, "2016-05-23,USA,CONSULT,Atlantis"), mine)

    told_of = json.loads(json.dumps(found.as_json(), default=str))
    assert told_of["examples"] == [[2, "USA", "Atlantis"]]


@given(day=st.dates(date(1990, 1, 1), date(2025, 12, 31)))
def test_a_day_is_read_as_the_command_line_reads_it(day: date) -> None:
    """`longtin acts --from` took more ways to write one than a table."""
    from longtin._dates import period
    from longtin.acts._written_days import read as read_day

    ways = [
        f"ngày {day.day} tháng {day.month} năm {day.year}",
        f"{day.day} {day:%B} {day.year}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day:%Y-%m-%d}",
        f"{day:%Y%m%d}",
        f"tháng {day.month}/{day.year}",
        f"{day:%B} {day.year}",
        f"{day.year}/{day.month}",
        f"{day.year}",
    ]

    for written in ways:
        assert read_day(written, None) == period(written)
    assert read_day(f"{day:%d/%m/%Y}", "day first") == period(day.isoformat())
    assert read_day(f"{day:%m/%d/%Y}", "month first") == period(day.isoformat())
