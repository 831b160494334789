"""Citations: references of the record's sources, in full and as BibTeX."""

from collections.abc import Collection
from dataclasses import dataclass
from importlib import metadata

import polars as pl

from longtin.acts._vocabulary import rows_of

_CONTAINER = {"article": "journal", "inproceedings": "booktitle", "incollection": "booktitle"}


@dataclass(frozen=True)
class Citation:
    """One reference.

    Attributes:
        key: BibTeX key.
        text: The reference in full, on one line.
        bibtex: The same as a BibTeX entry.
        datasets: What in the record rests on it.
    """

    key: str
    text: str
    bibtex: str
    datasets: tuple[str, ...]


def citations(datasets: pl.DataFrame, wanted: Collection[str] | None) -> tuple[Citation, ...]:
    """References of the datasets wanted, or of all; see `Record.cite`."""
    used: dict[str, list[str]] = {}
    for dataset, keys in datasets.select("dataset", "citation").iter_rows():
        if keys and (wanted is None or dataset in wanted):
            for key in keys.split("; "):
                used.setdefault(key, []).append(dataset)
    found = [
        Citation(row["key"], _text(row), _bibtex(row), tuple(used[row["key"]]))
        for row in rows_of("references.csv")
        if row["key"] in used
    ]
    return tuple(sorted(found, key=lambda citation: citation.text))


def _text(row: dict[str, str]) -> str:
    authors = row["author"].split(" and ")
    who = f"{', '.join(authors[:-1])} and {authors[-1]}" if len(authors) > 1 else authors[0]
    issue = f"({row['number']})" if row["number"] else ""
    where = ", ".join(
        part for part in (row["container"], f"{row['volume']}{issue}", row["pages"]) if part
    )
    link = f" https://doi.org/{row['doi']}" if row["doi"] else f" {row['url']}" * bool(row["url"])
    return f"{who} ({row['year']}). {row['title']}. {where}.{link}"


def _bibtex(row: dict[str, str]) -> str:
    is_person = "," in row["author"]
    fields = {
        "author": row["author"] if is_person else "{" + row["author"] + "}",
        "year": row["year"],
        "title": "{" + row["title"] + "}",
        _CONTAINER.get(row["type"], "howpublished"): row["container"],
        "volume": row["volume"],
        "number": row["number"],
        "pages": row["pages"].replace("–", "--"),
        "doi": row["doi"],
        "url": row["url"],
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{row['type']}{{{row['key']},", *lines, "}"])


def software_citation() -> Citation:
    """Longtin itself, in the version that is installed."""
    version = metadata.version("longtin")
    text = f"Longtin contributors (2026). Longtin, version {version}. Computer software."
    fields = (
        "  author = {{Longtin contributors}},",
        "  year = {2026},",
        "  title = {{Longtin: a workbench for building trust and cooperation between states}},",
        f"  version = {{{version}}},",
    )
    return Citation("Longtin2026", text, "\n".join(["@software{Longtin2026,", *fields, "}"]), ())
