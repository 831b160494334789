"""What may not be written in a brief: figures of trust without a band, dates in a second form."""

import re
from collections.abc import Iterator

from longtin.page import Document, as_markdown

FIGURE = re.compile(r"(?<![\d.,–−+-])[01][.,]\d\d(?![\d–%])")
"""A figure of trust, of two decimals; not an end of an interval."""

BAND = re.compile(r"[^.,;()\d]{0,30}\([^()]*?(?<!\d)[01][.,]\d\d–[01][.,]\d\d")
"""What follows it, words of the same phrase at most between: its interval in brackets."""

MONTHS = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"

SECOND_FORMS = {
    "en": (
        r"\d{4}-\d\d-\d\d",
        r"\b\d{1,2}/\d{1,2}/\d{4}",
        r"(?<![\d/])\d{1,2}/(?:19|20)\d\d\b",
        r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.? \d",
        rf"{MONTHS} \d{{1,2}}(?!\d)",
        rf"\b0\d {MONTHS}",
    ),
    "vi": (
        r"\d{4}-\d\d-\d\d",
        r"(?<![\d/–])\d{1,2}/(?:19|20)\d\d\b",
        r"(?<![\d/.,])\d/\d{1,2}/(?:19|20)\d\d",
        r"/0[3-9]/(?:19|20)\d\d",
        r"/[12]/(?:19|20)\d\d",
        r"(?<!^)(?<!\. )ngày \d{1,2} tháng",
        r"tháng [12] năm (?=\d)",
        r"tháng 0[3-9]",
    ),
}
"""Forms of a date that are not the one of the language: `1 August 2014`, `01/8/2014`."""

ROW = re.compile(r"\w+:[\w.-]+(?:, [\w.-]+)*")
"""Rows of a dataset, whose names are not words."""


def texts(document: Document) -> Iterator[str]:
    """A document as Markdown, and what its pictures are said to show."""
    yield as_markdown(document)
    for section in document.all_sections:
        for figure in section.figures:
            yield figure.title
            yield figure.description


def bare_figures(text: str) -> list[str]:
    """Figures of trust that stand without a band, with what follows them."""
    plain = text.replace("\N{NO-BREAK SPACE}", " ")
    return [
        plain[max(0, found.start() - 40) : found.end() + 40]
        for found in FIGURE.finditer(plain)
        if not BAND.match(plain, found.end())
    ]


def second_forms(text: str, code: str) -> list[str]:
    """Dates in another form than that of the language; rows and addresses are left out."""
    plain = ROW.sub("", re.sub(r"https?://\S+", "", text.replace("\\_", "_")))
    return [
        plain[max(0, found.start() - 40) : found.end() + 20]
        for form in SECOND_FORMS[code]
        for found in re.finditer(form, plain)
    ]
