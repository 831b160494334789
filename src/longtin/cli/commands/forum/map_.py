"""The command `longtin forum map`."""

from typing import Annotated

from longtin.cli._output import format_of, put
from longtin.cli.options import option
from longtin.cli.options.forums import (
    Among,
    DiagramFormat,
    IssueFile,
    Penalty,
    Scenario,
    Transfers,
    problem_of,
    put_comparison,
    several,
)
from longtin.cli.options.parsers import whole_number
from longtin.cli.options.shared import AsJson, Language, OutputFile, RecordFile, Seed, Tongue
from longtin.cli.options.values import opened
from longtin.errors import LongtinError

SUMMARY = "Which forum does best where: interests against publicness."
EXAMPLE = "Example: longtin forum map --scenario paris-emissions"

Steps = Annotated[int, option("--steps", "Places along each side, 3 or more.", "N", whole_number)]
PlaceDraws = Annotated[int, option("--draws", "Draws at each place.", "N", whole_number)]


def map_(
    issue: IssueFile = None,
    scenario: Scenario = None,
    states: Among = None,
    transfers: Transfers = None,
    penalty: Penalty = None,
    steps: Steps = 9,
    draws: PlaceDraws = 12,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: OutputFile = None,
    record: RecordFile = None,
    seed: Seed = 0,
) -> None:
    """Phase diagram: which forum does best as interests diverge and gains become public.

    With the band in which the border may run, given all that may be otherwise.
    """
    from longtin import forums
    from longtin._language import Language as Words
    from longtin.cli.terminal.progress import progress

    if steps < 3:
        raise LongtinError("--steps takes 3 or more. Give such a number.")
    asked = DiagramFormat.json if as_json else None
    form = format_of(asked, output, DiagramFormat) if output else asked or DiagramFormat.text
    words = Words(language)
    problem = problem_of(issue, scenario, transfers=transfers, penalty=penalty)
    with opened(record) as held, progress(words.say("Drawing the diagram")) as tell:
        found = forums.phase_diagram(
            problem,
            held,
            states=several(states),
            steps=steps,
            draws=draws,
            seed=seed,
            told=lambda done, total: tell(words.say("Drawing the diagram"), done, total),
        )
    if form in {DiagramFormat.png, DiagramFormat.svg}:
        from longtin.page import charts

        drawn = charts.draw_pixels if form is DiagramFormat.png else charts.draw
        put(drawn({**forums.diagram_chart(found, words), "background": "white"}, words), output)
        return
    put_comparison(
        lambda: forums.diagram_document(found, words),
        lambda: forums.diagram_data(found),
        form,
        output,
        record,
    )
