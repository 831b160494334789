"""A register as a reader meets it: every entry has its page, and what is sealed stays so."""

import re

import pytest

from longtin import Language, register
from longtin._dates import today
from longtin.errors import RegisterError
from longtin.page import as_markdown
from tests.register.desks import NOTICE, SEALED, Desk


@pytest.mark.parametrize("code", ["en", "vi"])
def test_every_entry_has_a_page_and_none_tells_what_is_sealed(
    parties_desk: Desk, code: str
) -> None:
    """Rules, keys, an open notice, a sealed one: read by whoever has no key to the last."""
    open_at = parties_desk.submit(NOTICE.replace("Iron Meadow", "Open Field")).index
    sealed_at = parties_desk.submit(SEALED.replace("symbol: POL/1", "symbol: POL/2")).index
    found, language = register.read_register(parties_desk.folder), Language(code)
    assert found.regime is not None
    matrix = register.status(found.returns, found.regime, today(), parties=found.parties)
    pages = [
        as_markdown(register.entry_document(found, each.index, matrix, language))
        for each in found.statements
    ]
    kinds = [row[3].text for row in register.entries_table(found, language).rows]

    assert "Open Field" in pages[open_at]
    assert "9500" not in re.sub(r"\W", "", pages[sealed_at])
    assert not any(kind in {"rulepack", "key.enter", "key.reader"} for kind in kinds)
    with pytest.raises(RegisterError, match="numbered from 0"):
        register.entry_document(found, len(pages), matrix, language)
