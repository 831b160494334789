"""Tables for readers: whole, in both languages, and true to the rows behind them."""

import re
from datetime import date

import polars as pl
import pytest
from rich.cells import cell_len

from longtin import actors
from longtin._language import Language
from longtin.cli.terminal.text import print_section
from longtin.page import Column, Table, print_table
from longtin.trust import everyone_section
from longtin.trust.output.sections import MARKS, NO_FIGURE, sparkline
from tests.cli.run import rows, shown

TABLES = (
    "trust VNM CHN --at 2014-06",
    "trust VNM CHN",
    "trust VNM CHN --by issue --at 2014",
    "explain VNM CHN --at 2014-05",
    "explain IND PAK --at 1999 --by year",
    "acts VNM CHN --from 2014-05-01 --to 2014-05-12",
    "acts MNG FJI --from 2013",
    "actors VNM",
    "actors 'Barack Obama' --on 2014-06-01",
    "versions",
    "measures --stage 1",
    "measures --domain maritime",
    "measure notify-large-exercise",
)
ORIGIN = re.compile(r"\b[a-z]+[0-9_a-z]*:\d+\b")


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("command", TABLES)
def test_a_table_fits_a_narrow_terminal_and_is_plain_text(command: str, language: str) -> None:
    """Eighty columns is what a terminal opens with; escape codes in a file are dirt."""
    text = shown(f"{command} --lang {language}", columns=80)

    assert max(map(cell_len, text.splitlines())) <= 80
    assert "…" not in text
    assert "\x1b" not in text


@pytest.mark.parametrize("command", TABLES)
def test_a_table_speaks_both_languages(command: str) -> None:
    """Everything but names, figures and what a source wrote is in the language asked for."""
    english, vietnamese = (shown(f"{command} --lang {code}", columns=80) for code in ("en", "vi"))
    theirs = re.compile("[ạảãầấậẩẫằắặẳẵẹẻẽềếệểễịỉĩọỏõồốộổỗờớợởỡụủũừứựửữđ]", re.IGNORECASE)

    assert len(theirs.findall(vietnamese)) > len(theirs.findall(english)) + 5
    assert not re.search(r"\b(the|of|in|is|are|and)\b", _ours(vietnamese))


def _ours(text: str) -> str:
    """A table without what stands in it as its source wrote it."""
    sources = r"Express intent.*|use and.*|on Dataverse.*|Make an appeal or request.*"
    return re.sub(f"{sources}|Correlates of War|interstate war|Bank of", "", text)


@pytest.mark.parametrize("columns", [80, 140, None])
def test_no_row_of_the_record_is_cut_or_broken(columns: int | None) -> None:
    """A reader copies it to look the row up."""
    command = "acts VNM CHN --from 2014-05-01 --to 2014-05-12"

    printed = ORIGIN.findall(shown(command, columns=columns))

    assert printed == [row["origin"] for row in rows(command)]


def test_without_a_terminal_every_row_stands_on_one_line() -> None:
    """So that `grep` finds whole rows."""
    command = "acts VNM CHN --from 2014-05-01 --to 2014-05-12"

    lines = [line for line in shown(command, columns=None).splitlines() if ORIGIN.search(line)]

    assert len(lines) == len(rows(command))
    assert all(row["text"] in line for row, line in zip(rows(command), lines, strict=True))


def test_a_series_is_thinned_for_a_reader_and_says_where_the_rest_is() -> None:
    """Twenty years of weeks are too long to read, and a script gets them all."""
    every, text = rows("trust VNM CHN"), shown("trust VNM CHN --lang en", columns=80)
    last = {row["date"][:4]: row for row in every}

    listed = re.findall(r"^ *\d+ [A-Z][a-z]+ (\d{4}) +[<>–\d]", text, re.MULTILINE)

    assert len(every) > 500
    assert listed == sorted(last)
    assert f"All {len(every):,} rows: --json, or -o FILE.csv." in text


def test_a_long_list_of_acts_says_how_many_are_not_shown() -> None:
    """The latest come first to mind; the rest are one option away."""
    text = shown("acts VNM CHN", columns=None)

    printed = ORIGIN.findall(text)

    (earlier,) = re.findall(r"^([\d,]+) earlier rows", text, re.MULTILINE)
    assert len(printed) + int(earlier.replace(",", "")) == len(rows("acts VNM CHN"))
    assert printed[-1] == rows("acts VNM CHN")[-1]["origin"]


def test_figures_in_a_table_are_those_of_the_rows() -> None:
    """What is read aloud and what is computed with are the same."""
    (row,) = rows("trust VNM CHN --at 2014-06")
    english, vietnamese = Language("en"), Language("vi")

    assert row["low"] <= row["trust"] <= row["high"]
    assert english.level(row["trust"]) in shown("trust VNM CHN --at 2014-06 --lang en", columns=80)
    assert vietnamese.level(row["trust"]) in shown(
        "trust VNM CHN --at 2014-06 --lang vi", columns=80
    )


