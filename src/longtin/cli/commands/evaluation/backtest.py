"""The command `longtin backtest`."""

from functools import partial
from pathlib import Path
from typing import Annotated

from longtin.cli._output import check_report, put
from longtin.cli.options import option
from longtin.cli.options.parsers import whole_number
from longtin.cli.options.shared import AsJson, RecordFile
from longtin.cli.options.values import opened

SUMMARY = "Score forecasts of what came after cut-offs."
EXAMPLE = "Example: longtin backtest --annual --cut-off 1990 --work fits -o report.md"


def backtest(
    annual: Annotated[bool, option("--annual", "Only disputes, a year ahead.")] = False,
    events: Annotated[bool, option("--events", "Only material conflict, weeks ahead.")] = False,
    cut_off: Annotated[
        list[int] | None,
        option(
            "--cut-off",
            "Learn up to the end of this year. May be given more than once.",
            "YEAR",
            partial(whole_number, such_as="1990"),
        ),
    ] = None,
    levels: Annotated[
        int | None, option("--levels", "9 or 2 throughout; what foretold best without it.", "N")
    ] = None,
    record: RecordFile = None,
    work: Annotated[
        Path | None, option("--work", "Folder that keeps each fit for the next run.", "DIR")
    ] = None,
    output: Annotated[
        Path | None, option("--output -o", "Write to a file: .md, .json or .csv.", "FILE")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Forecast what came after cut-offs, beside rivals that saw as much. Takes some minutes."""
    from longtin import trust
    from longtin._tables import as_csv
    from longtin.cli.terminal.progress import progress

    check_report(output)
    models = ("annual",) * (annual or not events) + ("events",) * (events or not annual)
    with opened(record) as held, progress("reading the record") as tell:
        found = trust.backtest(
            held,
            models=models,
            cut_offs=cut_off,
            levels=levels,
            work=work,
            telling=lambda what: (
                lambda count, value: tell(f"{what}: iteration {count}, {value:,.1f}", None, None)
            ),
        )
    ending = output.suffix if output is not None else ".json" if as_json else ".md"
    match ending:
        case ".csv":
            put(as_csv(found.scores), output)
        case ".json":
            put(trust.as_json(found), output)
        case _:
            put(trust.report(found), output)
