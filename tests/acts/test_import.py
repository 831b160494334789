"""A user's own files: every row accounted for, the record changed whole or not at all."""

import gzip
import shutil
import zipfile
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest

from longtin import acts
from longtin.acts import Ledger, Record, import_files
from longtin.errors import ImportFileError, RecordError

VIET_NAM, CHINA, FRANCE = 816, 710, 220


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of a user's record."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return {
            table: connection.execute(f"FROM {table} ORDER BY ALL").fetchall()
            for table in ("acts", "domestic", "refusals", "datasets", "coverage", "format")
        }


def adds_up(ledger: Ledger) -> bool:
    """Rows in = acts + domestic + ties + votes + refusals + silent rows + duplicates."""
    new = ledger.acts + ledger.domestic + ledger.ties + ledger.votes
    became = new + sum(ledger.refused.values()) + ledger.silent + ledger.duplicates
    return ledger.expected + ledger.split == ledger.received == became


def met_again(ledger: Ledger) -> int:
    """Rows that are nothing new: acts that the record has, and what is refused as before."""
    return ledger.duplicates + sum(ledger.refused.values()) + ledger.silent


def test_each_line_of_a_plain_file_becomes_what_it_should(plain_file: Path, mine: Path) -> None:
    """Three acts, one at home, one said twice, three that cannot be read."""
    (ledger,) = import_files([plain_file], mine)

    assert adds_up(ledger)
    assert (ledger.acts, ledger.domestic, ledger.duplicates) == (3, 1, 1)
    assert sum(ledger.refused.values()) == 3
    assert (ledger.first, ledger.last) == (date(2014, 5, 1), date(2014, 5, 31))
    assert (ledger.dataset, ledger.format, ledger.encoding) == ("visits", "plain", "utf-8")


def test_a_plain_file_adds_to_the_record(plain_file: Path, mine: Path) -> None:
    """Codes, names in two languages and agencies; a month is a period; a type gives its class."""
    import_files([plain_file], mine)

    with Record.open(mine) as record, Record.shipped() as shipped:
        ours = record.acts(datasets=["visits"])
        assert record.acts().height == shipped.acts().height + 3
        assert record.version != shipped.version
        assert record.covered("visits", VIET_NAM, date(2014, 5, 9))
        assert not record.covered("visits", 740, date(2014, 5, 9))

    acts.check_acts(ours)
    month, accused, visit = ours.iter_rows(named=True)
    assert (month["source"], month["target"], month["count"]) == (CHINA, FRANCE, 3)
    assert (month["start"], month["end"]) == (date(2014, 5, 1), date(2014, 5, 31))
    assert (accused["source"], accused["target"], accused["quad"]) == (VIET_NAM, CHINA, 3)
    assert (visit["kind"], visit["mode"], visit["code"]) == ("CONSULT", "visit", "042")
    assert visit["text"] == "Make a visit"
    assert visit["origin"] == "visits:3"


def test_refusals_name_their_line_and_the_remedy(plain_file: Path, mine: Path) -> None:
    """What a person can mend, a person should be told how."""
    import_files([plain_file], mine)

    with Record.open(mine) as record:
        reasons = dict(record.refusals("visits").select("row", "reason").iter_rows())

    assert "did you mean CHN (China)" in reasons[7]
    assert "did you mean '042'? Spreadsheet programs drop the leading zero" in reasons[8]
    assert reasons[9] == "1 field where the header has 5"


def test_the_full_icews_layout_is_read_row_for_row(icews_file: Path, mine: Path) -> None:
    """Two outlets that tell one story are two rows: the complete counts hold both."""
    (ledger,) = import_files([icews_file], mine)

    assert adds_up(ledger)
    assert ledger.received == 3705
    assert ledger.duplicates == 0
    assert ledger.acts > 1400
    assert (ledger.format, ledger.first, ledger.last) == (
        "icews",
        date(2018, 6, 1),
        date(2018, 6, 2),
    )
    with Record.open(mine) as record:
        ours = record.acts(datasets=[ledger.dataset], spheres=None)
        acts.check_acts(ours)
        assert record.covered(ledger.dataset, CHINA, date(2018, 6, 1))
        assert record.coverage().filter(pl.col("dataset") == ledger.dataset).rows() == [
            (ledger.dataset, None, None, date(2018, 6, 1), date(2018, 6, 2), None)
        ]


