"""The submission: two pages for all pairs, in no unit of a model, and the same in every format."""

import itertools
import json
import re
import zipfile
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

import docx
import pytest
from docx.document import Document as Paper
from docx.oxml.ns import qn
from pypdf import PageObject, PdfReader

from longtin import brief
from longtin._data import Bilingual
from longtin._language import LANGUAGES, Language
from longtin.brief import Brief, Direction, Submission, render
from longtin.brief._submission_document import submission_document
from longtin.errors import LongtinError
from longtin.plan import Verdict
from tests.brief.sample import BRIEFS, full, party, uncovered

CODES = sorted(LANGUAGES)
OTHERS = ((710, "CHN"), (365, "RUS"), (811, "KHM"), (812, "LAO"), (740, "JPN"))
UNITS = {
    "en": ("deciban", r"\bdB\b", "stake", "common gain", "2×2", "twentieth", "log-odds"),
    "vi": ("deciban", r"\bdB\b", "mức rủi ro", "lợi ích chung", "2×2", "log-odds"),
}
"""What no minister should have to ask about, as patterns."""

POINTS = {"en": r"\d.points?\b", "vi": r"\d.điểm\b"}
"""Of the scale of trust, in which a change is told at the desk."""

LEAST = 11.0
A4 = (595.3, 841.9)


def beside(ccode: int, key: str) -> Brief:
    """The full sample with another state in the place of China."""
    other, made = party(ccode, key), full()
    ours, theirs = made.directions
    ways = (replace(ours, trustee=other), replace(theirs, truster=other))
    return replace(made, there=other, directions=ways)


@cache
def five() -> Submission:
    """Viet Nam beside five states."""
    made = tuple(beside(*other) for other in OTHERS)
    return Submission(made[0].as_of, made[0].here, made)


@cache
def shown(code: str, form: str, *parts: str) -> bytes:
    """The sample as a file."""
    return render(five(), form, language=code, parts=parts)


@cache
def opened(code: str, *parts: str) -> PdfReader:
    """It as a reader of PDF sees it."""
    return PdfReader(BytesIO(shown(code, "pdf", *parts)))


@cache
def in_word(code: str, *parts: str) -> Paper:
    """It as Word sees it."""
    return docx.Document(BytesIO(shown(code, "docx", *parts)))


def heard_last(way: Direction, day: date) -> Direction:
    """A direction whose last evidence is of a day."""
    return replace(way, now=replace(way.now, heard=day))


