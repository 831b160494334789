"""The two languages: numbers, dates and odds."""

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from longtin import errors
from longtin._language import BANDS, LANGUAGES, Language, age, band, degree, told
from longtin.errors import LongtinError

ENGLISH, VIETNAMESE = Language("en"), Language("vi")
DAYS = st.dates(date(1816, 1, 1), date(2099, 12, 31))


def test_a_refusal_is_told_in_the_language_asked_for() -> None:
    """Dates, names and lists inside it speak that language too."""
    refusal = LongtinError(
        "From {start} to {until} is less than a month, too short for a plan. Give a later end.",
        start=date(2027, 1, 5),
        until="x",
    )
    choice = errors.Either(["a", errors.Term("b", "bê"), "c"])

    assert told(refusal, VIETNAMESE).startswith("Từ 05/01/2027 đến x chưa đầy một tháng")
    assert told(refusal, ENGLISH).startswith("From 2027-01-05 to x is less")
    chosen = errors.Phrase(" Did you mean {near}?", near=choice)
    assert told(chosen, ENGLISH) == " Did you mean a, b or c?"
    assert told(chosen, VIETNAMESE) == " Có phải là a, bê hoặc c không?"


def test_a_message_without_translation_is_refused() -> None:
    """English in the middle of a Vietnamese brief would pass unnoticed."""
    with pytest.raises(LookupError, match=r"No file of vi/ translates 'No such words'"):
        VIETNAMESE.say("No such words")
    with pytest.raises(LookupError, match=r"translates 'Nobody translated {this}.'"):
        told(LongtinError("Nobody translated {this}.", this=1), VIETNAMESE)


@pytest.mark.parametrize("code", ["", "fr", "vn", "EN"])
def test_an_unknown_language_is_refused_with_those_there_are(code: str) -> None:
    """The reader learns what to type."""
    with pytest.raises(LongtinError) as refusal:
        Language(code)

    assert "`en` (English) or `vi` (Tiếng Việt)" in str(refusal.value)


def test_a_near_miss_is_suggested() -> None:
    """`vn` is the country; the language is `vi`."""
    with pytest.raises(LongtinError, match=r"Did you mean `vi`\?"):
        Language("vn")


def test_importing_the_languages_does_not_load_babel() -> None:
    """`--help` must not wait for catalogues."""
    code = "import sys, longtin._language; print('babel' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("x", "digits", "english", "vietnamese"),
    [
        (0.03, 2, "0.03", "0,03"),
        (-31.24, 1, "−31.2", "−31,2"),
        (-0.001, 2, "0.00", "0,00"),
        (412880, 0, "412,880", "412.880"),
        (1234.5, 1, "1,234.5", "1.234,5"),
    ],
)
def test_numbers_are_written_as_each_language_does(
    x: float, digits: int, english: str, vietnamese: str
) -> None:
    """A comma for a point turns 0,03 into three; a minus of nought says nothing."""
    assert ENGLISH.number(x, digits) == english
    assert VIETNAMESE.number(x, digits) == vietnamese


@given(st.floats(-1e6, 1e6), st.integers(0, 4), st.sampled_from(sorted(LANGUAGES)))
def test_a_written_number_reads_back_to_within_its_rounding(
    x: float, digits: int, code: str
) -> None:
    """Signs and separators never change the value."""
    text = Language(code).number(x, digits, signed=True)

    point, group = (".", ",") if code == "en" else (",", ".")
    plain = text.replace(group, "").replace(point, ".").replace("−", "-")
    assert float(plain) == pytest.approx(x, abs=0.5000001 * 10**-digits)


@given(st.floats(0, 1))
def test_the_degree_is_that_of_the_figure_shown(trust: float) -> None:
    """0.20 is low and 0.19 very low, whatever stands behind the second decimal."""
    shown = float(ENGLISH.level(trust))
    edges = {"very low": 0.2, "low": 0.4, "mixed": 0.6, "good": 0.8, "high": 1.01}

    assert degree(trust, ENGLISH) == next(words for words, end in edges.items() if shown < end)


def test_ends_of_the_scale_are_places_that_can_be_had() -> None:
    """Conduct can be that of an enemy in arms; a chance of nothing could not."""
    assert [ENGLISH.level(each) for each in (-1e-9, 0.0, 1.0)] == ["0.00", "0.00", "1.00"]
    assert VIETNAMESE.level(0.355) == "0,36"
    assert [degree(each, VIETNAMESE) for each in (0.1, 0.9)] == ["rất thấp", "cao"]


def test_a_percentage_stays_on_one_line() -> None:
    """Between figure and sign stands a space that does not break; in Vietnamese, nothing."""
    assert ENGLISH.percent(0.9) == "90\N{NO-BREAK SPACE}%"
    assert VIETNAMESE.percent(0.055, 1) == "5,5%"


@pytest.mark.parametrize(
    ("day", "english", "vietnamese", "long"),
    [
        (date(2014, 8, 1), "1 August 2014", "01/8/2014", "ngày 01 tháng 8 năm 2014"),
        (date(2014, 1, 15), "15 January 2014", "15/01/2014", "ngày 15 tháng 01 năm 2014"),
        (date(2014, 2, 1), "1 February 2014", "01/02/2014", "ngày 01 tháng 02 năm 2014"),
        (date(2014, 12, 31), "31 December 2014", "31/12/2014", "ngày 31 tháng 12 năm 2014"),
    ],
)
def test_dates_follow_each_language_and_the_decree(
    day: date, english: str, vietnamese: str, long: str
) -> None:
    """Decree 30/2020 pads days below ten, and January and February only."""
    assert ENGLISH.date(day) == english
    assert VIETNAMESE.date(day) == vietnamese
    assert VIETNAMESE.long_date(day) == long


