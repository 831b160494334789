"""Packed pages: what any reader unpacks is the page with that reader's own token."""

import gzip

from hypothesis import given, strategies as st

from longtin.web import tokens
from longtin.web.serving.packed_page import pack

TOKENS = st.text("0123456789abcdef", min_size=1, max_size=64)


@given(st.lists(st.text(max_size=200), min_size=1, max_size=4), TOKENS)
def test_a_reader_unpacks_the_page_with_the_readers_token(parts: list[str], token: str) -> None:
    """Wherever the token stands, and however often."""
    page = pack(tokens.PLACEHOLDER.join(parts))

    assert page.html(token) == token.join(parts).encode()
    assert gzip.decompress(page.gzip(token)) == page.html(token)


def test_the_length_of_a_packed_page_tells_nothing_of_the_token() -> None:
    """What is compressed together with a secret gives it away (BREACH)."""
    page = pack(f"<p>aaaaaaaa</p>{tokens.PLACEHOLDER}<p>aaaaaaaa</p>")

    assert len({len(page.gzip(letter * 64)) for letter in "abc"}) == 1
    assert len(page.gzip("a" * 64)) == len(page.gzip("0123456789abcdef" * 4))
