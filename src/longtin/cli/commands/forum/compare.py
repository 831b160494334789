"""The command `longtin forum compare`."""

from typing import Annotated

from longtin.cli.options import option
from longtin.cli.options.forums import (
    Among,
    Draws,
    IssueFile,
    Penalty,
    Scenario,
    Transfers,
    form_of,
    problem_of,
    put_comparison,
    several,
)
from longtin.cli.options.shared import AsJson, Language, OutputFile, RecordFile, Seed, Tongue
from longtin.cli.options.values import opened

SUMMARY = "Seven forums for one problem, side by side."
EXAMPLE = "Example: longtin forum compare --scenario ozone-montreal --for USA"

ForState = Annotated[
    str | None,
    option("--for", "Also tell one state’s gain and its balance between great powers.", "STATE"),
]


def compare(
    issue: IssueFile = None,
    scenario: Scenario = None,
    states: Among = None,
    for_state: ForState = None,
    transfers: Transfers = None,
    penalty: Penalty = None,
    draws: Draws = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: OutputFile = None,
    record: RecordFile = None,
    seed: Seed = 0,
) -> None:
    """Universal consensus, majority, the willing, a growing coalition, pairs, promises or alone.

    Each with what it delivers, when, who takes part, what is kept, and what that hangs on.
    """
    from longtin import forums
    from longtin._language import Language as Words
    from longtin.cli.terminal.progress import progress

    form, words = form_of(output, as_json=as_json), Words(language)
    problem = problem_of(issue, scenario, transfers=transfers, penalty=penalty)
    with opened(record) as held, progress(words.say("Comparing forums")) as tell:
        found = forums.compare(
            problem,
            held,
            states=several(states),
            for_state=for_state,
            draws=draws,
            seed=seed,
            told=lambda done, total: tell(words.say("Comparing forums"), done, total),
        )
    put_comparison(
        lambda: forums.comparison_document(found, words),
        lambda: forums.comparison_data(found),
        form,
        output,
        record,
    )
