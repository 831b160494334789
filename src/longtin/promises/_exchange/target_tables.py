"""Tables of national climate targets as trackers publish them, row by row, whatever their columns.

Trackers publish in two shapes. In the *wide* one a row is a target with its year and figure
(OpenClimate's table of targets; Net Zero Tracker, where a row holds an end and an interim target).
In the *long* one a row is one indicator of one document of one party (Climate Watch, NDC Content),
and the rows of a document are put together. Columns are known by their headings, in any order.

Source: Climate Watch (World Resources Institute), NDC Content, columns and indicators; OpenClimate
schema, table Target; Net Zero Tracker, snapshot of its codebook.
"""

import csv
import html
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from longtin.errors import DataError, Listing

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "party": (
        "iso_code3", "iso3", "iso", "country_iso3", "country_code", "actor_id", "code", "country",
        "party", "name",
    ),
    "document": ("document", "document_slug", "submission", "ndc", "title"),
    "made": ("submission_date", "date_of_submission", "submitted"),
    "told": ("fetched", "last_updated", "date_of_last_status_update"),
    "kind": ("ghg_target_type", "target_type", "type_of_target"),
    "base_year": ("base_year", "baseline_year", "reference_year", "ghg_target_base_year"),
    "year": ("time_target_year", "target_year"),
    "figure": ("target_value", "percentage_reduction", "percent_reduction", "reduction"),
    "without_support": ("unconditional", "unconditional_reduction", "unconditional_target"),
    "with_support": ("conditional", "conditional_reduction", "conditional_target"),
    "unit": ("target_unit", "unit"),
    "wording": ("ghg_target", "target_text", "summary", "target", "statement"),
    "address": ("source_url", "url", "link"),
}  # fmt: skip
"""Headings by which each field is known, the one that is taken first in front."""

INDICATOR: Final = ("indicator_id", "indicator_slug", "indicator")
SORT: Final = ("entity_type", "actor_type")
"""Columns that say whether a row is a state's, where a table has cities and companies too."""

ENDS: Final = ("end_target", "interim_target")
"""Beginnings of the headings of two targets that stand in one row."""

NOTHING: Final = frozenset({
    "", "-", "na", "n/a", "none", "null", "not applicable", "not specified", "no target", "nan",
    "no document submitted",
})  # fmt: skip
"""What trackers write where there is nothing."""

LOOKED_AT: Final = 5
"""Lines among which the headings are looked for; some tables have a title above them."""

Row = dict[str, str]
"""Fields of `HEADINGS` that a row has, and what stands there."""


def target_rows(path: Path) -> Iterator[tuple[int, Row]]:
    """Rows of a table of targets with the line each begins on, of a document the first.

    Raises:
        DataError: It cannot be read, or is no table of targets; its headings are named.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError("{file} cannot be read: {why}.", file=path, why=error) from error
    lines = _lines(text, path)
    for line, cells in lines:
        heads = [_bare(each) for each in cells]
        if set(heads) & set(HEADINGS["party"]):
            break
        if line >= LOOKED_AT:
            _refuse(path, cells)
    else:
        raise DataError("{file} is empty. Give a table with its headings.", file=path)
    indicator = next((each for each in INDICATOR if each in heads), None)
    if indicator is not None and "value" in heads:
        yield from _documents(lines, heads, indicator)
    elif any(each in heads for each in (*HEADINGS["year"], *(f"{end}_year" for end in ENDS))):
        for line, cells in lines:
            yield from ((line, row) for row in _wide(dict(zip(heads, cells, strict=False))))
    else:
        _refuse(path, heads)


def is_target_table(path: Path) -> bool:
    """Whether the first lines of a file have headings of a table of targets."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            start = [next(file, "") for _ in range(LOOKED_AT)]
    except OSError:
        return False
    heads = {_bare(each) for line in start for each in re.split("[,;\t]", line)}
    long = bool(heads & set(INDICATOR)) and "value" in heads
    wide = bool(heads & {*HEADINGS["year"], *(f"{end}_year" for end in ENDS)})
    return bool(heads & set(HEADINGS["party"])) and (long or wide)


def _refuse(path: Path, heads: Sequence[str]) -> None:
    raise DataError(
        "{file} is no table of targets that is known here. It has the columns {heads}. Give one "
        "with a party (`iso3` or `country`) and either `target_year`, or `indicator` and `value`.",
        file=path,
        heads=Listing([each for each in heads if each] or ["–"]),
    )


def _lines(text: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold something, with the number of the line each begins on."""
    head = text.partition("\n")[0]
    sign = max(",;\t", key=head.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=sign, strict=True)
    begins = 1
    try:
        for cells in reader:
            line, begins = begins, reader.line_num + 1
            if any(each.strip() for each in cells):
                yield line, [_plain(each) for each in cells]
    except csv.Error as error:
        place = f"{path}:{reader.line_num}"
        raise DataError("{place}: this is not CSV: {why}.", place=place, why=error) from error


def _bare(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", heading.strip().lower()).strip("_")


def _plain(value: str) -> str:
    """A cell without the markup of web pages."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", value)).split())


def _field(cells: Mapping[str, str], name: str) -> str:
    found = (cells.get(each, "") for each in HEADINGS[name])
    return next((each for each in found if each.lower() not in NOTHING), "")


def _wide(cells: Mapping[str, str]) -> Iterator[Row]:
    sort = next((cells[each] for each in SORT if each in cells), "")
    if sort and sort.lower() not in ("country", "state", "adm0", "nation"):
        return
    whole = {name: _field(cells, name) for name in HEADINGS}
    ends = [each for each in ENDS if f"{each}_year" in cells]
    if not ends:
        yield whole
    for end in ends:
        part = {
            name: next(
                (cells[key] for each in headings if (key := _of_end(end, each)) in cells), ""
            )
            for name, headings in HEADINGS.items()
        }
        part["kind"] = part["kind"] or cells.get(end, "")
        if part["year"] or part["kind"].lower() not in NOTHING:
            yield (
                whole
                | {name: value for name, value in part.items() if value}
                | {
                    "year": part["year"],
                    "kind": part["kind"],
                    "figure": part["figure"],
                    "base_year": part["base_year"],
                    "wording": part["wording"],
                }
            )


def _of_end(end: str, heading: str) -> str:
    """A heading as it stands with one of two targets: `end_target_year` for `target_year`."""
    return f"{end}_{heading.removeprefix('target_')}"


def _documents(
    lines: Iterator[tuple[int, list[str]]], heads: Sequence[str], indicator: str
) -> Iterator[tuple[int, Row]]:
    """Rows of one document of one party as one."""
    begun: dict[tuple[str, str], int] = {}
    found: dict[tuple[str, str], dict[str, str]] = {}
    for line, cells in lines:
        row = dict(zip(heads, cells, strict=False))
        key = (_field(row, "party"), _field(row, "document"))
        begun.setdefault(key, line)
        held = found.setdefault(key, {})
        for name in ("party", "document", "told", "address"):
            if value := _field(row, name):
                held.setdefault(HEADINGS[name][0], value)
        value = row.get("value", "")
        if value.lower() not in NOTHING:
            held.setdefault(_bare(row.get(indicator, "")), value)
    for key, cells_of in found.items():
        yield begun[key], {name: _field(cells_of, name) for name in HEADINGS}
