"""Names written so that they can be compared."""

from hypothesis import given, strategies as st

from longtin.actors import _spelling, in_sentence


@given(st.text(st.characters(codec="ascii")))
def test_names_without_marks_take_a_shorter_way_to_the_same_words(name: str) -> None:
    """Archives name hundreds of thousands of actors, nearly all without marks."""
    with_mark, without = _spelling.bare(f"\u1ea1 {name}"), _spelling.bare(f"a {name}")

    assert with_mark == without


def test_english_names_take_their_article_inside_a_sentence() -> None:
    """“Trust of Viet Nam in Philippines” would not be sent up; Vietnamese inflects nothing."""
    shown = ["Philippines", "the Philippines", "United States", "Solomon Islands", "Laos"]

    assert [in_sentence(name, "en") for name in shown] == [
        "the Philippines", "the Philippines", "the United States", "the Solomon Islands", "Laos"
    ]  # fmt: skip
    assert in_sentence("Hoa Kỳ", "vi") == "Hoa Kỳ"
