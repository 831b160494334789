"""The command `longtin register status`."""

from dataclasses import replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from longtin.cli._output import format_of, put, put_json
from longtin.cli.options import choice, option
from longtin.cli.options.parsers import whole_number
from longtin.cli.options.regimes import OwnRegimes, known
from longtin.cli.options.shared import AsJson, Language, OutputFile, Today, Tongue
from longtin.cli.options.values import day_of
from longtin.errors import LongtinError

if TYPE_CHECKING:
    from longtin._language import Language as Words
    from longtin.register import StatusMatrix

SUMMARY = "Who owes what by when, and what has come: party by duty."
EXAMPLE = "Example: longtin register status --returns returns.csv --regime vienna-2011"


class StatusFormat(StrEnum):
    """Forms in which a matrix is told."""

    text = "text"
    json = "json"
    xlsx = "xlsx"
    docx = "docx"
    html = "html"
    pdf = "pdf"
    md = "md"


Returns = Annotated[
    Path | None, option("--returns", "A table of returns (CSV), one paper a row.", "FILE")
]
StatusFolder = Annotated[
    Path | None, option("--register", "A register, with or without returns beside it.", "FOLDER")
]
Under = Annotated[str | None, option("--regime", "Under which the returns are made.", "ID")]
Parties = Annotated[
    list[str] | None,
    option("--party", "Only this state; may be given again. All parties without.", "STATE"),
]
Since = Annotated[
    str | None, option("--since", "Duties due from this day on; a year back without.", "DATE")
]
Ahead = Annotated[
    int,
    option("--ahead", "And up to so many days ahead.", "DAYS", partial(whole_number, such_as="60")),
]
Soon = Annotated[int, option("--soon", "Days before a duty that an alert says so.", "DAYS",
                             whole_number)]  # fmt: skip
Format = Annotated[
    StatusFormat | None,
    choice("--format", "By default what the name of the file says, or text.", StatusFormat),
]
Example = Annotated[
    bool, option("--example", "Print a worked example of a table of returns to begin from.")
]


def status(
    returns: Returns = None,
    under: Under = None,
    folder: StatusFolder = None,
    today: Today = None,
    parties: Parties = None,
    since: Since = None,
    ahead: Ahead = 60,
    soon: Soon = 14,
    own: OwnRegimes = None,
    example: Example = False,
    form: Format = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: OutputFile = None,
) -> None:
    """Hold returns against the duties of a regime: sent, late, nil, due, undetermined.

    Timeliness, completeness, consistency and contest are told apart; no verdict is given.
    """
    from longtin import actors, measures, register
    from longtin._language import Language as Words

    if example:
        put(register.example_returns(), output)
        return
    if (returns is None or under is None) and folder is None:
        raise LongtinError(
            "Give the returns and their regime: `--returns returns.csv --regime vienna-2011`, or "
            "`--register FOLDER`. To begin a table, `longtin register status --example -o "
            "returns.csv`."
        )
    if output is not None:
        form = format_of(form, output, StatusFormat)
    elif as_json:
        form = StatusFormat.json
    day, words = day_of(today, language), Words(language)
    if folder is not None:
        regime = register.register_regime(folder)
    else:
        regime = measures.regime(str(under), known(own))
    papers = () if returns is None else register.read_returns(returns, regime)
    entered = () if folder is None else register.read_statements(folder)
    found = register.status(
        (*papers, *entered),
        regime,
        day,
        parties=[actors.find(each, day).ccode for each in parties] if parties else None,
        since=day_of(since, language) if since else None,
        ahead=ahead,
        soon=soon,
    )
    _tell(found, form, words, output)


def _tell(
    found: "StatusMatrix", form: StatusFormat | None, words: "Words", output: Path | None
) -> None:
    from longtin import page, register

    if form is StatusFormat.json:
        put_json(register.status_data(found), output)
        return
    shown = register.status_document(found, words)
    if form in {None, StatusFormat.text}:
        short = replace(shown, sections=shown.sections[:2])
        page.print_document(short)
        return
    if output is None:
        raise LongtinError("{format} goes into a file. Name one with -o.", format=f".{form}")
    is_table = form is StatusFormat.xlsx
    put(
        register.status_workbook(found, words) if is_table else page.rendered(shown, str(form)),
        output,
    )
