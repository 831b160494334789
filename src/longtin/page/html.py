"""HTML renderer: a document as one file with charts, fonts and style inside, or as part of a page.

A page of another shape is a template of its part that begins `{% extends "frame.html.jinja" %}` and
fills its blocks. Every page follows the reader's light or dark scheme and prints on A4.
"""

import re
from collections.abc import Sequence
from typing import Final

from longtin._language import Language
from longtin.page.charts.svg import draw_inline
from longtin.page.document import Bullet, Document
from longtin.page.templating import environment

_STYLED_SIZE: Final = re.compile(r' style="max-width:([\d.]+)px"')
"""How a chart says inside one file how wide it grows at most."""

_ROLES: Final = re.compile(r' (?:role="graphics-[^"]*"|aria-roledescription="[^"]*")')
"""What Vega says of the parts of a drawing; its title and description say what matters."""


def as_html(document: Document) -> str:
    """A document as one self-contained page."""
    return environment("page").get_template("document.html.jinja").render(_drawn(document))


def as_fragment(document: Document) -> str:
    """Headlines, sections and annex of a document as HTML to stand inside a page of a site.

    The page brings the style sheet, the title and all around; nothing here is styled in place, so
    that a strict content security policy can hold.
    """
    made = environment("page").get_template("fragment.html.jinja").render(_drawn(document))
    return _ROLES.sub("", _STYLED_SIZE.sub(r' width="\1"', made))


def _drawn(document: Document) -> dict[str, object]:
    """What a template is filled with: the document, its charts and its trees."""
    language = Language(document.language)
    charts = {
        figure.name: draw_inline(figure, language)
        for section in document.all_sections
        for figure in section.figures
    }
    trees = {section.name: _tree(section.tree) for section in document.all_sections}
    return {"document": document, "charts": charts, "trees": trees}


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
