"""Known events are in the record, with their size: each held against its source file too.

Where nothing else is said, the event is common knowledge and the figure was counted in the source
file, `data/sources`, by whoever described it before the record was built.
"""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from longtin.acts import Record, cameo

SOURCES = Path(__file__).parents[3] / "data" / "sources"
RUSSIA, UKRAINE, GEORGIA, ARMENIA, AZERBAIJAN = 365, 369, 372, 371, 373
ISRAEL, LEBANON, INDIA, PAKISTAN, CHINA, JAPAN = 666, 660, 750, 770, 710, 740
KOREA, NORTH_KOREA, PHILIPPINES = 732, 731, 840
ARMED = ["18", "19", "20"]


@pytest.mark.parametrize(
    ("source", "target", "month", "reports"),
    [
        (RUSSIA, GEORGIA, date(2008, 8, 1), 1_414),
        (ISRAEL, LEBANON, date(2006, 7, 1), 5_369),
    ],
)
def test_a_war_is_the_worst_month_of_the_monthly_counts(
    record: Record, source: int, target: int, month: date, reports: int
) -> None:
    """Material conflict by month, which the dated triples of these pairs hardly show."""
    found = record.acts(source, target, datasets=["icews_month"]).filter(pl.col("quad") == 4)
    file = pl.read_parquet(SOURCES / "icews_conflict_month_1991_2013.parquet").filter(
        pl.col("ccode1") == source, pl.col("ccode2") == target
    )
    theirs = file.filter(pl.col("year") == month.year, pl.col("month") == month.month)
    by_month = found.group_by("start").agg(pl.col("count").sum()).sort("count")

    assert by_month.row(-1) == (month, reports)
    assert theirs.select(pl.sum_horizontal(f"r{root}" for root in range(14, 21))).item() == reports


def test_the_triples_have_six_acts_of_russia_towards_georgia_in_2008(record: Record) -> None:
    """The benchmark names neither; who judged 2008 by it would see peace."""
    found = record.acts(RUSSIA, GEORGIA, start="2008", end="2008", datasets=["icews0515"])

    assert found.height == 6


def test_the_invasion_of_ukraine_multiplies_armed_acts(record: Record) -> None:
    """The file has 47, 202 and 728 in January, February and March 2022 by one reading of names."""
    months = ("2022-01", "2022-02", "2022-03")
    found = [
        record.acts(RUSSIA, UKRAINE, start=month, end=month, spheres=None)
        .filter(pl.col("code").str.slice(0, 2).is_in(ARMED))
        .height
        for month in months
    ]
    names = pl.col("source_name").str.contains("Russia"), pl.col("target_name").str.contains("Ukr")
    armed = cameo().filter(pl.col("code").str.slice(0, 2).is_in(ARMED))["name"].to_list()
    rows = pl.read_parquet(SOURCES / "icews_triples_2022.parquet").filter(
        *names, pl.col("event_text").is_in(armed)
    )
    plain = [
        rows.filter(pl.col("event_date").dt.strftime("%Y-%m") == month).height for month in months
    ]

    assert found[1] > 3 * found[0]
    assert found[2] > 2.5 * found[1]
    assert all(ours >= theirs * 0.95 for ours, theirs in zip(found, plain, strict=True))


def test_expulsions_of_russians_peak_in_march_2018(record: Record) -> None:
    """After the poisoning in Salisbury on 4 March."""
    expelled = record.acts(None, RUSSIA, datasets=["icews18", "icews21", "icews22"]).filter(
        pl.col("text") == "Expel or deport individuals"
    )
    by_month = expelled.group_by(pl.col("start").dt.truncate("1mo")).len().sort("len")

    assert by_month["start"][-1] == date(2018, 3, 1)


@pytest.mark.parametrize(
    ("one", "two", "shares"),
    [
        (CHINA, INDIA, {2018: 0.89, 2019: 0.80, 2020: 0.45, 2022: 0.39, 2023: 0.70}),
        (ARMENIA, AZERBAIJAN, {2019: 0.45, 2020: 0.08}),
        (RUSSIA, UKRAINE, {2019: 0.61, 2021: 0.13, 2022: 0.00}),
    ],
)
def test_the_network_sees_what_the_triples_miss(
    record: Record, one: int, two: int, shares: dict[int, float]
) -> None:
    """2020 has no dated act at all: Galwan and the second war over Nagorno-Karabakh."""
    for year, share in shares.items():
        assert _share(record, one, two, str(year), "gdelt_network") == pytest.approx(
            share, abs=0.01
        )
    assert record.acts(one, two, start="2020", end="2020").is_empty()


@pytest.mark.parametrize(
    ("one", "two", "month", "share"),
    [
        (CHINA, JAPAN, "2025-10", 0.76),
        (CHINA, JAPAN, "2025-12", 0.44),
        (KOREA, NORTH_KOREA, "2018-03", 0.83),
        (CHINA, PHILIPPINES, "2024-06", 0.29),
        (CHINA, KOREA, "2017-02", 0.51),
    ],
)
def test_the_months_of_east_asia_turn_with_what_happened(
    record: Record, one: int, two: int, month: str, share: float
) -> None:
    """The quarrel of November 2025, the Olympic thaw, Second Thomas Shoal, missile defence."""
    assert _share(record, one, two, month, "gdelt_east_asia") == pytest.approx(share, abs=0.01)


def test_india_and_pakistan_in_may_2025(record: Record) -> None:
    """9,801 events at a share of 0.52, against 630 in March."""
    may, march = (
        record.exchanges(INDIA, PAKISTAN, start=month, end=month, datasets=["gdelt_india"])
        for month in ("2025-05", "2025-03")
    )
    days = pl.read_parquet(SOURCES / "gdelt_india_day.parquet").filter(
        pl.col("partner") == "PAK", pl.col("date").is_between(date(2025, 5, 1), date(2025, 5, 31))
    )

    assert (may["reports"].sum(), march["reports"].sum()) == (9_801, 630)
    assert _share(record, INDIA, PAKISTAN, "2025-05", "gdelt_india") == pytest.approx(
        0.52, abs=0.005
    )
    assert may["cooperation"].sum() == days["n_coop"].sum()
    worst = may.with_columns(
        (pl.col("cooperation") / (pl.col("cooperation") + pl.col("conflict"))).alias("share")
    ).sort("share")
    assert worst["start"][0] == date(2025, 5, 6), "the night of the first strikes"


def _share(record: Record, one: int, two: int, when: str, dataset: str) -> float:
    found = record.exchanges(one, two, start=when, end=when, datasets=[dataset])
    cooperation, conflict = float(found["cooperation"].sum()), float(found["conflict"].sum())
    return cooperation / (cooperation + conflict)