@pytest.mark.parametrize(
    ("start", "end", "english", "vietnamese"),
    [
        (date(2014, 5, 5), date(2014, 5, 5), "5 May 2014", "05/5/2014"),
        (date(2014, 5, 5), date(2014, 5, 11), "5–11 May 2014", "05–11/5/2014"),
        (date(2014, 4, 28), date(2014, 5, 4), "28 April – 4 May 2014", "28/4–04/5/2014"),
        (
            date(2013, 12, 29),
            date(2014, 1, 4),
            "29 December 2013 – 4 January 2014",
            "29/12/2013–04/01/2014",
        ),
        (date(2014, 5, 1), date(2014, 5, 31), "May 2014", "tháng 5 năm 2014"),
        (date(2014, 1, 1), date(2014, 12, 31), "2014", "năm 2014"),
        (date(2005, 1, 1), date(2013, 12, 31), "2005–2013", "năm 2005–2013"),
    ],
)
def test_a_period_is_no_longer_than_it_needs_to_be(
    start: date, end: date, english: str, vietnamese: str
) -> None:
    """Tables are narrow."""
    assert ENGLISH.span(start, end) == english
    assert VIETNAMESE.span(start, end) == vietnamese


@given(DAYS, st.integers(0, 4000), st.sampled_from(sorted(LANGUAGES)))
def test_different_periods_are_written_differently(start: date, days: int, code: str) -> None:
    """Shortening never drops what tells two periods apart."""
    language, end = Language(code), start + timedelta(days=days)

    said = language.span(start, end)

    assert said != language.span(start, end + timedelta(days=1))
    assert said != language.span(start - timedelta(days=1), end)


def test_lists_are_joined_by_a_word() -> None:
    """One, two or three things read naturally."""
    assert ENGLISH.list(()) == ""
    assert ENGLISH.list(("a",)) == "a"
    assert ENGLISH.list(("a", "b")) == "a and b"
    assert VIETNAMESE.list(("a", "b", "c")) == "a, b và c"


def test_only_english_changes_form_with_number() -> None:
    """One week, three weeks; một tuần, ba tuần."""
    one = "Most of it came in one week ({span}), through {acts}."
    many = "Most of it came in {n} weeks ({span}), through {acts}."
    words = {"span": "S", "acts": "A", "points": "D"}

    assert ENGLISH.count(one, many, 1, **words).startswith("Most of it came in one week (S)")
    assert ENGLISH.count(one, many, 3, **words).startswith("Most of it came in 3 weeks (S)")
    assert "trong 1 tuần" in VIETNAMESE.count(one, many, 1, **words)


def test_the_bands_are_those_of_the_directive() -> None:
    """Words of likelihood mean what the reader's own handbook says."""
    edges = [(each.key, each.low, each.high) for each in BANDS]

    assert edges == [
        ("almost_no_chance", 0.01, 0.05),
        ("very_unlikely", 0.05, 0.20),
        ("unlikely", 0.20, 0.45),
        ("roughly_even", 0.45, 0.55),
        ("likely", 0.55, 0.80),
        ("very_likely", 0.80, 0.95),
        ("almost_certain", 0.95, 0.99),
    ]


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_each_band_has_one_phrase_of_its_own(code: str) -> None:
    """Two bands with one phrase could not be told apart."""
    phrases = [Language(code).likelihood(each.key) for each in BANDS]

    assert len(set(phrases)) == len(BANDS)
    assert all(phrases)


@given(st.integers(0, 1000))
def test_a_chance_and_its_complement_get_mirrored_bands(thousandths: int) -> None:
    """Saying a fall is likely and its absence unlikely must agree."""
    keys = [each.key for each in BANDS]
    chance = thousandths / 1000

    place, mirrored = keys.index(band(chance)), keys.index(band(1 - chance))

    assert place + mirrored == len(BANDS) - 1


@given(st.floats(0, 1))
def test_a_chance_lies_in_its_band(chance: float) -> None:
    """The ends of the scale belong to the outermost bands."""
    found = next(each for each in BANDS if each.key == band(chance))

    assert found.low <= chance + 1e-9 or found is BANDS[0]
    assert chance - 1e-9 <= found.high or found is BANDS[-1]


@pytest.mark.parametrize("chance", [-0.1, 1.1, float("nan")])
def test_what_is_not_a_probability_has_no_band(chance: float) -> None:
    """A slip in the arithmetic before must not become a word."""
    with pytest.raises(ValueError, match="not a probability"):
        band(chance)


@pytest.mark.parametrize(
    ("since", "until", "english", "vietnamese"),
    [
        (date(2015, 12, 31), date(2026, 11, 29), "10 years and 10 months", "10 năm 10 tháng"),
        (date(2026, 7, 31), date(2026, 11, 29), "3 months", "3 tháng"),
        (date(2026, 7, 31), date(2026, 11, 30), "4 months", "4 tháng"),
        (date(2025, 12, 31), date(2026, 2, 28), "2 months", "2 tháng"),
        (date(2024, 11, 29), date(2026, 11, 29), "2 years", "2 năm"),
        (date(2026, 11, 28), date(2026, 11, 29), "1 day", "1 ngày"),
        (date(2026, 11, 29), date(2026, 11, 29), "0 days", "0 ngày"),
    ],
)
def test_an_age_is_told_in_whole_years_and_months(
    since: date, until: date, english: str, vietnamese: str
) -> None:
    """What is not yet a whole month does not count as one; from its end to an end it is one."""
    assert age(since, until, Language("en")) == english
    assert age(since, until, Language("vi")) == vietnamese
