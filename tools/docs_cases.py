"""Tables of the documentation on the scenario library, made from its results."""

from collections.abc import Iterable

from longtin import forums
from longtin._language import Language
from longtin.forums import histories
from longtin.forums._pages.forum_names import FORUM_NAMES
from longtin.forums.histories.case_words import GRADE_WORDS, SIDE_WORDS
from longtin.forums.histories.cases_page import best_table, count_sentences, side_table
from longtin.page import Table

ENGLISH = Language("en")


def case_count() -> str:
    """The count in sentences, with the day it was computed."""
    tally = histories.case_tally()
    results = tally.results
    stamp = (
        f"Computed on {results.computed}, {results.draws} draws a case from seed {results.seed}, "
        f"record {results.record}."
    )
    return "\n".join((*count_sentences(tally, ENGLISH), stamp))


def case_best() -> str:
    """In how many cases each forum is best."""
    return _markdown(best_table(histories.case_tally(), ENGLISH))


def case_sides() -> str:
    """Which side did better in history."""
    return _markdown(side_table(histories.case_tally(), ENGLISH))


def case_list() -> str:
    """A row a case: what is computed, what happened by which forum, which side."""
    say = ENGLISH.say
    rows = []
    for case in histories.case_tally().cases:
        problem, history = forums.scenario(case.name), case.history
        tried = "; ".join(
            f"{say(FORUM_NAMES[forum])} {say(GRADE_WORDS[grade])}"
            for forum, grade in history.forums.items()
        )
        rows.append(
            (
                f"`{case.name}`",
                f"{problem.title.en} ({problem.on.year})",
                f"{say(FORUM_NAMES[case.result.best])}, {ENGLISH.percent(case.result.share)}",
                tried,
                case.agreement,
                say(SIDE_WORDS[history.side]),
                history.robust,
            )
        )
    heads = ("name", "case", "best, in", "what was tried", "history", "side", "reading")
    return _table(heads, rows)


def case_disagreements() -> str:
    """Every case in which history disagrees, with the sentence why."""
    written = histories.disagreements()
    return "\n".join(
        f"- **{forums.scenario(case.name).title.en}**: computed "
        f"{ENGLISH.say(FORUM_NAMES[case.result.best])}. {written[case.name].why.en}"
        for case in histories.case_tally().cases
        if case.agreement == "disagrees"
    )


def _markdown(table: Table) -> str:
    return _table(
        [column.heading for column in table.columns],
        ([cell.text for cell in row] for row in table.rows),
    )


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    heads = list(heads)
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
