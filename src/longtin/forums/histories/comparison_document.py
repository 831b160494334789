"""Document of a comparison: seven forums, and beside them what actually happened."""

from dataclasses import replace

from longtin._language import Language, sentence_case
from longtin.forums._pages.comparison_page import comparison_page
from longtin.forums._pages.comparison_values import comparison_values
from longtin.forums._pages.forum_names import forum_name
from longtin.forums.comparison.compare_forums import ForumComparison
from longtin.forums.histories.case_history import CaseHistory, checked_history
from longtin.forums.histories.case_page import figures_table, source_line
from longtin.forums.histories.case_words import (
    AGREEMENT_WORDS,
    GRADE_WORDS,
    ROBUST_WORDS,
    SIDE_WORDS,
)
from longtin.forums.histories.disagreements import why_history_disagrees
from longtin.page import Column, Document, Section, Table, plain


def comparison_document(found: ForumComparison, language: Language) -> Document:
    """A comparison as a document, with what actually happened where its issue file tells it.

    Args:
        found: What `compare` returned.
        language: Of the words.
    """
    shown = comparison_page(found, language)
    if found.situation.problem.history is None:
        return shown
    first, table, *others = shown.sections
    return replace(shown, sections=(first, table, _happened(found, language), *others))


def comparison_data(found: ForumComparison) -> dict[str, object]:
    """A comparison as plain values, for JSON: what the page shows, in numbers."""
    problem, values = found.situation.problem, comparison_values(found)
    if problem.history is None:
        return values
    history = checked_history(problem)
    why = why_history_disagrees(history, problem.id, found.best)
    told = {
        "agreement": history.agreement(found.best),
        "why_not": why.model_dump() if why else None,
        "side": history.side,
    }
    return {**values, "history": {**plain(history.model_dump(mode="json")), **told}}


def _happened(found: ForumComparison, language: Language) -> Section:
    """What actually happened, beside what is computed."""
    say, code = language.say, language.code
    problem = found.situation.problem
    history = checked_history(problem)
    return Section(
        "happened",
        say("What actually happened"),
        sentences=(
            history.happened.of(code),
            say("Why: {words}", words=history.why.of(code)),
            _agreement(found, history, language),
            say(
                "Which side did better: {side}; this reading is {robust}. {doubt}",
                side=say(SIDE_WORDS[history.side]),
                robust=say(ROBUST_WORDS[history.robust]),
                doubt=history.doubt.of(code),
            ),
        ),
        tables=(_beside(found, history, language), figures_table(history, language)),
        notes=(
            say(
                "Judged on {day}, before anything was computed. The comparison is no forecast and "
                "was not fitted to what happened; with other states or switches than the file's, "
                "it is of another case.",
                day=language.date(history.judged),
            ),
        ),
        points=tuple(source_line(each, language) for each in problem.sources.values()),
        points_heading=say("Sources"),
    )


def _agreement(found: ForumComparison, history: CaseHistory, language: Language) -> str:
    """Whether history agrees with the forum computed to be best, and why where it does not."""
    say, best = language.say, found.best
    told = say(
        "Of the forum computed to be best, {forum}, history {agreement}.",
        forum=forum_name(best, language),
        agreement=say(AGREEMENT_WORDS[history.agreement(best)]),
    )
    why = why_history_disagrees(history, found.situation.problem.id, best)
    return f"{told} {why.of(language.code)}" if why else told


def _beside(found: ForumComparison, history: CaseHistory, language: Language) -> Table:
    """Each forum as computed, and how far it delivered where it was tried."""
    say = language.say
    columns = [
        Column(say("Forum")),
        Column(say("Computed gain"), "figure"),
        Column(say("Best in"), "figure"),
        Column(say("In history")),
    ]
    rows = []
    for name in found.order:
        one, grade = found.results[name], history.grade(name)
        rows.append(
            [
                sentence_case(forum_name(name, language)),
                language.percent(one.gain.mean),
                language.percent(one.wins),
                say(GRADE_WORDS[grade]) if grade else say("not tried"),
            ]
        )
    return Table.of(say("As computed, and in history"), columns, rows)
