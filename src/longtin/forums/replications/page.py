"""Pages of replication cards: what is reproduced, what is not and why, and every figure twice."""

import math
from collections.abc import Sequence
from typing import Any

from longtin._data import Bilingual
from longtin._language import Language, message
from longtin.forums.replications.replication import ReplicatedTable, Replication
from longtin.page import Column, Document, Section, Table

BASES = {
    "text": message("seen in the publication or in what its authors keep with it"),
    "memory": message("recalled, not checked"),
    "apart": message("worked out from its formulas, apart from this code"),
    "claim": message("said in its words, without figures"),
    "definition": message("follows from the definition"),
}
"""Where published figures come from, in words."""

SIGNS = {"equal": "", "above": "> ", "at_most": "≤ "}
"""Before a published figure: what the computed one has to be to it."""


def replication_list(found: Sequence[Replication], language: Language) -> Table:
    """Every card on a line: how many figures are compared, and how many agree."""
    say = language.say
    heads = (
        Column(say("card")),
        Column(say("result"), wraps=True),
        Column(say("figures"), "figure"),
        Column(say("agree"), "figure"),
        Column(say("seen in print"), "figure"),
    )
    rows = [
        [
            each.card.id,
            each.card.title.of(language.code),
            language.whole(each.compared),
            language.whole(each.agreeing),
            language.whole(each.printed),
        ]
        for each in found
    ]
    return Table.of(say("Published results, computed again"), heads, rows)


def replication_page(found: Sequence[Replication], language: Language) -> Document:
    """The cards as a document, one section each; the list of them first where there are several."""
    say = language.say
    sections = [_section(each, language) for each in found]
    if len(found) > 1:
        first = Section(
            "cards",
            say("Cards"),
            sentences=(
                say(
                    "A card says what a publication shows, what of it Longtin reproduces and how "
                    "closely, and what it does not and why. Published figures stand first, then "
                    "what Longtin makes of them now."
                ),
            ),
            tables=(replication_list(found, language),),
        )
        sections.insert(0, first)
    title = say("Published results, computed again")
    agreeing, compared = sum(each.agreeing for each in found), sum(each.compared for each in found)
    return Document(
        language=language.code,
        title=title if len(found) > 1 else found[0].card.title.of(language.code),
        kicker=say("Replication"),
        dated=say("{agree} of {all} figures agree", agree=agreeing, all=compared),
        sections=tuple(sections),
        page_label=say("Page"),
    )


def _section(found: Replication, language: Language) -> Section:
    say, card = language.say, found.card
    sources = [
        f"{each.cite}. {each.address} ({_read(each.read, language)})" for each in card.sources
    ]
    return Section(
        card.id,
        card.title.of(language.code),
        sentences=(
            card.about.of(language.code),
            say("Reproduced: {what}", what=card.reproduced.of(language.code)),
            say("Not reproduced: {what}", what=card.not_reproduced.of(language.code)),
        ),
        tables=tuple(_table(found, each, language) for each in found.tables.values()),
        points=tuple(sources),
        points_heading=say("Sources"),
    )


def _read(read: str, language: Language) -> str:
    if read == "memory":
        return language.say("recalled, not checked")
    return language.say("read {day}", day=read)


def _table(found: Replication, table: ReplicatedTable, language: Language) -> Table:
    say, published = language.say, table.published
    within = {each for each in published.tolerances() if each > 0.0}
    notes = [say(BASES[published.basis])]
    if within and published.relation == "equal":
        notes.append(say("agrees within {tolerance}", tolerance=_plain(max(within), language)))
    if not published.recomputed:
        notes.append(say("not computed here"))
    caption = f"{published.caption.of(language.code)} ({'; '.join(notes)})"
    heads = [Column("")]
    for each in published.columns:
        name = each.of(language.code) if isinstance(each, Bilingual) else each
        heads.append(Column(name, "figure"))
    rows = []
    for row, (name, figures) in enumerate(published.rows.items()):
        named = found.card.row_name(name, language.code)
        rows.append([named, *(_published(published, figures, language))])
        if table.computed:
            cells = [_computed(table, row, place, language) for place in range(len(figures))]
            rows.append([f"  {say('computed')}", *cells])
    return Table.of(caption, heads, rows)


def _plain(tolerance: float, language: Language) -> str:
    """A small number with no more decimals than it needs."""
    digits = len(f"{tolerance:.12f}".rstrip("0").partition(".")[2])
    return language.number(tolerance, digits)


def _published(published: Any, figures: Sequence[float | None], language: Language) -> list[str]:
    return [
        "–" if each is None else SIGNS[published.relation] + language.number(each, digits)
        for each, digits in zip(figures, published.decimals(), strict=True)
    ]


def _computed(table: ReplicatedTable, row: int, column: int, language: Language) -> str:
    value = table.computed[row][column]
    if math.isnan(value):
        return "–"
    mark = " ✗" if table.agrees(row, column) is False else ""
    return language.number(value, table.published.decimals()[column]) + mark


def replication_data(found: Replication) -> dict[str, Any]:
    """A card as plain values for other programs: every figure published and computed."""
    card = found.card
    tables = {}
    for key, table in found.tables.items():
        published = table.published
        rows = []
        for row, (name, figures) in enumerate(published.rows.items()):
            made = table.computed[row] if table.computed else (None,) * len(figures)
            cells = [
                {
                    "published": given,
                    "computed": None if value is None or math.isnan(value) else value,
                    "tolerance": published.tolerances()[column],
                    "agrees": table.agrees(row, column),
                }
                for column, (given, value) in enumerate(zip(figures, made, strict=True))
            ]
            rows.append({"name": name, "figures": cells})
        tables[key] = {
            "caption": _both(published.caption),
            "columns": [
                _both(each) if isinstance(each, Bilingual) else each for each in published.columns
            ],
            "basis": published.basis,
            "relation": published.relation,
            "recomputed": published.recomputed,
            "rows": rows,
        }
    return {
        "id": card.id,
        "title": _both(card.title),
        "about": _both(card.about),
        "reproduced": _both(card.reproduced),
        "not_reproduced": _both(card.not_reproduced),
        "sources": [each.model_dump() for each in card.sources],
        "written": card.written,
        "compared": found.compared,
        "agreeing": found.agreeing,
        "tables": tables,
    }


def _both(words: Bilingual) -> dict[str, str]:
    return {"en": words.en, "vi": words.vi}
