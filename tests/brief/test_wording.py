"""Sentences of a brief: what they say, and what they must never say."""

import re
from dataclasses import replace

import pytest

from longtin._language import BANDS, LANGUAGES, Language
from longtin.brief import Brief, Move, TrustChange, TurningPoint, render
from longtin.brief._brief_document import document
from longtin.brief.words import headline
from longtin.brief.words.headline import claim, support, turning
from longtin.brief.words.pair import name, whose
from tests.brief.sample import BRIEFS, both, full, party, thin, uncovered

CODES = sorted(LANGUAGES)
CHANGES: tuple[tuple[float, Move], ...] = (
    (-77.8, "fell"),
    (-200.0, "fell"),
    (-2.0, "fell"),
    (-77.8, "steady"),
    (77.8, "rose"),
)
SAMPLES = [(kind, code) for kind in BRIEFS for code in CODES]


def sentences(brief: Brief, code: str) -> list[str]:
    """Every sentence of a brief's headlines, notes and points."""
    made = document(brief, Language(code))
    parts = [each.claim for each in made.headlines]
    parts += [said for each in made.headlines for said in each.support]
    parts += [said for each in made.all_sections for said in (*each.notes, *each.points)]
    return re.split(r"(?<=[.!?])\s+", " ".join(parts))


def test_the_headline_reads_as_the_design_asks_in_english() -> None:
    """Who trusts whom, when, how much, how surely, and from where."""
    said = claim(full().directions[0], Language("en"))

    assert said.replace("\N{NO-BREAK SPACE}", " ") == (
        "Viet Nam’s trust in China, 1 August 2014: very low, 0.03 (90 % interval: 0.01–0.09), "
        "from 0.81 a year before (0.66–0.90, on 14 coded reports in twelve months). "
        "In between it rose to 1.00 (0.99–1.00) in January 2014 and fell to 0.02 (0.01–0.04) in "
        "June 2014."
    )


def test_the_headline_reads_as_the_design_asks_in_vietnamese() -> None:
    """The same sentence as a Vietnamese desk would write it."""
    said = claim(full().directions[0], Language("vi"))

    assert said.replace("\N{NO-BREAK SPACE}", " ") == (
        "Lòng tin của Việt Nam đối với Trung Quốc, ngày 01/8/2014: rất thấp, 0,03 "
        "(khoảng tin cậy 90%: 0,01–0,09), so với 0,81 một năm trước (0,66–0,90, dựa trên 14 "
        "tin được mã hóa trong mười hai tháng). Trong năm, lòng tin đã lên tới 1,00 (0,99–1,00) "
        "vào tháng 01 năm 2014 và xuống còn 0,02 (0,01–0,04) vào tháng 6 năm 2014."
    )


@pytest.mark.parametrize(("kind", "code"), SAMPLES)
def test_likelihood_and_confidence_never_share_a_sentence(kind: str, code: str) -> None:
    """ICD 203 forbids it: the reader would not know which of the two is meant."""
    likelihood = [Language(code).likelihood(each.key) for each in BANDS]
    confidence = ["confiden", "interval", "tin cậy", "chắc chắn là đúng"]

    for said in sentences(BRIEFS[kind](), code):
        if any(words in said for words in likelihood):
            assert not any(words in said for words in confidence), said


@pytest.mark.parametrize("code", CODES)
def test_no_figure_stands_where_there_is_too_little_evidence(code: str) -> None:
    """The headline gives the reason instead."""
    language, direction = Language(code), thin().directions[1]

    said = " ".join((claim(direction, language), *support(direction, language)))

    assert language.say("too little to say") in said
    assert language.number(1.4, 1) in said


@pytest.mark.parametrize("code", CODES)
def test_an_uncovered_pair_gets_sentences_and_no_empty_headings(code: str) -> None:
    """Nothing is drawn or tabled that has nothing in it."""
    made = document(uncovered(), Language(code))

    assert [each.name for each in made.all_sections] == ["surety", "limits", "sources"]
    assert all(each.claim.endswith(".") and each.support for each in made.headlines)


