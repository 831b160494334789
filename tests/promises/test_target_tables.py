"""National targets from the tables that trackers publish: each row a target or a refusal."""

from datetime import date
from pathlib import Path

import pytest

from longtin import promises
from longtin.errors import DataError

LONG = """\
iso3,submission,indicator,indicator_name,value,source_url,fetched
VNM,first_ndc,ghg_target,GHG target,8% (unconditional) up to 25% (conditional),https://x,2026-09-07
VNM,first_ndc,ghg_target_type,GHG target type,Baseline scenario target,https://x,2026-09-07
VNM,first_ndc,time_target_year,Target year,Target year: 2030 From 01/01/2021,,2026-09-07
VNM,first_ndc,submission_date,Submission,2016-11-03,https://x,2026-09-07
VUT,third_ndc,ghg_target,GHG target,Not Applicable,https://x,2026-09-07
WSM,second_ndc,ghg_target,GHG target,"26 percent in 2030
compared to 2007 &amp; levels",https://x,2026-09-07
WSM,second_ndc,time_target_year,Target year,2030,https://x,2026-09-07
XXA,first_ndc,ghg_target,GHG target,10%,https://x,2026-09-07
XXA,first_ndc,time_target_year,Target year,2030,https://x,2026-09-07
"""


def read(tmp_path: Path, text: str, made: date | None = None) -> promises.TargetReading:
    """A table with that text."""
    path = tmp_path / "targets.csv"
    path.write_text(text, "utf-8")
    assert promises.is_target_table(path)
    return promises.read_targets(path, made)


def test_indicators_of_one_document_become_its_targets(tmp_path: Path) -> None:
    """Climate Watch has a row an indicator; with and without support are two promises."""
    told = read(tmp_path, LONG)

    own, helped, samoa = told.targets
    assert (own.value, own.is_conditional, own.kind, own.year) == (
        8,
        False,
        "business_as_usual",
        2030,
    )
    assert (helped.value, helped.is_conditional, helped.made) == (25, True, date(2016, 11, 3))
    assert (samoa.value, samoa.is_dated, samoa.wording) == (
        26,
        False,
        "26 percent in 2030 compared to 2007 & levels",
    )
    assert (told.rows, told.empty, [line for line, _ in told.refused]) == (4, 1, [10])


def test_a_row_a_target_and_bad_ones_by_line(tmp_path: Path) -> None:
    """OpenClimate has a row a target; a slip costs its own row."""
    told = read(
        tmp_path,
        "actor_id,target_type,baseline_year,target_year,target_value,target_unit,submission_date\n"
        "JP,Emissions reduction target,2013,2030,46,percent,2021-10-22\n"
        "SG,Absolute emissions target,,2030,60,MtCO2e,2022-11-04\n"
        "SG,Absolute emissions target,,2030,13.500,tCO2e,2022-11-04\n"
        "SG,Absolute emissions target,,soon,13,tCO2e,2022-11-04\n"
        "SG,Absolute emissions target,,2020,13,tCO2e,2022-11-04\n"
        "SG,Absolute emissions target,,2030,13,apples,2022-11-04\n"
        "SG,Absolute emissions target,,2030,13,tCO2e,\n",
    )

    japan, singapore = told.targets
    assert (japan.party, japan.base_year, japan.value) == ("JPN", 2013, 46)
    assert (singapore.value, singapore.unit) == (60e6, "tonnes_co2e")
    assert {line: str(why)[:12] for line, why in told.refused} == {
        4: "`13.500` may",
        5: "`soon` is no",
        6: "The target i",
        7: "`apples` is ",
        8: "The day of t",
    }


def test_two_targets_in_a_row_and_cities_left_out(tmp_path: Path) -> None:
    """Net Zero Tracker has an end and an interim target, a title above, and cities below."""
    told = read(
        tmp_path,
        "Net Zero Tracker;;;;;;\n"
        "Entity_type;Country;End_target;End_target_year;Date_of_last_status_update;Interim_target;"
        "Interim_target_year;Interim_target_percentage_reduction\n"
        "Country;VNM;Net zero;2050;2022-07-26;Reduction v. BAU;2030;43.5\n"
        "City;VNM;Net zero;2050;2022-07-26;;;\n",
    )

    assert [(each.kind, each.year, each.value, each.line) for each in told.targets] == [
        ("net_zero", 2050, None, 3),
        ("business_as_usual", 2030, 43.5, 3),
    ]


@pytest.mark.parametrize(
    ("wording", "low", "value", "high", "conditional"),
    [
        ("At least 55% by 2030 compared to 1990", 55, None, None, None),
        ("Up to 30% below the path", None, None, 30, None),
        ("13.6% below, conditional on external support", None, 13.6, None, True),
        ("14% (unconditional) and an additional 10% (conditional)", None, None, None, None),
        ("between 20% and 25% below 2010", None, None, None, None),
    ],
)
def test_a_figure_within_words_is_taken_only_if_it_reads_one_way(
    tmp_path: Path,
    wording: str,
    low: float | None,
    value: float | None,
    high: float | None,
    conditional: bool | None,
) -> None:
    """What may be read two ways keeps its words and has no figure."""
    (one,) = read(
        tmp_path, f'country,target_year,statement\nPeru,2030,"{wording}"\n', date(2020, 12, 18)
    ).targets

    assert (one.low, one.value, one.high, one.is_conditional) == (low, value, high, conditional)


def test_they_become_statements_that_count_a_revision_once(tmp_path: Path) -> None:
    """The second of two for the same year says the first again."""
    path = tmp_path / "targets.csv"
    path.write_text(
        "country,document,target_year,percent_reduction,conditional,submission_date\n"
        "Peru,first,2030,20,no,2016-07-25\nPeru,updated,2030,30,no,2020-12-18\n"
        "Peru,updated,2030,40,yes,2020-12-18\n",
        "utf-8",
    )
    told = promises.read_targets(path)
    own = tmp_path / "own.yaml"
    own.write_text(promises.targets_as_statements(told.targets, path), "utf-8")

    held = promises.read_statements(own).commitments

    assert {name: one.restates for name, one in held.items()} == {
        "ndc-per-first-2030": None,
        "ndc-per-updated-2030": "ndc-per-first-2030",
        "ndc-per-updated-2030-with-support": None,
    }
    assert held["ndc-per-updated-2030-with-support"].on_condition is not None
    assert held["ndc-per-first-2030"].title.vi == "giảm 20% vào năm 2030"
    assert promises.target_frame(told.targets)["line"].to_list() == [2, 3, 4]


def test_another_table_is_refused_with_its_columns(tmp_path: Path) -> None:
    """A table of emissions is none of targets."""
    path = tmp_path / "other.csv"
    path.write_text("country,year,emissions\nPeru,2012,3\n", "utf-8")

    assert not promises.is_target_table(path)
    with pytest.raises(DataError, match="country, year, emissions"):
        promises.read_targets(path)
