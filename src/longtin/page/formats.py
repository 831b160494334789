"""Formats of a page as a file: HTML, PDF, Word and Markdown, by the ending of its name."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from longtin.page.document import Document
from longtin.page.html import as_html
from longtin.page.markdown import as_markdown
from longtin.page.pdf import as_pdf
from longtin.page.word import as_docx

FORMATS: Final[Mapping[str, Callable[[Document], bytes]]] = MappingProxyType(
    {
        "html": lambda shown: as_html(shown).encode(),
        "pdf": as_pdf,
        "docx": as_docx,
        "md": lambda shown: as_markdown(shown).encode(),
    }
)
"""What every page can be written as; a name of a file ends in a dot and one of them."""


def rendered(document: Document, form: str) -> bytes:
    """A page as the bytes of a file; the same page gives the same bytes.

    Args:
        document: What to show.
        form: One of `FORMATS`.
    """
    return FORMATS[form](document)
