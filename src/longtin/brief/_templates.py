"""The brief's templates, on the frame that all pages share."""

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from longtin import _paper

if TYPE_CHECKING:
    from jinja2 import Environment

MARKDOWN_MARKS = re.compile(r"[\\`*_\[\]|#]|<(?=[A-Za-z/!?])|^>")


def read(name: str) -> str:
    """A template's text, as shipped."""
    return files("longtin").joinpath("brief", "templates", name).read_text("utf-8")


@cache
def environment() -> "Environment":
    """Where HTML and Markdown templates live."""
    made = _paper.environment("brief")
    made.filters["md"] = escape_markdown
    return made


def escape_markdown(words: str) -> str:
    """Words as Markdown shows them literally, in a paragraph or in a table."""
    return MARKDOWN_MARKS.sub(r"\\\g<0>", words)
