"""Exceptions: the family of refusals, and the phrases that fill them.

    LongtinError            every refusal a user can meet
    ├── ActorError          no such state, or not on that date
    ├── RecordError         a record, or a period of it, that is not there
    ├── ImportFileError     a file that cannot be read as acts
    ├── FetchError          a file that cannot be had from its publisher
    │   └── OutOfReachError the publisher cannot be reached now
    ├── MeasureError        no such measure in the catalogue
    ├── DataError           a file of measures, a regime or a programme that is not as it should be
    │   └── UnknownIdError  no commitment, issue, regime, rule, scenario or group of that name
    ├── ModelError          parameters or evidence the model cannot work with
    ├── RegisterError       a register, its keys or its settings are not as they should be
    │   └── VerificationError   what was to be proven is not, by the check that is named
    └── OutputError         a result that cannot be written

Every message says what was given, what is accepted and what to do. It is written in English, with
`{names}` for what is filled in, and told in Vietnamese by the catalogues of `longtin._language`.
"""

from collections.abc import Callable, Iterable


class LongtinError(Exception):
    """A refusal, in words a user can act on.

    Args:
        sentence: What to say, in English, with `{names}` where values are given.
        values: What fills the names: phrases and lists in the language that is spoken, the rest as
            it is written.

    Attributes:
        sentence: The same sentence, not filled in.
        values: What fills it.

    Example:
        >>> str(LongtinError("No stage {given}. Give {known}.", given=5, known=Either([1, 2])))
        'No stage 5. Give 1 or 2.'
    """

    def __init__(self, sentence: str, **values: object) -> None:
        self.sentence, self.values = sentence, values
        super().__init__(said(self))


class Phrase:
    """Words that stand in a refusal and are said in its language: a message and what fills it.

    Attributes:
        sentence: The message, in English, with `{names}`.
        values: What fills it, as in a refusal.
    """

    def __init__(self, sentence: str, **values: object) -> None:
        self.sentence, self.values = sentence, values

    def __str__(self) -> str:
        """The English words."""
        return said(self)


class Term:
    """A name that data give in each language.

    Attributes:
        en: English.
        vi: Vietnamese.
    """

    def __init__(self, en: str, vi: str) -> None:
        self.en, self.vi = en, vi

    def of(self, language: str) -> str:
        """The name in a language, by its code."""
        return self.vi if language == "vi" else self.en

    def __str__(self) -> str:
        """The English name."""
        return self.en


class Listing:
    """Several things in a refusal, each said in its language.

    Attributes:
        things: What is listed.
        between: What stands between two of them.
        last: What stands before the last instead, if it is another word.
    """

    def __init__(self, things: Iterable[object], between: str = ", ", last: str = "") -> None:
        self.things, self.between, self.last = tuple(things), between, last or between

    def __str__(self) -> str:
        """The English words."""
        return said(self)


class Either(Listing):
    """Several things of which one is wanted: `a, b or c`.

    Args:
        things: What there is.
        mark: What stands on either side of each.
    """

    def __init__(self, things: Iterable[object], mark: str = "") -> None:
        marked = (f"{mark}{thing}{mark}" for thing in things) if mark else things
        super().__init__(marked, last=" or ")


def meant(near: Iterable[object], mark: str = "`") -> Phrase | str:
    """What was probably meant, as a sentence that may stand in another; nothing if nobody knows.

    Args:
        near: What comes nearest to what was given, the nearest first.
        mark: What stands on either side of each.
    """
    found = Either(near, mark)
    return Phrase(" Did you mean {near}?", near=found) if found.things else ""


def as_written(value: object) -> str:
    """What has no words of its own, in English: a failure of the system by its own words."""
    return (isinstance(value, OSError) and value.strerror) or str(value)


def said(
    value: object,
    translate: Callable[[str], str] = str,
    written: Callable[[object], str] = as_written,
) -> str:
    """A value in words, down to the last thing that fills it; in English if nothing is asked for.

    Args:
        value: A refusal, a phrase, a list, or what has no words of its own.
        translate: What a message is in the language to speak.
        written: How that language writes what has no words, such as a day.
    """
    match value:
        case LongtinError() | Phrase():
            sentence = translate(value.sentence)
            filled = {name: said(it, translate, written) for name, it in value.values.items()}
            return sentence.format(**filled) if filled else sentence
        case Listing():
            *first, last = [said(it, translate, written) for it in value.things] or [""]
            if not first:
                return last
            between, before_last = (
                translate(it) if it.strip().isalpha() else it for it in (value.between, value.last)
            )
            return between.join(first) + before_last + last
        case _:
            return written(value)


class ActorError(LongtinError):
    """No state answers to a name or code, or none does on the date asked for."""


class RecordError(LongtinError):
    """A record, or the part of it that was asked for, is not there."""


class ImportFileError(LongtinError):
    """A file cannot be read as acts."""


class FetchError(LongtinError):
    """A file cannot be had from its publisher."""


class OutOfReachError(FetchError):
    """A publisher cannot be reached now; later it may."""


class MeasureError(LongtinError):
    """No measure of the catalogue answers to a name or code."""


class DataError(LongtinError):
    """A file of measures, a regime, an activity or a programme is not as it should be."""


class UnknownIdError(DataError):
    """Nothing answers to the name of a commitment, an issue, a regime, a rule and the like."""


class ModelError(LongtinError):
    """The model cannot work with these parameters or this evidence."""


class RegisterError(LongtinError):
    """A register, one of its keys or its settings are not as they should be; nothing was stored."""


class VerificationError(RegisterError):
    """What was to be proven is not proven. Nothing of what was given may be relied on.

    Args:
        sentence: As of any refusal.
        check: The check that failed, one of `longtin.register.log.CHECKS`.
        values: As of any refusal.

    Attributes:
        check: The same.
    """

    def __init__(self, sentence: str, *, check: str, **values: object) -> None:
        self.check = check
        super().__init__(sentence, **values)


class OutputError(LongtinError):
    """A result cannot be written where it was asked to go."""


class BusyError(LongtinError):
    """More is asked for at one time than can be answered in a while; nothing of it was begun."""
