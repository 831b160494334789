"""PDF renderer: A4 through Typst, with the shipped fonts only, the same bytes every time."""

import json
from dataclasses import asdict

from longtin._language import Language
from longtin.page.charts.svg import draw
from longtin.page.document import Document
from longtin.page.style_sheet import fonts, read


def as_pdf(document: Document) -> bytes:
    """A document as PDF, dated as the document is, so that the same document is the same file."""
    import typst

    shipped = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts())]
    )
    made = typst.compile(
        read("document.typ").encode(),
        format="pdf",
        font_paths=shipped,
        sys_inputs={"document": _content(document)},
        timestamp=int(document.stamp.timestamp()),
    )
    return bytes(made)


def _content(document: Document) -> str:
    """The document for the template: its fields, and each figure's drawing in place of its spec."""
    language = Language(document.language)
    stamp = document.stamp
    content = asdict(document)
    content["stamp"] = {"year": stamp.year, "month": stamp.month, "day": stamp.day}
    behind = (content, *content["bound"])
    shown_sections = [section for each in behind for section in (*each["sections"], *each["annex"])]
    for section, shown in zip(document.all_sections, shown_sections, strict=True):
        for figure, drawn in zip(section.figures, shown["figures"], strict=True):
            drawn["spec"] = draw(figure.spec, language)
    return json.dumps(content, ensure_ascii=False)
