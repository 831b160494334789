"""What a notebook shows: figures where there are any, gaps where there are none."""

import json
from datetime import date
from typing import Any

import polars as pl
import pytest

from longtin import actors, trust
from longtin.acts import Record
from longtin.errors import ActorError, LongtinError
from longtin.trust import Estimate, Model


@pytest.fixture(scope="module")
def estimate(record: Record) -> Estimate:
    """Two trusters of China, of which one was born in 2011."""
    model = Model.shipped(draws=16)
    pairs = [(816, 710), (626, 710)]
    return trust.estimate_pairs(record, pairs, by="week", until=date(2014, 12, 31), model=model)


def values(chart: trust.Chart) -> list[dict[str, Any]]:
    """The rows a chart draws."""
    rows: list[dict[str, Any]] = chart.spec["data"]["values"]
    return rows


def test_a_chart_draws_every_figure_and_nothing_else(estimate: Estimate) -> None:
    """A missing value is never drawn as a zero, and a line never bridges a gap."""
    frame = estimate.frame().filter(pl.col("truster") == "SSD")
    known = frame.drop_nulls("trust")

    rows = values(estimate.plot("SSD"))
    drawn = [row for row in rows if "trust" in row]
    gaps = [row for row in rows if "why" in row]

    assert [row["day"] for row in drawn] == [day.isoformat() for day in known["date"]]
    assert [row["trust"] for row in drawn] == pytest.approx(known["trust"].to_list(), abs=1e-4)
    assert gaps[0]["why"] == "not covered"
    assert gaps[0]["day"] == frame["date"][0].isoformat()
    assert not [row for row in drawn for gap in gaps if gap["day"] < row["day"] < gap["until"]]


def test_a_line_breaks_where_coverage_does(record: Record) -> None:
    """Runs of figures with a gap between them are parts of their own."""
    found = trust.estimate(record, "IND", "PAK", by="year", model=Model.shipped(draws=8))
    answers = found.frame()["coverage"].to_list()
    runs = sum(
        answer == "covered" and (place == 0 or answers[place - 1] != "covered")
        for place, answer in enumerate(answers)
    )

    parts = {row["part"] for row in values(found.plot()) if "trust" in row}

    assert len(parts) == runs


def test_notebooks_of_either_vega_lite_show_it(estimate: Estimate) -> None:
    """The newer, the older, and a drawing for those that know neither."""
    shown = estimate.plot()._repr_mimebundle_()

    for version in ("5", "6"):
        spec = shown[f"application/vnd.vegalite.v{version}+json"]
        assert spec["$schema"].endswith(f"v{version}.json")
        assert json.loads(json.dumps(spec)) == spec
    assert shown["image/svg+xml"].startswith("<svg")
    assert shown["text/plain"] == "<Chart of belief: Viet Nam → China, South Sudan → China>"
    assert set(estimate.plot()._repr_mimebundle_(include={"text/plain"})) == {"text/plain"}


def test_a_chart_speaks_vietnamese(estimate: Estimate) -> None:
    """Names and words alike."""
    said = json.dumps(estimate.plot(language="vi").spec, ensure_ascii=False)

    assert "Việt Nam → Trung Quốc" in said
    assert "Diễn biến lòng tin" in said


@pytest.mark.parametrize(
    ("asked", "kind", "says"),
    [
        (("PER",), LongtinError, "0 of this estimate"),
        (("VTN",), ActorError, "did you mean VNM"),
    ],
)
def test_a_pair_that_is_not_there_is_refused(
    estimate: Estimate, asked: tuple[str], kind: type[LongtinError], says: str
) -> None:
    """With what to name instead."""
    with pytest.raises(kind, match=says):
        estimate.plot(*asked)


def test_more_pairs_than_a_chart_has_room_for_are_refused(record: Record) -> None:
    """Two hundred panels show nothing."""
    pairs = [(ccode, 710) for ccode in actors.living(date(1950, 12, 31)) if ccode != 710][:13]
    many = trust.estimate_pairs(
        record, pairs, by="year", until=date(1950, 12, 31), model=Model.shipped(draws=0)
    )

    with pytest.raises(LongtinError, match="1 to 12 pairs"):
        many.plot()


def test_an_estimate_shows_its_last_day(estimate: Estimate) -> None:
    """Highest first, with what is missing counted."""
    shown = estimate._repr_html_()  # type: ignore[attr-defined]

    trusters = estimate.frame(estimate.beliefs.ends[-1]).sort("trust", descending=True)["truster"]
    assert shown.index(trusters[0]) < shown.index(trusters[1])
    assert "2 with a figure, 0 without" in shown
    assert estimate.method_version in shown
    assert repr(estimate).startswith("<Estimate of 2 pairs by ")


def test_an_explanation_shows_its_heaviest_lines_and_the_rest(estimate: Estimate) -> None:
    """What is not listed is still weighed; the record's words cannot become markup."""
    why = estimate.explain("VNM", "2014-05")
    listed = why.lines.with_columns(text=pl.lit("<script>"))
    explained = trust.Explanation(why.pair, why.since, why.until, why.before, why.after, listed)
    shown = explained._repr_html_()  # type: ignore[attr-defined]

    assert f"{why.lines.height - 10} lighter lines" in shown
    assert "Trust of Viet Nam in China" in shown
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
