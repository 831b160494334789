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
    backticks as code; `md` has words stand literally in Markdown.

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
    made.filters |= {"marked": _marked, "md": escape_markdown}
    return made


def _marked(words: str) -> str:
    from markupsafe import Markup, escape

    return Markup(re.sub("`([^`]+)`", r"<code>\1</code>", str(escape(words))))  # noqa: S704


def escape_markdown(words: str) -> str:
    """Words as Markdown shows them literally, in a paragraph or in a table."""
    return MARKDOWN_MARKS.sub(r"\\\g<0>", words)
