"""Page section of belief by issue: a row a field, told as the terminal and documents show it."""

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from longtin._language import degree, message, sentence_case
from longtin.page import Column, Section, Table
from longtin.trust.output.sections import coverage, inside, last_evidence, meaning

if TYPE_CHECKING:
    import polars as pl

    from longtin._language import Language

ISSUE_WORDS: Final = MappingProxyType(
    {
        "diplomatic": message("diplomacy"),
        "military": message("military affairs"),
        "economic": message("economy and trade"),
        "legal": message("law and justice"),
        "humanitarian": message("humanitarian matters"),
        "environment": message("environment and climate"),
        "culture": message("culture and education"),
    }
)
"""What each issue is called."""


def issue_section(frame: "pl.DataFrame", language: "Language") -> Section:
    """One state's trust in another on a day, field by field.

    Args:
        frame: Of `by_issue`.
        language: Of the page.
    """
    say = language.say
    whole = frame.row(0, named=True)
    title = say(
        "Trust of {truster} in {trustee} by issue, {day}",
        truster=inside(whole["ccode1"], whole["date"], language),
        trustee=inside(whole["ccode2"], whole["date"], language),
        day=language.date(whole["date"]),
    )
    told = [row for row in frame.iter_rows(named=True) if row["reports"] or row["issue"] == "all"]
    columns = [
        Column(say("Issue"), wraps=True),
        Column(say("Trust"), "figure"),
        Column(say("Degree")),
        Column(say("90 % interval"), "figure"),
        Column(say("Cooperate"), "figure"),
        Column(say("Compete"), "figure"),
        Column(say("Confront"), "figure"),
        Column(say("Reports in all"), "figure"),
    ]
    rows = [_cells(row, language) for row in told]
    silent = [
        language.say(ISSUE_WORDS[issue])
        for issue in frame["issue"]
        if issue in ISSUE_WORDS and issue not in {row["issue"] for row in told}
    ]
    notes = [
        meaning(language),
        say(
            "Cooperate, compete, confront: reports of cooperation, of conflict in words and of "
            "conflict in deeds from {since} to {until}, of acts of {trustee} towards {truster}.",
            since=language.date(whole["since"]),
            until=language.date(whole["until"]),
            truster=inside(whole["ccode1"], whole["date"], language),
            trustee=inside(whole["ccode2"], whole["date"], language),
        ),
        say(
            "A figure of its own stands only where the field has been shown to foretell its later "
            "acts better than the level at large, and enough is told; elsewhere the level at large "
            "is all there is to go by."
        ),
    ]
    if silent:
        notes.append(say("Nothing told: {issues}.", issues=", ".join(silent)))
    return Section(
        "trust-by-issue",
        title,
        sentences=tuple(filter(None, (_unseen(whole, language), _share_told(whole, language)))),
        tables=(Table.of(title, columns, rows),),
        notes=tuple(notes),
    )


def _unseen(whole: dict[str, object], language: "Language") -> str:
    """What is known of the level at large where no source speaks of the day."""
    if whole["coverage"] == "covered":
        return ""
    told = sentence_case(coverage(whole, language)).rstrip(".") + "."
    return f"{told} {last_evidence(whole, language)}".rstrip()


def _share_told(whole: dict[str, int], language: "Language") -> str:
    """How many reports tell an issue at all."""
    total, side, kind = (whole[key] for key in ("reports", "told_by_side", "told_by_kind"))
    if not total:
        return language.say("No report with a date is held of this pair up to this day.")
    return language.say(
        "Of {n} reports, {share} tell an issue: {side} by who acts, {kind} by the kind of act.",
        n=language.whole(total),
        share=language.percent((side + kind) / total),
        side=language.percent(side / total),
        kind=language.percent(kind / total),
    )


def _cells(row: dict[str, float | None], language: "Language") -> list[str]:
    trust, low, high = (row[key] for key in ("trust", "low", "high"))
    ends = [language.level(end) for end in (low, high) if end is not None]
    return [
        sentence_case(_named(str(row["issue"]), language)),
        "–" if trust is None else language.level(trust),
        "–" if trust is None else degree(trust, language),
        "–".join(ends) or "–",
        *(language.whole(int(row[key] or 0)) for key in ("cooperate", "compete", "confront")),
        language.whole(int(row["reports"] or 0)),
    ]


def _named(issue: str, language: "Language") -> str:
    others = {"all": language.say("at large"), "none": language.say("no issue told")}
    return others.get(issue) or language.say(ISSUE_WORDS[issue])
