"""Word renderer: A4 at 11 points, with styles, header rows and alternative texts Word knows."""

import io
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from longtin._language import Language
from longtin.page.charts.svg import draw_pixels
from longtin.page.document import Bullet, Cell, Column, Document, Figure, Headline, Section, Table
from longtin.page.style_sheet import INK, MUTED

if TYPE_CHECKING:
    from docx.document import Document as Paper
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

SIZE: Final = 11
"""Points of running text, tables and captions."""

SMALL: Final = 9.5
"""Points of the annex's tables and references."""

FACE: Final = "Times New Roman"
"""Of official papers, and on every machine with Word."""

SIDE, TOP, BETWEEN = 18, 14, 174
"""Millimetres: margins, and what is left between the sides of an upright page."""

SHORT, LONG = 2 * SIDE + BETWEEN, 297
"""Millimetres of A4."""

LEGIBLE: Final = 0.11
"""Least share of a table's width that a column has, where there are no more than six."""

ARROWS: Final = {"up": "▲", "down": "▼", "level": "▶"}
TONGUES: Final = {"en": "en-GB", "vi": "vi-VN"}
STAMP: Final = (1980, 1, 1, 0, 0, 0)
"""On every part in the file, so that the same document is the same bytes."""


def as_docx(document: Document) -> bytes:
    """A document for Word, dated as the document is, so that the same document is the same file.

    Raises:
        ValueError: The document has no `day`.
    """
    import docx

    made = docx.Document()
    _set_up(made, document)
    _write(made, document, level=0)
    for each in document.bound:
        _write(made, each, level=1)
    return packed(made)


def packed(paper: "Paper") -> bytes:
    """What a paper is as a file: always the same bytes, whenever it is written."""
    loose, tight = io.BytesIO(), io.BytesIO()
    paper.save(loose)
    with zipfile.ZipFile(loose) as found, zipfile.ZipFile(tight, "w") as kept:
        for name in found.namelist():
            part = zipfile.ZipInfo(name, STAMP)
            part.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(part, found.read(name))
    return tight.getvalue()


def _set_up(made: "Paper", document: Document) -> None:
    """Paper, styles, language, properties and page numbers."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt, RGBColor

    page = made.sections[0]
    page.page_width, page.page_height = Mm(SHORT), Mm(LONG)
    if document.is_wide:
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = Mm(LONG), Mm(SHORT)
    page.left_margin = page.right_margin = Mm(SIDE)
    page.top_margin = page.bottom_margin = Mm(TOP)
    page.header_distance = page.footer_distance = Mm(7)
    about = made.core_properties
    about.title = " – ".join(filter(None, (document.title, document.dated)))
    about.subject, about.author, about.comments = document.kicker, "Longtin", ""
    about.language = TONGUES[document.language]
    about.created = about.modified = document.stamp
    sizes = {"Normal": SIZE, "Title": 15, "Heading 1": 12.5, "Heading 2": 12, "Heading 3": 11}
    for name, size in (sizes | {"Caption": SIZE, "List Bullet": SIZE, "Footer": SIZE}).items():
        style: Any = made.styles[name]
        style.font.name, style.font.size = FACE, Pt(size)
        style.font.color.rgb = RGBColor.from_string(INK[1:])
        style.font.italic = False
        style.font.bold = name.startswith(("Title", "Heading", "Caption"))
        _spell(style.element.get_or_add_rPr(), document.language)
        told = style.paragraph_format
        told.space_before = Pt(6 if name.startswith("Heading") else 0)
        told.space_after = Pt(3)
        told.line_spacing = 1.0
    _no_frame(made.styles["Title"])
    defaults = made.styles.element.find(_tag("docDefaults")).find(_tag("rPrDefault"))
    _spell(defaults.find(_tag("rPr")), document.language)
    _number_pages(page.footer.paragraphs[0], document.page_label)


def _tag(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))


def _added(parent: Any, name: str, **values: str) -> Any:
    """A further element of Word's own language."""
    from docx.oxml import OxmlElement

    made = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(_tag(key), value)
    parent.append(made)
    return made


