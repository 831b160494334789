"""Files of a portfolio: HTML, PDF, Word, Markdown and JSON."""

from pathlib import Path
from typing import Final

from longtin._files import check_place, write_whole
from longtin._language import Language
from longtin.acts import said_to_be_simulated
from longtin.errors import Either, OutputError
from longtin.forums.portfolio._assessment.portfolio_values import Portfolio
from longtin.forums.portfolio._pages.portfolio_document import portfolio_document
from longtin.page import FORMATS, as_json, rendered

PORTFOLIO_SCHEMA: Final = "longtin.portfolio/1"
"""Of a portfolio as data; keys are kept within a major version."""

PORTFOLIO_FORMATS: Final = (*FORMATS, "json")
"""What a portfolio can be shown as."""


def render_portfolio(
    found: Portfolio,
    format: str,  # noqa: A002 - as typed
    *,
    language: str = "en",
    annex: bool = False,
) -> bytes:
    """A portfolio in one of the `PORTFOLIO_FORMATS`; the same values give the same bytes.

    Args:
        found: What to show.
        format: Which.
        language: `en` or `vi`.
        annex: Whether all figures follow the two pages; data hold them always.

    Raises:
        OutputError: There is no such format.
    """
    words = Language(language)
    if format == "json":
        return as_json(found, PORTFOLIO_SCHEMA, language=language).encode()
    if format not in FORMATS:
        raise OutputError(
            "A portfolio cannot be written as `{name}`. Use {known}.",
            name=format,
            known=Either(f"`{each}`" for each in PORTFOLIO_FORMATS),
        )
    shown = portfolio_document(found, words, annex=annex)
    return rendered(said_to_be_simulated(shown, found.simulated, words), format)


def write_portfolio(
    found: Portfolio, path: Path, *, language: str = "en", annex: bool = False
) -> Path:
    """Write a portfolio to a file, whole or not at all; its name's ending says the format.

    Raises:
        OutputError: The ending is none of the formats, or the file cannot stand there.
    """
    check_place(path)
    format = path.suffix.lower().removeprefix(".")  # noqa: A001
    write_whole(path, render_portfolio(found, format, language=language, annex=annex))
    return path
