"""The PDF: two pages and an annex, its own fonts, text that can be searched, the brief's date."""

from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject

from longtin._language import LANGUAGES, Language
from longtin.brief import render
from longtin.brief._brief_document import document
from tests.brief.sample import BRIEFS, full, shown

CODES = sorted(LANGUAGES)
NO_GLYPH = b"\x00\x00"


@cache
def opened(kind: str, code: str) -> PdfReader:
    """A sample as a reader of PDF sees it."""
    return PdfReader(BytesIO(shown(kind, code, "pdf")))


@cache
def texts_of(reader: PdfReader) -> tuple[str, ...]:
    """The words of each page, spaces evened out."""
    return tuple(" ".join(page.extract_text().split()) for page in reader.pages)


def text_of(reader: PdfReader) -> str:
    """All its words."""
    return " ".join(texts_of(reader))


def fonts_of(page: DictionaryObject) -> dict[str, DictionaryObject]:
    """Every font a page names, its drawings included."""
    resources = page["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    found = {}
    for name, font in resources.get("/Font", DictionaryObject()).get_object().items():
        found[f"{id(resources)}{name}"] = font.get_object()
    for inner in resources.get("/XObject", DictionaryObject()).get_object().values():
        drawing = inner.get_object()
        if "/Resources" in drawing:
            found |= fonts_of(drawing)
    return found


def glyphs(page: PageObject) -> list[bytes]:
    """The glyph numbers a page shows, as written."""
    stream = ContentStream(page.get_contents(), page.pdf)
    strings = []
    for operands, operator in stream.operations:
        if operator == b"Tj":
            strings.append(operands[0].original_bytes)
        elif operator == b"TJ":
            strings += [
                each.original_bytes for each in operands[0] if hasattr(each, "original_bytes")
            ]
    return strings


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", BRIEFS)
def test_what_decides_takes_two_sheets_of_a4_and_the_annex_begins_another(
    kind: str, code: str
) -> None:
    """A minister's office reads two pages; who checks them reads on."""
    made = document(BRIEFS[kind](), Language(code))
    texts = texts_of(opened(kind, code))

    start = next(at for at, text in enumerate(texts) if text.startswith(made.annex_heading))

    assert 1 <= start <= 2
    assert len(texts) <= 5
    for section in made.sections:
        assert any(section.heading in text for text in texts[:start])
    for section in made.annex:
        assert any(section.heading in text for text in texts[start:])
    for page in opened(kind, code).pages:
        assert float(page.mediabox.width) == pytest.approx(595.3, abs=0.5)
        assert float(page.mediabox.height) == pytest.approx(841.9, abs=0.5)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", BRIEFS)
def test_without_its_annex_a_brief_is_two_sheets(kind: str, code: str) -> None:
    """What goes into the folder for the meeting."""
    made = document(BRIEFS[kind](), Language(code))
    reader = PdfReader(BytesIO(render(BRIEFS[kind](), "pdf", parts=(), language=code)))

    text = text_of(reader)

    assert len(reader.pages) <= 2
    assert made.annex_heading not in text
    assert all(section.heading in text for section in made.sections)


@pytest.mark.parametrize("code", CODES)
def test_twice_the_words_still_take_two_sheets(code: str) -> None:
    """Names and reasons differ in length; the type gives way, not the page."""
    brief = full()
    assert brief.advice is not None
    assert brief.rules is not None
    advice = replace(brief.advice, steps=brief.advice.steps * 2, why=tuple(brief.advice.why * 8))
    rules = replace(brief.rules, due=brief.rules.due * 3)
    reader = PdfReader(BytesIO(render(replace(brief, advice=advice, rules=rules), "pdf", parts=())))

    assert len(reader.pages) == 2


@pytest.mark.parametrize("code", CODES)
def test_every_font_is_ours_and_inside(code: str) -> None:
    """The page looks the same on every machine."""
    for page in opened("full", code).pages:
        for font in fonts_of(page).values():
            descendants = font["/DescendantFonts"].get_object()
            assert isinstance(descendants, ArrayObject)
            inner = descendants[0].get_object()
            assert isinstance(inner, DictionaryObject)
            descriptor = inner["/FontDescriptor"].get_object()
            assert isinstance(descriptor, DictionaryObject)

            assert "Longtin" in str(font["/BaseFont"])
            assert any(key.startswith("/FontFile") for key in descriptor)


@pytest.mark.parametrize("code", CODES)
def test_no_letter_is_missing(code: str) -> None:
    """A box in place of a letter is an insult to a name."""
    reader = opened("full", code)
    strings = [string for page in reader.pages for string in glyphs(page)]

    assert strings
    for string in strings:
        assert all(string[at : at + 2] != NO_GLYPH for at in range(0, len(string), 2))


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", BRIEFS)
def test_its_words_can_be_searched_and_copied(kind: str, code: str) -> None:
    """Vietnamese marks survive the way into a PDF and out again."""
    made = document(BRIEFS[kind](), Language(code))

    text = text_of(opened(kind, code))

    assert made.title in text
    for headline in made.headlines:
        assert " ".join(headline.claim.split()) in text
    for section in made.all_sections:
        assert section.heading in text


@pytest.mark.parametrize("code", CODES)
def test_it_says_what_it_is_and_when(code: str) -> None:
    """Title, author, language and date stand where catalogues look for them."""
    reader = opened("full", code)
    about = reader.metadata
    assert about is not None

    assert about.title == f"{document(full(), Language(code)).title} – " + (
        document(full(), Language(code)).dated
    )
    assert about.author == "Longtin"
    assert about.creation_date is not None
    assert about.creation_date.date() == full().as_of
    assert str(reader.root_object["/Lang"]) == code


@pytest.mark.parametrize("code", CODES)
def test_pages_are_numbered(code: str) -> None:
    """Sheets get separated."""
    reader = opened("full", code)
    word = Language(code).say("Page")

    for number, text in enumerate(texts_of(reader), 1):
        assert f"{word} {number} / {len(reader.pages)}" in text
