"""Terminal pages of early warnings: what was seen, its acts, and what speaks against it."""

from datetime import date
from typing import TYPE_CHECKING

from longtin import actors
from longtin.page import Table, print_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from longtin._language import Language
    from longtin.trust import Alert


def show_alerts(
    found: "Sequence[Alert]",
    state: str,
    asked: tuple[date, date],
    seen: date,
    undated: "Sequence[tuple[date, date]]",
    language: "Language",
) -> None:
    """Print every alert with its acts, or that there is none.

    `seen` is the last day of any evidence, and `undated` are the spans of which no acts are held.
    """
    from longtin.brief import watched_until

    say = language.say
    whose = actors.find(state, asked[1]).name(language.code)
    span = language.span(*asked)
    reach = watched_until(min(seen, asked[1]), undated, language)
    if not found:
        print_table(
            Table.of(say("{state}, {span}: nothing found.", state=whose, span=span), [], []),
            note=reach,
        )
        return
    counted = language.count("{n} warning", "{n} warnings", len(found))
    heading = say("{state}, {span}: {n}, the gravest first.", state=whose, span=span, n=counted)
    for place, alert in enumerate(found, 1):
        above = "" if place > 1 else f"{heading}\n"
        _show(place, alert, above, language)
    print_table(Table.of("", [], []), note=reach)


def _show(place: int, alert: "Alert", above: str, language: "Language") -> None:
    from longtin.brief import alert_claim, alert_doubts, alert_table

    say, told = language.say, alert_doubts(alert, language)
    note = say("What may make it a false alarm: {doubts}", doubts=" ".join(told)) if told else ""
    caption = f"{above}\n{place}. {alert_claim(alert, language)}"
    print_table(alert_table(alert, language, caption), note=note)
