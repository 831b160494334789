"""A made-up GDELT 2 file: 61 columns, no header, from a seed and the column list of the reader.

Days go on at some 2,700 rows each; some events are dated long before they were entered.
"""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from longtin.acts import cameo, formats

COUNTRIES = (
    *("USA", "CHN", "RUS", "VNM", "FRA", "GBR", "DEU", "JPN", "KOR", "PRK", "IND", "PAK", "IRN"),
    *("IRQ", "ISR", "SYR", "UKR", "TUR", "SAU", "EGY", "IDN", "PHL", "MYS", "THA", "AUS", "CAN"),
    *("BRA", "MEX", "NGA", "ZAF", "KEN", "ETH", "POL", "ITA", "ESP", "EUR", "AFR", "WST", "PSE"),
)
ROLES = ("", "", "GOV", "MIL", "COP", "REB", "CVL", "MED", "BUS", "OPP", "INS", "IGO")
ACTORS = 20_000
LOT = 250_000
STORY = "https://news.example/world/2016/a-made-up-story-of-some-length-"


def make(path: Path, rows: int, seed: int = 1) -> None:
    """Write a file of so many rows; the same seed gives the same bytes."""
    random = np.random.default_rng(seed)
    columns = formats()["gdelt"].layouts[0]
    codes = cameo()["code"].to_list()
    who = _actors(random)
    days = [(date(2016, 1, 1) + timedelta(days=day)).strftime("%Y%m%d") for day in range(400)]
    with path.open("wb") as file:
        for begun in range(0, rows, LOT):
            count = min(LOT, rows - begun)
            entered = np.minimum((begun + np.arange(count)) // 2_700, 359)
            happened = np.maximum(entered - random.choice([0, 1, 2, 7, 29, 60], count), 0)
            code = random.choice(codes, count)
            cells = dict.fromkeys(columns, pl.Series([""] * count))
            cells["GLOBALEVENTID"] = pl.Series(400_000_000 + begun + np.arange(count)).cast(
                pl.String
            )
            cells["SQLDATE"] = pl.Series(np.array(days)[happened])
            cells["DATEADDED"] = pl.Series(np.array(days)[entered]) + "121500"
            for side in ("Actor1", "Actor2"):
                popular = np.minimum(ACTORS * random.random(count) ** 3, ACTORS - 1).astype(
                    np.int64
                )
                for name, column in who.items():
                    cells[f"{side}{name}"] = column[popular]
                cells[f"{side}Geo_FullName"] = pl.Series(["Hà Nội, Vietnam (general)"] * count)
                cells[f"{side}Geo_Lat"] = pl.Series(["21.0333"] * count)
            cells["EventCode"] = pl.Series(code)
            cells["EventBaseCode"] = cells["EventCode"].str.slice(0, 3)
            cells["EventRootCode"] = cells["EventCode"].str.slice(0, 2)
            cells["QuadClass"] = pl.Series(random.integers(1, 5, count)).cast(pl.String)
            cells["AvgTone"] = pl.Series(random.normal(size=count).round(9)).cast(pl.String)
            address = pl.Series(random.integers(0, 1 << 40, count)).cast(pl.String)
            cells["SOURCEURL"] = STORY + address
            pl.DataFrame({name: cells[name] for name in columns}).write_csv(
                file, include_header=False, separator="\t", quote_style="never"
            )


def _actors(random: np.random.Generator) -> dict[str, pl.Series]:
    """Twenty thousand actors; as in the archive, a name mostly has one country and one role."""
    given = random.random(ACTORS) < 0.85
    return {
        "Name": pl.Series([f"SOMEBODY {number}" for number in range(ACTORS)]),
        "CountryCode": pl.Series(np.where(given, random.choice(COUNTRIES, ACTORS), "")),
        "Type1Code": pl.Series(random.choice(ROLES, ACTORS)),
    }


def _text(numbers: np.ndarray) -> pl.Series:
    return pl.Series(numbers).cast(pl.String)
