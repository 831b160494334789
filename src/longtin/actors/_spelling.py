"""Spelling of names: bare, so that they can be compared, and as they stand in a sentence."""

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


_SHORTENED: Final = {
    "ch": "cong hoa",
    "chdc": "cong hoa dan chu",
    "chdcnd": "cong hoa dan chu nhan dan",
    "chlb": "cong hoa lien bang",
    "chnd": "cong hoa nhan dan",
    "chxhcn": "cong hoa xa hoi chu nghia",
    "dcnd": "dan chu nhan dan",
    "lb": "lien bang",
    "tvq": "tieu vuong quoc",
    "vq": "vuong quoc",
}
"""Words that Vietnamese documents shorten in the names of states."""


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


def loose(text: str) -> str:
    """A name by its letters alone, however it is broken up: `I-ran`, `Hoa Kì`, `LB Nga`.

    Words run together, `y` is `i`, shortened words are written out, and `nước` ("the country of")
    before a name is left out.

    Example:
        >>> loose("nước Mĩ") == loose("Mỹ"), loose("LB Nga") == loose("Liên bang Nga")
        (True, True)
    """
    words = bare(text).split()
    if len(words) > 1 and words[0] == "nuoc":
        words = words[1:]
    return "".join(_SHORTENED.get(word, word) for word in words).replace(" ", "").replace("y", "i")
