"""Reasons for refusals and notes: codes with values, and the sentence of each.

Whoever refuses a row declares its reasons beside the rule. Rows, files on their way and the record
keep code and values; whoever shows them says them in the reader's language.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from longtin._language import Language, message, told
from longtin.errors import Listing, LongtinError, Phrase, Term

_DECLARED: dict[str, "Reason"] = {}

LONGEST = 80
"""Characters that a reason repeats of a value; a cell may hold millions."""

SHIPPED = (
    message("the same row stands in icews0515"),
    message("before 2001, when the archive had half as many sources"),
    message("type 0: the source says that the two are not contiguous"),
    message("an event text that CAMEO does not list"),
    message("a tenure that Archigos has"),
    message("a state that PLAD has, or a tenure that was over before 2016"),
    message("no other state of the Correlates of War system at the end of the year"),
    message("a roll call that the file has twice"),
    message("a state most of whose votes of this year are lost or misplaced in the source"),
    message("dates that are not days"),
)
"""Reasons that only the shipped record has; `make record` writes them."""


@dataclass(frozen=True)
class Reason:
    """Why a row is refused, or what is to be known of a file.

    Attributes:
        code: What it is kept as: small letters and hyphens.
        sentence: What is said, in English, with `{names}` for values.
        one: What is said instead where the value `n` is 1; empty if it is the same.

    Raises:
        ValueError: Another reason has the code.

    Example:
        >>> NO_COUNTRY = Reason("no-country", message("no country of {actor}"))
        >>> NO_COUNTRY.text(actor="Actor1")
        'no-country {"actor": "Actor1"}'
    """

    code: str
    sentence: str
    one: str = ""

    def __post_init__(self) -> None:
        if _DECLARED.setdefault(self.code, self) != self:
            raise ValueError(f"Two reasons have the code {self.code}.")

    def remark(self, **values: object) -> "Remark":
        """The reason with its values."""
        return Remark(self.code, {name: _plain(value) for name, value in values.items()})

    def text(self, **values: object) -> str:
        """The reason with its values as one text, as rows on their way hold it."""
        return self.remark(**values).text()

    def column(self, **values: str | pl.Expr) -> pl.Expr:
        """The same as an expression; values are texts or columns of text."""
        if not values:
            return pl.lit(self.code)
        columns = (
            _shortened(pl.lit(value) if isinstance(value, str) else value).alias(name)
            for name, value in values.items()
        )
        return pl.lit(f"{self.code} ") + pl.struct(*columns).struct.json_encode()


@dataclass(frozen=True)
class Remark:
    """A reason with its values: why a row was refused, or how a file was read.

    Attributes:
        code: The reason's.
        values: What fills its sentence; words of several languages by their codes.
    """

    code: str
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self) -> str:
        """As rows on their way hold it: the code, and the values as JSON where there are any."""
        kept = json.dumps(self.values, ensure_ascii=False) if self.values else ""
        return f"{self.code} {kept}".rstrip()

    @classmethod
    def read(cls, text: str) -> "Remark":
        """Back from `text`."""
        code, _, kept = text.partition(" ")
        return cls(code, json.loads(kept) if kept else {})

    def said(self, language: Language) -> str:
        """In a reader's language."""
        return told(self._sentence(), language)

    def __str__(self) -> str:
        """In English."""
        return str(self._sentence())

    def __hash__(self) -> int:
        return hash(self.text())

    def _sentence(self) -> LongtinError:
        reason = _DECLARED[self.code]
        sentence = reason.one if reason.one and self.values.get("n") == 1 else reason.sentence
        return LongtinError(sentence, **{name: _own(value) for name, value in self.values.items()})


def remark_of(refusal: LongtinError) -> Remark | None:
    """What another part has said as a remark, if its sentence is declared as a reason's."""
    for reason in _DECLARED.values():
        if reason.sentence == refusal.sentence:
            return reason.remark(**refusal.values)
    return None


def in_words(reason: str, details: str | None, language: Language) -> str:
    """A reason as a record keeps it, in a language: by its code, in the shipped one by sentence."""
    if reason in _DECLARED:
        return Remark.read(f"{reason} {details or ''}".rstrip()).said(language)
    return told(LongtinError(reason), language)


def _plain(value: object) -> object:
    """A value as JSON has it: what has words in each language as an object."""
    match value:
        case date():
            return {"date": value.isoformat()}
        case Term():
            return {"en": value.en, "vi": value.vi}
        case Phrase():
            filled = {name: _plain(each) for name, each in value.values.items()}
            return {"sentence": value.sentence, "values": filled}
        case Listing():
            things = [_plain(each) for each in value.things]
            return {"things": things, "between": value.between, "last": value.last}
        case int():
            return value
        case _:
            text = str(value)
            return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _shortened(text: pl.Expr) -> pl.Expr:
    """The same of a column of text."""
    cut = pl.concat_str(text.str.slice(0, LONGEST), pl.lit("…"))
    return pl.when(text.str.len_chars() > LONGEST).then(cut).otherwise(text)


def _own(value: object) -> object:
    """A value from JSON."""
    match value:
        case {"date": str(day)}:
            return date.fromisoformat(day)
        case {"en": str(en), "vi": str(vi)}:
            return Term(en, vi)
        case {"sentence": str(sentence), "values": dict(values)}:
            return Phrase(sentence, **{name: _own(each) for name, each in values.items()})
        case {"things": list(things), "between": str(between), "last": str(last)}:
            return Listing(map(_own, things), between, last)
        case _:
            return value