@pytest.mark.parametrize("kind", ["plain_file", "icews_file"])
def test_the_same_file_twice_leaves_the_same_record(
    kind: str, mine: Path, request: pytest.FixtureRequest
) -> None:
    """Safe to run twice: same rows, same result."""
    file: Path = request.getfixturevalue(kind)
    (first,) = import_files([file], mine)
    before = contents(mine)

    (again,) = import_files([file], mine)

    assert contents(mine) == before
    assert met_again(again) == again.received == first.received
    assert (again.acts, again.domestic, again.dataset) == (0, 0, "")
    assert (again.refusals, again.examples) == (first.refusals, first.examples)


def test_the_same_file_twice_at_once_counts_once(plain_file: Path, mine: Path) -> None:
    """A folder may hold a copy."""
    copy = plain_file.with_name("copy.csv")
    shutil.copy(plain_file, copy)

    one, two = import_files([plain_file, copy], mine)

    assert adds_up(one)
    assert adds_up(two)
    assert (one.acts, two.acts, two.duplicates) == (3, 0, two.received)


def test_files_that_overlap_add_only_what_is_new(plain_file: Path, mine: Path) -> None:
    """Last month's file and this month's often share days."""
    import_files([plain_file], mine)
    longer = plain_file.with_name("longer.csv")
    longer.write_text(
        plain_file.read_text("utf-8") + "7,VNM,CONSULT,CHN,1\n2014-05-08,VNM,AGREE,FRA,1\n",
        "utf-8",
    )

    (ledger,) = import_files([longer], mine)

    assert adds_up(ledger)
    assert (ledger.acts, sum(ledger.refused.values())) == (2, 2)
    assert ledger.dataset == "longer"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_that_programs_write_are_read(encoding: str, tmp_path: Path, mine: Path) -> None:
    """Excel writes UTF-16 and Windows-1252, and marks its UTF-8."""
    file = tmp_path / "names.csv"
    file.write_bytes(
        "date,source,type,target\r\n2014-05-02,Côte d’Ivoire,AID,CHN\r\n".encode(encoding)
    )

    (ledger,) = import_files([file], mine)

    assert ledger.encoding == encoding
    assert (ledger.acts, ledger.refused) == (1, {})


def test_compressed_files_are_read_as_they_are(
    icews_file: Path, tmp_path: Path, mine: Path
) -> None:
    """Archives publish zips; the content is the same, so the rows are met again."""
    zipped, gzipped = tmp_path / "events.2018.zip", tmp_path / "events.2018.tab.gz"
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(icews_file, "events.2018.tab")
    gzipped.write_bytes(gzip.compress(icews_file.read_bytes()))

    one, two = import_files([zipped, gzipped], mine)

    assert one.received == two.received == two.duplicates == 3705
    assert one.dataset == "events"


@pytest.mark.parametrize("style", ["Event.Date", "event_date", "EVENT DATE"])
def test_headers_are_known_as_programs_rewrite_them(
    style: str, icews_file: Path, tmp_path: Path, mine: Path
) -> None:
    """R writes dots, Python underscores; some programs drop the leading zero of the code."""
    head, *rows = icews_file.read_text("utf-8").splitlines()[:40]
    rewrite = {
        "Event.Date": lambda name: name.replace(" ", "."),
        "event_date": lambda name: name.lower().replace(" ", "_"),
        "EVENT DATE": str.upper,
    }[style]
    stripped = ["\t".join(_without_zero(row.split("\t"))) for row in rows]
    file = tmp_path / "rewritten.tsv"
    file.write_text("\n".join([rewrite(head), *stripped]), "utf-8")

    (ledger,) = import_files([file], mine)

    assert ledger.format == "icews"
    assert adds_up(ledger)
    with Record.open(mine) as record:
        found = record.acts(datasets=["rewritten"], spheres=None)
        assert set(found["code"].str.len_chars()) <= {3, 4}
        assert found["kind"].null_count() == 0


