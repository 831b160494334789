"""Tables as files: CSV, Excel, Parquet, JSON, and Stata with labels."""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from math import isfinite
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from longtin import page
from longtin._files import check_place, whole, write_whole, writer
from longtin._language import Language, message
from longtin.errors import Either, OutputError, Phrase

if TYPE_CHECKING:
    import polars as pl
    from xlsxwriter.worksheet import Worksheet

TABLES: Final = (".csv", ".xlsx", ".parquet", ".json", ".dta")
"""Endings that a table may be written under."""

MOST_ROWS: Final = 1_048_576
"""Rows of a sheet of Excel, the header one of them."""

LONGEST: Final = 32_767
"""Letters of a cell of Excel."""

NARROWEST, WIDEST, MEASURED = 9, 60, 256
"""Letters of a column at least and at most, and the rows by which that is judged."""

FIRST_DAY: Final = date(1900, 3, 1)
"""The first day that Excel and its rivals agree on, Excel having a 29 February 1900."""

NO_ENDING: Final = Phrase("a file without an ending")

LABELS: Final = MappingProxyType(
    {
        "truster": message("State that trusts: ISO 3166 alpha-3 on the date, or COW abbreviation"),
        "trustee": message(
            "State that is trusted: ISO 3166 alpha-3 on the date, or COW abbreviation"
        ),
        "ccode1": message("Truster, Correlates of War code"),
        "ccode2": message("Trustee, Correlates of War code"),
        "gwcode1": message("Truster, Gleditsch-Ward code"),
        "gwcode2": message("Trustee, Gleditsch-Ward code"),
        "date": message("Last day whose acts are counted"),
        "year": message("Calendar year of the date"),
        "month_id": message("Month of the date, January 1980 = 1 (VIEWS)"),
        "trust": message("P(trustee is trustworthy towards truster | acts so far)"),
        "low": message("Lower end of the 90 % interval of trust"),
        "high": message("Upper end of the 90 % interval of trust"),
        "smoothed": message("Trust on the date, from all acts up to the last date"),
        "effective_acts": message("Independent acts behind trust, discounted by turnovers since"),
        "last_evidence": message("Day of the last evidence up to the date"),
        "last_known": message("Trust at the last evidence, where the date is not observed"),
        "coverage": message("Whether a figure is given"),
        "degree": message("Trust in words, a fifth of the scale each"),
        "forecast": message("By turnover alone, after the last act read"),
        "method_version": message("Version of the parameters"),
        "alert": message("Number of the warning, the gravest first"),
        "gravity": message("Gravity of the warning, 1 to 5"),
        "first": message("First day of what was seen"),
        "last": message("Last day of what was seen"),
        "before": message("Trust before a fall; share of weeks with contact before a silence"),
        "after": message("Trust after a fall"),
        "doubts": message("What may make it a false alarm"),
        "dataset": message("Data set"),
        "archive": message("Archive that keeps the data set"),
        "start": message("First day"),
        "end": message("Last day, included"),
        "source": message("State that acted, Correlates of War code"),
        "target": message("State acted towards, Correlates of War code"),
        "source_sphere": message("Who acted within the source: state, public, society, armed"),
        "target_sphere": message("Who was acted towards: state, public, society, armed"),
        "kind": message("Type of act, PLOVER"),
        "mode": message("Mode of act, PLOVER"),
        "quad": message("Class of act, as the archive classes its code"),
        "domain": message("Context of act, PLOVER; of a measure, its field"),
        "code": message(
            "Code of the archive, as text (CAMEO, MID hostility); older code of a measure"
        ),
        "text": message("Words of the archive for the type of act"),
        "count": message("Reports of it"),
        "source_name": message("Who acted, as the archive names them"),
        "target_name": message("Who was acted towards, as the archive names them"),
        "origin": message("Row of the record, data set:row"),
        "what": message("Type of act, or turnover"),
        "who": message("Source and target, as the archive names them"),
        "reports": message("Coded reports"),
        "decibans": message("Weight of evidence, 10 log10 of the likelihood ratio"),
        "id": message("Measure"),
        "name_en": message("Name, English"),
        "name_vi": message("Name, Vietnamese"),
        "description_en": message("What is done, English"),
        "description_vi": message("What is done, Vietnamese"),
        "stage": message("Stage of a measure, 1 simple to 3 joint (judgement)"),
        "cost": message("Cost until it runs, 0 to 1 (judgement)"),
        "yearly_cost": message("Cost of each year it runs, 0 to 1 (judgement)"),
        "stake": message("Exposure if the other cheats, 0 to 1 (judgement)"),
        "reveals": message("Chance that one not to be trusted would not keep it (judgement)"),
        "reciprocity": message("Who must act: none_required, parallel, simultaneous (judgement)"),
        "school": message("Reading of trust: interest, norm, affinity (judgement)"),
        "osce_group": message("Group in the OSCE guide to non-military measures"),
        "weeks_to_set_up": message("Weeks from decision to readiness (judgement)"),
        "weeks_a_time": message("Weeks until one occasion is seen kept or not (judgement)"),
        "times_a_year": message("Occasions a year (judgement)"),
        "forms": message("unilateral, bilateral, multilateral"),
        "phases": message("Phases of a conflict it suits (judgement)"),
        "requires": message("Measures that come before it (judgement)"),
        "carried_out_by": message("Who normally carries it out"),
        "through": message("Ways it comes about"),
        "issues": message("Problems it answers"),
        "contributes": message("What sides bring to it"),
        "regimes": message("Obligations of regimes that use it"),
        "changed": message("Values that are the user's own"),
        "added": message("Whether the measure is the user's own"),
    }
)
"""What the columns of Longtin's tables hold, at most 80 letters each."""

