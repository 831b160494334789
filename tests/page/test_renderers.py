"""One document, every renderer: what one shows, the others show."""

import io
import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from longtin._data import Bilingual
from longtin.page import (
    FORMATS,
    Bullet,
    Column,
    Document,
    Headline,
    Section,
    Table,
    as_html,
    as_json,
    as_markdown,
    as_pdf,
    print_document,
    print_table,
    rendered,
)
from longtin.page.charts import Bar, gantt
from longtin.page.document import Figure

DAY = date(2014, 8, 1)
TABLE = Table.of("", [Column("Way"), Column("Worth", "figure")], [("This | that", "0.1")])
DRAWING = gantt(
    "Steps", [Bar("one", "one", DAY, DAY, DAY)], start=DAY, end=DAY, reviews=(), key="", month=str
)


def whole() -> Document:
    """A document with something of everything."""
    return Document(
        language="en",
        title="A <b> & c",
        kicker="Plan",
        dated="1 August 2014",
        day="2014-08-01",
        headlines=(Headline("Claim.", ("Support.",), "up", "Improved"),),
        sections=(
            Section("words", "Words", sentences=("Said first.",), notes=("Noted.",)),
            Section(
                "tree",
                "Tree",
                figures=(Figure("steps", "Steps", "Of the plan.", DRAWING),),
                tree=(Bullet(0, "do this", strong=True), Bullet(1, "if so"), Bullet(0, "end")),
            ),
            Section("ways", "Ways", sentences=("Before.",), tables=(TABLE,), points=("A point.",)),
        ),
    )


def test_html_escapes_words_and_nests_a_tree() -> None:
    """A title is never markup, and a list in a list is one to a screen reader."""
    page = as_html(whole())

    assert "A &lt;b&gt; &amp; c" in page
    assert '<ul class="tree"><li><strong>do this</strong><ul class="tree"><li>if so</li>' in page
    assert "<p>Said first.</p>" in page
    assert '<p class="note">Noted.</p>' in page
    assert "<caption>Ways</caption>" in page
    assert 'class="chart"' in page


def test_html_sets_a_command_in_a_sentence_as_code() -> None:
    """In sentences and in notes; what else stands in them stays escaped."""
    said = "Give it: `longtin plan <A> B`."
    page = as_html(
        replace(whole(), sections=(Section("a", "A", sentences=(said,), notes=(said,)),))
    )

    assert page.count("Give it: <code>longtin plan &lt;A&gt; B</code>.") == 2
    assert "`" not in page.split("<main", 1)[-1]


def test_markdown_nests_a_tree_and_keeps_bars_in_cells() -> None:
    """A bar would open another cell."""
    text = as_markdown(whole())

    assert "- **do this**\n  - if so\n- end\n" in text
    assert "| This \\| that | 0.1 |" in text
    assert "Said first.\n" in text


def test_a_document_prints_whatever_it_holds() -> None:
    """The same file each time; it is dated as the document is."""
    made = as_pdf(whole())

    assert made.startswith(b"%PDF-")
    assert made == as_pdf(whole())


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("page", [whole(), replace(whole(), day="", dated="")])
def test_a_page_is_the_same_file_each_time(form: str, page: Document) -> None:
    """Also one without a date: a file that differs each time could not be compared."""
    made = rendered(page, form)

    assert made
    assert made == rendered(page, form)


def test_a_terminal_shows_sections_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    """A table without a caption is named by its section."""
    print_document(whole())

    lines = capsys.readouterr().out.splitlines()
    order = [lines.index(each) for each in ("Words", "Tree", "- do this", "   if so", "Ways")]
    assert order == sorted(order)
    assert lines[lines.index("Ways") + 1] == "Before."
    assert "- A point." in lines


def test_a_total_is_the_last_row(capsys: pytest.CaptureFixture[str]) -> None:
    """It sums the others."""
    table = Table("Sum", TABLE.columns, TABLE.rows, (*TABLE.rows[0][:1], TABLE.rows[0][1]))

    print_table(table, note="Below.")

    lines = capsys.readouterr().out.splitlines()
    assert lines[-3:] == [lines[-3], "", "Below."]
    assert "0.1" in lines[-3]


@dataclass(frozen=True)
class Held:
    """A value of every kind that data can hold."""

    day: date
    share: float
    parts: tuple[int, ...]
    names: dict[str, str | None]
    file: Path


def test_json_keeps_names_order_and_kinds() -> None:
    """Keys are a promise to programs."""
    text = as_json(Held(DAY, float("inf"), (1, 2), {"ở": None}, Path("a")), "longtin.test/1")

    assert list(json.loads(text)) == ["schema", "day", "share", "parts", "names", "file"]
    assert json.loads(text)["day"] == "2014-08-01"
    assert json.loads(text)["share"] is None
    assert '"ở": null' in text
    assert text.endswith("}\n")


def test_json_refuses_what_has_no_place_in_it() -> None:
    """A repr would be a key nobody promised."""
    with pytest.raises(TypeError, match="no place"):
        as_json({"at": object()})


def test_json_gives_words_in_the_language_asked_for() -> None:
    """One value is data in either language, and in both where none is asked for."""
    held = {"name": Bilingual(en="Laos", vi="Lào")}

    assert json.loads(as_json(held, language="vi")) == {"name": "Lào"}
    assert json.loads(as_json(held)) == {"name": {"en": "Laos", "vi": "Lào"}}


def test_a_wide_document_lies_on_its_side() -> None:
    """Twelve columns on upright paper break every word; on its side a page holds them."""
    import docx

    table = Table.of("", [Column(f"Column {n}") for n in range(12)], [["undetermined"] * 12])
    made = Document("en", "Wide", "", "", (Section("a", "A", tables=(table,)),), is_wide=True)
    paper = docx.Document(io.BytesIO(rendered(made, "docx")))
    first = paper.sections[0]

    assert (first.page_width or 0) > (first.page_height or 0)
    assert min(column.width or 0 for column in paper.tables[0].columns) > docx.shared.Mm(20)
