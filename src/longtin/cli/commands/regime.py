"""longtin regime list, show, check, calendar."""

import json
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from longtin.cli._exit import FINDINGS, USED_WRONGLY
from longtin.cli._output import check_output, emit
from longtin.cli.options.shared import AsJson, Language, Output, Today, Tongue, when, whole_number
from longtin.errors import Either, LongtinError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from longtin._language import Language as Words
    from longtin.measures import Answer, Checked, Entry, Regime

WRITTEN = ("kinds", "facts", "figures", "lines", "zones", "parameters", "contents")
"""Parts of the vocabulary that people write activities in."""

QUIET = ("not_triggered", "not_bound")
EXAMPLE = "Example: longtin regime calendar --party VNM --year 2026"

group = typer.Typer(rich_markup_mode=None, epilog=EXAMPLE, invoke_without_command=True)


@group.callback()
def front(context: typer.Context) -> None:
    """Obligations of treaties and documents: what is due, late or forbidden."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(USED_WRONGLY)


Party = Annotated[str, typer.Option("--party", help="A state, by any name.", metavar="STATE")]
Year = Annotated[
    int,
    typer.Option("--year", help="The year.", metavar="YEAR", parser=whole_number("--year", "2026")),
]
Format = Annotated[
    str,
    typer.Option(
        "--format",
        help="By default what the name of the file says, or text.",
        metavar="text|ics|json",
    ),
]
Fixed = Annotated[
    list[str] | None,
    typer.Option(
        "--set", help="Fix what a text leaves open: close_proximity_km=50.", metavar="NAME=NUMBER"
    ),
]
Every = Annotated[bool, typer.Option("--all", help="Show what is not triggered too, and why.")]
Only = Annotated[
    list[str] | None,
    typer.Option("--regime", help="Look only at this one; may be given again.", metavar="ID"),
]


@group.command(
    name="list",
    short_help="Every regime, with its dates.",
    epilog="Example: longtin regime list --lang vi",
)
def regimes_(
    language: Language = Tongue.en, as_json: AsJson = False, output: Output = None
) -> None:
    """Every regime: since when, until when, how many obligations, how sure."""
    import polars as pl

    from longtin import measures
    from longtin._language import Language as Words

    check_output(output)
    found = list(measures.regimes().values())
    frame = pl.DataFrame([_summary(each) for each in found])
    words = Words(language)
    emit(frame, as_json=as_json, output=output, show=lambda: _show_list(found, words))


def _summary(regime: "Regime") -> dict[str, Any]:
    return {
        "id": regime.id,
        "name_en": regime.name.en,
        "name_vi": regime.name.vi,
        "binding": regime.binding,
        "signed": regime.force.signed,
        "since": regime.force.since,
        "until": regime.force.until,
        "obligations": len(regime.obligations),
        "verified": sum(each.certainty == "verified" for each in regime.obligations),
    }


def _show_list(found: "list[Regime]", words: "Words") -> None:
    from longtin.cli.terminal.table import Column, table

    say = words.say
    rows = [
        [
            each.id,
            each.name.of(words.code),
            f"{each.force.since.year}–{each.force.until.year if each.force.until else ''}",
            str(len(each.obligations)),
            str(sum(one.certainty == "verified" for one in each.obligations)),
        ]
        for each in found
    ]
    columns = [
        Column(say("Regime")),
        Column(say("Name"), wraps=True),
        Column(say("In force")),
        Column(say("Obligations"), right=True),
        Column(say("Verified"), right=True),
    ]
    note = say("Verified rows were seen in a source; the others are recalled from the texts.")
    table(say("Regimes"), columns, rows, note=note)


@group.command(
    short_help="One regime, obligation by obligation.",
    epilog="Example: longtin regime show vienna-2011",
)
def show(
    name: Annotated[str, typer.Argument(help="Its id, such as vienna-2011.", metavar="ID")],
    language: Language = Tongue.en,
    as_json: AsJson = False,
) -> None:
    """One regime: parties, zone, every obligation with its trigger and deadline."""
    from longtin import measures
    from longtin._language import Language as Words

    found = measures.regime(name)
    if as_json:
        sys.stdout.write(
            found.model_dump_json(indent=2, exclude_defaults=True, by_alias=True) + "\n"
        )
        return
    words = Words(language)
    _lines(_told(found, words))


def _told(found: "Regime", words: "Words") -> "Iterator[str]":
    from longtin import measures

    code, say = words.code, words.say
    yield found.name.of(code)
    yield f"{measures.regime_line(found, words)}; {measures.binding(found.binding, words)}"
    yield from measures.party_lines(found, words)
    yield found.about.of(code)
    for note in found.not_encoded:
        yield say("Not encoded: {what}", what=note.of(code))
    for each in found.obligations:
        yield ""
        yield f"{each.id}  {measures.citation(each.article, code)}"
        yield f"  {each.says.of(code)}"
        for told in measures.obligation_lines(found, each, words):
            yield f"  {told}"
    for proviso in found.exceptions:
        yield ""
        yield f"{proviso.id}  {measures.citation(proviso.article, code)}"
        yield f"  {proviso.says.of(code)}"
        for told in measures.proviso_lines(proviso, words):
            yield f"  {told}"


@group.command(
    name="words",
    short_help="The words an activity is written in.",
    epilog="Example: longtin regime words --lang vi",
)
def words_(language: Language = Tongue.en, as_json: AsJson = False, output: Output = None) -> None:
    """Kinds of activity, facts, figures, lines, zones, parameters and contents, by their key."""
    import polars as pl

    from longtin import measures
    from longtin._language import Language as Words

    check_output(output)
    parts = measures.vocabulary().model_dump(include=set(WRITTEN))
    rows = [
        {"of": part, "key": key, "en": word["en"], "vi": word["vi"], "unit": word.get("unit")}
        for part in WRITTEN
        for key, word in parts[part].items()
    ]
    words = Words(language)
    emit(
        pl.DataFrame(rows, infer_schema_length=None),
        as_json=as_json,
        output=output,
        show=lambda: _show_words(rows, words),
    )


def _show_words(rows: "list[dict[str, Any]]", words: "Words") -> None:
    from longtin.cli.terminal.table import Column, table

    say = words.say
    columns = [Column(say("Part")), Column(say("Key")), Column(say("Meaning"), wraps=True)]
    cells = [[row["of"], row["key"], row[words.code]] for row in rows]
    table(say("Words of an activity"), columns, cells)


@group.command(
    short_help="The schema of an activity's file, for editors.",
    epilog="Example: longtin regime schema -o activity.schema.json",
)
def schema(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write to a file.", metavar="FILE")
    ] = None,
) -> None:
    """The file of an activity as JSON Schema: editors complete and check as you write."""
    from longtin import measures
    from longtin._files import write_whole

    text = json.dumps(measures.activity_schema(), ensure_ascii=False, indent=2) + "\n"
    if output is None:
        sys.stdout.write(text)
    else:
        write_whole(output, text.encode())


@group.command(
    short_help="Hold an activity against the rules in force.",
    epilog="Example: longtin regime check exercise.yaml --today 2026-01-15",
)
def check(
    file: Annotated[Path, typer.Argument(help="The activity.", metavar="FILE")],
    today: Today = None,
    fixed: Fixed = None,
    only: Only = None,
    every: Every = False,
    language: Language = Tongue.en,
    as_json: AsJson = False,
) -> None:
    """What an activity triggers, who must be told by when, what is late or forbidden.

    Ends with 1 when something is forbidden, late, missing or partial.
    """
    from longtin import measures
    from longtin._dates import Moment, moment, today as this_day
    from longtin._language import Language as Words

    if today is None:
        now = Moment(this_day())
    else:
        now = moment(today) if ":" in today else Moment(when(today, language).end)
    checked = measures.check(measures.read_activity(file), now, _fixed(fixed), only or None)
    if as_json:
        text = json.dumps(measures.as_json(checked), ensure_ascii=False, indent=2)
        sys.stdout.write(text + "\n")
    else:
        _lines(_report(checked, Words(language), every=every))
    if checked.breaches:
        raise typer.Exit(FINDINGS)


def _fixed(given: list[str] | None) -> dict[str, float]:
    found: dict[str, float] = {}
    for text in given or ():
        name, _, value = text.partition("=")
        try:
            found[name.strip()] = float(value)
        except ValueError:
            raise LongtinError(
                "--set cannot be '{text}'. Give a name and a number, such as "
                "close_proximity_km=50.",
                text=text,
            ) from None
    return found


def _report(checked: "Checked", words: "Words", *, every: bool) -> "Iterator[str]":
    from longtin import measures

    say, activity = words.say, checked.activity
    day = activity.start.day
    kind = measures.vocabulary().kinds[activity.kind].of(words.code)
    yield say("{name}: {kind}", name=activity.name, kind=kind)
    end = activity.end.day if activity.end else day
    asked = measures.moment_words(checked.today, words)
    yield say("{span}; asked on {today}", span=words.span(day, end), today=asked)
    shown = [each for each in checked.answers if every or each.outcome not in QUIET]
    for each in shown:
        yield ""
        yield from _answer(each, words, checked)
    quiet = [each.obligation.id for each in checked.answers if each.outcome in QUIET]
    if quiet and not every:
        yield ""
        yield say("Not triggered: {ids} (`--all` says why).", ids=", ".join(quiet))
    if not checked.answers:
        yield ""
        yield say("No regime here binds these states in such a matter on that day.")
    for absent in checked.unbound:
        yield ""
        yield measures.absence(absent, day, words)
    for hint in checked.hints:
        yield ""
        yield say("Hint: {hint}", hint=measures.hint(hint, words))


def _answer(each: "Answer", words: "Words", checked: "Checked") -> "Iterator[str]":
    from longtin import measures

    outcome = measures.outcome_of(each, words).upper()
    yield f"{outcome}  {each.obligation.id}"
    about = (
        each.regime.name.of(words.code),
        measures.citation(each.obligation.article, words.code),
        measures.binding(each.binding, words),
        measures.certainty(each.certainty, words),
    )
    yield f"  {'; '.join(about)}"
    yield f"  {each.obligation.says.of(words.code)}"
    for told in measures.sentences(each, checked.activity.start.day, words):
        yield f"  {told}"


@group.command(short_help="What the calendar asks of a party in a year.", epilog=EXAMPLE)
def calendar(
    party: Party,
    year: Year,
    form: Format = "text",
    language: Language = Tongue.en,
    as_json: AsJson = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write to a file.", metavar="FILE"),
    ] = None,
) -> None:
    """Fixed dates and yearly duties of a party, as text, iCalendar or JSON."""
    from longtin import measures
    from longtin._files import check_place, write_whole
    from longtin._language import Language as Words

    if form not in ("text", "ics", "json"):
        raise LongtinError(
            "{option} cannot be '{text}'.{hint} Give {known}.",
            option="--format",
            text=form,
            hint="",
            known=Either(("text", "ics", "json")),
        )
    if output is not None and form == "text" and not as_json:
        form = output.suffix.removeprefix(".")
        if form not in ("ics", "json"):
            raise LongtinError(
                "{file}: the name does not say which format is wanted. Let it end in {known}, or "
                "give --format.",
                file=output,
                known=Either(("`.ics`", "`.json`")),
            )
    if output is not None:
        check_place(output)
    words = Words(language)
    found = measures.calendar(party, year)
    if as_json or form == "json":
        rows = [_row(each) for each in found]
        content = (json.dumps(rows, ensure_ascii=False, indent=2) + "\n").encode()
    elif form == "ics":
        content = measures.as_icalendar(found, words)
    else:
        _show_calendar(found, year, words)
        return
    if output is None:
        sys.stdout.write(content.decode())
    else:
        write_whole(output, content)


def _row(entry: "Entry") -> dict[str, Any]:
    return {
        "day": str(entry.day),
        "fixed": entry.is_fixed,
        "regime": entry.regime.id,
        "obligation": entry.obligation.id,
        "article": entry.obligation.article,
        "duty": entry.obligation.duty,
        "says": entry.obligation.says.model_dump(),
        "binding": entry.regime.binding_of(entry.obligation),
        "certainty": entry.obligation.certainty,
        "uid": entry.uid,
    }


def _show_calendar(found: "tuple[Entry, ...]", year: int, words: "Words") -> None:
    from longtin import measures
    from longtin.cli.terminal.table import Column, table

    say = words.say
    rows = [
        [
            words.date(each.day) if each.is_fixed else f"≤ {words.date(each.day)}",
            each.obligation.id,
            each.obligation.says.of(words.code),
            measures.binding(each.regime.binding_of(each.obligation), words),
        ]
        for each in found
    ]
    columns = [
        Column(say("Day"), right=True),
        Column(say("Obligation")),
        Column(say("What"), wraps=True),
        Column(say("Binding"), wraps=True),
    ]
    note = say("≤ By the end of the period; no day is fixed.") if rows else say("Nothing.")
    table(say("Duties by the calendar, {year}", year=year), columns, rows, note=note)


def _lines(lines: "Iterator[str]") -> None:
    """Print lines as wide as the terminal, what is indented staying so."""
    from longtin.cli.terminal.table import terminal_width

    width = terminal_width() or 100
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip(" ")))
        wrapped = textwrap.fill(
            line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        )
        sys.stdout.write(f"{wrapped}\n")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(
        group,
        name="regime",
        help="Obligations of treaties and documents: what is due, late or forbidden.",
        short_help="What treaties and documents oblige states to, and by when.",
    )
