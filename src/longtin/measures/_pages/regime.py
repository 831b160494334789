"""Pages of regimes line by line: one regime, and an activity held against those in force."""

from collections.abc import Iterator
from typing import Final

from longtin._language import Language
from longtin.measures._activities.determination import ComplianceReport, Determination
from longtin.measures._regimes.obligation import Obligation, Proviso
from longtin.measures._regimes.regime import Regime
from longtin.measures._regimes.sources import citation
from longtin.measures._regimes.vocabulary import vocabulary
from longtin.measures._words.determination import (
    aggregation_line,
    inapplicability_line,
    needs_in_short,
    outcome_of,
    regime_line,
    sentences,
)
from longtin.measures._words.labels import binding, certainty, moment_words
from longtin.measures._words.obligation import obligation_lines, party_lines, proviso_lines

FIRST: Final = ("forbidden", "late", "missing", "partial", "disputed", "due")
"""Outcomes that somebody must do something about; they are told before all others."""

QUIET: Final = ("not_triggered", "not_bound")
"""Outcomes that ask nothing of anybody."""


def regime_page(found: Regime, language: Language) -> Iterator[str]:
    """A regime line by line: parties, and every obligation with its trigger and deadline."""
    code, say = language.code, language.say
    yield found.name.of(code)
    yield f"{regime_line(found, language)}; {binding(found.binding, language)}"
    yield from party_lines(found, language)
    yield found.about.of(code)
    for note in found.not_encoded:
        yield say("Not encoded: {what}", what=note.of(code))
    parts: tuple[Obligation | Proviso, ...] = (*found.obligations, *found.exceptions)
    for each in parts:
        yield ""
        yield f"{each.id}  {citation(each.article, code)}"
        yield f"  {each.says.of(code)}"
        if isinstance(each, Obligation):
            lines = obligation_lines(found, each, language)
        else:
            lines = proviso_lines(each, language)
        yield from (f"  {told}" for told in lines)


def compliance_page(
    checked: ComplianceReport, language: Language, *, every: bool, how: str = "`--all`"
) -> Iterator[str]:
    """A report on an activity line by line; what is not triggered in short, or `every` with why.

    Args:
        checked: What `check` returned.
        language: Of the words.
        every: Whether what is not triggered is told with why.
        how: By what a reader has it so.
    """
    say, activity = language.say, checked.activity
    day = activity.start.day
    kind = vocabulary().kinds[activity.kind].of(language.code)
    yield say("{name}: {kind}", name=activity.name, kind=kind)
    end = activity.end.day if activity.end else day
    asked = moment_words(checked.today, language)
    yield say("{span}; asked on {today}", span=language.span(day, end), today=asked)
    hidden = () if every else (*QUIET, "needs")
    shown = [each for each in checked.determinations if each.outcome not in hidden]
    for each in shown:
        if each.outcome in FIRST:
            yield ""
            yield from _answer(each, language, checked)
    if not every:
        yield from _untold(checked, language)
    others = [each for each in shown if each.outcome not in FIRST]
    for each in sorted(others, key=lambda one: one.binding == "VOL"):
        yield ""
        yield from _answer(each, language, checked)
    quiet = [each.obligation.id for each in checked.determinations if each.outcome in QUIET]
    if quiet and not every:
        yield ""
        yield say("Not triggered: {ids} ({how} says why).", ids=", ".join(quiet), how=how)
    if not checked.determinations:
        yield ""
        yield say("No regime here binds these states in such a matter on that day.")
    for absent in checked.unbound:
        yield ""
        yield inapplicability_line(absent, day, language)
    for hint in checked.aggregations:
        yield ""
        yield say("Hint: {hint}", hint=aggregation_line(hint, language))


def _untold(checked: ComplianceReport, language: Language) -> Iterator[str]:
    """What cannot be told, and what would tell it, in a line."""
    untold = [each for each in checked.determinations if each.outcome == "needs"]
    if untold:
        needs = tuple(dict.fromkeys(one for each in untold for one in each.needs))
        yield ""
        yield language.say(
            "{outcome}  {ids}. {state}",
            outcome=outcome_of(untold[0], language).upper(),
            ids=", ".join(each.obligation.id for each in untold),
            state=needs_in_short(needs, checked.activity.unstated, language),
        )


def _answer(each: Determination, language: Language, checked: ComplianceReport) -> Iterator[str]:
    outcome = outcome_of(each, language).upper()
    yield f"{outcome}  {each.obligation.id}"
    about = (
        each.regime.name.of(language.code),
        citation(each.obligation.article, language.code),
        binding(each.binding, language),
        certainty(each.certainty, language),
    )
    yield f"  {'; '.join(about)}"
    yield f"  {each.obligation.says.of(language.code)}"
    for told in sentences(each, checked.activity.start.day, language):
        yield f"  {told}"
