"""Figures of a pair to take along: the table of the chart, as files of every kind."""

from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from longtin import trust
from longtin._tables import write_table
from longtin.acts import Record
from longtin.web.answer import Download, Route
from longtin.web.pairs import StatePair, pair_of
from longtin.web.visit import Visit

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}


def frame_of(visit: Visit, pair: StatePair) -> pl.DataFrame:
    """Trust both ways, a row a step, as `longtin trust` gives it."""

    def made(record: Record) -> pl.DataFrame:
        by, day = trust.reach(record, pair.day)
        one, two = pair.here.ccode, pair.there.ccode
        found = trust.estimate_pairs(
            record, [(one, two), (two, one)], by=by, until=day, model=trust.Model.shipped()
        )
        return found.frame(carried=True)

    return visit.site.reckon(("frame", pair.here.ccode, pair.there.ccode, pair.day), made)


def _file(ending: str) -> Route:
    def answer(visit: Visit) -> Download:
        pair = pair_of(visit)
        content = table_file(frame_of(visit, pair), ending)
        return Download(content, f"{pair.here.key}-{pair.there.key}.{ending}", MEDIA[ending])

    return Route(f"/dyad/{{here}}/{{there}}/figures.{ending}", answer)


def table_file(frame: pl.DataFrame, ending: str) -> bytes:
    """A table as the bytes of a file that ends so."""
    with TemporaryDirectory() as folder:
        target = Path(folder) / f"table.{ending}"
        write_table(frame, target)
        return target.read_bytes()


ROUTES = tuple(_file(ending) for ending in MEDIA)
