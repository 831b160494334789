"""Writing names: bare, so that they can be compared, and as they stand inside a sentence."""

import unicodedata
from functools import lru_cache
from typing import Final

_SAME = str.maketrans({"’": "'", "‘": "'", "`": "'", "đ": "d", "Đ": "D", "\xa0": " ", "&": " and "})
_ASCII = str.maketrans(
    {sign: sign.lower() if sign.isalnum() else " " for sign in map(chr, range(128))}
    | {"'": "", "`": "", ".": "", "&": " and "}
)
"""The same in one step for names in letters without marks, which most are."""


ARTICLE_WORDS: Final = frozenset(
    {
        "Bahamas",
        "Comoros",
        "Congo",
        "Emirates",
        "Federation",
        "Gambia",
        "Islands",
        "Kingdom",
        "Maldives",
        "Netherlands",
        "Philippines",
        "Republic",
        "See",
        "States",
        "Union",
    }
)
"""English names with one of these words take "the" inside a sentence."""


def in_sentence(name: str, language: str) -> str:
    """A state's name as it stands inside a sentence: English gives some an article.

    Args:
        name: The short name, as `State.name` gives it.
        language: `en` or `vi`.

    Example:
        >>> in_sentence("Netherlands", "en"), in_sentence("Hà Lan", "vi")
        ('the Netherlands', 'Hà Lan')
    """
    if language == "en" and not ARTICLE_WORDS.isdisjoint(name.split()):
        return f"the {name.removeprefix('the ')}"
    return name


def plain(text: str) -> str:
    """A name without case, with one kind of apostrophe and single spaces."""
    folded = unicodedata.normalize("NFC", text).casefold().replace("’", "'").replace("\xa0", " ")
    return " ".join(folded.split())


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """A name as typed without marks: letters and digits only, words apart by one space."""
    if text.isascii():
        return " ".join(text.translate(_ASCII).split()).removeprefix("the ")
    split = unicodedata.normalize("NFD", text.translate(_SAME).casefold())
    kept = (
        character if character.isalnum() else " "
        for character in split
        if not unicodedata.combining(character) and character not in "'."
    )
    return " ".join("".join(kept).split()).removeprefix("the ")
