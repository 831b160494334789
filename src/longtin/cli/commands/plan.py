"""longtin plan."""

import sys
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from longtin.cli.options.shared import (
    AsJson,
    InPhase,
    Language,
    Own,
    OwnPayoffs,
    Phase,
    RecordFile,
    Seed,
    Tongue,
    one_of,
    opened,
    share,
    when,
    whole_number,
)
from longtin.errors import LongtinError

if TYPE_CHECKING:
    from longtin._language import Language as Words
    from longtin.measures import Catalogue
    from longtin.plan import Calendar, Plan, Sheet
    from longtin.programme import Programme

EXAMPLE = (
    'Example: longtin plan VNM PHL --aim "safer fishing grounds" --from 2026-01-05 '
    "--until 2027-06-30 -o programme.yaml"
)


class Shape(StrEnum):
    """How a plan is shown."""

    text = "text"
    md = "md"
    html = "html"
    json = "json"


PAGES = {".html": Shape.html, ".md": Shape.md, ".json": Shape.json}
"""How a plan is written into a file that ends so."""


def amount(option: str) -> Callable[[str], float]:
    """Reads the value of an option that is a number above 0."""

    def read(text: str) -> float:
        try:
            value = float(str(text).strip().replace(",", "."))
        except ValueError:
            value = -1.0
        if not 0.0 < value < 1e6:
            raise LongtinError(
                "{option} cannot be '{text}'. Give a number above 0.", option=option, text=text
            )
        return value

    return read


Aim = Annotated[
    str | None, typer.Option("--aim", help="What it is for, in words.", metavar="WORDS")
]
Until = Annotated[str | None, typer.Option("--until", help="Last day.", metavar="DATE")]
From = Annotated[
    str | None, typer.Option("--from", help="First day; today without it.", metavar="DATE")
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", help="Trust as the record had it on this day.", metavar="DATE"),
]
Programmes = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        help="Write the dated programme, .yaml, or the plan, .html, .md or .json.",
        metavar="FILE",
    ),
]
Domains = Annotated[
    list[str] | None,
    typer.Option(
        "--domain", help="Only measures of this field; may be repeated.", metavar="DOMAIN"
    ),
]
Trust = Annotated[
    str | None,
    typer.Option("--trust", help="Trust in place of the record's: VNM=0.4,PHL=0.5.", metavar="A=P"),
]
Will = Annotated[
    str | None,
    typer.Option(
        "--will", help="Most cost each side is willing to bear: VNM=0.5,PHL=0.3.", metavar="A=X"
    ),
]
Channels = Annotated[
    list[str] | None,
    typer.Option(
        "--channel",
        help="A measure that runs already, or none; may be repeated. Without it, what regimes in "
        "force and precedents say.",
        metavar="MEASURE",
    ),
]
Outlook = Annotated[
    Path | None,
    typer.Option("--outlook", help="What you assume of the world instead.", metavar="FILE"),
]
Budget = Annotated[
    float | None,
    typer.Option(
        "--budget",
        help="Most that all measures may cost together, in the catalogue's cost.",
        metavar="X",
        parser=amount("--budget"),
    ),
]
Summits = Annotated[
    list[str] | None,
    typer.Option(
        "--summit",
        help="A day leaders meet, at which something begins; may be repeated.",
        metavar="DATE",
    ),
]
Elections = Annotated[
    list[str] | None,
    typer.Option(
        "--election",
        help="A day of election, around which nothing large begins; may be repeated.",
        metavar="DATE",
    ),
]
Holidays = Annotated[
    list[str] | None,
    typer.Option(
        "--holiday-country",
        help="Keep its public holidays free; both states' without it.",
        metavar="CODE",
    ),
]
Must = Annotated[
    list[str] | None,
    typer.Option("--must", help="A measure that has to be in it; may be repeated.", metavar="ID"),
]
Shown = Annotated[
    Shape,
    typer.Option(
        "--format",
        help="How the plan is shown.",
        metavar="text|md|html|json",
        parser=one_of("--format", Shape),
    ),
]
Ics = Annotated[
    Path | None, typer.Option("--ics", help="Write the dates as iCalendar.", metavar="FILE")
]
Gantt = Annotated[
    Path | None, typer.Option("--gantt", help="Draw the dates: .svg or .html.", metavar="FILE")
]
Pomdp = Annotated[
    Path | None,
    typer.Option("--pomdp", help="Write the problem for other solvers.", metavar="FILE"),
]
Robust = Annotated[
    int,
    typer.Option(
        "--robust",
        help="Sets of other assumptions tried; 0 for none.",
        metavar="N",
        parser=whole_number("--robust"),
    ),
]
Depth = Annotated[
    int,
    typer.Option(
        "--depth", help="Steps ahead that are shown.", metavar="N", parser=whole_number("--depth")
    ),
]


