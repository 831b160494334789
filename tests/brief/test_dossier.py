"""The dossier on the partner: who decides, what comes, last contacts, last words."""

import json
from dataclasses import replace
from datetime import date

import pytest

from longtin import actors
from longtin._data import Bilingual
from longtin._language import LANGUAGES, Language
from longtin.acts import Record
from longtin.brief import render
from longtin.brief.sections import know_the_partner
from longtin.brief.values.dossier import CHIEFS, dossier
from longtin.brief.values.reading import StateName
from tests.brief.sample import full

VIET_NAM = StateName(816, "VNM", Bilingual(en="Viet Nam", vi="Việt Nam"))
CHINA = StateName(710, "CHN", Bilingual(en="China", vi="Trung Quốc"))


def test_an_anniversary_counts_round_years_only() -> None:
    """1992 to 2027 is 35 years; the year after there is nothing to celebrate."""
    names = {
        each.years
        for each in actors.occasions(710, 732, date(2027, 1, 1), date(2028, 12, 31))
        if each.kind == "anniversary"
    }

    assert names == {35}


def test_occasions_are_of_the_other_or_of_both() -> None:
    """An election at home is no news, and a summit of the others alone is none either."""
    start, end = date(2026, 12, 1), date(2028, 12, 31)
    found = actors.occasions(2, 220, start, end)

    assert all(each.ccodes == {220} or {2, 220} <= each.ccodes for each in found)
    assert [each.first for each in found] == sorted(each.first for each in found)
    assert any(each.kind == "election" and each.standing == "due" for each in found)
    assert all(each.first <= end and each.last >= start for each in found)


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_the_dossier_tells_who_decides_and_who_last_met(code: str) -> None:
    """Read before a meeting: names with a day, contacts by rank, words with their rows."""
    with Record.shipped() as record:
        known = dossier(record, VIET_NAM, CHINA, date(2026, 11, 30), date(2023, 4, 10))
    brief = replace(full(), dossier=known)

    section = know_the_partner.say(brief, Language(code))

    assert section is not None
    assert [each.title for each in known.offices] == sorted(
        (each.title for each in known.offices), key=CHIEFS.index
    )
    assert known.contacts
    assert all(":" in each.origin and each.day <= date(2026, 11, 30) for each in known.sayings)
    assert len(section.tables) == 5
    assert [each.title for each in known.offices].count("foreign minister") == 1
    assert known.kept.rate is not None
    assert {"coc-three-years", "chn-asean-1.5bn"} <= {each.id for each in known.promises}
    recalled = {"en": "from memory", "vi": "theo trí nhớ"}[code]
    marked = [cell.small for row in section.tables[0].rows for cell in row if cell.small]
    assert len(marked) == sum(each.certainty == "memory" for each in known.offices)
    assert set(marked) <= {recalled}
    assert Language(code).date(date(2023, 4, 10)) in section.notes[0]
    words = " ".join(cell.text for table in section.tables for row in table.rows for cell in row)
    assert ("Tập Cận Bình" in words) == (code == "vi")
    written = json.loads(render(brief, "json", language=code))
    assert [rank for rank, _ in written["dossier"]["contacts"]] == [
        rank.name for rank, _ in known.contacts
    ]
    assert ("Xi Jinping" in words) == (code == "en")
