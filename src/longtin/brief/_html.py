"""The HTML showing: one file with charts, fonts and style inside; it asks no network."""

from longtin._language import Language
from longtin.brief._document import Document
from longtin.brief._svg import draw_inline
from longtin.brief._templates import environment


def render_html(document: Document) -> bytes:
    """A document as one self-contained page, UTF-8."""
    language = Language(document.language)
    charts = {
        figure.name: draw_inline(figure, language)
        for section in document.all_sections
        for figure in section.figures
    }
    page = environment().get_template("brief.html.jinja")
    return page.render(document=document, charts=charts).encode()
