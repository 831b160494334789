"""What a table of trust says its figures rest on."""

from datetime import date

import pytest

from longtin import trust
from longtin._language import LANGUAGES, Language
from longtin.acts import Record
from longtin.trust import Model


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_figures_that_are_not_the_first_say_so(record: Record, code: str) -> None:
    """Two types give a chance, ties a second figure: neither passes for conduct on nine levels."""
    words = Language(code)
    own = Model.shipped(draws=0)
    told = {}
    for name, model in (("own", own), ("ties", own.with_ties()),
                        ("types", Model.shipped(draws=0, levels=2))):  # fmt: skip
        found = trust.estimate(record, "GBR", "USA", until=date(2014, 6, 29), model=model)
        section = trust.pair_section(found.frame(date(2014, 6, 29)), words)
        told[name] = set(trust.basis(section, model, words).notes)

    assert len(told["ties"] - told["own"]) == 1
    assert told["own"] < told["ties"]
    assert len(told["types"] - told["own"]) == len(told["own"] - told["types"]) == 1
