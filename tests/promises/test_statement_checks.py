"""`longtin check` on files of statements: what is counted twice, out of order, or left open."""

import json
from datetime import date
from pathlib import Path

import pytest

from longtin import promises
from longtin._language import Language
from tests.cli.run import run

DAY = date(2026, 11, 30)

GOOD = """\
commitments:
  - id: mine
    by: VNM
    to: [LAO, KHM]
    issue: water
    made: 2024-01-01
    title: {en: data, vi: số liệu}
    says: {en: To share data., vi: Chia sẻ số liệu.}
    stated: {document: {en: Minutes, vi: Biên bản}, source: recalled, at: 4}
    amount: {value: 10, unit: projects}
    due: {on: 2025-06-30, said: by June}
    deliveries:
      - {on: 2024-05-01, what: {en: six, vi: sáu}, source: recalled,
         amount: {value: 6, unit: projects}}
      - {on: 2024-09-01, what: {en: eight, vi: tám}, source: recalled,
         amount: {value: 8, unit: projects}}
    looked_until: 2026-01-01
positions:
  - id: mine-2024
    by: VNM
    issue: water
    on: 2024-01-01
    says: {en: Share by 2030., vi: Chia sẻ tới 2030.}
    terms: [số liệu]
    wording: Cần chia sẻ số liệu.
    stated: {document: {en: Minutes, vi: Biên bản}, source: recalled}
    strength: responsible
"""


def checked(tmp_path: Path, text: str) -> dict[str, str]:
    """Level of each remark by the first words of it."""
    path = tmp_path / "mine.yaml"
    path.write_text(text, "utf-8")
    found = promises.check_statements(path, DAY)
    assert all(each.place.startswith(f"{path}:") for each in found.remarks)
    return {str(each.says)[:24]: each.level for each in found.remarks}


def test_a_good_file_has_no_remark(tmp_path: Path) -> None:
    """A checker that always speaks is not read."""
    assert checked(tmp_path, GOOD) == {}


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("made: 2024-01-01", "made: 2024-06-01", "It was delivered on 2024"),
        ("{on: 2024-09-01, what", "{on: 2027-09-01, what", "It was delivered on 2027"),
        ("amount: {value: 8", "amount: {value: 2", "In all 2 were delivered,"),
        ("terms: [số liệu]", "terms: [số liệu thật]", "The key word `số liệu th"),
        ("on: 2024-01-01\n    says", "on: 2027-01-01\n    says", "It was said on 2027-01-0"),
        ("by: VNM\n    to", "restates: mine\n    by: VNM\n    to", "`restates` leads back to"),
        ("by: VNM\n    to", "depends_on: [mine]\n    by: VNM\n    to", "It hangs on itself. Name"),
    ],
)  # fmt: skip
def test_a_likely_slip_is_a_warning(tmp_path: Path, wrong: str, right: str, said: str) -> None:
    """One at a time."""
    assert checked(tmp_path, GOOD.replace(wrong, right, 1)) == {said: "warning"}


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("vi: Chia sẻ số liệu.}", "vi: To share data.}", "English and Vietnamese a"),
        ("    wording: Cần chia sẻ số liệu.\n", "", "`wording` is not given, "),
        ("by 2030., vi: Chia sẻ tới 2030.", "more., vi: Chia sẻ thêm.", "`responsible` is for who"),
        (", at: 4}", "}\n    certainty: verified", "It is marked as verified"),
    ],
)  # fmt: skip
def test_what_is_left_open_is_advice(tmp_path: Path, wrong: str, right: str, said: str) -> None:
    """One at a time."""
    assert checked(tmp_path, GOOD.replace(wrong, right, 1)) == {said: "advice"}


def test_a_day_that_passed_without_anything_told_is_asked_about(tmp_path: Path) -> None:
    """Nobody looked, or nobody wrote it down."""
    start, end = GOOD.index("    deliveries:"), GOOD.index("positions:")

    assert checked(tmp_path, GOOD[:start] + GOOD[end:]) == {"Its day, 2025-06-30, is ": "advice"}


def test_the_same_billion_told_twice_is_found(tmp_path: Path) -> None:
    """Against the file's own and the shipped statements."""
    again = (
        "commitments:\n"
        "  - {id: two, by: VNM, to: [KHM, LAO], issue: water, made: 2025-03-01,\n"
        "     title: {en: a, vi: b}, says: {en: a, vi: b}, amount: {value: 10, unit: projects},\n"
        "     stated: {document: {en: a, vi: b}, source: recalled}}\n"
    )

    assert checked(tmp_path, again + GOOD.removeprefix("commitments:\n")) == {
        "`mine` promises the same": "warning"
    }


def test_the_command_tells_line_and_ends_with_one(tmp_path: Path) -> None:
    """In both languages, and as JSON."""
    path = tmp_path / "mine.yaml"
    path.write_text(GOOD.replace("amount: {value: 8", "amount: {value: 2"), "utf-8")

    told = run("check", path, "--today", "2026-11-30", "--lang", "vi")
    data = json.loads(run("check", path, "--today", "2026-11-30", "--json").stdout)

    assert told.exit_code == 1
    assert "cảnh báo: mine: Tổng cộng đã thực hiện 2" in " ".join(told.stdout.split())
    assert (data[0]["commitments"], data[0]["remarks"][0]["place"]) == (1, f"{path}:15")
    assert promises.remarks_in_words(path, promises.check_statements(path, DAY), Language("en"))