@pytest.mark.parametrize(("kind", "code"), SAMPLES)
def test_every_section_has_something_in_it(kind: str, code: str) -> None:
    """An empty heading promises what is not there."""
    for section in document(BRIEFS[kind](), Language(code)).sections:
        assert (
            section.sentences
            or section.figures
            or section.notes
            or section.tables
            or (section.points)
        )


@pytest.mark.parametrize(("kind", "code"), SAMPLES)
def test_a_table_has_a_cell_for_every_column(kind: str, code: str) -> None:
    """A short row would shift figures under the wrong head."""
    tables = [
        table for each in document(BRIEFS[kind](), Language(code)).sections for table in each.tables
    ]

    for table in tables:
        assert {len(row) for row in table.rows} == {len(table.columns)}
        assert len(table.total) in {0, len(table.columns)}


@pytest.mark.parametrize("code", CODES)
def test_reports_are_called_coded_reports(code: str) -> None:
    """One outlet's line is not yet an event."""
    words = render(full(), "md", language=code).decode()

    assert {"en": "coded report", "vi": "tin được mã hóa"}[code] in words
    assert not re.search(r"\bevents\b(?!-)", words)


def test_a_stretch_that_made_little_of_the_change_is_not_called_most_of_it() -> None:
    """“Most” is from half to twice, in the same direction, of a change that is real."""
    turn = full().directions[0].turn
    assert turn is not None
    most = "Most of it came in 3 weeks"

    said = {
        (points, move): turning(turn, TrustChange(points, 0.0, move, 0.9, "likely"), Language("en"))
        for points, move in CHANGES
    }

    assert said[-77.8, "fell"].startswith(most)
    assert sum(each.startswith(most) for each in said.values()) == 1
    assert all("3 weeks (5–25 May 2014)" in each for each in said.values())


def test_a_stretch_of_drift_alone_names_no_conduct() -> None:
    """Time passing is nobody's act."""
    line = full().directions[0].moved[5]
    turn = TurningPoint(line.start, line.start, 7.2, 2.0, (line,))

    assert line.what == "DRIFT"
    assert "through coded reports." in turning(
        turn, TrustChange(10.8, 3.0, "rose", 0.9, "likely"), Language("en")
    )


@pytest.mark.parametrize(
    ("state", "inside", "owner"),
    [
        ("China", "China", "China’s"),
        ("Laos", "Laos", "Laos’"),
        ("United States", "the United States", "the United States’"),
        ("Russian Federation", "the Russian Federation", "the Russian Federation’s"),
        ("Philippines", "the Philippines", "the Philippines’"),
    ],
)
def test_english_names_take_their_article_and_their_genitive(
    state: str, inside: str, owner: str
) -> None:
    """“United States’s trust” would not be sent up."""
    named = replace(party(710, "XXX"), name=both(state, state))

    assert name(named, Language("en")) == inside
    assert whose(named, Language("en")) == owner


def test_vietnamese_names_stay_as_they_are() -> None:
    """Vietnamese inflects nothing."""
    named = replace(party(710, "XXX"), name=both("United States", "Hoa Kỳ"))

    assert whose(named, Language("vi")) == "Hoa Kỳ"


def test_a_kind_of_act_without_words_is_shown_readably() -> None:
    """A user's own vocabulary is not refused at the last step."""
    direction = full().directions[0]
    line = replace(direction.moved[0], what="JOINT_PATROL")
    brief = replace(full(), directions=(replace(direction, moved=(line,)), full().directions[1]))

    assert "Joint patrol" in render(brief, "md").decode()


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("reason", sorted(headline.REASONS))
def test_every_reason_makes_a_sentence(code: str, reason: str) -> None:
    """A figure withheld always says why."""
    direction = replace(thin().directions[1], reason=reason)

    said = support(direction, Language(code))

    assert len(said) == 1
    assert said[0].endswith(".")


def test_a_row_names_its_most_frequent_pair_and_each_dataset_once() -> None:
    """Tables are narrow; the data holds the rest."""
    direction = full().directions[0]
    line = replace(
        direction.moved[0],
        who=("A → B", "A → B", "C → B"),
        origins=("icews14:12", "icews14:15", "mid:3"),
    )
    ways = (replace(direction, moved=(line,)), full().directions[1])

    words = render(replace(full(), directions=ways), "md").decode()

    assert "A → B and others (icews14:12, 15; mid:3)" in words
