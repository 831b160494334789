"""The command `longtin trust`."""

from typing import Annotated

import typer

from longtin.cli._output import check_output, emit
from longtin.cli.options import option
from longtin.cli.options.shared import (
    AsJson,
    Breakdown,
    ByStepOrIssue,
    Every,
    Fits,
    Language,
    Output,
    RecordFile,
    Seed,
    Steps,
    Ties,
    Tongue,
    Without,
)
from longtin.cli.options.values import model_of, opened, seen_until

SUMMARY = "How far one state trusts another."
EXAMPLE = "Example: longtin trust VNM CHN --as-of 2014-06"

At = Annotated[
    str | None,
    option("--as-of --at", "Only on this day; a month or a year means its last.", "DATE"),
]


def trust(
    states: Annotated[
        list[str],
        typer.Argument(
            help="Who trusts, then who is trusted. One alone: everyone's trust in it.",
            metavar="STATE",
        ),
    ],
    at: At = None,
    by: ByStepOrIssue = None,
    every: Every = None,
    forecast: Steps = 0,
    ties: Ties = False,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Output = None,
    record: RecordFile = None,
    fits: Fits = None,
    without: Without = None,
    seed: Seed = 0,
) -> None:
    """How far one state trusts another, with a 90 % interval: on a date or through time."""
    from longtin import actors, trust as part
    from longtin._language import Language as Words
    from longtin.cli.terminal.progress import progress
    from longtin.cli.terminal.struck_rows import struck_rows
    from longtin.cli.terminal.text import print_section

    _check_states(states)
    check_output(output)
    truster = states[0] if len(states) == 2 else None
    if by == Breakdown.issue:
        _check_by_issue(states, through_time=bool(every or forecast), ties=ties)
    gone = None if at else actors.last_common_day(states)
    asked = gone or (seen_until(at, language, record) if at or by != Breakdown.year else None)
    model = model_of(fits, part.PAIR_DRAWS if truster else part.MANY_DRAWS, seed, ties=ties)
    words, section = Words(language), part.pair_section if truster else part.everyone_section
    with opened(record, without) as held, progress(words.say("Estimating")):
        chosen, day = part.reach(held, asked, "week" if by == Breakdown.issue else by)
        *whose, of = part.members(states, day, chosen)
        found = part.estimate(held, of, *whose, by=chosen, until=day, model=model)
        if by == Breakdown.issue:
            frame = part.by_issue(found, states[0], states[1], day)
        elif forecast:
            frame = found.forecast(forecast)
        elif every is None and (at or not (truster or by)):
            frame = found.frame(at=day)
        else:
            frame = found.frame(every=every)
        struck_rows(found, words)
    emit(
        frame,
        as_json=as_json,
        output=output,
        show=lambda: print_section(
            part.issue_section(frame, words)
            if by == Breakdown.issue
            else part.basis(section(frame, words, found.carried_from), model, words)
        ),
    )


def _check_states(states: list[str]) -> None:
    """Refuse more than two."""
    from longtin.errors import LongtinError

    if len(states) > 2:
        raise LongtinError(
            "Trust is between two states; {n} were given: {states}. Name two, and put a name of "
            "several words in quotes.",
            n=len(states),
            states=", ".join(states),
        )


def _check_by_issue(states: list[str], *, through_time: bool, ties: bool) -> None:
    """Refuse what has no sense beside issues: one state alone, and rows or figures through time."""
    from longtin.errors import LongtinError

    if len(states) != 2:
        raise LongtinError("Issues are told of two states. Name who trusts, then who is trusted.")
    if through_time or ties:
        raise LongtinError(
            "By issue, trust is told on one day, without --every, --forecast and --ties. Give the "
            "day with --as-of."
        )
