"""Whole documents of sample briefs: every figure of trust has its band, every date one form."""

from dataclasses import replace

import pytest

from longtin._language import LANGUAGES, Language
from longtin.brief import Brief, Direction, Reading
from longtin.brief._brief_document import document
from longtin.brief._submission_document import submission_document
from tests.brief.sample import BRIEFS, full
from tests.brief.test_submission import five
from tests.brief.written import bare_figures, second_forms, texts

CODES = sorted(LANGUAGES)
SAMPLES = [(kind, code) for kind in BRIEFS for code in CODES]


def deciding(brief: Brief, code: str) -> str:
    """The two pages of a brief."""
    return "\n".join(texts(replace(document(brief, Language(code)), annex=())))


def carried() -> Brief:
    """The full sample, of which nothing has been heard for three years in one direction."""

    def unheard(way: Direction, years: int) -> Direction:
        heard = way.now.date.replace(year=way.now.date.year - years)
        now = replace(
            way.now, status="not observed", heard=heard, last_known=0.81,
            last_low=0.62, last_high=0.9,
        )  # fmt: skip
        return replace(way, now=now, change=None, turn=None, path=(*way.path[:-1], now))

    first, second = full().directions
    return replace(full(), directions=(unheard(first, 3), unheard(second, 1)))


@pytest.mark.parametrize(("kind", "code"), SAMPLES)
def test_every_figure_of_trust_has_its_band(kind: str, code: str) -> None:
    """A figure alone is read as a measurement; the words on its scale are of one decimal."""
    assert bare_figures(deciding(BRIEFS[kind](), code)) == []


@pytest.mark.parametrize("code", CODES)
def test_what_was_last_known_has_its_band(code: str) -> None:
    """A figure of three years ago is no surer than it was."""
    said = deciding(carried(), code)

    assert bare_figures(said) == []
    assert said.count({"en": "0.81 (0.62–0.90", "vi": "0,81 (0,62–0,90"}[code]) >= 2


@pytest.mark.parametrize("code", CODES)
def test_the_two_pages_of_several_pairs_show_no_figure_alone(code: str) -> None:
    """Nor does the paper of all pairs."""
    said = "\n".join(texts(submission_document(five(), Language(code))))

    assert bare_figures(said) == []


def test_a_figure_without_a_band_is_found() -> None:
    """The check can fail."""
    reading = Reading(full().as_of, "estimated", 0.5, None, None)
    bare = replace(full().directions[0], now=reading)

    assert bare_figures(deciding(replace(full(), directions=(bare, full().directions[1])), "en"))
    assert bare_figures("it rose to 1.00 (January 2014).") == ["it rose to 1.00 (January 2014)."]
    assert bare_figures("0,66 (khoảng tin cậy 90%: 0,11–1,00); 0.20 (0.00–0.61) in May") == []


@pytest.mark.parametrize(("kind", "code"), SAMPLES)
def test_every_date_has_one_form(kind: str, code: str) -> None:
    """A document in which `5/2014` stands beside `tháng 5 năm 2014` was put together."""
    for text in texts(document(BRIEFS[kind](), Language(code))):
        assert second_forms(text, code) == []


@pytest.mark.parametrize(
    ("code", "text"),
    [("en", "on 2014-05-02"), ("en", "in 5/2014"), ("en", "May 2, 2014"), ("en", "2 Aug 2014"),
     ("vi", "tháng 5/2014"), ("vi", "từ 2/5/2014"), ("vi", "02/05/2014"),
     ("vi", "tháng 1 năm 2014"), ("vi", "từ ngày 2 tháng 5 năm 2014")],
)  # fmt: skip
def test_a_date_in_another_form_is_found(code: str, text: str) -> None:
    """The check can fail."""
    assert second_forms(text, code)
