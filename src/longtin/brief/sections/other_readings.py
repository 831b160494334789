"""Section “Other readings of the same conduct”: by complete counts and with ties, in the annex."""

from longtin._language import Language
from longtin.brief.values.brief import Brief
from longtin.brief.values.other_readings import OtherReading
from longtin.brief.words import pair
from longtin.page import Cell, Column, Section, Table


def say(brief: Brief, language: Language) -> Section | None:
    """Figures that the brief does not go by, each under the name of what it rests on."""
    if not brief.other_readings:
        return None
    notes = [
        language.say(
            "The brief goes by dated acts, week by week. A year’s complete counts hold more acts "
            "and no dates; where the two lie far apart, few acts are told with a date."
        )
    ]
    if any(each.basis == "with_ties" for each in brief.other_readings):
        notes.append(
            language.say(
                "Alliances do not show in conduct; the last figure counts a defence pact and more "
                "than twenty years without a dispute, and no other figure does."
            )
        )
    columns = (
        Column(language.say("What it rests on")),
        *(Column(pair.short_name(each, language), "figure") for each in brief.directions),
    )
    rows = tuple(
        (
            Cell(_basis(each, language)),
            Cell(pair.figure(each.here, language)),
            Cell(pair.figure(each.there, language)),
        )
        for each in brief.other_readings
    )
    table = Table(language.say("Trust on another basis (90 % interval)"), columns, rows)
    heading = language.say("Other readings of the same conduct")
    return Section("other", heading, notes=(" ".join(notes),), tables=(table,))


def _basis(reading: OtherReading, language: Language) -> str:
    day = language.date(reading.day)
    if reading.basis == "by_week":
        return language.say("Dated acts, up to {day}", day=day)
    if reading.basis == "by_year":
        return language.say("Complete counts of the year {year}", year=str(reading.day.year))
    return language.say("With alliance and long peace counted, {day}", day=day)
