"""The HTML showing: one file with charts, fonts and style inside; it asks no network."""

import base64

from longtin._language import Language
from longtin.brief._document import Document
from longtin.brief._svg import draw_inline, fonts
from longtin.brief._templates import environment, read

FACES = (
    ("Longtin Serif", "normal", 400, "longtin-serif-regular.woff2"),
    ("Longtin Serif", "normal", 700, "longtin-serif-bold.woff2"),
    ("Longtin Serif", "italic", 400, "longtin-serif-italic.woff2"),
    ("Longtin Sans", "normal", 400, "longtin-sans-regular.woff2"),
    ("Longtin Sans", "normal", 700, "longtin-sans-bold.woff2"),
)


def render_html(document: Document) -> bytes:
    """A document as one self-contained page, UTF-8."""
    language = Language(document.language)
    charts = {
        figure.name: draw_inline(figure, language)
        for section in document.all_sections
        for figure in section.figures
    }
    page = environment().get_template("brief.html.jinja")
    return page.render(
        document=document, charts=charts, style=_faces() + read("brief.css")
    ).encode()


def _faces() -> str:
    return "".join(
        f"@font-face{{font-family:'{family}';font-style:{style};font-weight:{weight};"
        f"font-display:block;src:url(data:font/woff2;base64,{_encoded(file)}) format('woff2')}}\n"
        for family, style, weight, file in FACES
    )


def _encoded(file: str) -> str:
    return base64.b64encode((fonts() / file).read_bytes()).decode()