def _spell(properties: Any, language: str) -> None:
    """The language words are spelt in, and one face for all scripts."""
    for old in properties.findall(_tag("lang")):
        properties.remove(old)
    faces = properties.find(_tag("rFonts"))
    if faces is not None:
        for name in list(faces.attrib):
            del faces.attrib[name]
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            faces.set(_tag(script), FACE)
    tongue = TONGUES[language]
    _added(properties, "lang", val=tongue, eastAsia=tongue)


def _no_frame(style: Any) -> None:
    for frame in style.element.iter(_tag("pBdr")):
        frame.getparent().remove(frame)
        break


def _number_pages(foot: "Paragraph", label: str) -> None:
    """“Page 1/2”, counted by Word."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot.add_run(f"{label} " if label else "")
    _added(foot._p, "fldSimple", instr="PAGE")  # noqa: SLF001 - python-docx has no fields
    foot.add_run("/")
    _added(foot._p, "fldSimple", instr="NUMPAGES")  # noqa: SLF001


def _write(made: "Paper", document: Document, level: int) -> None:
    """A document; one bound behind another begins a page of its own, a heading lower."""
    if document.sections or document.headlines:
        title = made.add_heading(document.title, level)
        title.paragraph_format.page_break_before = level > 0
        above = title.insert_paragraph_before() if not level else made.add_paragraph()
        above.add_run(document.kicker).bold = True
        above.add_run(f" · {document.dated}")
        if document.note:
            made.add_paragraph(document.note)
        for each in document.headlines:
            _headline(made, each)
        if document.summary:
            made.add_paragraph(document.summary)
        for section in document.sections:
            size = SMALL if document.is_wide else SIZE
            _section(made, section, document.language, level + 1, size)
    if document.annex:
        made.add_heading(document.annex_heading, 1).paragraph_format.page_break_before = True
        for section in document.annex:
            _section(made, section, document.language, 2, SMALL)
    if document.colophon:
        _small(made.add_paragraph(), document.colophon)


def _headline(made: "Paper", each: Headline) -> None:
    said = made.add_paragraph()
    lead = f"{ARROWS[each.arrow]} " if each.arrow else ""
    said.add_run(f"{lead}{each.claim}").bold = True
    if each.support:
        said.add_run(" " + " ".join(each.support))


def _section(made: "Paper", section: Section, language: str, level: int, size: float) -> None:
    made.add_heading(section.heading, level)
    for sentence in section.sentences:
        made.add_paragraph(sentence)
    _figures(made, section.figures, language)
    for sentence in section.notes:
        _sized(made.add_paragraph(sentence), size)
    for bullet in section.tree:
        _branch(made, bullet)
    for table in section.tables:
        _table(made, table, section, size)
    if section.points_heading:
        made.add_paragraph(section.points_heading, style="Caption")
    for point in section.points:
        _sized(made.add_paragraph(point, style="List Bullet"), size)
    if section.source:
        _small(made.add_paragraph(), section.source)


def _sized(said: "Paragraph", size: float) -> None:
    from docx.shared import Pt

    for run in said.runs:
        run.font.size = Pt(size)


def _small(said: "Paragraph", words: str) -> None:
    from docx.shared import Pt, RGBColor

    run = said.add_run(words)
    run.font.size, run.font.color.rgb = Pt(SMALL), RGBColor.from_string(MUTED[1:])


def _branch(made: "Paper", bullet: Bullet) -> None:
    from docx.shared import Mm

    said = made.add_paragraph(style="List Bullet")
    said.add_run(bullet.text).bold = bullet.strong
    if bullet.depth:
        said.paragraph_format.left_indent = Mm(6 * (bullet.depth + 1))


def _figures(made: "Paper", figures: Sequence[Figure], language: str) -> None:
    """Pictures under their titles, two side by side, and what their numbers stand for."""
    from docx.shared import Mm

    pairs = [figures] if len(figures) == 2 else [(each,) for each in figures]
    for row in pairs:
        wide = _between(made)
        each_wide = wide if len(row) == 1 else (wide - 14) / 2
        titles = made.add_paragraph("\t".join(each.title for each in row), style="Caption")
        shown = made.add_paragraph()
        titles.paragraph_format.tab_stops.add_tab_stop(Mm(each_wide + 2))
        titles.paragraph_format.keep_with_next = True
        for number, each in enumerate(row):
            run = shown.add_run(" " if number else "")
            pixels = io.BytesIO(draw_pixels(each.spec, Language(language)))
            picture = run.add_picture(pixels, width=Mm(each_wide))
            named = picture._inline.docPr  # noqa: SLF001 - where Word keeps alternative texts
            named.set("title", each.title)
            named.set("descr", f"{each.title}. {each.description}")
    key = [mark for each in figures for mark in each.key]
    if key:
        made.add_paragraph(" · ".join(key))


def _table(made: "Paper", shown: Table, section: Section, size: float) -> None:
    """A table whose head is repeated on every page, and which says what it is."""
    if shown.caption and shown.caption != section.heading:
        made.add_paragraph(shown.caption, style="Caption").paragraph_format.keep_with_next = True
    rows = [*shown.rows, *([shown.total] if shown.total else [])]
    table = made.add_table(rows=1 + len(rows), cols=len(shown.columns), style="Table Grid")
    table.autofit = False
    about = table._tbl.tblPr  # noqa: SLF001 - python-docx knows no alternative text of a table
    _added(about, "tblCaption", val=shown.caption or section.heading)
    _added(about, "tblDescription", val=f"{section.heading}. {shown.caption}".strip())
    grid = [list(row.cells) for row in table.rows]
    for place, (cell, column) in enumerate(zip(grid[0], shown.columns, strict=True)):
        _fill(cell, Cell(column.heading), column, size, is_bold=True)
        _wide(table, grid, place, shown, _between(made))
    _added(table.rows[0]._tr.get_or_add_trPr(), "tblHeader")  # noqa: SLF001
    for row in table.rows:
        _added(row._tr.get_or_add_trPr(), "cantSplit")  # noqa: SLF001
    for cells, row in zip(grid[1:], rows, strict=True):
        is_total = row is shown.total
        for place, (cell, content) in enumerate(zip(cells, row, strict=True)):
            _fill(cell, content, shown.columns[place], size, is_bold=is_total)
    after = made.add_paragraph()
    after.paragraph_format.space_after = 0
    after.paragraph_format.line_spacing = 0.5


def _between(made: "Paper") -> float:
    """Millimetres between the margins."""
    width = made.sections[0].page_width
    return (SHORT if width is None else width.mm) - 2 * SIDE


def _wide(
    table: Any, grid: Sequence[Sequence["_Cell"]], place: int, shown: Table, between: float
) -> None:
    """A column as wide as what stands in it asks for, none below a legible least."""
    from docx.shared import Mm

    shares = shown.shares or _asked(shown)
    least = min(LEGIBLE, 0.66 / len(shares)) * sum(shares)
    legible = [max(each, least) for each in shares]
    width = Mm(between * legible[place] / sum(legible))
    table.columns[place].width = width
    for row in grid:
        row[place].width = width


def _asked(shown: Table) -> list[float]:
    asked = []
    for place, column in enumerate(shown.columns):
        cells = [row[place] for row in (*shown.rows, *([shown.total] if shown.total else []))]
        letters = [len(one.text) + len(one.quote) + len(one.small) for one in cells]
        longest = max((len(word) for one in cells for word in one.text.split()), default=0)
        needed = max(longest, *(len(word) for word in column.heading.split() or [""]))
        typical = sum(letters) / max(len(letters), 1)
        asked.append(max(needed + 6.0, min(typical, 60.0)))
    return asked


def _fill(
    cell: "_Cell", content: Cell, column: Column, size: float, *, is_bold: bool = False
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    said = cell.paragraphs[0]
    said.paragraph_format.space_after = 0
    if column.kind == "figure":
        said.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    said.add_run(content.text).bold = is_bold
    if content.quote:
        said.add_run(f" “{content.quote}”").italic = True
    if content.small:
        said.add_run(f" ({content.small})")
    _sized(said, size)
