"""The command `longtin panel`."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from longtin.cli._output import check_output, put_json
from longtin.cli.options import choice, option
from longtin.cli.options.parsers import whole_number
from longtin.cli.options.shared import AsJson, Fits, Language, Output, RecordFile, Seed, Tongue
from longtin.cli.options.values import model_of, opened, turned, when
from longtin.errors import LongtinError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from longtin._language import Language as Words

SUMMARY = "Trust of many pairs, as panel data."
EXAMPLE = "Example: longtin panel --contiguous --from 1990 --to 2014 -o panel.dta"

COLUMNS = (("truster", "trustee"), ("ccode1", "ccode2"))
"""Names of the two columns of a file of pairs."""

FEW = 5
"""Pairs without a row that are named."""


class PanelStep(StrEnum):
    """How many rows a pair has."""

    year = "year"
    month = "month"
    week = "week"


Pairs = Annotated[
    Path | None,
    option(
        "--pairs",
        "Only these: a .csv or .parquet with columns truster, trustee (codes or names) or ccode1, "
        "ccode2.",
        "FILE",
    ),
]


def panel(
    since: Annotated[
        str, option("--from", "From this day on; of a month or a year, its first.", "DATE")
    ],
    until: Annotated[
        str, option("--to", "Up to this day; of a month or a year, its last.", "DATE")
    ],
    contiguous: Annotated[
        bool, option("--contiguous", "Neighbours by land or over at most 400 miles of water.")
    ] = False,
    everyone: Annotated[bool, option("--all", "Every two states.")] = False,
    pairs: Pairs = None,
    by: Annotated[
        PanelStep, choice("--by", "A row for every year, month or week.", PanelStep)
    ] = PanelStep.year,
    draws: Annotated[
        int | None,
        option("--draws", "Draws behind each interval; fewer are faster.", "N", whole_number),
    ] = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Output = None,
    record: RecordFile = None,
    fits: Fits = None,
    seed: Seed = 0,
) -> None:
    """Trust of many pairs through time, for statistics: a row a pair and year, month or week."""
    from longtin import trust as part
    from longtin._language import Language as Words
    from longtin.cli.terminal.progress import progress

    check_output(output)
    first, last = when(since, language).start, when(until, language).end
    if first > last:
        raise turned(since, until)
    wanted = _wanted(pairs, contiguous=contiguous, everyone=everyone)
    if output is None and not as_json:
        raise LongtinError("A panel is long. Name a file, -o panel.csv, or ask for --json.")
    words, many = Words(language), part.MANY_DRAWS if draws is None else draws
    model = model_of(fits, draws=many, seed=seed)
    with opened(record) as held, progress(words.say("Estimating")) as tell:
        if not isinstance(wanted, str):
            _tell_left_out(part.without_rows(held, wanted, first, last, by=by), words)
        if output is None:
            frame = part.panel(held, wanted, first, last, by=by, model=model)
            put_json(frame.to_dicts())
            return
        part.write_panel(
            held, wanted, first, last, output, by=by, model=model,
            told=lambda done, total: tell(words.say("Estimating"), done, total),
        )  # fmt: skip


def _tell_left_out(left_out: "Sequence[tuple[str, str]]", words: "Words") -> None:
    """Say on standard error of which listed pairs there is no row, and why."""
    if not left_out:
        return
    few = "; ".join(f"{one} {two}" for one, two in left_out[:FEW])
    told = words.say(
        "No row for {n} of the pairs: at no step of that time were both members of the state "
        "system ({pairs}).",
        n=len(left_out),
        pairs=few + ("; …" if len(left_out) > FEW else ""),
    )
    sys.stderr.write(f"longtin: {told}\n")


def _wanted(
    pairs: Path | None, *, contiguous: bool, everyone: bool
) -> "Iterable[tuple[str, str]] | str":
    """Which pairs are asked for, in one way."""
    if [pairs is not None, contiguous, everyone].count(True) != 1:
        raise LongtinError("Say which pairs in one way: --contiguous, --all, or --pairs FILE.")
    if pairs is None:
        return "contiguous" if contiguous else "all"
    return _listed(pairs)


def _listed(file: Path) -> list[tuple[str, str]]:
    """The pairs of a file."""
    import polars as pl

    try:
        if file.suffix.lower() == ".parquet":
            rows = pl.read_parquet(file)
        else:
            rows = pl.read_csv(file, infer_schema_length=0)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise LongtinError("{file} cannot be read: {why}.", file=file, why=error) from error
    for names in COLUMNS:
        if set(names) <= set(rows.columns):
            found = rows.select(names)
            if sum(found.null_count().row(0)):
                raise LongtinError(
                    "{file} has a row without {one} or {two}. Fill both in, or take the row out.",
                    file=file,
                    one=names[0],
                    two=names[1],
                )
            return [(str(one), str(two)) for one, two in found.unique().iter_rows()]
    raise LongtinError(
        "{file} has no columns truster, trustee or ccode1, ccode2. Name its two columns so.",
        file=file,
    )
