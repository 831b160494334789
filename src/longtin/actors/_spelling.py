"""Spelling of names: bare, so that they can be compared, and as they stand in a sentence."""

import re
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
    if text.isascii():
        return " ".join(text.casefold().split())
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


_WRITTEN_OUT: Final = {
    "dem": "democratic",
    "fed": "federal",
    "federated": "federal",
    "peoples": "people",
    "rep": "republic",
    "st": "saint",
    "sts": "states",
}
"""Words that lists of countries shorten, or write in two ways."""

_SMALL: Final = frozenset({"and", "of", "the"})
_KINDS: Final = re.compile(
    r"\b(?:arab|bolivarian|commonwealth|co operative|cooperative|democratic|emirate|federal|"
    r"federation|former|hashemite|islamic|kingdom|people|plurinational|principality|republic|"
    r"socialist|states?|sultanate|union|united|cong hoa|cong quoc|dan chu|hoi giao|lien bang|"
    r"nha nuoc|nhan dan|tieu vuong quoc|vuong quoc|xa hoi chu nghia)\b"
)
"""Words that say what kind of state it is, in English and Vietnamese, and not which."""


def turned(text: str) -> str:
    """A name as lists write it, turned round: `Korea (the Republic of)`, `Congo, Dem. Rep.`.

    Example:
        >>> turned("Korea (the Republic of)"), turned("Gambia, The")
        ('the Republic of Korea', 'The Gambia')
    """
    name, comma, rest = text.partition(", ")
    if text.endswith(")") and "(" in text:
        name, _, rest = text[:-1].partition("(")
    elif not comma or "," in rest:
        return text
    return f"{rest.strip()} {name.strip()}"


@lru_cache(maxsize=65536)
def formal(text: str) -> str:
    """A name with its words in the order of speech, written out, and without the small ones.

    Example:
        >>> formal("Congo, Dem. Rep.") == formal("the Democratic Republic of the Congo")
        True
    """
    words = (_WRITTEN_OUT.get(word, word) for word in bare(turned(text)).split())
    return " ".join(word for word in words if word not in _SMALL)


@lru_cache(maxsize=65536)
def core(text: str) -> str:
    """What of a name says which state it is, and not what kind.

    Example:
        >>> core("Republic of Georgia"), core("Liên bang Nam Tư")
        ('georgia', 'nam tu')
    """
    written = formal(text)
    return " ".join(_KINDS.sub(" ", written).split()) or written


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


@lru_cache(maxsize=65536)
def role_and_owner(name: str) -> tuple[str, str]:
    """The role and whose it is, of "role (whose)"; whose may carry brackets of its own."""
    text = name.strip()
    if not text.endswith(")"):
        return name, ""
    if text.count("(") == 1:
        role, _, owner = text[:-1].partition("(")
        return role.strip(), owner.strip()
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        depth += (text[place] == ")") - (text[place] == "(")
        if depth == 0:
            return text[:place].strip(), text[place + 1 : -1].strip()
    return name, ""