def sizes(page: PageObject) -> set[float]:
    """Sizes of type on a page, charts left out."""
    found: set[float] = set()

    def see(text: str, _cm: object, matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            found.add(round(abs(size * matrix[3]), 1))

    page.extract_text(visitor_text=see)
    return found


@pytest.mark.parametrize("code", CODES)
def test_five_pairs_take_two_sheets_of_a4(code: str) -> None:
    """A minister reads two pages."""
    reader = opened(code)

    assert len(reader.pages) == 2
    for page in reader.pages:
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(
            A4, abs=0.5
        )


@pytest.mark.parametrize("code", CODES)
def test_nothing_on_them_is_set_smaller_than_eleven_points(code: str) -> None:
    """Eight points were the complaint."""
    for page in opened(code).pages:
        found = sizes(page)

        assert found
        assert min(found) >= LEAST


@pytest.mark.parametrize("code", CODES)
def test_neither_page_has_a_unit_of_the_model(code: str) -> None:
    """Whoever has to ask what a word means puts the paper aside."""
    text = " ".join(page.extract_text() for page in opened(code).pages)
    units = (*UNITS[code], POINTS[code])

    assert [unit for unit in units if re.search(unit, text, re.IGNORECASE)] == []


@pytest.mark.parametrize("code", CODES)
def test_a_brief_of_one_pair_has_no_unit_of_the_model_in_its_own_words(code: str) -> None:
    """The same holds for what stands under its headlines."""
    made = json.loads(render(full(), "json", language=code))
    text = render(full(), "md", language=code, parts=()).decode()

    assert made["advice"]["proposals"]
    assert [unit for unit in UNITS[code] if re.search(unit, text, re.IGNORECASE)] == []


@pytest.mark.parametrize("code", CODES)
def test_the_first_line_says_how_old_the_last_evidence_is(code: str) -> None:
    """A paper of today may rest on years ago."""
    old = five().briefs[0].as_of.replace(year=2012)
    briefs = tuple(
        replace(
            each,
            directions=(
                heard_last(each.directions[0], old),
                heard_last(each.directions[1], old),
            ),
        )
        for each in five().briefs
    )
    made = submission_document(replace(five(), briefs=briefs), Language(code))

    assert {"en": "1 August 2012 (2 years ago)", "vi": "01/8/2012 (cách nay 2 năm)"}[
        code
    ] in made.note


@pytest.mark.parametrize("code", CODES)
def test_every_figure_of_trust_stands_with_its_interval(code: str) -> None:
    """A figure alone is read as certain."""
    made = submission_document(five(), Language(code))
    table = made.sections[0].tables[0]
    figures = [cell.text for row in table.rows for cell in row[1:3]]

    assert len(figures) == 2 * len(OTHERS)
    for text in figures:
        assert re.fullmatch(r"[^\d]+: \d[.,]\d\d \(\d[.,]\d\d–\d[.,]\d\d\)", text)


def test_a_proposal_says_what_who_when_cost_and_what_if_refused() -> None:
    """Six questions a minister asks."""
    made = submission_document(five(), Language("en"))
    table = next(each for each in made.sections if each.name == "proposals").tables[0]

    assert [column.heading for column in table.columns] == [
        "What, and with whom",
        "Who leads",
        "By when",
        "What it costs",
        "If they refuse",
    ]
    assert [cell.text for cell in table.rows[0]] == [
        "China: foreign ministry hotline. A line for incidents.",
        "Foreign ministry and defence ministry",
        "24 October 2014",
        "Cost low; risk moderate if they cheat",
        "Very unlikely; then: wait",
    ]


@pytest.mark.parametrize(("pairs", "rows"), [(2, 4), (3, 6), (4, 4), (5, 5)])
def test_few_pairs_have_two_proposals_each(pairs: int, rows: int) -> None:
    """As many as two pages hold."""
    again = replace(full().advice.proposals[0], name=Bilingual(en="Two", vi="Hai"))  # type: ignore[union-attr]
    briefs = tuple(
        replace(
            each,
            advice=replace(each.advice, proposals=(*each.advice.proposals, again)),  # type: ignore[union-attr, type-var]
        )
        for each in five().briefs[:pairs]
    )
    made = submission_document(replace(five(), briefs=briefs), Language("en"))

    table = next(each for each in made.sections if each.name == "proposals").tables[0]
    assert len(table.rows) == rows


def test_a_change_is_explained_by_acts_on_its_side() -> None:
    """A fall is not explained by visits, however heavy."""
    made = submission_document(five(), Language("en"))
    moved = next(each for each in made.sections if each.name == "moved").points[0]

    assert moved.startswith("China: fell over the year. Most of it came in ")
    assert "armed force" in moved
    assert "visits" not in moved


def test_a_pair_of_which_nothing_is_known_says_so() -> None:
    """No figure, no arrow, no proposal."""
    bare = Submission(uncovered().as_of, uncovered().here, (uncovered(), uncovered()))
    text = render(bare, "md", parts=()).decode()

    assert "not covered" in text
    assert "too little is known to propose anything" in text


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("form", ["pdf", "docx", "html", "md"])
def test_briefs_and_annexes_follow_where_asked_for(code: str, form: str) -> None:
    """The desk's evidence is bound behind, and not a word of it unasked."""
    alone, whole = (len(shown(code, form, *parts)) for parts in ((), ("briefs", "annex")))

    assert alone < whole
    if form == "pdf":
        titles = [
            each.title for each in submission_document(five(), Language(code), briefs=True).bound
        ]
        pages = [
            " ".join(page.extract_text().split()) for page in opened(code, "briefs", "annex").pages
        ]
        begins = [next(at for at, page in enumerate(pages) if title in page) for title in titles]
        assert begins[0] == 2
        assert all(later - one in (1, 2) for one, later in itertools.pairwise(begins))


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_the_same_values_are_the_same_bytes(code: str, form: str) -> None:
    """Two runs can be compared by checksum."""
    assert shown(code, form) == render(five(), form, language=code, parts=())


@pytest.mark.parametrize("code", CODES)
def test_word_has_headings_tables_and_alternative_texts(code: str) -> None:
    """A screen reader, and whoever goes on writing, needs more than the looks of them."""
    paper, made = in_word(code), submission_document(five(), Language(code))
    headings = [
        each.text for each in paper.paragraphs if each.style and each.style.name == "Heading 1"
    ]
    pictures = paper.element.body.findall(f".//{qn('wp:docPr')}")

    assert headings == [section.heading for section in made.sections]
    assert paper.core_properties.title.startswith(made.title)
    assert len(pictures) == 1
    assert all(each.get("descr") for each in pictures)
    for table, shown_table in zip(
        paper.tables, [one for each in made.sections for one in each.tables], strict=True
    ):
        assert [cell.text for cell in table.rows[0].cells] == [
            column.heading for column in shown_table.columns
        ]
        assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None


@pytest.mark.parametrize(("code", "tongue"), [("en", "en-GB"), ("vi", "vi-VN")])
def test_word_knows_the_language_and_the_size(code: str, tongue: str) -> None:
    """Red lines under every word of Vietnamese help nobody."""
    paper = in_word(code)
    parts = zipfile.ZipFile(BytesIO(shown(code, "docx")))
    spelt = set(re.findall(r'<w:lang [^>]*w:val="([^"]+)"', parts.read("word/styles.xml").decode()))

    assert spelt == {tongue}
    assert paper.core_properties.language == tongue
    assert paper.styles["Normal"].font.size.pt == LEAST
    assert "PAGE" in parts.read("word/footer1.xml").decode()


def test_data_hold_each_brief_as_briefs_do() -> None:
    """A script that reads one reads all."""
    content = json.loads(shown("en", "json"))
    (first, *others) = content["briefs"]
    own = json.loads(render(full(), "json"))

    assert content["schema"] == "longtin.submission/1"
    assert content["here"]["key"] == "VNM"
    assert len(others) == 4
    assert set(own) == {*first, "schema", "language"}


def test_one_state_alone_is_refused() -> None:
    """Nobody trusts or distrusts alone."""
    with pytest.raises(LongtinError, match="two states or more"):
        brief.submission(None, ["VNM"])  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", sorted(BRIEFS))
def test_every_kind_of_brief_can_be_part_of_one(kind: str) -> None:
    """Pairs of which little is known stand beside pairs of which much is."""
    made = BRIEFS[kind]()
    both = Submission(made.as_of, made.here, (made, full()))

    assert render(both, "docx", parts=("briefs", "annex"))
    assert render(both, "html", parts=("briefs", "annex"))


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        ("plan", "does better than waiting, by more than the margin of error"),
        ("only_if_change", "only if keeping measures also changes conduct"),
        ("wait", "nothing does clearly better than waiting"),
    ],
)
def test_the_paper_says_whether_proposals_beat_waiting(verdict: Verdict, said: str) -> None:
    """A plan that is worth no more than doing nothing is not recommended in silence."""
    advice = full().advice
    assert advice is not None
    made = replace(full(), advice=replace(advice, verdict=verdict))
    text = render(Submission(made.as_of, made.here, (made, made)), "md", parts=()).decode()

    assert said in text
    assert said in render(made, "md", parts=()).decode()
