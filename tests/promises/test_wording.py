"""Differences of wording: by words, in Vietnamese by syllables with their marks."""

import unicodedata

from hypothesis import given, strategies as st

from longtin.promises import differences, marked
from longtin.promises._wording.differences import words_of

VIETNAMESE = st.lists(
    st.sampled_from(
        [
            "tham",
            "gia",
            "tích",
            "cực",
            "giải",
            "quyết",
            "các",
            "vấn",
            "đề",
            "toàn",
            "cầu",
            "biến",
            "đổi",
            "khí",
            "hậu",
        ]
    ),
    max_size=12,
).map(" ".join)


def test_a_word_that_was_added_is_marked() -> None:
    """From 1996 to 2001: 'tích cực' came in."""
    found = marked(
        differences("tham gia giải quyết các vấn đề", "tích cực tham gia giải quyết các vấn đề")
    )

    assert found == "{+tích cực+} tham gia giải quyết các vấn đề"


def test_syllables_keep_their_marks_however_they_are_spelt() -> None:
    """A file in composed and one in decomposed letters say the same."""
    text = "Điều ước về biển"

    (only,) = differences(unicodedata.normalize("NFD", text), unicodedata.normalize("NFC", text))

    assert only.kind == "same"
    assert words_of(unicodedata.normalize("NFD", text)) == ("Điều", "ước", "về", "biển")


def test_a_tone_is_a_difference() -> None:
    """'hòa' and 'hoa' are two words."""
    assert [each.kind for each in differences("hoa bình", "hòa bình")] == [
        "dropped",
        "added",
        "same",
    ]


@given(VIETNAMESE, VIETNAMESE)
def test_both_texts_can_be_read_from_their_difference(earlier: str, later: str) -> None:
    """Same and added give the later text, same and dropped the earlier."""
    found = differences(earlier, later)

    def of(kinds: set[str]) -> list[str]:
        return [word for each in found if each.kind in kinds for word in each.text.split()]

    assert [word.casefold() for word in of({"same", "added"})] == later.casefold().split()
    assert [word.casefold() for word in of({"same", "dropped"})] == earlier.casefold().split()
