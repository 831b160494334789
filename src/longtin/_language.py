"""Localisation: messages, numbers, dates and odds in the two languages people are answered in.

English messages are the keys of the catalogues in `locale/vi/`, one for each part, read as they
stand. A message missing from them is a fault of ours and raises; nothing falls back to English in
silence.
"""

import calendar
import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from longtin.errors import Either, LongtinError, Phrase, as_written, meant, said

LANGUAGES: Final = MappingProxyType({"en": "English", "vi": "Tiếng Việt"})
TO_TRANSLATE: Final = MappingProxyType({"en": "[to be translated]", "vi": "[cần dịch]"})
"""Stands before words given in the other language only."""

NO_BREAK: Final = "\N{NO-BREAK SPACE}"
MINUS: Final = "\N{MINUS SIGN}"
EN_DASH: Final = "\N{EN DASH}"


@dataclass(frozen=True)
class Band:
    """One of the seven bands in which likelihood is put into words.

    Attributes:
        key: Name in data, such as `very_likely`.
        low: Lower end of the band, a probability.
        high: Upper end.
        words: The phrase, a message. Likelihood only: a sentence with one of these never speaks of
            confidence.
    """

    key: str
    low: float
    high: float
    words: str


def message(text: str) -> str:
    """Mark a message that is kept in a table and said later, so that catalogues can be checked."""
    return text


BANDS: Final = (
    Band("almost_no_chance", 0.01, 0.05, message("almost no chance")),
    Band("very_unlikely", 0.05, 0.20, message("very unlikely")),
    Band("unlikely", 0.20, 0.45, message("unlikely")),
    Band("roughly_even", 0.45, 0.55, message("roughly even chance")),
    Band("likely", 0.55, 0.80, message("likely")),
    Band("very_likely", 0.80, 0.95, message("very likely")),
    Band("almost_certain", 0.95, 0.99, message("almost certain")),
)
"""The bands of Intelligence Community Directive 203 (2 January 2015), section D.6.e(2)(a)."""

DEGREES: Final = MappingProxyType(
    {
        "very_low": message("very low"),
        "low": message("low"),
        "mixed": message("mixed"),
        "good": message("good"),
        "high": message("high"),
    }
)
"""Degrees of trust in words, a fifth of the scale each. They say how much, never how likely."""

_WORDS: Final = MappingProxyType({band.key: band.words for band in BANDS})
_LOWER_EDGES: Final = tuple(band.low for band in BANDS[1:4])
_AND, _OR = message(" and "), message(" or ")

CAUSES: Final = frozenset({
    message("No such file or directory"),
    message("Permission denied"),
    message("Operation not permitted"),
    message("Is a directory"),
    message("Not a directory"),
    message("File exists"),
    message("File too large"),
    message("File name too long"),
    message("No space left on device"),
    message("Disk quota exceeded"),
    message("Read-only file system"),
    message("Input/output error"),
    message("Too many open files"),
    message("Text file busy"),
    message("Device or resource busy"),
})  # fmt: skip
"""What the system says when a file cannot be had, as the C library words it."""


def band(probability: float) -> str:
    """The key of the band a probability falls in.

    The directive leaves the ends and the shared edges open. Below 1 % is still `almost_no_chance`,
    above 99 % `almost_certain`, and an edge belongs to the band nearer to even, so that `p` and
    `1 - p` always get mirrored phrases.

    Args:
        probability: Between 0 and 1.

    Raises:
        ValueError: It is not a probability.

    Source:
        [ICD203], section D.6.e(2)(a).
    """
    if not 0 <= probability <= 1:
        raise ValueError(f"{probability} is not a probability: it must lie between 0 and 1.")
    doubt = round(min(probability, 1 - probability), 12)  # 1 - 0.95 is an edge, as 0.05 is
    steps_from_impossible = bisect_right(_LOWER_EDGES, doubt)
    return BANDS[steps_from_impossible if probability < 0.5 else -1 - steps_from_impossible].key


def degree_key(trust: float) -> str:
    """The key of the degree that trust, in [0, 1], is of: by the figure as it is shown."""
    return tuple(DEGREES)[min(int(round(trust, 2) * len(DEGREES) + 1e-9), len(DEGREES) - 1)]


_MARKED = re.compile("[àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]", re.IGNORECASE)


