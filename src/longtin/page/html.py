"""HTML renderer: a document as one file with charts, fonts and style inside; it asks no network.

A page of another shape is a template of its part that begins `{% extends "frame.html.jinja" %}` and
fills its blocks. Every page follows the reader's light or dark scheme and prints on A4.
"""

from collections.abc import Sequence

from longtin._language import Language
from longtin.page.charts.svg import draw_inline
from longtin.page.document import Bullet, Document
from longtin.page.templating import environment


def as_html(document: Document) -> str:
    """A document as one self-contained page."""
    language = Language(document.language)
    charts = {
        figure.name: draw_inline(figure, language)
        for section in document.all_sections
        for figure in section.figures
    }
    trees = {section.name: _tree(section.tree) for section in document.all_sections}
    template = environment("page").get_template("document.html.jinja")
    return template.render(document=document, charts=charts, trees=trees)


def _tree(bullets: Sequence[Bullet]) -> str:
    """Nested lists from lines with depths."""
    from markupsafe import escape

    found, open_lists = [], 0
    for one in bullets:
        while open_lists > one.depth + 1:
            found.append("</li></ul>")
            open_lists -= 1
        if open_lists == one.depth + 1:
            found.append("</li>")
        while open_lists < one.depth + 1:
            found.append('<ul class="tree">')
            open_lists += 1
        text = escape(one.text)
        found.append(f"<li>{f'<strong>{text}</strong>' if one.strong else text}")
    found.append("</li></ul>" * open_lists)
    return "".join(found)
