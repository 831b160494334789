"""National climate targets of a table: read row by row, each a target or a refusal with its line.

A figure that stands only within a sentence is taken where it can be read in one way: a share that
is the only one, or that is marked as conditional or unconditional. Otherwise the target keeps its
wording and has no figure: none is guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final, Literal

from longtin._data import number_from
from longtin._dates import period
from longtin.errors import DataError, LongtinError
from longtin.promises._exchange.target_tables import Row, target_rows
from longtin.promises._statements.party import party_named

TargetKind = Literal[
    "base_year", "business_as_usual", "intensity", "fixed_level", "trajectory", "net_zero", "other"
]
"""What a target is measured against."""

KINDS: Final[tuple[tuple[TargetKind, str], ...]] = (
    ("net_zero", r"net.?zero|neutral|zero (emission|carbon)|net.?negative|climate positive"),
    ("intensity", r"intensity"),
    ("business_as_usual", r"baseline|business.as.usual|\bbau\b"),
    ("trajectory", r"trajectory|peak"),
    ("fixed_level", r"fixed|absolute"),
    ("base_year", r"base.?year|reduction"),
)
"""Words by which trackers name each kind; the first that is found counts."""

TONNES: Final = {"gt": 1e9, "mt": 1e6, "kt": 1e3, "gg": 1e3, "t": 1.0}


@dataclass(frozen=True)
class NationalTarget:
    """What a state or a union of states said it would bring its emissions to.

    Attributes:
        line: Of the table.
        party: As statements name it.
        document: As the table names it; nothing where it does not.
        made: Day of the document, or the day of which the table tells where it names none.
        is_dated: Whether `made` is the day of the document.
        year: By the end of which.
        kind: Against what it is measured.
        base_year: The year it is measured against, where one is.
        low: At least so much.
        value: So much.
        high: Up to so much.
        unit: A key of the vocabulary.
        is_conditional: Whether it hangs on the support of others; nothing where that is not said.
        wording: Of the table.
        address: Where the table says it read it.
    """

    line: int
    party: str
    document: str
    made: date
    is_dated: bool
    year: int
    kind: TargetKind
    base_year: int | None
    low: float | None
    value: float | None
    high: float | None
    unit: str
    is_conditional: bool | None
    wording: str
    address: str

    @property
    def has_figure(self) -> bool:
        """Whether it can be counted."""
        return (self.low, self.value, self.high) != (None, None, None)


@dataclass
class TargetReading:
    """What a table of targets held.

    Attributes:
        rows: Rows, or documents where a document has several rows.
        targets: What was read.
        empty: Rows that name no target of emissions.
        refused: Lines that could not be read, and why.
    """

    rows: int = 0
    targets: list[NationalTarget] = field(default_factory=list)
    empty: int = 0
    refused: list[tuple[int, LongtinError]] = field(default_factory=list)


def read_targets(path: Path, made: date | None = None) -> TargetReading:
    """National targets of a table as a tracker publishes it.

    Args:
        path: CSV in UTF-8 with headings of `HEADINGS`.
        made: Day of documents whose day the table does not tell.

    Returns:
        Rows in are targets, rows without one, and refusals with their line.

    Raises:
        DataError: It cannot be read, or is no table of targets.
    """
    told = TargetReading()
    for line, row in target_rows(path):
        told.rows += 1
        try:
            found = list(_targets(line, row, made))
        except LongtinError as error:
            told.refused.append((line, error))
            continue
        told.targets += found
        told.empty += not found
    return told


def _targets(line: int, row: Row, made: date | None) -> Iterator[NationalTarget]:
    numbers = ("figure", "without_support", "with_support")
    if not (row["wording"] or row["kind"] or any(row[each] for each in numbers)):
        return
    if not row["party"]:
        raise DataError("No party is named. Write a state's code or name.")
    day, is_dated = _made(row, made)
    year = _year(row["year"])
    if date(year, 12, 31) < day and not is_dated:
        raise DataError(
            "The target is for {year}, and the table tells of it on {day} without the day of its "
            "document. Give the column `submission_date`, or --made DATE.",
            year=year,
            day=day,
        )
    if date(year, 12, 31) < day:
        raise DataError(
            "The target is for {year}, and the document of {day}. Set one right.",
            year=year,
            day=day,
        )
    kind = _kind(row["kind"] or row["wording"])
    whole = NationalTarget(
        line=line,
        party=party_named(row["party"], day),
        document=row["document"],
        made=day,
        is_dated=is_dated,
        year=year,
        kind=kind,
        base_year=_base_year(row["base_year"]),
        low=None,
        value=None,
        high=None,
        unit="percent_cut",
        is_conditional=None,
        wording=row["wording"],
        address=row["address"],
    )
    yield from _with_figures(whole, row)


def _with_figures(whole: NationalTarget, row: Row) -> Iterator[NationalTarget]:
    """The target once, or with and without the support of others where both have a figure."""
    if row["figure"]:
        figure, unit = _counted(row["figure"], row["unit"])
        said = row["with_support"].lower()
        conditional = {"true": True, "yes": True, "conditional": True, "false": False, "no": False,
                       "unconditional": False}.get(said)  # fmt: skip
        yield replace(whole, value=figure, unit=unit, is_conditional=conditional)
        return
    two = [
        replace(whole, value=figure, unit=unit, is_conditional=conditional)
        for name, conditional in (("without_support", False), ("with_support", True))
        if re.search(r"\d", row[name])
        for figure, unit in [_counted(row[name], row["unit"])]
    ]
    if two:
        yield from two
        return
    yield from _in_words(whole)


SHARE: Final = re.compile(
    r"(?P<least>at least |minimum of )?(?P<most>up to )?(?P<more>additional |further |extra )?"
    r"(?P<figure>\d+(?:\.\d+)?)\s?(?:%|per ?cent)"
    r"(?:\s?\((?P<un>un)?condi?t\w*\))?",
    re.IGNORECASE,
)
"""A share of a sentence, and what is said of it right beside it."""


def _in_words(whole: NationalTarget) -> Iterator[NationalTarget]:
    found = list(SHARE.finditer(whole.wording))
    is_marked = [each for each in found if each[0].endswith(")") and not each["more"]]
    if is_marked and len(is_marked) == len(found):
        yield from (_of_share(whole, each, not each["un"]) for each in is_marked)
    elif len(found) == 1 and not found[0]["more"]:
        words = whole.wording.lower()
        hangs = True if re.search(r"(?<!un)condition", words) else None
        yield _of_share(whole, found[0], hangs)
    else:
        yield whole


def _of_share(
    whole: NationalTarget, said: re.Match[str], is_conditional: bool | None
) -> NationalTarget:
    figure = float(said["figure"])
    told = replace(whole, is_conditional=is_conditional)
    if said["least"]:
        return replace(told, low=figure)
    if said["most"] and is_conditional is None:
        return replace(told, high=figure)
    return replace(told, value=figure)


def _made(row: Row, made: date | None) -> tuple[date, bool]:
    """The day of a document, and whether it is that or the day on which the table told of it."""
    if row["made"]:
        return period(row["made"]).end, True
    if made is not None:
        return made, True
    if row["told"]:
        return period(row["told"]).end, False
    raise DataError(
        "The day of the document is not told. Give the column `submission_date`, or --made DATE "
        "for all rows without one."
    )


def _year(text: str) -> int:
    years = sorted({int(each) for each in re.findall(r"(?<!\d)(?:19|20|21)\d\d(?!\d)", text)})
    named = re.search(r"target year\D{0,3}(\d{4})", text, re.IGNORECASE)
    if named:
        return int(named[1])
    if len(years) == 1:
        return years[0]
    if years:
        raise DataError("`{given}` names several target years. Give each its own row.", given=text)
    if not text:
        raise DataError("No target year. Write `target_year`.")
    raise DataError("`{given}` is no target year. Write one, such as 2030.", given=text)


def _base_year(text: str) -> int | None:
    found = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)
    return int(found[0]) if found else None


def _kind(text: str) -> TargetKind:
    words = text.lower()
    return next((kind for kind, known in KINDS if re.search(known, words)), "other")


def _counted(text: str, unit: str) -> tuple[float, str]:
    """A figure in a unit of the vocabulary."""
    bare, has_sign = text.rstrip("% "), text.rstrip().endswith("%")
    try:
        figure = abs(float(number_from(bare)))
    except ValueError as error:
        if error.args and isinstance(error.args[0], LongtinError):
            raise error.args[0] from error
        raise DataError("`{given}` is no figure. Write one, such as 15.8.", given=text) from error
    word = re.sub(r"[^a-z%]", "", unit.lower().replace("co2", ""))
    if has_sign or word in ("", "%", "percent", "percentage"):
        return figure, "percent_cut"
    tonnes = re.sub(r"(eq?|equivalents?)$", "", word).replace("tonnes", "t").replace("million", "m")
    if tonnes in TONNES:
        return figure * TONNES[tonnes], "tonnes_co2e"
    raise DataError(
        "`{given}` is no unit of a target. Write `percent`, or `tCO2e`, `ktCO2e`, `MtCO2e`.",
        given=unit,
    )