def plan(
    here: Annotated[str, typer.Argument(help="The state that plans.", metavar="STATE")],
    there: Annotated[str, typer.Argument(help="The other.", metavar="STATE")],
    aim: Aim = None,
    until: Until = None,
    start: From = None,
    as_of: AsOf = None,
    phase: InPhase = Phase.prevention,
    domain: Domains = None,
    trust: Trust = None,
    will: Will = None,
    channel: Channels = None,
    own: Own = None,
    payoffs: OwnPayoffs = None,
    outlook: Outlook = None,
    budget: Budget = None,
    summit: Summits = None,
    election: Elections = None,
    holiday_country: Holidays = None,
    must: Must = None,
    shape: Shown = Shape.text,
    output: Programmes = None,
    ics: Ics = None,
    gantt: Gantt = None,
    pomdp: Pomdp = None,
    robust: Robust = 32,
    depth: Depth = 3,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    record: RecordFile = None,
    seed: Seed = 0,
) -> None:
    """What to do next and in what order, why, and what may come of it."""
    from longtin import game, measures, plan as part
    from longtin._language import Language as Words
    from longtin.cli.terminal.progress import progress

    words, catalogue = Words(language), measures.catalogue(own)
    _check_places(output, ics, gantt, pomdp)
    window = _window(start, until, language)
    calendar = _calendar(window, until, catalogue, language, summit=summit, election=election,
                         must=must, budget=budget, holiday_country=holiday_country)  # fmt: skip
    with opened(record) as held, progress(words.say("Planning")):
        standing = part.situation(
            held, here, there, as_of=_last(as_of, language), start=window[0], phase=phase,
            trust=_pairs("--trust", trust), channels=_running(channel, catalogue),
        )  # fmt: skip
        wishes = part.Wishes(
            aim=part.in_both(aim, language), start=window[0], until=window[1],
            domains=tuple(domain or ()), samples=robust, depth=max(1, depth), seed=seed,
            will=_will(will, (standing.here, here), (standing.there, there)),
        )  # fmt: skip
        found = part.propose(
            standing, catalogue, wishes, assumed=part.read_supposed(outlook),
            payoffs=part.payoffs_of(game.read_assumptions(payoffs), standing),
        )  # fmt: skip
        if calendar is not None:
            found = part.dated(found, calendar, language=language)
    _write(found, words, (output, ics, gantt, pomdp))
    _show(part.sheet(found, words), found, Shape.json if as_json else shape)


def _check_places(*places: Path | None) -> None:
    from longtin._files import check_place

    for place in places:
        if place is not None:
            check_place(place)
    output, _, gantt, _ = places
    if output is not None and output.suffix not in {".yaml", ".yml", *PAGES}:
        raise LongtinError(
            "-o writes a programme as .yaml, or the plan as .html, .md or .json, and {file} is "
            "none of these. Name one.",
            file=output,
        )
    if gantt is not None and gantt.suffix not in {".svg", ".html"}:
        raise LongtinError(
            "--gantt draws .svg or .html, and {file} is neither. Name one.", file=gantt
        )


def _calendar(
    window: tuple[date, date],
    until: str | None,
    catalogue: "Catalogue",
    language: Tongue,
    **given: Any,
) -> "Calendar | None":
    """What a dated programme has to fit into; nothing if none is asked for."""
    from longtin import plan as part

    for name, value in given.items():
        if until is None and value:
            raise LongtinError(
                "{option} is kept by a dated programme. Give its end with --until.",
                option=f"--{name.replace('_', '-')}",
            )
    days = {name: _each_day(f"--{name}", given[name], language) for name in ("summit", "election")}
    for name, each in days.items():
        for day in each:
            if not window[0] <= day <= window[1]:
                raise LongtinError(
                    "{option} {day} is outside the programme, {first} to {last}. Give a day "
                    "within it.",
                    option=f"--{name}",
                    day=day,
                    first=window[0],
                    last=window[1],
                )
    if until is None:
        return None
    return part.Calendar(
        *window,
        given["budget"],
        tuple(sorted(days["summit"])),
        tuple(sorted(days["election"])),
        tuple(given["holiday_country"] or ()) or None,
        tuple(catalogue[name].id for name in given["must"] or ()),
    )


