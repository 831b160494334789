"""Field types of the model: days, names, words in both languages, shares, amounts."""

import re
from datetime import date
from math import isfinite
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field

from longtin import _language, actors
from longtin._data import Bilingual, Closed
from longtin._dates import period
from longtin.errors import LongtinError, Phrase

FIRST_YEAR, LAST_YEAR = 1900, 2199

Rung = Literal["low", "medium", "high"]
"""How likely or how grave a risk is."""

Status = Literal[0, 1, 2, 3, "not_due", "not_reported"]
"""How far a step is carried out: nothing, little, much, all; not yet due; or nobody said.

Source:
    [Joshi, Quinn & Regan 2015], the scale of the Peace Accords Matrix.
"""

Response = Literal["consult", "clarify", "suspend", "reverse", "third_party", "end"]
"""What is done about a violation, mildest first."""


TO_TRANSLATE = Bilingual(**_language.TO_TRANSLATE)
"""Stands before words given in the other language only."""


def is_untranslated(words: Bilingual) -> bool:
    """Whether one of the two languages has words that wait to be translated."""
    return TO_TRANSLATE.en in words.en or TO_TRANSLATE.vi in words.vi


def _words(value: object) -> object:
    return {"en": str(value), "vi": str(value)} if _is_word(value) else value


def _is_word(value: object) -> bool:
    """Whether a value stands for itself, as a word or a code made of figures."""
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _both(value: Bilingual) -> Bilingual:
    _said(value.en)
    _said(value.vi)
    return value


_NO_DAY = Phrase("a day is written year-month-day, such as 2026-05-31.")


def _day(value: object) -> object:
    """A day as documents write it; one that may be two is refused."""
    if isinstance(value, date):
        return value
    try:
        read = period(str(value))
    except LongtinError as error:
        is_some_date = any(sign.isdecimal() for sign in str(value))
        raise ValueError(error if is_some_date else _NO_DAY) from None
    if read.start != read.end:
        raise ValueError(_NO_DAY)
    if not FIRST_YEAR <= read.end.year <= LAST_YEAR:
        raise ValueError(
            Phrase(
                "the year must lie between {first} and {last}.", first=FIRST_YEAR, last=LAST_YEAR
            )
        )
    return read.end


def _slug(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*", value):
        raise ValueError(
            Phrase("a name of this kind has letters, figures and hyphens: joint-patrols.")
        )
    return value


def _said(value: str) -> str:
    if not value.strip():
        raise ValueError(Phrase("this is empty; write a few words."))
    return value


def _amount(value: object) -> float | Bilingual:
    if isinstance(value, Bilingual):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | float | dict):
        raise ValueError(Phrase("this must be a number or words."))
    if isinstance(value, int | float):
        if not isfinite(value):
            raise ValueError(Phrase("this must be a number there is."))
        return float(value)
    return Bilingual.model_validate(_words(value))


def norm(value: object) -> object:
    """A norm given by its name alone."""
    return {"name": value} if _is_word(value) else value


def _many(value: object) -> object:
    return [value] if _is_word(value) else value


Day = Annotated[date, BeforeValidator(_day)]
Slug = Annotated[str, AfterValidator(_slug)]
Said = Annotated[str, AfterValidator(_said)]
Share = Annotated[float, Field(ge=0, le=1)]
Words = Annotated[
    Bilingual,
    BeforeValidator(_words, json_schema_input_type=str | Bilingual),
    AfterValidator(_both),
]
Amount = Annotated[
    float | Bilingual, BeforeValidator(_amount, json_schema_input_type=float | str | Bilingual)
]
Names = Annotated[
    tuple[Said, ...], BeforeValidator(_many, json_schema_input_type=str | tuple[Said, ...])
]


class ProgrammePart(Closed):
    """A part of a programme; keys may be given by the name in the file or in Python."""

    model_config = ConfigDict(populate_by_name=True)


def in_sentence(name: Bilingual) -> Bilingual:
    """A state's names as they stand inside a sentence."""
    return Bilingual(en=actors.in_sentence(name.en, "en"), vi=actors.in_sentence(name.vi, "vi"))
