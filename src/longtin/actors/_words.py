"""Writing names so that they can be compared: with and without case, marks and punctuation."""

import unicodedata
from functools import lru_cache

_SAME = str.maketrans({"’": "'", "‘": "'", "`": "'", "đ": "d", "Đ": "D", "\xa0": " ", "&": " and "})
_ASCII = str.maketrans(
    {sign: sign.lower() if sign.isalnum() else " " for sign in map(chr, range(128))}
    | {"'": "", "`": "", ".": "", "&": " and "}
)
"""The same in one step for names in letters without marks, which most are."""


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