def _without_zero(row: list[str]) -> list[str]:
    return [*row[:6], row[6].lstrip("0"), *row[7:]]


def test_an_icews_file_stands_in_for_the_shipped_benchmarks_on_days_it_holds_whole(
    icews_file: Path, tmp_path: Path, mine: Path
) -> None:
    """The whole archive and a benchmark of it must never both count; other days keep theirs."""
    text = icews_file.read_text("utf-8")
    file = tmp_path / "may.tab"
    file.write_text(text.replace("2018-06-01", "2014-05-10").replace("2018-06-02", "2014-05-20"))

    import_files([file], mine)

    with Record.open(mine) as record, Record.shipped() as shipped:
        for day in (date(2014, 5, 10), date(2014, 5, 20)):
            assert set(record.acts(start=day, end=day)["dataset"]) == {"may"}
            assert set(record.domestic(start=day, end=day)["dataset"]) == {"may"}
            assert record.covered("may", CHINA, day)
        start, end = date(2014, 5, 11), date(2014, 5, 19)
        assert record.acts(start=start, end=end).equals(shipped.acts(start=start, end=end))
        assert not record.covered("may", CHINA, date(2014, 5, 15))
        yearly = [each.acts(datasets=["icews_year"]).height for each in (record, shipped)]
        assert yearly[0] == yearly[1] > 0
        held = record.datasets().filter(pl.col("dataset") == "may")
        assert held["sampling"].to_list() == [1.0]


def test_an_extract_of_icews_takes_nothing_away(
    icews_file: Path, tmp_path: Path, mine: Path
) -> None:
    """Four rows about China, one dated sixteen years before the others by a slip.

    What the file says again counts once; whatever else the record had, of these and of other
    states, is still there and covered; and what the file shows is what it has rows of.
    """
    header, *lines = icews_file.read_text("utf-8").splitlines()
    about = [line for line in lines if "\tChina\t" in line and "Vietnam" in line][:4]
    about[-1] = about[-1].replace("2018-06-0", "2002-06-0")
    file = tmp_path / "china.tab"
    file.write_text("\n".join([header, *about]) + "\n", "utf-8")

    (ledger,) = import_files([file], mine)

    assert ledger.acts >= 3
    with Record.open(mine) as record, Record.shipped() as shipped:
        ours, theirs = (
            each.acts(datasets=["icews0515", "icews18"], spheres=None) for each in (record, shipped)
        )
        gone = theirs.join(ours, on="origin", how="anti")
        twins = record.acts(datasets=["china"], spheres=None)
        same = ["start", "source_name", "target_name", "code"]
        assert gone.join(twins, on=same, how="anti").is_empty()
        assert gone.height <= twins.height
        assert record.acts("VNM", "USA").equals(shipped.acts("VNM", "USA"))
        kept = record.coverage().filter(pl.col("dataset") != "china")
        assert kept.equals(shipped.coverage())
        assert not record.covered("china", 2, date(2018, 6, 1))
        assert record.covered("china", CHINA, date(2018, 6, 1))
        assert not record.covered("china", CHINA, date(2010, 6, 1))
        held = record.datasets().filter(pl.col("dataset") == "china")
        assert held["sampling"].to_list() == [None]


def test_an_extract_of_icews_can_be_added_instead(icews_file: Path, mine: Path) -> None:
    """Two countries' rows are not the whole archive of their days."""
    (ledger,) = import_files([icews_file], mine, format="plain")

    assert ledger.format == "plain"
    assert adds_up(ledger)
    with Record.open(mine) as record:
        assert not record.covered(ledger.dataset, 31, date(2018, 6, 1))


