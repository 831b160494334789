"""Section “How sure we are”: what trust means here, and on how much it rests."""

from collections.abc import Sequence

from longtin._language import Language
from longtin.brief.values.brief import Brief
from longtin.brief.values.direction import Direction
from longtin.brief.words import pair
from longtin.page import Section


def say(brief: Brief, language: Language) -> Section:
    """How sure we are, and of what."""
    meaning = language.say(
        "Trust here is how far one state’s recorded conduct towards the other stands between that "
        "of an enemy in arms (0) and that of an ally of long standing (1): very low below 0.2, low "
        "below 0.4, mixed below 0.6, good below 0.8, high above. It is neither affection, nor the "
        "view of any official, nor a chance, nor a forecast of what a government will decide. The "
        "interval says where the level itself lies, nine times in ten."
    )
    said = " ".join((meaning, *_evidence(brief.directions, language)))
    return Section("surety", language.say("How sure we are"), notes=(said,))


def _evidence(directions: Sequence[Direction], language: Language) -> tuple[str, ...]:
    if all(each.now.status == "not covered" for each in directions):
        return ()
    parts = [
        f"{pair.short_name(each, language)}: {language.number(each.effective_acts, 1)}"
        for each in directions
    ]
    said = language.say(
        "Independent acts behind each figure, older ones counted for less: {parts}. "
        "Below {floor} no figure is given.",
        parts="; ".join(parts),
        floor=language.number(directions[0].floor, 1),
    )
    return (said,)
