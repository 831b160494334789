"""A table as an Excel workbook: the least that Excel, LibreOffice and Google Sheets open.

Office Open XML, ECMA-376: a zip of a few XML files. Text stands in its cell and is never a formula;
numbers and days are numbers and days, so that each reader sees the decimal sign and the order of
day and month of their own country.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from math import isfinite
from typing import Final
from xml.sax.saxutils import escape

from longtin.errors import OutputError

MOST_ROWS: Final = 1_048_576
"""Rows of a sheet, the header one of them."""

LONGEST: Final = 32_767
"""Letters of a cell."""

NARROWEST, WIDEST, MEASURED = 9, 60, 256
"""Letters of a column at least and at most, and the rows by which that is judged."""

_SHEETS = ("table", "columns")
_EPOCH = date(1899, 12, 30)
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ALWAYS = (1980, 1, 1, 0, 0, 0)  # the time in the zip, so that the same table is the same bytes
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PLAIN, _BOLD, _DAY = 0, 1, 2

_FONT = '<sz val="11"/><name val="Calibri"/>'
_SIDES = "<left/><right/><top/><bottom/><diagonal/>"
_STYLE = 'fillId="0" borderId="0"'
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
    f'<fonts count="2"><font>{_FONT}</font><font><b/>{_FONT}</font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    f'<borders count="1"><border>{_SIDES}</border></borders>'
    f'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" {_STYLE}/></cellStyleXfs>'
    f'<cellXfs count="3"><xf numFmtId="0" fontId="0" {_STYLE} xfId="0"/>'
    f'<xf numFmtId="0" fontId="1" {_STYLE} xfId="0" applyFont="1"/>'
    f'<xf numFmtId="14" fontId="0" {_STYLE} xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
"""Plain, bold and a day, which each reader shows in the order of their own country."""


def workbook(
    columns: Sequence[str], rows: Sequence[Sequence[object]], labels: Mapping[str, str]
) -> bytes:
    """A workbook of a table and, on a second sheet, what its columns hold.

    Args:
        columns: Names of the columns.
        rows: Values of each row: text, numbers, days, truths or nothing.
        labels: What columns hold, by name, where that is known.

    Raises:
        OutputError: There are more rows than a sheet holds.
    """
    if len(rows) >= MOST_ROWS:
        raise OutputError(
            "A sheet of Excel holds {most} rows, and this table has {n}. Write .csv or .parquet, "
            "or ask for less.",
            most=f"{MOST_ROWS:,}",
            n=f"{len(rows):,}",
        )
    told = [(name, labels.get(name, "")) for name in columns]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (
            ("[Content_Types].xml", _content()),
            ("_rels/.rels", _relations({"rId1": ("officeDocument", "xl/workbook.xml")})),
            ("xl/workbook.xml", _book()),
            ("xl/_rels/workbook.xml.rels", _parts()),
            ("xl/styles.xml", _STYLES),
            ("xl/worksheets/sheet1.xml", _sheet(columns, rows)),
            ("xl/worksheets/sheet2.xml", _sheet(("column", "what it holds"), told)),
        ):
            place = zipfile.ZipInfo(name, _ALWAYS)
            place.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(place, text)
    return held.getvalue()


def _sheet(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    kept = list(rows)
    widths = (
        _width([name, *(row[at] for row in kept[:MEASURED])]) for at, name in enumerate(columns)
    )
    cols = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(widths, 1)
    )
    lines = [_row(1, columns, _BOLD)]
    lines += [_row(number, row, _PLAIN) for number, row in enumerate(kept, 2)]
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{cols}</cols>"
        f"<sheetData>{''.join(lines)}</sheetData></worksheet>"
    )


def _row(number: int, values: Sequence[object], style: int) -> str:
    cells = (_cell(f"{_letters(at)}{number}", value, style) for at, value in enumerate(values))
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(place: str, value: object, style: int) -> str:
    marked = f' s="{style}"' if style else ""
    match value:
        case None:
            return ""
        case bool():
            return f'<c r="{place}"{marked} t="b"><v>{int(value)}</v></c>'
        case int() | float():
            return f'<c r="{place}"{marked}><v>{value!r}</v></c>' if isfinite(value) else ""
        case datetime():
            return _cell(place, value.isoformat(sep=" "), style)
        case date() if value > _EPOCH.replace(year=1900, month=3, day=1):
            return f'<c r="{place}" s="{_DAY}"><v>{(value - _EPOCH).days}</v></c>'
        case _:
            text = escape(_UNWRITABLE.sub("", str(value))[:LONGEST])
            return (
                f'<c r="{place}"{marked} t="inlineStr"><is><t xml:space="preserve">{text}</t>'
                "</is></c>"
            )


def _width(values: Sequence[object]) -> int:
    longest = max(len(str(value)) for value in values if value is not None)
    return min(max(longest + 2, NARROWEST), WIDEST)


def _letters(at: int) -> str:
    """The name of a column by its place from 0: A to Z, then AA."""
    first, last = divmod(at, 26)
    return (_letters(first - 1) if first else "") + chr(ord("A") + last)


def _content() -> str:
    kinds = {
        "/xl/workbook.xml": "sheet.main",
        "/xl/styles.xml": "styles",
        "/xl/worksheets/sheet1.xml": "worksheet",
        "/xl/worksheets/sheet2.xml": "worksheet",
    }
    told = "".join(
        f'<Override PartName="{name}" ContentType="{_TYPES}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{told}</Types>'
    )


def _book() -> str:
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{at}" r:id="rId{at}"/>'
        for at, name in enumerate(_SHEETS, 1)
    )
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'
    )


def _parts() -> str:
    return _relations(
        {
            "rId1": ("worksheet", "worksheets/sheet1.xml"),
            "rId2": ("worksheet", "worksheets/sheet2.xml"),
            "rId3": ("styles", "styles.xml"),
        }
    )


def _relations(found: Mapping[str, tuple[str, str]]) -> str:
    told = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in found.items()
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'
