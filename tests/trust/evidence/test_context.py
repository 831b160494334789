"""What else speaks of a pair's weeks: third parties, the truster's own acts, monthly counts."""

from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
import pytest

from longtin import trust
from longtin.acts import MONTHLY_COUNTS, Record
from longtin.acts.record import validation_data
from longtin.errors import ModelError
from longtin.trust import Model
from longtin.trust.evidence.beside import monthly_counts
from longtin.trust.evidence.beside.likeness import BY_VOTES, everyone, likeness
from longtin.trust.evidence.beside.read_context import with_context
from longtin.trust.evidence.beside.third_parties import ECHO, told_to_others
from longtin.trust.evidence.dated_reports import Weeks, placed_reports, read_weeks
from longtin.trust.model import conduct_model
from longtin.trust.model.conduct_model import NAMES, ConductModel

POLAND, RUSSIA, GEORGIA, USA, CANADA, CUBA, INDIA, PAKISTAN, VIET_NAM, CHINA, TURKEY, ISRAEL = (
    290, 365, 372, 2, 20, 40, 750, 770, 816, 710, 640, 666,
)  # fmt: skip
PAIRS = ((POLAND, RUSSIA), (GEORGIA, RUSSIA), (INDIA, PAKISTAN), (VIET_NAM, CHINA))
UNTIL = date(2022, 5, 29)
BEFORE = {"third_parties": "OTHER_", "mirror": "OWN_", "monthly": "MONTHLY_"}
MODEL = Model.shipped(draws=0, levels=9)


@pytest.fixture(scope="module")
def held(record: Record) -> Weeks:
    """Weeks of some pairs with all their context."""
    counting = MODEL.events.counting
    return with_context(record, read_weeks(record, PAIRS, UNTIL, counting), counting, NAMES)


def test_likeness_is_of_the_year_before_and_never_of_oneself(record: Record) -> None:
    """A pact counts whole, votes by half at most."""
    years = [2005, 2006]
    others = everyone(years)
    alike = likeness(record, [USA, POLAND], others, years)
    places = {code: others.index(code) for code in (USA, POLAND, CANADA, CUBA)}

    assert alike[:, 0, places[USA]].tolist() == [0.0, 0.0]
    assert alike[:, 0, places[CANADA]].tolist() == [1.0, 1.0]
    assert (alike[:, 0, places[CUBA]] < 0.1).all()
    assert ((alike == 1.0) | (alike <= BY_VOTES)).all()


def test_likeness_reads_nothing_of_the_year_or_later(record: Record) -> None:
    """However far the years go, an earlier year stays as it was."""
    others = everyone([2010])
    short = likeness(record, [POLAND, VIET_NAM], others, [2009, 2010])
    long = likeness(record, [POLAND, VIET_NAM], others, list(range(2009, 2023)))

    assert np.array_equal(short, long[:2])


