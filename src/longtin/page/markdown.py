"""Markdown renderer: sentences, trees and tables; what charts show is a table of figures."""

from longtin.page.document import Document
from longtin.page.templating import environment


def as_markdown(document: Document) -> str:
    """A document as CommonMark with pipe tables."""
    return environment("page").get_template("document.md.jinja").render(document=document)