def is_vietnamese(words: str) -> bool:
    """Whether words have letters that Vietnamese has and English has not."""
    return _MARKED.search(words) is not None


def sentence_case(words: str) -> str:
    """Words with a capital at their beginning and the rest as it is."""
    return words[:1].upper() + words[1:]


@cache
def _catalogue(code: str) -> Mapping[str, tuple[str, ...]]:
    """Translations by English message: one text, or one for each plural form."""
    from io import BytesIO

    from babel.messages.pofile import read_po

    found: dict[str, tuple[str, ...]] = {}
    for file in files("longtin").joinpath("locale", code).iterdir():
        for entry in read_po(BytesIO(file.read_bytes()), locale=code, abort_invalid=True):
            if not entry.id:
                continue
            key = entry.id if isinstance(entry.id, str) else entry.id[0]
            texts = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())
            found[key] = texts
    return MappingProxyType(found)


def _translated(message: str, code: str) -> tuple[str, ...]:
    if code == "en":
        return (message,)
    try:
        return _catalogue(code)[message]
    except KeyError:
        raise LookupError(f"No file of {code}/ translates {message!r}.") from None


@dataclass(frozen=True)
class Language:
    """A language to answer in.

    Attributes:
        code: `en` or `vi`.

    Raises:
        LongtinError: There is no such language; the message names those there are.
    """

    code: str

    def __post_init__(self) -> None:
        if self.code not in LANGUAGES:
            near = get_close_matches(self.code.lower(), LANGUAGES, n=1, cutoff=0.5)
            raise LongtinError(
                "There is no language `{code}` here.{hint} Use {known}.",
                code=self.code,
                hint=meant(near),
                known=Either(f"`{code}` ({name})" for code, name in LANGUAGES.items()),
            )

    def say(self, message: str, **values: object) -> str:
        """A message in this language, its `{names}` filled in.

        Raises:
            LookupError: The catalogue has no translation.
        """
        return _bound(_translated(message, self.code)[0].format(**values))

    def count(self, one: str, many: str, n: int, **values: object) -> str:
        """A message whose form depends on a number, which fills `{n}`.

        Raises:
            LookupError: The catalogue has no translation.
        """
        texts = (one, many) if self.code == "en" else _translated(one, self.code)
        form = 0 if n == 1 or len(texts) == 1 else 1
        return _bound(texts[form].format(n=self.whole(n), **values))

    def number(self, x: float, digits: int = 2, *, signed: bool = False) -> str:
        """A number with this language's decimal sign and a true minus.

        Args:
            x: Any finite number; rounded half to even.
            digits: Decimals kept.
            signed: Whether a number above zero shows its plus.
        """
        from babel.numbers import format_decimal

        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        size = format_decimal(abs(x), pattern, locale=self.code)
        is_zero = not any(figure in size for figure in "123456789")
        sign = "" if is_zero else MINUS if x < 0 else "+" if signed else ""
        return sign + size

    def whole(self, n: int) -> str:
        """A whole number, its thousands set apart."""
        return self.number(n, 0)

    def percent(self, share: float, digits: int = 0) -> str:
        """A share of one as a percentage: a space that does not break, and none in Vietnamese."""
        return f"{self.number(100 * share, digits)}{'' if self.code == 'vi' else NO_BREAK}%"

    def level(self, trust: float) -> str:
        """Trust, or an end of its interval, to two decimals: 0 and 1 are places that can be had."""
        return self.number(min(max(trust, 0.0), 1.0))

    def date(self, day: dt.date) -> str:
        """A day: `1 August 2014`, `01/8/2014`.

        In Vietnamese, days below ten and the months January and February take a leading zero.

        Source:
            Decree 30/2020/NĐ-CP of Viet Nam, annex I, part I, section II, item 4(b).
        """
        if self.code == "en":
            return f"{day.day} {self._month_name(day)} {day.year}"
        return f"{_day(day)}/{_month(day)}/{day.year}"

    def long_date(self, day: dt.date) -> str:
        """A day as a document is dated: `1 August 2014`, `ngày 01 tháng 8 năm 2014`."""
        if self.code == "en":
            return self.date(day)
        return f"ngày {_day(day)} tháng {_month(day)} năm {day.year}"

    def month(self, day: dt.date) -> str:
        """The month a day is in: `August 2014`, `tháng 8 năm 2014`."""
        if self.code == "en":
            return f"{self._month_name(day)} {day.year}"
        return f"tháng {_month(day)} năm {day.year}"

    def _month_name(self, day: dt.date) -> str:
        from babel.dates import get_month_names

        return str(get_month_names("wide", locale=self.code)[day.month])

    def span(self, start: dt.date, end: dt.date) -> str:
        """A period, both ends included, no longer than it needs to be.

        Whole months and years are named as such: `May 2014`, `năm 2014`.
        """
        after = end + dt.timedelta(days=1)
        if start == end:
            return self.date(start)
        if start.day == after.day == 1:
            if start.month == after.month == 1:
                return self._years(start.year, end.year)
            if (start.year, start.month) == (end.year, end.month):
                return self.month(start)
        return self._from_to(start, end)

    def _years(self, first: int, last: int) -> str:
        years = str(first) if first == last else f"{first}{EN_DASH}{last}"
        return years if self.code == "en" else f"năm {years}"

    def _from_to(self, start: dt.date, end: dt.date) -> str:
        same_year = start.year == end.year
        same_month = same_year and start.month == end.month
        if self.code == "en":
            if same_month:
                return f"{start.day}{EN_DASH}{self.date(end)}"
            month = f"{start.day} {self._month_name(start)}"
            begin = month if same_year else f"{month} {start.year}"
            return f"{begin} {EN_DASH} {self.date(end)}"
        month = _day(start) if same_month else f"{_day(start)}/{_month(start)}"
        begin = month if same_year else f"{month}/{start.year}"
        return f"{begin}{EN_DASH}{self.date(end)}"

    def list(self, words: Sequence[str]) -> str:
        """`a, b and c`; `a, b và c`."""
        if len(words) < 2:
            return "".join(words)
        return ", ".join(words[:-1]) + _translated(_AND, self.code)[0] + words[-1]

    def likelihood(self, key: str) -> str:
        """The fixed words for a band of likelihood, by its key.

        Raises:
            KeyError: No band has that key.
        """
        return self.say(_WORDS[key])