def test_a_dry_run_tells_everything_and_writes_nothing(plain_file: Path, mine: Path) -> None:
    """To see what would be skipped, and why, before it happens."""
    (told,) = import_files([plain_file], mine, dry_run=True)
    assert not mine.exists()

    (done,) = import_files([plain_file], mine)
    before = mine.read_bytes()
    (again,) = import_files([plain_file], mine, dry_run=True)

    assert (told.acts, told.refused, told.dry_run) == (done.acts, done.refused, True)
    assert met_again(again) == again.received
    assert mine.read_bytes() == before


def tables_of(record: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table of a record, its rows in the order in which they are stored."""
    with duckdb.connect(str(record), read_only=True) as connection:
        names = connection.execute(
            "SELECT table_name FROM duckdb_tables() ORDER BY table_name"
        ).fetchall()
        return {name: connection.execute(f"FROM {name}").fetchall() for (name,) in names}


def test_the_same_files_make_the_same_record(
    icews_file: Path, plain_file: Path, tmp_path: Path
) -> None:
    """Two offices can compare their records row by row; DuckDB itself marks each file at random."""
    one, other = tmp_path / "one.duckdb", tmp_path / "other.duckdb"

    for record in (one, other):
        import_files([icews_file, plain_file], record)

    assert tables_of(one) == tables_of(other)


def test_progress_runs_to_the_last_row(icews_file: Path, plain_file: Path, mine: Path) -> None:
    """Anything above a second shows how far it is."""
    seen: list[tuple[int, int]] = []

    import_files(
        [icews_file, plain_file], mine, progress=lambda done, total: seen.append((done, total))
    )

    assert seen == [(3705, 3713), (3713, 3713)]


def test_a_refused_row_becomes_an_act_when_our_lists_have_grown(
    plain_file: Path, mine: Path
) -> None:
    """A release that knows more people should not need a new record."""
    import_files([plain_file], mine)
    with duckdb.connect(str(mine)) as connection:
        connection.execute(
            "INSERT INTO held_refusals SELECT file, row, start, "
            "(SELECT min(reason) FROM held_refusals), "
            "source_name, target_name, key FROM held_acts WHERE row = 3"
        )
        connection.execute("DELETE FROM held_acts WHERE row = 3")

    (ledger,) = import_files([plain_file], mine)

    assert (ledger.acts, met_again(ledger)) == (1, 7)
    with Record.open(mine) as record:
        assert 3 not in set(record.refusals("visits")["row"])
        told = record.datasets().filter(pl.col("dataset") == "visits").row(0, named=True)
        assert (told["acts"], told["refused"], told["domestic"]) == (3, 3, 1)


class TestWhatCannotBeRead:
    """Each is refused in words, and nothing changes."""

    @pytest.fixture(autouse=True)
    def before(self, plain_file: Path, mine: Path) -> None:
        """A record that must not change."""
        import_files([plain_file], mine)

    def refused(self, file: Path, mine: Path, form: str | None = None) -> str:
        """The message; the record is as it was."""
        kept = mine.read_bytes()
        good = file.with_name("good.csv")
        good.write_text("date,source,type,target\n2015-01-01,VNM,AGREE,CHN\n")
        with pytest.raises(ImportFileError) as refusal:
            import_files([good, file], mine, format=form)
        assert mine.read_bytes() == kept
        assert not list(mine.parent.glob(".longtin-*"))
        return str(refusal.value)

    def test_no_such_file(self, tmp_path: Path, mine: Path) -> None:
        """A slip in the name."""
        message = self.refused(tmp_path / "gone.csv", mine)

        assert "gone.csv – there is no such file. Check the spelling" in message

    def test_a_picture(self, tmp_path: Path, mine: Path) -> None:
        """Not text at all."""
        file = tmp_path / "map.csv"
        file.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")

        assert "not a text table: it has zero bytes. Export it as CSV" in self.refused(file, mine)

    def test_a_parquet_file(self, tmp_path: Path, mine: Path) -> None:
        """Text tables only, so far."""
        file = tmp_path / "acts.parquet"
        pl.DataFrame({"date": [1]}).write_parquet(file)

        assert "this is a Parquet file. Save it as CSV" in self.refused(file, mine)

    def test_an_empty_file(self, tmp_path: Path, mine: Path) -> None:
        """A download that never began."""
        file = tmp_path / "empty.csv"
        file.touch()

        assert "the first line is empty" in self.refused(file, mine)

    def test_missing_columns(self, tmp_path: Path, mine: Path) -> None:
        """The nearest name in the header is offered."""
        file = tmp_path / "columns.csv"
        file.write_text("date,sorce,type,target\n2015-01-01,VNM,AGREE,CHN\n")

        message = self.refused(file, mine)

        assert "the header lacks source (plain format)" in message
        assert "Is 'sorce' the source?" in message
        assert f"The formats are {', '.join(sorted(acts.formats()))}." in message

    def test_an_unknown_format(self, tmp_path: Path, mine: Path) -> None:
        """The accepted ones are listed."""
        file = tmp_path / "any.csv"
        file.write_text("date,source,type,target\n")

        message = self.refused(file, mine, "icewz")

        assert message.startswith("No format 'icewz'. Did you mean 'icews'? The formats are ")

    @pytest.mark.parametrize("wrapping", ["zip", "gz"])
    def test_a_compressed_file_cut_in_half(
        self, wrapping: str, icews_file: Path, tmp_path: Path, mine: Path
    ) -> None:
        """What is left of it could be read; half a file must not pass for a whole one."""
        file = tmp_path / f"half.{wrapping}"
        if wrapping == "zip":
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.write(icews_file, "events.tab")
        else:
            file.write_bytes(gzip.compress(icews_file.read_bytes()))
        whole = file.read_bytes()
        file.write_bytes(whole[: len(whole) // 2])

        message = self.refused(file, mine)

        assert "cut short or damaged" in message
        assert "nothing was imported" in message

    def test_a_zip_with_a_table_of_another_kind(self, tmp_path: Path, mine: Path) -> None:
        """The table is named, and nothing of the others is kept."""
        file = tmp_path / "two.zip"
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("one.csv", "date,source,type,target\n2015-01-02,VNM,AGREE,CHN\n")
            archive.writestr("two.csv", "a")

        assert "two.zip/two.csv – the header lacks" in self.refused(file, mine)

    def test_a_zip_without_a_table(self, tmp_path: Path, mine: Path) -> None:
        """What is in it is told."""
        file = tmp_path / "none.zip"
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("map.png", "a")

        assert "must hold tables" in self.refused(file, mine)
        assert "map.png" in self.refused(file, mine)


def test_a_zip_of_several_tables_has_a_ledger_for_each(plain_file: Path, mine: Path) -> None:
    """Yearly archives come as a zip of months, with a list of files beside them."""
    file = plain_file.with_name("year.zip")
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("MANIFEST.TXT", "a list of files")
        archive.write(plain_file, "may.csv")
        archive.writestr("june.csv", "date,source,type,target\n2014-06-02,VNM,AGREE,CHN\n")

    may, june = import_files([file], mine)

    assert (may.dataset, june.dataset) == ("may", "june")
    assert may.file.endswith("year.zip/may.csv")
    assert adds_up(may)
    assert (june.acts, june.received) == (1, 1)
    assert may.sha256 != june.sha256
    assert [met_again(each) for each in import_files([file], mine)] == [8, 1]


def test_a_plain_file_cut_in_half_keeps_its_whole_lines(
    icews_file: Path, tmp_path: Path, mine: Path
) -> None:
    """The last line is refused by number; the lines before it are whole."""
    whole = icews_file.read_bytes()
    file = tmp_path / "half.tab"
    file.write_bytes(whole[: len(whole) // 2])
    lines = whole[: len(whole) // 2].count(b"\n")

    (ledger,) = import_files([file], mine)

    assert adds_up(ledger)
    assert ledger.received == lines
    with Record.open(mine) as record:
        cut = record.refusals("half").filter(pl.col("reason").str.contains("where the header has"))
    assert cut["row"].to_list() == [lines + 1]


def test_a_quotation_mark_left_open_spoils_one_line(tmp_path: Path, mine: Path) -> None:
    """Elsewhere it swallows the rest of the file."""
    file = tmp_path / "quotes.csv"
    file.write_text(
        "date,source,type,target,text\n"
        '2014-05-02,VNM,AGREE,CHN,"said, and done"\n'
        '2014-05-03,VNM,AGREE,CHN,"never closed\n'
        "2014-05-04,VNM,AGREE,CHN,plain\n"
    )

    (ledger,) = import_files([file], mine)

    assert adds_up(ledger)
    assert ledger.received == 3
    with Record.open(mine) as record:
        texts = record.acts(datasets=["quotes"])["text"].to_list()
    assert texts[0] == "said, and done"
    assert texts[-1] == "plain"


class TestWhereItCannotBeWritten:
    """The record's place is checked, and what stands there is left alone."""

    def test_a_folder_that_is_not_there(self, plain_file: Path, tmp_path: Path) -> None:
        """No folders are made behind a user's back."""
        with pytest.raises(ImportFileError, match=r"the folder .* is not there\. Make it"):
            import_files([plain_file], tmp_path / "nowhere" / "mine.duckdb")

    def test_a_file_that_is_no_record(self, plain_file: Path, tmp_path: Path) -> None:
        """Not even its bytes change."""
        text = tmp_path / "notes.duckdb"
        text.write_text("my notes " * 1000)

        with pytest.raises(ImportFileError, match=r"notes\.duckdb"):
            import_files([plain_file], text)

        assert text.read_text() == "my notes " * 1000

    def test_someone_elses_database(self, plain_file: Path, tmp_path: Path) -> None:
        """A DuckDB file of another program is not ours to fill."""
        other = tmp_path / "other.duckdb"
        with duckdb.connect(str(other)) as connection:
            connection.execute("CREATE TABLE sums AS SELECT 1 AS one")

        with pytest.raises(ImportFileError, match="not a Longtin record of format 6"):
            import_files([plain_file], other)
        with pytest.raises(RecordError, match="was not written by Longtin"):
            Record.open(other)

    def test_a_record_of_another_version(self, tmp_path: Path) -> None:
        """Whoever updates Longtin learns that the record is whole, and how to go on."""
        older = tmp_path / "older.duckdb"
        with duckdb.connect(str(older)) as connection:
            connection.execute("CREATE TABLE format AS SELECT 2 AS number")

        with pytest.raises(RecordError, match=r"of format 2, .* reads format 6\. Make it again"):
            Record.open(older)

    def test_nothing_goes_into_a_record_of_another_version(
        self, plain_file: Path, tmp_path: Path
    ) -> None:
        """It was said not to be a record at all."""
        older = tmp_path / "older.duckdb"
        with duckdb.connect(str(older)) as connection:
            connection.execute("CREATE TABLE format AS SELECT 4 AS number")

        with pytest.raises(
            ImportFileError, match=r"of format 4, .* reads format 6\. Make it again"
        ):
            import_files([plain_file], older)

    @pytest.mark.parametrize("links", [True, False])
    def test_a_new_record_of_another_import_is_not_written_over(
        self, links: bool, plain_file: Path, mine: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Of two imports that both began before there was a record, the second took its place."""

        def no_links(*_: object) -> None:
            raise PermissionError

        def meanwhile(*_: object) -> None:
            if not mine.exists():
                import_files([plain_file], mine)

        if not links:
            monkeypatch.setattr("os.link", no_links)
        other = plain_file.with_name("other.csv")
        other.write_text("date,source,type,target\n2016-05-23,USA,CONSULT,VNM\n")

        with pytest.raises(ImportFileError, match="another import made this record"):
            import_files([other], mine, progress=meanwhile)
        with Record.open(mine) as record:
            assert "visits" in record.versions()["dataset"].to_list()
        import_files([other], mine)
        with Record.open(mine) as record:
            assert {"visits", "other"} <= set(record.versions()["dataset"])
        assert not list(mine.parent.glob(".longtin-*"))

    @pytest.mark.parametrize("place", [1, 2])
    def test_a_reason_does_not_repeat_a_cell_of_thousands(
        self, place: int, tmp_path: Path, mine: Path
    ) -> None:
        """A stray quotation mark may make a cell of a whole file."""
        cells = ["2016-05-23", "USA", "CONSULT", "VNM"]
        cells[place] = "x" * 9000
        table = tmp_path / "long.csv"
        table.write_text("date,source,type,target\n" + ",".join(cells) + "\n")

        (ledger,) = import_files([table], mine)

        (reason,) = ledger.refused
        assert "x…" in reason
        assert len(reason) < 300

    def test_one_file_by_its_name(self, plain_file: Path, mine: Path) -> None:
        """A name was taken for a list of letters, and “r” was said not to be there."""
        (ledger,) = import_files(str(plain_file), mine)

        assert ledger.received > 0

    def test_no_file_at_all(self, mine: Path) -> None:
        """An empty glob."""
        with pytest.raises(ImportFileError, match="No file was given"):
            import_files([], mine)

    def test_a_folder_in_its_place(self, plain_file: Path, tmp_path: Path) -> None:
        """A path that is a folder cannot be a record."""
        with pytest.raises(ImportFileError, match="not a file that you may write to"):
            import_files([plain_file], tmp_path)


def test_a_record_in_use_is_not_written_to(plain_file: Path, mine: Path) -> None:
    """Whoever reads it would not see what changed."""
    import_files([plain_file], mine)
    other = plain_file.with_name("other.csv")
    other.write_text("date,source,type,target\n2015-01-01,VNM,AGREE,CHN\n")

    with Record.open(mine), pytest.raises(ImportFileError, match=r"has the record open\. Close it"):
        import_files([other], mine)

    assert import_files([other], mine)[0].acts == 1


def test_two_readers_of_one_record_do_not_disturb_each_other(plain_file: Path, mine: Path) -> None:
    """A notebook and a brief at once."""
    import_files([plain_file], mine)

    with Record.open(mine) as one:
        with Record.open(mine) as other:
            assert other.acts(datasets=["visits"]).height == 3
        assert one.acts(datasets=["visits"]).height == 3


def test_a_closed_record_says_so() -> None:
    """Not an error of the database's."""
    record = Record.shipped()
    record.close()

    with pytest.raises(RecordError, match=r"has been closed\. Open it again"):
        record.acts()


def test_a_record_cut_short_is_an_error_in_our_words(plain_file: Path, mine: Path) -> None:
    """A copy that did not finish."""
    import_files([plain_file], mine)
    half = mine.with_name("half.duckdb")
    half.write_bytes(mine.read_bytes()[:400_000])

    with pytest.raises(RecordError), Record.open(half) as record:
        record.acts(datasets=["visits"])


def test_a_record_that_is_not_there_is_refused_with_the_command(tmp_path: Path) -> None:
    """The message says how to make one."""
    with pytest.raises(
        RecordError, match=r"there is no such record\. Make one with `longtin import"
    ):
        Record.open(tmp_path / "gone.duckdb")


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    """A CSV given as a record."""
    file = tmp_path / "acts.csv"
    file.write_text("date,source\n" * 2000)

    with pytest.raises(RecordError, match=r"acts\.csv – "):
        Record.open(file)


def test_a_name_no_longer_in_use_is_read_and_said(mine: Path, tmp_path: Path) -> None:
    """“Yugoslavia” of 2016 is Serbia by an assumption that must be seen."""
    file = tmp_path / "calls.csv"
    file.write_text(
        "date,source,type,target\n"
        "1995-03-01,Yugoslavia,CONSULT,France\n"
        "2016-05-02,Yugoslavia,CONSULT,France\n"
        "2016-05-03,Swaziland,AGREE,South Africa\n"
        "2016-05-04,Serbia,AGREE,816\n"
    )

    (ledger,) = import_files([file], mine)

    assert (ledger.acts, ledger.refused) == (4, {})
    assert ledger.note == (
        "1 name that was no longer in use on the day: 'Yugoslavia', in use until 2003-02-03, "
        "read as Serbia"
    )
