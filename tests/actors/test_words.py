"""Names written so that they can be compared."""

from hypothesis import given, strategies as st

from longtin.actors import _words


@given(st.text(st.characters(codec="ascii")))
def test_names_without_marks_take_a_shorter_way_to_the_same_words(name: str) -> None:
    """Archives name hundreds of thousands of actors, nearly all without marks."""
    with_mark, without = _words.bare(f"\u1ea1 {name}"), _words.bare(f"a {name}")

    assert with_mark == without