@pytest.mark.parametrize("years", [(2014,), (2013, 2014)])
def test_everyone_is_ranked_and_the_unknown_stand_together_at_the_end(
    years: tuple[int, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """A hundred rows of "too little to say" would bury the rest."""
    trust = {"VNM": 0.3, "LAO": 0.9, "JPN": 0.05, "TON": None, "NRU": None}
    frame = pl.DataFrame(
        {
            "truster": key,
            "ccode1": actors.find(key).ccode,
            "ccode2": actors.find("CHN").ccode,
            "date": date(year, 12, 31),
            "trust": value,
            "low": value,
            "high": value,
            "effective_acts": 5.0,
            "coverage": "too little" if value is None else "covered",
        }
        for key, value in trust.items()
        for year in years
    )

    print_section(everyone_section(frame, Language("vi")))
    vietnamese = capsys.readouterr().out
    print_section(everyone_section(frame, Language("en")))
    printed = capsys.readouterr().out

    assert "Chưa đủ căn cứ để kết luận (2): NRU, TON." in vietnamese
    assert "Việt Nam" in vietnamese
    assert re.findall(r"^([A-Z]{3})  ", printed, re.MULTILINE) == ["LAO", "VNM", "JPN"]
    assert "Too little to say (2): NRU, TON." in printed
    assert "Viet Nam" in printed
    assert (f"{MARKS[0]}{MARKS[0]}" in printed) == (len(years) > 1)


def test_one_state_alone_asks_for_everyone() -> None:
    """Each other state is a truster, and each row says whether there is a figure."""
    every = rows("trust CHN --by year --at 1947")

    assert len({row["truster"] for row in every}) == len(every) > 40
    assert {row["trustee"] for row in every} == {"CHN"}
    assert all((row["trust"] is None) == (row["coverage"] != "covered") for row in every)


def test_an_account_opens_adds_up_and_closes() -> None:
    """Whoever doubts the change can add the column up."""
    lines = rows("explain VNM CHN --at 2014-05")
    text = shown("explain VNM CHN --at 2014-05 --lang en", columns=80)

    account = text.partition("A point is a hundredth")[0].replace("−", "-")
    figures = [float(found) for found in re.findall(r"([+-]?\d+\.\d)$", account, re.MULTILINE)]
    opening, *items, change, closing = figures

    assert sum(items) == pytest.approx(change, abs=0.05 * len(figures))
    assert opening + change == pytest.approx(closing, abs=0.15)
    assert change == pytest.approx(sum(row["points"] for row in lines), abs=0.051)


def test_an_account_has_no_row_that_rounds_to_nothing_and_says_what_time_did() -> None:
    """Kinds that hardly moved trust stand in one row; fading memory is not taken for conduct."""
    printed = shown("explain TWN CHN --from 2022-07-31 --to 2022-12-31 --lang en")
    account = printed[: printed.index("Acts in order of weight")]
    empty = [line for line in account.splitlines() if line.endswith(" 0.0")]

    assert all("hardly moved" in line for line in empty)
    assert "older evidence losing weight" in account
    assert "No act stands behind that part" in " ".join(account.split())


def test_weights_are_told_in_decibans_on_request() -> None:
    """For whoever thinks in odds."""
    lines = rows("explain VNM CHN --from 2014-04-27 --to 2014-06-29")
    text = shown(
        "explain VNM CHN --from 2014-04-27 --to 2014-06-29 --decibans --lang en", columns=80
    )

    (change,) = re.findall(r"^Change +([+−]\d+\.\d)$", text, re.MULTILINE)
    assert "Weight in dB" in text
    assert float(change.replace("−", "-")) == pytest.approx(
        sum(row["decibans"] for row in lines), abs=0.051
    )


def test_talk_after_coercion_is_named_and_weighs_as_talk_does() -> None:
    """Talks while an oil rig stood in disputed waters are no sign of warmth by themselves."""
    told = {row["what"] for row in rows("explain VNM CHN --from 2014-05-18 --to 2014-06-29")}
    calm = {row["what"] for row in rows("explain LAO VNM --at 2013")}

    assert "CRISIS_TALK" in told
    assert "CRISIS_TALK" not in calm
    assert "CONSULT" in calm


def test_the_acts_of_an_account_come_heaviest_first_with_the_rest_in_a_line() -> None:
    """The reader wants the acts that mattered."""
    acts = [row for row in rows("explain VNM CHN --at 2014-05") if row["origin"]]
    weight = {row["origin"]: abs(row["points"]) for row in acts}

    printed = ORIGIN.findall(shown("explain VNM CHN --at 2014-05 --lang en", columns=80))

    weights = [round(weight[origin], 6) for origin in printed]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] == pytest.approx(max(weight.values()))
    assert f"{len(acts) - len(printed)} lighter acts make" in shown(
        "explain VNM CHN --at 2014-05 --lang en", columns=80
    )


def test_silence_says_whether_it_means_anything() -> None:
    """Nothing reported and nobody looking are two answers."""
    assert "Nothing was reported. Covered by: icews" in shown("acts MNG FJI --from 2013")
    assert rows("acts MNG FJI --from 2013") == []


def test_a_state_is_told_with_its_codes_and_names_on_a_date() -> None:
    """The Soviet Union had another key than Russia has, and the same number."""
    (then,) = rows("actors russia --on 1980")
    (now,) = rows("actors russia --on 2010")

    assert (then["key"], now["key"]) == ("SUN", "RUS")
    assert then["ccode"] == now["ccode"] == then["gwcode"]
    assert "Liên Xô" in shown("actors russia --on 1980 --lang vi")


def test_references_are_bibtex_of_the_method_and_every_source() -> None:
    """What is cited can be pasted."""
    text = shown("cite")

    assert text.startswith("@software{Longtin")
    assert text.count("{") == text.count("}")
    assert "ICEWS" in text
    assert "Correlates of War" in text


def test_a_line_of_marks_follows_the_values_and_leaves_gaps() -> None:
    """A missing value is no zero."""
    line = sparkline([0.0, 0.5, None, 1.0], 10)

    assert line[0] == MARKS[0]
    assert line[2] == NO_FIGURE
    assert line[3] == MARKS[-1]
    assert MARKS.index(line[0]) < MARKS.index(line[1]) < MARKS.index(line[3])


def test_a_line_of_marks_ends_with_the_last_value() -> None:
    """However many values there are, the present is shown."""
    assert sparkline([0.0] * 574 + [1.0], 60) == MARKS[0] * 59 + MARKS[-1]


def test_where_nothing_more_can_give_rows_stand_as_cards_and_lose_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cut figure is a wrong figure."""
    monkeypatch.setenv("COLUMNS", "20")
    columns = [Column("One"), Column("Two", "figure"), Column("Text", wraps=True)]

    print_table(
        Table.of("Title", columns, [["abcdefghijkl", "1234567890", "some words that run on"]])
    )

    printed = capsys.readouterr().out
    assert {"abcdefghijkl", "1234567890"} <= set(printed.split())
    assert {"some", "words", "that", "run", "on"} <= set(printed.split())


def test_a_person_stands_for_a_state_only_while_in_office() -> None:
    """Event data name people; whose acts theirs are depends on the day."""
    office = shown("actors 'Christine Lagarde' --on 2009-06-01", columns=80)
    after = shown("actors 'Christine Lagarde' --on 2014-06-01", columns=80)

    assert "FRA" in office
    assert "FRA" not in after
    assert "stands for no state" in after


def test_a_former_president_is_of_its_society() -> None:
    """Words of a former president are not his country's."""
    after = shown("actors 'Barack Obama' --on 2018-06-01", columns=80)

    assert "USA" in after
    assert "its society" in after
    assert "the state" not in after


def test_a_former_name_is_told_below_the_table() -> None:
    """“Yugoslavia” of 2016 is Serbia by an assumption that must be seen."""
    assert "“Yugoslavia” was its name until 3 February 2003." in shown(
        "actors Yugoslavia --on 2016", columns=80
    )
    assert "was its name" not in shown("actors Serbia --on 2016", columns=80)


def test_a_state_that_lives_shows_the_number_it_has_today() -> None:
    """Laos entered one list half a year before the other, and seemed to have no number at all."""
    (row,) = rows("actors Laos")

    assert (row["ccode"], row["gwcode"]) == (812, 812)


def test_terms_of_use_are_told_in_vietnamese() -> None:
    """What may be done with the data is what an office asks first."""
    told = shown("versions --lang vi", columns=None)

    assert "ghi nguồn" in told
    assert "cite" not in told
    assert "2014–2014" not in told


def test_acts_say_how_many_reports_of_the_year_have_a_day() -> None:
    """A quiet table of 2008 is no quiet year between Russia and Georgia."""
    told = shown("acts RUS GEO --from 2008-09 --to 2008-12", columns=200)

    assert (
        "Of 16,797 reports in 2008, by the complete yearly counts, the record has 27 with a day."
        in told
    )
    assert "complete yearly counts" not in shown("acts RUS GEO --from 2021 --to 2021")


def test_ties_say_on_which_day_lists_of_leaders_end() -> None:
    """Whoever leads today may not be in them."""
    ends = "Lists of leaders end on 31 December 2023"

    assert ends in shown("ties VNM USA --to 2026-11-01", columns=200)
    assert ends not in shown("ties VNM USA --to 2022", columns=200)
