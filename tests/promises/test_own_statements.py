"""Files of one's own: read beside the shipped ones, refused with line and remedy."""

import json
from datetime import date
from pathlib import Path

import pytest

from longtin import promises
from longtin.errors import DataError
from tests.cli.run import run

GOOD = """\
commitments:
  - id: mine
    by: VNM
    to: [LAO, KHM]
    issue: water
    made: 2024-01-01
    title: {en: data, vi: số liệu}
    says: {en: To share data., vi: Chia sẻ số liệu.}
    stated: {document: {en: Minutes, vi: Biên bản}, source: recalled}
    due: {on: 2025-06-30, said: by June}
positions:
  - id: mine-2024
    by: VNM
    issue: water
    on: 2024-01-01
    says: {en: Share., vi: Chia sẻ.}
    wording: Cần chia sẻ số liệu.
    stated: {document: {en: Minutes, vi: Biên bản}, source: recalled}
    strength: active
"""


def file(tmp_path: Path, text: str) -> Path:
    """A file with that text."""
    path = tmp_path / "mine.yaml"
    path.write_text(text, "utf-8")
    return path


def test_own_statements_stand_beside_the_shipped_ones(tmp_path: Path) -> None:
    """And are asked for in the same way."""
    held = promises.statements(file(tmp_path, GOOD))

    found = promises.commitments("VNM", to="LAO", as_of=date(2026, 1, 1), among=held)

    assert [each.commitment.id for each in found if each.commitment.id == "mine"] == ["mine"]
    assert "mine-2024" in held.positions


def test_parties_are_found_by_any_of_their_names(tmp_path: Path) -> None:
    """A promise of `Việt Nam` was read, found in order, and then listed for nobody."""
    named = GOOD.replace("VNM", "Việt Nam").replace("[LAO, KHM]", "[Laos, Campuchia]")

    held = promises.read_statements(file(tmp_path, named))
    mine, stated = held.commitments["mine"], held.positions["mine-2024"]

    assert (mine.by, mine.to, stated.by) == (("VNM",), ("LAO", "KHM"), "VNM")


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("issue: water\n    made", "issue: watter\n    made", "water"),
        ("by: VNM\n    to", "by: VNN\n    to", r"mine\.yaml:3"),
        ("source: recalled}\n    due", "source: nowhere}\n    due", "nowhere"),
        ("on: 2025-06-30", "on: 2023-06-30", "before it was made"),
        ("id: mine\n", "id: vnm-net-zero-2050\n", "there is `vnm-net-zero-2050` already"),
        ("due:", "dew:", "dew"),
        ("strength: active", "strength: activ", "active"),
    ],
)
def test_a_slip_is_told_with_its_line_and_remedy(
    tmp_path: Path, wrong: str, right: str, said: str
) -> None:
    """One slip at a time; nothing of the file is taken."""
    with pytest.raises(DataError, match=said) as caught:
        promises.statements(file(tmp_path, GOOD.replace(wrong, right, 1)))

    assert "mine.yaml:" in str(caught.value)


def test_a_folder_is_read_whole(tmp_path: Path) -> None:
    """One file a case."""
    file(tmp_path, GOOD)
    (tmp_path / "other.yaml").write_text(GOOD.replace("mine", "other"), "utf-8")

    held = promises.read_statements(tmp_path)

    assert set(held.commitments) == {"mine", "other"}


def test_a_calendar_and_acts_are_made_of_them(tmp_path: Path) -> None:
    """Due dates for an office's calendar; what was done as acts that `longtin import` reads."""
    from longtin._language import Language

    text = GOOD.replace(
        "    due:",
        "    deliveries:\n"
        "      - {on: 2024-05-01, what: {en: sent, vi: đã gửi}, source: recalled}\n"
        "    due:",
    )
    held = promises.read_statements(file(tmp_path, text))
    (one,) = promises.commitments("VNM", as_of=date(2026, 1, 1), among=held)

    calendar = promises.due_dates([one], Language("vi")).decode()
    rows = promises.act_rows([one])

    assert "DTSTART;VALUE=DATE:20250630" in calendar
    assert calendar == promises.due_dates([one], Language("vi")).decode()
    assert [(row["source"], row["target"], row["type"]) for row in rows] == [
        ("VNM", "KHM", "COOPERATE"),
        ("VNM", "LAO", "COOPERATE"),
    ]


def test_the_published_schema_is_current() -> None:
    """Editors read the file in the documentation; `make schema` writes it."""
    published = Path(__file__).parents[2] / "docs" / "reference" / "statements.schema.json"

    assert json.loads(published.read_text("utf-8")) == promises.statements_schema()


def test_sheets_are_named_and_explained_in_the_language_asked_for(tmp_path: Path) -> None:
    """A minister's aide opens the file; the columns keep their names for programs."""
    import re
    import zipfile

    for language, names, told in (
        ("vi", ["bảng", "các cột"], "Ngày cam kết"),
        ("en", ["table", "columns"], "Day of the promise"),
    ):
        file = tmp_path / f"{language}.xlsx"
        assert run("commitments", "VNM", "--lang", language, "-o", file).exit_code == 0

        with zipfile.ZipFile(file) as book:
            sheets = re.findall(r'sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
            cells = re.findall(
                r"<t[^>]*>([^<]*)</t>", book.read("xl/worksheets/sheet2.xml").decode()
            )

        said = dict(zip(cells[::2], cells[1::2], strict=True))
        assert sheets == names
        assert said["made"] == told
        assert set(promises.COMMITMENT_LABELS) <= set(said)


BOOK = """
  - id: {name}
    by: {by}
    issue: water
    made: 2020-01-01
    instrument: VN-22/2020
    direction: {way}
    title: {{en: stations, vi: trạm}}
    says: {{en: Stations., vi: Trạm đo.}}
    stated: {{document: {{en: Notes, vi: Công hàm}}, source: recalled}}
    amount: {{value: 100, unit: USD}}
    due: {{on: 2021-12-31, said: two years}}
    cause: {{en: the flood, vi: lũ lụt}}
    deliveries:
      - on: {day}
        what: {{en: done, vi: đã làm}}
        amount: {{value: {done}, unit: USD}}
        source: recalled
"""


@pytest.mark.parametrize(("code", "why"), [("en", "the flood"), ("vi", "lũ lụt")])
def test_the_books_of_both_sides_stand_side_by_side(tmp_path: Path, code: str, why: str) -> None:
    """What the giver calls paid and the receiver received meet by the agreement's symbol."""
    file = tmp_path / "books.yaml"
    given = BOOK.format(name="given", by="JPN", way="outgoing", day="2021-06-01", done=80)
    received = BOOK.format(name="received", by="VNM", way="incoming", day="2021-12-01", done=60)
    file.write_text(f"commitments:{given}{received}", "utf-8")

    told = run("commitment", "given", "--promises", file, "--lang", code, columns=160).stdout
    early = run("commitment", "given", "--promises", file, "--as-of", "2021-07-01", columns=160)

    (row,) = (line for line in told.splitlines() if line.endswith("received"))
    assert "VN-22/2020" in told
    assert "−20" in row
    assert why in told
    assert "−20" not in early.stdout