def test_likeness_does_without_ideal_points(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are kept for checking from outside, and reading them here would be found out."""

    def refused(*_: object) -> pl.DataFrame:
        raise AssertionError

    monkeypatch.setattr(validation_data, "_read", refused)

    assert likeness(record, [POLAND], everyone([2010]), [2010]).max() == 1.0


def test_third_parties_are_those_like_the_truster_and_not_itself(
    record: Record, held: Weeks
) -> None:
    """The rows of an explanation add up to what the weeks hold, and the truster is not in them."""
    context = held.context
    assert context is not None
    assert context.third_parties is not None
    rows = told_to_others(record, PAIRS[0], held.ends, MODEL.events.counting)
    laid = np.zeros(held.counted.shape[:2])
    np.add.at(
        laid, (rows["kind_row"].to_numpy(), rows["step"].to_numpy()), rows["share"].to_numpy()
    )

    assert POLAND not in rows["target"]
    assert np.abs(laid - context.third_parties.counted[:, :, 0]).max() < 1e-12


def test_many_reports_of_third_parties_count_as_their_root(record: Record, held: Weeks) -> None:
    """M stories of a week are the root of M."""
    counting = MODEL.events.counting
    years = sorted({end.year for end in held.ends})
    others = everyone(years)
    placed = placed_reports(record, tuple((one, RUSSIA) for one in others if one != RUSSIA),
                            held.ends[-1], counting)  # fmt: skip
    alike = likeness(record, [POLAND], others, years)[:, 0]
    step = placed["step"].to_numpy()
    year = np.array([end.year for end in held.ends])[step] - years[0]
    weight = alike[year, np.searchsorted(others, placed["target"].to_numpy())]
    mass = np.zeros(len(held.ends))
    np.add.at(mass, step, weight * placed["share"].to_numpy())
    context = held.context
    assert context is not None
    assert context.third_parties is not None

    found = context.third_parties.counted[:, :, 0].sum(axis=0)

    assert found == pytest.approx(mass * np.maximum(mass, 1.0) ** (ECHO - 1.0))
    assert mass.max() > 4.0


def test_the_mirror_holds_the_acts_of_the_truster(record: Record, held: Weeks) -> None:
    """What the weeks of the pair turned round hold."""
    turned = read_weeks(
        record, [(trustee, truster) for truster, trustee in PAIRS], UNTIL, MODEL.events.counting
    )
    context = held.context
    assert context is not None
    assert context.mirror is not None

    assert np.array_equal(context.mirror.counted, turned.counted)


def test_what_is_asked_for_beside_makes_no_difference(record: Record, held: Weeks) -> None:
    """A pair alone has the same context as among others."""
    counting = MODEL.events.counting
    alone = with_context(record, read_weeks(record, PAIRS[:1], UNTIL, counting), counting, NAMES)
    assert alone.context is not None
    assert held.context is not None
    for name in NAMES:
        one, among = (getattr(each.context, name).counted for each in (alone, held))
        assert one[:, :, 0] == pytest.approx(among[:, :, 0], abs=1e-12)


def test_later_days_change_no_earlier_week(record: Record, held: Weeks) -> None:
    """Nothing of a week is read from after it; cooperation is that of the year before."""
    counting = MODEL.events.counting
    until = date(2010, 6, 27)
    early = with_context(record, read_weeks(record, PAIRS, until, counting), counting, NAMES)
    steps = len(early.ends)
    for name in NAMES:
        then, now = (getattr(each.context, name).counted for each in (early, held))
        assert then == pytest.approx(now[:, :steps], abs=1e-12), name


def test_the_monthly_counts_name_the_war_that_dated_acts_do_not(
    record: Record, held: Weeks
) -> None:
    """August 2008: 1,414 acts of material conflict of Russia towards Georgia."""
    months = monthly_counts.read_months(record, PAIRS, held.ends[0], held.ends[-1])
    august = months.starts.index(date(2008, 8, 1))

    assert months.counted[3, august, 1] == 1414
    assert monthly_counts.not_held(record, held, months)[august, 1] > 0.9
    assert not months.covered[:, PAIRS.index((VIET_NAM, CHINA))].any()
    assert months.starts[0].year >= 2005
    assert months.ends[-1] == date(2013, 12, 31)


def test_where_dated_acts_hold_their_part_months_are_silent(record: Record) -> None:
    """The same acts are not heard twice: China and Japan have their plain names."""
    counting = MODEL.events.counting
    weeks = read_weeks(record, ((740, CHINA),), date(2013, 12, 29), counting)
    months = monthly_counts.read_months(record, weeks.pairs, weeks.ends[0], weeks.ends[-1])
    part = monthly_counts.not_held(record, weeks, months)
    read = with_context(record, weeks, counting, ["monthly"]).context
    assert read is not None
    assert read.monthly is not None

    assert part[-12:].max() < 0.1
    assert read.monthly.counted[:, -40:].sum() < 0.1
    assert read.third_parties is None


def test_conflict_without_cooperation_is_not_heard(record: Record) -> None:
    """The yearly counts leave Turkey out: half a mix says nothing."""
    months = monthly_counts.read_months(
        record, ((TURKEY, ISRAEL),), date(2010, 1, 1), date(2010, 12, 31)
    )

    assert not months.covered.any()


def test_months_are_heard_when_they_end(record: Record, held: Weeks) -> None:
    """Not before: the week of 31 August is the first to hear of August."""
    context = held.context
    assert context is not None
    assert context.monthly is not None
    heard = [held.ends[step] for step in np.flatnonzero(context.monthly.counted[:, :, 1].sum(0))]

    assert all(end.day <= 7 or (end.replace(day=28) <= end) for end in heard)
    assert date(2008, 8, 31) in heard
    assert date(2008, 8, 24) not in heard


@pytest.mark.parametrize("name", NAMES)
def test_a_parameter_file_is_read_as_it_was_written(name: str) -> None:
    """With what was gained, and by which discount."""
    model = conduct_model.shipped(name)

    again = conduct_model.load(model.dump())

    assert again.version == model.version
    assert again.provenance == model.provenance
    assert np.exp(model.profile).sum(axis=1) == pytest.approx(1.0, abs=1e-3)


@pytest.mark.parametrize("name", NAMES)
def test_the_discount_wins_what_it_says(name: str) -> None:
    """The smallest that wins nine tenths of the most that any would; of months no more than that.

    A month's is a decision for less.
    """
    model = conduct_model.shipped(name)
    (gains,) = (each for key, each in model.provenance.items() if key.startswith("gain in"))
    most = max(gains.values())
    enough = min(float(each) for each, gain in gains.items() if gain >= 0.9 * most)

    assert gains[f"{model.discount:g}"] > 0
    assert model.discount < enough if name == "monthly" else model.discount == enough
    assert model.provenance["gain after"][f"{model.discount:g}"] > 0


@pytest.mark.parametrize("left_out", NAMES)
def test_each_can_be_left_out(record: Record, left_out: str) -> None:
    """Without it belief is another, and no line of an explanation names it."""
    models = [MODEL, MODEL.without(left_out)]
    whole, less = (
        trust.estimate_pairs(record, [(GEORGIA, RUSSIA)], by="week", until=UNTIL, model=model)
        for model in models
    )
    first = [set(each.explain("GEO", "2008").lines["what"]) for each in (whole, less)]

    assert any(what.startswith(BEFORE[left_out]) for what in first[0])
    assert not any(what.startswith(BEFORE[left_out]) for what in first[1])
    assert left_out.replace("_", "-") in whole.method_version
    assert left_out.replace("_", "-") not in less.method_version
    assert whole.frame("2008-12")["trust"][0] != less.frame("2008-12")["trust"][0]


@pytest.mark.parametrize(
    ("pair", "when"),
    [
        ((POLAND, RUSSIA), "2022-03"),
        ((INDIA, PAKISTAN), "2008-11"),
        ((GEORGIA, RUSSIA), "2008-08"),
        ((VIET_NAM, CHINA), "2021"),
    ],
)
def test_shares_add_up_with_all_that_speaks(
    record: Record, pair: tuple[int, int], when: str
) -> None:
    """In points and in decibans, to 1e-9."""
    found = trust.estimate_pairs(record, [pair], by="week", until=UNTIL, model=MODEL)
    why = found.explain(pair[0], when)
    steps = [found.step(day) for day in (why.since, why.until)]
    logits = found.beliefs.path.after[steps, 0]
    gone = float(np.diff(trust.probability(logits))[0])

    assert why.lines["decibans"].sum() == pytest.approx(why.after - why.before, abs=1e-9)
    assert float(why.lines["points"].sum()) == pytest.approx(100.0 * gone, abs=1e-7)
    assert why.lines["what"].str.starts_with("OWN_").any()
    assert why.lines["what"].str.starts_with("OTHER_").any()


def test_what_is_left_today_adds_up_with_all_that_speaks(record: Record) -> None:
    """Lines of every channel stand in what still weighs."""
    found = trust.estimate_pairs(record, [(POLAND, RUSSIA)], by="week", until=UNTIL, model=MODEL)

    lines = found.lasting("POL")

    assert {"OWN", "OTHER", "MONTHLY"} <= set(lines["what"].str.split("_").list.first())


def test_a_school_alone_reads_only_acts_of_the_trustee(record: Record) -> None:
    """What others met with, and what the truster did, is of no one school."""
    model = Model.shipped(draws=0, levels=9, school="norm")

    found = trust.estimate_pairs(record, [(POLAND, RUSSIA)], by="week", until=UNTIL, model=model)

    assert model.further == ()
    assert not found.explain("POL", "2022-03").lines["what"].str.starts_with("OWN_").any()


def test_a_model_of_other_kinds_is_refused(record: Record, held: Weeks) -> None:
    """Rows of another fit would be read as other acts."""
    model = conduct_model.shipped("mirror")
    fewer = ConductModel("mirror", model.kinds[:-1], model.profile[:, :-1], 0.2, {})

    with pytest.raises(ModelError, match="longtin fit"):
        fewer.evidence(held)


def test_what_cannot_be_left_out_is_said() -> None:
    """By its name, with the names that can."""
    with pytest.raises(ModelError, match="third_parties"):
        MODEL.without("annual")


def test_withheld_types_do_not_read_as_a_change(record: Record, held: Weeks) -> None:
    """While types are withheld, an act tells of the mix of those that could be seen."""
    context = held.context
    assert context is not None
    for conduct in (context.third_parties, context.mirror):
        assert conduct is not None
        assert any(sight.mass[None].sum() > 0 for sight in conduct.partial)
        model = replace(
            MODEL.mirror or conduct_model.shipped("mirror"),
            kinds=held.kinds,
            profile=np.tile(np.log(np.full(len(held.kinds), 1.0 / len(held.kinds))), (9, 1)),
        )
        told = model.log_likelihood(conduct)
        assert np.ptp(told, axis=1).max() < 1e-9


def test_monthly_counts_stand_in_the_record(record: Record) -> None:
    """Where they do not, nothing is read and nothing breaks."""
    known = record.datasets().filter(pl.col("dataset") == MONTHLY_COUNTS)
    assert known.height == 1
    assert (
        monthly_counts.read_months(record, PAIRS, date(1990, 1, 1), date(1990, 12, 31)).ends == ()
    )
