"""Differences of wording, word by word: what a later text has and an earlier has not.

Words are what stands between spaces and marks; in Vietnamese these are syllables, which keep their
tone marks however a file spells them (composed or not).
"""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|[^\w\s]|_")


@dataclass(frozen=True)
class Passage:
    """A run of words that two texts share, or that one of them has.

    Attributes:
        kind: Whether both have it, only the later, or only the earlier.
        text: The words.
    """

    kind: Literal["same", "added", "dropped"]
    text: str


def words_of(text: str) -> tuple[str, ...]:
    """The words and marks of a text, composed (Unicode NFC)."""
    return tuple(_WORD.findall(unicodedata.normalize("NFC", text)))


def differences(earlier: str, later: str) -> tuple[Passage, ...]:
    """What changed from one text to another.

    Capitals alone are no change. The words of `same` and `added` together are the later text's,
    those of `same` and `dropped` the earlier's.

    Args:
        earlier: The text before.
        later: The text after.
    """
    before, after = words_of(earlier), words_of(later)
    matcher = SequenceMatcher(
        None, [each.casefold() for each in before], [each.casefold() for each in after], False
    )
    found: list[Passage] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            found.append(Passage("same", _joined(after[c:d])))
            continue
        if b > a:
            found.append(Passage("dropped", _joined(before[a:b])))
        if d > c:
            found.append(Passage("added", _joined(after[c:d])))
    return tuple(found)


def marked(passages: tuple[Passage, ...]) -> str:
    """A text with what was added in `{+ +}` and what was dropped in `[- -]`, as word diffs do."""
    frames = {"same": "{}", "added": "{{+{}+}}", "dropped": "[-{}-]"}
    text = " ".join(frames[each.kind].format(each.text) for each in passages)
    return re.sub(r"\s+([,.;:!?])", r"\1", text)


def alike(passages: tuple[Passage, ...]) -> float:
    """Share of the words of both texts that they have in common, from 0 to 1."""
    count = {"same": 0, "added": 0, "dropped": 0}
    for each in passages:
        count[each.kind] += len(words_of(each.text))
    whole = 2 * count["same"] + count["added"] + count["dropped"]
    return 2 * count["same"] / whole if whole else 1.0


def _joined(words: tuple[str, ...]) -> str:
    """Words with spaces between, and none before a closing mark."""
    return re.sub(r"\s+([,.;:!?)\]»”])", r"\1", " ".join(words)).replace("( ", "(")
