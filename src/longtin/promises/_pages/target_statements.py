"""National targets as a table, and as a file of statements of one's own."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from longtin._language import LANGUAGES, Language, message
from longtin.promises._exchange.national_targets import NationalTarget, TargetKind
from longtin.promises._pages.in_words import amount_in_words
from longtin.promises._statements.amount import Amount

if TYPE_CHECKING:
    import polars as pl

AGAINST: Final[dict[TargetKind, str]] = {
    "base_year": message("greenhouse gas emissions against a base year"),
    "business_as_usual": message("greenhouse gas emissions against business as usual"),
    "intensity": message("greenhouse gas emissions per unit of output"),
    "fixed_level": message("greenhouse gas emissions, a fixed level"),
    "trajectory": message("greenhouse gas emissions, a path"),
    "net_zero": message("net greenhouse gas emissions"),
    "other": message("greenhouse gas emissions"),
}
"""What a share is of, by the kind of target."""

LONGEST: Final = 40
"""Letters of a document's name within an id."""

COLUMNS: Final = (
    "id", "by", "document", "made", "is_dated", "year", "kind", "base_year", "low", "amount",
    "high", "unit", "is_conditional", "wording", "address", "line",
)  # fmt: skip
"""Columns of `target_frame`, in order."""


def target_frame(found: Sequence[NationalTarget]) -> "pl.DataFrame":
    """One row a target: `COLUMNS`; `line` is that of the table it was read from."""
    import polars as pl

    days = {"made": pl.Date}
    whole = dict.fromkeys(("year", "base_year", "line"), pl.Int64)
    figures = dict.fromkeys(("low", "amount", "high"), pl.Float64)
    switches = dict.fromkeys(("is_dated", "is_conditional"), pl.Boolean)
    typed: dict[str, Any] = {**days, **whole, **figures, **switches}
    rows = [
        {"id": name, "by": each.party, "amount": each.value}
        | {key: getattr(each, key) for key in COLUMNS if key not in ("id", "by", "amount")}
        for name, each in zip(_ids(found), found, strict=True)
    ]
    return pl.DataFrame(rows, schema={name: typed.get(name, pl.String) for name in COLUMNS})


def targets_as_statements(found: Sequence[NationalTarget], source: Path) -> str:
    """Targets as YAML that `longtin commitments --promises` reads.

    A target that a later document of the same party sets for the same year again, with or without
    support as before, is said again by it and counts once.

    Args:
        found: As `read_targets` gives them.
        source: The table they are from.
    """
    import yaml

    ids = _ids(found)
    whole: dict[str, Any] = {
        "sources": {"import": {"en": source.name, "vi": source.name}},
        "commitments": [
            _row(name, each, _earlier(each, found, ids), source.name)
            for name, each in zip(ids, found, strict=True)
        ],
    }
    return yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=100)


def target_amount(each: NationalTarget, language: Language | None = None) -> Amount | None:
    """How much; nothing where only the wording says it.

    Args:
        each: The target.
        language: Of a sentence that says elsewhere what it is of; without it the amount says so.
    """
    if not each.has_figure:
        return None
    of = None
    if language is None:
        of = {code: against(each, Language(code)) for code in LANGUAGES}
    given = {"value": each.value, "low": each.low, "high": each.high, "unit": each.unit, "of": of}
    return Amount.model_validate({key: value for key, value in given.items() if value is not None})


def against(each: NationalTarget, language: Language) -> str:
    """What a target is measured in and against."""
    if each.kind == "base_year" and each.base_year:
        return language.say("greenhouse gas emissions against {year}", year=each.base_year)
    return language.say(AGAINST[each.kind])


def target_title(each: NationalTarget, language: Language) -> str:
    """A target in a few words."""
    amount = target_amount(each, language)
    if amount is None:
        return language.say("a climate target for {year}", year=each.year)
    if amount.unit == "percent_cut":
        share = amount_in_words(amount.model_copy(update={"unit": "percent"}), language)
        return language.say("{share} less by {year}", share=share, year=each.year)
    return language.say(
        "{amount} by {year}", amount=amount_in_words(amount, language), year=each.year
    )


def _ids(found: Iterable[NationalTarget]) -> list[str]:
    """A name for each by party, document and year; a second one of that name gets a number."""
    used: dict[str, int] = {}
    names = []
    for each in found:
        document = re.sub(r"[^a-z0-9]+", "-", each.document.lower()).strip("-")[:LONGEST].strip("-")
        parts = ["ndc", each.party.lower(), document or str(each.made), str(each.year)]
        name = "-".join([*parts, "with-support"] if each.is_conditional else parts)
        used[name] = used.get(name, 0) + 1
        names.append(name if used[name] == 1 else f"{name}-{used[name]}")
    return names


def _earlier(
    one: NationalTarget, found: Sequence[NationalTarget], ids: Sequence[str]
) -> str | None:
    before = [
        (each.made, name)
        for name, each in zip(ids, found, strict=True)
        if each.party == one.party and each.year == one.year and each.made < one.made
        if bool(each.is_conditional) == bool(one.is_conditional)
    ]
    return max(before)[1] if before else None


ON_SUPPORT: Final = message("With the support of others, as the table marks it.")
NOT_DATED: Final = message(
    "The table does not tell the day of the document; this is the day on which it told of it."
)


def _in_both(words: str) -> dict[str, str]:
    return {code: Language(code).say(words) for code in LANGUAGES}


def _row(name: str, each: NationalTarget, earlier: str | None, source: str) -> dict[str, Any]:
    titles = {code: target_title(each, Language(code)) for code in LANGUAGES}
    document = each.document or each.address or source
    row: dict[str, Any] = {
        "id": name,
        "by": each.party,
        "to": "paris-climate",
        "issue": "climate",
        "made": each.made,
        "title": titles,
        "says": dict.fromkeys(LANGUAGES, each.wording) if each.wording else dict(titles),
        "stated": {"document": dict.fromkeys(LANGUAGES, document), "source": "import"},
        "rung": "pledge",
        "due": {"on": f"{each.year}-12-31", "said": str(each.year)},
        "certainty": "memory",
    }
    if amount := target_amount(each):
        row["amount"] = amount.model_dump(exclude_none=True, exclude_defaults=True)
    if each.address and each.document:
        row["stated"]["at"] = each.address
    if each.is_conditional:
        row["on_condition"] = _in_both(ON_SUPPORT)
    if earlier is not None:
        row |= {"restates": earlier, "entry": "revision"}
    if not each.is_dated:
        row["note"] = _in_both(NOT_DATED)
    return row
