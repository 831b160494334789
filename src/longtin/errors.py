"""The family of refusals.

    LongtinError            every refusal a user can meet
    ├── ActorError          no such state, or not on that date
    ├── RecordError         a record, or a period of it, that is not there
    ├── ImportFileError     a file that cannot be read as acts
    ├── MeasureError        no such measure in the catalogue
    ├── DataError           a file of measures, a regime or a programme that is not as it should be
    ├── ModelError          parameters or evidence the model cannot work with
    └── OutputError         a result that cannot be written

Every message says what was given, what is accepted and what to do. It is written in English, with
`{names}` for what is filled in, and told in Vietnamese by the catalogues of `longtin._language`.
"""

from collections.abc import Iterable, Mapping


class LongtinError(Exception):
    """A refusal, in words a user can act on.

    Args:
        sentence: What to say, in English, with `{names}` where values are given.
        values: What fills the names: anything with an `of(language)` in each language's own words,
            the rest as it is written.

    Attributes:
        sentence: The same sentence, not filled in.
        values: What fills it.

    Example:
        >>> str(LongtinError("No stage {given}. Give {known}.", given=5, known=Either([1, 2])))
        'No stage 5. Give 1 or 2.'
    """

    def __init__(self, sentence: str, **values: object) -> None:
        self.sentence, self.values = sentence, values
        super().__init__(filled(sentence, values, "en"))


class Either:
    """Several things of which one is wanted: `a, b or c`, `a, b hoặc c`."""

    def __init__(self, things: Iterable[object]) -> None:
        self._things = tuple(things)

    def of(self, language: str) -> str:
        """The list in a language, by its code."""
        words = [worded(thing, language) for thing in self._things]
        joint = " hoặc " if language == "vi" else " or "
        return joint.join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


class Worded:
    """A value that has words of its own in each language."""

    def __init__(self, en: str, vi: str) -> None:
        self._words = {"en": en, "vi": vi}

    def of(self, language: str) -> str:
        """The words in a language, by its code."""
        return self._words[language]

    def __str__(self) -> str:
        """The English words."""
        return self._words["en"]


def meant(near: Iterable[object], mark: str = "`") -> "Worded | str":
    """What was probably meant, as a sentence that may stand in another; nothing if nobody knows.

    Args:
        near: What comes nearest to what was given, the nearest first.
        mark: What stands on either side of each.
    """
    marked = [
        Worded(*(f"{mark}{worded(each, code)}{mark}" for code in ("en", "vi"))) for each in near
    ]
    if not marked:
        return ""
    found = Either(marked)
    return Worded(f" Did you mean {found.of('en')}?", f" Có phải là {found.of('vi')} không?")


def worded(value: object, language: str) -> str:
    """A value in the words of a language, if it has any of its own."""
    of = getattr(value, "of", None)
    return str(of(language)) if callable(of) else str(value)


def filled(sentence: str, values: Mapping[str, object], language: str) -> str:
    """A sentence with its values, each in the words of a language."""
    if not values:
        return sentence
    return sentence.format(**{name: worded(value, language) for name, value in values.items()})


class ActorError(LongtinError):
    """No state answers to a name or code, or none does on the date asked for."""


class RecordError(LongtinError):
    """A record, or the part of it that was asked for, is not there."""


class ImportFileError(LongtinError):
    """A file cannot be read as acts."""


class MeasureError(LongtinError):
    """No measure of the catalogue answers to a name or code."""


class DataError(LongtinError):
    """A file of measures, a regime, an activity or a programme is not as it should be."""


class ModelError(LongtinError):
    """The model cannot work with these parameters or this evidence."""


class OutputError(LongtinError):
    """A result cannot be written where it was asked to go."""
