"""Names in alphabetical order, as a Vietnamese or an English dictionary has them."""

import unicodedata
from typing import Final, TypeAlias

TONES: Final = "\u0300\u0309\u0303\u0301\u0323"
"""Huyền, hỏi, ngã, sắc, nặng; a syllable without one comes first."""

LETTERS: Final = "\u0306\u0302\u031b"
"""Marks that make a letter of its own: ă, â and ê and ô, ơ and ư."""

Syllable: TypeAlias = tuple[tuple[tuple[str, int], ...], int]
"""Letters of a syllable, and its tone."""


def alphabetical(words: str) -> tuple[Syllable, ...]:
    """Key to sort words by: a ă â b c d đ e ê …, a syllable's tone after its letters.

    Sorting by code points would put `đánh bắt` behind `ô nhiễm`, and Türkiye behind Tuvalu.
    """
    return tuple(_syllable(each) for each in words.casefold().split())


def _syllable(word: str) -> Syllable:
    letters: list[tuple[str, int]] = [("", 0)]
    tone = 0
    for each in unicodedata.normalize("NFD", word):
        if each in TONES:
            tone = 1 + TONES.index(each)
        elif each in LETTERS:
            letters[-1] = (letters[-1][0], 1 + LETTERS.index(each))
        elif not unicodedata.combining(each):
            letters.append(("d", 1) if each == "đ" else (each, 0))
    return tuple(letters), tone
