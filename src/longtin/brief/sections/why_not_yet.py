"""Section “Why not that yet, and what would change our mind”, in the annex."""

from collections.abc import Iterator

from longtin._language import Language
from longtin.brief.values.advice import Advice
from longtin.brief.values.brief import Brief
from longtin.page import Section


def say(brief: Brief, language: Language) -> Section | None:
    """Why not other steps yet, what the other would take part in, what would change our mind."""
    found = brief.advice
    if found is None:
        return None
    return Section(
        "doubts",
        language.say("Why not that yet, and what would change our mind"),
        notes=tuple(_running(found, language)),
        points=tuple(each.of(language.code) for each in (*found.later, *found.terms, *found.mind)),
    )


def _running(found: Advice, language: Language) -> Iterator[str]:
    if found.running:
        yield language.say(
            "Taken to run already, by regimes in force and known precedents: {measures}.",
            measures="; ".join(each.of(language.code) for each in found.running),
        )
