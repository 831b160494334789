"""The command `longtin register status`."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from longtin.cli._exit import FINDINGS
from longtin.cli._output import format_of, put, put_json
from longtin.cli.options import choice, option
from longtin.cli.options.parsers import one_of, share, whole_number
from longtin.cli.options.regimes import OwnRegimes, known
from longtin.cli.options.register import read_password
from longtin.cli.options.register_entries import ReadingPassword
from longtin.cli.options.shared import AsJson, Language, OutputFile, Today, Tongue
from longtin.cli.options.values import day_of
from longtin.errors import LongtinError

if TYPE_CHECKING:
    from longtin._language import Language as Words
    from longtin.measures import Regime
    from longtin.register import Return, SealReader, StatusMatrix

SUMMARY = "Who owes what by when, and what has come: party by duty."
EXAMPLE = "Example: longtin register status --returns returns.csv --regime vienna-2011"


class AlertChoice(StrEnum):
    """Alerts on which a command may end with status 1."""

    any = "any"
    fork = "fork"
    stale_head = "stale_head"
    lost_witness = "lost_witness"
    overdue = "overdue"
    due_soon = "due_soon"
    notified_observed = "notified_observed"
    near_threshold = "near_threshold"
    quota = "quota"
    sequence_gap = "sequence_gap"
    uncountersigned = "uncountersigned"
    embargo_over = "embargo_over"


class StatusFormat(StrEnum):
    """Forms in which a matrix is told."""

    text = "text"
    json = "json"
    ics = "ics"
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
Near = Annotated[
    float,
    option(
        "--near",
        "A figure that lacks this share of a threshold or less is an alert.",
        "SHARE",
        share,
    ),
]
Remind = Annotated[
    int, option("--remind", "Days before each deadline on which an iCalendar reminds.", "DAYS",
                whole_number)
]  # fmt: skip
Seen = Annotated[
    list[Path] | None,
    option("--seen", "A checkpoint kept from before; may be given again.", "FILE"),
]
Fresh = Annotated[
    int,
    option("--fresh", "Days after which a head that nobody cosigned anew is stale.", "DAYS",
           whole_number),
]  # fmt: skip
Asks = Annotated[
    bool, option("--ask-witnesses", "Ask each witness over the network for its last head.")
]
FailOn = Annotated[
    list[AlertChoice] | None,
    option(
        "--fail-on",
        "End with status 1 where there is such an alert, overdue say, or any at all.",
        "KIND",
        partial(one_of, choices=AlertChoice),
    ),
]
TrustFile = Annotated[
    Path | None, option("--trust", "The trust file; that of the register without.", "FILE")
]
Viewer = Annotated[
    str, option("--as", "As whom sealed entries are opened: a state, by any name.", "STATE")
]
ViewerKey = Annotated[
    Path | None, option("--reading", "Its reading key: opens what is sealed to it.", "FILE")
]
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
    near: Near = 0.1,
    remind: Remind = 14,
    trust: TrustFile = None,
    seen: Seen = None,
    fresh: Fresh = 7,
    asks: Asks = False,
    fail_on: FailOn = None,
    viewer: Viewer = "",
    reading: ViewerKey = None,
    reading_password: ReadingPassword = None,
    own: OwnRegimes = None,
    example: Example = False,
    form: Format = None,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: OutputFile = None,
) -> None:
    """Hold returns against the duties of a regime: sent, late, nil, due, undetermined.

    Timeliness, completeness, consistency and contest are told apart; no verdict is given. With
    -o deadlines.ics, what is still owed goes into a calendar.
    """
    from longtin import actors, register
    from longtin._language import Language as Words

    if example:
        put(register.example_returns(), output)
        return
    if output is not None:
        form = format_of(form, output, StatusFormat)
    elif as_json:
        form = StatusFormat.json
    day, words = day_of(today, language), Words(language)
    reader = _reader(folder, viewer, reading, reading_password)
    regime, papers = _read(returns, under, folder, own, reader)
    about_log: tuple[register.StatusAlert, ...] = ()
    if folder is not None:
        about_log = register.log_alerts(str(folder), trust, seen=seen or (), fresh=fresh, asks=asks)
    found = register.status(
        papers,
        regime,
        day,
        parties=[actors.find(each, day).ccode for each in parties] if parties else None,
        since=day_of(since, language) if since else None,
        ahead=ahead,
        soon=soon,
        near=near,
        about_log=about_log,
    )
    _tell(found, form, words, output, remind)
    _end(found, fail_on or ())


def _end(found: "StatusMatrix", fail_on: "Sequence[AlertChoice]") -> None:
    """End with status 1 where there is an alert that was asked for."""
    kinds = {each.kind for each in found.alerts}
    if any((each == "any" and kinds) or each in kinds for each in fail_on):
        raise typer.Exit(FINDINGS)


def _reader(
    folder: Path | None, viewer: str, reading: Path | None, password: Path | None
) -> "SealReader | None":
    """Who opens what is sealed, if anybody."""
    from longtin import register

    if folder is None or reading is None:
        return None
    return register.seal_reader(folder, viewer, reading, read_password(password))


def _read(
    returns: Path | None,
    under: str | None,
    folder: Path | None,
    own: Path | None,
    reader: "SealReader | None",
) -> "tuple[Regime, tuple[Return, ...]]":
    """Under what papers are made, and all of them: of a table, of a register, of both."""
    from longtin import measures, register

    if (returns is None or under is None) and folder is None:
        raise LongtinError(
            "Give the returns and their regime: `--returns returns.csv --regime vienna-2011`, or "
            "`--register FOLDER`. To begin a table, `longtin register status --example -o "
            "returns.csv`."
        )
    if folder is None:
        regime = measures.regime(str(under), known(own))
    else:
        regime = register.register_regime(folder)
    papers = () if returns is None else register.read_returns(returns, regime)
    return regime, (*papers, *(() if folder is None else register.read_statements(folder, reader)))


def _tell(
    found: "StatusMatrix",
    form: StatusFormat | None,
    words: "Words",
    output: Path | None,
    remind: int,
) -> None:
    from longtin import page, register

    if form is StatusFormat.json:
        put_json(register.status_data(found), output)
        return
    if form is StatusFormat.ics:
        content = register.deadline_calendar(found, words, remind)
        put(content if output else content.decode(), output)
        return
    shown = register.status_document(found, words)
    if form in {None, StatusFormat.text}:
        short = replace(shown, sections=shown.sections[:3])
        page.print_document(short)
        return
    if output is None:
        raise LongtinError("{format} goes into a file. Name one with -o.", format=f".{form}")
    is_table = form is StatusFormat.xlsx
    put(
        register.status_workbook(found, words) if is_table else page.rendered(shown, str(form)),
        output,
    )
