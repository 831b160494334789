"""Whatever a file holds: an answer in our own words, every row accounted for, or no change."""

import gzip
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, strategies as st

from longtin import acts
from longtin.acts import import_files
from longtin.errors import LongtinError
from tests.acts.test_import import adds_up, met_again
from tests.drawn import few

HEADERS = {
    name: [spelling[0] for spelling in (reader.required | reader.optional).values()]
    for name, reader in acts.formats().items()
}
WORDS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "2014-05-02",
            "2014-05",
            "2014",
            "0000-00-00",
            "99999-01-01",
            "0001-01-01",
            "9999-12-31",
            "0",
            "VNM",
            "China",
            "Foreign Affairs (France)",
            "Barack Obama",
            "AGREE",
            "042",
            "Make a visit",
            "1",
            "-1",
            "99999999999",
            "1e3",
            '"',
            "NA",
            "\u0660\u0661",
            "\x1f",
        ]
    ),
)
quick = few(8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A place with a record that must not change."""
    with TemporaryDirectory() as name:
        place = Path(name)
        first = place / "first.csv"
        first.write_text("date,source,type,target\n2014-05-02,VNM,AGREE,CHN\n")
        import_files([first], place / "mine.duckdb")
        yield place


def imported(content: bytes, folder: Path, form: str | None) -> None:
    """Import it for real into a record of its own, and dry into one that must not change."""
    file, mine = folder / "any.csv", folder / "mine.duckdb"
    file.write_bytes(content)
    before = mine.read_bytes()
    with suppress(LongtinError):
        (ledger,) = import_files([file], mine, format=form, dry_run=True)
        assert adds_up(ledger)
    assert mine.read_bytes() == before


@quick
@given(content=st.binary(max_size=400))
def test_any_bytes_are_answered(content: bytes, folder: Path) -> None:
    """Files come from e-mail, from Excel, from half-finished downloads."""
    imported(content, folder, None)


@quick
@given(content=st.binary(max_size=300), cut=st.integers(0, 40))
def test_any_gzip_is_answered(content: bytes, cut: int, folder: Path) -> None:
    """Whole or cut short."""
    packed = gzip.compress(b"date,source,type,target\n" + content)

    imported(packed[: len(packed) - cut], folder, None)


@pytest.mark.parametrize("form", sorted(HEADERS))
@quick
@given(rows=st.lists(st.lists(WORDS, max_size=12), max_size=8), separator=st.sampled_from(",\t;|"))
def test_any_rows_under_a_good_header_are_accounted_for(
    form: str, rows: list[list[str]], separator: str, folder: Path
) -> None:
    """Cells may hold anything; every line is an act, a refusal or a duplicate."""
    lines = [HEADERS[form], *rows]
    text = "\n".join(separator.join(line) for line in lines)

    imported(text.encode("utf-8", "replace"), folder, form)


@pytest.mark.parametrize("form", sorted(HEADERS))
@quick
@given(header=st.lists(WORDS, max_size=8), keep=st.integers(0, 12), body=st.binary(max_size=120))
def test_any_header_is_answered(
    form: str, header: list[str], keep: int, body: bytes, folder: Path
) -> None:
    """Columns missing, doubled, in another order, or named by chance."""
    names = [*header, *HEADERS[form][:keep]]

    imported("\t".join(names).encode("utf-8", "replace") + b"\n" + body, folder, form)


@few(4)
@given(rows=st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS), max_size=6))
def test_any_rows_imported_twice_leave_one_record(rows: list[tuple[str, ...]]) -> None:
    """Same rows, same result, whatever the rows."""
    text = "\n".join("\t".join(row) for row in [("date", "source", "type", "target"), *rows])
    with TemporaryDirectory() as name:
        file, mine = Path(name) / "rows.tsv", Path(name) / "mine.duckdb"
        file.write_bytes(text.encode("utf-8", "replace"))

        try:
            import_files([file], mine)
        except LongtinError:
            assert not mine.exists()
            return
        (again,) = import_files([file], mine)

        assert met_again(again) == again.received
        assert not again.dataset
