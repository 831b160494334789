"""Regimes are data: closed, sourced, and pointing only at what is there."""

import re
from pathlib import Path

import pytest

from longtin import measures
from longtin._data import Bilingual, Closed, read
from longtin.errors import DataError

CITATIONS = Path(measures.__file__).parent / "data" / "citations.yaml"
WORD = re.compile(r"\b(?![IVX]+\b)[^\W\d_]{2,}")

TREATY = """
id: treaty
name: {en: A treaty, vi: Một hiệp ước}
binding: LB
force: {signed: 2000-01-01, since: 2000-02-01, certainty: memory, source: recalled}
parties: [{state: VNM}, {state: CHN}]
about: {en: For tests., vi: Để thử.}
obligations:
  - id: T-1
    article: art. 1
    duty: notify
    says: {en: Notify., vi: Thông báo.}
    on: [exercise]
    when: {quantity: troops, op: ">", value: 100}
    deadline: {relation: before, amount: 1, unit: days, anchor: start, counts_day: false}
    certainty: memory
    sources: [recalled]
"""


def written(folder: Path, text: str) -> Path:
    """A regime's file."""
    path = folder / "treaty.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_regime_is_one_file(tmp_path: Path) -> None:
    """A lawyer can add a treaty without touching code."""
    found = measures.read_regime(written(tmp_path, TREATY))

    assert found.obligation("T-1").article == "art. 1"


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("quantity: troops", "quantity: troop", r":14: .*`troop`\. Did you mean `troops`"),
        ("duty: notify", "duty: notfy", r":11: .*`notfy`.*Did you mean `notify`"),
        ("article: art. 1", "articel: art. 1", r"`articel` here\. Did you mean `article`"),
        ("[recalled]", "[recaled]", r"there is no source `recaled`\. Did you mean `recalled`"),
        ("[recalled]", "[]", r"obligations\.0\.sources"),
        ("on: [exercise]", "on: [exercize]", r"there is no kind of activity `exercize`"),
        (", counts_day: false", "", r"say `counts_day: true` or `false`"),
        ("relation: before", "relation: by_date", r"`by_date` takes no `amount`"),
        ('op: ">", ', "", r"`op` and `value` belong"),
        ("quantity: troops,", "quantity: troops, fact: snap,", r"has fact, quantity"),
        ("{quantity: troops", "{owed: T-1}\n    notes: {quantity: troops", r"notes"),
        ("state: VNM", "state: VNN", r"`VNN` is no state"),
        ("state: VNM", "group: asean-9", r"there is no group `asean-9`"),
        ("id: T-1\n", "id: T-1\n    id: T-2\n", r"given a second time"),
        ('{quantity: troops, op: ">", value: 100}', "{owed: T-1}", r"`T-1` waits for itself"),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_its_place(
    tmp_path: Path, before: str, after: str, message: str
) -> None:
    """A misspelt treaty that loads would answer wrongly for years."""
    assert before in TREATY
    path = written(tmp_path, TREATY.replace(before, after, 1))

    with pytest.raises(DataError, match=message):
        measures.read_regime(path)


def test_every_regime_says_where_each_row_is_from() -> None:
    """`recalled` is an answer; silence is not."""
    for regime in measures.regimes().values():
        for obligation in regime.obligations:
            recalled = set(obligation.sources) == {"recalled"}
            assert not (recalled and obligation.certainty == "verified"), obligation.id


def test_an_unknown_regime_is_refused_with_the_nearest() -> None:
    """People remember names, not spellings."""
    with pytest.raises(DataError, match=r"Did you mean `vienna-2011`"):
        measures.regime("viena-2011")


class Phrases(Closed):
    """The file of citations."""

    phrases: tuple[Bilingual, ...]


def test_places_are_cited_in_vietnamese_too() -> None:
    """`Điều 2`, not `art. 2`, in an answer that is otherwise Vietnamese."""
    places = set()
    for regime in measures.regimes().values():
        places |= {each.article for each in regime.obligations}
        places |= {each.article for each in regime.exceptions}

    told = {word for place in places for word in WORD.findall(measures.citation(place, "vi"))}
    vietnamese = {
        word for each in read(CITATIONS, Phrases).phrases for word in WORD.findall(each.vi)
    }

    assert told - vietnamese == set()
