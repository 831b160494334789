"""Encodings of text files, judged by their bytes: Unicode, Windows, and Vietnamese before Unicode.

What is not Unicode does not say what it is. Letters of Windows-1258 and TCVN3 (the ABC fonts) make
syllables of Vietnamese when they are read as such, and next to none when they are not.
"""

import codecs
import io
import re
from codecs import (
    BOM_UTF8,
    BOM_UTF16_BE,
    BOM_UTF16_LE,
    BOM_UTF32_BE,
    BOM_UTF32_LE,
    getincrementaldecoder,
)
from functools import cache
from itertools import islice
from typing import Any
from unicodedata import normalize

from longtin.acts._vocabulary import rows_of

NAMES = {"cp1252": "Windows-1252", "cp1258": "Windows-1258", "tcvn3": "TCVN3"}
"""What is not Unicode, and what it is called."""

WIDE = ("utf-16", "utf-32")
"""Encodings in which zero bytes are part of letters."""

FEWEST, SHARE = 2, 0.8  # words that tell, and how many of them have to be syllables
_ASKED = 2000  # words looked at
_WORDS = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))


@cache
def _tcvn3() -> dict[int, str]:
    """The letter of each byte."""
    ours = {int(row["byte"], 16): row["letter"] for row in rows_of("tcvn3.csv")}
    return {byte: chr(byte) for byte in range(1 << 7)} | ours


@cache
def _syllable() -> re.Pattern[str]:
    """A syllable without its tone: what may begin one, and what may follow."""
    rows = rows_of("syllables.csv")
    onset, rime = (
        "|".join(row["letters"] for row in rows if row["part"] == part)
        for part in ("onset", "rime")
    )
    return re.compile(f"(?:{onset})?(?:{rime})")


class _Tcvn3(codecs.IncrementalDecoder):
    """TCVN 5712:1993, VN3: one byte a letter, capitals with a tone as small letters."""

    def decode(self, data: Any, final: bool = False) -> str:  # noqa: ARG002
        return codecs.charmap_decode(bytes(data), self.errors, _tcvn3())[0]


class Decoder(io.IncrementalNewlineDecoder):
    """Bytes into text, with every end of a line as a line feed."""

    def __init__(self, encoding: str) -> None:
        super().__init__(_decoder(encoding), translate=True)


def _decoder(encoding: str) -> codecs.IncrementalDecoder:
    return _Tcvn3() if encoding == "tcvn3" else getincrementaldecoder(encoding)()


def encoding_of(start: bytes, *, cut_short: bool) -> str:
    """How to read a file that begins so; whether `start` is not all of it."""
    if start.startswith((BOM_UTF32_LE, BOM_UTF32_BE)):
        return "utf-32"
    if start.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "utf-16"
    try:
        getincrementaldecoder("utf-8")().decode(start, final=not cut_short)
    except UnicodeDecodeError:
        return single_bytes(start)
    return "utf-8-sig" if start.startswith(BOM_UTF8) else "utf-8"


def single_bytes(start: bytes) -> str:
    """Which encoding of single bytes makes most sense of a text that is not UTF-8."""
    words = {word[0] for word in islice(_WORDS.finditer(start), _ASKED)}
    western = {word: word.decode("cp1252", "replace") for word in words}
    found = "cp1252", 0
    for encoding in ("cp1258", "tcvn3"):
        read = {word: _read(word, encoding) for word in words}
        telling = [text for word, text in read.items() if text != western[word]]
        syllables = sum(map(is_syllable, telling))
        if syllables >= max(FEWEST, SHARE * len(telling)) and syllables > found[1]:
            found = encoding, syllables
    return found[0]


def _read(word: bytes, encoding: str) -> str:
    decoder = _decoder(encoding)
    decoder.errors = "replace"
    return normalize("NFC", decoder.decode(word, final=True))


def is_syllable(word: str) -> bool:
    """Whether a word can be a syllable of Vietnamese, with a tone or without."""
    parts = normalize("NFD", word.lower())
    bare = normalize("NFC", parts.translate(_TONES))
    tones = sum(ord(each) in _TONES for each in parts)
    return tones <= 1 and _syllable().fullmatch(bare) is not None
