"""Template environment (Jinja) of a part, on the frame that all pages share."""

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from longtin.page.style_sheet import read, style

if TYPE_CHECKING:
    from jinja2 import Environment

MARKDOWN_MARKS = re.compile(r"[\\`*_\[\]|#]|<(?=[A-Za-z/!?])|^>")


@cache
def environment(part: str) -> "Environment":
    """Where the templates of a part live, with those of the page below them.

    Strict about names; HTML escapes all it is given, and `marked` sets what stands between
    backticks as code; `worded` shows word differences; `md` has words stand literally in Markdown.

    Args:
        part: Folder of the package in which the part keeps its `templates`.
    """
    from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape

    own = files("longtin").joinpath(part, "templates")

    def text(name: str) -> str:
        file = own.joinpath(name)
        return file.read_text("utf-8") if file.is_file() else read(name)

    made = Environment(
        loader=FunctionLoader(text),
        autoescape=select_autoescape(("html.jinja",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals["style"] = style
    made.filters |= {"marked": _marked, "worded": _worded, "md": escape_markdown}
    return made


def _marked(words: str) -> str:
    from markupsafe import Markup, escape

    coded = re.sub("`([^`]+)`", r"<code>\1</code>", str(escape(words)))
    return Markup(_changed(coded))  # noqa: S704


def _worded(words: str) -> str:
    """Words of a table, what a word difference marks as added or dropped set as that."""
    from markupsafe import Markup, escape

    return Markup(_changed(str(escape(words))))  # noqa: S704


def _changed(markup: str) -> str:
    added = re.sub(r"\{\+(.+?)\+\}", r"<ins>\1</ins>", markup)
    return re.sub(r"\[-(.+?)-\]", r"<del>\1</del>", added)


def escape_markdown(words: str) -> str:
    """Words as Markdown shows them literally, in a paragraph or in a table."""
    return MARKDOWN_MARKS.sub(r"\\\g<0>", words)