def axis_month(day: dt.date, language: Language) -> str:
    """The month a day is in, on an axis: `Aug 2014`, `8/2014`, `01/2015`."""
    if language.code == "en":
        return f"{language.month(day)[:3]} {day.year}"
    return f"{_month(day)}/{day.year}"


def degree(trust: float, language: Language) -> str:
    """The words for how much trust is, in [0, 1]."""
    return language.say(DEGREES[degree_key(trust)])


def age(since: dt.date, until: dt.date, language: Language) -> str:
    """How long ago a day was: `10 years and 11 months`, `3 months`, `12 days`.

    From the last day of a longer month, a month ends with the last day of a shorter one.
    """
    months = (until.year - since.year) * 12 + until.month - since.month
    months -= until.day < min(since.day, calendar.monthrange(until.year, until.month)[1])
    years, rest = divmod(max(months, 0), 12)
    parts = []
    if years:
        parts.append(language.count("{n} year", "{n} years", years))
    if rest:
        parts.append(language.count("{n} month", "{n} months", rest))
    if not parts:
        return language.count("{n} day", "{n} days", max((until - since).days, 0))
    return language.list(parts) if language.code == "en" else " ".join(parts)


def told(refusal: LongtinError | Phrase, language: Language) -> str:
    """A refusal or a phrase in a language.

    Raises:
        LookupError: The catalogue has no translation of it, or of something that fills it.
    """
    if language.code == "en":
        return str(refusal)

    def written(value: object) -> str:
        if isinstance(value, dt.date):
            return language.date(value)
        if isinstance(value, OSError):
            return language.say(value.strerror) if value.strerror in CAUSES else as_written(value)
        if isinstance(value, UnicodeDecodeError):
            return language.say("this is not UTF-8 text")
        return str(value.of(language.code)) if hasattr(value, "of") else str(value)

    return _bound(said(refusal, lambda text: _translated(text, language.code)[0], written))


def _bound(words: str) -> str:
    """Words in which no line ends between a figure and its per cent sign."""
    return words.replace(" %", f"{NO_BREAK}%")


def _day(day: dt.date) -> str:
    return f"{day.day:02}"


def _month(day: dt.date) -> str:
    return f"{day.month:02}" if day.month <= 2 else str(day.month)
