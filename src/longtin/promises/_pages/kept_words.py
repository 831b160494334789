"""Page of words against deeds: what two states promised each other, and what was done after."""

from collections.abc import Sequence
from typing import Final

from longtin import acts
from longtin._language import Language, message
from longtin.page import Column, Table
from longtin.promises._deeds.verbal_promises import VerbalPromise
from longtin.promises._deeds.word_consistency import Consistency
from longtin.promises._deeds.words_and_deeds import WordsAndDeeds

OUTCOMES: Final = {
    "consistent": message("an act of its kind followed"),
    "late": message("one followed late"),
    "inconsistent": message("an act that refuses the same followed, and none of its kind"),
    "access_denied": message("access was refused, and nobody was let in"),
    "not_seen": message("none seen in a window wholly covered"),
    "inconclusive": message("not to be told: the window is not wholly covered"),
    "not_due": message("the window is not over"),
}


def promise_table(
    promises: Sequence[VerbalPromise], caption: str, language: Language, most: int = 40
) -> Table:
    """Verbal promises, the latest first: what was said, what followed, what the other side did.

    Args:
        promises: In order of time.
        caption: Above the table.
        language: Of the words.
        most: Rows shown at most.
    """
    say = language.say
    columns = [
        Column(say("Day"), "figure"),
        Column(say("Promise"), wraps=True),
        Column(say("What came of it"), wraps=True),
        Column(say("Chance of that anyway"), "figure"),
        Column(say("The other side's next act"), wraps=True),
        Column(say("Row")),
    ]
    rows = [
        [
            language.date(each.on),
            act_in_words(each.text, language),
            _came_of(each, language),
            "–" if each.base is None else language.percent(each.base),
            act_in_words(each.reply, language) if each.reply else "–",
            each.origin,
        ]
        for each in reversed(promises[-most:])
    ]
    return Table.of(caption, columns, rows)


def act_in_words(text: str, language: Language) -> str:
    """The archive's words for a type of act, in the reader's language."""
    return acts.text_in(text, language.code)


def _came_of(each: VerbalPromise, language: Language) -> str:
    outcome = language.say(OUTCOMES[each.outcome])
    if each.deed is None or each.days is None or each.deed_text is None:
        return outcome
    return language.say(
        "{outcome}: {deed}, after {days}",
        outcome=outcome,
        deed=act_in_words(each.deed_text, language),
        days=language.count("{n} day", "{n} days", each.days),
    )


def consistency_in_words(found: Consistency, language: Language) -> str:
    """How often promises were kept, beside chance, and what that is worth."""
    say = language.say
    if found.rate is None or found.low is None or found.high is None or found.expected is None:
        return say("No promise here has an outcome that can be told.")
    rate = say(
        "Kept in their window: {kept} of {all}, {rate} (90 % band {low}–{high}); by chance alone, "
        "as such acts happen between the two, it would be {expected}.",
        kept=found.kept,
        all=found.promises,
        rate=language.percent(found.rate),
        low=language.percent(found.low),
        high=language.percent(found.high),
        expected=language.percent(found.expected),
    )
    worth = (
        say("More is done after a promise than without one.")
        if found.differs and found.rate > found.expected
        else say("Less is done after a promise than without one.")
        if found.differs
        else say("That is no more than chance can explain: a promise says little here.")
    )
    unforetold = say(
        "Of the next promise it tells no more than how often such acts come anyway (measured over "
        "all pairs)."
    )
    return f"{rate} {worth} {unforetold}"


def words_caption(found: WordsAndDeeds, language: Language) -> str:
    """Whose promises these are, and how many."""
    return language.count(
        "{n} promise of {promiser} to {other} in the record",
        "{n} promises of {promiser} to {other} in the record",
        len(found.promises),
        promiser=found.promiser.name(language.code),
        other=found.other.name(language.code),
    )
