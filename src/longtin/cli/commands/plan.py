"""The command `longtin plan`."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from longtin.cli._output import of_its_record, put, simulated
from longtin.cli.options import plan as option
from longtin.cli.options.parsers import named_shares
from longtin.cli.options.plan_values import (
    calendar,
    channels,
    conditions,
    most_borne,
    window_of,
)
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
)
from longtin.cli.options.values import opened, seen_until
from longtin.cli.terminal.joint_plan import check_joint, show_joint
from longtin.errors import LongtinError, OutputError

if TYPE_CHECKING:
    from datetime import date

    from longtin._language import Language as Words
    from longtin.measures import Catalogue
    from longtin.plan import Calendar, JointPlan, Plan, Situation, Wishes
    from longtin.programme import Programme

    _Places = tuple[Path | None, Path | None, Path | None, Path | None, Path | None]

SUMMARY = "What next, in what order, and why."
EXAMPLE = (
    'Example: longtin plan VNM PHL --aim "safer fishing grounds" --from 2026-01-05 '
    "--until 2027-06-30 -o programme.yaml"
)


PAGES = {f".{form}": form for form in option.PlanFormat if form != "text"}
"""How a plan is written into a file that ends so."""


def plan(
    typed: typer.Context,
    here: Annotated[str, typer.Argument(help="The state that plans.", metavar="STATE")],
    there: Annotated[str, typer.Argument(help="The other.", metavar="STATE")],
    others: option.Others = None,
    aim: option.Aim = None,
    until: option.Until = None,
    start: option.From = None,
    as_of: option.AsOf = None,
    phase: InPhase = None,
    domain: option.Domains = None,
    trust: option.Trust = None,
    will: option.Will = None,
    channel: option.Channels = None,
    condition: option.Conditions = None,
    own: Own = None,
    payoffs: OwnPayoffs = None,
    outlook: option.Outlook = None,
    budget: option.Budget = None,
    summit: option.Summits = None,
    election: option.Elections = None,
    holiday_country: option.Holidays = None,
    must: option.Must = None,
    shape: option.Shown = option.PlanFormat.text,
    output: option.Programmes = None,
    ics: option.Ics = None,
    gantt: option.Gantt = None,
    pomdp: option.Pomdp = None,
    robust: option.Robust = 32,
    depth: option.Depth = 3,
    language: Language = Tongue.en,
    as_json: AsJson = False,
    record: RecordFile = None,
    seed: Seed = 0,
) -> None:
    """What to do next and in what order, why, and what may come of it."""
    from longtin import measures, plan as part
    from longtin.cli.terminal.progress import progress

    words, catalogue = _spoken(language), measures.catalogue(own)
    day = seen_until(as_of, language, record) if as_of else None
    window, about = window_of(start, until, language, day), _about(day, trust, phase, condition)
    form, places = option.PlanFormat.json if as_json else shape, (output, ics, gantt, pomdp)
    _check_places(form, *places)
    wanted = part.Wishes(aim=part.in_both(aim, language), start=window[0], until=window[1],
                         domains=tuple(domain or ()), samples=robust, depth=max(1, depth),
                         seed=seed)  # fmt: skip
    if others:
        check_joint(typed, output)
        all_of = _joint((here, there, *others), catalogue, wanted, about, record)
        show_joint(all_of, words, form, (output, record))
        return
    dates = calendar(window, until, catalogue, language, summit=summit, election=election,
                     must=must, budget=budget, holiday_country=holiday_country)  # fmt: skip
    with opened(record) as held, progress(words.say("Planning")):
        standing = part.situation(held, here, there, start=window[0],
                                  channels=channels(channel, catalogue), **about)  # fmt: skip
        borne = most_borne(will, (standing.here, here), (standing.there, there))
        found = _proposed(standing, catalogue, replace(wanted, will=borne), outlook, payoffs, dates)
    _hand_over(found, words, form, (*places, record))


def _spoken(language: Tongue) -> "Words":
    from longtin._language import Language as Words

    return Words(language)


def _about(
    day: "date | None", trust: str | None, phase: Phase | None, condition: list[str] | None
) -> dict[str, Any]:
    """What the user says of the states, as arguments by name."""
    given = named_shares("--trust", trust)
    return {
        "as_of": day,
        "trust": given,
        "phase": phase.value if phase else None,
        "conditions": conditions(condition),
    }


def _proposed(
    standing: "Situation",
    catalogue: "Catalogue",
    wishes: "Wishes",
    outlook: Path | None,
    payoffs: Path | None,
    dates: "Calendar | None",
) -> "Plan":
    from longtin import game, plan as part

    both = part.payoffs_of(game.read_assumptions(payoffs), standing)
    assumed = part.read_assumptions(outlook)
    found = part.propose(standing, catalogue, wishes, assumed=assumed, payoffs=both)
    return found if dates is None else part.dated(found, dates)


def _joint(
    states: tuple[str, ...],
    catalogue: "Catalogue",
    wanted: "Wishes",
    about: dict[str, Any],
    record: Path | None,
) -> "JointPlan":
    """What three or more could do together."""
    from longtin import plan as part
    from longtin._dates import today

    first = wanted.start or today()
    with opened(record) as held:
        return part.joint(held, states, catalogue, wanted.aim, start=first,
                          domains=wanted.domains, **about)  # fmt: skip


def _check_places(form: str, *places: Path | None) -> None:
    from longtin._files import check_place

    for place in places:
        if place is not None:
            check_place(place)
    output, _, gantt, _ = places
    if output is None and form in {"pdf", "docx"}:
        raise OutputError("A {form} goes into a file. Name one: -o plan.{form}.", form=form)
    if output is not None and output.suffix not in (".yaml", ".yml", *PAGES):
        raise LongtinError(
            "-o writes a programme as .yaml, or the plan as .html, .pdf, .docx, .md or .json, and "
            "{file} is none of these. Name one.",
            file=output,
        )
    if gantt is not None and gantt.suffix not in {".svg", ".html"}:
        raise LongtinError(
            "--gantt draws .svg or .html, and {file} is neither. Name one.", file=gantt
        )


def _hand_over(found: "Plan", words: "Words", form: option.PlanFormat, places: "_Places") -> None:
    """Write the files that are asked for, and print the plan unless it is one of them.

    `places` are those files, and last the record it was made from, as named.
    """
    _write(found, words, places)
    _show(found, words, form, (places[0], places[-1]))


def _write(found: "Plan", words: "Words", places: "_Places") -> None:
    from longtin import plan as part
    from longtin.programme import as_calendar, to_yaml

    (output, ics, gantt, pomdp, record), programme = places, found.programme
    if output and output.suffix in PAGES:
        put(_page(found, words, output.suffix[1:], record), output)
        output = None
    if programme is None and (output or ics or gantt):
        raise LongtinError("A programme needs a last day. Give --until.")
    if programme is not None:
        if output:
            put(to_yaml(programme), output)
        if ics:
            put(as_calendar(programme, words), ics)
        if gantt:
            put(_drawn(programme, words, (gantt, record)), gantt)
    if pomdp:
        place = found.first.place
        model = part.as_pomdp(found.policy.problem, place.p, place.q, mode=place.mode, points=3)
        put(part.to_pomdp(model), pomdp)


def _drawn(programme: "Programme", words: "Words", places: tuple[Path, Path | None]) -> str:
    from longtin import page, plan as part

    target, record = places
    if target.suffix == ".svg":
        return page.charts.standalone(part.gantt(programme, words))
    return page.as_html(of_its_record(part.programme_page(programme, words), record))


def _show(
    found: "Plan",
    words: "Words",
    form: option.PlanFormat,
    places: tuple[Path | None, Path | None],
) -> None:
    """Print the plan, unless it was written; a programme is not the plan."""
    from longtin import page, plan as part
    from longtin.cli.terminal.evidence_age import old_evidence

    written, record = places
    if found.wishes.start is not None:
        old_evidence([found.situation.as_of], found.wishes.start, words)
    if written is not None and written.suffix in PAGES:
        return
    if form is option.PlanFormat.text:
        page.print_document(of_its_record(part.document(found, words), record))
    else:
        put(_page(found, words, form, record))


def _page(found: "Plan", words: "Words", form: str, record: Path | None) -> str | bytes:
    from longtin import page, plan as part

    if form == "json":
        return page.as_json(part.as_plain(found) | simulated(record))
    return page.rendered(of_its_record(part.document(found, words), record), form)
