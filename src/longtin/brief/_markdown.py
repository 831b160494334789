"""The Markdown showing: sentences and tables; what charts show is a table of figures."""

from longtin.brief._document import Document
from longtin.brief._templates import environment


def render_markdown(document: Document) -> bytes:
    """A document as CommonMark with pipe tables, UTF-8."""
    return environment().get_template("brief.md.jinja").render(document=document).encode()
