"""Page of a validation: what was checked, beside two types and persistence, losses included."""

from collections.abc import Iterator

from longtin._language import Language, message
from longtin.acts import validation_sources
from longtin.page import Column, Document, Section, Table
from longtin.trust.validation.readings import OWN, PERSISTENCE, READERS, TWO_TYPES
from longtin.trust.validation.validate import Validation

NAMES = {
    "rivalries": message("Strategic rivals stand lower"),
    "crises": message("Couples with a later international crisis stood lower"),
    "conflicts": message("Couples whose troops later fought stood lower"),
    "ideal_points": message("Trust and nearness in General Assembly votes"),
    "next_year": message("Trust and the next year’s share of cooperation"),
    "later_years": message("Trust at the end of 2014 and the share of cooperation later"),
    "opinion": message("Trust and the public’s favourable view a year later"),
    "sanctions": message("States later put under sanctions stood lower"),
    "arms": message("States that arms were later delivered to stood higher"),
    "influence": message("Trust and volume of interaction, which should not go together"),
    "coverage": message("Simulated truths inside the 90 % interval (0.85 to 0.95)"),
    "share_above": message("Share of pairs above 0.95"),
    "share_between": message("Share of pairs between 0.2 and 0.8"),
}
WHERE = {
    "all": message("all pairs"),
    "near": message("neighbours and pairs with a major power"),
    "near, by the chance of a dispute": message(
        "neighbours and pairs with a major power; by the model’s chance of a dispute"
    ),
    "by trustee": message("within each trustee"),
    "of those who imposed any": message("trusters that imposed any"),
    "of those who delivered any": message("trusters that delivered any"),
}
MEASURES = {
    "auc": message("AUC"),
    "correlation": message("ρ"),
    "share": message("share"),
}
HEADS = {
    OWN: message("Longtin"),
    TWO_TYPES: message("two types"),
    PERSISTENCE: message("persistence"),
}
STEPS = {"year": message("Belief by year"), "week": message("Belief by week")}


def validation_page(found: Validation, language: Language) -> Document:
    """A validation as a document.

    Args:
        found: What `validate` returned.
        language: Of the words.
    """
    say, known = language.say, found.provenance
    copies = [validation_sources()[name].title.of(language.code) for name in known["not checked"]]
    notes = [
        say(
            "AUC is the chance that of two pairs the right one stands on the right side; 0.5 is a "
            "guess. ρ is Spearman’s rank correlation. The best of each row is in bold."
        ),
        say(
            "Persistence is the share of cooperation in the last complete year, or in the last 52 "
            "weeks."
        ),
        say("A bar is what was asked of belief before anything was run."),
    ]
    if copies:
        notes.append(
            say(
                "Not checked, for want of your own copy (--data FOLDER): {copies}.",
                copies=language.list(copies),
            )
        )
    return Document(
        language=language.code,
        title=say("Validation of belief"),
        kicker=say("Outside checks"),
        dated=known["date"],
        day=known["date"],
        sections=tuple(_sections(found, language, tuple(notes))),
        colophon=" · ".join(("Longtin", known["record"], known["annual"], known["events"])),
    )


def _sections(found: Validation, language: Language, notes: tuple[str, ...]) -> Iterator[Section]:
    for (step,), rows in found.checks.group_by("by", maintain_order=True):
        title = language.say(STEPS[str(step)])
        asked = rows.drop_nulls("holds")
        held = language.say(
            "{n} of {all_of} bars hold.", n=int(asked["holds"].sum()), all_of=asked.height
        )
        yield Section(
            f"belief-by-{step}", title, sentences=(held,), notes=notes,
            tables=(validation_table(rows.rows(named=True), language, title),),
        )  # fmt: skip


def validation_table(rows: list[dict[str, object]], language: Language, caption: str = "") -> Table:
    """Rows of `Validation.checks` as a table."""
    say = language.say
    columns = [
        Column(say("Check"), wraps=True),
        Column(say("Pairs"), wraps=True),
        Column(say("Years")),
        Column(say("Statistic")),
        *(Column(say(HEADS[name]), "figure") for name in READERS),
        Column(say("Bar"), "figure"),
        Column(say("Cases"), "figure"),
    ]
    return Table.of(caption, columns, [_cells(row, language) for row in rows])


def _cells(row: dict[str, object], language: Language) -> list[str]:
    say = language.say
    values = {n: value for n in READERS if isinstance(value := row[n], float)}
    best = max(values.values(), default=None) if row["measure"] != "share" else None
    shown = [
        f"**{language.number(values[n])}**" if n in values and values[n] == best
        else language.number(values[n]) if n in values else "–"
        for n in READERS
    ]  # fmt: skip
    cases = language.whole(int(str(row["cases"])))
    if row["happened"] is not None:
        cases = say("{cases}, {n} happened", cases=cases, n=row["happened"])
    return [
        say(NAMES[str(row["check"])]), say(WHERE[str(row["pairs"])]), str(row["years"]),
        say(MEASURES[str(row["measure"])]), *shown, _bar(row, language), cases,
    ]  # fmt: skip


def _bar(row: dict[str, object], language: Language) -> str:
    if row["bar"] is None:
        return "–"
    sign = "<" if row["check"] == "share_above" else "≥"
    told = f"{sign} {language.number(float(str(row['bar'])))}"
    return told if row["holds"] else language.say("{bar}: missed", bar=told)