VALUES: Final[Mapping[str, Mapping[int, str]]] = MappingProxyType(
    {
        "coverage": {0: "covered", 1: "too little", 2: "not observed", 3: "not covered"},
        "degree": {1: "very low", 2: "low", 3: "mixed", 4: "good", 5: "high"},
        "quad": {
            1: "verbal cooperation",
            2: "material cooperation",
            3: "verbal conflict",
            4: "material conflict",
        },
        "forecast": {0: "estimate", 1: "forecast"},
    }
)
"""Columns that Stata keeps as numbers, and the words for each."""


def check_table(path: Path) -> None:
    """Refuse a file that no table can be written to.

    Raises:
        OutputError: Its ending is not known, or it cannot stand there.
    """
    if path.suffix.lower() not in TABLES:
        raise OutputError(
            "{file}: no table is written as {ending}. Let the name end in {known}.",
            file=path,
            ending=f"'{path.suffix}'" if path.suffix else NO_ENDING,
            known=Either(TABLES),
        )
    check_place(path)


def write_table(
    frame: "pl.DataFrame",
    path: str | Path,
    language: str = "en",
    labels: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Write a table to a file, whole or not at all; the ending decides how.

    Args:
        frame: Any Polars table. Columns that Longtin names get their labels in Stata, where
            `coverage` and `quad` become numbers with value labels.
        path: Ends in `.csv`, `.xlsx` (with a sheet on what the columns hold), `.parquet`, `.json`
            or `.dta`.
        language: `en` or `vi`: of the names of sheets and of what is said of columns in Excel.
            Columns have the same names in both.
        labels: What columns hold in this table, where it is not what `LABELS` says, or the table
            is not of this package; messages of the catalogue.

    Raises:
        OutputError: The ending is not known, the file cannot be written, or it ends in `.dta` and
            `pyreadstat` (the extra `stata`) is not installed.
    """
    target = Path(path)
    check_table(target)
    buffer = io.BytesIO()
    match target.suffix.lower():
        case ".csv":
            buffer.write(as_csv(frame))
        case ".xlsx":
            buffer.write(workbook(frame.columns, frame.rows(), language, labels))
        case ".parquet":
            frame.write_parquet(buffer)
        case ".json":
            buffer.write(page.as_json(frame.to_dicts()).encode())
        case _:
            _write_stata(frame, target)
            return
    write_whole(target, buffer.getvalue())


def write_parts(parts: list[Path], path: Path) -> None:
    """Write one table out of Parquet files of its rows, in their order, whole or not at all.

    CSV and Parquet are written as a stream, so that the table is never held whole; it holds no
    text but codes and words of Longtin's own.

    Args:
        parts: The files, of the same columns.
        path: As in `write_table`.

    Raises:
        OutputError: As in `write_table`.
    """
    import polars as pl

    check_table(path)
    rows = pl.scan_parquet(parts)
    match path.suffix.lower():
        case ".csv":
            with whole(path) as part:
                rows.sink_csv(part)
        case ".parquet":
            with whole(path) as part:
                rows.sink_parquet(part)
        case _:
            write_table(rows.collect(), path)


def as_csv(frame: "pl.DataFrame") -> bytes:
    """A table as CSV, in UTF-8, in which no text is a formula.

    A spreadsheet runs what begins with `=`, `+`, `-` or `@`, and event data hold what strangers
    wrote: such text gets an apostrophe before it, as spreadsheets mark text themselves. Numbers
    stay as they are; the other formats keep every letter.

    Source:
        OWASP, CSV Injection.
    """
    import polars as pl
    from polars import selectors

    safe = (
        pl.when(selectors.string().str.contains(_RUNS) & ~selectors.string().str.contains(_SIGNED))
        .then("'" + selectors.string())
        .otherwise(selectors.string())
    )
    return frame.with_columns(safe.name.keep()).write_csv().encode()


_RUNS, _SIGNED = r"^\s*[=+\-@]|^[\t\r]", r"^[+\-][\d.,]+$"
"""Text that a spreadsheet runs, and of it what is a number."""


def workbook(
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
    language: str = "en",
    labels: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """An Excel workbook of a table and, on a second sheet, what its columns hold.

    Numbers and days stay what they are, so that each reader sees them as their country writes
    them; text is never a formula. The same table is the same bytes.

    Raises:
        OutputError: There are more rows than a sheet holds.
    """
    import xlsxwriter

    if len(rows) >= MOST_ROWS:
        raise OutputError(
            "A sheet of Excel holds {most} rows, and this table has {n}. Write .csv or .parquet, "
            "or ask for less.",
            most=f"{MOST_ROWS:,}",
            n=f"{len(rows):,}",
        )
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True, "default_date_format": 14})
    book.set_properties({"created": datetime(1980, 1, 1)})  # noqa: DTZ001 -- always the same
    bold = book.add_format({"bold": True})
    say = Language(language).say
    known = {**LABELS, **labels}
    told = [(name, say(known[name]) if name in known else "") for name in columns]
    for name, heads, lines in (
        (say("table"), columns, rows),
        (say("columns"), (say("column"), say("what it holds")), told),
    ):
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for at, head in enumerate(heads):
            longest = max(len(str(line[at])) for line in (heads, *lines[:MEASURED]))
            sheet.set_column(at, at, min(max(longest + 2, NARROWEST), WIDEST))
            sheet.write_string(0, at, head, bold)
        for row, line in enumerate(lines, 1):
            for at, value in enumerate(line):
                _write_cell(sheet, (row, at), value)
    book.close()
    return buffer.getvalue()


def _write_cell(sheet: "Worksheet", place: tuple[int, int], value: object) -> None:
    """Text as text, numbers and days as such; what Excel has no number for stays empty."""
    match value:
        case None:
            pass
        case bool():
            sheet.write_boolean(*place, value)
        case int() | float():
            if isfinite(value):
                sheet.write_number(*place, value)
        case date() if not isinstance(value, datetime) and value > FIRST_DAY:
            sheet.write_datetime(*place, value)
        case _:
            text = _UNWRITABLE.sub("", str(value))[:LONGEST]
            sheet.write_string(*place, f"{text} " if text.startswith("<r>") else text)


_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _write_stata(frame: "pl.DataFrame", target: Path) -> None:
    pyreadstat = writer("pyreadstat", "stata", Phrase("A Stata file"))
    with whole(target) as part:
        pyreadstat.write_dta(
            _coded(frame),
            part,
            file_label="Longtin",
            column_labels={name: LABELS.get(name, "") for name in frame.columns},
            variable_value_labels={name: dict(VALUES[name]) for name in _labelled(frame)},
        )


def _labelled(frame: "pl.DataFrame") -> list[str]:
    return [name for name in frame.columns if name in VALUES]


def _coded(frame: "pl.DataFrame") -> "pl.DataFrame":
    """Words that have value labels as their numbers; other columns as they are."""
    import polars as pl

    numbers = [
        pl.col(name).replace_strict(
            {words: number for number, words in VALUES[name].items()}, return_dtype=pl.Int32
        )
        if frame.schema[name] == pl.String
        else pl.col(name).cast(pl.Int32)
        for name in _labelled(frame)
    ]
    return frame.with_columns(numbers)
