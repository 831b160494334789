"""Writing names so that they can be compared: with and without case, marks and punctuation."""

import unicodedata
from functools import lru_cache

_SAME = str.maketrans({"’": "'", "‘": "'", "`": "'", "đ": "d", "Đ": "D", "\xa0": " ", "&": " and "})


def plain(text: str) -> str:
    """A name without case, with one kind of apostrophe and single spaces."""
    folded = unicodedata.normalize("NFC", text).casefold().replace("’", "'").replace("\xa0", " ")
    return " ".join(folded.split())


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """A name as typed without marks: letters and digits only, words apart by one space."""
    split = unicodedata.normalize("NFD", text.translate(_SAME).casefold())
    kept = (
        character if character.isalnum() else " "
        for character in split
        if not unicodedata.combining(character) and character not in "'."
    )
    return " ".join("".join(kept).split()).removeprefix("the ")