def _pairs(option: str, text: str | None) -> dict[str, float]:
    """`A=0.4,B=0.5` by name."""
    found = {}
    for part in (text or "").split(",") if text else ():
        name, sign, value = part.partition("=")
        if not sign or not name.strip():
            raise LongtinError(
                "{option} cannot be '{text}'. Write it as VNM=0.4,PHL=0.5.",
                option=option,
                text=text,
            )
        found[name.strip()] = share(option)(value)
    return found


def _will(text: str | None, *parties: tuple[str, str]) -> tuple[float, float]:
    """What each side is willing to bear, by any of the names it goes by here."""
    limits = _pairs("--will", text)
    unknown = [name for name in limits if not any(name in names for names in parties)]
    if unknown:
        raise LongtinError("--will speaks of {state}, which is not in this plan.", state=unknown[0])
    here, there = (
        next((limits[name] for name in names if name in limits), 1.0) for names in parties
    )
    return here, there


def _running(names: list[str] | None, catalogue: "Catalogue") -> "tuple[str, ...] | Catalogue":
    if names is None:
        return catalogue
    return () if names == ["none"] else tuple(catalogue[name].id for name in names)


def _last(text: str | None, language: Tongue) -> date | None:
    return when(text, language).end if text else None


def _each_day(option: str, texts: list[str] | None, language: Tongue) -> list[date]:
    """Days given one by one; a month or a year is no day."""
    found = [(text, when(text, language)) for text in texts or ()]
    for text, asked in found:
        if asked.start != asked.end:
            raise LongtinError(
                "{option} cannot be '{text}'. Give a day there is, such as 2027-06-30.",
                option=option,
                text=text,
            )
    return [asked.start for _, asked in found]


def _window(start: str | None, until: str | None, language: Tongue) -> tuple[date, date]:
    from datetime import timedelta

    from longtin._dates import today

    first = when(start, language).start if start else today()
    return first, when(until, language).end if until else first + timedelta(weeks=53)


def _write(
    found: "Plan",
    words: "Words",
    places: tuple[Path | None, Path | None, Path | None, Path | None],
) -> None:
    from longtin import plan as part
    from longtin._files import write_whole
    from longtin.programme import as_calendar, to_yaml

    (output, ics, gantt, pomdp), programme = places, found.programme
    if output and output.suffix in PAGES:
        write_whole(output, _page(part.sheet(found, words), found, PAGES[output.suffix]).encode())
        output = None
    if programme is None and (output or ics or gantt):
        raise LongtinError("A programme needs a last day. Give --until.")
    if programme is not None:
        if output:
            write_whole(output, to_yaml(programme).encode())
        if ics:
            write_whole(ics, as_calendar(programme, words))
        if gantt:
            write_whole(gantt, _drawn(programme, words, gantt).encode())
    if pomdp:
        place = found.first.place
        model = part.as_pomdp(found.policy.problem, place.p, place.q, mode=place.mode, points=3)
        write_whole(pomdp, part.to_pomdp(model).encode())


def _drawn(programme: "Programme", words: "Words", target: Path) -> str:
    from longtin import plan as part

    svg = part.gantt(programme, words)
    if target.suffix == ".svg":
        return part.standalone(svg)
    whole = part.Sheet(
        title=programme.title.of(words.code),
        subtitle=words.span(programme.start, programme.until),
        sections=(part.Section(words.say("The programme"), drawing=svg),),
        language=words.code,
    )
    return part.sheet_as_html(whole)


def _show(sheet: "Sheet", found: "Plan", shape: Shape) -> None:
    if shape is Shape.text:
        from longtin.cli.terminal.plan import show

        show(sheet)
    else:
        sys.stdout.write(_page(sheet, found, shape))


def _page(sheet: "Sheet", found: "Plan", shape: Shape) -> str:
    from longtin import plan as part

    if shape is Shape.json:
        import json

        return json.dumps(part.as_plain(found), ensure_ascii=False, indent=1) + "\n"
    return part.sheet_as_html(sheet) if shape is Shape.html else part.sheet_as_markdown(sheet)


def register(app: typer.Typer) -> None:
    """Add the command."""
    settings: dict[str, Any] = {"short_help": "What next, in what order, and why."}
    app.command(epilog=EXAMPLE, **settings)(plan)
