"""Texts as a register takes them in: what is read is what was signed, with nothing hidden in it."""

import re
import unicodedata
from itertools import chain
from typing import Any, Final

from longtin.errors import RegisterError

NAMES: Final = frozenset({"symbol", "refers"})
"""Keys whose text names a paper: one line, told apart by what is seen of it."""

JOINERS: Final = "\u200c\u200d"
"""Unseen, and part of how Persian and Indian languages are written."""

HIDDEN: Final = frozenset({"Cc", "Cf", "Zl", "Zp", "Co", "Cn", "Cs"})
"""Categories of Unicode that are not seen, or that every reader shows otherwise."""

UNSEEN: Final = (
    *("\u034f", "\u115f\u1160", "\u17b4\u17b5", "\u180b\u180c\u180d\u180f", "\u2800", "\u3164"),
    *("".join(map(chr, range(0xFE00, 0xFE10))), "\uffa0"),
    "".join(map(chr, range(0xE0100, 0xE01F0))),
)
"""Letters and marks that are not seen (Unicode, `Default_Ignorable_Code_Point`, and the blank of
Braille)."""

ALIKE: Final = frozenset({"LATIN", "GREEK", "CYRILLIC"})
"""Scripts some of whose letters look the same; one word is of one of them."""

WORDS: Final = re.compile(r"[^\W\d_]+")

SHAPED: Final = ("<wide>", "<narrow>", "<font>")
"""How Unicode marks letters that are others in another shape."""


def check_texts(value: Any, key: str = "") -> None:
    """Refuse texts that show something else than what they hold.

    Characters that are not seen, or that turn the order of others round, let two symbols look the
    same and a figure read as another; so do two spellings of one letter.

    Args:
        value: The body of a statement, or a part of it.
        key: What it stands under.

    Raises:
        RegisterError: The key, the character and its place.
    """
    if isinstance(value, dict):
        for name, each in value.items():
            check_texts(name, key)
            check_texts(each, name)
    elif isinstance(value, list):
        for each in value:
            check_texts(each, key)
    elif isinstance(value, str):
        _check_text(value, key)


def _check_text(text: str, key: str) -> None:
    at = next((at for at, sign in enumerate(text) if _is_hidden(sign, key)), None)
    if at is not None:
        raise RegisterError(
            "`{key}` holds a character that is not seen ({code}, at place {n}). Write it anew "
            "without it.",
            key=key,
            code=f"U+{ord(text[at]):04X}",
            n=at + 1,
        )
    if not unicodedata.is_normalized("NFC", text):
        raise RegisterError(
            "`{key}` spells a letter and its mark apart. Write each as one character (Unicode "
            "NFC).",
            key=key,
        )
    if key in NAMES and (alike := _looks_alike(text)):
        raise RegisterError(
            "`{key}` is `{given}`, and `{sign}` in it ({code}) looks like a letter or figure of "
            "another script. Write it in one script, with plain figures.",
            key=key,
            given=text,
            sign=alike,
            code=f"U+{ord(alike):04X}",
        )
    if key in NAMES and text != text.strip():
        raise RegisterError(
            "`{key}` is `{given}`, with a space before or after it. Write it without.",
            key=key,
            given=text,
        )


def _is_hidden(sign: str, key: str) -> bool:
    if key not in NAMES and sign in f"\n\t{JOINERS}":
        return False
    if key in NAMES and sign.isspace() and sign != " ":
        return True
    return unicodedata.category(sign) in HIDDEN or any(sign in each for each in UNSEEN)


def _looks_alike(text: str) -> str:
    """A character of a name that reads as another one does; nothing where there is none."""
    for found in WORDS.finditer(text):
        word = found.group()
        scripts = [(sign, unicodedata.name(sign, "").partition(" ")[0]) for sign in word]
        known = [(sign, script) for sign, script in scripts if script in ALIKE]
        odd = [sign for sign, script in known if script != known[0][1]]
        if odd:
            return odd[0]
    shaped = (sign for sign in text if unicodedata.decomposition(sign).startswith(SHAPED))
    figures = (sign for sign in text if sign.isdigit() and not sign.isascii())
    return next(chain(shaped, figures), "")
