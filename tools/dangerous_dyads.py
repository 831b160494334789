"""The "dangerous dyads" regression on the shipped sources, beside its published replication.

Run from the repository root: `python tools/dangerous_dyads.py`; it also says how much each of two
measures of democracy tells of disputes that began since 1946. Whether a dispute begins between
two states that could clash (contiguous, or one a major power), 1816–2010, by logit on land border,
parity of capabilities, major power, defence pact, democracy of the less democratic of the two
(weak link), militarisation and time at peace. A wrong join of states, years or ties moves these
figures at once; the test of the record asks that all of them stand within two standard errors of
what was published.

Source:
    Bremer (1992); the figures are those of the replication in peacesciencer 1.2.0 (Miller 2022),
    which has disputes with corrections by Gibler, Miller & Little, and product per head as well.
    Democracy is the adjusted extended Unified Democracy Scores (Marquez 2016), as there.
"""

from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray
from polars.selectors import integer

Floats = NDArray[np.float64]

SOURCES = Path(__file__).parents[1] / "data" / "sources"
FIRST, LAST, SINCE = 1816, 2010, 1946
LAND = 1
SIDES = ("one", "two")
LOGIT = 1.702
"""Slope at which a logistic curve is closest to the normal one, whose scale the scores have."""

OTHERS = ("land", "parity", "major", "defence", "militarisation")
"""What the regression has beside democracy and time at peace."""

PUBLISHED = {
    "land": (1.057, 0.058),
    "parity": (1.055, 0.082),
    "major": (0.113, 0.059),
    "defence": (-0.132, 0.058),
    "democracy": (-0.272, 0.032),
    "militarisation": (30.15, 2.38),
}
"""Coefficient and standard error."""


def dyads() -> pl.DataFrame:
    """Undirected dyad-years that could clash, with their covariates."""
    years = pl.DataFrame({"year": range(FIRST, LAST + 1)}, schema={"year": pl.Int64})
    states = _of_years(years, _source("cow_states"), "styear", "endyear").select("ccode", "year")
    pairs = (
        states.unique().rename({"ccode": "one"})
        .join(states.unique().rename({"ccode": "two"}), on="year")
        .filter(pl.col("one") < pl.col("two"))
    )  # fmt: skip
    majors = _of_years(years, _source("cow_majors"), "styear", "endyear")
    majors = majors.select(pl.col("ccode"), "year", major=pl.lit(value=True)).unique()
    borders = _source("cow_contiguity").with_columns(
        styear=pl.col("stdate").dt.year(), endyear=pl.col("enddate").dt.year()
    )
    near = (
        _of_years(years, borders, "styear", "endyear")
        .group_by("ccode1", "ccode2", "year").agg(pl.col("conttype").min())
        .rename({"ccode1": "one", "ccode2": "two"})
    )  # fmt: skip
    pacts = _source("atop_alliances").filter(pl.col("atop_defense") == 1)
    pacts = pacts.select(
        one=pl.col("ccode1"), two=pl.col("ccode2"), year=pl.col("year"), pact=pl.lit(value=True)
    ).unique()
    power = _source("cow_capabilities").with_columns(
        armed=pl.col("milper") / pl.col("tpop")
    ).select("ccode", "year", "cinc", "armed")  # fmt: skip
    democracy = _source("extended_uds")
    found = pairs
    for side in SIDES:
        for table in (power, majors, democracy, _source("vdem_polyarchy")):
            of_side = table.rename(
                {
                    name: side if name == "ccode" else f"{name}_{side}"
                    for name in table.columns
                    if name != "year"
                }
            )
            found = found.join(of_side, on=[side, "year"], how="left")
    found = found.join(near, on=["one", "two", "year"], how="left").join(
        pacts, on=["one", "two", "year"], how="left"
    )
    major = pl.col("major_one").fill_null(value=False) | pl.col("major_two").fill_null(value=False)
    shares = "cinc_one", "cinc_two"
    return found.filter(major | pl.col("conttype").is_not_null()).with_columns(
        land=(pl.col("conttype") == LAND).fill_null(value=False).cast(pl.Float64),
        major=major.cast(pl.Float64),
        parity=_lower(*shares) / pl.max_horizontal(*shares),
        defence=pl.col("pact").fill_null(value=False).cast(pl.Float64),
        democracy=_lower("aeuds_one", "aeuds_two"),
        militarisation=_lower("armed_one", "armed_two"),
    )


def _lower(one: str, other: str) -> pl.Expr:
    """The lower of two values; unknown where either is, since then the weak link is."""
    known = pl.col(one).is_not_null() & pl.col(other).is_not_null()
    return pl.when(known).then(pl.min_horizontal(one, other))


def _source(name: str) -> pl.DataFrame:
    return pl.read_parquet(SOURCES / f"{name}.parquet").with_columns(integer().cast(pl.Int64))


