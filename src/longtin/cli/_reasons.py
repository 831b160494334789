"""Why rows of a file were refused, in the words of a language."""

import re
from functools import cache

from longtin._language import Language, message, told
from longtin.errors import LongtinError

REASONS = (
    message("a count that is not a whole number of at least 1"),
    message("a country code of no member of the state system on that day"),
    message("a date that is not a day as YYYY-MM-DD"),
    message("a date that is not a day as YYYYMMDD"),
    message("a date written as '{form}', which is no day, or may be two; write it as 2014-05-02"),
    message("a dispute of a state with itself"),
    message("a group of no single state"),
    message("a name that several states or their bodies share"),
    message("a person or body in no list"),
    message("a person, body or state not listed for that day"),
    message("a role of something that is no listed state or body"),
    message("a role with no listed sphere"),
    message("a vote that is not 1, 2, 3, 8 or 9"),
    message("an alliance of a state with itself"),
    message("an armed group, whose acts are not its state's"),
    message("an event code that CAMEO does not list"),
    message("an event text and code that CAMEO does not list"),
    message("an event type that PLOVER does not list"),
    message("an international body"),
    message("an obligation that is neither 0 nor 1"),
    message("dated after it was entered"),
    message("dated more than a month before it was entered"),
    message("dated more than a month from its story"),
    message("hostility missing"),
    message("it ends before it starts"),
    message("more than {n} states on one side"),
    message("no Correlates of War code of the {side} state"),
    message("no Correlates of War code of the {side}"),
    message("no actor"),
    message("no country of {actor}"),
    message("no date"),
    message("no event number"),
    message("no number of a roll call"),
    message("no number of a session"),
    message("no part of a member of the state system"),
    message("no recipient"),
    message("no source name"),
    message("no source"),
    message("no target name"),
    message("no target"),
    message("no type '{given}'"),
    message("no type '{given}'; did you mean '{near}'?"),
    message(
        "no type '{given}'; did you mean '{near}'? Spreadsheet programs drop the leading zero of "
        "CAMEO codes"
    ),
    message("no type"),
    message("no year of the state system"),
    message("not a state of the Correlates of War system on the date"),
    message("the header again"),
    message("{fields} field where the {layout} has {width}"),
    message("{fields} fields where the {layout} has {width}"),
    message("No state '{text}'; did you mean {states}?"),
    message(
        "No state '{text}'. Give an ISO 3166 alpha-3 code, a Correlates of War number, or a name "
        "in English or Vietnamese."
    ),
    message("'{text}' may be more than one state on {day}: {states}. Give the code of the one you "
            "mean."),
)  # fmt: skip
"""What readers and the tables of actors say; names in braces are filled in."""


def in_words(reason: str, language: Language) -> str:
    """A reason as the record keeps it, in a language; as it is where nobody foresaw it."""
    for sentence, form in _forms():
        if found := form.fullmatch(reason):
            return told(LongtinError(sentence, **found.groupdict()), language)
    return reason


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each reason with what it looks like when it is filled in, those with fewest gaps first."""
    return tuple(
        (sentence, re.compile(_looks(sentence), re.DOTALL))
        for sentence in sorted(REASONS, key=lambda sentence: sentence.count("{"))
    )


def _looks(sentence: str) -> str:
    parts = re.split(r"(\{\w+\})", sentence)
    return "".join(
        f"(?P<{part[1:-1]}>.*)" if part.startswith("{") else re.escape(part) for part in parts
    )