def _of_years(years: pl.DataFrame, spells: pl.DataFrame, start: str, end: str) -> pl.DataFrame:
    """A row for each year of each spell."""
    return years.join(spells, how="cross").filter(
        pl.col("year") >= pl.col(start), pl.col("year") <= pl.col(end)
    )


def with_disputes(held: pl.DataFrame) -> pl.DataFrame:
    """The same with whether a dispute began in the year, and the years of peace before it."""
    rows = _source("cow_mid_directed_dyad_year").filter(pl.col("ccode1") < pl.col("ccode2"))
    told = rows.group_by(one=pl.col("ccode1"), two=pl.col("ccode2"), year=pl.col("year")).agg(
        onset=pl.col("cowmidonset").max(), ongoing=pl.col("cowmidongoing").max()
    )
    held = held.join(told, on=["one", "two", "year"], how="left").with_columns(
        pl.col("onset", "ongoing").fill_null(0)
    ).sort("one", "two", "year")  # fmt: skip
    peace, last = [], (0, 0, 0)
    spell = 0
    for one, two, year, ongoing in held.select("one", "two", "year", "ongoing").iter_rows():
        spell = spell if (one, two) == last[:2] and year == last[2] + 1 else 0
        peace.append(spell)
        spell = 0 if ongoing else spell + 1
        last = (one, two, year)
    return held.with_columns(peace=pl.Series(peace, dtype=pl.Float64))


Estimates = dict[str, tuple[float, float]]


def fitted(held: pl.DataFrame) -> Estimates:
    """Coefficients with standard errors, by logit."""
    return _fitted(held, (*OTHERS, "democracy"))[0]


def _fitted(held: pl.DataFrame, names: tuple[str, ...]) -> tuple[Estimates, float]:
    """Coefficients with standard errors, and the log-likelihood."""
    known = held.drop_nulls(names).filter(pl.col("militarisation").is_finite())
    known = known.with_columns(t2=pl.col("peace") ** 2, t3=pl.col("peace") ** 3)
    columns = (*names, "peace", "t2", "t3")
    inputs = np.column_stack([np.ones(known.height), known.select(columns).to_numpy()])
    happened = known["onset"].to_numpy().astype(np.float64)
    weights, errors, likelihood = _logit(inputs, happened)
    together = zip(weights, errors, strict=True)
    return dict(zip(("constant", *columns), together, strict=True)), likelihood


def measured(held: pl.DataFrame) -> dict[str, float]:
    """What the lower value and the distance on each index add to the log-likelihood since 1946."""
    since = held.filter(pl.col("year") >= SINCE)
    chances = {side: 1.0 / (1.0 + (-LOGIT * pl.col(f"aeuds_{side}")).exp()) for side in SIDES}
    scores, index = tuple(chances.values()), tuple(f"v2x_polyarchy_{side}" for side in SIDES)
    told = {
        "V-Dem, distance": (pl.col(index[0]) - pl.col(index[1])).abs(),
        "V-Dem, lower": _lower(*index),
        "UDS, distance": (scores[0] - scores[1]).abs(),
        "UDS, lower": pl.col("democracy"),
    }
    since = since.with_columns(**told).drop_nulls(tuple(told))
    _, without = _fitted(since, OTHERS)
    asked = {name: (name,) for name in told} | {"V-Dem, both": tuple(told)[:2]}
    return {name: _fitted(since, (*OTHERS, *also))[1] - without for name, also in asked.items()}


def _logit(inputs: Floats, happened: Floats) -> tuple[list[float], list[float], float]:
    scale = np.maximum(np.abs(inputs).max(axis=0), 1e-12)
    standard, weights = inputs / scale, np.zeros(inputs.shape[1])
    for _ in range(60):
        chance = 1.0 / (1.0 + np.exp(-standard @ weights))
        curve = (standard * (chance * (1.0 - chance))[:, None]).T @ standard
        step = np.linalg.solve(curve, standard.T @ (happened - chance))
        weights += step
        if np.abs(step).max() < 1e-10:
            break
    errors = np.sqrt(np.diag(np.linalg.inv(curve)))
    likelihood = float(np.log(np.where(happened > 0, chance, 1.0 - chance)).sum())
    return (weights / scale).tolist(), (errors / scale).tolist(), likelihood


def main() -> None:
    """Print the table."""
    held = with_disputes(dyads())
    found = fitted(held)
    print(f"{held.height:,} dyad-years that could clash, {held['onset'].sum():,} disputes began")
    for name, (value, error) in found.items():
        published = PUBLISHED.get(name)
        beside = f"{published[0]:>9.3f} ({published[1]:.3f})" if published else ""
        print(f"{name:<16}{value:>10.4f} ({error:.4f}){beside}")
    print(f"Added to the log-likelihood, {SINCE}–{LAST}, by each measure of democracy:")
    for name, gain in measured(held).items():
        print(f"{name:<16}{gain:>10.1f}")


if __name__ == "__main__":
    main()
